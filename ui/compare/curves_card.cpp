#include "ui/compare/curves_card.h"

#include "core/experiment/run_folder.h"
#include "ui/plot/live_plot.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/theme.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QFileInfo>
#include <QStackedWidget>
#include <QTabBar>

#include <algorithm>
#include <chrono>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

constexpr auto kBetweenLooks = 2s;    ///< at the files of runs under way
constexpr size_t kMostInLegend = 6;   ///< more would leave no room for the curves
constexpr int kLongestInLegend = 24;  ///< letters of a name
constexpr qreal kBold = 3.5;

QString measureTitle(Measure measure) {
    switch (measure) {
        case Measure::Loss: return CurvesCard::tr("Loss");
        case Measure::Accuracy: return CurvesCard::tr("Accuracy");
        case Measure::Agreement: return CurvesCard::tr("Agreement");
    }
    return {};
}

QString measureKey(Measure measure) {
    switch (measure) {
        case Measure::Loss: return u"loss"_s;
        case Measure::Accuracy: return u"accuracy"_s;
        case Measure::Agreement: return u"agreement"_s;
    }
    return {};
}

PlotAxes axesOf(Measure measure, Axis axis) {
    PlotAxes axes;
    axes.x = axis == Axis::Steps ? CurvesCard::tr("Step") : CurvesCard::tr("Seconds of the student's training");
    axes.xValue = axis == Axis::Steps ? CurvesCard::tr("Step %1") : CurvesCard::tr("%1 s");
    if (measure == Measure::Loss) {
        axes.y = CurvesCard::tr("Loss");
        axes.yValue = u"%1"_s;
        return axes;
    }
    axes.y = measure == Measure::Accuracy ? CurvesCard::tr("Right (%)") : CurvesCard::tr("Same as teacher (%)");
    axes.yValue = CurvesCard::tr("%1 %", "a share of one hundred");
    axes.decimals = 1;
    axes.yMost = 100;
    return axes;
}

qint64 bytesOf(const QString& folder) { return QFileInfo(experiment::RunFolder(folder).metricsFile()).size(); }

QString shortName(const QString& name) {
    return name.size() <= kLongestInLegend ? name : name.left(kLongestInLegend - 1) + u'…';
}

}  // namespace

CurvesCard::CurvesCard(QWidget* parent)
    : Card({}, parent),
      m_measures(new QTabBar),
      m_axis(new QComboBox),
      m_smooth(new QCheckBox(tr("S&mooth"))),
      m_stack(new QStackedWidget),
      m_plots(),
      m_hint(new MessageLine) {
    makeControls();
    m_hint->setObjectName(u"compare.hint"_s);
    auto* header = new QHBoxLayout;
    header->setSpacing(kSmallGap);
    header->addWidget(m_measures, 1);
    header->addWidget(m_smooth);
    header->addWidget(m_axis);
    content()->setContentsMargins(kGap, kSmallGap, kGap, kSmallGap);
    content()->setSpacing(kSmallGap);
    content()->addLayout(header);
    content()->addWidget(m_stack, 1);
    content()->addWidget(m_hint);

    connect(&m_loader, &SeriesLoader::loaded, this,
            [this](const QString& folder, const std::shared_ptr<const RunSeries>& series) {
                const bool isWanted =
                    std::ranges::any_of(m_runs, [&](const ChosenRun& chosen) { return chosen.run.folder == folder; });
                if (!isWanted) return;
                m_series[folder] = series;
                draw();
                if (!isLoading()) emit allLoaded();
            });
    connect(&m_loader, &SeriesLoader::failed, this, [this](const QString& folder) {
        m_series[folder] = nullptr;
        draw();
        if (!isLoading()) emit allLoaded();
    });
    connect(&m_growth, &QTimer::timeout, this, &CurvesCard::reloadGrown);
    m_growth.setInterval(kBetweenLooks);
}

void CurvesCard::makeControls() {
    m_measures->setObjectName(u"compare.measure"_s);
    m_measures->setAccessibleName(tr("What the curves show"));
    m_measures->setDrawBase(false);
    m_measures->setExpanding(false);
    for (const Measure measure : kMeasures) m_measures->addTab(measureTitle(measure));
    m_measures->setTabToolTip(static_cast<int>(Measure::Accuracy),
                              tr("Share of the validation examples that the student names correctly."));
    m_measures->setTabToolTip(static_cast<int>(Measure::Agreement),
                              tr("How often the student gives the same answer as its teacher, right or wrong."));
    m_axis->setObjectName(u"compare.axis"_s);
    m_axis->setAccessibleName(tr("Curves over steps or over time"));
    m_axis->addItem(tr("By step"));
    m_axis->addItem(tr("By time"));
    m_axis->setToolTip(tr("By time shows what a run costs: a larger student takes longer for each step."));
    m_smooth->setObjectName(u"compare.smooth"_s);
    m_smooth->setToolTip(tr("Draws the trend of the loss instead of every step."));
    m_smooth->setChecked(true);
    connect(m_measures, &QTabBar::currentChanged, this, &CurvesCard::draw);
    connect(m_axis, &QComboBox::currentIndexChanged, this, &CurvesCard::draw);
    connect(m_smooth, &QCheckBox::toggled, this, &CurvesCard::draw);
}

/// One plot for each pair of axes: how a plot reads is fixed when it is made.
void CurvesCard::makePlots() {
    for (const Measure measure : kMeasures) {
        for (const Axis axis : kAxes) {
            auto* plot = new LivePlot(axesOf(measure, axis), tr("These runs have measured nothing of this."));
            plot->setObjectName(
                u"compare.plot.%1.%2"_s.arg(measureKey(measure), axis == Axis::Steps ? u"step"_s : u"time"_s));
            plot->setAccessibleName(axis == Axis::Steps ? tr("%1 over steps").arg(measureTitle(measure))
                                                        : tr("%1 over time").arg(measureTitle(measure)));
            m_plots[static_cast<size_t>(m_stack->addWidget(plot))] = plot;
        }
    }
}

LivePlot* CurvesCard::plotOf(Measure measure, Axis axis) const {
    return m_plots[static_cast<size_t>(measure) * kAxes.size() + static_cast<size_t>(axis)];
}

Measure CurvesCard::measure() const { return kMeasures[static_cast<size_t>(m_measures->currentIndex())]; }

Axis CurvesCard::axis() const { return kAxes[static_cast<size_t>(m_axis->currentIndex())]; }

void CurvesCard::setRuns(const std::vector<ChosenRun>& runs) {
    m_runs = runs;
    const auto isGone = [&](const auto& kept) {
        return std::ranges::none_of(m_runs, [&](const ChosenRun& chosen) { return chosen.run.folder == kept.key(); });
    };
    m_series.removeIf(isGone);
    m_bytes.removeIf(isGone);
    for (const ChosenRun& chosen : m_runs) {
        const bool isNew = !m_series.contains(chosen.run.folder);
        if (isNew || bytesOf(chosen.run.folder) != m_bytes.value(chosen.run.folder)) load(chosen.run.folder);
    }
    draw();
}

void CurvesCard::load(const QString& folder) {
    m_bytes[folder] = bytesOf(folder);
    m_loader.load(folder);
}

void CurvesCard::reloadGrown() {
    for (const ChosenRun& chosen : m_runs) {
        if (bytesOf(chosen.run.folder) != m_bytes.value(chosen.run.folder)) load(chosen.run.folder);
    }
}

void CurvesCard::setEmphasised(const QString& folder) {
    if (folder == m_emphasised) return;
    m_emphasised = folder;
    draw();
}

size_t CurvesCard::pointCount() const {
    size_t count = 0;
    for (const auto& series : m_series) count += series ? series->pointCount() : 0;
    return count;
}

bool CurvesCard::isLoading() const {
    return std::ranges::any_of(m_runs,
                               [this](const ChosenRun& chosen) { return !m_series.contains(chosen.run.folder); });
}

void CurvesCard::draw() {
    if (m_stack->count() == 0) {
        if (m_runs.empty()) return;
        makePlots();  // not before: the window shall be quick to appear
    }
    const bool isLoss = measure() == Measure::Loss;
    m_smooth->setEnabled(isLoss);
    LivePlot* plot = plotOf(measure(), axis());
    for (LivePlot* other : m_plots) {
        if (other != plot) other->setCurves({}, {});
    }
    std::deque<Curve> drawn;
    std::vector<PlottedCurve> curves;
    for (const ChosenRun& chosen : m_runs) {
        const auto series = m_series.value(chosen.run.folder);
        if (!series || series->of(measure()).isEmpty()) continue;
        const Series& line = series->of(measure());
        if (axis() == Axis::Time && !line.hasTimes()) continue;
        const Curve& points = drawn.emplace_back(line.curve(axis(), isLoss && m_smooth->isChecked()));
        const bool isEmphasised = chosen.run.folder == m_emphasised && m_runs.size() > 1;
        PlottedCurve curve{.name = shortName(chosen.run.name), .pen = chosen.pen, .points = &points, .dots = !isLoss};
        if (isEmphasised) curve.pen.setWidthF(kBold);
        curve.inLegend = m_runs.size() <= kMostInLegend || isEmphasised;
        curves.push_back(curve);
    }
    // The one that matters lies on top.
    std::ranges::stable_partition(curves, [](const PlottedCurve& curve) { return curve.pen.widthF() < kBold; });
    plot->setCurves(std::move(curves), {});
    m_drawn = std::move(drawn);  // not before: the plot pointed at the old ones
    m_stack->setCurrentWidget(plot);
    tellHints();
}

/// Losses of different recipes are different sums.
bool CurvesCard::mixesRecipes() const {
    const experiment::Recipe* first = nullptr;
    for (const ChosenRun& chosen : m_runs) {
        if (!chosen.run.experiment) continue;
        const experiment::Recipe& recipe = chosen.run.experiment->distill;
        if (first && !(recipe == *first)) return true;
        first = &recipe;
    }
    return false;
}

void CurvesCard::tellHints() {
    int unreadable = 0;
    int timeless = 0;
    for (const ChosenRun& chosen : m_runs) {
        if (!m_series.contains(chosen.run.folder)) continue;
        const auto series = m_series.value(chosen.run.folder);
        if (!series) ++unreadable;
        if (series && !series->of(measure()).hasTimes()) ++timeless;
    }
    if (unreadable > 0) {
        m_hint->showWarning(tr("The measurements of %n run(s) cannot be read.", nullptr, unreadable));
    } else if (axis() == Axis::Time && timeless > 0) {
        m_hint->showWarning(tr("%n run(s) kept no times: by step all curves are there.", nullptr, timeless));
    } else if (measure() == Measure::Loss && mixesRecipes()) {
        m_hint->showHint(
            tr("These runs minimise different sums: compare the shapes of the losses, not their heights."));
    } else {
        m_hint->clearMessage();
    }
}

void CurvesCard::changeEvent(QEvent* event) {
    Card::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) draw();
}

void CurvesCard::showEvent(QShowEvent* event) {
    Card::showEvent(event);
    m_growth.start();
}

void CurvesCard::hideEvent(QHideEvent* event) {
    Card::hideEvent(event);
    m_growth.stop();
}

}  // namespace distillab::ui
