#include "core/sweep/sweep_results.h"

#include "core/base/error.h"
#include "core/base/sentences.h"
#include "core/experiment/document.h"
#include "core/report/text_table.h"
#include "core/report/wording.h"

#include <QCoreApplication>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace distillab::sweep {
namespace {

using namespace Qt::Literals::StringLiterals;
using experiment::Experiment;
using report::percentText;
using Json = nlohmann::ordered_json;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::SweepResults)
};

/// A single column of recipes says more than many maps of one place each.
bool variesInRecipeAlone(const Axes& axes) {
    return axes.temperatures.empty() && axes.alphas.empty() && axes.recipes.size() > 1;
}

Json toJsonValue(const experiment::Course& course) {
    if (course.isConstant()) return course.from;
    return report::courseText(course).toStdString();
}

bool isPreset(const QString& recipe) { return !recipe.contains(u'+') && !recipe.isEmpty(); }

/// "80.1 %", or of several seeds "80.1 % (79.2–81.0)".
QString spreadText(const Spread& spread) {
    if (spread.runs < 2) return percentText(spread.mean);
    const auto number = [](double share) { return QString::number(100 * share, 'f', 1); };
    return u"%1 (%2–%3)"_s.arg(percentText(spread.mean), number(spread.least), number(spread.most));
}

QString cellText(const Spot& spot, const std::vector<CellResult>& results, bool isBest) {
    const Spread spread = spreadOf(results, spot.cells, Measure::Accuracy);
    if (spread.runs > 0) return spreadText(spread) + (isBest ? u" *"_s : QString());
    const bool failed =
        std::ranges::any_of(spot.cells, [&](size_t i) { return results[i].state == CellState::Failed; });
    return failed ? Text::tr("failed") : u"…"_s;
}

QString mapTable(const HeatMap& map, const std::vector<CellResult>& results, const std::optional<Spot>& best) {
    QList<QStringList> table;
    QStringList header = {map.columnTitle.isEmpty() ? map.rowTitle : map.rowTitle + u" \\ "_s + map.columnTitle};
    for (const Spot& spot : map.rows.front()) header << spot.column;
    table << header;
    for (const QList<Spot>& row : map.rows) {
        QStringList line = {row.front().row};
        for (const Spot& spot : row) line << cellText(spot, results, best && best->cells == spot.cells);
        table << line;
    }
    const QString title = map.title.isEmpty() ? QString() : map.title + u'\n';
    return title + report::textTable(table, {report::Align::Left, report::Align::Right}) + u'\n';
}

/// Teacher and student without teacher of the first finished run: the same for all of a seed.
QString othersText(const SweepFolder& sweep) {
    for (const Cell& cell : sweep.cells()) {
        if (sweep.state(cell) != CellState::Finished) continue;
        const report::RunReport report = report::readReport(sweep.runFolder(cell));
        QStringList sentences;
        if (sweep.sweep().axes.seeds.size() > 1) sentences << Text::tr("With seed %1:").arg(cell.seed());
        sentences << Text::tr("Teacher: %1.").arg(percentText(report.teacher.scores.accuracy));
        if (report.baseline) {
            sentences << Text::tr("Student without teacher: %1.").arg(percentText(report.baseline->scores.accuracy));
        }
        sentences << Text::tr("Accuracies on %1.").arg(report::measuredOn(report));
        return joinSentences(sentences) + u'\n';
    }
    return {};
}

double totalOf(const report::RunReport& report, std::initializer_list<report::Phase> phases) {
    return std::accumulate(phases.begin(), phases.end(), 0.0, [&](double sum, report::Phase phase) {
        return sum + report.seconds.value(report::phaseKey(phase));
    });
}

}  // namespace

QString measureTitle(Measure measure) {
    return measure == Measure::Accuracy ? Text::tr("Accuracy") : Text::tr("Agreement with the teacher");
}

CellResult readResult(const SweepFolder& sweep, const Cell& cell) {
    CellResult result;
    result.state = sweep.state(cell);
    result.problem = sweep.problem(cell);
    if (result.state != CellState::Finished) return result;
    try {
        const report::RunReport report = report::readReport(sweep.runFolder(cell));
        result.accuracy = report.student.scores.accuracy;
        result.agreement = report.agreement;
        for (const double seconds : report.seconds) result.seconds += seconds;
    } catch (const Error& error) {
        result.state = CellState::Failed;
        result.problem = session::toProblem(error);
    }
    return result;
}

std::vector<CellResult> readResults(const SweepFolder& sweep) {
    std::vector<CellResult> results;
    for (const Cell& cell : sweep.cells()) results.push_back(readResult(sweep, cell));
    return results;
}

Spread spreadOf(const std::vector<CellResult>& results, const QList<size_t>& cells, Measure measure) {
    std::vector<double> values;
    for (const size_t cell : cells) {
        const double value = results[cell].value(measure);
        if (std::isfinite(value)) values.push_back(value);
    }
    if (values.empty()) return {};
    const auto [least, most] = std::ranges::minmax_element(values);
    const auto runs = static_cast<int>(values.size());
    return {runs, std::accumulate(values.begin(), values.end(), 0.0) / runs, *least, *most};
}

QList<HeatMap> heatMapsOf(const std::vector<Cell>& cells, const Axes& axes) {
    const bool asColumn = variesInRecipeAlone(axes);
    QList<HeatMap> maps;
    QStringList recipes;  // of the maps
    for (size_t i = 0; i < cells.size(); ++i) {
        const Cell& cell = cells[i];
        const QString recipe = asColumn ? QString() : cell.recipe;
        qsizetype index = recipes.indexOf(recipe);
        if (index < 0) {
            index = recipes.size();
            recipes << recipe;
            maps << HeatMap{recipeTitle(recipe),
                            asColumn ? Text::tr("recipe") : Text::tr("alpha"),
                            asColumn ? QString() : Text::tr("temperature"),
                            {}};
        }
        QList<QList<Spot>>& rows = maps[index].rows;
        const Spot spot{asColumn ? recipeTitle(cell.recipe) : report::courseText(cell.alpha()),
                        asColumn ? QString() : report::courseText(cell.temperature()),
                        {i}};
        const auto row = std::ranges::find_if(rows, [&](const QList<Spot>& each) { return each[0].row == spot.row; });
        if (row == rows.end()) {
            rows << QList<Spot>{spot};
            continue;
        }
        const auto same = std::ranges::find(*row, spot.column, &Spot::column);
        if (same == row->end()) {
            *row << spot;
        } else {
            same->cells << i;
        }
    }
    return maps;
}

std::optional<Spot> bestSpot(const SweepFolder& sweep, const std::vector<CellResult>& results, Measure measure) {
    std::optional<Spot> best;
    double most = -1;
    for (const HeatMap& map : heatMapsOf(sweep.cells(), sweep.sweep().axes)) {
        for (const QList<Spot>& row : map.rows) {
            for (const Spot& spot : row) {
                const Spread spread = spreadOf(results, spot.cells, measure);
                if (spread.runs == 0 || !(spread.mean > most)) continue;
                most = spread.mean;
                best = spot;
            }
        }
    }
    return best;
}

QString placeText(const Sweep& sweep, const Cell& cell) {
    QStringList parts;
    if (!cell.recipe.isEmpty()) parts << recipeTitle(cell.recipe);
    if (!variesInRecipeAlone(sweep.axes)) {
        parts << Text::tr("temperature %1").arg(report::courseText(cell.temperature()));
        parts << Text::tr("alpha %1").arg(report::courseText(cell.alpha()));
    }
    return parts.join(u", "_s);
}

QString settingText(const Sweep& sweep, const Cell& cell) {
    const QString place = placeText(sweep, cell);
    return sweep.axes.seeds.size() > 1 ? place + u", "_s + Text::tr("seed %1").arg(cell.seed()) : place;
}

QString toTable(const SweepFolder& sweep, const std::vector<CellResult>& results) {
    const std::optional<Spot> best = bestSpot(sweep, results, Measure::Accuracy);
    QString text;
    for (const HeatMap& map : heatMapsOf(sweep.cells(), sweep.sweep().axes)) text += mapTable(map, results, best);
    text += othersText(sweep);
    if (best) {
        const Cell& cell = sweep.cells()[best->cells.front()];
        const Spread spread = spreadOf(results, best->cells, Measure::Accuracy);
        text += Text::tr("Best (*): %1, %2.").arg(placeText(sweep.sweep(), cell), spreadText(spread)) + u'\n';
    }
    for (size_t i = 0; i < results.size(); ++i) {
        if (!results[i].problem) continue;
        text += Text::tr("Failed: %1: %2.").arg(sweep.cells()[i].name, results[i].problem->message) + u'\n';
    }
    return text;
}

QByteArray toJson(const SweepFolder& sweep, const std::vector<CellResult>& results) {
    const Axes& axes = sweep.sweep().axes;
    Json all = Json::array();
    for (size_t i = 0; i < results.size(); ++i) {
        const Cell& cell = sweep.cells()[i];
        const CellResult& result = results[i];
        Json json{{"temperature", toJsonValue(cell.temperature())}, {"alpha", toJsonValue(cell.alpha())}};
        if (!axes.recipes.isEmpty()) {
            json[isPreset(cell.recipe) ? "preset" : "losses"] = cell.recipe.toStdString();
        }
        if (!axes.seeds.empty()) json["seed"] = cell.seed();
        json["run"] = sweep.runFolder(cell).toStdString();
        json["accuracy"] = result.accuracy;
        json["agreement"] = result.agreement;
        if (result.problem) json["error"] = result.problem->message.toStdString();
        all.push_back(std::move(json));
    }
    return QByteArray::fromStdString(all.dump(2, ' ', false, Json::error_handler_t::replace)) + '\n';
}

double estimatedSeconds(const Sweep& sweep, const report::RunReport& like) {
    using report::Phase;
    const auto seeds = static_cast<double>(std::max<size_t>(1, sweep.axes.seeds.size()));
    const auto cells = static_cast<double>(cellsOf(sweep).size());
    double once = totalOf(like, {Phase::TeacherTrain, Phase::TeacherTargets});
    if (sweep.base.distill.baseline) {
        // What it takes is what the student takes, where it was not trained.
        const double baseline = totalOf(like, {Phase::Baseline});
        once += baseline > 0 ? baseline : totalOf(like, {Phase::Distil});
    }
    return seeds * once + cells * totalOf(like, {Phase::Data, Phase::Assistants, Phase::Distil, Phase::Evaluate});
}

bool isAlike(const Experiment& one, const Experiment& other) {
    const auto core = [](Experiment e) {
        static_cast<experiment::Recipe&>(e.distill) = {};
        e.distill.preset.clear();
        e.distill.baseline = true;
        e.name.clear();
        e.data.seed = 0;
        e.onnx = {};
        return experiment::write(e);
    };
    return core(one) == core(other);
}

std::optional<double> secondsLeft(const std::vector<CellResult>& results, std::optional<size_t> current) {
    double seconds = 0;
    // The longest is left out: it trained the teacher, which tells nothing of what is to come.
    double longest = 0;
    int finished = 0;
    int ahead = 0;
    for (size_t i = 0; i < results.size(); ++i) {
        const CellState state = results[i].state;
        if (current != i && (state == CellState::Waiting || state == CellState::Interrupted)) ++ahead;
        if (state != CellState::Finished) continue;
        seconds += results[i].seconds;
        longest = std::max(longest, results[i].seconds);
        ++finished;
    }
    if (finished == 0) return std::nullopt;
    return ahead * (finished > 1 ? (seconds - longest) / (finished - 1) : seconds);
}

}  // namespace distillab::sweep
