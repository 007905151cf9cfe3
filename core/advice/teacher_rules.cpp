#include "core/advice/rules.h"
#include "core/models/registry.h"
#include "core/models/transformer_config.h"
#include "core/report/wording.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace distillab::advice {
namespace {

using namespace Qt::Literals::StringLiterals;
using experiment::Experiment;
using experiment::Loss;
using report::percentText;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::TeacherRules)
};

/// Points of accuracy that are worth a word.
constexpr double kWorthAWord = 0.01;
constexpr double kFarBelow = 0.03;
/// Entropy, as a share of the most there can be, from which answers are all but even.
constexpr double kNearlyEven = 0.95;
/// Probability of the likeliest class from which soft targets are all but labels.
constexpr double kNearlyCertain = 0.97;
/// The entropy that soft targets are brought to: the runners-up show, the winner stays clear.
constexpr double kTelling = 0.4;

bool hasLoss(const Experiment& experiment, std::initializer_list<Loss> wanted) {
    return std::ranges::any_of(experiment.distill.losses, [&](const experiment::LossSpec& spec) {
        return std::ranges::find(wanted, spec.loss) != wanted.end();
    });
}

/// Whether the temperature matters: a loss softens answers, and it counts.
bool softensAnswers(const Experiment& experiment) {
    return experiment.distill.alpha.most() > 0 && hasLoss(experiment, {Loss::SoftTargets, Loss::Decoupled});
}

double lowest(const experiment::Course& course) { return std::min(course.at(0), course.at(1)); }

/// Half as much weight for the teacher, and answers that are not too soft.
Settings lessOfTheTeacher(const Experiment& experiment) {
    if (!hasLoss(experiment, {Loss::HardLabels})) return {{u"distill.preset"_s, u"hinton"_s}};
    Settings settings;
    const double alpha = experiment.distill.alpha.most();
    if (alpha > 0.2) settings << std::pair(u"distill.alpha"_s, numberText(std::round(alpha * 5) / 10));
    if (experiment.distill.temperature.most() > 2) settings << std::pair(u"distill.temperature"_s, u"2"_s);
    return settings;
}

/// The next larger one: twice as wide where widths can be chosen, else the next of the list.
Settings largerStudent(const Experiment& experiment) {
    const experiment::StudentSpec& student = experiment.student;
    if (!experiment.learnsFromText()) return {{u"student.width"_s, numberText(2 * student.width)}};
    if (student.start != experiment::StudentStart::Scratch) return {};
    const std::vector<models::ModelInfo> models = models::listTextModels();
    const auto own = std::ranges::find(models, student.model, &models::ModelInfo::name);
    if (own == models.end() || own + 1 == models.end()) return {};
    return {{u"student.model"_s, (own + 1)->name}};
}

Settings strongerTeacher(const Experiment& experiment) {
    const bool isTrained = experiment.teacher.source == experiment::TeacherSource::Train;
    if (!isTrained) return {};
    return {{u"teacher.epochs"_s, QString::number(3 * experiment.teacher.training.epochs)}};
}

Advice temperatureAdvice(const Evidence& evidence, const QString& title, const Softness& softness, double temperature,
                         const QString& why) {
    const auto classes = static_cast<double>(evidence.record.answers->classes.size());
    return makeAdvice(
        evidence, title,
        Text::tr("At temperature %1 the teacher gives its likeliest class %2 on average over the test items; with even "
                 "shares every class would have %3.")
            .arg(numberText(temperature), percentText(softness.likeliest), percentText(1 / classes)),
        why, {{u"distill.temperature"_s, numberText(temperatureFor(*evidence.record.answers, kTelling))}});
}

}  // namespace

std::optional<Advice> weakTeacher(const Evidence& evidence) {
    const report::RunReport* report = evidence.report();
    if (!report) return std::nullopt;
    const report::Scores& alone = report->baseline ? report->baseline->scores : report->student.scores;
    const double teacher = report->teacher.scores.accuracy;
    const double needed = std::max(kWorthAWord, 2 * standardError(alone.accuracy, report->testItems));
    if (!(alone.accuracy - teacher > needed)) return std::nullopt;
    const QString student = report->baseline ? Text::tr("the student without any teacher") : Text::tr("its student");
    const Settings settings = strongerTeacher(evidence.experiment);
    return makeAdvice(evidence, Text::tr("The teacher knows less than the student"),
                      Text::tr("The teacher gets %1 of the test items right, %2 %3.")
                          .arg(percentText(teacher), student, percentText(alone.accuracy)),
                      settings.isEmpty()
                          ? Text::tr("A teacher can only pass on what it knows: choose one that is better at this.")
                          : Text::tr("A teacher can only pass on what it knows: let it learn longer first."),
                      settings);
}

std::optional<Advice> baselineBetter(const Evidence& evidence) {
    const report::RunReport* report = evidence.report();
    if (!report || !evidence.experiment.distill.listensToTeacher()) return std::nullopt;
    const double behind = evidence.behindBaseline();
    const double accuracy = report->student.scores.accuracy;
    if (!(behind > std::max(kWorthAWord, 2 * standardError(accuracy, report->testItems)))) return std::nullopt;
    return makeAdvice(
        evidence, Text::tr("The student is better off without its teacher"),
        Text::tr("The student reached %1, the same student without the teacher %2; the teacher gets %3 right.")
            .arg(percentText(accuracy), percentText(report->baseline->scores.accuracy),
                 percentText(report->teacher.scores.accuracy)),
        Text::tr("With less weight, and answers that are not too soft, the teacher adds to the labels instead of "
                 "drowning them."),
        lessOfTheTeacher(evidence.experiment));
}

std::optional<Advice> temperatureTooHigh(const Evidence& evidence) {
    if (!evidence.record.answers || !softensAnswers(evidence.experiment)) return std::nullopt;
    const double temperature = lowest(evidence.experiment.distill.temperature);
    const std::optional<Softness> softness = softnessAt(*evidence.record.answers, temperature);
    if (!softness || softness->entropy < kNearlyEven) return std::nullopt;
    if (temperatureFor(*evidence.record.answers, kTelling) >= temperature) return std::nullopt;
    return temperatureAdvice(
        evidence, Text::tr("The temperature makes all answers nearly alike"), *softness, temperature,
        Text::tr("Targets that are nearly even tell the classes apart no more; a lower temperature "
                 "lets the teacher's opinion show."));
}

std::optional<Advice> temperatureTooLow(const Evidence& evidence) {
    if (!evidence.record.answers || !softensAnswers(evidence.experiment)) return std::nullopt;
    const double temperature = evidence.experiment.distill.temperature.most();
    const std::optional<Softness> softness = softnessAt(*evidence.record.answers, temperature);
    if (!softness || softness->likeliest < kNearlyCertain) return std::nullopt;
    if (temperatureFor(*evidence.record.answers, kTelling) <= temperature) return std::nullopt;
    return temperatureAdvice(evidence, Text::tr("The temperature makes soft targets as hard as labels"), *softness,
                             temperature,
                             Text::tr("What a teacher adds to the labels is what else it considered; a higher "
                                      "temperature lets that show."));
}

std::optional<Advice> studentTooSmall(const Evidence& evidence) {
    const report::RunReport* report = evidence.report();
    if (!report || report->student.parameters >= report->teacher.parameters) return std::nullopt;
    const double accuracy = report->student.scores.accuracy;
    const double behind = evidence.behindTeacher();
    if (!(behind >= std::max(kFarBelow, 2 * standardError(accuracy, report->testItems)))) return std::nullopt;
    return makeAdvice(
        evidence, Text::tr("The student is too small for what its teacher knows"),
        Text::tr("The student reached %1, its teacher %2; they agree on %3 of the test items. The student's training "
                 "loss fell by only %4 in the last fifth of its epochs, and it has %5 parameters to the teacher's %6.")
            .arg(percentText(accuracy), percentText(report->teacher.scores.accuracy), percentText(report->agreement),
                 percentText(std::max(0.0, evidence.student.fallAtEnd())),
                 report::countText(report->student.parameters), report::countText(report->teacher.parameters)),
        Text::tr("More time would not help it; a larger student has room for more."),
        largerStudent(evidence.experiment));
}

}  // namespace distillab::advice
