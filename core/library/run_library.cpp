#include "core/library/run_library.h"

#include "core/base/error.h"
#include "core/experiment/document.h"
#include "core/experiment/run_folder.h"
#include "core/library/bin.h"
#include "core/library/runs_folder.h"
#include "core/report/metrics_log.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace distillab::library {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::RunLibrary)
};

RunState stateOf(const experiment::RunFolder& run) {
    if (run.isFinished()) return RunState::Finished;
    if (report::isUnderWay(run.path())) return RunState::Running;
    return QFileInfo::exists(run.failureFile()) ? RunState::Failed : RunState::Stopped;
}

void addAbout(RunEntry& entry) {
    const RunAbout about = readAbout(entry.folder);
    entry.name = about.name;
    entry.note = about.note;
    entry.colour = about.colour;
    entry.pinned = about.pinned;
    if (entry.name.isEmpty() && entry.experiment) entry.name = entry.experiment->name;
    if (entry.name.isEmpty()) entry.name = QFileInfo(entry.folder).fileName();
}

}  // namespace

QString stateText(RunState state) {
    switch (state) {
        case RunState::Finished: return Text::tr("finished");
        case RunState::Stopped: return Text::tr("stopped");
        case RunState::Failed: return Text::tr("failed");
        case RunState::Running: return Text::tr("under way");
    }
    return {};
}

RunEntry readRun(const QString& folder) {
    const experiment::RunFolder run(folder);
    RunEntry entry;
    entry.folder = run.path();
    entry.sweep = sweepOf(entry.folder);
    entry.begun = QFileInfo(run.experimentFile()).lastModified();
    entry.state = stateOf(run);
    if (entry.state == RunState::Failed) entry.failure = report::readFailure(entry.folder);
    try {
        entry.experiment = experiment::load(run.experimentFile());
    } catch (const Error&) {
        // A damaged run stays in the list under what is known of it; opening it tells what is wrong.
    }
    try {
        if (entry.isFinished()) entry.report = report::readSummary(entry.folder);
    } catch (const Error&) {
        // As above.
    }
    addAbout(entry);
    return entry;
}

std::vector<RunEntry> recentRuns(int most) {
    std::vector<RunEntry> runs;
    for (const QString& folder : findRuns()) {
        if (runs.size() == static_cast<size_t>(most)) break;
        if (sweepOf(folder).isEmpty()) runs.push_back(readRun(folder));
    }
    return runs;
}

RunLibrary::Stamp RunLibrary::stampOf(const QString& folder) {
    const experiment::RunFolder run(folder);
    Stamp stamp;
    for (const QString& path : {run.experimentFile(), run.reportJson(), run.aboutFile(), run.failureFile()}) {
        const QFileInfo info(path);
        stamp.push_back(info.exists() ? info.lastModified().toMSecsSinceEpoch() : -1);
        stamp.push_back(info.size());
    }
    return stamp;
}

bool RunLibrary::refresh() {
    QHash<QString, RunEntry*> known;
    for (RunEntry& entry : m_runs) known[entry.folder] = &entry;
    std::vector<RunEntry> runs;
    QHash<QString, Stamp> stamps;
    bool changed = false;
    for (const QString& found : findRuns()) {
        const QString folder = experiment::RunFolder(found).path();
        Stamp stamp = stampOf(folder);
        RunEntry* entry = known.value(folder);
        if (entry && stamp == m_stamps.value(folder)) {
            const RunState before = std::exchange(entry->state, stateOf(experiment::RunFolder(folder)));
            changed = changed || entry->state != before;  // a lock leaves no trace in times
            runs.push_back(std::move(*entry));
        } else {
            runs.push_back(readRun(folder));
            changed = true;
        }
        stamps.insert(folder, std::move(stamp));
    }
    changed = changed || runs.size() != m_runs.size();
    m_runs = std::move(runs);
    m_stamps = std::move(stamps);
    return changed;
}

const RunEntry* RunLibrary::find(const QString& folder) const {
    const auto found = std::ranges::find(m_runs, folder, &RunEntry::folder);
    return found == m_runs.end() ? nullptr : &*found;
}

template <typename Change>
void RunLibrary::change(const QString& folder, Change change) {
    const auto entry = std::ranges::find(m_runs, folder, &RunEntry::folder);
    if (entry == m_runs.end()) return;
    RunAbout about = readAbout(folder);
    change(about);
    writeAbout(folder, about);
    addAbout(*entry);
    m_stamps[folder] = stampOf(folder);
}

void RunLibrary::rename(const QString& folder, const QString& name) {
    change(folder, [&](RunAbout& about) { about.name = name.trimmed(); });
}

void RunLibrary::setNote(const QString& folder, const QString& note) {
    change(folder, [&](RunAbout& about) { about.note = note.trimmed(); });
}

void RunLibrary::setColour(const QString& folder, const QString& colour) {
    change(folder, [&](RunAbout& about) { about.colour = colour; });
}

void RunLibrary::setPinned(const QString& folder, bool pinned) {
    change(folder, [&](RunAbout& about) { about.pinned = pinned; });
}

QString RunLibrary::remove(const QString& folder) {
    if (report::isUnderWay(folder)) {
        const RunEntry* entry = find(folder);
        throw RequestError(Text::tr("“%1” is under way").arg(entry ? entry->name : QFileInfo(folder).fileName()),
                           folder, Text::tr("Stop it first, then delete it."));
    }
    QString binned = moveToBin(folder);
    std::erase_if(m_runs, [&](const RunEntry& entry) { return entry.folder == folder; });
    m_stamps.remove(folder);
    return binned;
}

QString RunLibrary::restore(const QString& binned) {
    QString folder = restoreFromBin(binned);
    refresh();
    return folder;
}

}  // namespace distillab::library
