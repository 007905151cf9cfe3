#include "core/advice/rules.h"
#include "core/report/wording.h"

#include <QCoreApplication>

#include <algorithm>

namespace distillab::advice {
namespace {

using namespace Qt::Literals::StringLiterals;
using report::ClassScores;
using report::percentText;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::DataRules)
};

constexpr qint64 kFewPerClass = 50;
/// Good enough to leave few items alone.
constexpr double kGoodAnyhow = 0.95;
/// A class is rare when the largest one has this many times its items.
constexpr qint64 kRare = 4;
/// Recall by which a rare class has to stay behind the largest one.
constexpr double kNeglected = 0.15;
/// Recall by which the teacher has to be better at a rare class to be listened to more.
constexpr double kWorthAsking = 0.1;
/// A weight that lets the teacher outweigh the labels.
constexpr double kMuchTeacher = 0.8;

Settings moreData(const experiment::Experiment& experiment) {
    const experiment::DataSpec& data = experiment.data;
    if (data.limit > 0) return {{u"data.limit"_s, QString::number(10 * qint64{data.limit})}};
    if (experiment.learnsFromText()) {
        if (data.augment.copies > 0) return {};
        return {{u"data.augment.copies"_s, u"10"_s}};
    }
    if (data.augmented()) return {};
    return {{u"data.shift"_s, u"2"_s}};
}

/// Of the rare classes the one that is found least often; null when none is neglected.
const ClassScores* mostNeglected(const std::vector<ClassScores>& classes, const ClassScores& largest) {
    const ClassScores* worst = nullptr;
    for (const ClassScores& scores : classes) {
        if (scores.support == 0 || scores.support * kRare > largest.support) continue;
        if (largest.recall - scores.recall < kNeglected) continue;
        if (!worst || scores.recall < worst->recall) worst = &scores;
    }
    return worst;
}

double teachersRecall(const report::RunReport& report, const ClassScores& rare) {
    const std::vector<ClassScores>& classes = report.teacher.scores.classes;
    const auto found = std::ranges::find(classes, rare.name, &ClassScores::name);
    return found == classes.end() ? 0 : found->recall;
}

}  // namespace

std::optional<Advice> tooLittleData(const Evidence& evidence) {
    const report::RunReport* report = evidence.report();
    if (!report || evidence.classes == 0) return std::nullopt;
    const qint64 perClass = report->trainItems / evidence.classes;
    if (perClass >= kFewPerClass || report->student.scores.accuracy >= kGoodAnyhow) return std::nullopt;
    const Settings settings = moreData(evidence.experiment);
    return makeAdvice(
        evidence, Text::tr("There is too little to learn from"),
        Text::tr("There were %1 training items for %2 classes, about %3 of each. The student gets %4 of the test items "
                 "right, its teacher %5.")
            .arg(report::countText(report->trainItems), QString::number(evidence.classes), QString::number(perClass),
                 percentText(report->student.scores.accuracy), percentText(report->teacher.scores.accuracy)),
        settings.isEmpty() ? Text::tr("No setting replaces examples: collect more of them.")
                           : Text::tr("Each further example shows another side of its class."),
        settings);
}

std::optional<Advice> unbalancedClasses(const Evidence& evidence) {
    const report::RunReport* report = evidence.report();
    if (!report || evidence.classes < 2) return std::nullopt;
    const std::vector<ClassScores>& classes = report->student.scores.classes;
    const ClassScores& largest = *std::ranges::max_element(classes, {}, &ClassScores::support);
    const ClassScores* rare = mostNeglected(classes, largest);
    if (!rare) return std::nullopt;
    const double known = teachersRecall(*report, *rare);
    const bool helps = known >= rare->recall + kWorthAsking && evidence.experiment.distill.alpha.most() < kMuchTeacher;
    return makeAdvice(
        evidence, Text::tr("Rare classes are neglected"),
        Text::tr("Of the test items %1 are “%2”, and the student finds %3 of them; %4 are “%5”, and it finds %6.")
            .arg(report::countText(largest.support), largest.name, percentText(largest.recall),
                 report::countText(rare->support), rare->name, percentText(rare->recall)),
        helps ? Text::tr("The teacher finds %1 of the rare class: with more weight, its answers tell the student what "
                         "the few examples do not.")
                    .arg(percentText(known))
              : Text::tr("What is rare counts little in the loss: collect more examples of the rare classes."),
        helps ? Settings{{u"distill.alpha"_s, numberText(kMuchTeacher)}} : Settings());
}

}  // namespace distillab::advice
