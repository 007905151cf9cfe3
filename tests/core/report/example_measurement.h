#pragma once

#include "core/report/measurement.h"

namespace distillab::test {

inline report::MeasuredModel exampleMeasured(const QString& who, const QString& precision, double milliseconds,
                                             qint64 bytes, double accuracy) {
    report::MeasuredModel model;
    model.who = who;
    model.precision = precision;
    model.file = who + QStringLiteral(".onnx");
    model.bytes = bytes;
    model.accuracy = accuracy;
    model.oneThreadP50 = {milliseconds, 0.8 * milliseconds, 1.2 * milliseconds};
    model.oneThreadP95 = {2 * milliseconds, 1.5 * milliseconds, 2.5 * milliseconds};
    model.allThreadsP50 = {0.6 * milliseconds, 0.5 * milliseconds, 0.7 * milliseconds};
    model.allThreadsP95 = {milliseconds, 0.9 * milliseconds, 1.1 * milliseconds};
    model.itemsPerSecond = {2000 / milliseconds, 1900 / milliseconds, 2100 / milliseconds};
    model.peakMib = {60 + static_cast<double>(bytes) / 1e6, 60 + static_cast<double>(bytes) / 1e6,
                     62 + static_cast<double>(bytes) / 1e6};
    model.modelMib = {static_cast<double>(bytes) / 1e6, static_cast<double>(bytes) / 1e6,
                      2 + static_cast<double>(bytes) / 1e6};
    model.processorShare = 0.99;
    model.runs = 80;
    return model;
}

/// A teacher of 100 MB that needs 10 ms and was too slow for batches, its student in f32 and in int8: 10 and 20 times
/// as fast.
inline report::Measurement exampleMeasurement() {
    report::Measurement m;
    m.models = {exampleMeasured(QStringLiteral("teacher"), QStringLiteral("fp32"), 12.5, 100'000'000, 0.9),
                exampleMeasured(QStringLiteral("student"), QStringLiteral("fp32"), 1, 20'000'000, 0.89),
                exampleMeasured(QStringLiteral("student"), QStringLiteral("int8"), 0.5, 5'200'000, 0.888)};
    m.models[0].oneThreadP50 = {10, 10, 11};
    m.models[0].itemsPerSecond = {};
    m.rounds = 3;
    m.threads = 2;
    m.items = 64;
    m.testItems = 1061;
    m.ofTexts = true;
    m.machine = QStringLiteral("Example CPU, ONNX Runtime 1.32.0");
    m.seconds = 12.5;
    return m;
}

}  // namespace distillab::test
