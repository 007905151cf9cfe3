#include "core/base/files.h"
#include "core/experiment/run_folder.h"
#include "core/handout/pack.h"
#include "core/handout/unpack.h"
#include "core/library/runs_folder.h"
#include "core/report/run_report.h"
#include "core/session/engine.h"
#include "tests/support/test_main.h"
#include "tests/ui/isolated_settings.h"
#include "tests/ui/run_folders.h"
#include "tests/ui/user.h"
#include "ui/explorer/explorer_view.h"
#include "ui/handout/hand_out_dialog.h"
#include "ui/lessons/lesson_panel.h"
#include "ui/lessons/lessons_page.h"
#include "ui/main_window.h"
#include "ui/monitor/monitor_page.h"
#include "ui/playground/playground_page.h"
#include "ui/wizard/wizard.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDropEvent>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QMimeData>
#include <QSignalSpy>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QTest>

using namespace distillab;
using namespace distillab::ui;
using namespace Qt::Literals::StringLiterals;
using session::TrainingSession;
using test::kPatience;

/// A lesson beside the window with the real engine, and its run handed out: what a teacher and her pupils do.
class LessonWayTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        QVERIFY2(QFileInfo::exists(u"/usr/share/datasets/fashion-mnist"_s), "Debian package dataset-fashion-mnist");
        m_settings = std::make_unique<test::IsolatedSettings>();
        qputenv("XDG_DATA_HOME", QFile::encodeName(m_settings->path(u"data"_s)));
        openWindow();
    }
    void cleanup() {
        m_window.reset();
        qunsetenv("XDG_DATA_HOME");
    }

    void aLessonStaysBesideThePages() {
        m_user->click(u"nav.lessons"_s);
        QCOMPARE(page(), m_window->findChild<LessonsPage*>());
        QVERIFY(!m_user->find(u"lesson.panel"_s)->isVisible());
        m_user->click(u"lessons.temperature"_s);
        auto* panel = m_user->find(u"lesson.panel"_s);
        QVERIFY(panel->isVisible());
        QTRY_VERIFY(m_user->find<QLabel>(u"lessons.temperature.state"_s)->text().contains(u"step 1"));
        m_user->click(u"nav.start"_s);
        QVERIFY(panel->isVisible());
        m_user->click(u"nav.new"_s);
        QVERIFY(panel->isVisible());

        auto* split = m_user->find<QSplitter>(u"main.split"_s);
        const int before = panel->width();
        QWidget* handle = split->handle(1);
        QTest::mousePress(handle, Qt::LeftButton, {}, handle->rect().center());
        QTest::mouseMove(handle, handle->rect().center() - QPoint(40, 0));
        QTest::mouseRelease(handle, Qt::LeftButton, {}, handle->rect().center() - QPoint(40, 0));
        QVERIFY(panel->width() > before);
        m_user->click(u"lesson.close"_s);
        QVERIFY(!panel->isVisible());
    }

    void saysThatThereIsNoRunYet() {
        m_user->click(u"nav.lessons"_s);
        m_user->click(u"lessons.what-a-teacher-knows"_s);
        for (int i = 0; i < 2; ++i) m_user->click(u"lesson.next"_s);
        m_user->click(u"lesson.action.1"_s);
        QVERIFY(m_user->find(u"lesson.message"_s)->isVisible());
    }

    void aTeachersLessonTrainsAndIsHandedOut() {
        m_window->open(writeLesson());
        QTRY_VERIFY(m_user->find(u"lesson.panel"_s)->isVisible());
        QSignalSpy finished(&session(), &TrainingSession::finished);
        m_user->click(u"lesson.action.1"_s);
        QCOMPARE(page(), m_window->findChild<MonitorPage*>());
        QVERIFY(!m_user->canUse(u"lesson.action.1"_s));
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, kPatience);
        const auto report = finished[0][0].value<report::RunReport>();
        QCOMPARE(report.trainItems + report.validationItems, 600);
        QTRY_VERIFY(m_user->canUse(u"lesson.action.1"_s));

        m_user->click(u"nav.start"_s);
        m_user->click(u"lesson.action.2"_s);  // to the results
        QCOMPARE(page(), m_window->findChild<MonitorPage*>());
        QVERIFY(m_user->find(u"monitor.results"_s)->isVisible());
        m_user->click(u"lesson.action.4"_s);
        QCOMPARE(page(), m_window->findChild<PlaygroundPage*>());
        m_user->click(u"lesson.action.5"_s);
        QVERIFY(m_user->find<QAbstractButton>(u"nav.runs"_s)->isChecked());
        m_user->click(u"lesson.action.3"_s);
        QCOMPARE(page(), m_window->findChild<MonitorPage*>());
        QVERIFY(m_window->findChild<ExplorerView*>()->isVisible());
        m_user->click(u"lesson.action.2"_s);

        const QString file = handOut();
        if (QTest::currentTestFailed()) return;
        expectElsewhere(file, report);
    }

    void keyboardHandsOut() {
        const QString run = m_settings->path(u"runs/mine"_s);
        m_window->open(copyOfARun(run));
        QTRY_VERIFY(m_user->find(u"monitor.results"_s)->isVisible());
        m_user->whenAsked(u"handout.dialog"_s, [](QWidget&) { test::User::press(Qt::Key_Escape); });
        QVERIFY(test::User::tabTo(u"monitor.handOut"_s));
        test::User::press(Qt::Key_Space);
        QTRY_VERIFY(!m_window->findChild<HandOutDialog*>());
    }

    void opensAHandOutOnce() {
        const QString run = copyOfARun(m_settings->path(u"elsewhere/mine"_s));
        const QString file = handout::pack(run, m_settings->path(u"given.distillab"_s), {}).file;
        for (int time = 0; time < 2; ++time) {
            m_user->click(u"nav.start"_s);
            m_window->open(file);
            QTRY_COMPARE(page(), m_window->findChild<MonitorPage*>());
        }
        QCOMPARE(QDir(library::runsFolder()).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size(), 1);
    }

    void opensWhatIsDroppedOnTheWindow() {
        writeFileAtomically(m_settings->path(u"e.yaml"_s), QByteArray("name: dropped\ndata: {train: /usr}\n"));
        const QString file = handout::pack(m_settings->path(u"e.yaml"_s), m_settings->path(u"e.distillab"_s), {}).file;
        drop(file);
        QTRY_COMPARE(page(), m_window->findChild<Wizard*>());
        QCOMPARE(m_window->findChild<Wizard*>()->draft().experiment().name, u"dropped"_s);
        drop(writeLesson());
        QTRY_VERIFY(m_user->find(u"lesson.panel"_s)->isVisible());
    }

    void saysWhatIsWrongWithAHandOut() {
        const QString file = m_settings->path(u"broken.distillab"_s);
        writeFileAtomically(file, QByteArray("no archive"));
        m_window->open(file);
        QTRY_VERIFY(m_window->findChild<QMessageBox*>(u"main.problem"_s));
        QVERIFY(m_window->findChild<QMessageBox*>(u"main.problem"_s)->text().contains(u"broken.distillab"));
    }

    void saysWhatIsWrongWithALesson() {
        const QString file = m_settings->path(u"broken.md"_s);
        writeFileAtomically(file, QByteArray("---\ntitle: A\nminuets: 3\n---\nText\n"));
        m_window->open(file);
        auto* problem = m_window->findChild<QMessageBox*>(u"main.problem"_s);
        QVERIFY(problem);
        QVERIFY(problem->text().contains(u"broken.md:3"));
    }

private:
    TrainingSession& session() const { return m_window->session(); }
    QWidget* page() const { return m_user->find<QStackedWidget>(u"main.pages"_s)->currentWidget(); }

    void openWindow() {
        m_window = std::make_unique<MainWindow>([]() -> session::Engine& { return session::loadEngine(); });
        m_window->resize(1280, 800);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_user = std::make_unique<test::User>(*m_window);
    }

    QString writeLesson() const {
        const QString file = m_settings->path(u"quick.md"_s);
        writeFileAtomically(file, QByteArray("---\ntitle: Quick\nexperiment: fashion-mnist\nset:\n"
                                             "  data.limit: 600\n  teacher.model: cnn-tiny\n  teacher.epochs: 1\n"
                                             "  distill.epochs: 1\n  export.onnx.enabled: false\n---\n"
                                             "[Start](distillab:start)\n\n[Results](distillab:show/results)\n\n"
                                             "[Softer](distillab:show/explorer)\n\n"
                                             "[Try](distillab:show/try-out)\n\n[Runs](distillab:show/runs)\n"));
        return file;
    }

    /// A finished run without networks, as far as the results page looks into it.
    QString copyOfARun(const QString& folder) const;

    void drop(const QString& file) const {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(file)});
        QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(m_window.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent event(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(m_window.get(), &event);
    }

    /// Typed into the field itself: over two dialogs, the list of completions takes the keys of the window in front.
    static void saveAs(QWidget& question, const QString& file) {
        auto* field = question.findChild<QLineEdit*>(u"fileNameEdit"_s);
        field->selectAll();
        QTest::keyClicks(field, file);
        QTest::keyClick(field, Qt::Key_Return);
    }

    /// By the button on the results page. @return the file
    QString handOut() const {
        const QString file = m_settings->path(u"quick.distillab"_s);
        m_user->click(u"monitor.handOut"_s);
        auto* dialog = m_window->findChild<HandOutDialog*>();
        if (!dialog || !QTest::qWaitForWindowActive(dialog)) return {};
        const test::User inDialog(*dialog);
        inDialog.click(u"handout.teacher"_s);
        inDialog.whenAsked(u"fileNameEdit"_s, [&](QWidget& question) { saveAs(question, file); });
        inDialog.click(u"handout.save"_s);
        const auto saved = [&] { return QFileInfo::exists(file) && inDialog.canUse(u"handout.save"_s); };
        (void)QTest::qWaitFor(saved, kPatience);
        inDialog.click(u"handout.close"_s);
        return file;
    }

    /// The pupil's window shows the same.
    void expectElsewhere(const QString& file, const report::RunReport& report) {
        QVERIFY2(QFileInfo::exists(file), qPrintable(file));
        library::setRunsFolder(m_settings->path(u"pupil"_s));
        m_window.reset();
        openWindow();
        m_window->open(file);
        QTRY_COMPARE(page(), m_window->findChild<MonitorPage*>());
        const auto* table = m_user->find<QTableView>(u"monitor.results"_s);
        QTRY_VERIFY(table->isVisible());
        const QStringList folders = QDir(library::runsFolder()).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        QCOMPARE(folders.size(), 1);
        const QString run = library::runsFolder() + u'/' + folders.first();
        QCOMPARE(report::readReport(run).student.scores.accuracy, report.student.scores.accuracy);
        QCOMPARE(report::readMetrics(run).steps.size(), report::readMetrics(report.runFolder).steps.size());
        QVERIFY(QFileInfo::exists(experiment::RunFolder(run).teacherFolder()));
        QVERIFY(QFileInfo::exists(experiment::RunFolder(run).reportHtml()));
    }

    std::unique_ptr<test::IsolatedSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<test::User> m_user;
};

QString LessonWayTest::copyOfARun(const QString& folder) const {
    experiment::Experiment experiment;
    experiment.name = u"mine"_s;
    experiment.data.train = u"/usr/share/datasets/fashion-mnist"_s;
    test::writeFinishedRun(folder, experiment, 0.9);
    return folder;
}

DISTILLAB_TEST(LessonWayTest)
#include "lesson_way_test.moc"
