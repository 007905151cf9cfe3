#pragma once

#include "core/experiment/experiment.h"
#include "core/report/measurement.h"
#include "core/report/run_events.h"
#include "core/report/run_report.h"
#include "core/session/engine.h"

#include <QList>
#include <QObject>
#include <QThread>

#include <functional>
#include <memory>
#include <optional>

namespace distillab {
class Error;
}

namespace distillab::session {

/// An error as a value, for queued signals.
struct Problem {
    QString message;
    QString where;
    QString remedy;
};
Problem toProblem(const Error& error);

enum class SessionState { Idle, Running, Paused, Stopping, Exporting, Measuring, Answering };

/// One engine thread: commands go in, events come out as queued signals with plain values.
///
/// Lives in the caller's thread. One piece of work at a time; commands that do not fit the state are ignored.
/// Events are coalesced to at most 30 a second, nothing is lost: steps arrive as lists.
class TrainingSession : public QObject {
    Q_OBJECT
public:
    using EngineProvider = std::function<Engine&()>;

    /// @param provider  called on the engine's thread at its first need; loadEngine in the product
    explicit TrainingSession(EngineProvider provider, QObject* parent = nullptr);
    /// Stops (with a checkpoint) and waits.
    ~TrainingSession() override;

    SessionState state() const { return m_state; }
    bool isBusy() const { return m_state != SessionState::Idle; }
    QString runFolder() const { return m_runFolder; }
    /// What the run waits for; nothing while it does not.
    const std::optional<Problem>& obstacle() const { return m_obstacle; }

public Q_SLOTS:
    /// Loads the engine in the background so that the first start is quick; `engineReady` or `failed` follows.
    void warmUp();
    /// Starts a run in `runFolder`.
    void start(const experiment::Experiment& experiment, const QString& runFolder);
    /// Goes on with the run that lies in `runFolder`, from its checkpoint.
    void resumeRun(const QString& runFolder);
    void pause();
    void resume();
    /// Answers within one step: checkpoint, then `stopped`.
    void stop();
    void exportOnnx(const QString& runFolder, const QString& outFolder);
    /// Measures the ONNX files of a finished run; `measured` or `measureFailed` follows.
    void measure(const QString& runFolder);
    /// Asks the models of several folders the same; `answered` or `askFailed` follows, with this number. Ignored (and
    /// 0) while a run or an export is under way: the answer would have to wait for its end.
    quint64 ask(const QStringList& folders, const distillab::session::Question& question);
    /// Asks what the models of several folders are; `described` or `askFailed` follows, as for ask().
    quint64 describe(const QStringList& folders);
    /// Asks the models of a finished run for its test items; `testAnswersWritten` or `testAnswersFailed` follows.
    void writeTestAnswers(const QString& runFolder);

Q_SIGNALS:
    void stateChanged(distillab::session::SessionState state);
    void engineReady(const QString& description);
    void phaseStarted(distillab::report::Phase phase);
    void progressed(const distillab::report::Progress& progress);
    void stepsRecorded(const QList<distillab::report::StepMetrics>& steps);
    void epochRecorded(const distillab::report::EpochMetrics& metrics);
    void samplingRecorded(const distillab::report::SamplingMetrics& metrics);
    void logged(const QString& line);
    /// The disk refuses what the run has to write: the session is paused. The run tries again by itself, and at once
    /// on resume().
    void obstacleMet(const distillab::session::Problem& obstacle);
    /// The disk takes files again: the run goes on.
    void obstacleCleared();
    void finished(const distillab::report::RunReport& report);
    void stopped(const QString& runFolder);
    void failed(const distillab::session::Problem& problem);
    void exported(const distillab::report::OnnxReport& report);
    void exportFailed(const distillab::session::Problem& problem);
    void measured(const QString& runFolder, const distillab::report::Measurement& measurement);
    void measureFailed(const QString& runFolder, const distillab::session::Problem& problem);
    /// @param predictions  one for each folder
    void answered(quint64 number, const QList<distillab::session::Prediction>& predictions);
    /// @param facts  one for each folder
    void described(quint64 number, const QList<distillab::session::ModelFacts>& facts);
    void askFailed(quint64 number, const distillab::session::Problem& problem);
    void testAnswersWritten(const QString& runFolder);
    void testAnswersFailed(const QString& runFolder, const distillab::session::Problem& problem);

private:
    struct Worker;

    void begin(const experiment::Experiment& experiment, const QString& runFolder, bool resume);
    void setState(SessionState state);
    void holdFor(const Problem& obstacle);
    void goOn();

    SessionState m_state = SessionState::Idle;
    QString m_runFolder;
    std::optional<Problem> m_obstacle;
    quint64 m_asked = 0;
    QThread m_thread;
    Worker* m_worker = nullptr;  ///< lives on m_thread, deleted with it
};

}  // namespace distillab::session

Q_DECLARE_METATYPE(distillab::session::Problem)
Q_DECLARE_METATYPE(distillab::session::SessionState)
