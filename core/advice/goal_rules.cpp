#include "core/advice/rules.h"
#include "core/base/sentences.h"
#include "core/models/registry.h"
#include "core/models/transformer_config.h"
#include "core/report/goal.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace distillab::advice {
namespace {

using namespace Qt::Literals::StringLiterals;
using experiment::Experiment;
using experiment::OnnxPrecision;
using report::GoalVerdict;
using report::Limit;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::GoalRules)
};

/// int8 takes a quarter of the bytes and something for its scales.
constexpr double kInt8Share = 0.27;
constexpr double kNarrowestWidth = 0.1;

bool int8Suffices(const Experiment& experiment, const GoalVerdict& verdict) {
    const bool isWritten =
        experiment.onnx.precision == OnnxPrecision::Int8 || experiment.onnx.precision == OnnxPrecision::Both;
    if (isWritten || !verdict.isMet(Limit::Latency)) return false;
    return std::ranges::all_of(verdict.checks, [](const report::GoalCheck& check) {
        return check.isMet() || kInt8Share * check.value <= check.most;
    });
}

/// The next smaller one of the list; empty for the smallest and for a student whose shape comes from elsewhere.
QString smallerModel(const experiment::Experiment& experiment) {
    if (experiment.learnsFromText() && experiment.student.start != experiment::StudentStart::Scratch) return {};
    const std::vector<models::ModelInfo> list =
        experiment.learnsFromText() ? models::listTextModels() : models::listModels();
    const auto found = std::ranges::find(list, experiment.student.model, &models::ModelInfo::name);
    return found == list.end() || found == list.begin() ? QString() : std::prev(found)->name;
}

/// How far off the worst limit is: 2 where twice as much is taken as may be.
double excess(const GoalVerdict& verdict) {
    double most = 1;
    for (const report::GoalCheck& check : verdict.checks) {
        if (std::isfinite(check.value) && check.most > 0) most = std::max(most, check.value / check.most);
    }
    return most;
}

Settings remedyFor(const Experiment& experiment, const GoalVerdict& verdict) {
    if (int8Suffices(experiment, verdict)) return {{u"export.onnx.precision"_s, u"both"_s}};
    if (!experiment.learnsFromText()) {
        // Parameters and work grow with the square of the width.
        const double width = std::floor(20 * experiment.student.width / std::sqrt(excess(verdict))) / 20;
        if (width >= kNarrowestWidth && width < experiment.student.width) {
            return {{u"student.width"_s, numberText(width)}};
        }
    }
    const QString smaller = smallerModel(experiment);
    return smaller.isEmpty() ? Settings() : Settings{{u"student.model"_s, smaller}};
}

}  // namespace

std::optional<Advice> goalMissed(const Evidence& evidence) {
    if (!evidence.experiment.goal.isSet()) return std::nullopt;
    const std::optional<report::Measurement> measurement = report::soundMeasurement(evidence.record.folder);
    if (!measurement) return std::nullopt;
    const std::optional<GoalVerdict> verdict = report::judge(evidence.experiment.goal, *measurement);
    if (!verdict || verdict->isMet()) return std::nullopt;
    // Without a figure nothing is known to be amiss.
    const bool isKnown = std::ranges::any_of(
        verdict->checks, [](const report::GoalCheck& check) { return std::isfinite(check.value) && !check.isMet(); });
    if (!isKnown) return std::nullopt;
    QStringList numbers;
    for (const report::GoalCheck& check : verdict->checks) {
        if (!check.isMet()) numbers << report::checkText(check, evidence.experiment.goal.limits().slowdown);
    }
    return makeAdvice(evidence,
                      Text::tr("The student does not fit %1").arg(report::deviceText(evidence.experiment.goal.device)),
                      joinSentences(numbers),
                      Text::tr("The goal's limits are assumptions of ours: whoever knows the device sets them by hand. "
                               "Else a smaller or narrower student, or one in int8, takes less."),
                      remedyFor(evidence.experiment, *verdict));
}

}  // namespace distillab::advice
