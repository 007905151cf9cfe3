#pragma once

#include "core/base/run_control.h"
#include "core/deploy/export_request.h"
#include "core/deploy/onnx_model.h"

#include <QString>

#include <set>
#include <span>
#include <vector>

namespace distillab::deploy {

/// The class with the largest of these logits; of equals the first.
size_t answerOf(std::span<const float> logits);

/// A model on its way to become a file, and the test split that judges it.
class Candidate {
public:
    /// How far it is from the engine, on up to kCheckedItems test items from all over the split, in batches and some of
    /// them alone.
    struct Comparison {
        double largestDifference = 0;   ///< of logits
        size_t checked = 0;             ///< items
        std::set<size_t> otherAnswers;  ///< items
    };

    /// @param path  of the file that it is to become, for complaints
    /// @param data  that the model has beside it, complete
    /// @throws WorkError when there are no test items
    Candidate(const ExportRequest& request, const QByteArray& model, QString path, RunControl& control,
              const OnnxDataFile* data = nullptr);

    size_t items() const { return m_request.targets.size(); }
    size_t classes() const { return static_cast<size_t>(m_request.classCount); }

    /// The official checker. @throws WorkError with what it found
    void check() const;
    /// @throws WorkError when ONNX Runtime refuses it, or it has other classes than the engine
    OnnxModel open(int threads) const;
    Comparison compareWithEngine(OnnxModel& model) const;
    /// Logits of all test items, `batch` at a time. @throws WorkError when one is no number
    std::vector<float> logits(OnnxModel& model, size_t batch) const;
    /// @param logits  of all test items
    double accuracyOf(const std::vector<float>& logits) const;
    /// One item at a time, one thread.
    Latency latency() const;

    [[noreturn]] void fail(const QString& message) const;

private:
    void compare(OnnxModel& model, size_t first, size_t count, Comparison& comparison) const;
    std::vector<float> answers(OnnxModel& model, size_t first, size_t count) const;

    const ExportRequest& m_request;
    const QByteArray& m_model;
    QString m_path;
    QString m_dataModel;  ///< path of the model beside its data, where it has some
    RunControl& m_control;
};

}  // namespace distillab::deploy
