#include "ui/sweep/sweep_page.h"

#include "core/report/wording.h"
#include "ui/monitor/problem_card.h"
#include "ui/monitor/words.h"
#include "ui/sweep/cell_panel.h"
#include "ui/sweep/heat_map_view.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/theme.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDir>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>

#include <algorithm>
#include <cmath>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using session::SessionState;
using session::TrainingSession;
using sweep::CellState;
using sweep::SweepQueue;

QPushButton* makeButton(const QString& text, const QString& name, const QString& toolTip) {
    auto* button = new QPushButton(text);
    button->setObjectName(name);
    button->setToolTip(toolTip);
    button->setAutoDefault(true);
    return button;
}

qsizetype countOf(const std::vector<sweep::CellResult>& results, CellState state) {
    return std::ranges::count(results, state, &sweep::CellResult::state);
}

}  // namespace

SweepPage::SweepPage(TrainingSession& session, SweepQueue& queue, QWidget* parent)
    : QWidget(parent), m_session(session), m_queue(queue) {
    m_problem = new ProblemCard(tr("The sweep could not go on"));
    m_problem->setObjectName(u"sweep.problem"_s);
    m_obstacle = new ProblemCard(tr("Paused: the run has nowhere to write"));
    m_obstacle->setObjectName(u"sweep.obstacle"_s);
    m_cell = new CellPanel(session);
    QWidget* header = makeHeader();
    QWidget* status = makeStatus();
    auto* columns = new QHBoxLayout;
    columns->setSpacing(kGap);
    columns->addWidget(makeMap(), 6);
    columns->addWidget(m_cell, 5);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kLargeGap, kGap, kLargeGap, kGap);
    layout->setSpacing(kGap);
    layout->addWidget(header);
    layout->addWidget(status);
    layout->addWidget(m_problem);
    layout->addWidget(m_obstacle);
    layout->addLayout(columns, 1);
    connectControls();
    connectQueue();
}

QWidget* SweepPage::makeHeader() {
    m_title = makeLabel({}, TextRole::Title);
    m_title->setObjectName(u"sweep.title"_s);
    m_subtitle = makeLabel({}, TextRole::Muted);
    QPushButton* another =
        makeButton(tr("&New sweep…"), u"sweep.new"_s, tr("Compares other values or other settings."));
    connect(another, &QPushButton::clicked, this, &SweepPage::newSweepRequested);
    auto* header = new QWidget;
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_title);
    words->addWidget(m_subtitle);
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(0, 0, 0, 0);
    row->addLayout(words, 1);
    row->addWidget(another);
    return header;
}

QWidget* SweepPage::makeStatus() {
    m_headline = makeLabel({}, TextRole::Heading);
    m_headline->setObjectName(u"sweep.headline"_s);
    m_detail = makeLabel({}, TextRole::Muted);
    m_detail->setObjectName(u"sweep.detail"_s);
    m_bar = new QProgressBar;
    m_bar->setObjectName(u"sweep.progress"_s);
    m_bar->setAccessibleName(tr("Progress of the sweep"));
    m_bar->setRange(0, 1000);
    m_bar->setTextVisible(false);
    m_pause = makeButton(tr("&Pause"), u"sweep.pause"_s, tr("Holds the run under way after this step."));
    m_resume = makeButton(tr("&Resume"), u"sweep.resume"_s,
                          tr("Goes on with the runs that are not finished; failed ones are tried again."));
    m_stop = makeButton(tr("&Stop"), u"sweep.stop"_s,
                        tr("Ends the sweep; the run under way keeps a checkpoint to go on from."));
    auto* status = new QWidget;
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_headline);
    words->addWidget(m_detail);
    auto* row = new QHBoxLayout;
    row->setSpacing(kSmallGap);
    row->addLayout(words, 1);
    for (QPushButton* button : {m_pause, m_resume, m_stop}) row->addWidget(button);
    auto* layout = new QVBoxLayout(status);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kSmallGap);
    layout->addLayout(row);
    layout->addWidget(m_bar);
    return status;
}

QWidget* SweepPage::makeMap() {
    m_measure = new QComboBox;
    m_measure->setObjectName(u"sweep.measure"_s);
    m_measure->setAccessibleName(tr("What the colours show"));
    for (const sweep::Measure measure : {sweep::Measure::Accuracy, sweep::Measure::Agreement}) {
        m_measure->addItem(sweep::measureTitle(measure), static_cast<int>(measure));
    }
    m_map = new HeatMapView;
    m_map->setObjectName(u"sweep.map"_s);
    m_best = makeLabel({}, TextRole::Body);
    m_best->setObjectName(u"sweep.best"_s);
    auto* area = new QScrollArea;
    area->setWidget(m_map);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
    // A scroll area fills its content with the colour of the window; this one lies on a card.
    m_map->setAutoFillBackground(false);
    area->viewport()->setAutoFillBackground(false);
    connect(m_map, &HeatMapView::placeChosen, area, [this, area](const QList<size_t>& cells) {
        const QPoint place = m_map->placeOf(cells.front());
        area->ensureVisible(place.x(), place.y());
    });
    auto* card = new Card;
    auto* row = new QHBoxLayout;
    row->addWidget(makeLabel(tr("Results on the test examples"), TextRole::Heading), 1);
    row->addWidget(m_measure);
    card->content()->addLayout(row);
    card->content()->addWidget(area, 1);
    card->content()->addWidget(m_best);
    return card;
}

void SweepPage::connectControls() {
    connect(m_pause, &QPushButton::clicked, &m_session, &TrainingSession::pause);
    connect(m_stop, &QPushButton::clicked, &m_queue, &SweepQueue::stop);
    connect(m_resume, &QPushButton::clicked, this, [this] {
        if (m_session.state() == SessionState::Paused) return m_session.resume();
        m_ending.reset();
        m_problem->hide();
        m_follows = true;
        m_queue.start(*m_sweep);
    });
    connect(m_measure, &QComboBox::currentIndexChanged, this, &SweepPage::showMap);
    connect(m_map, &HeatMapView::placeChosen, this, [this](const QList<size_t>& cells) {
        m_follows = false;
        choosePlace(cells);
    });
    connect(m_map, &HeatMapView::placeOpened, this, &SweepPage::openChosen);
    connect(m_cell, &CellPanel::seedChosen, this, &SweepPage::chooseCell);
    connect(m_cell, &CellPanel::openRunRequested, this, &SweepPage::openRunRequested);
    connect(m_cell, &CellPanel::newRunRequested, this, &SweepPage::newRunRequested);
}

void SweepPage::connectQueue() {
    connect(&m_queue, &SweepQueue::cellStarted, this, [this](size_t cell) {
        if (!isLive()) return;
        m_progress = {};
        m_results[cell].problem.reset();
        m_results[cell].state = CellState::Interrupted;
        if (m_follows) {
            followSweep();
        } else if (m_cell->cell() == cell) {
            chooseCell(cell);
        }
        showMap();
        showStatus();
    });
    connect(&m_queue, &SweepQueue::cellEnded, this, [this](size_t cell) {
        if (isLive()) takeResult(cell);
    });
    connect(&m_queue, &SweepQueue::ended, this, [this](SweepQueue::Ending ending, const session::Problem& problem) {
        if (!m_sweep || !m_queue.sweep() || m_queue.sweep()->path() != m_sweep->path()) return;
        m_ending = ending;
        if (ending == SweepQueue::Ending::Failed) m_problem->showProblem(problem);
        m_results = sweep::readResults(*m_sweep);
        if (m_follows) followSweep();
        showMap();
        showStatus();
    });
    connect(&m_session, &TrainingSession::progressed, this, [this](const report::Progress& progress) {
        if (!isLive()) return;
        m_progress = progress;
        m_map->setProgress(*m_queue.current(), progress.fraction);
        showStatus();
    });
    connect(&m_session, &TrainingSession::stateChanged, this, &SweepPage::showStatus);
    connect(&m_session, &TrainingSession::obstacleMet, this, &SweepPage::showStatus);
    connect(&m_session, &TrainingSession::obstacleCleared, this, &SweepPage::showStatus);
}

void SweepPage::takeOver(const QWidget& predecessor) {
    const auto& old = static_cast<const SweepPage&>(predecessor);
    if (!old.m_sweep) return;
    showSweep(*old.m_sweep);
    m_progress = old.m_progress;
    m_ending = old.m_ending;
    showStatus();
}

void SweepPage::showSweep(const sweep::SweepFolder& sweep) {
    const bool comesBack = m_sweep && m_sweep->path() == sweep.path() && isLive();
    if (comesBack) return;  // everything is still here
    m_sweep = sweep;
    m_results = sweep::readResults(sweep);
    m_ending.reset();
    m_progress = {};
    m_follows = true;
    m_problem->hide();
    m_title->setText(sweep.sweep().base.name);
    m_subtitle->setText(QDir::toNativeSeparators(sweep.path()));
    showMap();
    followSweep();
    showStatus();
    m_map->setFocus();
}

/// A run of the sweep may have been resumed by itself while another page was in sight.
void SweepPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (!m_sweep || isLive()) return;
    m_results = sweep::readResults(*m_sweep);
    showMap();
    showStatus();
}

bool SweepPage::isLive() const { return m_sweep && m_queue.isActive() && m_queue.sweep()->path() == m_sweep->path(); }

sweep::Measure SweepPage::measure() const { return static_cast<sweep::Measure>(m_measure->currentData().toInt()); }

void SweepPage::takeResult(size_t cell) {
    m_results[cell] = sweep::readResult(*m_sweep, m_sweep->cells()[cell]);
    if (m_cell->cell() == cell) chooseCell(cell);
    showMap();
}

void SweepPage::showMap() {
    if (!m_sweep) return;
    const CurrentCell current{isLive() ? m_queue.current() : std::nullopt, m_progress.fraction};
    m_map->setCells(HeatMapCells(*m_sweep, m_results, measure(), current));
    const std::optional<sweep::Spot> best = sweep::bestSpot(*m_sweep, m_results, measure());
    if (!best) {
        m_best->setText(tr("The first result appears when the first run is finished."));
        return;
    }
    const sweep::Cell& cell = m_sweep->cells()[best->cells.front()];
    const sweep::Spread spread = sweep::spreadOf(m_results, best->cells, measure());
    m_best->setText(tr("★ Best so far: %1 with %2.")
                        .arg(report::percentText(spread.mean), sweep::placeText(m_sweep->sweep(), cell)));
}

QString SweepPage::headline() const {
    if (isLive()) {
        const size_t cell = *m_queue.current();
        switch (m_session.state()) {
            case SessionState::Paused: return tr("Paused");
            case SessionState::Stopping: return tr("Stopping: writing a checkpoint…");
            default: break;
        }
        return tr("Run %1 of %2: %3")
            .arg(QString::number(cell + 1), QString::number(m_results.size()),
                 sweep::settingText(m_sweep->sweep(), m_sweep->cells()[cell]));
    }
    const qsizetype failed = countOf(m_results, CellState::Failed);
    const qsizetype open = std::ssize(m_results) - countOf(m_results, CellState::Finished) - failed;
    if (m_ending == SweepQueue::Ending::Failed) return tr("The sweep has ended early");
    if (open > 0) return tr("Stopped: “Resume” goes on with what is not finished.");
    if (failed > 0) return tr("Finished, %n run(s) failed", nullptr, static_cast<int>(failed));
    return tr("Finished");
}

QString SweepPage::detail() const {
    const auto finished = static_cast<int>(countOf(m_results, CellState::Finished));
    QString text = tr("%1 of %2 runs finished").arg(finished).arg(m_results.size());
    if (!isLive()) return text;
    const std::optional<double> ahead = sweep::secondsLeft(m_results, m_queue.current());
    // While no run has finished, the one under way only tells of itself: it also trains the teacher.
    if (!ahead || m_progress.secondsLeft < 0) return text;
    return tr("%1, %2", "runs finished, time left").arg(text, timeLeftText(*ahead + m_progress.secondsLeft));
}

void SweepPage::showStatus() {
    if (!m_sweep) return;
    m_headline->setText(headline());
    m_detail->setText(detail());
    m_obstacle->showObstacle(isLive() ? m_session.obstacle() : std::nullopt);
    const auto done =
        static_cast<double>(countOf(m_results, CellState::Finished) + countOf(m_results, CellState::Failed));
    const double share = (done + (isLive() ? m_progress.fraction : 0)) / static_cast<double>(m_results.size());
    m_bar->setValue(static_cast<int>(std::lround(1000 * std::min(1.0, share))));
    showButtons();
}

void SweepPage::showButtons() {
    const bool live = isLive();
    const bool unfinished = countOf(m_results, CellState::Finished) < std::ssize(m_results);
    const SessionState state = m_session.state();
    const bool canPause = live && state == SessionState::Running;
    const bool canResume = (live && state == SessionState::Paused) || (!live && unfinished && !m_session.isBusy());
    // A button that is disabled under the user's fingers hands the focus on, and never to the one that stops.
    if (m_pause->hasFocus() && !canPause) m_map->setFocus();
    if (m_resume->hasFocus() && !canResume) m_map->setFocus();
    if (m_stop->hasFocus() && !live) m_map->setFocus();
    m_pause->setEnabled(canPause);
    m_resume->setEnabled(canResume);
    m_stop->setEnabled(live && state != SessionState::Stopping);
    for (QPushButton* button : {m_pause, m_resume, m_stop}) button->setVisible(live || unfinished);
    m_bar->setVisible(live || unfinished);
}

void SweepPage::choosePlace(const QList<size_t>& cells) {
    if (cells.isEmpty()) return;
    m_cell->setSeeds(cells);
    chooseCell(cells.contains(m_cell->cell()) ? m_cell->cell() : cells.front());
}

void SweepPage::chooseCell(size_t cell) {
    m_cell->showCell(*m_sweep, cell, m_results[cell], isLive() && m_queue.current() == cell);
}

void SweepPage::followSweep() {
    const std::optional<sweep::Spot> best = sweep::bestSpot(*m_sweep, m_results, measure());
    const size_t cell = isLive() ? *m_queue.current() : best ? best->cells.front() : 0;
    m_map->choose(cell);
    m_cell->setSeeds(m_map->chosen());
    chooseCell(cell);
}

void SweepPage::openChosen() {
    if (m_cell->canOpen()) emit openRunRequested(m_sweep->runFolder(m_sweep->cells()[m_cell->cell()]));
}

}  // namespace distillab::ui
