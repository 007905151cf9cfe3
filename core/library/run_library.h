#pragma once

#include "core/experiment/experiment.h"
#include "core/library/run_about.h"
#include "core/report/run_failure.h"
#include "core/report/run_summary.h"

#include <QDateTime>
#include <QHash>
#include <QString>

#include <optional>
#include <vector>

/// The runs of this user: finding them, and what is worth knowing of each without reading big files.
namespace distillab::library {

/// How far a run has come. Stopped: begun, under way nowhere, and nothing went wrong; it can be resumed.
enum class RunState { Finished, Stopped, Failed, Running };
/// For a person, translated: "finished".
QString stateText(RunState state);

/// One line of a list of runs. All shares are of 1.
struct RunEntry {
    QString folder;  ///< absolute
    QString name;    ///< the user's, else the experiment's, else the folder's when that cannot be read
    QString note;
    QString colour;  ///< see RunAbout
    bool pinned = false;
    QString sweep;  ///< the sweep that it belongs to, empty for a run by itself
    QDateTime begun;
    RunState state = RunState::Stopped;
    std::optional<experiment::Experiment> experiment;  ///< nothing when it cannot be read
    std::optional<report::RunSummary> report;          ///< of a finished run, when it can be read
    std::optional<report::RunFailure> failure;         ///< of a failed one

    bool isFinished() const { return state == RunState::Finished; }
    bool canResume() const { return state == RunState::Stopped || state == RunState::Failed; }
};

/// Reads what is known of a run. A damaged one keeps its place under what is known of it.
RunEntry readRun(const QString& folder);

/// The latest runs, those of sweeps left out.
std::vector<RunEntry> recentRuns(int most);

/// All runs, kept up to date with the disk: only what has changed is read again.
class RunLibrary {
public:
    /// Looks at the disk. Pinned runs and others alike, latest first. @return whether anything is new
    bool refresh();

    const std::vector<RunEntry>& runs() const { return m_runs; }
    /// Nothing when there is no such run.
    const RunEntry* find(const QString& folder) const;

    /// Writes about.json and keeps the entry true. @throws WorkError when it cannot be written
    void rename(const QString& folder, const QString& name);
    void setNote(const QString& folder, const QString& note);
    void setColour(const QString& folder, const QString& colour);
    void setPinned(const QString& folder, bool pinned);

    /// Moves a run into the bin. @return its folder there, for restore()
    /// @throws RequestError when the run is under way, WorkError when it cannot be moved
    QString remove(const QString& folder);
    /// Moves it back. @return its folder @throws WorkError when it cannot be moved
    QString restore(const QString& binned);

private:
    /// When the files that an entry is made of were written, and how long they are.
    using Stamp = std::vector<qint64>;
    static Stamp stampOf(const QString& folder);
    template <typename Change>
    void change(const QString& folder, Change change);

    std::vector<RunEntry> m_runs;
    QHash<QString, Stamp> m_stamps;
};

}  // namespace distillab::library
