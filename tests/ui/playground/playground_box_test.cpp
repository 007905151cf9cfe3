#include "ui/playground/playground_box.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "tests/core/report/example_report.h"
#include "tests/support/test_main.h"
#include "tests/ui/idle_engine.h"
#include "ui/widgets/bar_list.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace distillab;
using namespace distillab::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Praises what holds the word "good"; the teacher more surely.
class TalkingEngine : public test::IdleEngine {
public:
    bool fails = false;
    session::Question question;

    report::RunReport run(const experiment::Experiment&, const QString&, bool, report::RunListener&,
                          RunControl& control) override {
        for (;;) {
            control.obey();
            QThread::usleep(200);
        }
    }
    std::vector<session::Prediction> predict(const QString& folder,
                                             const std::vector<session::Question>& questions) override {
        if (fails) throw RequestError(u"the model is damaged"_s, folder, u"Train it again."_s);
        question = questions.front();
        const bool good = question.text.contains(u"good"_s);
        const double sure = folder.endsWith(u"teacher"_s) ? 0.9 : 0.7;
        const double positive = good ? sure : 1 - sure;
        return {{good ? u"positive"_s : u"negative"_s,
                 {{u"negative"_s, 1 - positive}, {u"positive"_s, positive}},
                 1.5,
                 {}}};
    }
};

}  // namespace

class PlaygroundBoxTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_scratch = std::make_unique<QTemporaryDir>();
        m_engine = std::make_unique<TalkingEngine>();
        m_session = std::make_unique<session::TrainingSession>([this]() -> session::Engine& { return *m_engine; });
        m_box = std::make_unique<PlaygroundBox>(*m_session);
        m_box->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_box.get()));
    }
    void cleanup() {
        m_box.reset();
        m_session.reset();
    }

    void bothAnswerASentenceWithTheirProbabilities() {
        m_box->setRun(textRun(true));
        QVERIFY(!field<QPushButton>("ask")->isEnabled());
        QTest::keyClicks(field<QLineEdit>("text"), u"a good film"_s);
        QTest::keyClick(field<QLineEdit>("text"), Qt::Key_Return);
        QTRY_VERIFY(field<QWidget>("teacher")->isVisible());
        QCOMPARE(m_engine->question.text, u"a good film"_s);
        QVERIFY(words("teacher").contains(u"positive"_s));
        QVERIFY(words("student").contains(u"1.50 ms"_s));
        QCOMPARE(bars("teacher"), (QList<std::pair<QString, double>>{{u"positive"_s, 0.9}, {u"negative"_s, 1 - 0.9}}));
        QCOMPARE(bars("student").first(), (std::pair<QString, double>{u"positive"_s, 0.7}));
    }

    void studentAnswersAloneWhenItsTeacherIsGone() {
        m_box->setRun(textRun(false));
        QTest::keyClicks(field<QLineEdit>("text"), u"dull"_s);
        QTest::mouseClick(field<QPushButton>("ask"), Qt::LeftButton);
        QTRY_VERIFY(field<QWidget>("student")->isVisible());
        QVERIFY(!field<QWidget>("teacher")->isVisible());
        QCOMPARE(bars("student").first().first, u"negative"_s);
    }

    void secondTextIsAskedForWherePairsWereLearnt() {
        report::RunReport run = textRun(true);
        m_box->setRun(run);
        QVERIFY(!field<QLineEdit>("textPair")->isVisible());
        run.experiment.data.textPair = u"other"_s;
        m_box->setRun(run);
        QTest::keyClicks(field<QLineEdit>("text"), u"one"_s);
        QTest::keyClicks(field<QLineEdit>("textPair"), u"two"_s);
        QTest::keyClick(field<QLineEdit>("textPair"), Qt::Key_Return);
        QTRY_VERIFY(field<QWidget>("student")->isVisible());
        QCOMPARE(m_engine->question.textPair, u"two"_s);
    }

    void failureIsShownAndCanBeTriedAgain() {
        m_box->setRun(textRun(true));
        m_engine->fails = true;
        QTest::keyClicks(field<QLineEdit>("text"), u"x"_s);
        QTest::mouseClick(field<QPushButton>("ask"), Qt::LeftButton);
        QTRY_VERIFY(field<QLabel>("problem")->text().contains(u"damaged"_s));
        QVERIFY(field<QPushButton>("ask")->isEnabled());
        m_engine->fails = false;
        QTest::mouseClick(field<QPushButton>("ask"), Qt::LeftButton);
        QTRY_VERIFY(field<QWidget>("student")->isVisible());
        QVERIFY(!field<QLabel>("problem")->isVisible());
    }

    void nothingCanBeAskedWhileARunIsUnderWay() {
        m_box->setRun(textRun(true));
        QTest::keyClicks(field<QLineEdit>("text"), u"x"_s);
        m_session->start({}, m_scratch->path());
        QVERIFY(!field<QPushButton>("ask")->isEnabled());
        QVERIFY(field<QLabel>("hint")->isVisible());
        m_session->stop();
        QTRY_VERIFY(field<QPushButton>("ask")->isEnabled());
        QVERIFY(!field<QLabel>("hint")->isVisible());
    }

    void pictureIsAskedByItsFile() {
        report::RunReport run = textRun(true);
        run.experiment.task = experiment::kImageClassification;
        m_box->setRun(run);
        QVERIFY(!field<QLineEdit>("text")->isVisible());
        const QString file = m_scratch->filePath(u"picture.png"_s);
        QImage picture(20, 10, QImage::Format_RGB32);
        picture.fill(Qt::red);
        QVERIFY(picture.save(file));
        m_box->usePicture(file);
        QTRY_VERIFY(field<QWidget>("student")->isVisible());
        QCOMPARE(m_engine->question.imageFile, file);
        QVERIFY(field<QLabel>("picture")->isVisible());
    }

private:
    report::RunReport textRun(bool withTeacher) const {
        report::RunReport report = test::exampleReport();
        report.runFolder = m_scratch->path();
        report.experiment = experiment::Experiment::defaultsOf(experiment::kTextClassification);
        writeFileAtomically(m_scratch->filePath(u"student/config.json"_s), "{}");
        if (withTeacher) writeFileAtomically(m_scratch->filePath(u"teacher/config.json"_s), "{}");
        return report;
    }
    template <typename Widget>
    Widget* field(const char* name) const {
        auto* found = m_box->findChild<Widget*>(u"playground."_s + QLatin1String(name));
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

    std::unique_ptr<QTemporaryDir> m_scratch;
    std::unique_ptr<TalkingEngine> m_engine;
    std::unique_ptr<session::TrainingSession> m_session;
    std::unique_ptr<PlaygroundBox> m_box;
};

DISTILLAB_TEST(PlaygroundBoxTest)
#include "playground_box_test.moc"
