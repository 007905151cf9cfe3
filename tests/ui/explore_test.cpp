#include "core/experiment/run_folder.h"
#include "core/library/runs_folder.h"
#include "core/report/run_events.h"
#include "core/report/silence.h"
#include "core/report/test_answers.h"
#include "core/session/engine.h"
#include "tests/support/small_text_model.h"
#include "tests/support/synthetic_images.h"
#include "tests/support/synthetic_texts.h"
#include "tests/support/test_main.h"
#include "tests/ui/isolated_settings.h"
#include "tests/ui/user.h"
#include "ui/explorer/loss_over_temperature.h"
#include "ui/main_window.h"
#include "ui/playground/drawing_box.h"
#include "ui/playground/playground_page.h"
#include "ui/widgets/bar_list.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMimeData>
#include <QSlider>
#include <QTabBar>
#include <QTabWidget>
#include <QTest>

#include <cmath>

using namespace distillab;
using namespace distillab::ui;
using namespace Qt::Literals::StringLiterals;
using test::kPatience;

namespace {

experiment::Experiment pictureExperiment(const QString& data) {
    experiment::Experiment e;
    e.name = u"pictures"_s;
    e.data.train = data;
    e.data.validationFraction = 0.1;
    e.data.seed = 5;
    e.teacher.model = u"mlp-small"_s;
    e.teacher.training.epochs = 2;
    e.student.model = u"cnn-tiny"_s;
    e.distill.training.epochs = 2;
    e.distill.training.batchSize = 60;
    e.distill.temperature = 4;
    e.distill.baseline = false;
    return e;
}

experiment::Experiment textExperiment(const QString& reviews, const QString& teacher) {
    auto e = experiment::Experiment::defaultsOf(experiment::kTextClassification);
    e.name = u"words"_s;
    e.data.train = reviews;
    e.teacher.path = teacher;
    e.teacher.finetune.epochs = 1;
    e.student.model = u"bert-tiny"_s;
    e.distill.training.epochs = 1;
    e.distill.temperature = 2;
    e.distill.baseline = false;
    return e;
}

}  // namespace

/// The temperature explorer and the playground on small real runs, by mouse and keyboard.
class ExploreTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        m_settings = std::make_unique<test::IsolatedSettings>();
        qputenv("DISTILLAB_CACHE", m_settings->path(u"cache"_s).toLocal8Bit());
        test::writeSyntheticIdx(m_settings->path(u"data"_s), 300, 100, 5);
        test::writeSyntheticReviews(m_settings->path(u"reviews.csv"_s), 200, 3);
        test::writeSmallTextModel(m_settings->path(u"encoder"_s), {u"a"_s, u"b"_s, u"c"_s}, false);
        m_pictures = run(pictureExperiment(m_settings->path(u"data"_s)), u"pictures"_s);
        m_words = run(textExperiment(m_settings->path(u"reviews.csv"_s), m_settings->path(u"encoder"_s)), u"words"_s);
    }
    void cleanupTestCase() { qunsetenv("DISTILLAB_CACHE"); }

    void init() {
        m_window = std::make_unique<MainWindow>([]() -> session::Engine& { return session::loadEngine(); });
        m_window->resize(1280, 800);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_user = std::make_unique<test::User>(*m_window);
    }
    void cleanup() {
        m_user.reset();
        m_window.reset();
    }

    void aTemperatureIsTriedOnAnyTestPictureByMouse() {
        openExplorer(m_pictures);
        const report::TestAnswers answers = *report::readTestAnswers(m_pictures);
        QCOMPARE(items()->model()->rowCount(), 100);
        QVERIFY(m_user->canUse(u"explorer.picture"_s));
        QVERIFY(!m_user->find(u"explorer.sentence"_s)->isVisible());
        QCOMPARE(m_user->find<QDoubleSpinBox>(u"explorer.temperature"_s)->value(), 4.0);

        m_user->clickRow(items(), 17);
        QCOMPARE(text(u"explorer.truth"_s), u"Its label: %1"_s.arg(answers.classes[answers.items[17].label]));
        const double before = largest(u"explorer.teacher"_s);
        // Into the plot's left part: a low temperature makes the teacher surer.
        auto* plot = m_user->find<LossOverTemperature>(u"explorer.lossPlot"_s)->findChild<QWidget*>();
        QTest::mouseClick(plot, Qt::LeftButton, {}, QPoint(plot->width() / 4, plot->height() / 2));
        QVERIFY(m_user->find<QDoubleSpinBox>(u"explorer.temperature"_s)->value() < 2);
        QVERIFY(largest(u"explorer.teacher"_s) > before);
        m_user->click(u"explorer.ownTemperature"_s);
        QCOMPARE(largest(u"explorer.teacher"_s), before);

        QTest::mouseClick(m_user->find(u"explorer.show"_s), Qt::LeftButton);
        test::User::press(Qt::Key_Down);
        test::User::press(Qt::Key_Return);
        int wrong = 0;
        for (const auto& item : answers.items) {
            wrong += std::max_element(item.student.begin(), item.student.end()) - item.student.begin() != item.label;
        }
        QCOMPARE(items()->model()->rowCount(), wrong);
        QVERIFY(m_user->find<QComboBox>(u"explorer.show"_s)->currentText().contains(QString::number(wrong)));
        m_user->fill(u"explorer.search"_s, u"no such class"_s);
        QCOMPARE(items()->model()->rowCount(), 0);
        QVERIFY(!m_user->find(u"explorer.truth"_s)->isVisible());
    }

    void aTemperatureIsTriedOnAnyTestSentenceByKeyboard() {
        openExplorer(m_words);
        QVERIFY(m_user->canUse(u"explorer.sentence"_s));
        QVERIFY(m_user->canUse(u"explorer.tokens"_s));
        QVERIFY(!m_user->find(u"explorer.picture"_s)->isVisible());
        QVERIFY(m_user->find(u"explorer.tokens"_s)->accessibleDescription().contains(u"[CLS]"_s));
        QVERIFY(m_user->tabTo(u"explorer.items"_s));
        const QString first = text(u"explorer.sentence"_s);
        test::User::press(Qt::Key_Down);
        QVERIFY(text(u"explorer.sentence"_s) != first);

        QVERIFY(m_user->tabTo(u"explorer.temperatureSlider"_s));
        const auto* field = m_user->find<QDoubleSpinBox>(u"explorer.temperature"_s);
        const double share = largest(u"explorer.teacher"_s);
        test::User::press(Qt::Key_Right);
        QVERIFY(field->value() > 2);
        QVERIFY(largest(u"explorer.teacher"_s) != share);
        test::User::press(Qt::Key_End);
        QCOMPARE(field->value(), 20.0);
        QVERIFY(largest(u"explorer.teacher"_s) < 0.6);  // of two classes
        test::User::press(Qt::Key_Home);
        QCOMPARE(field->value(), 0.5);
        QVERIFY(m_user->enter(u"explorer.temperature"_s, u"3"_s));
        test::User::press(Qt::Key_Tab);
        QCOMPARE(m_user->find<QSlider>(u"explorer.temperatureSlider"_s)->value(),
                 static_cast<int>(std::lround(1000 * std::log(6.0) / std::log(40.0))));
    }

    void answersOfAnOlderRunAreMade() {
        const QString file = experiment::RunFolder(m_pictures).testAnswersFile();
        const report::TestAnswers answers = *report::readTestAnswers(m_pictures);
        QVERIFY(QFile::remove(file));
        m_window->open(m_pictures);
        showTab(2);
        QTRY_VERIFY_WITH_TIMEOUT(m_user->canUse(u"explorer.make"_s), kPatience);
        m_user->click(u"explorer.make"_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_user->canUse(u"explorer.items"_s), kPatience);
        // The same models say the same.
        QVERIFY(*report::readTestAnswers(m_pictures) == answers);
    }

    void aDamagedFileIsNamedAndMadeAnew() {
        const QString path = experiment::RunFolder(m_words).testAnswersFile();
        QFile file(path);
        QVERIFY(file.open(QIODevice::Append));
        file.write("nonsense\n");
        file.close();
        m_window->open(m_words);
        showTab(2);
        QTRY_VERIFY_WITH_TIMEOUT(text(u"explorer.state"_s).contains(u"test_answers.csv:22"_s), kPatience);
        m_user->click(u"explorer.make"_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_user->canUse(u"explorer.items"_s), kPatience);
        QCOMPARE(items()->model()->rowCount(), 20);
    }

    void aPictureIsDrawnDroppedAndAskedAgain() {
        m_window->open(m_pictures);
        showTab(1);
        m_user->click(u"monitor.tryOut"_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_user->canUse(u"playground.drawing"_s), kPatience);
        auto* drawing = m_user->find<DrawingBox>(u"playground.drawing"_s);
        QTest::mousePress(drawing, Qt::LeftButton, {}, QPoint(60, 60));
        QTest::mouseMove(drawing, QPoint(140, 200));
        QTest::mouseMove(drawing, QPoint(220, 60));
        QTest::mouseRelease(drawing, Qt::LeftButton, {}, QPoint(220, 60));
        QTRY_COMPARE_WITH_TIMEOUT(shares(u"playground.teacher"_s), 6, kPatience);
        QCOMPARE(shares(u"playground.student"_s), 6);
        const double drawn = largest(u"playground.student"_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_user->canUse(u"playground.ask"_s), kPatience);
        m_user->click(u"playground.ask"_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_user->canUse(u"playground.ask"_s), kPatience);
        QCOMPARE(largest(u"playground.student"_s), drawn);

        const QString file = m_settings->path(u"dropped.png"_s);
        QImage picture(28, 28, QImage::Format_RGB32);
        picture.fill(qRgb(90, 90, 90));
        QVERIFY(picture.save(file));
        drop(file);
        QTRY_VERIFY_WITH_TIMEOUT(largest(u"playground.student"_s) != drawn, kPatience);
        auto* examples = m_user->find<QListView>(u"playground.examples"_s);
        QCOMPARE(examples->model()->rowCount(), 2);
        QTRY_VERIFY_WITH_TIMEOUT(m_user->canUse(u"playground.ask"_s), kPatience);
        m_user->clickRow(examples, 1);
        QTRY_COMPARE_WITH_TIMEOUT(largest(u"playground.student"_s), drawn, kPatience);
    }

    void aSentenceIsAskedByKeyboardOfARunAndOfItsExport() {
        m_window->open(m_words);
        showTab(1);
        QVERIFY(m_user->push(u"monitor.tryOut"_s));
        QTRY_COMPARE_WITH_TIMEOUT(test::User::focusName(), u"playground.text"_s, kPatience);
        test::User::type(u"brilliant and funny"_s);
        test::User::press(Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(shares(u"playground.teacher"_s), 2, kPatience);
        const double student = largest(u"playground.student"_s);
        drop(experiment::RunFolder(m_words).onnxFolder());
        QTRY_VERIFY_WITH_TIMEOUT(m_user->find(u"playground.alone"_s)->isVisible(), kPatience);
        QVERIFY(!m_user->find(u"playground.teacher"_s)->isVisible());
        QTRY_COMPARE_WITH_TIMEOUT(test::User::focusName(), u"playground.text"_s, kPatience);
        test::User::type(u"brilliant and funny"_s);
        test::User::press(Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(shares(u"playground.student"_s), 2, kPatience);
        QVERIFY(std::abs(largest(u"playground.student"_s) - student) < 1e-4);
    }

private:
    QString run(const experiment::Experiment& experiment, const QString& name) {
        const QString folder = library::runsFolder() + u'/' + name;
        report::Silence listener;
        RunControl control;
        session::loadEngine().run(experiment, folder, false, listener, control);
        return folder;
    }
    void showTab(int tab) {
        auto* bar = m_user->find<QTabWidget>(u"monitor.views"_s)->tabBar();
        QTest::mouseClick(bar, Qt::LeftButton, {}, bar->tabRect(tab).center());
    }
    void openExplorer(const QString& runFolder) {
        m_window->open(runFolder);
        showTab(2);
        QTRY_VERIFY_WITH_TIMEOUT(m_user->canUse(u"explorer.items"_s), kPatience);
    }
    void drop(const QString& path) {
        auto* page = m_window->findChild<PlaygroundPage*>();
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path)});
        QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(page, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent event(QPoint(300, 300), Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(page, &event);
    }
    QListView* items() const { return m_user->find<QListView>(u"explorer.items"_s); }
    QString text(const QString& name) const { return m_user->find<QLabel>(name)->text(); }
    const QList<BarList::Row>& rows(const QString& name) const {
        auto* widget = m_user->find(name);
        auto* bars = qobject_cast<BarList*>(widget);
        return (bars ? bars : widget->findChild<BarList*>())->rows();
    }
    qsizetype shares(const QString& name) const { return rows(name).size(); }
    double largest(const QString& name) const {
        double largest = 0;
        for (const BarList::Row& row : rows(name)) largest = std::max(largest, row.share);
        return largest;
    }

    std::unique_ptr<test::IsolatedSettings> m_settings;
    QString m_pictures;
    QString m_words;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<test::User> m_user;
};

DISTILLAB_TEST(ExploreTest)
#include "explore_test.moc"
