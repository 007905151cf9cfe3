#include "ui/lessons/lesson_panel.h"

#include "core/base/files.h"
#include "tests/support/test_main.h"
#include "tests/ui/isolated_settings.h"
#include "tests/ui/user.h"
#include "ui/lessons/lesson_progress.h"
#include "ui/lessons/lesson_text.h"

#include <QDesktopServices>
#include <QImage>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace distillab;
using namespace distillab::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray kLesson =
    "---\n"
    "title: Shoes\n"
    "experiment: {data: {train: ./pictures, seed: 7}}\n"
    "set: {distill.epochs: 2}\n"
    "---\n"
    "Look at [this page](https://example.org/shoes).\n"
    "\n"
    "[Start](distillab:start)\n"
    "\n"
    "[Start warm](distillab:start?distill.temperature=8)\n"
    "\n"
    "[Results](distillab:show/results)\n"
    "\n"
    "## Think\n"
    "\n"
    "> question: Which one?\n"
    ">\n"
    "> answer: The other one.\n";

}  // namespace

class LessonPanelTest : public QObject {
    Q_OBJECT

public Q_SLOTS:
    void takeUrl(const QUrl& url) { m_opened << url.toString(); }

private Q_SLOTS:
    void init() {
        m_settings = std::make_unique<test::IsolatedSettings>();
        m_opened.clear();
        writeFileAtomically(file(), kLesson);
        QVERIFY(QDir().mkpath(m_settings->path(u"pictures"_s)));
        makePanel();
        m_panel->open(lessons::loadLesson(file()));
        QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
    }
    void cleanup() { m_panel.reset(); }

    void goesThroughItsStepsAndRevealsAnswersByMouse() {
        QCOMPARE(label(u"lesson.title"_s), u"Shoes"_s);
        QVERIFY(!m_user->canUse(u"lesson.back"_s));
        m_user->click(u"lesson.next"_s);
        QVERIFY(label(u"lesson.step"_s).contains(u'2'));
        QVERIFY(!m_user->find(u"lesson.answer.1"_s)->isVisible());
        m_user->click(u"lesson.reveal.1"_s);
        QVERIFY(m_user->find(u"lesson.answer.1"_s)->isVisible());
        QVERIFY(m_user->find<LessonText>(u"lesson.answer.1"_s)->toPlainText().contains(u"The other one."));
        QVERIFY(m_user->find(u"lesson.answer.1"_s)->height() > 10);
        m_user->click(u"lesson.reveal.1"_s);
        QVERIFY(!m_user->find(u"lesson.answer.1"_s)->isVisible());
        m_user->click(u"lesson.back"_s);
        QVERIFY(label(u"lesson.step"_s).contains(u'1'));
    }

    void goesThroughItsStepsAndRevealsAnswersByKeyboard() {
        QVERIFY(test::User::push(u"lesson.next"_s));
        QTRY_VERIFY(label(u"lesson.step"_s).contains(u'2'));
        QVERIFY(test::User::push(u"lesson.reveal.1"_s));
        QVERIFY(m_user->find(u"lesson.answer.1"_s)->isVisible());
        QVERIFY(test::User::tabTo(u"lesson.next"_s));
        QSignalSpy closed(m_panel.get(), &LessonPanel::closed);
        test::User::press(Qt::Key_Return);
        QCOMPARE(closed.size(), 1);
        QVERIFY(progressOf(m_panel->lesson()).done);
    }

    void startsItsExperimentWithEverythingSet() {
        QSignalSpy wanted(m_panel.get(), &LessonPanel::startRequested);
        m_user->click(u"lesson.action.1"_s);
        m_user->click(u"lesson.action.2"_s);
        QCOMPARE(wanted.size(), 2);
        const auto first = wanted[0][0].value<experiment::Experiment>();
        const auto second = wanted[1][0].value<experiment::Experiment>();
        QCOMPARE(first.data.train, m_settings->path(u"pictures"_s));
        QCOMPARE(first.data.seed, quint64(7));
        QCOMPARE(first.distill.training.epochs, 2);
        QCOMPARE(first.name, u"shoes"_s);
        QVERIFY(first.distill.temperature.from != 8.0);
        QCOMPARE(second.distill.temperature.from, 8.0);
    }

    void startsNothingWhileARunIsUnderWay() {
        m_panel->setSessionBusy(true);
        QVERIFY(!m_user->canUse(u"lesson.action.1"_s));
        QVERIFY(m_user->canUse(u"lesson.action.3"_s));
        m_panel->setSessionBusy(false);
        QVERIFY(m_user->canUse(u"lesson.action.1"_s));
    }

    void saysWhatKeepsItFromStarting() {
        QVERIFY(QDir(m_settings->path(u"pictures"_s)).removeRecursively());
        QSignalSpy wanted(m_panel.get(), &LessonPanel::startRequested);
        m_user->click(u"lesson.action.1"_s);
        QCOMPARE(wanted.size(), 0);
        QVERIFY(m_user->find(u"lesson.message"_s)->isVisible());
        QVERIFY(label(u"lesson.message"_s).contains(u"pictures"));
    }

    void leadsToPlaces() {
        QSignalSpy wanted(m_panel.get(), &LessonPanel::placeRequested);
        m_user->click(u"lesson.action.3"_s);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted[0][0].value<lessons::Place>(), lessons::Place::Results);
    }

    void remembersTheStep() {
        m_user->click(u"lesson.next"_s);
        m_user->click(u"lesson.close"_s);
        QVERIFY(!m_panel->isVisible());
        makePanel();
        m_panel->open(lessons::loadLesson(file()));
        QVERIFY(label(u"lesson.step"_s).contains(u'2'));
        QVERIFY(!progressOf(m_panel->lesson()).done);
    }

    void asksBeforeItOpensAPageOnTheWeb() {
        QDesktopServices::setUrlHandler(u"https"_s, this, "takeUrl");
        followTheLinkByKeys();
        auto* question = m_panel->findChild<QMessageBox*>(u"lesson.webQuestion"_s);
        QVERIFY(question);
        QVERIFY(question->text().contains(u"https://example.org/shoes"));
        QTest::mouseClick(question->findChild<QPushButton*>(u"lesson.webQuestion.no"_s), Qt::LeftButton);
        QCOMPARE(m_opened, QStringList());
        QTRY_VERIFY(!m_panel->findChild<QMessageBox*>(u"lesson.webQuestion"_s));
        makePanel();
        m_panel->open(lessons::loadLesson(file()));
        QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
        followTheLinkByKeys();
        question = m_panel->findChild<QMessageBox*>(u"lesson.webQuestion"_s);
        QVERIFY(question);
        QTest::mouseClick(question->findChild<QPushButton*>(u"lesson.webQuestion.open"_s), Qt::LeftButton);
        QCOMPARE(m_opened, QStringList{u"https://example.org/shoes"_s});
        QDesktopServices::unsetUrlHandler(u"https"_s);
    }

    void showsPicturesBesideTheLessonAndNoOthers() {
        QImage picture(500, 100, QImage::Format_RGB32);
        picture.fill(Qt::red);
        QVERIFY(picture.save(m_settings->path(u"shoe.png"_s)));
        QVERIFY(QFile::link(u"/etc/passwd"_s, m_settings->path(u"link.png"_s)));
        writeFileAtomically(m_settings->path(u"text.png"_s), QByteArray("no picture"));
        LessonText text(u"Words"_s, QFileInfo(file()).absolutePath());
        const auto widthOf = [&](const QString& name) {
            return text.loadResource(QTextDocument::ImageResource, QUrl(name)).value<QImage>().width();
        };
        QCOMPARE(widthOf(u"shoe.png"_s), 320);
        for (const QString& name : {u"https://example.org/a.png"_s, u"../settings/shoe.png"_s, u"link.png"_s,
                                    u"text.png"_s, u"missing.png"_s, m_settings->path(u"shoe.png"_s)}) {
            QVERIFY2(widthOf(name) <= 1, qPrintable(name));
        }
        QVERIFY(!text.loadResource(QTextDocument::HtmlResource, QUrl(u"file:///etc/passwd"_s)).isValid());
        QVERIFY(!text.loadResource(QTextDocument::StyleSheetResource, QUrl(u"shoe.png"_s)).isValid());
    }

    void showsHtmlAsText() {
        const LessonText text(u"<h1>Large</h1> <img src=\"file:///etc/passwd\">"_s, {});
        QVERIFY2(text.toPlainText().contains(u"<h1>"), qPrintable(text.toPlainText()));
    }

private:
    QString file() const { return m_settings->path(u"shoes.md"_s); }
    QString label(const QString& name) const { return m_user->find<QLabel>(name)->text(); }
    void followTheLinkByKeys() {
        m_panel->findChild<LessonText*>()->setFocus();
        test::User::press(Qt::Key_Tab);  // from the text onto the link in it
        test::User::press(Qt::Key_Return);
    }
    void makePanel() {
        m_panel = std::make_unique<LessonPanel>();
        m_panel->resize(380, 700);
        m_user = std::make_unique<test::User>(*m_panel);
    }

    std::unique_ptr<test::IsolatedSettings> m_settings;
    std::unique_ptr<LessonPanel> m_panel;
    std::unique_ptr<test::User> m_user;
    QStringList m_opened;
};

DISTILLAB_TEST(LessonPanelTest)
#include "lesson_panel_test.moc"
