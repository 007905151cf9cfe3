#pragma once

#include "core/experiment/samples.h"
#include "core/report/metrics_log.h"
#include "core/session/training_session.h"
#include "tests/support/idle_engine.h"
#include "tests/ui/window_page.h"
#include "ui/main_window.h"
#include "ui/wizard/wizard.h"

#include <QThread>

#include <atomic>
#include <cmath>
#include <memory>

namespace distillab::test {

/// The loss of a step: noise upon a slow fall, and now and then a spike.
inline double streamedLoss(qint64 step) {
    const auto x = static_cast<double>(step);
    return 0.3 + 2 / (1 + x / 1e5) + 0.1 * std::sin(x * 1.7) + (step % 100'003 == 0 ? 5 : 0);
}

inline report::StepMetrics streamedStep(qint64 step, qint64 of) {
    report::StepMetrics metrics;
    metrics.step = step;
    metrics.totalSteps = of;
    metrics.loss = streamedLoss(step);
    metrics.parts = {{QStringLiteral("soft-targets"), 0.6 * metrics.loss},
                     {QStringLiteral("hard-labels"), 0.4 * metrics.loss}};
    metrics.learningRate = 1e-3;
    return metrics;
}

/// An engine that does nothing but tell of steps, as fast as the window takes them in: a run of hours within seconds.
class StreamingEngine : public IdleEngine {
public:
    static constexpr qint64 kStepsOfAnEpoch = 50'000;
    static constexpr qint64 kMostAhead = 20'000;

    qint64 steps = 0;
    std::atomic<qint64> taken = 0;  ///< by the window
    bool writesMetrics = false;     ///< into the run folder, as a real one

    report::RunReport run(const experiment::Experiment&, const QString& runFolder, bool, report::RunListener& listener,
                          RunControl& control) override {
        std::unique_ptr<report::MetricsLog> log;
        if (writesMetrics) log = std::make_unique<report::MetricsLog>(runFolder + QStringLiteral("/metrics.jsonl"), 0);
        listener.phaseStarted(report::Phase::Distil);
        for (qint64 step = 1; step <= steps; ++step) {
            while (step - taken > kMostAhead) {
                control.obey();
                QThread::usleep(200);
                tellProgress(listener, step);  // which takes along the steps that wait for the next event
            }
            const report::StepMetrics metrics = streamedStep(step, steps);
            if (log) log->write(metrics);
            listener.stepDone(metrics);
            tellProgress(listener, step);
            if (step % kStepsOfAnEpoch != 0) continue;
            report::EpochMetrics epoch;
            epoch.epoch = static_cast<int>(step / kStepsOfAnEpoch);
            epoch.step = step;
            epoch.validationAccuracy = 0.9;
            listener.epochDone(epoch);
        }
        listener.stepDone(streamedStep(steps + 1, steps));  // behind the pause between two events
        while (!control.stopRequested()) QThread::msleep(5);
        throw Stopped();
    }

private:
    void tellProgress(report::RunListener& listener, qint64 step) const {
        listener.progressed({report::Phase::Distil, static_cast<double>(step) / static_cast<double>(steps), 1});
    }
};

/// A window in which such a run goes on.
class StreamingWindow {
public:
    explicit StreamingWindow(const QString& runFolder, qint64 steps, bool writesMetrics = false)
        : window([this]() -> session::Engine& { return m_engine; }) {
        m_engine.steps = steps;
        m_engine.writesMetrics = writesMetrics;
        QObject::connect(&window.session(), &session::TrainingSession::stepsRecorded, &window,
                         [this](const QList<report::StepMetrics>& news) { m_engine.taken = news.last().step; });
        window.resize(1280, 800);
        window.show();
        Q_EMIT pageOf<ui::Wizard>(window)->startRequested(experiment::sampleExperiment(QStringLiteral("fashion-mnist")),
                                                          runFolder);
    }
    ~StreamingWindow() {
        window.session().stop();
        (void)QTest::qWaitFor([this] { return !window.session().isBusy(); }, kPatience);
    }
    Q_DISABLE_COPY_MOVE(StreamingWindow)

    qint64 taken() const { return m_engine.taken; }

private:
    StreamingEngine m_engine;

public:
    ui::MainWindow window;
};

}  // namespace distillab::test
