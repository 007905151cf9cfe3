#pragma once

#include "core/report/run_events.h"

#include <QStringList>

#include <functional>

namespace distillab::test {

/// Keeps events and may interfere after a given step of a phase, or when one begins.
class RunListener : public report::RunListener {
public:
    std::function<void(const report::StepMetrics&)> onStep;
    std::function<void(report::Phase)> onPhase;
    QList<report::Phase> phases;
    QList<report::StepMetrics> steps;
    QList<report::EpochMetrics> epochs;
    QStringList lines;
    double lastFraction = 0;
    bool fractionNeverFell = true;

    void phaseStarted(report::Phase phase) override {
        phases << phase;
        if (onPhase) onPhase(phase);
    }
    void progressed(const report::Progress& progress) override {
        fractionNeverFell = fractionNeverFell && progress.fraction >= lastFraction - 1e-9;
        lastFraction = progress.fraction;
    }
    void stepDone(const report::StepMetrics& metrics) override {
        steps << metrics;
        if (onStep) onStep(metrics);
    }
    void epochDone(const report::EpochMetrics& metrics) override { epochs << metrics; }
    void logged(const QString& line) override { lines << line; }
};

}  // namespace distillab::test
