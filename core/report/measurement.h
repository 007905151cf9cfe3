#pragma once

#include "core/report/run_events.h"

#include <QByteArray>
#include <QMetaType>
#include <QString>

#include <optional>
#include <vector>

namespace distillab::report {

/// A figure of several rounds.
struct Spread {
    double median = kNotMeasured;
    double least = kNotMeasured;
    double most = kNotMeasured;
};

/// Of values that were measured; those that are no numbers are left out.
Spread spreadOf(std::vector<double> values);

/// One ONNX file, measured in processes that held nothing else.
struct MeasuredModel {
    QString who;        ///< "teacher" or "student"; empty for a file of which nothing else is known
    QString precision;  ///< "fp32", "int8", "fp16"
    QString file;       ///< its name
    qint64 bytes = 0;   ///< of the file and of the data that lie beside it
    double accuracy = kNotMeasured;
    Spread oneThreadP50;    ///< ms for one item
    Spread oneThreadP95;    ///< ms
    Spread allThreadsP50;   ///< ms for one item
    Spread allThreadsP95;   ///< ms
    Spread itemsPerSecond;  ///< all threads, Measurement::batch items at a time
    Spread peakMib;         ///< most memory of the process that answers one item at a time on one thread
    Spread modelMib;        ///< of these what was not held before the model was opened
    /// Of a processor, that the process got while it answered on one thread: what is missing took other programs.
    double processorShare = kNotMeasured;
    int runs = 0;          ///< timed answers on one thread, the fewest of the rounds
    QString problem = {};  ///< why there are no figures; empty where there are

    bool isMeasured() const { return problem.isEmpty(); }
    /// Times of a process that had to wait for others say nothing of the file, and long answers wait the most.
    bool isDisturbed() const { return processorShare < kLeastShare; }

    static constexpr double kLeastShare = 0.9;
};

/// What a run's files are worth where they are to run: measurement.json, a file of its own as it can be made again.
struct Measurement {
    std::vector<MeasuredModel> models;
    int rounds = 0;           ///< in which the models took turns
    int threads = 0;          ///< that "all threads" are
    int batch = 32;           ///< items at a time, for the throughput
    qint64 items = 0;         ///< different ones that were timed
    int generatedTokens = 0;  ///< where no real items were at hand: the length of the texts that were made up
    qint64 testItems = 0;     ///< on which the accuracies were measured; 0 where there are none
    bool ofTexts = false;     ///< the items are texts; else pictures
    QString machine;          ///< "AMD EPYC, ONNX Runtime 1.32.0"
    double seconds = 0;       ///< that all of it took

    const MeasuredModel* teacher() const;
    /// The first student with figures in that precision. Any: precision empty.
    const MeasuredModel* student(const QString& precision) const;
    /// The student that answers one item on one thread the soonest; nothing where none was measured.
    const MeasuredModel* fastestStudent() const;
};

QByteArray toJson(const Measurement& measurement);
/// @throws RequestError naming `name` when it is no such document
Measurement measurementFromJson(const QByteArray& json, const QString& name);

QString measurementFile(const QString& runFolder);
void writeMeasurement(const QString& runFolder, const Measurement& measurement);
/// Nothing for a run that was not measured. @throws RequestError when the file is damaged
std::optional<Measurement> readMeasurement(const QString& runFolder);
/// The same for what tells of a run in all: a damaged file counts as none, for it can be made again.
std::optional<Measurement> soundMeasurement(const QString& runFolder);

}  // namespace distillab::report

Q_DECLARE_METATYPE(distillab::report::Measurement)
