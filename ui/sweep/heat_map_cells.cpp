#include "ui/sweep/heat_map_cells.h"

#include "core/report/wording.h"
#include "ui/widgets/theme.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using sweep::CellState;
using Look = HeatCell::Look;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::ui::HeatMapCells)
};

constexpr double kLeastScale = 0.01;

Look lookOf(const QList<size_t>& cells, const std::vector<sweep::CellResult>& results, const CurrentCell& current) {
    const auto any = [&](CellState state) {
        return std::ranges::any_of(cells, [&](size_t cell) { return results[cell].state == state; });
    };
    if (current.cell && cells.contains(*current.cell)) return Look::Running;
    if (any(CellState::Finished)) return Look::Done;
    if (any(CellState::Failed)) return Look::Failed;
    return any(CellState::Interrupted) ? Look::Stopped : Look::Ahead;
}

QString wordOf(Look look) {
    switch (look) {
        case Look::Running: return Text::tr("running");
        case Look::Stopped: return Text::tr("stopped");
        case Look::Failed: return Text::tr("failed");
        case Look::Ahead: return u"–"_s;
        case Look::Done: break;
    }
    return {};
}

QString sentenceOf(const HeatGrid& grid, const HeatCell& cell) {
    QStringList place;
    if (!grid.title.isEmpty()) place << grid.title;
    if (!grid.columnTitle.isEmpty()) place << grid.columnTitle + u' ' + cell.spot.column;
    place << grid.rowTitle + u' ' + cell.spot.row;
    const QString what = cell.look == Look::Ahead ? Text::tr("not begun") : cell.text;
    QString sentence = Text::tr("%1: %2", "a setting: what came out").arg(place.join(u", "_s), what);
    if (!cell.note.isEmpty()) sentence += u", "_s + cell.note;
    if (cell.isBest) sentence += u", "_s + Text::tr("best so far");
    return sentence;
}

}  // namespace

HeatMapCells::HeatMapCells(const sweep::SweepFolder& sweep, const std::vector<sweep::CellResult>& results,
                           sweep::Measure measure, const CurrentCell& current) {
    const std::optional<sweep::Spot> best = sweep::bestSpot(sweep, results, measure);
    for (const sweep::HeatMap& map : sweep::heatMapsOf(sweep.cells(), sweep.sweep().axes)) {
        HeatGrid grid{map.title, map.rowTitle, map.columnTitle, {}};
        for (const QList<sweep::Spot>& row : map.rows) {
            grid.rows << QList<HeatCell>();
            for (const sweep::Spot& spot : row) {
                HeatCell cell{.spot = spot};
                fill(cell, sweep, results, measure, current);
                cell.isBest = best && best->cells == spot.cells;
                cell.sentence = sentenceOf(grid, cell);
                grid.rows.last() << cell;
            }
        }
        m_grids << grid;
    }
    measureScale();
}

HeatMapCells::HeatMapCells(const sweep::Sweep& sweep) {
    for (const sweep::HeatMap& map : sweep::heatMapsOf(sweep::cellsOf(sweep), sweep.axes)) {
        HeatGrid grid{map.title, map.rowTitle, map.columnTitle, {}};
        for (const QList<sweep::Spot>& row : map.rows) {
            grid.rows << QList<HeatCell>();
            for (const sweep::Spot& spot : row) {
                HeatCell cell{.spot = spot};
                if (spot.cells.size() > 1)
                    cell.text = Text::tr("%n seed(s)", nullptr, static_cast<int>(spot.cells.size()));
                cell.sentence = sentenceOf(grid, cell);
                grid.rows.last() << cell;
            }
        }
        m_grids << grid;
    }
}

void HeatMapCells::fill(HeatCell& cell, const sweep::SweepFolder& sweep, const std::vector<sweep::CellResult>& results,
                        sweep::Measure measure, const CurrentCell& current) {
    const auto number = [](double share) { return QString::number(100 * share, 'f', 1); };
    const sweep::Spread spread = sweep::spreadOf(results, cell.spot.cells, measure);
    cell.look = lookOf(cell.spot.cells, results, current);
    cell.value = spread.mean;
    cell.text = spread.runs > 0 ? report::percentText(spread.mean) : wordOf(cell.look);
    if (cell.look == Look::Running) cell.progress = current.progress;
    if (sweep.sweep().axes.seeds.size() < 2) return;
    const auto all = static_cast<int>(cell.spot.cells.size());
    if (spread.runs > 0 && spread.runs < all) cell.note = Text::tr("%1 of %2 seeds").arg(spread.runs).arg(all);
    if (spread.runs == all) cell.note = number(spread.least) + u'–' + number(spread.most);
}

void HeatMapCells::setProgress(size_t cell, double progress) {
    for (HeatGrid& grid : m_grids) {
        for (QList<HeatCell>& row : grid.rows) {
            for (HeatCell& place : row) {
                if (place.spot.cells.contains(cell)) place.progress = progress;
            }
        }
    }
}

void HeatMapCells::measureScale() {
    double least = 1;
    double most = 0;
    for (const HeatGrid& grid : std::as_const(m_grids)) {
        for (const QList<HeatCell>& row : grid.rows) {
            for (const HeatCell& cell : row) {
                if (!std::isfinite(cell.value)) continue;
                least = std::min(least, cell.value);
                most = std::max(most, cell.value);
            }
        }
    }
    if (least > most) return;
    const double missing = std::max(0.0, kLeastScale - (most - least));
    least = std::max(0.0, least - missing / 2);
    most = std::min(1.0, std::max(most + missing / 2, least + kLeastScale));
    m_scale = {std::min(least, most - kLeastScale), most};
}

double HeatMapCells::strength(double value) const {
    if (!m_scale || !std::isfinite(value)) return 0;
    return std::clamp((value - m_scale->first) / (m_scale->second - m_scale->first), 0.0, 1.0);
}

QColor heatColor(double strength) {
    // Pale yellow, green, blue to navy, and the other way round where the page is dark.
    static const std::array kLight = {QColor(u"#f1f3df"_s), QColor(u"#b5dcc4"_s), QColor(u"#5fb3bf"_s),
                                      QColor(u"#2b73ab"_s), QColor(u"#1c2f72"_s)};
    static const std::array kDark = {QColor(u"#242c4e"_s), QColor(u"#2b5c8a"_s), QColor(u"#3594a4"_s),
                                     QColor(u"#7fcab2"_s), QColor(u"#eef0b4"_s)};
    const auto& stops = &Theme::current() == &Theme::dark() ? kDark : kLight;
    const double place = std::clamp(strength, 0.0, 1.0) * static_cast<double>(stops.size() - 1);
    const auto lower = std::min(static_cast<size_t>(place), stops.size() - 2);
    const auto share = static_cast<float>(place - static_cast<double>(lower));
    const auto mix = [share](float a, float b) { return a + (b - a) * share; };
    const QColor& from = stops[lower];
    const QColor& to = stops[lower + 1];
    return QColor::fromRgbF(mix(from.redF(), to.redF()), mix(from.greenF(), to.greenF()),
                            mix(from.blueF(), to.blueF()));
}

}  // namespace distillab::ui
