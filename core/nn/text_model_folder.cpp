#include "core/nn/text_model_folder.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/models/safetensors.h"
#include "core/models/weights.h"
#include "core/nn/model_folder.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <map>
#include <set>
#include <span>
#include <utility>

namespace distillab::nn {
namespace {

using namespace Qt::Literals::StringLiterals;
using models::TransformerConfig;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::TextModelFolder)
};

QString configFile(const QString& folder) { return folder + u"/config.json"_s; }
QString weightsFile(const QString& folder) { return folder + u"/model.safetensors"_s; }

torch::Tensor copyOf(const models::TensorView& view, const std::string& name, const QString& path) {
    torch::Tensor values = torch::empty(view.shape);
    models::toFloat(view, std::span(values.data_ptr<float>(), static_cast<size_t>(values.numel())));
    rejectBrokenNumbers(values, name, path);
    return values;
}

/// The name that a tensor of a file has in a classifier's layout: files of TensorFlow's time call a norm's weight and
/// bias gamma and beta, files of a bare encoder leave its prefix out.
std::string nameInLayout(std::string name, const std::set<std::string>& layout, const std::string& prefix) {
    const auto replaceEnd = [&](const std::string& end, const std::string& by) {
        if (name.ends_with(end)) name.replace(name.size() - end.size(), end.size(), by);
    };
    replaceEnd("LayerNorm.gamma", "LayerNorm.weight");
    replaceEnd("LayerNorm.beta", "LayerNorm.bias");
    return !layout.contains(name) && layout.contains(prefix + name) ? prefix + name : name;
}

/// A table of constants that old versions of transformers wrote among the weights.
bool isPositionTable(const std::string& name) { return name.ends_with("embeddings.position_ids"); }

QString namesOf(const QStringList& names) {
    constexpr int kMostListed = 5;
    const QString list = names.mid(0, kMostListed).join(u", "_s);
    return names.size() > kMostListed
               ? Text::tr("%1 and %n more", nullptr, static_cast<int>(names.size()) - kMostListed).arg(list)
               : list;
}

/// Puts a file's tensors into a model's order.
class Matching {
public:
    Matching(const TransformerConfig& config, std::vector<models::TensorInfo> layout)
        : m_config(config), m_layout(std::move(layout)) {}

    /// @param newLabels  the head may have another shape than the file's
    std::vector<torch::Tensor> match(const std::map<std::string, models::TensorView>& file, bool newLabels,
                                     std::uint64_t seed, const QString& path) {
        sortByName(file);
        std::vector<torch::Tensor> tensors;
        QStringList missing;
        QStringList misshaped;
        for (const models::TensorInfo& info : m_layout) {
            const QString name = QString::fromStdString(info.name);
            const bool head = models::belongsToHead(info.name, m_config.architecture);
            const auto found = m_byName.find(info.name);
            if (found != m_byName.end() && found->second->shape == info.shape) {
                tensors.push_back(copyOf(*found->second, info.name, path));
                continue;
            }
            if (found == m_byName.end()) {
                (head ? m_differences.missing : missing) << name;
            } else {
                (head && newLabels ? m_differences.misshaped : misshaped) << name;
            }
            tensors.push_back(head ? freshTensor(info, m_config, seed) : torch::Tensor());
        }
        if (!missing.isEmpty()) fail(Text::tr("missing tensors: %1").arg(namesOf(missing)), path);
        if (!misshaped.isEmpty()) fail(Text::tr("tensors of the wrong shape: %1").arg(namesOf(misshaped)), path);
        return tensors;
    }

    const WeightDifferences& differences() const { return m_differences; }

private:
    void sortByName(const std::map<std::string, models::TensorView>& file) {
        std::set<std::string> names;
        for (const models::TensorInfo& info : m_layout) names.insert(info.name);
        const std::string prefix = models::encoderPrefix(m_config.architecture);
        for (const auto& [name, view] : file) {
            if (isPositionTable(name)) continue;
            const std::string own = nameInLayout(name, names, prefix);
            if (!names.contains(own) || !m_byName.emplace(own, &view).second) {
                m_differences.extra << QString::fromStdString(name);
            }
        }
    }

    [[noreturn]] static void fail(const QString& message, const QString& path) {
        throw RequestError(message, path,
                           Text::tr("The weights do not belong to the config.json beside them: copy or download the "
                                    "folder again."));
    }

    const TransformerConfig& m_config;
    std::vector<models::TensorInfo> m_layout;
    std::map<std::string, const models::TensorView*> m_byName;
    WeightDifferences m_differences;
};

}  // namespace

bool isTextModelFolder(const QString& folder) {
    if (!QFileInfo::exists(configFile(folder))) return false;
    try {
        loadTextConfig(folder);
        return true;
    } catch (const RequestError&) {
        return false;
    }
}

TransformerConfig loadTextConfig(const QString& folder) { return models::readTransformerConfig(configFile(folder)); }

LoadedTextModel loadTextModel(const QString& folder, const QStringList& labels, std::uint64_t seed,
                              torch::Device device) {
    LoadedTextModel loaded;
    loaded.config = loadTextConfig(folder);
    const bool newLabels = !labels.isEmpty() && labels.size() != loaded.config.labels.size();
    if (!labels.isEmpty()) loaded.config.labels = labels;

    const models::WeightFile file = models::readWeights(folder);
    loaded.bytes = file.bytes;
    Matching matching(loaded.config, models::transformerTensors(loaded.config));
    std::vector<torch::Tensor> tensors = matching.match(file.tensors, newLabels, seed, file.path);
    loaded.differences = matching.differences();
    const auto isClassifier = [](const QString& name) {
        return name == u"classifier.weight"_s || name == u"classifier.out_proj.weight"_s;
    };
    for (const QStringList* fresh : {&loaded.differences.missing, &loaded.differences.misshaped}) {
        for (const QString& name : *fresh) loaded.headIsNew = loaded.headIsNew || isClassifier(name);
    }
    loaded.model = std::make_unique<Transformer>(loaded.config, std::move(tensors), device);
    return loaded;
}

qint64 saveTextModel(const QString& folder, const Transformer& model, models::DType type) {
    writeFileAtomically(configFile(folder), models::writeTransformerConfig(model.config(), type));
    const HostTensors tensors(model, type);
    const QString path = weightsFile(folder);
    models::writeSafetensors(path, tensors.list(), {{"format", "pt"}});
    return QFileInfo(path).size();
}

}  // namespace distillab::nn
