#pragma once

#include "core/base/run_control.h"
#include "core/deploy/named_input.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace distillab::deploy {

struct Latency {
    double msP50 = 0;
    double msP95 = 0;
};

/// Median and 95th percentile (nearest rank) of measured times in milliseconds; sorts `milliseconds`.
Latency latencyOf(std::vector<double>& milliseconds);

/// Files of ours say everything of themselves: labels, free sizes, a single output. Those of other programs need not.
enum class OnnxOrigin { DistilLab, Anywhere };

/// A classifier in ONNX Runtime, whatever it reads: batches in, logits out. What its inputs mean is told by
/// core/deploy/model_signature.h.
class OnnxModel {
public:
    struct Input {
        std::string name;
        ElementType type = ElementType::F32;
        std::vector<std::int64_t> shape;  ///< -1 where any length goes
    };

    /// Of files from anywhere the output named "logits" counts, else the first one that is a batch of class scores.

    /// @param threads  threads of one inference
    /// @throws RequestError when the file is no classifier that ONNX Runtime can run: one output of class scores for
    /// a batch of any size, and from DistilLab a label for each class in the metadata
    /// Large tensors may lie in files beside the one at `path`.
    OnnxModel(const QString& path, int threads, OnnxOrigin origin = OnnxOrigin::DistilLab);
    OnnxModel(const QByteArray& model, const QString& name, int threads, OnnxOrigin origin = OnnxOrigin::DistilLab);
    ~OnnxModel();
    OnnxModel(OnnxModel&&) noexcept;

    /// What complaints call it: the path.
    const QString& name() const;
    const std::vector<Input>& inputs() const;
    int classCount() const;
    const QStringList& labels() const;  ///< empty where the file does not tell them
    std::optional<QString> metadata(const char* key) const;

    /// @return logits, items · classes
    /// @throws WorkError when the inputs are not those of the model, or not of the size that they claim
    std::vector<float> run(std::span<const NamedInput> inputs);

    /// One call per element of `batches`, over and over until there are `runs` of them, after a warm-up.
    /// @throws Stopped when `control` says so between two runs
    Latency measureLatency(const std::vector<Inputs>& batches, int runs, RunControl& control);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

}  // namespace distillab::deploy
