#include "core/session/training_session.h"

#include "core/base/error.h"
#include "core/experiment/document.h"
#include "core/experiment/run_folder.h"
#include "core/session/engine.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <sys/resource.h>
#include <unistd.h>

namespace distillab::session {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::TrainingSession)
};

constexpr qint64 kMillisecondsBetweenEvents = 1000 / 30;

/// The window comes first: the engine's threads (and those that Torch starts from them) leave it the processor.
constexpr int kEngineNiceness = 5;

void lowerThreadPriority() { ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), kEngineNiceness); }

Problem problemOf(const std::exception& error) {
    if (const auto* ours = dynamic_cast<const Error*>(&error)) return toProblem(*ours);
    return {Text::tr("something unforeseen went wrong: %1").arg(QString::fromUtf8(error.what()).section(u'\n', 0, 0)),
            {},
            Text::tr("The run folder keeps what was finished; try to resume it.")};
}

}  // namespace

Problem toProblem(const Error& error) { return {error.message(), error.where(), error.remedy()}; }

/// Lives on the engine's thread; its signals reach the session as queued events.
struct TrainingSession::Worker : public QObject, public report::RunListener {
    Worker(TrainingSession& session, EngineProvider provider) : m_session(session), m_provider(std::move(provider)) {
        control.setObstacleListener(
            {[this](const Error& obstacle) { tellObstacle(toProblem(obstacle)); }, [this] { tellCleared(); }});
    }

    RunControl control;  ///< the one thing that the session's thread touches

    void warmUp() {
        perform([&](Engine& engine) { deliver(&TrainingSession::engineReady, engine.description()); });
    }

    void run(const experiment::Experiment& experiment, const QString& runFolder, bool resume) {
        perform([&](Engine& engine) {
            const report::RunReport report = engine.run(experiment, runFolder, resume, *this, control);
            flush();
            finish(&TrainingSession::finished, report);
        });
    }

    void exportOnnx(const QString& runFolder, const QString& outFolder) {
        try {
            const auto report = m_provider().exportOnnx(runFolder, outFolder, std::nullopt, control);
            finish(&TrainingSession::exported, report);
        } catch (const Stopped&) {
            finish(&TrainingSession::exportFailed, Problem{Text::tr("the export was stopped"), outFolder, {}});
        } catch (const std::exception& error) {
            finish(&TrainingSession::exportFailed, problemOf(error));
        }
    }

    void measure(const QString& runFolder) {
        try {
            const report::Measurement measurement = m_provider().measure(runFolder, control);
            finish(&TrainingSession::measured, runFolder, measurement);
        } catch (const Stopped&) {
            finish(&TrainingSession::measureFailed, runFolder,
                   Problem{Text::tr("the measurement was stopped"), {}, {}});
        } catch (const std::exception& error) {
            finish(&TrainingSession::measureFailed, runFolder, problemOf(error));
        }
    }

    void ask(quint64 number, const QStringList& folders, const Question& question) {
        try {
            QList<Prediction> predictions;
            for (const QString& folder : folders) predictions << m_provider().predict(folder, {question}).at(0);
            deliver(&TrainingSession::answered, number, predictions);
        } catch (const std::exception& error) {
            deliver(&TrainingSession::askFailed, number, problemOf(error));
        }
    }

    void describeModels(quint64 number, const QStringList& folders) {
        try {
            QList<ModelFacts> facts;
            for (const QString& folder : folders) facts << m_provider().describe(folder);
            deliver(&TrainingSession::described, number, facts);
        } catch (const std::exception& error) {
            deliver(&TrainingSession::askFailed, number, problemOf(error));
        }
    }

    void writeTestAnswers(const QString& runFolder) {
        try {
            m_provider().writeTestAnswers(runFolder, control);
            finish(&TrainingSession::testAnswersWritten, runFolder);
        } catch (const Stopped&) {
            finish(&TrainingSession::testAnswersFailed, runFolder, Problem{Text::tr("it was stopped"), runFolder, {}});
        } catch (const std::exception& error) {
            finish(&TrainingSession::testAnswersFailed, runFolder, problemOf(error));
        }
    }

    void phaseStarted(report::Phase phase) override {
        flush();
        deliver(&TrainingSession::phaseStarted, phase);
    }
    void progressed(const report::Progress& progress) override {
        m_progress = progress;
        flushIfDue();
    }
    void stepDone(const report::StepMetrics& metrics) override {
        m_steps << metrics;
        flushIfDue();
    }
    void epochDone(const report::EpochMetrics& metrics) override {
        flush();
        deliver(&TrainingSession::epochRecorded, metrics);
    }
    void sampled(const report::SamplingMetrics& metrics) override {
        flush();
        deliver(&TrainingSession::samplingRecorded, metrics);
    }
    void logged(const QString& line) override { deliver(&TrainingSession::logged, line); }

private:
    template <typename Work>
    void perform(const Work& work) {
        try {
            work(m_provider());
        } catch (const Stopped&) {
            flush();
            finish(&TrainingSession::stopped, m_session.m_runFolder);
        } catch (const std::exception& error) {
            flush();
            finish(&TrainingSession::failed, problemOf(error));
        }
    }

    /// Emits a signal of the session on the session's thread.
    template <typename Signal, typename... Values>
    void deliver(Signal signal, const Values&... values) {
        TrainingSession* session = &m_session;
        QMetaObject::invokeMethod(session, [=] { Q_EMIT(session->*signal)(values...); }, Qt::QueuedConnection);
    }

    /// The same for the last event of a piece of work.
    template <typename Signal, typename... Values>
    void finish(Signal signal, const Values&... values) {
        TrainingSession* session = &m_session;
        QMetaObject::invokeMethod(
            session,
            [=] {
                session->m_obstacle.reset();
                session->setState(SessionState::Idle);
                Q_EMIT(session->*signal)(values...);
            },
            Qt::QueuedConnection);
    }

    void tellObstacle(const Problem& obstacle) {
        flush();
        TrainingSession* session = &m_session;
        QMetaObject::invokeMethod(session, [=] { session->holdFor(obstacle); }, Qt::QueuedConnection);
    }

    void tellCleared() {
        TrainingSession* session = &m_session;
        QMetaObject::invokeMethod(session, [=] { session->goOn(); }, Qt::QueuedConnection);
    }

    void flushIfDue() {
        if (m_sinceFlush.isValid() && m_sinceFlush.elapsed() < kMillisecondsBetweenEvents) return;
        flush();
    }

    void flush() {
        m_sinceFlush.start();
        if (!m_steps.isEmpty()) deliver(&TrainingSession::stepsRecorded, std::exchange(m_steps, {}));
        if (m_progress) deliver(&TrainingSession::progressed, *std::exchange(m_progress, std::nullopt));
    }

    TrainingSession& m_session;
    EngineProvider m_provider;
    QElapsedTimer m_sinceFlush;
    QList<report::StepMetrics> m_steps;
    std::optional<report::Progress> m_progress;
};

TrainingSession::TrainingSession(EngineProvider provider, QObject* parent) : QObject(parent) {
    qRegisterMetaType<SessionState>();
    m_worker = new Worker(*this, std::move(provider));
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.setObjectName(QStringLiteral("engine"));
    m_thread.start();
    QMetaObject::invokeMethod(m_worker, lowerThreadPriority, Qt::QueuedConnection);
}

TrainingSession::~TrainingSession() {
    m_worker->control.stop();
    m_thread.quit();
    m_thread.wait();
}

void TrainingSession::setState(SessionState state) {
    if (state == m_state) return;
    m_state = state;
    Q_EMIT stateChanged(state);
}

void TrainingSession::holdFor(const Problem& obstacle) {
    if (m_state != SessionState::Running && m_state != SessionState::Paused) return;
    m_obstacle = obstacle;
    setState(SessionState::Paused);
    Q_EMIT obstacleMet(obstacle);
}

void TrainingSession::goOn() {
    if (!m_obstacle) return;
    m_obstacle.reset();
    // A pause that the user asked for is left to the user.
    if (m_state == SessionState::Paused && !m_worker->control.pauseRequested()) setState(SessionState::Running);
    Q_EMIT obstacleCleared();
}

void TrainingSession::warmUp() {
    QMetaObject::invokeMethod(m_worker, [worker = m_worker] { worker->warmUp(); }, Qt::QueuedConnection);
}

void TrainingSession::begin(const experiment::Experiment& experiment, const QString& runFolder, bool resume) {
    if (isBusy()) return;
    m_runFolder = runFolder;
    m_worker->control.reset();
    setState(SessionState::Running);
    QMetaObject::invokeMethod(
        m_worker, [=, worker = m_worker] { worker->run(experiment, runFolder, resume); }, Qt::QueuedConnection);
}

void TrainingSession::start(const experiment::Experiment& experiment, const QString& runFolder) {
    begin(experiment, runFolder, false);
}

void TrainingSession::resumeRun(const QString& runFolder) {
    try {
        begin(experiment::load(experiment::RunFolder(runFolder).experimentFile()), runFolder, true);
    } catch (const Error& error) {
        Q_EMIT failed(toProblem(error));
    }
}

void TrainingSession::pause() {
    if (m_state != SessionState::Running) return;
    m_worker->control.pause();
    setState(SessionState::Paused);
}

void TrainingSession::resume() {
    if (m_state != SessionState::Paused) return;
    m_worker->control.resume();
    setState(SessionState::Running);
}

void TrainingSession::stop() {
    if (!isBusy() || m_state == SessionState::Stopping) return;
    m_worker->control.stop();
    setState(SessionState::Stopping);
}

void TrainingSession::exportOnnx(const QString& runFolder, const QString& outFolder) {
    if (isBusy()) return;
    m_worker->control.reset();
    setState(SessionState::Exporting);
    QMetaObject::invokeMethod(
        m_worker, [=, worker = m_worker] { worker->exportOnnx(runFolder, outFolder); }, Qt::QueuedConnection);
}

void TrainingSession::measure(const QString& runFolder) {
    if (isBusy()) return;
    m_worker->control.reset();
    setState(SessionState::Measuring);
    QMetaObject::invokeMethod(m_worker, [=, worker = m_worker] { worker->measure(runFolder); }, Qt::QueuedConnection);
}

quint64 TrainingSession::ask(const QStringList& folders, const Question& question) {
    if (isBusy()) return 0;
    const quint64 number = ++m_asked;
    QMetaObject::invokeMethod(
        m_worker, [=, worker = m_worker] { worker->ask(number, folders, question); }, Qt::QueuedConnection);
    return number;
}

quint64 TrainingSession::describe(const QStringList& folders) {
    if (isBusy()) return 0;
    const quint64 number = ++m_asked;
    QMetaObject::invokeMethod(
        m_worker, [=, worker = m_worker] { worker->describeModels(number, folders); }, Qt::QueuedConnection);
    return number;
}

void TrainingSession::writeTestAnswers(const QString& runFolder) {
    if (isBusy()) return;
    m_worker->control.reset();
    setState(SessionState::Answering);
    QMetaObject::invokeMethod(
        m_worker, [=, worker = m_worker] { worker->writeTestAnswers(runFolder); }, Qt::QueuedConnection);
}

}  // namespace distillab::session
