#pragma once

#include "core/base/run_control.h"
#include "core/data/image_dataset.h"
#include "core/measure/measurer.h"
#include "core/report/measurement.h"

#include <QString>

#include <functional>
#include <vector>

namespace distillab::measure {

/// A network that has not learnt anything yet. How large and how fast it is does not depend on what its weights are,
/// so that both can be measured before it is trained.
struct UntrainedNetwork {
    QString model;                  ///< by its name in the list of models
    double width = 1;               ///< of pictures' networks
    data::ImageShape picture = {};  ///< where it reads pictures
    int classes = 2;
    int vocabulary = 0;  ///< where it reads texts: how many different tokens there are; 0 for pictures
    int tokens = 0;      ///< of the longest text

    bool operator==(const UntrainedNetwork&) const = default;
};

/// Writes it as ONNX. @param precision  "fp32" or "int8"
/// @throws RequestError when there is no such network or it takes no such items; WorkError
void writeUntrained(const UntrainedNetwork& network, const QString& precision, const QString& path);

/// Writes each in f32 and in int8, and measures the files as measureFiles() does: two rows for each network, which name
/// it as their file. All read texts or all read pictures; texts are as long as the first network's longest.
/// @throws as writeUntrained() and measureFiles()
report::Measurement measureUntrained(const std::vector<UntrainedNetwork>& networks, RunControl& control,
                                     const std::function<void(double)>& share = {},
                                     double budgetSeconds = kBudgetSeconds);

/// What writeUntrained() loads the writer with: `void NAME(const UntrainedNetwork&, const QString&, const QString&)`.
inline constexpr const char* kUntrainedWriter = "distillabWriteUntrained";

}  // namespace distillab::measure
