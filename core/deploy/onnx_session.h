#pragma once

#include "core/data/batch.h"
#include "core/data/image_dataset.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <memory>
#include <span>
#include <vector>

namespace distillab::deploy {

struct Latency {
    double msP50 = 0;
    double msP95 = 0;
};

/// Median and 95th percentile (nearest rank) of measured times in milliseconds; sorts `milliseconds`.
Latency latencyOf(std::vector<double>& milliseconds);

/// An image classifier in ONNX Runtime, with what its metadata says.
class OnnxSession {
public:
    /// @param threads  threads of one inference
    /// @throws RequestError when the file is no image classifier that ONNX Runtime can run
    OnnxSession(const QString& path, int threads);
    OnnxSession(const QByteArray& model, const QString& name, int threads);
    ~OnnxSession();
    OnnxSession(OnnxSession&&) noexcept;

    data::ImageShape inputShape() const;
    int classCount() const;
    QStringList labels() const;
    data::Normalization normalization() const;

    /// @param batch  count · channels · height · width normalised values
    /// @return logits, count · classes
    std::vector<float> run(std::span<const float> batch, size_t count);

    /// One image at a time, `runs` times after a warm-up.
    Latency measureLatency(std::span<const float> image, int runs);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

}  // namespace distillab::deploy
