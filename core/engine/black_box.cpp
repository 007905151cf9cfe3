#include "core/engine/black_box.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/deploy/model_signature.h"
#include "core/deploy/onnx_check.h"
#include "core/deploy/onnx_model.h"
#include "core/models/mapped_file.h"
#include "core/nn/inference.h"

#include <ATen/Parallel.h>
#include <torch/script.h>

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace distillab::engine {
namespace {

using namespace Qt::Literals::StringLiterals;
using deploy::NamedInput;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::BlackBox)
};

/// The first line of what LibTorch says: the rest is its own stack.
QString firstLine(const std::exception& error) {
    return QString::fromUtf8(error.what()).section(u'\n', 0, 0).trimmed();
}

torch::Tensor maskOf(const nn::Batch& batch) {
    return batch.attentionMask.defined() ? batch.attentionMask.to(torch::kInt64) : torch::ones_like(batch.input);
}

torch::Tensor typesOf(const nn::Batch& batch) {
    return batch.tokenTypes.defined() ? batch.tokenTypes : torch::zeros_like(batch.input);
}

template <typename Value>
std::vector<Value> valuesOf(const torch::Tensor& tensor) {
    const torch::Tensor values = tensor.to(torch::kCPU).contiguous();
    const auto* begin = values.const_data_ptr<Value>();
    return {begin, begin + values.numel()};
}

class OnnxBlackBox : public BlackBox {
public:
    explicit OnnxBlackBox(const QString& file) : OnnxBlackBox(file, readFile(file)) {}

    std::optional<QStringList> labels() const override {
        return m_model.labels().isEmpty() ? std::nullopt : std::optional(m_model.labels());
    }
    std::optional<std::vector<std::int64_t>> imageShape() const override {
        const std::vector<std::int64_t>& shape = m_model.inputs().front().shape;
        if (shape.size() != 4) return std::nullopt;
        return std::vector(shape.begin() + 1, shape.end());
    }
    std::optional<data::Normalization> normalization() const override {
        const data::Normalization told{numbers("image_mean"), numbers("image_std")};
        if (told.mean.empty() || told.mean.size() != told.deviation.size()) return std::nullopt;
        return told;
    }
    std::optional<int> maxLength() const override {
        const int told = m_model.metadata("max_length").value_or(QString()).toInt();
        if (told > 0) return told;
        const std::vector<std::int64_t>& shape = m_model.inputs().front().shape;
        return shape.size() == 2 && shape[1] > 0 ? std::optional(static_cast<int>(shape[1])) : std::nullopt;
    }
    std::int64_t weightCount() const override { return m_parameterCount; }

protected:
    torch::Tensor ask(const nn::Batch& batch) override {
        deploy::Inputs inputs;
        for (const deploy::OnnxModel::Input& input : m_model.inputs()) inputs.push_back(valueOf(input, batch));
        std::vector<float> logits = m_model.run(inputs);
        const auto count = batch.count();
        return torch::from_blob(logits.data(), {count, static_cast<std::int64_t>(logits.size()) / count}).clone();
    }

private:
    OnnxBlackBox(const QString& file, const QByteArray& content)
        : BlackBox(file, torch::kCPU),
          m_model(content, file, at::get_num_threads(), deploy::OnnxOrigin::Anywhere),
          m_parameterCount(deploy::countParameters(content)) {}

    std::vector<double> numbers(const char* key) const {
        std::vector<double> values;
        const QJsonArray array = QJsonDocument::fromJson(m_model.metadata(key).value_or(QString()).toUtf8()).array();
        for (const QJsonValue& value : array) values.push_back(value.toDouble());
        return values;
    }

    NamedInput valueOf(const deploy::OnnxModel::Input& input, const nn::Batch& batch) const {
        const bool isText = batch.input.dim() == 2;
        if (!isText) {
            if (input.type == deploy::ElementType::F32 && input.shape.size() == 4 && m_model.inputs().size() == 1) {
                return {input.name, batch.input.sizes().vec(), valuesOf<float>(batch.input)};
            }
            throw RequestError(Text::tr("the model takes no pictures"), file(),
                               Text::tr("Choose a classifier with one input, [batch, channels, height, width]."));
        }
        if (input.type == deploy::ElementType::I64 && input.shape.size() == 2) {
            torch::Tensor values;
            if (input.name == deploy::kInputIds) values = batch.input;
            if (input.name == deploy::kAttentionMask) values = maskOf(batch);
            if (input.name == deploy::kTokenTypeIds) values = typesOf(batch);
            if (values.defined()) {
                // A file with a fixed length wants every text filled up to it.
                const std::int64_t missing = input.shape[1] > 0 ? input.shape[1] - values.size(1) : 0;
                if (missing > 0) values = at::constant_pad_nd(values, {0, missing});
                return {input.name, values.sizes().vec(), valuesOf<std::int64_t>(values)};
            }
        }
        throw RequestError(
            Text::tr("the model has the input “%1”, which no text fills").arg(QString::fromStdString(input.name)),
            file(),
            Text::tr("Choose a classifier that reads input_ids, attention_mask and, if it likes, "
                     "token_type_ids, 64-bit whole numbers each."));
    }

    deploy::OnnxModel m_model;
    std::int64_t m_parameterCount;
};

class ScriptBlackBox : public BlackBox {
public:
    ScriptBlackBox(const QString& file, torch::Device device) : BlackBox(file, device) {
        try {
            m_module = torch::jit::load(file.toStdString(), device);
            m_module.eval();
        } catch (const std::exception& error) {
            throw RequestError(Text::tr("LibTorch cannot open the file: %1").arg(firstLine(error)), file,
                               Text::tr("Choose a file that torch.jit.save has written."));
        }
        for (const torch::Tensor& parameter : m_module.parameters()) m_parameterCount += parameter.numel();
    }

    std::int64_t weightCount() const override { return m_parameterCount; }

protected:
    torch::Tensor ask(const nn::Batch& batch) override {
        try {
            return scoresIn(m_module.forward(argumentsFor(batch)), batch);
        } catch (const Error&) {
            throw;
        } catch (const std::exception& error) {
            throw RequestError(Text::tr("the program in the file does not answer: %1").arg(firstLine(error)), file(),
                               batch.input.dim() == 2
                                   ? Text::tr("It is called with input_ids, attention_mask and, if it has a third "
                                              "input, token_type_ids, [batch, tokens] each.")
                                   : Text::tr("It is called with pictures, [batch, channels, height, width]."));
        }
    }

private:
    std::vector<c10::IValue> argumentsFor(const nn::Batch& batch) const {
        if (batch.input.dim() != 2) return {batch.input.contiguous()};
        const auto& arguments = m_module.get_method("forward").function().getSchema().arguments();
        // By their names where these are the usual ones, else in the usual order; the first one is the module itself.
        std::vector<c10::IValue> values;
        for (size_t i = 1; i < arguments.size(); ++i) {
            const std::string& name = arguments[i].name();
            if (name.find("mask") != std::string::npos) {
                values.emplace_back(maskOf(batch));
            } else if (name.find("type") != std::string::npos) {
                values.emplace_back(typesOf(batch));
            } else if (i <= 3 && !arguments[i].default_value()) {
                values.emplace_back(i == 1 ? batch.input : i == 2 ? maskOf(batch) : typesOf(batch));
            } else {
                break;
            }
        }
        return values;
    }

    torch::Tensor scoresIn(const c10::IValue& value, const nn::Batch& batch) const {
        const auto isScores = [&](const c10::IValue& candidate) {
            return candidate.isTensor() && candidate.toTensor().dim() == 2 &&
                   candidate.toTensor().size(0) == batch.count();
        };
        if (isScores(value)) return value.toTensor().to(torch::kFloat32);
        if (value.isTuple()) {
            for (const c10::IValue& element : value.toTupleRef().elements()) {
                if (isScores(element)) return element.toTensor().to(torch::kFloat32);
            }
        }
        if (value.isGenericDict()) {
            const auto dict = value.toGenericDict();
            const c10::IValue key(std::string("logits"));
            if (dict.contains(key) && isScores(dict.at(key))) return dict.at(key).toTensor().to(torch::kFloat32);
        }
        throw RequestError(
            Text::tr("the program in the file gives no scores [batch, classes]"), file(),
            Text::tr("It should return a tensor, a tuple that holds one, or a dictionary with “logits”."));
    }

    mutable torch::jit::Module m_module;
    std::int64_t m_parameterCount = 0;
};

}  // namespace

BlackBox::BlackBox(const QString& file, torch::Device device) : Model(device), m_file(file) {
    const models::MappedFile mapped(file);
    m_bytes = static_cast<qint64>(mapped.bytes().size());
    ContentHash hash;
    hash.addBytes(mapped.bytes());
    m_digest = hash.digest();
}

std::unique_ptr<BlackBox> BlackBox::openOnnx(const QString& file) { return std::make_unique<OnnxBlackBox>(file); }

std::unique_ptr<BlackBox> BlackBox::openTorchScript(const QString& file, torch::Device device) {
    return std::make_unique<ScriptBlackBox>(file, device);
}

torch::Tensor BlackBox::checkedScores(const nn::Batch& batch) {
    torch::Tensor scores = ask(batch);
    if (nn::areUsable(scores, nn::kMostLogit)) return scores;
    throw RequestError(Text::tr("the file's answers are no usable numbers: some are NaN, infinite or far too large"),
                       m_file, Text::tr("Choose another teacher: no student can learn from this one."));
}

void BlackBox::tryOut(const nn::Batch& batch) {
    const c10::InferenceMode inference;
    m_classes = checkedScores(batch).size(1);
}

void BlackBox::setOrder(const std::vector<std::int64_t>& order) { m_order = torch::tensor(order, torch::kInt64); }

nn::Answer BlackBox::answer(const nn::Batch& batch, bool /*training*/, const nn::FeatureRequest& wanted) {
    if (wanted.any()) {
        throw RequestError(Text::tr("of this teacher only its answers are known, not its hidden states or attention"),
                           m_file, Text::tr("Remove the losses that compare these, or choose a model folder."));
    }
    const torch::Tensor scores = checkedScores(batch).to(batch.input.device());
    return {m_order.defined() ? scores.index_select(1, m_order.to(scores.device())) : scores, {}};
}

void BlackBox::addContentTo(ContentHash& hash) const {
    Model::addContentTo(hash);
    hash.addBytes(m_digest);
    if (!m_order.defined()) return;
    hash.add(
        std::span<const std::int64_t>(m_order.const_data_ptr<std::int64_t>(), static_cast<size_t>(m_order.numel())));
}

}  // namespace distillab::engine
