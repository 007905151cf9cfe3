#include "ui/main_window.h"

#include "core/base/error.h"
#include "core/experiment/document.h"
#include "core/experiment/run_folder.h"
#include "core/experiment/samples.h"
#include "core/library/runs_folder.h"
#include "core/net/network.h"
#include "core/sweep/sweep_folder.h"
#include "ui/compare/compare_page.h"
#include "ui/handout/hand_out_opener.h"
#include "ui/help/help_window.h"
#include "ui/lessons/lesson_panel.h"
#include "ui/lessons/lessons_page.h"
#include "ui/monitor/monitor_page.h"
#include "ui/playground/playground_page.h"
#include "ui/settings/offline.h"
#include "ui/settings/settings_menu.h"
#include "ui/start/start_page.h"
#include "ui/sweep/sweep_page.h"
#include "ui/sweep/sweep_setup_page.h"
#include "ui/widgets/heir.h"
#include "ui/widgets/navigation_rail.h"
#include "ui/widgets/problem_text.h"
#include "ui/widgets/theme.h"
#include "ui/wizard/fields.h"
#include "ui/wizard/wizard.h"

#include <QApplication>
#include <QCloseEvent>
#include <QCoreApplication>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QIcon>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QScreen>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QStatusBar>
#include <QTimer>

#include <algorithm>
#include <functional>
#include <tuple>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using session::TrainingSession;

const QString kGeometryKey = u"window/geometry"_s;
const QString kLessonWidthKey = u"window/lessonWidth"_s;
const QString kLastExperimentKey = u"wizard/lastExperiment"_s;
constexpr QSize kFirstSize(1240, 780);
constexpr int kFirstLessonWidth = 380;

/// What the wizard began last, else the sample's settings.
experiment::Experiment lastExperiment() {
    const QByteArray document = QSettings().value(kLastExperimentKey).toByteArray();
    if (!document.isEmpty()) {
        try {
            return experiment::parse(document, kLastExperimentKey, QDir::homePath());
        } catch (const Error&) {
            // Written by another version of the program: the sample's settings are as good a beginning.
        }
    }
    return experiment::sampleExperiment(u"fashion-mnist"_s);
}

/// Qt's own close button speaks English where Qt's translations are not installed.
void addCloseButton(QMessageBox& box) { box.addButton(MainWindow::tr("&Close"), QMessageBox::RejectRole); }

}  // namespace

MainWindow::MainWindow(TrainingSession::EngineProvider provider, QWidget* parent)
    : QMainWindow(parent), m_session(std::move(provider)), m_sweeps(m_session), m_handOuts(new HandOutOpener(this)) {
    setWindowIcon(QIcon(u":/icons/distillab.svg"_s));
    net::setOffline(isOfflineChosen());
    makeContent();
    resize(kFirstSize.boundedTo(screen()->availableSize()));
    restoreGeometry(QSettings().value(kGeometryKey).toByteArray());
}

MainWindow::~MainWindow() {
    // The session outlives the pages otherwise: its last events would reach a half-destroyed window.
    m_session.disconnect();
    m_sweeps.disconnect();
}

/// All that bears words, in the language of now.
void MainWindow::makeContent() {
    m_rail = new NavigationRail;
    m_stack = new QStackedWidget;
    m_placeOf.clear();
    m_start = makeStart();
    m_wizard.become([this] { return makeWizard(); });
    m_monitor.become([this] { return makeMonitor(); });
    m_runs.become([this] { return makeRuns(); });
    m_sweepSetup.become([this] { return makeSweepSetup(); });
    m_sweep.become([this] { return makeSweep(); });
    m_lessons.become([this] { return makeLessons(); });
    m_tryOut.become([this] { return makeTryOut(); });
    m_split = new QSplitter;
    m_lesson = new LessonPanel;
    setWindowTitle(tr("DistilLab"));
    m_stack->setObjectName(u"main.pages"_s);
    m_split->setObjectName(u"main.split"_s);
    m_split->setChildrenCollapsible(false);
    m_split->setHandleWidth(kSmallGap / 2);
    m_split->addWidget(m_stack);
    m_split->addWidget(m_lesson);
    m_split->setStretchFactor(0, 1);
    m_split->setStretchFactor(1, 0);
    setAcceptDrops(true);
    auto* content = new QWidget;
    auto* row = new QHBoxLayout(content);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_rail);
    row->addWidget(m_split, 1);
    setCentralWidget(content);
    makeMenus();
    makePlaces();
    connectLesson();
    connectSession();
}

void MainWindow::makeLaterPages() {
    const auto next = std::find_if(m_laterPages.begin(), m_laterPages.end(),
                                   [](const PageOnDemand* later) { return !later->madePage(); });
    if (next == m_laterPages.end()) return;
    (*next)->page();
    QTimer::singleShot(0, this, &MainWindow::makeLaterPages);
}

/// The same content in another language; see Heir.
void MainWindow::remakeContent() {
    const QWidget* oldCurrent = m_stack->currentWidget();
    std::array<QWidget*, std::tuple_size_v<decltype(m_laterPages)>> oldPages{};
    std::transform(m_laterPages.begin(), m_laterPages.end(), oldPages.begin(), std::mem_fn(&PageOnDemand::madePage));
    const LessonPanel* oldLesson = m_lesson;
    const bool hadLesson = !oldLesson->isHidden() && oldLesson->isOpen();
    const std::unique_ptr<QWidget> old(takeCentralWidget());
    const bool hasRun = m_rail->isPlaceEnabled(u"run"_s);
    m_session.disconnect(this);
    m_sweeps.disconnect(this);
    m_handOuts->disconnect(this);
    setMenuBar(new QMenuBar);
    makeContent();
    for (size_t i = 0; i < oldPages.size(); ++i) {
        if (!oldPages[i]) continue;
        QWidget* page = m_laterPages[i]->page();
        if (auto* heir = dynamic_cast<Heir*>(page)) heir->takeOver(*oldPages[i]);
        if (oldPages[i] == oldCurrent) m_stack->setCurrentWidget(page);
    }
    m_rail->setPlaceEnabled(u"run"_s, hasRun);
    onStateChanged();
    for (QWidget* part : {static_cast<QWidget*>(menuBar()), centralWidget()}) part->show();
    m_stack->currentWidget()->setFocus();  // Tab goes on from the page
    if (hadLesson) openLesson(oldLesson->lesson());
    if (!m_help) return;
    const QString topic = m_help->isVisible() ? m_help->topic() : QString();
    m_help.reset();
    if (!topic.isEmpty()) showHelp(topic);
}

void MainWindow::changeEvent(QEvent* event) {
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) remakeContent();
}

void MainWindow::makeMenus() {
    QMenu* file = menuBar()->addMenu(tr("&File"));
    const auto add = [this](QMenu* menu, const QString& objectName, const QString& text, const QKeySequence& keys,
                            auto method) {
        QAction* action = menu->addAction(text, this, method);
        action->setObjectName(objectName);
        action->setShortcut(keys);
    };
    add(file, u"menu.new"_s, tr("&New distillation"), QKeySequence::New, &MainWindow::newDistillation);
    add(file, u"menu.newSweep"_s, tr("New s&weep…"), {}, &MainWindow::newSweep);
    add(file, u"menu.open"_s, tr("&Open run folder…"), QKeySequence::Open, &MainWindow::chooseRun);
    add(file, u"menu.openFile"_s, tr("Open &hand-out or experiment…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O),
        &MainWindow::chooseFile);
    add(file, u"menu.openLesson"_s, tr("Open &lesson…"), {}, &MainWindow::chooseLesson);
    add(file, u"menu.start"_s, tr("&Start page"), QKeySequence(Qt::ALT | Qt::Key_Home), &MainWindow::showStart);
    add(file, u"menu.runsFolder"_s, tr("&Folder for new runs…"), {}, &MainWindow::chooseRunsFolder);
    file->addSeparator();
    add(file, u"menu.quit"_s, tr("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q), &MainWindow::close);
    menuBar()->addMenu(new SettingsMenu(menuBar()));
    QMenu* help = menuBar()->addMenu(tr("&Help"));
    add(help, u"menu.help"_s, tr("&Help for this page"), QKeySequence::HelpContents, &MainWindow::showHelpForPage);
    add(help, u"menu.glossary"_s, tr("&Glossary"), {}, [this] { showHelp(u"glossary"_s); });
    add(help, u"menu.keys"_s, tr("&Keys"), {}, [this] { showHelp(u"keys"_s); });
    help->addSeparator();
    add(help, u"menu.about"_s, tr("&About DistilLab"), {}, &MainWindow::showAbout);
}

void MainWindow::makePlaces() {
    m_rail->addPlace(u"start"_s, u"place-start"_s, tr("Start"), tr("Samples, and what was done last"));
    m_rail->addPlace(u"new"_s, u"place-new"_s, tr("New"), tr("A new distillation, step by step"));
    m_rail->addPlace(u"run"_s, u"place-run"_s, tr("This run"), tr("The run that is under way or was opened last"));
    m_rail->addPlace(u"runs"_s, u"place-runs"_s, tr("Runs"), tr("All runs: sorted, renamed, compared"));
    m_rail->addPlace(u"sweep"_s, u"place-sweep"_s, tr("Sweep"), tr("Several settings compared in one go"));
    m_rail->addPlace(u"tryOut"_s, u"place-try-out"_s, tr("Try out"), tr("Ask teacher and student yourself"));
    m_rail->addPlace(u"lessons"_s, u"place-lessons"_s, tr("Lessons"), tr("Guided lessons with ready experiments"));
    m_rail->setPlaceEnabled(u"run"_s, false);
    connect(m_rail, &NavigationRail::chosen, this, [this](const QString& place) {
        if (place == u"start"_s) showStart();
        if (place == u"new"_s) continueWizard();
        if (place == u"run"_s) showRun();
        if (place == u"runs"_s) showRuns();
        if (place == u"sweep"_s) showSweep();
        if (place == u"lessons"_s) m_stack->setCurrentWidget(m_lessons.get());
        if (place == u"tryOut"_s) m_stack->setCurrentWidget(m_tryOut.get());
        onPageChanged();  // also where the place was left as it is
    });
    connect(m_stack, &QStackedWidget::currentChanged, this, &MainWindow::onPageChanged);
    onPageChanged();
}

void MainWindow::onPageChanged() {
    QWidget* page = m_stack->currentWidget();
    if (page == m_monitor.made()) m_rail->setPlaceEnabled(u"run"_s, true);
    m_rail->setCurrent(m_placeOf.value(page));
}

// Pages: each with what it asks of the window

void MainWindow::addPage(QWidget* page, const QString& place) {
    m_placeOf.insert(page, place);
    m_stack->addWidget(page);
}

StartPage* MainWindow::makeStart() {
    auto* page = new StartPage;
    addPage(page, u"start"_s);
    connect(page, &StartPage::newDistillationRequested, this, &MainWindow::newDistillation);
    connect(page, &StartPage::sampleRequested, this, &MainWindow::startSample);
    connect(page, &StartPage::openRequested, this, &MainWindow::openRun);
    connect(page, &StartPage::resumeRequested, this, &MainWindow::resumeRun);
    connect(page, &StartPage::activeRunRequested, this, [this] { openRun(m_session.runFolder()); });
    return page;
}

Wizard* MainWindow::makeWizard() {
    auto* page = new Wizard;
    page->setSessionBusy(m_session.isBusy());
    addPage(page, u"new"_s);
    connect(page, &Wizard::cancelled, this, [this] {
        m_wizardOpen = false;
        showStart();
    });
    connect(page, &Wizard::startRequested, this,
            [this](const experiment::Experiment& experiment, const QString& runFolder) {
                QSettings().setValue(kLastExperimentKey, experiment::write(experiment));
                m_wizardOpen = false;
                start(experiment, runFolder);
            });
    connect(page, &Wizard::sweepRequested, this, [this](const experiment::Experiment& experiment) {
        setUpSweep({tr("The settings of the wizard"), experiment});
    });
    return page;
}

MonitorPage* MainWindow::makeMonitor() {
    auto* page = new MonitorPage(m_session, nullptr);
    addPage(page, u"run"_s);
    connect(page, &MonitorPage::startPageRequested, this, &MainWindow::showStart);
    // Nothing is left to decide: the last page shows the whole plan.
    connect(page, &MonitorPage::adviceTaken, this,
            [this](const experiment::Experiment& changed) { showWizard(changed, Step::Review); });
    connect(page, &MonitorPage::newRunRequested, this,
            [this](const experiment::Experiment& basedOn) { showWizard(basedOn, Step::Softening); });
    connect(page, &MonitorPage::tryOutRequested, this, &MainWindow::tryOut);
    connect(page, &MonitorPage::sweepRequested, this,
            [this](const experiment::Experiment& experiment, const QString& runFolder) {
                setUpSweep({tr("Run: %1").arg(QFileInfo(runFolder).fileName()), experiment, runFolder});
            });
    return page;
}

ComparePage* MainWindow::makeRuns() {
    auto* page = new ComparePage;
    page->setActiveRun(hasActiveRun() ? m_session.runFolder() : QString());
    addPage(page, u"runs"_s);
    connect(page, &ComparePage::openRequested, this, &MainWindow::openRun);
    connect(page, &ComparePage::resumeRequested, this, &MainWindow::resumeRun);
    connect(page, &ComparePage::newDistillationRequested, this, &MainWindow::newDistillation);
    return page;
}

SweepSetupPage* MainWindow::makeSweepSetup() {
    auto* page = new SweepSetupPage;
    page->setSessionBusy(m_session.isBusy());
    addPage(page, u"sweep"_s);
    connect(page, &SweepSetupPage::cancelled, this, &MainWindow::showStart);
    connect(page, &SweepSetupPage::startRequested, this, &MainWindow::startSweep);
    connect(page, &SweepSetupPage::openRequested, this, &MainWindow::openSweep);
    return page;
}

SweepPage* MainWindow::makeSweep() {
    auto* page = new SweepPage(m_session, m_sweeps);
    addPage(page, u"sweep"_s);
    connect(page, &SweepPage::newSweepRequested, this, &MainWindow::newSweep);
    connect(page, &SweepPage::openRunRequested, this, &MainWindow::openRun);
    connect(page, &SweepPage::newRunRequested, this,
            [this](const experiment::Experiment& basedOn) { showWizard(basedOn, Step::Softening); });
    return page;
}

LessonsPage* MainWindow::makeLessons() {
    auto* page = new LessonsPage;
    addPage(page, u"lessons"_s);
    connect(page, &LessonsPage::lessonChosen, this, &MainWindow::openLesson);
    connect(page, &LessonsPage::fileRequested, this, &MainWindow::chooseLesson);
    return page;
}

PlaygroundPage* MainWindow::makeTryOut() {
    auto* page = new PlaygroundPage(m_session);
    addPage(page, u"tryOut"_s);
    return page;
}

void MainWindow::connectLesson() {
    connect(m_lesson, &LessonPanel::startRequested, this, [this](const experiment::Experiment& experiment) {
        start(experiment, library::newRunFolder(experiment.name));
    });
    connect(m_lesson, &LessonPanel::placeRequested, this, &MainWindow::showPlace);
    connect(m_lesson, &LessonPanel::progressed, this, [this] {
        if (m_lessons.made() && m_lessons->isVisible()) m_lessons->refresh();
    });
}

void MainWindow::connectSession() {
    connect(m_handOuts, &HandOutOpener::opened, this, [this](handout::Kind, const QString& path) {
        statusBar()->clearMessage();
        open(path);
    });
    connect(m_handOuts, &HandOutOpener::failed, this, [this](const QString& sentence) {
        statusBar()->clearMessage();
        showProblem(sentence);
    });
    connect(&m_session, &TrainingSession::stateChanged, this, &MainWindow::onStateChanged);
    connect(&m_session, &TrainingSession::failed, this, [this](const session::Problem& problem) {
        const bool monitorShowsIt = !m_session.runFolder().isEmpty();
        if (!monitorShowsIt) showProblem(problemText(problem));
    });
    connect(&m_sweeps, &sweep::SweepQueue::cellStarted, this,
            [this](size_t, const experiment::Experiment& experiment) { m_active = experiment; });
}

void MainWindow::onStateChanged() {
    const bool busy = m_session.isBusy();
    const QString activeRun = hasActiveRun() ? m_session.runFolder() : QString();
    m_start->setActiveRun(activeRun);
    if (ComparePage* runs = m_runs.made()) runs->setActiveRun(activeRun);
    if (Wizard* wizard = m_wizard.made()) wizard->setSessionBusy(busy);
    if (SweepSetupPage* setup = m_sweepSetup.made()) setup->setSessionBusy(busy);
    m_lesson->setSessionBusy(busy);
    // Queued: the event that ends the run follows this one, and its listeners are part of the window.
    if (!busy && m_quitting) QTimer::singleShot(0, this, &MainWindow::close);
}

void MainWindow::showStart() {
    m_start->refresh();
    m_stack->setCurrentWidget(m_start);
}

bool MainWindow::hasActiveRun() const {
    using session::SessionState;
    return m_session.isBusy() && m_session.state() != SessionState::Answering &&
           m_session.state() != SessionState::Measuring;
}

void MainWindow::tryOut(const QString& runFolder) {
    m_stack->setCurrentWidget(m_tryOut.get());
    m_tryOut->open(runFolder);
}

void MainWindow::showRun() {
    if (hasActiveRun() && !m_session.runFolder().isEmpty()) {
        openRun(m_session.runFolder());
    } else {
        m_stack->setCurrentWidget(m_monitor.get());
    }
}

void MainWindow::openLesson(const lessons::Lesson& lesson) {
    const bool wasHidden = m_lesson->isHidden();
    m_lesson->open(lesson);
    if (!wasHidden) return;
    const int width = QSettings().value(kLessonWidthKey, kFirstLessonWidth).toInt();
    m_split->setSizes({m_split->width() - width, width});
}

void MainWindow::openLessonFile(const QString& file) {
    try {
        openLesson(lessons::loadLesson(file));
    } catch (const Error& error) {
        showProblem(problemText(session::toProblem(error)));
    }
}

void MainWindow::showPlace(lessons::Place place) {
    if (place == lessons::Place::Runs) {
        showRuns();
        return;
    }
    if (!m_rail->isPlaceEnabled(u"run"_s)) {
        m_lesson->showHint(tr("There is no run to look at yet. Start the experiment first."));
        return;
    }
    showRun();
    switch (place) {
        case lessons::Place::Training: return m_monitor->showTraining();
        case lessons::Place::Explorer: return m_monitor->showTemperature();
        case lessons::Place::TryOut: return tryOut(m_monitor->runFolder());
        default: return m_monitor->showResults();
    }
}

void MainWindow::showRuns() { m_stack->setCurrentWidget(m_runs.get()); }

void MainWindow::newDistillation() { showWizard(lastExperiment(), Step::Task); }

void MainWindow::continueWizard() {
    if (m_wizardOpen) {
        m_stack->setCurrentWidget(m_wizard.get());
    } else {
        newDistillation();
    }
}

void MainWindow::showWizard(const experiment::Experiment& basedOn, Step step) {
    m_wizardOpen = true;
    m_stack->setCurrentWidget(m_wizard.get());
    m_wizard->begin(basedOn, step);
}

void MainWindow::newSweep() {
    const experiment::Experiment last = lastExperiment();
    setUpSweep({tr("Last settings: %1").arg(last.name), last});
}

void MainWindow::setUpSweep(const SweepBase& basedOn) {
    m_stack->setCurrentWidget(m_sweepSetup.get());
    m_sweepSetup->begin(sweepBases(basedOn));
}

void MainWindow::startSweep(const sweep::Sweep& sweep, const QString& folder) {
    try {
        const sweep::SweepFolder made = sweep::SweepFolder::create(folder, sweep);
        openSweep(made.path());
        m_sweeps.start(made);
    } catch (const Error& error) {
        showProblem(problemText(session::toProblem(error)));
    }
}

void MainWindow::openSweep(const QString& folder) {
    try {
        m_sweep->showSweep(sweep::SweepFolder::open(folder));
        m_sweepOpen = true;
        m_stack->setCurrentWidget(m_sweep.get());
    } catch (const Error& error) {
        showProblem(problemText(session::toProblem(error)));
    }
}

void MainWindow::showSweep() {
    if (m_sweepOpen) {
        m_stack->setCurrentWidget(m_sweep.get());
    } else {
        newSweep();
    }
}

void MainWindow::startSample(const QString& name) {
    const experiment::Experiment experiment = experiment::sampleExperiment(name);
    start(experiment, library::newRunFolder(experiment.name));
}

void MainWindow::start(const experiment::Experiment& experiment, const QString& runFolder) {
    m_active = experiment;
    library::rememberRun(runFolder);
    m_stack->setCurrentWidget(m_monitor.get());
    m_monitor->showLive(experiment, runFolder);
    m_session.start(experiment, runFolder);
}

void MainWindow::openRun(const QString& runFolder) {
    const experiment::RunFolder run(runFolder);
    if (hasActiveRun() && run.path() == experiment::RunFolder(m_session.runFolder()).path()) {
        m_stack->setCurrentWidget(m_monitor.get());
        m_monitor->showLive(m_active, m_session.runFolder());
        return;
    }
    if (sweep::SweepFolder::isSweep(run.path())) return openSweep(run.path());
    if (!run.isRun() && !run.isFinished()) {
        showProblem(tr("“%1” is not the folder of a run: it has no experiment.yaml.").arg(runFolder));
        return;
    }
    library::rememberRun(run.path());
    if (!run.isFinished()) {
        askToResume(run.path());
        return;
    }
    m_stack->setCurrentWidget(m_monitor.get());
    m_monitor->showFinished(run.path());
}

void MainWindow::resumeRun(const QString& runFolder) {
    if (m_session.isBusy()) {
        showProblem(tr("Another run is under way: stop it, or wait until it is done."));
        return;
    }
    try {
        m_active = experiment::load(experiment::RunFolder(runFolder).experimentFile());
    } catch (const Error& error) {
        showProblem(problemText(session::toProblem(error)));
        return;
    }
    m_stack->setCurrentWidget(m_monitor.get());
    m_monitor->showLive(m_active, runFolder);
    m_session.resumeRun(runFolder);
}

void MainWindow::askToResume(const QString& runFolder) {
    auto* box = new QMessageBox(QMessageBox::Question, tr("Resume this run?"),
                                tr("This run was stopped before the end. It can go on from its last checkpoint."),
                                QMessageBox::NoButton, this);
    box->setObjectName(u"main.resumeQuestion"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton* resume = box->addButton(tr("&Resume"), QMessageBox::AcceptRole);
    box->addButton(tr("&Cancel"), QMessageBox::RejectRole);
    connect(resume, &QPushButton::clicked, this, [this, runFolder] { resumeRun(runFolder); });
    box->open();
}

void MainWindow::open(const QString& path) {
    const QFileInfo info(path);
    if (info.isDir()) {
        openRun(info.absoluteFilePath());
        return;
    }
    if (info.suffix() == u"distillab") {
        statusBar()->showMessage(tr("Unpacking…"));
        m_handOuts->open(info.absoluteFilePath());
        return;
    }
    if (info.suffix() == u"md") {
        openLessonFile(info.absoluteFilePath());
        return;
    }
    try {
        showWizard(experiment::load(info.absoluteFilePath()), Step::Review);
    } catch (const Error& error) {
        showProblem(problemText(session::toProblem(error)));
    }
}

void MainWindow::chooseRun() {
    const QString folder = askForFolder(this, tr("Open run folder"), library::runsFolder());
    if (!folder.isEmpty()) openRun(folder);
}

void MainWindow::chooseFile() {
    const QString file = QFileDialog::getOpenFileName(this, tr("Open hand-out or experiment"), library::runsFolder(),
                                                      tr("Hand-outs and experiments (*.distillab *.yaml *.yml)"));
    if (!file.isEmpty()) open(file);
}

void MainWindow::chooseLesson() {
    const QString file =
        QFileDialog::getOpenFileName(this, tr("Open lesson"), lessons::ownLessonsFolder(), tr("Lessons (*.md)"));
    if (!file.isEmpty()) openLessonFile(file);
}

void MainWindow::chooseRunsFolder() {
    const QString folder = askForFolder(this, tr("Folder for new runs"), library::runsFolder());
    if (folder.isEmpty()) return;
    library::setRunsFolder(folder);
    m_start->refresh();
}

void MainWindow::showHelpForPage() {
    const std::vector<HelpPage> pages = helpPages();
    const QWidget* focus = QApplication::focusWidget();
    const QString topic = m_stack->isAncestorOf(focus) ? helpTopicOf(focus, pages) : QString();
    showHelp(topic.isEmpty() ? helpTopicWithin(*m_stack->currentWidget(), pages) : topic);
}

void MainWindow::showHelp(const QString& topic) {
    if (!m_help) m_help = std::make_unique<HelpWindow>();
    m_help->setWindowIcon(windowIcon());
    m_help->showTopic(topic);
}

void MainWindow::showAbout() {
    auto* box = new QMessageBox(QMessageBox::NoIcon, tr("About DistilLab"),
                                tr("<b>DistilLab %1</b><p>A workbench for knowledge distillation: a large network "
                                   "teaches a small one.</p><p>It sends nothing about you or your data anywhere: no "
                                   "telemetry. The network is used only for what you ask for, such as fetching a "
                                   "model.</p><p>Free software under the GNU General Public License, "
                                   "version 3 or later.</p>")
                                    .arg(QCoreApplication::applicationVersion()),
                                QMessageBox::NoButton, this);
    addCloseButton(*box);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIconPixmap(windowIcon().pixmap(64, 64));
    box->open();
}

void MainWindow::showProblem(const QString& sentence) {
    auto* box = new QMessageBox(QMessageBox::Warning, tr("DistilLab"), sentence, QMessageBox::NoButton, this);
    addCloseButton(*box);
    box->setObjectName(u"main.problem"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void MainWindow::paintEvent(QPaintEvent* event) {
    QMainWindow::paintEvent(event);
    if (m_warm) return;
    m_warm = true;
    // Loading Torch takes longer than the first picture may, making all pages as long: only once that is on the screen.
    QTimer::singleShot(0, &m_session, &TrainingSession::warmUp);
    QTimer::singleShot(0, this, &MainWindow::makeLaterPages);
}

/// A file or folder that can be opened, dropped where no page wants it for itself.
void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.size() != 1 || !urls.first().isLocalFile()) return;
    const QFileInfo info(urls.first().toLocalFile());
    const QStringList endings = {u"distillab"_s, u"md"_s, u"yaml"_s, u"yml"_s};
    if (info.isDir() || endings.contains(info.suffix())) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    event->acceptProposedAction();
    open(event->mimeData()->urls().first().toLocalFile());
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (m_session.isBusy()) {
        event->ignore();
        if (!m_quitting && askToQuit()) {
            m_quitting = true;
            statusBar()->showMessage(tr("Writing the checkpoint…"));
            m_sweeps.stop();
            m_session.stop();
            onStateChanged();  // the run may have ended while the question was asked
        }
        return;
    }
    QSettings().setValue(kGeometryKey, saveGeometry());
    if (!m_lesson->isHidden()) QSettings().setValue(kLessonWidthKey, m_lesson->width());
    m_help.reset();  // the program ends with its last window
    event->accept();
}

bool MainWindow::askToQuit() {
    using enum session::SessionState;
    const bool exporting = m_session.state() == Exporting || m_session.state() == Answering;
    QMessageBox box(QMessageBox::Question, tr("Quit DistilLab?"),
                    exporting ? tr("A file is being written. If you quit now, nothing half done is left behind.")
                              : tr("A run is under way. Its work is kept in a checkpoint; you can resume it from the "
                                   "start page."),
                    QMessageBox::NoButton, this);
    box.setObjectName(u"main.quitQuestion"_s);
    QPushButton* quit =
        box.addButton(exporting ? tr("&Quit") : tr("&Keep a checkpoint and quit"), QMessageBox::AcceptRole);
    quit->setObjectName(u"main.quitQuestion.quit"_s);
    QPushButton* stay = box.addButton(tr("&Stay"), QMessageBox::RejectRole);
    stay->setObjectName(u"main.quitQuestion.stay"_s);
    box.setDefaultButton(stay);
    box.setEscapeButton(stay);
    box.exec();
    return box.clickedButton() == quit;
}

}  // namespace distillab::ui
