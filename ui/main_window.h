#pragma once

#include "core/experiment/experiment.h"
#include "core/lessons/lesson.h"
#include "core/session/training_session.h"
#include "core/sweep/sweep_queue.h"
#include "ui/widgets/on_demand.h"
#include "ui/widgets/wheel_guard.h"

#include <QHash>
#include <QMainWindow>

#include <array>
#include <memory>

class QSplitter;
class QStackedWidget;

namespace distillab::ui {

class ComparePage;
class HandOutOpener;
class LessonPanel;
class LessonsPage;
class HelpWindow;
class MonitorPage;
class NavigationRail;
class PlaygroundPage;
class StartPage;
class SweepPage;
class SweepSetupPage;
class Wizard;
struct SweepBase;
enum class Step;

/// The window of the workbench: its places at the left, one page at a time beside them, around one engine thread.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    /// @param provider  of the engine; session::loadEngine in the product
    explicit MainWindow(session::TrainingSession::EngineProvider provider, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Opens a run folder (its results, or the question whether to resume it), an experiment file (in the wizard), a
    /// hand-out (.distillab: what is in it) or a lesson (.md). What is none of these is said so in a message.
    void open(const QString& path);

    session::TrainingSession& session() { return m_session; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void makeContent();
    void remakeContent();
    void makeMenus();
    void makePlaces();
    /// Makes the pages that were not asked for yet, one at a time between the user's doings.
    void makeLaterPages();
    /// @param place  of the rail, at which the page is
    void addPage(QWidget* page, const QString& place);
    StartPage* makeStart();
    Wizard* makeWizard();
    MonitorPage* makeMonitor();
    ComparePage* makeRuns();
    SweepSetupPage* makeSweepSetup();
    SweepPage* makeSweep();
    LessonsPage* makeLessons();
    PlaygroundPage* makeTryOut();
    void connectLesson();
    void connectSession();
    void showStart();
    void showRun();
    void showRuns();
    void openLesson(const lessons::Lesson& lesson);
    void openLessonFile(const QString& file);
    void showPlace(lessons::Place place);
    void tryOut(const QString& runFolder);
    /// Whether the session works on a run, not just on answers of one.
    bool hasActiveRun() const;
    void onPageChanged();
    void showWizard(const experiment::Experiment& basedOn, Step step);
    void newDistillation();
    void continueWizard();
    void newSweep();
    void setUpSweep(const SweepBase& basedOn);
    void startSweep(const sweep::Sweep& sweep, const QString& folder);
    void openSweep(const QString& folder);
    void showSweep();
    void startSample(const QString& name);
    void start(const experiment::Experiment& experiment, const QString& runFolder);
    void openRun(const QString& runFolder);
    void resumeRun(const QString& runFolder);
    void askToResume(const QString& runFolder);
    void chooseRun();
    void chooseFile();
    void chooseLesson();
    void chooseRunsFolder();
    void showHelpForPage();
    void showHelp(const QString& topic);
    void showAbout();
    void showProblem(const QString& sentence);
    void onStateChanged();
    bool askToQuit();

    WheelGuard m_wheelGuard;  ///< before the pages, whose fields it guards
    session::TrainingSession m_session;
    sweep::SweepQueue m_sweeps;
    NavigationRail* m_rail = nullptr;
    QStackedWidget* m_stack = nullptr;
    QHash<QWidget*, QString> m_placeOf;  ///< name in the rail of each page
    QSplitter* m_split = nullptr;        ///< pages, and a lesson beside them
    StartPage* m_start = nullptr;
    OnDemand<Wizard> m_wizard;
    OnDemand<MonitorPage> m_monitor;
    OnDemand<ComparePage> m_runs;
    OnDemand<PlaygroundPage> m_tryOut;
    OnDemand<SweepSetupPage> m_sweepSetup;
    OnDemand<SweepPage> m_sweep;
    OnDemand<LessonsPage> m_lessons;
    /// Those that the first picture does not need, in the order in which they are likely to be asked for.
    const std::array<PageOnDemand*, 7> m_laterPages = {&m_monitor, &m_wizard,     &m_lessons, &m_runs,
                                                       &m_tryOut,  &m_sweepSetup, &m_sweep};
    LessonPanel* m_lesson = nullptr;
    HandOutOpener* m_handOuts;
    std::unique_ptr<HelpWindow> m_help;  ///< once asked for
    experiment::Experiment m_active;     ///< of the run under way
    bool m_wizardOpen = false;           ///< holds an experiment that was neither started nor cancelled
    bool m_sweepOpen = false;            ///< its page shows one
    bool m_warm = false;                 ///< the engine and the other pages have been asked for
    bool m_quitting = false;             ///< closes as soon as the session is idle
};

}  // namespace distillab::ui
