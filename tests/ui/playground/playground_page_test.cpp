#include "ui/playground/playground_page.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/models/model_input.h"
#include "tests/support/idle_engine.h"
#include "tests/support/test_main.h"
#include "tests/ui/isolated_settings.h"
#include "tests/ui/run_folders.h"
#include "ui/playground/drawing_box.h"
#include "ui/widgets/bar_list.h"

#include <QComboBox>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMimeData>
#include <QPushButton>
#include <QTest>

using namespace distillab;
using namespace distillab::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Praises what holds the word "good", and light pictures; the teacher more surely.
class TalkingEngine : public test::IdleEngine {
public:
    bool fails = false;
    session::ModelFacts facts;
    session::Question question;
    int asked = 0;

    report::RunReport run(const experiment::Experiment&, const QString&, bool, report::RunListener&,
                          RunControl& control) override {
        for (;;) {
            control.obey();
            QThread::usleep(200);
        }
    }
    session::ModelFacts describe(const QString& folder) override {
        session::ModelFacts told = facts;
        told.isExported = !models::exportedFile(folder).isEmpty();
        return told;
    }
    std::vector<session::Prediction> predict(const QString& folder,
                                             const std::vector<session::Question>& questions) override {
        if (fails) throw RequestError(u"the model is damaged"_s, folder, u"Train it again."_s);
        question = questions.front();
        ++asked;
        const bool good =
            question.text.contains(u"good"_s) ||
            (!question.image.isNull() && qGray(question.image.pixel(question.image.rect().center())) > 99);
        const double sure = folder.endsWith(u"teacher"_s) ? 0.9 : 0.7;
        const double positive = good ? sure : 1 - sure;
        return {{good ? u"positive"_s : u"negative"_s,
                 {{u"negative"_s, 1 - positive}, {u"positive"_s, positive}},
                 1.5,
                 {}}};
    }
};

}  // namespace

class PlaygroundPageTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_settings = std::make_unique<test::IsolatedSettings>();
        m_engine = std::make_unique<TalkingEngine>();
        m_engine->facts = {.name = u"bert-tiny"_s,
                           .readsText = true,
                           .classNames = {u"negative"_s, u"positive"_s},
                           .parameters = 4386178,
                           .bytes = 17 << 20};
        m_session = std::make_unique<session::TrainingSession>([this]() -> session::Engine& { return *m_engine; });
        begin();
    }
    void cleanup() {
        m_page.reset();
        m_session.reset();
    }

    void withoutARunItSaysSo() {
        QVERIFY(field<QLabel>("noRuns")->isVisible());
        QVERIFY(!field<QPushButton>("ask")->isVisible());
    }

    void bothAnswerASentenceWithProbabilitiesTimeAndSize() {
        openRun(true);
        QVERIFY(!field<QPushButton>("ask")->isEnabled());
        askText(u"a good film"_s);
        QCOMPARE(m_engine->question.text, u"a good film"_s);
        QVERIFY(words("teacher").contains(u"positive"_s));
        QVERIFY2(words("student").contains(u"1.50 ms"_s), qPrintable(words("student")));
        QVERIFY2(words("student").contains(u"4,386,178"_s), qPrintable(words("student")));
        QVERIFY(words("student").contains(u"cnn-tiny"_s));  // as the report calls it
        QCOMPARE(bars("teacher"), (QList<std::pair<QString, double>>{{u"positive"_s, 0.9}, {u"negative"_s, 1 - 0.9}}));
        QCOMPARE(bars("student").first(), (std::pair<QString, double>{u"positive"_s, 0.7}));
    }

    void studentAnswersAloneWhenItsTeacherIsGone() {
        openRun(false);
        QVERIFY(!field<QWidget>("teacher")->isVisible());
        QVERIFY(field<QLabel>("alone")->isVisible());
        askText(u"dull"_s);
        QCOMPARE(bars("student").first().first, u"negative"_s);
    }

    void secondTextIsAskedForWherePairsWereLearnt() {
        openRun(true);
        QVERIFY(!field<QLineEdit>("textPair")->isVisible());
        m_engine->facts.readsPairs = true;
        openRun(true);
        QTRY_VERIFY(field<QLineEdit>("textPair")->isVisible());
        QTest::keyClicks(field<QLineEdit>("text"), u"one"_s);
        QTest::keyClicks(field<QLineEdit>("textPair"), u"two"_s);
        QTest::keyClick(field<QLineEdit>("textPair"), Qt::Key_Return);
        QTRY_VERIFY(!bars("student").isEmpty());
        QCOMPARE(m_engine->question.textPair, u"two"_s);
    }

    void failureIsShownAndCanBeTriedAgain() {
        openRun(true);
        m_engine->fails = true;
        QTest::keyClicks(field<QLineEdit>("text"), u"x"_s);
        QTest::mouseClick(field<QPushButton>("ask"), Qt::LeftButton);
        QTRY_VERIFY(field<QLabel>("problem")->text().contains(u"damaged"_s));
        QVERIFY(field<QPushButton>("ask")->isEnabled());
        m_engine->fails = false;
        QTest::mouseClick(field<QPushButton>("ask"), Qt::LeftButton);
        QTRY_VERIFY(!bars("student").isEmpty());
        QVERIFY(!field<QLabel>("problem")->isVisible());
    }

    void nothingCanBeAskedWhileARunIsUnderWay() {
        openRun(true);
        QTest::keyClicks(field<QLineEdit>("text"), u"x"_s);
        m_session->start({}, m_settings->path(u"busy"_s));
        QVERIFY(!field<QPushButton>("ask")->isEnabled());
        QVERIFY(!field<QLabel>("hint")->text().isEmpty());
        m_session->stop();
        QTRY_VERIFY(field<QPushButton>("ask")->isEnabled());
        QVERIFY(field<QLabel>("hint")->text().isEmpty());
    }

    void aPageOpenedDuringARunWakesUpAfterIt() {
        m_session->start({}, m_settings->path(u"busy"_s));
        m_page->open(finishedRun(true));
        QVERIFY(!field<QPushButton>("ask")->isVisible());
        QVERIFY(field<QLabel>("problem")->isVisible());
        m_session->stop();
        QTRY_VERIFY(field<QPushButton>("ask")->isVisible());
        QVERIFY(!field<QLabel>("problem")->isVisible());
    }

    void everyStrokeIsAnsweredAndAskedOnesAreKept() {
        readPictures();
        openRun(true);
        auto* drawing = field<DrawingBox>("drawing");
        QTest::mousePress(drawing, Qt::LeftButton, {}, QPoint(60, 140));
        QTest::mouseMove(drawing, QPoint(220, 140));
        QTest::mouseRelease(drawing, Qt::LeftButton, {}, QPoint(220, 140));
        QTRY_VERIFY(!bars("student").isEmpty());
        QVERIFY(words("teacher").contains(u"positive"_s));
        QCOMPARE(list()->model()->rowCount(), 0);
        QTRY_VERIFY(field<QPushButton>("ask")->isEnabled());
        QTest::mouseClick(field<QPushButton>("ask"), Qt::LeftButton);
        QCOMPARE(list()->model()->rowCount(), 1);
        QTRY_VERIFY(field<QPushButton>("ask")->isEnabled());
        QTest::mouseClick(field<QPushButton>("clear"), Qt::LeftButton);
        QVERIFY(!field<QPushButton>("ask")->isEnabled());
        QTest::mouseClick(field<QPushButton>("undo"), Qt::LeftButton);
        QVERIFY(!drawing->isEmpty());
    }

    void aDroppedPictureIsAskedAsItIs() {
        readPictures();
        openRun(true);
        QImage picture(20, 20, QImage::Format_RGB32);
        picture.fill(Qt::white);
        const QString file = m_settings->path(u"picture.png"_s);
        QVERIFY(picture.save(file));
        drop(file);
        QTRY_VERIFY(!bars("student").isEmpty());
        QCOMPARE(m_engine->question.image.size(), QSize(20, 20));
        QVERIFY(words("student").contains(u"positive"_s));
        QCOMPARE(list()->model()->rowCount(), 1);

        writeFileAtomically(m_settings->path(u"words.png"_s), "no picture");
        drop(m_settings->path(u"words.png"_s));
        QVERIFY(field<QLabel>("problem")->text().contains(u"words.png"_s));
        QCOMPARE(list()->model()->rowCount(), 1);
    }

    void examplesAreAskedAgainByAClickAndDeletedByAKey() {
        openRun(true);
        askText(u"good"_s);
        QTRY_VERIFY(field<QPushButton>("ask")->isEnabled());
        field<QLineEdit>("text")->clear();
        askText(u"dull"_s);
        begin();  // the next start of the program
        openRun(true);
        QCOMPARE(list()->model()->rowCount(), 2);
        QTest::mouseClick(list()->viewport(), Qt::LeftButton, {},
                          list()->visualRect(list()->model()->index(1, 0)).center());
        QTRY_COMPARE(m_engine->question.text, u"good"_s);
        QCOMPARE(field<QLineEdit>("text")->text(), u"good"_s);
        QTRY_VERIFY(words("student").contains(u"positive"_s));
        list()->setFocus();
        QTest::keyClick(list(), Qt::Key_Delete);
        QCOMPARE(list()->model()->rowCount(), 1);
        QTest::mouseClick(list()->viewport(), Qt::LeftButton, {},
                          list()->visualRect(list()->model()->index(0, 0)).center());
        QTest::mouseClick(field<QPushButton>("deleteExample"), Qt::LeftButton);
        QCOMPARE(list()->model()->rowCount(), 0);
        QVERIFY(!field<QPushButton>("deleteExample")->isEnabled());
    }

    void anExportAnswersAlone() {
        const QString folder = m_settings->path(u"export"_s);
        writeFileAtomically(folder + u"/model.int8.onnx"_s, "onnx");
        m_page->open(folder);
        QTRY_VERIFY(field<QPushButton>("ask")->isVisible());
        QVERIFY(!field<QWidget>("teacher")->isVisible());
        QVERIFY(words("student").contains(u"ONNX Runtime"_s));
        QVERIFY(field<QComboBox>("run")->currentText().contains(u"export"_s));
        askText(u"good"_s);
    }

    void aFolderOfNeitherKindIsSaidSo() {
        m_page->open(m_settings->path(u"nothing"_s));
        QVERIFY(field<QLabel>("problem")->text().contains(u"exported network"_s));
    }

private:
    void begin() {
        m_page = std::make_unique<PlaygroundPage>(*m_session);
        m_page->resize(1180, 760);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    }
    void readPictures() {
        m_engine->facts.readsText = false;
        m_engine->facts.input = {1, 28, 28};
        m_engine->facts.brightness = 0.28;
    }
    QString finishedRun(bool withTeacher) const {
        const QString folder = m_settings->path(u"run"_s);
        experiment::Experiment experiment = experiment::Experiment::defaultsOf(experiment::kTextClassification);
        experiment.teacher.path = m_settings->path(u"gone"_s);
        test::writeFinishedRun(folder, experiment, 0.9);
        writeFileAtomically(folder + u"/student/config.json"_s, "{}");
        if (withTeacher) writeFileAtomically(folder + u"/teacher/config.json"_s, "{}");
        return folder;
    }
    void openRun(bool withTeacher) {
        m_page->open(finishedRun(withTeacher));
        QCOMPARE(field<QLabel>("problem")->text(), u"Opening the networks…"_s);
        QTRY_VERIFY(field<QPushButton>("ask")->isVisible());
        QVERIFY(!field<QLabel>("problem")->isVisible());
    }
    void askText(const QString& text) {
        QTest::keyClicks(field<QLineEdit>("text"), text);
        QTest::keyClick(field<QLineEdit>("text"), Qt::Key_Return);
        QTRY_COMPARE(m_engine->question.text, text);
        QTRY_VERIFY(!bars("student").isEmpty());
    }
    void drop(const QString& file) {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(file)});
        const QPoint at(300, 300);
        QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(m_page.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent event(at, Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(m_page.get(), &event);
    }
    QListView* list() const { return field<QListView>("examples"); }
    template <typename Widget>
    Widget* field(const char* name) const {
        auto* found = m_page->findChild<Widget*>(u"playground."_s + QLatin1String(name));
        if (!found) qFatal("no such widget: %s", name);
        return found;
    }
    QString words(const char* network) const {
        QStringList words;
        for (const QLabel* label : field<QWidget>(network)->findChildren<QLabel*>()) words << label->text();
        return words.join(u' ');
    }
    QList<std::pair<QString, double>> bars(const char* network) const {
        QList<std::pair<QString, double>> bars;
        for (const BarList::Row& row : field<QWidget>(network)->findChild<BarList*>()->rows())
            bars << std::pair(row.name, row.share);
        return bars;
    }

    std::unique_ptr<test::IsolatedSettings> m_settings;
    std::unique_ptr<TalkingEngine> m_engine;
    std::unique_ptr<session::TrainingSession> m_session;
    std::unique_ptr<PlaygroundPage> m_page;
};

DISTILLAB_TEST(PlaygroundPageTest)
#include "playground_page_test.moc"
