#pragma once

#include "core/report/run_events.h"
#include "core/report/run_report.h"
#include "ui/plot/curve.h"

#include <array>
#include <deque>
#include <optional>

namespace distillab::ui {

/// Which network a measurement belongs to.
enum class Track { Teacher, Assistant, Student, Baseline };
inline constexpr std::array kTracks = {Track::Teacher, Track::Assistant, Track::Student, Track::Baseline};

/// "Teacher", "Assistant", "Student", "Student without teacher", translated.
QString trackTitle(Track track);
/// The network that is trained in a phase; nothing for phases without training.
std::optional<Track> trackOf(report::Phase phase);

/// One loss, as measured at every step and as a line that the eye can follow.
struct LossCurve {
    Curve measured;
    SmoothedCurve smoothed{0.95};

    void append(double step, double loss);
};

/// One term of the loss.
struct PartCurve {
    QString name;  ///< as metrics.jsonl has it
    LossCurve loss;
};

/// Everything measured on one network. Losses over steps, those of answers and labels in nats; shares in percent over
/// epochs.
struct TrackCurves {
    LossCurve total;
    std::deque<PartCurve> parts;  ///< the terms of the loss; a deque, since plots point at the curves
    Curve accuracy;               ///< of the validation items
    Curve agreement;  ///< share of validation items where student and teacher agree; empty without a teacher
};

/// The curves of a run, from its events or from its metrics.jsonl.
class RunCurves {
public:
    void clear();
    void add(const report::StepMetrics& step);
    void add(const report::EpochMetrics& epoch);
    void add(const report::MetricsHistory& history);

    const TrackCurves& of(Track track) const { return m_tracks[static_cast<size_t>(track)]; }
    /// Validation accuracy of the teacher whose targets the student learns from, in percent.
    std::optional<double> teacherLevel() const { return m_teacherLevel; }
    /// The best validation accuracy of the student without the teacher, in percent.
    std::optional<double> baselineLevel() const;

private:
    TrackCurves* find(report::Phase phase);

    std::array<TrackCurves, kTracks.size()> m_tracks;
    std::optional<double> m_teacherLevel;
};

}  // namespace distillab::ui
