#pragma once

#include "core/report/run_events.h"

#include <QByteArray>
#include <QString>

/// What passes between a measurement and the processes that it starts, one for a file and a round.
namespace distillab::measure {

/// What one process is to do.
struct Job {
    QString model;            ///< ONNX file
    QString inputs = {};      ///< file of deploy::writeTimingInputs(); empty: made up, as the model's signature has it
    int generatedTokens = 0;  ///< of a made-up text
    double seconds = 2;       ///< to time answers in, about
};

/// What it found. All times in milliseconds.
struct Timing {
    double oneThreadP50 = report::kNotMeasured;
    double oneThreadP95 = report::kNotMeasured;
    double allThreadsP50 = report::kNotMeasured;
    double allThreadsP95 = report::kNotMeasured;
    double itemsPerSecond = report::kNotMeasured;
    double peakMib = report::kNotMeasured;
    double residentMib = report::kNotMeasured;     ///< before the model was opened
    double processorShare = report::kNotMeasured;  ///< of a processor, while it answered on one thread
    int runs = 0;                                  ///< timed answers on one thread
    int threads = 0;
    qint64 items = 0;
    bool ofTexts = false;
    QString runtime;  ///< "ONNX Runtime 1.32.0"
};

/// Items at a time for Timing::itemsPerSecond.
inline constexpr int kBatch = 32;

QByteArray toJson(const Timing& timing);
/// @throws WorkError when a process has printed something else
Timing timingFromJson(const QByteArray& json);

/// Does a job in this process. @throws RequestError when the file or its inputs cannot be used; WorkError
Timing timeModel(const Job& job);

/// What timeModel() loads ONNX Runtime with, so that other verbs start without: `void NAME(const Job&, Timing&)`.
inline constexpr const char* kTimerFunction = "distillabTimeModel";

}  // namespace distillab::measure
