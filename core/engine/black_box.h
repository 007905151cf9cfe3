#pragma once

#include "core/data/batch.h"
#include "core/nn/model.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace distillab::engine {

/// A classifier whose inside is not ours: it answers, and that is all. It cannot be trained, and losses that compare
/// hidden states or attention have nothing to compare with.
class BlackBox : public nn::Model {
public:
    /// An ONNX file of any program, in ONNX Runtime. @throws RequestError when it is no classifier that runs there
    static std::unique_ptr<BlackBox> openOnnx(const QString& file);

    /// A TorchScript file. It is a program: opening it runs code of whoever made it, in a process that can do nothing
    /// but compute. @throws RequestError when LibTorch cannot open it; WorkError when there is no such process
    static std::unique_ptr<BlackBox> openTorchScript(const QString& file);

    /// Names of the classes in the order of the file's scores, where it tells them.
    virtual std::optional<QStringList> labels() const { return std::nullopt; }
    /// Sizes of the pictures that it takes, channels first, −1 where any goes; nothing when it reads texts or does not
    /// tell.
    virtual std::optional<std::vector<std::int64_t>> imageShape() const { return std::nullopt; }
    /// Of the pictures, per channel: mean and deviation, where the file tells them.
    virtual std::optional<data::Normalization> normalization() const { return std::nullopt; }
    /// Weights, as many as can be counted.
    virtual std::int64_t weightCount() const = 0;
    /// The most tokens of a text, where the file tells it.
    virtual std::optional<int> maxLength() const { return std::nullopt; }

    /// Asks once, to learn how many classes there are and whether the file takes what it is given.
    void tryOut(const nn::Batch& batch);
    /// For each class of the data, its place among the file's scores. Without it they are in the data's order.
    void setOrder(const std::vector<std::int64_t>& order);

    nn::Answer answer(const nn::Batch& batch, bool training, const nn::FeatureRequest& wanted) final;
    std::int64_t classCount() const final { return m_classes; }
    bool usesDropout() const final { return false; }
    void addContentTo(ContentHash& hash) const final;

    qint64 bytes() const { return m_bytes; }
    const QString& file() const { return m_file; }

protected:
    BlackBox(const QString& file, torch::Device device);
    /// The file's scores, [n, its classes].
    virtual torch::Tensor ask(const nn::Batch& batch) = 0;

private:
    /// @throws RequestError when they are no numbers that a student can learn from
    torch::Tensor checkedScores(const nn::Batch& batch);

    QString m_file;
    qint64 m_bytes = 0;
    Digest m_digest = {};
    std::int64_t m_classes = 0;
    torch::Tensor m_order;  ///< undefined: as they come
};

/// What a batch of texts leaves out, as a file wants it spelt out: every token counts, and is of the first text.
/// 64-bit whole numbers [items, tokens].
torch::Tensor attentionMaskOf(const nn::Batch& batch);
torch::Tensor tokenTypesOf(const nn::Batch& batch);

}  // namespace distillab::engine
