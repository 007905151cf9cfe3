#include "ui/monitor/loss_table.h"

#include "core/base/csv.h"
#include "core/report/run_report.h"
#include "ui/plot/plot_file.h"

#include <QIODevice>

#include <algorithm>
#include <cmath>

namespace distillab::ui {
namespace {

double valueOf(const report::StepMetrics& step, const QString& part) {
    if (part.isEmpty()) return step.loss;
    const auto found =
        std::ranges::find_if(step.parts, [&](const report::LossPart& candidate) { return candidate.name == part; });
    return found == step.parts.end() ? report::kNotMeasured : found->value;
}

}  // namespace

void writeLossTable(QIODevice& out, const QString& runFolder, Track track, const QString& xTitle,
                    const std::vector<LossColumn>& columns) {
    QByteArray line = csvCell(xTitle);
    for (const LossColumn& column : columns) line += ',' + csvCell(column.title);
    out.write(line + "\r\n");
    report::forEachStep(runFolder, [&](const report::StepMetrics& step) {
        if (trackOf(step.phase) != track) return;
        line = csvNumber(static_cast<double>(step.step));
        bool isEmpty = true;
        for (const LossColumn& column : columns) {
            const double value = valueOf(step, column.part);
            line += ',';
            if (!std::isfinite(value)) continue;
            line += csvNumber(value);
            isEmpty = false;
        }
        if (!isEmpty) out.write(line + "\r\n");
    });
}

}  // namespace distillab::ui
