#pragma once

#include "core/base/run_control.h"
#include "core/report/measurement.h"

#include <QString>

#include <functional>
#include <vector>

namespace distillab::measure {

/// In how many rounds the files take turns, A B C A B C …: what disturbs a machine for a while then meets them all.
inline constexpr int kRounds = 3;
/// Seconds that the timing of all files takes at most, about: a slow file is timed on fewer answers, and when one
/// round alone takes longer, there is no second one. Fast files need far less.
inline constexpr double kBudgetSeconds = 20;

/// A file to measure.
struct Candidate {
    QString path;
    report::MeasuredModel about;  ///< who, precision, accuracy, as far as they are known
};

/// What the files are timed on.
struct Material {
    QString inputs = {};      ///< file of deploy::writeTimingInputs(): real items
    int generatedTokens = 0;  ///< without such a file: length of the texts that are made up
    qint64 testItems = 0;     ///< that the candidates' accuracies are from
};

/// Measures every file in processes of their own, one at a time: `distillab-cli measure --once`, which lies beside the
/// program. A file that cannot be measured has the reason as its problem.
/// @param share  told how much is done, 0…1
/// @throws WorkError when the measuring program is missing; Stopped, the process that runs being killed
report::Measurement measureFiles(const std::vector<Candidate>& candidates, const Material& material,
                                 RunControl& control, const std::function<void(double)>& share = {},
                                 double budgetSeconds = kBudgetSeconds);

/// Bytes of an ONNX file and of the data beside it that begin with its name.
qint64 bytesOnDisk(const QString& path);

}  // namespace distillab::measure
