#include "core/deploy/model_signature.h"
#include "core/experiment/run_folder.h"
#include "core/session/engine.h"
#include "tests/support/test_main.h"
#include "tests/ui/isolated_settings.h"
#include "tests/ui/user.h"
#include "ui/main_window.h"
#include "ui/monitor/monitor_page.h"
#include "ui/plot/live_plot.h"
#include "ui/start/start_page.h"
#include "ui/wizard/wizard.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QFileInfo>
#include <QLabel>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTableView>
#include <QTest>

#include <cmath>

using namespace distillab;
using namespace distillab::ui;
using namespace Qt::Literals::StringLiterals;
using session::SessionState;
using session::TrainingSession;
using test::kPatience;

namespace {

constexpr int kEpochSteps = 8;  ///< of 900 pictures in batches of 128
constexpr int kStudentEpochs = 3;
const QString kTeacher = u"cnn-tiny"_s;  // whose steps are short on a busy machine, too
const QString kTeacherEpochs = u"25"_s;  // long enough to be held on the way
const QString kManyEpochs = u"1000"_s;   // never reached

}  // namespace

/// The whole way through the window with the real engine on 1,000 pictures of Fashion-MNIST: from the wizard to a file
/// that ONNX Runtime runs. The tests see and touch what a user sees and touches.
class WholeWayTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        QVERIFY2(QFileInfo::exists(u"/usr/share/datasets/fashion-mnist"_s), "Debian package dataset-fashion-mnist");
        m_settings = std::make_unique<test::IsolatedSettings>();
        m_window = std::make_unique<MainWindow>([]() -> session::Engine& { return session::loadEngine(); });
        m_window->resize(1280, 800);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_user = std::make_unique<test::User>(*m_window);
        m_steps = 0;
        connect(&session(), &TrainingSession::stepsRecorded, this,
                [this](const QList<report::StepMetrics>& steps) { m_steps += steps.size(); });
    }
    void cleanup() {
        m_user.reset();
        m_window.reset();
    }

    void fromTheWizardToAnOnnxFileByMouse() {
        m_user->click(u"start.new"_s);
        m_user->click(u"wizard.next"_s);
        QCOMPARE(step(), Step::Data);
        m_user->fill(u"wizard.data.limit"_s, u"1000"_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_user->canUse(u"wizard.next"_s), kPatience);
        m_user->click(u"wizard.next"_s);
        QCOMPARE(step(), Step::Teacher);
        m_user->pick(u"wizard.teacher.model"_s, kTeacher);
        m_user->fill(u"wizard.teacher.epochs"_s, kTeacherEpochs);
        m_user->click(u"wizard.next"_s);
        QCOMPARE(step(), Step::Student);
        auto* models = m_user->find<QTableView>(u"wizard.student.models"_s);
        m_user->clickRow(models, rowOf(models, u"mlp-small"_s));
        m_user->click(u"wizard.next"_s);
        QCOMPARE(step(), Step::Softening);
        m_user->click(u"wizard.softening.more"_s);
        m_user->fill(u"wizard.softening.epochs"_s, QString::number(kStudentEpochs));
        m_user->click(u"wizard.next"_s);
        QCOMPARE(step(), Step::Review);
        m_user->fill(u"wizard.review.name"_s, u"by mouse"_s);
        m_user->click(u"wizard.start"_s);

        QCOMPARE(page(), m_window->findChild<MonitorPage*>());
        QTRY_VERIFY_WITH_TIMEOUT(pointsOf(u"monitor.accuracyPlot"_s) > 0, kPatience);
        QVERIFY(pointsOf(u"monitor.lossPlot"_s) > 0);
        m_user->click(u"monitor.pause"_s);
        expectHeld();
        if (QTest::currentTestFailed()) return;
        const qint64 before = m_steps;
        m_user->click(u"monitor.resume"_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_steps > before, kPatience);

        expectResults(u"mlp-small"_s);
        if (QTest::currentTestFailed()) return;
        QSignalSpy exported(&session(), &TrainingSession::exported);
        const QString folder = m_settings->path(u"taken along"_s);
        QVERIFY(QDir().mkpath(folder));
        m_user->whenAsked(u"fileNameEdit"_s, [&](QWidget& dialog) { test::chooseFolder(dialog, folder); });
        m_user->chooseFromMenu(u"monitor.export"_s, u"monitor.exportElsewhere"_s);
        QTRY_COMPARE_WITH_TIMEOUT(exported.size(), 1, kPatience);
        QVERIFY(m_user->find<QLabel>(u"monitor.exportText"_s)->text().contains(folder));
        expectOnnxRuntimeRuns(folder + u'/' + exported[0][0].value<report::OnnxReport>().files.at(0).file);
    }

    void fromTheWizardToAnOnnxFileByKeyboardAlone() {
        QVERIFY(m_user->push(u"start.new"_s));
        QTRY_COMPARE(page(), m_window->findChild<Wizard*>());
        QVERIFY(m_user->push(u"wizard.next"_s));
        QTRY_COMPARE(step(), Step::Data);
        QVERIFY(m_user->enter(u"wizard.data.limit"_s, u"1000"_s));
        test::User::press(Qt::Key_Tab);
        QTRY_VERIFY_WITH_TIMEOUT(m_user->canUse(u"wizard.next"_s), kPatience);
        QVERIFY(m_user->push(u"wizard.next"_s));
        QTRY_COMPARE(step(), Step::Teacher);
        QVERIFY(m_user->tabTo(u"wizard.teacher.model"_s));
        test::User::type(kTeacher);
        QVERIFY(m_user->enter(u"wizard.teacher.epochs"_s, kTeacherEpochs));
        QVERIFY(m_user->push(u"wizard.next"_s));
        QTRY_COMPARE(step(), Step::Student);
        QVERIFY(m_user->tabTo(u"wizard.student.models"_s));
        test::User::press(Qt::Key_Home, Qt::ControlModifier);
        const auto* models = m_user->find<QTableView>(u"wizard.student.models"_s);
        for (int row = rowOf(models, u"mlp-small"_s); row > 0; --row) test::User::press(Qt::Key_Down);
        QVERIFY(m_user->push(u"wizard.next"_s));
        QTRY_COMPARE(step(), Step::Softening);
        QVERIFY(m_user->push(u"wizard.softening.more"_s));
        QVERIFY(m_user->enter(u"wizard.softening.epochs"_s, QString::number(kStudentEpochs)));
        QVERIFY(m_user->push(u"wizard.next"_s));
        QTRY_COMPARE(step(), Step::Review);
        QVERIFY(m_user->enter(u"wizard.review.name"_s, u"by keys"_s));
        QVERIFY(m_user->tabTo(u"wizard.start"_s));
        test::User::press(Qt::Key_Return);

        QTRY_COMPARE(page(), m_window->findChild<MonitorPage*>());
        QVERIFY(m_user->tabTo(u"monitor.pause"_s));
        QTRY_VERIFY_WITH_TIMEOUT(pointsOf(u"monitor.accuracyPlot"_s) > 0, kPatience);
        QVERIFY(pointsOf(u"monitor.lossPlot"_s) > 0);
        QCOMPARE(test::User::focusName(), u"monitor.pause"_s);
        test::User::press(Qt::Key_Space);
        expectHeld();
        if (QTest::currentTestFailed()) return;
        const qint64 before = m_steps;
        QVERIFY(m_user->push(u"monitor.resume"_s));
        QTRY_VERIFY_WITH_TIMEOUT(m_steps > before, kPatience);

        expectResults(u"mlp-small"_s);
        if (QTest::currentTestFailed()) return;
        QSignalSpy exported(&session(), &TrainingSession::exported);
        const QString folder = m_settings->path(u"taken along"_s);
        QVERIFY(QDir().mkpath(folder));
        QVERIFY(m_user->tabTo(u"monitor.export"_s));
        m_user->whenAsked(u"fileNameEdit"_s, [&](QWidget& dialog) { test::chooseFolder(dialog, folder); });
        QTimer::singleShot(50, m_window.get(), [] {  // the menu is open: its entry, please
            test::User::press(Qt::Key_Down);
            test::User::press(Qt::Key_Return);
        });
        test::User::press(Qt::Key_Down);
        QTRY_COMPARE_WITH_TIMEOUT(exported.size(), 1, kPatience);
        expectOnnxRuntimeRuns(folder + u'/' + exported[0][0].value<report::OnnxReport>().files.at(0).file);
    }

    void stoppedRunGoesOnFromTheStartPage() {
        startLongRun();
        if (QTest::currentTestFailed()) return;
        QSignalSpy stopped(&session(), &TrainingSession::stopped);
        m_user->click(u"monitor.stop"_s);
        QTRY_COMPARE_WITH_TIMEOUT(stopped.size(), 1, kPatience);
        const experiment::RunFolder run(session().runFolder());
        QVERIFY(QFileInfo::exists(run.checkpointFile()));
        const qint64 lastStep = report::readMetrics(run.path()).steps.last().step;
        QVERIFY(lastStep >= kEpochSteps);

        m_user->click(u"monitor.back"_s);
        QCOMPARE(page(), m_window->findChild<StartPage*>());
        QSignalSpy resumed(&session(), &TrainingSession::stepsRecorded);
        m_user->click(u"start.run.resume"_s);
        QCOMPARE(page(), m_window->findChild<MonitorPage*>());
        QVERIFY(pointsOf(u"monitor.lossPlot"_s) >= size_t(lastStep));  // what was measured before is there at once
        QTRY_VERIFY_WITH_TIMEOUT(resumed.size() > 0, kPatience);
        QCOMPARE(resumed[0][0].value<QList<report::StepMetrics>>().first().step, lastStep + 1);
    }

    void closingDuringTrainingAsksAndKeepsACheckpoint() {
        startLongRun();
        if (QTest::currentTestFailed()) return;
        const experiment::RunFolder run(session().runFolder());
        m_user->whenAsked(u"main.quitQuestion"_s, [](QWidget&) { test::User::press(Qt::Key_Escape); });
        QVERIFY(!m_window->close());
        QVERIFY(m_window->isVisible());
        QCOMPARE(session().state(), SessionState::Running);

        m_user->whenAsked(u"main.quitQuestion"_s, [](QWidget& question) {
            QTest::mouseClick(question.findChild<QAbstractButton*>(u"main.quitQuestion.quit"_s), Qt::LeftButton);
        });
        m_window->close();
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->isVisible(), kPatience);
        QVERIFY(!session().isBusy());
        QVERIFY(run.canResume());
        QVERIFY(QFileInfo::exists(run.checkpointFile()));
    }

private:
    TrainingSession& session() const { return m_window->session(); }
    QWidget* page() const { return m_user->find<QStackedWidget>(u"main.pages"_s)->currentWidget(); }
    Step step() const {
        const auto* wizard = m_window->findChild<Wizard*>();
        return static_cast<Step>(wizard->findChild<QStackedWidget*>()->currentIndex());
    }
    size_t pointsOf(const QString& plot) const { return m_user->find<LivePlot>(plot)->pointCount(); }
    static int rowOf(const QTableView* table, const QString& name) {
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            if (table->model()->index(row, 0).data().toString() == name) return row;
        }
        return -1;
    }

    /// Into the training of a teacher that does not end by itself, past its first epoch.
    void startLongRun() {
        m_user->click(u"start.new"_s);
        m_user->click(u"wizard.next"_s);
        m_user->fill(u"wizard.data.limit"_s, u"1000"_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_user->canUse(u"wizard.next"_s), kPatience);
        m_user->click(u"wizard.next"_s);
        m_user->pick(u"wizard.teacher.model"_s, kTeacher);
        m_user->fill(u"wizard.teacher.epochs"_s, kManyEpochs);
        for (int i = 0; i < 3; ++i) m_user->click(u"wizard.next"_s);
        m_user->click(u"wizard.start"_s);
        QTRY_VERIFY_WITH_TIMEOUT(pointsOf(u"monitor.accuracyPlot"_s) > 0, kPatience);
    }

    /// Paused: the step at work is let end, then none follows.
    void expectHeld() {
        QTRY_COMPARE_WITH_TIMEOUT(session().state(), SessionState::Paused, kPatience);
        QTRY_VERIFY(m_user->canUse(u"monitor.resume"_s));
        QTest::qWait(2000);  // a step may be slow on a machine with other work
        const qint64 steps = m_steps;
        QTest::qWait(1000);
        QCOMPARE(m_steps, steps);
        QVERIFY(!m_user->canUse(u"monitor.pause"_s));
    }

    /// The run comes to its end and shows teacher, student and student without teacher side by side.
    void expectResults(const QString& student) {
        QSignalSpy finished(&session(), &TrainingSession::finished);
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, kPatience);
        const auto report = finished[0][0].value<report::RunReport>();
        QCOMPARE(report.trainItems + report.validationItems, 1000);
        const auto* table = m_user->find<QTableView>(u"monitor.results"_s);
        QTRY_VERIFY(table->isVisible());
        QTRY_VERIFY(m_user->canUse(u"monitor.export"_s));
        const QAbstractItemModel& model = *table->model();
        QCOMPARE(model.columnCount(), 4);
        QCOMPARE(model.index(0, 1).data().toString(), student);
        QCOMPARE(model.index(0, 2).data().toString(), student);
        for (int column = 0; column < 3; ++column) {
            const QString accuracy = model.index(1, column).data().toString();
            QVERIFY2(accuracy.contains(u'%'), qPrintable(accuracy));
        }
        QCOMPARE(report.teacher.name, kTeacher);
        QVERIFY(report.student.scores.accuracy > 0.3);  // a guess is right once in ten times
    }

    static void expectOnnxRuntimeRuns(const QString& file) {
        QVERIFY2(QFileInfo::exists(file), qPrintable(file));
        deploy::OnnxModel onnx(file, 1);
        const deploy::ImageSignature signature = deploy::imageSignatureOf(onnx);
        const data::ImageShape shape = signature.shape;
        QCOMPARE(shape.channels, 1);
        QCOMPARE(shape.height, 28);
        QCOMPARE(shape.width, 28);
        QCOMPARE(onnx.classCount(), 10);
        QCOMPARE(onnx.labels().size(), 10);
        constexpr size_t kPictures = 3;
        std::vector<float> pictures(kPictures * 28 * 28);
        for (size_t i = 0; i < pictures.size(); ++i) pictures[i] = std::sin(0.01F * static_cast<float>(i));
        const std::vector<float> answer = onnx.run(signature.inputs(pictures));
        QCOMPARE(answer.size(), kPictures * 10);
        for (const float logit : answer) QVERIFY(std::isfinite(logit));
        QVERIFY(answer[0] != answer[10]);  // the answer depends on the picture
    }

    std::unique_ptr<test::IsolatedSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<test::User> m_user;
    qint64 m_steps = 0;  ///< that the session has told of
};

DISTILLAB_TEST(WholeWayTest)
#include "whole_way_test.moc"
