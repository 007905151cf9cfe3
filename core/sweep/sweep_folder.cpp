#include "core/sweep/sweep_folder.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/limited_file.h"
#include "core/experiment/document.h"
#include "core/experiment/run_folder.h"
#include "core/models/model_input.h"
#include "core/report/run_failure.h"
#include "core/report/run_report.h"
#include "core/session/run_documents.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace distillab::sweep {
namespace {

using namespace Qt::Literals::StringLiterals;
using experiment::Experiment;
using experiment::RunFolder;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::SweepFolder)
};

/// So many failures of one kind tell what becomes of the rest.
constexpr int kFailuresThatTell = 2;

QString sweepFile(const QString& folder) { return folder + u"/sweep.yaml"_s; }

bool holdsModel(const QString& folder) {
    return models::isModelFolder(folder) && QFileInfo::exists(folder + u"/model.safetensors"_s);
}

bool hasItemsWithoutLabels(const experiment::DataSpec& data) {
    return !data.unlabelled.isEmpty() || data.labelled > 0 || data.augment.copies > 0;
}

/// Alike for cells with the same teacher, trained from the same items.
QByteArray teacherKey(const Experiment& e) {
    Experiment key;
    key.task = e.task;
    key.device = e.device;
    key.threads = e.threads;
    key.precision = e.precision;
    key.data = e.data;
    key.teacher = e.teacher;
    return experiment::write(key);
}

/// Alike for cells whose student comes out the same without teacher: nothing else of a recipe reaches it. It takes as
/// many steps as the taught one, for whom items without labels count only as long as it listens to the teacher.
QByteArray baselineKey(Experiment e) {
    const bool isShorter = hasItemsWithoutLabels(e.data) && !e.distill.listensToTeacher();
    static_cast<experiment::Recipe&>(e.distill) = e.distill.withoutTeacher();
    e.distill.preset.clear();
    e.distill.sampling = {};
    e.name = isShorter ? u"shorter"_s : QString();
    return experiment::write(e);
}

bool trainsBaseline(const RunFolder& run) {
    try {
        return run.isRun() && experiment::load(run.experimentFile()).distill.baseline;
    } catch (const Error&) {
        return false;  // a damaged run helps nobody
    }
}

/// Reads a report as far as it is there and whole.
std::optional<report::RunReport> finishedReport(const QString& runFolder) {
    if (!RunFolder(runFolder).isFinished()) return std::nullopt;
    try {
        return report::readReport(runFolder);
    } catch (const Error&) {
        return std::nullopt;
    }
}

}  // namespace

SweepFolder::SweepFolder(const QString& path, Sweep sweep)
    : m_path(RunFolder(path).path()), m_sweep(std::move(sweep)), m_cells(cellsOf(m_sweep)) {
    for (const Cell& cell : m_cells) {
        m_teacherKeys.insert(cell.name, teacherKey(cell.experiment));
        m_baselineKeys.insert(cell.name, baselineKey(cell.experiment));
    }
}

bool SweepFolder::isSweep(const QString& path) { return QFileInfo::exists(sweepFile(RunFolder(path).path())); }

SweepFolder SweepFolder::create(const QString& path, const Sweep& sweep) {
    const RunFolder folder(path);
    const QFileInfo info(folder.path());
    if (info.exists() && !info.isDir()) {
        throw RequestError(Text::tr("this is a file, not a folder"), folder.path(), Text::tr("Choose another folder."));
    }
    if (isSweep(path)) {
        throw RequestError(Text::tr("this folder already holds a sweep, and it is kept"), folder.path(),
                           Text::tr("Resume it, or choose another folder."));
    }
    if (folder.isRun()) {
        throw RequestError(Text::tr("this folder holds an experiment or a run, a sweep needs a folder of its own"),
                           folder.path(), Text::tr("Choose for example %1/sweep.").arg(folder.path()));
    }
    validate(sweep);
    writeFileAtomically(sweepFile(folder.path()), write(sweep));
    return {folder.path(), sweep};
}

SweepFolder SweepFolder::open(const QString& path) {
    const QString folder = RunFolder(path).path();
    if (!isSweep(folder)) {
        throw RequestError(Text::tr("there is no sweep in this folder"), folder,
                           Text::tr("Choose a folder with a sweep.yaml."));
    }
    return {folder, read(readFileUpTo(sweepFile(folder), experiment::kMostDocumentBytes), sweepFile(folder))};
}

CellState SweepFolder::state(const Cell& cell) const {
    const RunFolder run(runFolder(cell));
    if (run.isFinished()) return CellState::Finished;
    if (QFileInfo::exists(run.failureFile())) return CellState::Failed;
    return run.isRun() ? CellState::Interrupted : CellState::Waiting;
}

std::optional<session::Problem> SweepFolder::problem(const Cell& cell) const {
    if (state(cell) != CellState::Failed) return std::nullopt;
    const std::optional<report::RunFailure> failure = report::readFailure(runFolder(cell));
    if (!failure || failure->message.isEmpty())
        return session::Problem{Text::tr("the run failed"), runFolder(cell), {}};
    return session::Problem{failure->message, failure->where, failure->remedy};
}

qsizetype SweepFolder::countOf(CellState wanted) const {
    return std::ranges::count_if(m_cells, [&](const Cell& cell) { return state(cell) == wanted; });
}

std::optional<size_t> SweepFolder::next() const {
    for (size_t i = 0; i < m_cells.size(); ++i) {
        const CellState now = state(m_cells[i]);
        if (now == CellState::Waiting || now == CellState::Interrupted) return i;
    }
    return std::nullopt;
}

std::optional<QString> SweepFolder::runWithTeacherFor(const Cell& cell) const {
    for (const Cell& other : m_cells) {
        const RunFolder run(runFolder(other));
        const bool isSame = m_teacherKeys[other.name] == m_teacherKeys[cell.name];
        if (isSame && other.name != cell.name && holdsModel(run.teacherFolder())) {
            return run.path();
        }
    }
    return std::nullopt;
}

const Cell* SweepFolder::cellWithBaselineOf(const Cell& cell) const {
    const auto found = std::ranges::find_if(m_cells, [&](const Cell& other) {
        return other.name != cell.name && m_baselineKeys[other.name] == m_baselineKeys[cell.name] &&
               state(other) != CellState::Failed && trainsBaseline(RunFolder(runFolder(other)));
    });
    return found == m_cells.end() ? nullptr : &*found;
}

Experiment SweepFolder::experimentFor(const Cell& cell) const {
    Experiment experiment = cell.experiment;
    if (const std::optional<QString> trained = runWithTeacherFor(cell)) {
        experiment.teacher.source = experiment::TeacherSource::Run;
        experiment.teacher.path = *trained;
    }
    if (cellWithBaselineOf(cell)) experiment.distill.baseline = false;
    return experiment;
}

bool SweepFolder::addBaseline(const Cell& cell, report::RunReport& report) const {
    if (report.baseline || !cell.experiment.distill.baseline) return false;
    const Cell* source = cellWithBaselineOf(cell);
    const std::optional<report::RunReport> complete = source ? finishedReport(runFolder(*source)) : std::nullopt;
    if (!complete || !complete->baseline) return false;
    report.baseline = complete->baseline;
    return true;
}

bool SweepFolder::nameModels(report::RunReport& report) const {
    const experiment::TeacherSpec& teacher = report.experiment.teacher;
    if (teacher.source != experiment::TeacherSource::Run || !teacher.path.startsWith(m_path + u'/')) return false;
    const std::optional<report::RunReport> source = finishedReport(teacher.path);
    if (!source || (source->teacher.name == report.teacher.name && source->student.name == report.student.name)) {
        return false;
    }
    report.teacher.name = source->teacher.name;
    report.student.name = source->student.name;
    return true;
}

void SweepFolder::completeReport(const Cell& cell) const {
    std::optional<report::RunReport> report = finishedReport(runFolder(cell));
    if (!report) return;
    const bool gained = addBaseline(cell, *report);
    const bool renamed = nameModels(*report);
    if (!gained && !renamed) return;
    const RunFolder run(report->runFolder);
    writeFileAtomically(run.reportJson(), report::toJson(*report));
    // What is known of the baseline by now counts for the advice, too.
    const session::RunDocument document = session::readRunDocument(run.path());
    writeFileAtomically(run.reportHtml(), session::htmlOf(document));
    writeFileAtomically(run.reportJson(), report::toJson(document.report));
}

void SweepFolder::completeReports() const {
    for (const Cell& cell : m_cells) completeReport(cell);
}

void SweepFolder::recordFailure(const Cell& cell, const session::Problem& problem) const {
    report::writeFailure(runFolder(cell), {problem.message, problem.where, problem.remedy});
}

void SweepFolder::forgetFailures() const {
    for (const Cell& cell : m_cells) report::removeFailure(runFolder(cell));
}

std::optional<session::Problem> SweepFolder::commonProblem() const {
    std::optional<session::Problem> common;
    int failures = 0;
    for (const Cell& cell : m_cells) {
        if (state(cell) == CellState::Finished) return std::nullopt;
        const std::optional<session::Problem> failed = problem(cell);
        if (!failed) continue;
        if (common && failed->message != common->message) return std::nullopt;
        common = failed;
        ++failures;
    }
    return failures >= kFailuresThatTell ? common : std::nullopt;
}

QStringList sweepsIn(const QString& folder) {
    QStringList sweeps;
    for (const QFileInfo& entry : QDir(folder).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        if (SweepFolder::isSweep(entry.filePath())) sweeps << entry.filePath();
    }
    const auto begun = [](const QString& sweep) { return QFileInfo(sweepFile(sweep)).lastModified(); };
    std::ranges::stable_sort(sweeps, [&](const QString& a, const QString& b) { return begun(a) > begun(b); });
    return sweeps;
}

}  // namespace distillab::sweep
