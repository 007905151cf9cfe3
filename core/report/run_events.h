#pragma once

#include <QList>
#include <QMetaType>
#include <QString>

#include <array>
#include <limits>

/// What a run tells while it works: plain values that cross threads.
namespace distillab::report {

enum class Phase { Data, TeacherTrain, Assistants, TeacherTargets, Distil, Baseline, Evaluate, Export };

/// In the order in which a run goes through them.
inline constexpr std::array kPhases = {Phase::Data,   Phase::TeacherTrain, Phase::Assistants, Phase::TeacherTargets,
                                       Phase::Distil, Phase::Baseline,     Phase::Evaluate,   Phase::Export};

/// The phase's name in metrics.jsonl and report.json: "teacher_train", …
QString phaseKey(Phase phase);
/// The phase's name for a person, translated: "Training the teacher".
QString phaseTitle(Phase phase);

inline constexpr double kNotMeasured = std::numeric_limits<double>::quiet_NaN();

/// One term of a loss, before its weight.
struct LossPart {
    QString name;  ///< as experiments write it: "soft-targets"; with a number where one occurs twice
    double value = 0;

    bool operator==(const LossPart&) const = default;
};

/// One optimizer step. Losses are means over the batch, in nats.
struct StepMetrics {
    Phase phase = Phase::Distil;
    qint64 step = 0;        ///< from 1, counted within the phase
    qint64 totalSteps = 0;  ///< of the phase
    double epoch = 0;       ///< passes over the data so far, fractional
    double loss = 0;
    QList<LossPart> parts;  ///< the terms that count at this step, in the experiment's order
    double learningRate = 0;
    double itemsPerSecond = 0;
    double seconds = 0;  ///< since the phase began, pauses not counted
};

/// One pass over the training items, judged on the validation items.
struct EpochMetrics {
    Phase phase = Phase::Distil;
    int epoch = 0;  ///< from 1
    int epochs = 0;
    qint64 step = 0;  ///< steps of the phase so far
    double trainLoss = 0;
    double validationLoss = 0;
    double validationAccuracy = 0;          ///< share, 0…1
    double agreement = kNotMeasured;        ///< share of validation items where student and teacher agree
    double teacherAccuracy = kNotMeasured;  ///< of the teacher on the same validation items
    bool best = false;                      ///< these weights are the best so far
    double seconds = 0;
};

/// Which items an epoch drew, by their score: the teacher's entropy, or the disagreement of student and teacher.
struct SamplingMetrics {
    Phase phase = Phase::Distil;
    int epoch = 0;            ///< from 1
    double highest = 1;       ///< upper end of the last bin; the first begins at 0
    QList<qint64> available;  ///< items with a score in each of the bins, which are equally wide
    QList<qint64> drawn;      ///< of them drawn, each as often as it was
};

/// How far the whole run has come.
struct Progress {
    Phase phase = Phase::Data;
    double fraction = 0;      ///< of the whole run, 0…1
    double secondsLeft = -1;  ///< estimate for the whole run; −1 while unknown
};

/// Receives the events of a run on the engine's thread.
class RunListener {
public:
    virtual ~RunListener() = default;
    virtual void phaseStarted(Phase phase) = 0;
    virtual void progressed(const Progress& progress) = 0;
    virtual void stepDone(const StepMetrics& metrics) = 0;
    virtual void epochDone(const EpochMetrics& metrics) = 0;
    virtual void logged(const QString& line) = 0;
    virtual void sampled(const SamplingMetrics& /*metrics*/) {}
    /// The step whose loss is no usable number any more; the error that ends the run follows.
    virtual void diverged(const StepMetrics& /*metrics*/) {}
};

}  // namespace distillab::report

Q_DECLARE_METATYPE(distillab::report::Phase)
Q_DECLARE_METATYPE(distillab::report::StepMetrics)
Q_DECLARE_METATYPE(distillab::report::EpochMetrics)
Q_DECLARE_METATYPE(distillab::report::SamplingMetrics)
Q_DECLARE_METATYPE(distillab::report::Progress)
