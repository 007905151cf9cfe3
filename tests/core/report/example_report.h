#pragma once

#include "core/report/run_report.h"
#include "core/report/test_answers.h"

#include <cmath>

/// A complete report with numbers of the kind that a real run gives, for the tests of core/report.
namespace distillab::test {

inline report::Scores exampleScores(const QStringList& classNames, qint64 right, qint64 wrong) {
    const auto classes = static_cast<size_t>(classNames.size());
    const auto others = static_cast<qint64>(classes) - 1;
    report::Scores scores;
    scores.confusion.assign(classes, std::vector<qint64>(classes, 0));
    for (size_t truth = 0; truth < classes; ++truth) {
        scores.confusion[truth][truth] = right;
        scores.confusion[truth][(truth + 1) % classes] = wrong;
        const double share = static_cast<double>(right) / static_cast<double>(right + wrong);
        scores.classes.push_back({classNames[static_cast<qsizetype>(truth)], share, share, share, right + wrong});
    }
    scores.items = (right + wrong) * (others + 1);
    scores.accuracy = static_cast<double>(right) / static_cast<double>(right + wrong);
    scores.f1Macro = scores.accuracy;
    scores.loss = 0.3125;
    return scores;
}

inline report::ModelReport exampleModel(const QString& name, qint64 parameters, double latency, report::Scores scores) {
    return {name, parameters, 4 * parameters + 1000, latency, 1.5 * latency, std::move(scores)};
}

inline report::OnnxFileReport exampleOnnxFile(const QString& file, qint64 bytes, double latency, double accuracy) {
    report::OnnxFileReport onnx;
    onnx.precision = QStringLiteral("fp32");
    onnx.file = file;
    onnx.bytes = bytes;
    onnx.latencyMsP50 = latency;
    onnx.latencyMsP95 = 2 * latency;
    onnx.accuracy = accuracy;
    onnx.maxAbsDiff = 3.25e-6;
    onnx.sameAnswers = true;
    onnx.checkedItems = 256;
    return onnx;
}

/// The teacher gets 91 of 100 right, the student 89, the student without the teacher 88. The student is 10× smaller
/// and, in ONNX Runtime, 5× faster.
inline report::RunReport exampleReport() {
    const QStringList classes{QStringLiteral("T-shirt/top"), QStringLiteral("Trouser"), QStringLiteral("Bag")};
    report::RunReport r;
    r.experiment.name = QStringLiteral("Clothes");
    r.experiment.data.train = QStringLiteral("/data/clothes");
    r.experiment.data.seed = 7;
    r.experiment.data.shift = 2;
    r.experiment.distill.temperature = 3.5;
    r.experiment.distill.alpha = 0.6;
    r.runFolder = QStringLiteral("/runs/clothes");
    r.dataDescription = QStringLiteral("IDX files in /data/clothes, 28×28, 3 classes");
    r.trainItems = 900;
    r.validationItems = 100;
    r.testItems = 300;
    r.teacher = exampleModel(QStringLiteral("cnn-small"), 422250, 1.25, exampleScores(classes, 91, 9));
    r.student = exampleModel(QStringLiteral("cnn-tiny"), 42000, 0.5, exampleScores(classes, 89, 11));
    r.baseline = exampleModel(QStringLiteral("cnn-tiny"), 42000, 0.5, exampleScores(classes, 88, 12));
    r.agreement = 0.94;
    r.seconds = {
        {QStringLiteral("data"), 0.5}, {QStringLiteral("teacher_train"), 61.25}, {QStringLiteral("distil"), 30.5}};
    r.peakRssMib = 812.5;
    report::OnnxReport onnx;
    onnx.folder = QStringLiteral("/runs/clothes/onnx");
    onnx.files.push_back(exampleOnnxFile(QStringLiteral("student.onnx"), 170000, 0.0625, 0.89));
    onnx.teacher = exampleOnnxFile(QStringLiteral("teacher.onnx"), 1690000, 0.3125, 0.91);
    r.onnx = std::move(onnx);
    r.machine = QStringLiteral("Example CPU, 2 threads");
    return r;
}

inline report::StepMetrics exampleStep(qint64 step, qint64 totalSteps) {
    report::StepMetrics m;
    m.step = step;
    m.totalSteps = totalSteps;
    m.epoch = 5.0 * static_cast<double>(step) / static_cast<double>(totalSteps);
    const double soft = 0.4 + 4 * std::exp(-m.epoch);
    const double hard = 0.3 + 2 * std::exp(-m.epoch);
    m.parts = {{QStringLiteral("soft-targets"), soft}, {QStringLiteral("hard-labels"), hard}};
    m.loss = 0.6 * soft + 0.4 * hard;
    m.learningRate = 0.002;
    m.itemsPerSecond = 15000;
    m.seconds = 0.01 * static_cast<double>(step);
    return m;
}

inline report::EpochMetrics exampleEpoch(report::Phase phase, int epoch) {
    report::EpochMetrics m;
    m.phase = phase;
    m.epoch = epoch;
    m.epochs = 5;
    m.step = 20 * epoch;
    m.trainLoss = 0.5 / epoch;
    m.validationLoss = 0.6 / epoch;
    m.validationAccuracy = 0.89 - 0.2 / epoch;
    m.agreement = 0.9;
    m.teacherAccuracy = phase == report::Phase::Distil ? 0.915 : report::kNotMeasured;
    m.best = true;
    m.seconds = epoch;
    return m;
}

inline report::MetricsHistory exampleHistory(qint64 steps) {
    report::MetricsHistory history;
    for (qint64 step = 1; step <= steps; ++step) history.steps << exampleStep(step, steps);
    for (const report::Phase phase : {report::Phase::Distil, report::Phase::Baseline}) {
        for (int epoch = 1; epoch <= 5; ++epoch) history.epochs << exampleEpoch(phase, epoch);
    }
    return history;
}

/// Two right answers and two wrong ones: of the surer one the teacher knew the answer, the other it got wrong alike.
inline report::TestAnswers exampleAnswers() {
    return {{QStringLiteral("T-shirt/top"), QStringLiteral("Trouser"), QStringLiteral("Bag")},
            {{.row = 0, .label = 0, .teacher = {5, 0, 1}, .student = {3, 0, 1}},
             {.row = 1, .label = 1, .teacher = {0, 1, 2}, .student = {0, 1, 3}},
             {.row = 2, .label = 0, .teacher = {4, 0, 1}, .student = {0, 0, 4.5F}},
             {.row = 3, .label = 2, .teacher = {0, 0, 4}, .student = {0, 0, 2}}}};
}

}  // namespace distillab::test
