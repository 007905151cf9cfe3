#include "core/nn/model_folder.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/limited_file.h"
#include "core/base/whole_number.h"
#include "core/models/registry.h"
#include "core/models/transformer_config.h"
#include "core/nn/inference.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <nlohmann/json.hpp>

namespace distillab::nn {
namespace {

using namespace Qt::Literals::StringLiterals;
using nlohmann::ordered_json;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::ModelFolder)
};

constexpr const char* kModelType = "distillab-image-classifier";

QString configFile(const QString& folder) { return folder + u"/config.json"_s; }
QString preprocessorFile(const QString& folder) { return folder + u"/preprocessor_config.json"_s; }
QString weightsFile(const QString& folder) { return folder + u"/model.safetensors"_s; }

ordered_json toConfig(const ModelCard& card, models::DType type) {
    ordered_json labelOf;
    ordered_json idOf;
    for (qsizetype i = 0; i < card.labels.size(); ++i) {
        labelOf[std::to_string(i)] = card.labels[i].toStdString();
        idOf[card.labels[i].toStdString()] = i;
    }
    return {{"architectures", {"DistilLabImageClassifier"}},
            {"model_type", kModelType},
            {"model", card.model.toStdString()},
            {"width", card.width},
            {"num_channels", card.input.channels},
            {"image_height", card.input.height},
            {"image_width", card.input.width},
            {"num_labels", card.labels.size()},
            {"id2label", labelOf},
            {"label2id", idOf},
            {"torch_dtype", models::configNameOf(type)}};
}

ordered_json toPreprocessor(const ModelCard& card) {
    return {{"image_processor_type", "ViTImageProcessor"},
            {"do_resize", true},
            {"size", {{"height", card.input.height}, {"width", card.input.width}}},
            {"do_rescale", true},
            {"rescale_factor", 1.0 / 255.0},
            {"do_normalize", true},
            {"image_mean", card.normalization.mean},
            {"image_std", card.normalization.deviation}};
}

[[noreturn]] void throwForeign(const QString& path, const QString& reason) {
    throw RequestError(Text::tr("this is not a model folder that DistilLab can read: %1").arg(reason), path,
                       Text::tr("Choose the student or teacher folder of a run."));
}

ordered_json readJson(const QString& path) {
    try {
        return ordered_json::parse(readFileUpTo(path, models::kMostConfigBytes).toStdString());
    } catch (const nlohmann::json::exception& error) {
        throwForeign(path, QString::fromUtf8(error.what()));
    }
}

ModelCard parseCard(const QString& folder) {
    const QString path = configFile(folder);
    ModelCard card;
    try {
        const ordered_json config = readJson(path);
        if (config.value("model_type", std::string()) != kModelType) {
            throwForeign(path, Text::tr("its model_type is another program's"));
        }
        card.model = QString::fromStdString(config.at("model").get<std::string>());
        card.width = config.at("width").get<double>();
        card.input = {wholeNumber<int>(config.at("num_channels")), wholeNumber<int>(config.at("image_height")),
                      wholeNumber<int>(config.at("image_width"))};
        const auto& labels = config.at("id2label");
        for (size_t i = 0; i < labels.size(); ++i) {
            card.labels << QString::fromStdString(labels.at(std::to_string(i)).get<std::string>());
        }
        const ordered_json preprocessor = readJson(preprocessorFile(folder));
        card.normalization.mean = preprocessor.at("image_mean").get<std::vector<double>>();
        card.normalization.deviation = preprocessor.at("image_std").get<std::vector<double>>();
    } catch (const nlohmann::json::exception& error) {
        throwForeign(path, QString::fromUtf8(error.what()));
    }
    const auto channels = static_cast<size_t>(card.input.channels);
    if (card.normalization.mean.size() != channels || card.normalization.deviation.size() != channels) {
        throwForeign(preprocessorFile(folder), Text::tr("image_mean and image_std need one number per channel"));
    }
    return card;
}

models::DType typeOf(const torch::Tensor& tensor) {
    switch (tensor.scalar_type()) {
        case torch::kInt64: return models::DType::I64;
        case torch::kFloat64: return models::DType::F64;
        case torch::kFloat16: return models::DType::F16;
        default: return models::DType::F32;
    }
}

torch::Tensor halfOf(const torch::Tensor& tensor) {
    const torch::Tensor half = tensor.to(torch::kFloat16);
    return half.isfinite().all().item<bool>() ? half : tensor;
}

}  // namespace

void rejectBrokenNumbers(const torch::Tensor& values, const std::string& name, const QString& path) {
    if (areUsable(values)) return;
    throw RequestError(
        Text::tr("the tensor “%1” holds values that are no numbers (NaN or infinite)")
            .arg(QString::fromStdString(name)),
        path, Text::tr("The model's training failed, or the file is damaged: choose another model, or copy it again."));
}

models::TensorView viewOf(const std::string& name, const torch::Tensor& tensor) {
    const models::DType type = typeOf(tensor);
    return {name, type, tensor.sizes().vec(),
            std::as_bytes(std::span(static_cast<const char*>(tensor.data_ptr()), tensor.nbytes()))};
}

HostTensors::HostTensors(const Model& model, models::DType type) {
    for (size_t i = 0; i < model.layout().size(); ++i) {
        const torch::Tensor tensor = model.tensors()[i].detach().to(torch::kCPU).contiguous();
        m_tensors.push_back(type == models::DType::F16 ? halfOf(tensor) : tensor);
        m_views.push_back(viewOf(model.layout()[i].name, m_tensors.back()));
    }
}

std::map<std::string, models::TensorView> HostTensors::byName() const {
    std::map<std::string, models::TensorView> map;
    for (const models::TensorView& view : m_views) map[view.name] = view;
    return map;
}

qint64 saveModel(const QString& folder, const Network& network, const ModelCard& card, models::DType type) {
    const auto write = [](const QString& path, const ordered_json& json) {
        writeFileAtomically(path, QByteArray::fromStdString(json.dump(2) + '\n'));
    };
    write(configFile(folder), toConfig(card, type));
    write(preprocessorFile(folder), toPreprocessor(card));
    const HostTensors tensors(network, type);
    models::writeSafetensors(weightsFile(folder), tensors.list(), {{"format", "pt"}});
    return QFileInfo(weightsFile(folder)).size();
}

bool isModelFolder(const QString& folder) {
    return QFileInfo::exists(configFile(folder)) && QFileInfo::exists(weightsFile(folder));
}

ModelCard loadCard(const QString& folder) { return parseCard(folder); }

LoadedModel loadModel(const QString& folder, torch::Device device) {
    ModelCard card = parseCard(folder);
    Network network(models::buildModel(card.model, card.input, static_cast<int>(card.labels.size()), card.width), 0,
                    device);
    const QString path = weightsFile(folder);
    loadWeights(network, models::readSafetensors(path), path);
    return {std::move(card), std::move(network), QFileInfo(path).size()};
}

void loadWeights(Network& network, const models::TensorFile& file, const QString& path) {
    const torch::NoGradGuard noGrad;
    const auto infos = network.graph().tensors();
    std::vector<models::WantedTensor> wanted;
    for (const auto& info : infos) wanted.push_back({info.name, info.shape});
    const QString mismatch = models::compareTensors(file, wanted).text();
    if (!mismatch.isEmpty()) throwForeign(path, mismatch);
    for (size_t i = 0; i < infos.size(); ++i) {
        torch::Tensor values = torch::empty(infos[i].shape);
        models::toFloat(file.tensors.at(infos[i].name),
                        {values.data_ptr<float>(), static_cast<size_t>(values.numel())});
        rejectBrokenNumbers(values, infos[i].name, path);
        network.tensors()[i].copy_(values);
    }
}

}  // namespace distillab::nn
