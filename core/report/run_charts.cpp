#include "core/report/run_charts.h"

#include "core/base/sentences.h"
#include "core/experiment/loss_spec.h"
#include "core/report/wording.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace distillab::report {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::RunCharts)
};

constexpr qsizetype kMostPoints = 400;
/// Classes of page_style.h for the terms of a loss.
constexpr qsizetype kPartColors = 4;
constexpr size_t kMixUpsListed = 6;

template <typename Metrics>
QList<QPointF> curve(const QList<Metrics>& all, Phase phase, double Metrics::* value) {
    QList<QPointF> points;
    for (const Metrics& m : all) {
        if (m.phase == phase && std::isfinite(m.*value)) points << QPointF(static_cast<double>(m.epoch), m.*value);
    }
    return points;
}

/// The terms of the student's loss, in the order in which they began to count.
QStringList partsOf(const QList<StepMetrics>& steps) {
    QStringList names;
    for (const StepMetrics& step : steps) {
        if (step.phase != Phase::Distil) continue;
        for (const LossPart& part : step.parts) {
            if (!names.contains(part.name)) names << part.name;
        }
    }
    return names;
}

QList<QPointF> partCurve(const QList<StepMetrics>& steps, const QString& name) {
    QList<QPointF> points;
    for (const StepMetrics& step : steps) {
        if (step.phase != Phase::Distil) continue;
        for (const LossPart& part : step.parts) {
            if (part.name == name && std::isfinite(part.value)) points << QPointF(step.epoch, part.value);
        }
    }
    return points;
}

/// Losses that fall by more than a factor of ten are only seen on a logarithmic axis.
bool wantsLogarithm(const QList<ChartLine>& lines) {
    double least = HUGE_VAL;
    double most = 0;
    for (const ChartLine& line : lines) {
        for (const QPointF& point : line.points) {
            least = std::min(least, point.y());
            most = std::max(most, point.y());
        }
    }
    return least > 0 && most > 10 * least;
}

QString passesTitle() { return Text::tr("passes over the training data"); }

std::optional<Plot> lossPlot(const MetricsHistory& history) {
    Plot plot{Text::tr("How the loss fell"),
              {Text::tr("Loss while the student learned"), passesTitle(), false, false, {}},
              {},
              Text::tr("Training loss; every term before its weight.")};
    qsizetype steps = 0;
    const auto add = [&](const QString& cssClass, const QString& name, const QList<QPointF>& points) {
        if (points.isEmpty()) return;
        steps = std::max(steps, points.size());
        plot.chart.lines << ChartLine{cssClass, decimate(points, kMostPoints)};
        plot.legend.prepend({cssClass, name});
    };
    const QStringList parts = partsOf(history.steps);
    for (qsizetype i = parts.size(); parts.size() > 1 && i-- > 0;) {
        add(u"part%1"_s.arg(i % kPartColors), experiment::titleOfPart(parts[i]), partCurve(history.steps, parts[i]));
    }
    add(u"total"_s, Text::tr("total: what is minimised"), curve(history.steps, Phase::Distil, &StepMetrics::loss));
    if (plot.chart.lines.isEmpty()) return std::nullopt;
    plot.chart.logarithmic = wantsLogarithm(plot.chart.lines);
    const qsizetype merged = (steps + kMostPoints - 1) / kMostPoints;
    QStringList captions{plot.caption};
    if (merged > 1) captions << Text::tr("Each point is the mean of about %1 steps.").arg(merged);
    if (plot.chart.logarithmic) captions << Text::tr("The axis is logarithmic.");
    plot.caption = joinSentences(captions);
    return plot;
}

/// A figure of the student after every pass, and the same of the student without teacher.
std::optional<Plot> passesPlot(const MetricsHistory& history, double EpochMetrics::* value, Plot plot) {
    const QList<QPointF> student = curve(history.epochs, Phase::Distil, value);
    if (student.isEmpty()) return std::nullopt;
    const QList<QPointF> alone = curve(history.epochs, Phase::Baseline, value);
    plot.legend << LegendEntry{u"student"_s, Text::tr("student")};
    if (!alone.isEmpty()) {
        plot.chart.lines << ChartLine{u"baseline"_s, alone, true, true};
        plot.legend << LegendEntry{u"baseline"_s, Text::tr("student without teacher"), true};
    }
    plot.chart.lines << ChartLine{u"student"_s, student, false, true};
    return plot;
}

std::optional<Plot> accuracyPlot(const RunReport& report, const MetricsHistory& history) {
    const QString caption = report.experiment.learnsFromText()
                                ? Text::tr(
                                      "Measured after every pass on %1 validation sentences, which choose the "
                                      "weights to keep and are not trained on.")
                                : Text::tr(
                                      "Measured after every pass on %1 validation items, which choose the "
                                      "weights to keep and are not trained on.");
    std::optional<Plot> plot = passesPlot(history, &EpochMetrics::validationAccuracy,
                                          {Text::tr("How the accuracy grew"),
                                           {Text::tr("Accuracy after every pass"), passesTitle(), true, false, {}},
                                           {},
                                           caption.arg(countText(report.validationItems))});
    const QList<QPointF> teacher = curve(history.epochs, Phase::Distil, &EpochMetrics::teacherAccuracy);
    if (!plot || teacher.isEmpty()) return plot;
    double end = 0;
    for (const ChartLine& line : plot->chart.lines) end = std::max(end, line.points.last().x());
    const double level = teacher.last().y();
    plot->chart.lines.prepend({u"teacher"_s, {{0, level}, {end, level}}, true});
    plot->legend.insert(1, {u"teacher"_s, Text::tr("teacher, %1").arg(percentText(level)), true});
    return plot;
}

std::optional<Plot> agreementPlot(const RunReport& report, const MetricsHistory& history) {
    const QString caption = report.experiment.learnsFromText()
                                ? Text::tr(
                                      "How many of the %1 validation sentences get the same answer from student "
                                      "and teacher, right or wrong.")
                                : Text::tr(
                                      "How many of the %1 validation items get the same answer from student and "
                                      "teacher, right or wrong.");
    return passesPlot(history, &EpochMetrics::agreement,
                      {Text::tr("How student and teacher came to agree"),
                       {Text::tr("Agreement after every pass"), passesTitle(), true, false, {}},
                       {},
                       caption.arg(countText(report.validationItems))});
}

std::optional<Plot> validationLossPlot(const MetricsHistory& history) {
    return passesPlot(history, &EpochMetrics::validationLoss,
                      {Text::tr("How sure the right answers became"),
                       {Text::tr("Validation loss after every pass"), passesTitle(), false, false, {}},
                       {},
                       Text::tr("Cross-entropy with the labels on the same validation items. Where it rises again, "
                                "training items are learnt by heart.")});
}

}  // namespace

std::vector<Plot> plotsOf(const RunReport& report, const MetricsHistory& history) {
    std::vector<Plot> plots;
    for (const std::optional<Plot>& plot : std::array{lossPlot(history), accuracyPlot(report, history),
                                                      agreementPlot(report, history), validationLossPlot(history)}) {
        if (plot) plots.push_back(*plot);
    }
    return plots;
}

ConfusionChart confusionChart(const Scores& scores) {
    ConfusionChart chart{
        Text::tr("Confusion matrix of the student"), Text::tr("true class"), Text::tr("the student's answer"), {}, {}};
    for (const ClassScores& entry : scores.classes) chart.classNames << entry.name;
    for (const std::vector<qint64>& row : scores.confusion) {
        chart.counts << QList<qint64>(row.begin(), row.end());
    }
    return chart;
}

std::vector<MixUp> commonMixUps(const Scores& scores) {
    std::vector<MixUp> all;
    for (size_t truth = 0; truth < scores.confusion.size(); ++truth) {
        for (size_t answer = 0; answer < scores.confusion.size(); ++answer) {
            const qint64 count = scores.confusion[truth][answer];
            if (truth == answer || count <= 0) continue;
            const ClassScores& from = scores.classes[truth];
            all.push_back({from.name, scores.classes[answer].name, count, from.support});
        }
    }
    std::ranges::stable_sort(all, std::ranges::greater(), &MixUp::count);
    all.resize(std::min(all.size(), kMixUpsListed));
    return all;
}

}  // namespace distillab::report
