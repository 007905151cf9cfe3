#pragma once

#include "core/report/run_report.h"
#include "core/session/training_session.h"
#include "core/sweep/sweep.h"

#include <QHash>

#include <optional>

namespace distillab::sweep {

enum class CellState { Waiting, Interrupted, Finished, Failed };

/// A sweep on disk: sweep.yaml, and beside it a run folder for each cell. How far the sweep has come is read from these
/// folders alone: a sweep that was killed goes on where it was, and what is finished is never done again.
class SweepFolder {
public:
    /// Writes sweep.yaml. @throws RequestError when the sweep is not valid, or the folder holds a sweep or a run
    static SweepFolder create(const QString& path, const Sweep& sweep);
    /// @throws RequestError when there is no sweep or it cannot be read
    static SweepFolder open(const QString& path);
    static bool isSweep(const QString& path);

    QString path() const { return m_path; }
    const Sweep& sweep() const { return m_sweep; }
    const std::vector<Cell>& cells() const { return m_cells; }

    QString runFolder(const Cell& cell) const { return m_path + u'/' + cell.name; }
    CellState state(const Cell& cell) const;
    /// Why the cell failed, when it did.
    std::optional<session::Problem> problem(const Cell& cell) const;
    qsizetype countOf(CellState state) const;

    /// The first cell that is neither finished nor failed; nothing when there is none.
    std::optional<size_t> next() const;
    /// What a cell's run is given to do: a teacher that another run of the sweep has trained or fine-tuned is taken
    /// over, and the student without teacher is trained by one run of those in which it comes out the same.
    experiment::Experiment experimentFor(const Cell& cell) const;
    /// Puts what other runs of the sweep know for all into the report of a finished one: the student without the
    /// teacher, and what the teacher is called. Reports that lack nothing are left alone.
    void completeReport(const Cell& cell) const;
    void completeReports() const;

    /// Leaves failure.json in the run folder, as the engine does; it goes when the run is begun again.
    void recordFailure(const Cell& cell, const session::Problem& problem) const;
    /// Failed cells wait again.
    void forgetFailures() const;
    /// The first runs failed alike and none has finished: so would the others.
    /// @return what they failed of
    std::optional<session::Problem> commonProblem() const;

private:
    SweepFolder(const QString& path, Sweep sweep);

    std::optional<QString> runWithTeacherFor(const Cell& cell) const;
    const Cell* cellWithBaselineOf(const Cell& cell) const;
    /// @return whether that changed the report
    bool addBaseline(const Cell& cell, report::RunReport& report) const;
    /// A teacher taken over goes by the folder that it lies in, and so does a student made of its layers.
    /// @return whether that changed the report
    bool nameModels(report::RunReport& report) const;

    QString m_path;
    Sweep m_sweep;
    std::vector<Cell> m_cells;
    QHash<QString, QByteArray> m_teacherKeys;   ///< by cell: alike where a teacher can be shared
    QHash<QString, QByteArray> m_baselineKeys;  ///< by cell: alike where the student without teacher can be shared
};

/// The sweeps in a folder of runs, latest first.
QStringList sweepsIn(const QString& folder);

}  // namespace distillab::sweep
