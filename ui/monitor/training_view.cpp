#include "ui/monitor/training_view.h"

#include "core/experiment/loss_spec.h"
#include "core/experiment/run_folder.h"
#include "core/session/training_session.h"
#include "ui/monitor/advice_card.h"
#include "ui/monitor/log_panel.h"
#include "ui/monitor/loss_table.h"
#include "ui/monitor/phase_strip.h"
#include "ui/monitor/problem_card.h"
#include "ui/monitor/sampling_chart.h"
#include "ui/plot/live_plot.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/theme.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QEvent>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <QTabBar>

#include <algorithm>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using session::TrainingSession;

QColor trackColor(Track track) {
    const Theme& theme = Theme::current();
    switch (track) {
        case Track::Teacher: return theme.teacher;
        case Track::Assistant: return theme.assistant;
        case Track::Student: return theme.student;
        case Track::Baseline: return theme.baseline;
    }
    return theme.text;
}

QPushButton* makeButton(const QString& text, const QString& name, const QString& toolTip) {
    auto* button = new QPushButton(text);
    button->setObjectName(name);
    button->setToolTip(toolTip);
    button->setAutoDefault(true);
    return button;
}

QCheckBox* makeCheckBox(const QString& text, const QString& name, const QString& toolTip) {
    auto* box = new QCheckBox(text);
    box->setObjectName(name);
    box->setToolTip(toolTip);
    return box;
}

void appendLoss(std::vector<PlottedCurve>& curves, const QString& name, const QColor& color, const LossCurve& loss) {
    if (loss.measured.isEmpty()) return;
    curves.push_back({.name = name, .pen = QPen(color, 1), .points = &loss.measured, .smoothable = true});
}

/// An interrupted run goes on where it was: its curves are what the user left.
report::Phase firstPhaseToWatch(const experiment::Experiment& experiment, const report::MetricsHistory& history) {
    if (!history.steps.isEmpty()) return history.steps.last().phase;
    const bool trainsTeacher = experiment.teacher.source == experiment::TeacherSource::Train;
    return trainsTeacher ? report::Phase::TeacherTrain : report::Phase::Distil;
}

}  // namespace

TrainingView::TrainingView(TrainingSession& session, QWidget* parent) : QWidget(parent), m_session(session) {
    m_phases = new PhaseStrip;
    m_phases->setObjectName(u"monitor.phases"_s);
    m_problem = new ProblemCard(tr("The run could not go on"));
    m_problem->setObjectName(u"monitor.problem"_s);
    m_obstacle = new ProblemCard(tr("Paused: the run has nowhere to write"));
    m_obstacle->setObjectName(u"monitor.obstacle"_s);
    m_advice = new AdviceCard(u"monitor.failureAdvice"_s, AdviceCard::WhenFine::Hides);
    connect(m_advice, &AdviceCard::tryRequested, this, &TrainingView::adviceTaken);
    m_log = new LogPanel;

    auto* plots = new QHBoxLayout;
    plots->setSpacing(kGap);
    QWidget* status = makeStatus();
    plots->addWidget(makeLossCard(), 1);
    plots->addWidget(makeAccuracyCard(), 1);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, kGap, 0, 0);
    layout->setSpacing(kGap);
    layout->addWidget(m_phases);
    layout->addWidget(status);
    layout->addWidget(m_problem);
    layout->addWidget(m_obstacle);
    layout->addWidget(m_advice);
    layout->addLayout(plots, 1);
    layout->addWidget(m_log);

    connectControls();
    connectSession();
    updateStatus();
    updateLossCurves();
    updateAccuracyCurves();
}

QWidget* TrainingView::makeStatus() {
    m_headline = makeLabel({}, TextRole::Heading);
    m_headline->setObjectName(u"monitor.headline"_s);
    m_headline->setWordWrap(true);
    m_detail = makeLabel({}, TextRole::Muted);
    m_detail->setObjectName(u"monitor.detail"_s);
    m_progress = new QProgressBar;
    m_progress->setObjectName(u"monitor.progress"_s);
    m_progress->setAccessibleName(tr("Progress of the run"));
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_pause = makeButton(tr("&Pause"), u"monitor.pause"_s, tr("Holds the training after this step; nothing is lost."));
    m_resume = makeButton(tr("&Resume"), u"monitor.resume"_s, tr("Goes on where the training was held or stopped."));
    m_stop = makeButton(tr("&Stop"), u"monitor.stop"_s, tr("Ends the training and keeps a checkpoint to go on from."));

    auto* status = new QWidget;
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_headline);
    words->addWidget(m_detail);
    auto* row = new QHBoxLayout;
    row->setSpacing(kSmallGap);
    row->addLayout(words, 1);
    row->addWidget(m_pause);
    row->addWidget(m_resume);
    row->addWidget(m_stop);
    auto* layout = new QVBoxLayout(status);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kSmallGap);
    layout->addLayout(row);
    layout->addWidget(m_progress);
    return status;
}

QWidget* TrainingView::makeLossCard() {
    m_trackTabs = new QTabBar;
    m_trackTabs->setObjectName(u"monitor.track"_s);
    m_trackTabs->setAccessibleName(tr("Loss of which network"));
    m_trackTabs->setDrawBase(false);
    m_trackTabs->setExpanding(false);
    m_trackTabs->setElideMode(Qt::ElideRight);
    for (const Track track : kTracks) m_trackTabs->addTab(trackTitle(track));
    m_smooth = makeCheckBox(tr("S&mooth"), u"monitor.smooth"_s,
                            tr("Draws the trend; what was measured stays as a pale line behind it."));
    m_smooth->setChecked(true);
    m_smoothing = new QSlider(Qt::Horizontal);
    m_smoothing->setObjectName(u"monitor.smoothing"_s);
    m_smoothing->setAccessibleName(tr("How many points the trend averages"));
    m_smoothing->setRange(0, static_cast<int>(kSmoothings.size()) - 1);
    m_smoothing->setPageStep(1);
    m_smoothing->setFixedWidth(88);
    m_logScale = makeCheckBox(tr("&Log scale"), u"monitor.logScale"_s,
                              tr("Equal steps upwards are equal factors: small differences late in training show."));
    m_lossPlot =
        new LivePlot({.x = tr("Step"), .y = tr("Loss"), .xValue = tr("Step %1"), .yValue = u"%1"_s, .wholeX = true},
                     tr("The first point appears with the first step."));
    m_lossPlot->setObjectName(u"monitor.lossPlot"_s);
    m_lossPlot->setAccessibleName(tr("Loss over steps"));
    m_lossPlot->setWholeTable([this](QIODevice& out) { writeWholeLossTable(out); });

    auto* card = new Card;
    auto* header = new QHBoxLayout;
    header->addWidget(makeLabel(tr("Loss"), TextRole::Heading), 1);
    header->addWidget(m_smooth);
    header->addWidget(m_smoothing);
    header->addWidget(m_logScale);
    card->content()->addLayout(header);
    card->content()->addWidget(m_trackTabs);
    card->content()->addWidget(m_lossPlot, 1);
    return card;
}

QWidget* TrainingView::makeAccuracyCard() {
    m_agreement = makeCheckBox(tr("A&greement"), u"monitor.agreement"_s,
                               tr("How often the student gives the same answer as its teacher, right or wrong."));
    m_accuracyPlot = new LivePlot({.x = tr("Epoch (one pass over the training examples)"),
                                   .y = tr("Share (%)"),
                                   .xValue = tr("Epoch %1"),
                                   .yValue = tr("%1 %", "a share of one hundred"),
                                   .decimals = 1,
                                   .yMost = 100,
                                   .wholeX = true},
                                  tr("The first point appears after the first epoch."));
    m_accuracyPlot->setObjectName(u"monitor.accuracyPlot"_s);
    m_accuracyPlot->setAccessibleName(tr("Accuracy over epochs"));

    auto* card = new Card;
    auto* header = new QHBoxLayout;
    header->addWidget(makeLabel(tr("Accuracy"), TextRole::Heading), 1);
    header->addWidget(m_agreement);
    card->content()->addLayout(header);
    card->content()->addWidget(
        makeLabel(tr("Share of the validation examples that are named correctly."), TextRole::Muted));
    card->content()->addWidget(m_accuracyPlot, 1);
    m_sampling = new SamplingChart;
    m_sampling->setObjectName(u"monitor.sampling"_s);
    card->content()->addWidget(m_sampling);
    return card;
}

void TrainingView::connectControls() {
    connect(m_pause, &QPushButton::clicked, &m_session, &TrainingSession::pause);
    connect(m_resume, &QPushButton::clicked, this, &TrainingView::resume);
    connect(m_stop, &QPushButton::clicked, &m_session, &TrainingSession::stop);
    connect(m_logScale, &QCheckBox::toggled, m_lossPlot, &LivePlot::setLogScale);
    connect(m_lossPlot, &LivePlot::logScaleChanged, m_logScale, &QCheckBox::setChecked);
    const auto smooth = [this] {
        m_lossPlot->setSmoothing(m_smooth->isChecked() ? kSmoothings[static_cast<size_t>(m_smoothing->value())] : 0);
    };
    connect(m_smooth, &QCheckBox::toggled, this, smooth);
    connect(m_smoothing, &QSlider::valueChanged, this, smooth);
    connect(m_lossPlot, &LivePlot::smoothingChanged, this, &TrainingView::showSmoothing);
    showSmoothing(m_lossPlot->smoothing());
    connect(m_agreement, &QCheckBox::toggled, this, &TrainingView::updateAccuracyCurves);
    connect(m_trackTabs, &QTabBar::currentChanged, this, [this](int index) {
        const Track track = kTracks[static_cast<size_t>(index)];
        // Picking the network at work means following again.
        m_followsPhase = m_status.phase() && trackOf(*m_status.phase()) == track;
        chooseTrack(track);
    });
}

/// The plot's own menu changes it, too.
void TrainingView::showSmoothing(int points) {
    const QSignalBlocker noToggle(m_smooth);
    const QSignalBlocker noMove(m_smoothing);
    m_smooth->setChecked(points > 0);
    m_smoothing->setEnabled(points > 0);
    const auto level = std::find(kSmoothings.begin(), kSmoothings.end(), points);
    if (level == kSmoothings.end()) return;
    m_smoothing->setValue(static_cast<int>(level - kSmoothings.begin()));
    const QString words = tr("The trend averages over about %n point(s).", nullptr, points);
    m_smoothing->setToolTip(words);
    m_smoothing->setAccessibleDescription(words);
}

void TrainingView::connectSession() {
    connect(&m_session, &TrainingSession::stateChanged, this, [this](session::SessionState state) {
        if (!isMine()) return;
        m_status.setState(state);
        showObstacle();
        updateStatus();
    });
    connect(&m_session, &TrainingSession::obstacleMet, this, [this](const session::Problem& obstacle) {
        if (!isWatching()) return;
        m_log->append(tr("Paused: %1").arg(obstacle.message));
        showObstacle();
    });
    connect(&m_session, &TrainingSession::obstacleCleared, this, [this] {
        if (!isWatching()) return;
        m_log->append(tr("The disk takes files again: the run goes on."));
        showObstacle();
    });
    connect(&m_session, &TrainingSession::phaseStarted, this, [this](report::Phase phase) {
        if (isWatching()) enterPhase(phase);
    });
    connect(&m_session, &TrainingSession::progressed, this, [this](const report::Progress& progress) {
        if (!isWatching()) return;
        m_status.setProgress(progress);
        updateStatus();
    });
    connect(&m_session, &TrainingSession::stepsRecorded, this, [this](const QList<report::StepMetrics>& steps) {
        if (isWatching()) addSteps(steps);
    });
    connect(&m_session, &TrainingSession::epochRecorded, this, [this](const report::EpochMetrics& epoch) {
        if (isWatching()) addEpoch(epoch);
    });
    connect(&m_session, &TrainingSession::samplingRecorded, this, [this](const report::SamplingMetrics& metrics) {
        if (isWatching()) showSampling(metrics);
    });
    connect(&m_session, &TrainingSession::logged, this, [this](const QString& line) {
        if (isWatching()) m_log->append(line);
    });
    connect(&m_session, &TrainingSession::finished, this, [this] {
        if (isWatching()) endRun(Outcome::Finished);
    });
    connect(&m_session, &TrainingSession::stopped, this, [this] {
        if (isWatching()) endRun(Outcome::Stopped);
    });
    connect(&m_session, &TrainingSession::failed, this, [this](const session::Problem& problem) {
        // A run that cannot even begin fails before the session has taken its folder over.
        if (!m_runFolder.isEmpty() && m_status.outcome() == Outcome::Open) showFailure(problem);
    });
}

void TrainingView::showLive(const experiment::Experiment& experiment, const QString& runFolder,
                            const report::MetricsHistory& history) {
    reset(experiment, runFolder, history);
    followPhase(firstPhaseToWatch(experiment, history));
    m_status.begin(experiment);
    if (isMine()) m_status.setState(m_session.state());  // coming back to a run at work
    showObstacle();
    updateStatus();
}

void TrainingView::showFinished(const experiment::Experiment& experiment, const QString& runFolder,
                                const report::MetricsHistory& history) {
    reset(experiment, runFolder, history);
    followPhase(report::Phase::Distil);
    m_status.beginFinished(experiment);
    updateStatus();
}

void TrainingView::takeOver(const TrainingView& other) {
    reset(other.m_experiment, other.m_runFolder, {});
    m_curves = other.m_curves;
    m_status = other.m_status;
    m_followsPhase = other.m_followsPhase;
    m_log->takeOver(*other.m_log);
    if (other.m_lastSampling) showSampling(*other.m_lastSampling);
    if (other.m_failure) m_problem->showProblem(*other.m_failure);
    m_failure = other.m_failure;
    showObstacle();
    const QSignalBlocker blocker(m_trackTabs);
    for (const Track track : kTracks) showTrack(track, other.m_trackTabs->isTabVisible(static_cast<int>(track)));
    m_trackTabs->setCurrentIndex(other.m_trackTabs->currentIndex());
    m_lossPlot->setSmoothing(other.m_lossPlot->smoothing());
    m_lossPlot->setLogScale(other.m_lossPlot->isLogScale());
    m_agreement->setChecked(other.m_agreement->isChecked());
    chooseTrack(other.m_track);
    updateAccuracyCurves();
    updateStatus();
}

void TrainingView::reset(const experiment::Experiment& experiment, const QString& runFolder,
                         const report::MetricsHistory& history) {
    m_experiment = experiment;
    m_runFolder = runFolder;
    m_problem->hide();
    m_obstacle->hide();
    m_advice->hide();
    m_log->clear();
    m_curves.clear();
    m_curves.add(history);
    m_sampling->begin(experiment.distill.sampling.by);
    m_lastSampling.reset();
    m_failure.reset();
    if (!history.samplings.isEmpty()) showSampling(history.samplings.last());
    m_followsPhase = true;
    m_focusNext = nullptr;
    const QSignalBlocker blocker(m_trackTabs);  // a tab that hides makes another one current: nobody has picked that
    // Whether a given text model is fine-tuned first shows only when the run comes to it.
    const bool trainsTeacher = experiment.teacher.source == experiment::TeacherSource::Train ||
                               !m_curves.of(Track::Teacher).total.measured.isEmpty();
    showTrack(Track::Teacher, trainsTeacher);
    showTrack(Track::Assistant, !experiment.teacher.assistants.empty());
    showTrack(Track::Baseline, experiment.distill.baseline);
    m_accuracyPlot->showEverything();
    updateAccuracyCurves();
}

void TrainingView::showTrack(Track track, bool isVisible) {
    const int tab = static_cast<int>(track);
    m_trackTabs->setTabVisible(tab, isVisible);
    m_trackTabs->setTabText(tab, m_trackTabs->tabText(tab));  // Qt 6.4 else leaves a gap where the tab was
}

void TrainingView::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange) return;
    updateLossCurves();
    updateAccuracyCurves();
}

bool TrainingView::isMine() const { return !m_runFolder.isEmpty() && m_session.runFolder() == m_runFolder; }

bool TrainingView::isWatching() const { return isMine() && m_status.outcome() == Outcome::Open; }

void TrainingView::enterPhase(report::Phase phase) {
    m_status.enter(phase);
    m_log->append(report::phaseTitle(phase));
    if (phase == report::Phase::TeacherTrain) showTrack(Track::Teacher, true);
    if (m_followsPhase) followPhase(phase);
    updateStatus();
}

void TrainingView::addSteps(const QList<report::StepMetrics>& steps) {
    if (steps.isEmpty()) return;
    const TrackCurves& shown = m_curves.of(m_track);
    const bool wasEmpty = shown.total.measured.isEmpty();
    for (const report::StepMetrics& step : steps) m_curves.add(step);
    m_status.setStep(steps.last());
    updateStatus();
    if (wasEmpty) updateLossCurves();
    m_lossPlot->refresh();
}

void TrainingView::addEpoch(const report::EpochMetrics& epoch) {
    m_curves.add(epoch);
    updateAccuracyCurves();
}

void TrainingView::showSampling(const report::SamplingMetrics& metrics) {
    m_lastSampling = metrics;
    m_sampling->show(metrics);
}

void TrainingView::endRun(Outcome outcome) {
    m_status.end(outcome);
    m_status.setResumable(experiment::RunFolder(m_runFolder).canResume());
    m_log->append(m_status.headline());
    updateStatus();
}

void TrainingView::showFailure(const session::Problem& problem) {
    endRun(Outcome::Failed);
    m_log->append(problem.message);
    m_failure = problem;
    m_problem->showProblem(problem);
    m_advice->readRun(m_runFolder);
}

void TrainingView::showObstacle() { m_obstacle->showObstacle(isMine() ? m_session.obstacle() : std::nullopt); }

void TrainingView::resume() {
    if (m_session.state() == session::SessionState::Paused) {
        m_session.resume();
        return;
    }
    m_problem->hide();
    m_advice->hide();
    m_failure.reset();
    m_status.begin(m_experiment);
    m_session.resumeRun(m_runFolder);
}

void TrainingView::updateStatus() {
    m_phases->setMarks(m_status.marks());
    m_headline->setText(m_status.headline());
    m_detail->setText(m_status.detail());
    m_progress->setValue(m_status.permille());
    updateButtons();
}

/// A button that is disabled under the user's fingers hands the focus to the one that takes its place: the next press
/// of the space bar must not stop the run by accident.
void TrainingView::updateButtons() {
    if (m_pause->hasFocus() && !m_status.canPause()) m_focusNext = m_resume;
    if (m_resume->hasFocus() && !m_status.canResume()) m_focusNext = m_pause;
    if (m_stop->hasFocus() && !m_status.canStop()) m_focusNext = m_resume;
    if (m_focusNext && !m_focusNext->isEnabled()) setFocus();
    m_pause->setEnabled(m_status.canPause());
    m_resume->setEnabled(m_status.canResume());
    m_stop->setEnabled(m_status.canStop());
    if (m_focusNext && m_focusNext->isEnabled()) {
        if (hasFocus()) m_focusNext->setFocus();
        m_focusNext = nullptr;
    }
    for (QPushButton* button : {m_pause, m_resume, m_stop}) {
        button->setVisible(m_status.outcome() != Outcome::Finished);
    }
    m_progress->setVisible(m_status.outcome() != Outcome::Finished);
}

void TrainingView::chooseTrack(Track track) {
    m_track = track;
    m_lossPlot->showEverything();
    updateLossCurves();
}

void TrainingView::followPhase(report::Phase phase) {
    const std::optional<Track> track = trackOf(phase);
    if (!track) return;
    const QSignalBlocker blocker(m_trackTabs);
    m_trackTabs->setCurrentIndex(static_cast<int>(*track));
    chooseTrack(*track);
}

void TrainingView::updateLossCurves() {
    const Theme& theme = Theme::current();
    const TrackCurves& track = m_curves.of(m_track);
    std::vector<PlottedCurve> curves;
    const bool hasTerms = track.parts.size() > 1;
    for (size_t i = 0; hasTerms && i < track.parts.size(); ++i) {
        const PartCurve& part = track.parts[i];
        appendLoss(curves, experiment::titleOfPart(part.name), theme.lossParts[i % theme.lossParts.size()], part.loss);
    }
    appendLoss(curves, hasTerms ? tr("total") : tr("loss"), theme.totalLoss, track.total);
    m_lossPlot->setCurves(std::move(curves), {});
}

/// With the columns that the plot has.
void TrainingView::writeWholeLossTable(QIODevice& out) const {
    const TrackCurves& track = m_curves.of(m_track);
    std::vector<LossColumn> columns;
    const bool hasTerms = track.parts.size() > 1;
    for (size_t i = 0; hasTerms && i < track.parts.size(); ++i) {
        columns.push_back({track.parts[i].name, experiment::titleOfPart(track.parts[i].name)});
    }
    columns.push_back({{}, hasTerms ? tr("total") : tr("loss")});
    writeLossTable(out, m_runFolder, m_track, m_lossPlot->xAxis->label(), columns);
}

void TrainingView::updateAccuracyCurves() {
    std::vector<PlottedCurve> curves;
    for (const Track track : kTracks) {
        const TrackCurves& points = m_curves.of(track);
        if (points.accuracy.isEmpty()) continue;
        curves.push_back(
            {.name = trackTitle(track), .pen = QPen(trackColor(track), 2), .points = &points.accuracy, .dots = true});
    }
    const TrackCurves& student = m_curves.of(Track::Student);
    if (m_agreement->isChecked() && !student.agreement.isEmpty()) {
        curves.push_back({.name = tr("Agreement"),
                          .pen = QPen(Theme::current().mutedText, 2),
                          .points = &student.agreement,
                          .dots = true});
    }
    std::vector<PlottedLevel> levels;
    if (const auto level = m_curves.teacherLevel()) {
        levels.push_back({tr("Teacher, in the end"), trackColor(Track::Teacher), *level});
    }
    if (const auto level = m_curves.baselineLevel()) {
        levels.push_back({tr("Without teacher, at best"), trackColor(Track::Baseline), *level});
    }
    m_accuracyPlot->setCurves(std::move(curves), std::move(levels));
}

}  // namespace distillab::ui
