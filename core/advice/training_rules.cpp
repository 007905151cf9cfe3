#include "core/advice/rules.h"
#include "core/base/sentences.h"
#include "core/report/wording.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace distillab::advice {
namespace {

using namespace Qt::Literals::StringLiterals;
using experiment::TrainingSpec;
using report::Phase;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::TrainingRules)
};

/// A loss that climbs to this many times what it began with is on its way out.
constexpr double kSpike = 2;
/// So is one that climbs to this many times what it was after an earlier epoch.
constexpr double kRise = 1.15;
constexpr double kSubstantial = 0.5;  ///< as a share of the first epoch's loss
/// A network that is this much worse than one that knows nothing (ln(classes)) has been thrown off.
constexpr double kWorseThanGuessing = 1.5;
/// A learning rate is far off when it is this many times the usual one, or less than it divided by this.
constexpr double kFarAbove = 5;
constexpr double kFarBelow = 8;
/// A loss that still falls by this share at the end has not come to its end.
constexpr double kStillFalling = 0.08;
/// Points of accuracy behind the teacher that are worth a longer training.
constexpr double kWorthMoreEpochs = 0.02;

/// One of the two networks whose training a user sets.
struct Learner {
    QString name;
    QString section;  ///< of the experiment
    const TrainingSpec& spec;
    const Training& training;
    double usualRate;
};

double usualRate(const experiment::Experiment& experiment, const TrainingSpec& spec, bool isFresh) {
    if (spec.optimizer == experiment::Optimizer::Sgd) return 0.05;
    if (!experiment.learnsFromText()) return 2e-3;
    return isFresh ? 5e-4 : 5e-5;
}

Learner teacherOf(const Evidence& evidence) {
    const experiment::TeacherSpec& teacher = evidence.experiment.teacher;
    const bool isFresh = teacher.source == experiment::TeacherSource::Train;
    const TrainingSpec& spec = isFresh ? teacher.training : teacher.finetune;
    return {Text::tr("teacher"), isFresh ? u"teacher"_s : u"teacher.finetune"_s, spec, evidence.teacher,
            usualRate(evidence.experiment, spec, isFresh)};
}

Learner studentOf(const Evidence& evidence) {
    const TrainingSpec& spec = evidence.experiment.distill.training;
    const bool isFresh = evidence.experiment.student.start == experiment::StudentStart::Scratch;
    return {Text::tr("student"), u"distill"_s, spec, evidence.student, usualRate(evidence.experiment, spec, isFresh)};
}

/// Not for recipes whose terms come, go or change their weight: their loss rises without any fault.
bool sameLossThroughout(const experiment::DistillSpec& recipe) {
    return recipe.temperature.isConstant() && recipe.alpha.isConstant() &&
           std::ranges::all_of(recipe.losses, [](const experiment::LossSpec& loss) {
               return loss.weight.isConstant() && loss.begin <= 0 && loss.end >= 1;
           });
}

/// What shows that a network was thrown off, as a sentence; empty when nothing does.
QString upheaval(const Evidence& evidence, const Learner& learner) {
    const Training& training = learner.training;
    const bool isComparable = learner.section != u"distill" || sameLossThroughout(evidence.experiment.distill);
    if (isComparable && training.highestLoss() > kSpike * training.loss.front()) {
        return Text::tr("The loss of the %1 began at %2 and rose to %3.")
            .arg(learner.name, numberText(training.loss.front()), numberText(training.highestLoss()));
    }
    // Where little of the loss is left, it wavers by itself.
    const auto rise = training.largestRise();
    const bool isLarge =
        rise && rise->second > kRise * rise->first && rise->second > kSubstantial * training.epochs.first().trainLoss;
    if (isComparable && isLarge) {
        return Text::tr("The training loss of the %1 was down to %2 when it rose to %3 again.")
            .arg(learner.name, numberText(rise->first), numberText(rise->second));
    }
    const double guessing = std::log(std::max(evidence.classes, 2));
    const bool isFar = learner.spec.learningRate > kFarAbove * learner.usualRate;
    if (!isFar || evidence.classes == 0 || training.epochs.isEmpty()) return {};
    const double first = training.epochs.first().validationLoss;
    if (first < kWorseThanGuessing * guessing) return {};
    return Text::tr("After its first epoch the loss of the %1 on the validation items was %2; guessing blindly has %3.")
        .arg(learner.name, numberText(first), numberText(guessing));
}

Advice slowerAdvice(const Evidence& evidence, const Learner& learner, const QString& numbers) {
    const double rate = learner.spec.learningRate;
    const double slower = rate > kFarAbove * learner.usualRate ? learner.usualRate : rate / 4;
    return makeAdvice(evidence, Text::tr("The learning rate of the %1 is too high").arg(learner.name), numbers,
                      Text::tr("Steps that are too long jump over the valley they should walk down into; shorter ones "
                               "find it."),
                      {{learner.section + u".learning_rate"_s, numberText(slower)}});
}

/// Of the last epoch, on training items.
double lastLabelLoss(const Training& training) {
    const double epochs = std::max<double>(1, static_cast<double>(training.epochs.size()));
    return meanBetween(training.labelLoss, 1 - 1 / epochs, 1);
}

QString overfittingNumbers(const Evidence& evidence) {
    const Training& student = evidence.student;
    const report::EpochMetrics& last = student.epochs.last();
    const report::EpochMetrics& least = *student.leastValidationLoss();
    const double guessing = std::log(std::max(evidence.classes, 2));
    const double known = lastLabelLoss(student);
    const double unknown = last.validationLoss;
    if (unknown > 2.5 * known && unknown - known > 0.15 * guessing) {
        return Text::tr(
                   "In its last epoch the student's loss was %1 on the items it trains on and %2 on the "
                   "validation items it does not.")
            .arg(numberText(known), numberText(unknown));
    }
    const bool rose = last.validationLoss > 1.15 * least.validationLoss && least.epoch < 0.7 * last.epoch &&
                      last.trainLoss < least.trainLoss;
    if (!rose) return {};
    return Text::tr(
               "The student's loss on the validation items was least after epoch %1, %2; by epoch %3 it had "
               "risen to %4, while the loss on the training items went on falling.")
        .arg(QString::number(least.epoch), numberText(least.validationLoss), QString::number(last.epoch),
             numberText(last.validationLoss));
}

/// More to learn from where there is more, else harder to learn by heart, else less time to do so.
Settings againstOverfitting(const Evidence& evidence) {
    const experiment::DataSpec& data = evidence.experiment.data;
    const bool isText = evidence.experiment.learnsFromText();
    if (data.limit > 0) return {{u"data.limit"_s, QString::number(4 * qint64{data.limit})}};
    if (isText && data.augment.copies == 0) return {{u"data.augment.copies"_s, u"4"_s}};
    if (!isText && !data.augmented()) return {{u"data.shift"_s, u"2"_s}};
    const int best = evidence.student.leastValidationLoss()->epoch;
    if (best >= evidence.experiment.distill.training.epochs) return {};
    return {{u"distill.epochs"_s, QString::number(best)}};
}

}  // namespace

std::optional<Advice> learningRateTooHigh(const Evidence& evidence) {
    if (const auto& diverged = evidence.record.history.diverged) {
        const Learner learner = diverged->phase == Phase::TeacherTrain ? teacherOf(evidence) : studentOf(evidence);
        return slowerAdvice(evidence, learner,
                            Text::tr("The training of the %1 diverged at step %2 of %3: its loss was no usable number "
                                     "any more. The learning rate is %4; %5 is usual for such a network.")
                                .arg(learner.name)
                                .arg(diverged->step)
                                .arg(diverged->totalSteps)
                                .arg(numberText(learner.spec.learningRate), numberText(learner.usualRate)));
    }
    for (const Learner& learner : {teacherOf(evidence), studentOf(evidence)}) {
        const QString what = learner.training.isEmpty() ? QString() : upheaval(evidence, learner);
        if (what.isEmpty()) continue;
        const QString rate = Text::tr("Its learning rate is %1; %2 is usual for such a network.");
        return slowerAdvice(
            evidence, learner,
            joinSentences({what, rate.arg(numberText(learner.spec.learningRate), numberText(learner.usualRate))}));
    }
    return std::nullopt;
}

std::optional<Advice> learningRateTooLow(const Evidence& evidence) {
    for (const Learner& learner : {teacherOf(evidence), studentOf(evidence)}) {
        const Training& training = learner.training;
        if (training.isEmpty() || learner.spec.learningRate > learner.usualRate / kFarBelow) continue;
        const double end = meanBetween(training.loss, 0.9, 1);
        if (end < training.loss.front() / 2) continue;
        return makeAdvice(
            evidence, Text::tr("The learning rate of the %1 is too low").arg(learner.name),
            Text::tr("The loss of the %1 began at %2 and was still %3 at the end. The learning rate is %4; %5 is usual "
                     "for such a network.")
                .arg(learner.name, numberText(training.loss.front()), numberText(end),
                     numberText(learner.spec.learningRate), numberText(learner.usualRate)),
            Text::tr("Steps that are too short do not come far in the time they are given."),
            {{learner.section + u".learning_rate"_s, numberText(learner.usualRate)}});
    }
    return std::nullopt;
}

std::optional<Advice> overfitting(const Evidence& evidence) {
    if (evidence.student.isEmpty() || evidence.student.epochs.isEmpty()) return std::nullopt;
    const QString numbers = overfittingNumbers(evidence);
    if (numbers.isEmpty()) return std::nullopt;
    return makeAdvice(evidence, Text::tr("The student learns its training items by heart"), numbers,
                      Text::tr("What is known by heart does not help with new items: more or more varied examples make "
                               "the student look for the rule behind them."),
                      againstOverfitting(evidence));
}

std::optional<Advice> underfitting(const Evidence& evidence) {
    const report::RunReport* report = evidence.report();
    if (!report || evidence.student.epochs.isEmpty()) return std::nullopt;
    const double accuracy = report->student.scores.accuracy;
    const double fall = evidence.student.fallAtEnd();
    const double behind = evidence.behindTeacher();
    const bool isBehind = behind >= std::max(kWorthMoreEpochs, 2 * standardError(accuracy, report->testItems));
    if (!isBehind || fall < kStillFalling || !evidence.student.epochs.last().best) return std::nullopt;
    const int epochs = evidence.experiment.distill.training.epochs;
    return makeAdvice(
        evidence, Text::tr("The student was still learning when its time was up"),
        (epochs == 1
             ? Text::tr("The student reached %1, its teacher %2. Within its only epoch the student's training loss "
                        "fell by %3.")
             : Text::tr("The student reached %1, its teacher %2. In the last fifth of its epochs the student's "
                        "training loss still fell by %3, and its last epoch was its best."))
            .arg(report::percentText(accuracy), report::percentText(report->teacher.scores.accuracy),
                 report::percentText(fall)),
        Text::tr("A student that has not come to its end gets better by going on."),
        {{u"distill.epochs"_s, QString::number(std::max(2 * epochs, epochs + 2))}});
}

}  // namespace distillab::advice
