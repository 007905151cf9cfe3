#pragma once

#include "core/experiment/experiment.h"
#include "core/report/advice.h"
#include "core/report/run_events.h"

#include <QByteArray>
#include <QMap>
#include <QMetaType>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>
#include <vector>

namespace distillab::report {

/// Scores of one class on the test items. A share with an empty denominator is 0.
struct ClassScores {
    QString name;
    double precision = 0;
    double recall = 0;
    double f1 = 0;
    qint64 support = 0;  ///< test items of this class
};

/// How well a model answers, on which items.
struct Scores {
    qint64 items = 0;
    double accuracy = 0;
    double f1Macro = 0;
    double loss = 0;  ///< mean cross-entropy, nats
    std::vector<ClassScores> classes;
    std::vector<std::vector<qint64>> confusion;  ///< [true class][predicted class]
};

/// A model and its scores. Latency: one item at a time, one thread, in the engine.
struct ModelReport {
    QString name;
    qint64 parameters = 0;
    qint64 bytes = 0;  ///< of its safetensors file
    double latencyMsP50 = 0;
    double latencyMsP95 = 0;
    Scores scores;
};

/// In which precision one layer of a quantised file is kept, and why.
struct LayerChoice {
    QString name;       ///< of its module: "bert.encoder.layer.0.attention.self.query"
    QString kind;       ///< "linear", "embedding", "convolution"
    QString precision;  ///< "int8", "fp32"
    /// Mean KL(file in f32 ‖ the same with this layer alone in int8) of the answers, in nats, on a sample of items that
    /// are no test items; measured only where layers had to be ranked.
    double sensitivity = kNotMeasured;
    QString why = {};  ///< translated; empty for a layer that is simply in int8
};

/// How many nodes of one kind ONNX Runtime makes of several.
struct Fusion {
    QString op;  ///< of the fused node: "SkipLayerNormalization"
    int count = 0;
};

/// One ONNX file, measured in ONNX Runtime: one item at a time, one thread.
struct OnnxFileReport {
    QString precision;  ///< "fp32", "int8", "fp16"
    QString file;       ///< relative to the run or export folder; empty for a file that was not kept
    qint64 bytes = 0;
    double latencyMsP50 = 0;
    double latencyMsP95 = 0;
    double accuracy = 0;       ///< on the whole test split
    double maxAbsDiff = 0;     ///< logits against the engine, over checkedItems
    bool sameAnswers = false;  ///< identical argmax on all checkedItems
    qint64 checkedItems = 0;
    double agreement = kNotMeasured;  ///< share of all test items with the fp32 file's answer; of other files than it
    int weightBits = 0;  ///< of int8 weights, as experiment::WeightBits; 8 for Auto, 0 where there are none
    std::vector<LayerChoice> layers;  ///< of an int8 file
    std::vector<Fusion> fusions;      ///< that ONNX Runtime makes of the file

    /// False for a file that is judged by its accuracy, and not by answering as the engine does.
    bool isExact() const { return precision != QLatin1String("int8") && precision != QLatin1String("fp16"); }
};

struct OnnxReport {
    int opset = 17;
    QString folder;                         ///< absolute folder that holds the files
    std::vector<OnnxFileReport> files;      ///< of the student, fp32 first
    std::vector<OnnxFileReport> notKept;    ///< measured as well, but they lost more accuracy than was allowed
    std::optional<OnnxFileReport> teacher;  ///< the teacher's own ONNX, for comparison
};

/// What the run's teacher is worth in int8, measured against itself in f32 before it labelled.
struct QuantisedTeacher {
    static constexpr double kLeastAgreement = 0.97;
    static constexpr double kLeastSpeedup = 1.1;

    qint64 items = 0;      ///< of the training split, sampled
    double agreement = 0;  ///< share of them with the same answer
    double speedup = 0;    ///< seconds in f32 / seconds in int8

    /// False: the teacher labelled in f32.
    bool isUsed() const { return agreement >= kLeastAgreement && speedup >= kLeastSpeedup; }
};

/// What became of the training items without labels.
struct PseudoLabelReport {
    qint64 rows = 0;                 ///< training items without a label
    qint64 kept = 0;                 ///< of them labelled by the teacher, and learnt from
    double threshold = 0;            ///< probability that its answer had to have
    double accuracy = kNotMeasured;  ///< share of right ones among the kept, where the labels were only hidden
};

/// The whole result of a run: report.json as a value.
struct RunReport {
    experiment::Experiment experiment;
    QString runFolder;        ///< absolute
    QString dataDescription;  ///< what was read
    qint64 trainItems = 0;
    qint64 validationItems = 0;
    qint64 testItems = 0;
    ModelReport teacher;
    std::vector<ModelReport> assistants;  ///< between teacher and student, in the order in which they were taught
    ModelReport student;
    std::optional<QuantisedTeacher> quantisedTeacher;  ///< where it was asked for
    std::optional<ModelReport> baseline;               ///< the same student without the teacher
    double agreement = 0;                              ///< share of test items where student and teacher agree
    std::optional<PseudoLabelReport> pseudoLabels;
    QMap<QString, double> seconds;  ///< by phaseKey
    double peakRssMib = 0;
    std::optional<OnnxReport> onnx;
    QString machine;  ///< processor, threads, engine: what the numbers were measured on
    /// What the run shows to be amiss, as core/advice saw it at its end. Read from a file, without Advice::next.
    QList<Advice> advice;
};

/// report.json as the command line contract has it.
QByteArray toJson(const RunReport& report);
/// The `student` object of report.json, by itself.
QByteArray modelJson(const ModelReport& model);
/// The `onnx` object of report.json, by itself.
QByteArray onnxJson(const OnnxReport& onnx);
/// The `advice` array of report.json, by itself.
QByteArray adviceJson(const QList<Advice>& advice);
/// The `quantised` object of report.json's `teacher`, by itself.
QByteArray quantisedJson(const QuantisedTeacher& teacher);
/// @throws RequestError naming `name` when it is not such an object
QuantisedTeacher quantisedFromJson(const QByteArray& json, const QString& name);
/// @throws RequestError naming `name` when it is not such a report
RunReport fromJson(const QByteArray& json, const QString& name);
RunReport readReport(const QString& runFolder);

/// The result table for a terminal: teacher, student, student without teacher, side by side.
QString toTable(const RunReport& report);

/// Everything measured in a run's metrics.jsonl, in order.
struct MetricsHistory {
    QList<StepMetrics> steps;
    QList<EpochMetrics> epochs;
    QList<SamplingMetrics> samplings;     ///< one an epoch, where items are not drawn all alike
    std::optional<StepMetrics> diverged;  ///< where the run ended for it
};
/// Ignores a torn last line. A missing file gives an empty history. The lessons of the run's assistants, each of which
/// has a folder and a file of its own, are the phase Assistants.
MetricsHistory readMetrics(const QString& runFolder);

/// Hands on the steps that readMetrics() would give, one after the other and each phase's in their order, without ever
/// holding all of them: a run of many hours has millions.
/// @throws RequestError naming the line that is no measurement
void forEachStep(const QString& runFolder, const std::function<void(const StepMetrics&)>& take);

/// The lessons of one assistant after the other as one course: their steps and epochs are counted on.
class AssistantCourse {
public:
    /// An assistant has learnt all that it did: the next one begins.
    void follow(const MetricsHistory& before);
    StepMetrics shifted(StepMetrics metrics) const;
    EpochMetrics shifted(EpochMetrics metrics) const;

private:
    qint64 m_steps = 0;
    double m_passes = 0;
    int m_epochs = 0;
};

}  // namespace distillab::report

Q_DECLARE_METATYPE(distillab::report::RunReport)
Q_DECLARE_METATYPE(distillab::report::OnnxReport)
