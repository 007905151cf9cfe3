#include "core/engine/black_box.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/deploy/model_signature.h"
#include "core/deploy/onnx_check.h"
#include "core/deploy/onnx_model.h"
#include "core/engine/script_teacher.h"
#include "core/models/mapped_file.h"
#include "core/nn/inference.h"

#include <ATen/Parallel.h>

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
            if (input.name == deploy::kAttentionMask) values = attentionMaskOf(batch);
            if (input.name == deploy::kTokenTypeIds) values = tokenTypesOf(batch);
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

}  // namespace

torch::Tensor attentionMaskOf(const nn::Batch& batch) {
    return batch.attentionMask.defined() ? batch.attentionMask.to(torch::kInt64) : torch::ones_like(batch.input);
}

torch::Tensor tokenTypesOf(const nn::Batch& batch) {
    return batch.tokenTypes.defined() ? batch.tokenTypes : torch::zeros_like(batch.input);
}

BlackBox::BlackBox(const QString& file, torch::Device device) : Model(device), m_file(file) {
    const models::MappedFile mapped(file);
    m_bytes = static_cast<qint64>(mapped.bytes().size());
    ContentHash hash;
    hash.addBytes(mapped.bytes());
    m_digest = hash.digest();
}

std::unique_ptr<BlackBox> BlackBox::openOnnx(const QString& file) { return std::make_unique<OnnxBlackBox>(file); }

std::unique_ptr<BlackBox> BlackBox::openTorchScript(const QString& file) {
    return std::make_unique<ScriptTeacher>(file);
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
