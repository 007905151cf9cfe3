#pragma once

#include "core/report/measurement.h"
#include "core/report/run_events.h"

#include <QString>

#include <optional>

namespace distillab::report {

/// The figures of one model; NaN (or 0 bytes) where something was not measured.
struct ModelSummary {
    QString name;
    qint64 parameters = 0;
    qint64 bytes = 0;
    double accuracy = kNotMeasured;
    double f1Macro = kNotMeasured;
    double latencyMsP50 = kNotMeasured;      ///< in the engine
    double onnxLatencyMsP50 = kNotMeasured;  ///< in ONNX Runtime
};

/// What lists and comparisons show of a report.json. Far lighter than a RunReport: no classes, no confusion matrix, no
/// experiment.
struct RunSummary {
    ModelSummary teacher;
    ModelSummary student;
    std::optional<ModelSummary> baseline;
    double agreement = kNotMeasured;
    double seconds = 0;  ///< of all phases
    double peakRssMib = kNotMeasured;
    QString dataDescription;
    qint64 testItems = 0;
    QString machine;
    std::optional<Measurement> measurement = {};  ///< of the ONNX files, where there is a sound one
};

/// @throws RequestError when the run has no report or it is damaged
RunSummary readSummary(const QString& runFolder);

}  // namespace distillab::report
