#include "ui/monitor/run_curves.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace distillab::ui {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::ui::RunCurves)
};

LossCurve& partNamed(const QString& name, TrackCurves& curves) {
    for (PartCurve& part : curves.parts) {
        if (part.name == name) return part.loss;
    }
    return curves.parts.emplace_back(PartCurve{name, {}}).loss;
}

}  // namespace

QString trackTitle(Track track) {
    switch (track) {
        case Track::Teacher: return Text::tr("Teacher");
        case Track::Assistant: return Text::tr("Assistant");
        case Track::Student: return Text::tr("Student");
        case Track::Baseline: return Text::tr("Student without teacher");
    }
    return {};
}

std::optional<Track> trackOf(report::Phase phase) {
    switch (phase) {
        case report::Phase::TeacherTrain: return Track::Teacher;
        case report::Phase::Assistants: return Track::Assistant;
        case report::Phase::Distil: return Track::Student;
        case report::Phase::Baseline: return Track::Baseline;
        default: return std::nullopt;
    }
}

void LossCurve::append(double step, double loss) {
    measured.append(step, loss);
    smoothed.append(step, loss);
}

void RunCurves::clear() { *this = {}; }

void RunCurves::add(const report::StepMetrics& step) {
    TrackCurves* curves = find(step.phase);
    if (!curves) return;
    const auto x = static_cast<double>(step.step);
    curves->total.append(x, step.loss);
    for (const report::LossPart& part : step.parts) partNamed(part.name, *curves).append(x, part.value);
}

void RunCurves::add(const report::EpochMetrics& epoch) {
    TrackCurves* curves = find(epoch.phase);
    if (!curves) return;
    curves->accuracy.append(epoch.epoch, epoch.validationAccuracy * 100);
    curves->agreement.append(epoch.epoch, epoch.agreement * 100);
    // An assistant's teacher may be the assistant before it.
    const bool isOfTeacher = epoch.phase != report::Phase::Assistants && std::isfinite(epoch.teacherAccuracy);
    if (isOfTeacher) m_teacherLevel = epoch.teacherAccuracy * 100;
}

void RunCurves::add(const report::MetricsHistory& history) {
    for (const report::StepMetrics& step : history.steps) add(step);
    for (const report::EpochMetrics& epoch : history.epochs) add(epoch);
}

std::optional<double> RunCurves::baselineLevel() const {
    const auto& points = of(Track::Baseline).accuracy.points();
    if (points.empty()) return std::nullopt;
    return std::max_element(points.begin(), points.end(),
                            [](const QPointF& a, const QPointF& b) { return a.y() < b.y(); })
        ->y();
}

TrackCurves* RunCurves::find(report::Phase phase) {
    const std::optional<Track> track = trackOf(phase);
    return track ? &m_tracks[static_cast<size_t>(*track)] : nullptr;
}

}  // namespace distillab::ui
