#include "core/lessons/lesson.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

#include <variant>

using namespace distillab;
using namespace distillab::lessons;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString kFile = u"/lessons/mine.md"_s;

QByteArray lessonWith(const QByteArray& frontMatter, const QByteArray& body = "Read this.\n") {
    return "---\n" + frontMatter + "---\n" + body;
}

Lesson parsed(const QByteArray& frontMatter, const QByteArray& body = "Read this.\n") {
    return parseLesson(lessonWith(frontMatter, body), kFile);
}

}  // namespace

class LessonTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsFrontMatterAndSteps() {
        const Lesson lesson =
            parsed("title: Soft answers\nlearn: What they say\nminutes: 12\nlanguage: zh_CN\norder: 3\n",
                   "First words.\n\n## Look\n\nMore *words*.\n\n## Think\n\nLast words.\n");
        QCOMPARE(lesson.id, u"mine"_s);
        QCOMPARE(lesson.title, u"Soft answers"_s);
        QCOMPARE(lesson.learn, u"What they say"_s);
        QCOMPARE(lesson.minutes, 12);
        QCOMPARE(lesson.language, u"zh_CN"_s);
        QCOMPARE(lesson.order, 3);
        QVERIFY(!lesson.hasExperiment());
        QCOMPARE(lesson.sections.size(), size_t(3));
        QCOMPARE(lesson.sections[0].title, QString());
        QCOMPARE(lesson.sections[1].title, u"Look"_s);
        QCOMPARE(lesson.sections[1].blocks.at(0).markdown, u"More *words*."_s);
    }

    void readsFilesOfOtherSystems() {
        const Lesson lesson =
            parseLesson(QByteArray("\xEF\xBB\xBF") + lessonWith("title: A\n").replace("\n", "\r\n"), kFile);
        QCOMPARE(lesson.title, u"A"_s);
    }

    void hidesAnswersAndKeepsOrdinaryQuotes() {
        const Lesson lesson =
            parsed("title: A\n",
                   "Before.\n\n> question: Why?\n> In two lines.\n>\n> answer: Because.\n>\n> - a list\n"
                   "\n> An ordinary quote.\n\n```\n> question: code\n```\n");
        const std::vector<Block>& blocks = lesson.sections.at(0).blocks;
        QCOMPARE(blocks.size(), size_t(3));
        QCOMPARE(blocks[1].kind, Block::Kind::Question);
        QCOMPARE(blocks[1].markdown, u"Why?\nIn two lines."_s);
        QCOMPARE(blocks[1].answer, u"Because.\n\n- a list"_s);
        QVERIFY(blocks[2].markdown.startsWith(u"> An ordinary quote."));
        QVERIFY(blocks[2].markdown.contains(u"> question: code"));
    }

    void makesAButtonOfALinkOnALineOfItsOwn() {
        const Lesson lesson =
            parsed("title: A\nexperiment: fashion-mnist\n",
                   "Now:\n\n[Start it](distillab:start)\n\nor see [the results](distillab:show/results) again.\n");
        const std::vector<Block>& blocks = lesson.sections.at(0).blocks;
        QCOMPARE(blocks.size(), size_t(3));
        QCOMPARE(blocks[1].kind, Block::Kind::Action);
        QCOMPARE(blocks[1].markdown, u"Start it"_s);
        QCOMPARE(blocks[1].target, u"distillab:start"_s);
        QCOMPARE(blocks[2].kind, Block::Kind::Text);
    }

    void setsKeysOfASampleAndMoreByLink() {
        const Lesson lesson =
            parsed("title: A\nexperiment: fashion-mnist\nset:\n  data.limit: 500\n  distill.temperature: 1\n");
        const experiment::Experiment first = lesson.experimentFor({});
        QCOMPARE(first.name, u"mine"_s);
        QCOMPARE(first.data.limit, 500);
        QCOMPARE(first.distill.temperature.from, 1.0);
        const auto link = std::get<StartLink>(*parseLink(u"distillab:start?distill.temperature=8&name=warm"_s));
        const experiment::Experiment second = lesson.experimentFor(link);
        QCOMPARE(second.name, u"warm"_s);
        QCOMPARE(second.data.limit, 500);
        QCOMPARE(second.distill.temperature.from, 8.0);
    }

    void takesAWholeExperiment() {
        const Lesson lesson =
            parsed("title: A\nexperiment:\n  name: shirts\n  data: {train: ./pictures, limit: 7}\nminutes: 3\n");
        const experiment::Experiment experiment = lesson.experimentFor({});
        QCOMPARE(experiment.name, u"shirts"_s);
        QCOMPARE(experiment.data.limit, 7);
        QCOMPARE(experiment.data.train, u"/lessons/pictures"_s);
        QCOMPARE(parsed("title: A\nexperiment: {data: {limit: 9}}\n").experimentFor({}).data.limit, 9);
    }

    void tellsFileLineAndKeyOfWhatIsWrong_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("where");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* name, const QByteArray& text, const QString& where, const QString& says) {
            QTest::newRow(name) << text << kFile + where << says;
        };
        row("no front matter", "# Only a heading\n", u":1"_s, u"front matter"_s);
        row("not closed", "---\ntitle: A\n", u":1"_s, u"front matter"_s);
        row("no YAML", lessonWith("title: A\nset: [1\n"), u":"_s, u"YAML"_s);
        row("no title", lessonWith("minutes: 5\n"), u":1: title"_s, u"no title"_s);
        row("unknown key", lessonWith("title: A\nminuts: 5\n"), u":3: minuts"_s, u"minutes"_s);
        row("key twice", lessonWith("title: A\ntitle: B\n"), u":3: title"_s, u"twice"_s);
        row("no number", lessonWith("title: A\nminutes: soon\n"), u":3: minutes"_s, u"whole number"_s);
        row("too long", lessonWith("title: A\nminutes: 6000\n"), u":3: minutes"_s, u"whole number"_s);
        row("language", lessonWith("title: A\nlanguage: English\n"), u":3: language"_s, u"zh_CN"_s);
        row("no such sample", lessonWith("title: A\nexperiment: fashion-mnis\n"), u":3: experiment"_s,
            u"fashion-mnist"_s);
        row("unknown setting", lessonWith("title: A\nexperiment: fashion-mnist\nset:\n  distill.temprature: 2\n"),
            u":5: distill.temprature"_s, u"distill.temperature"_s);
        row("bad setting",
            lessonWith("title: A\nexperiment: fashion-mnist\nset:\n  data.limit: 5\n  distill.alpha: 2\n"),
            u":6: distill.alpha"_s, u"from 0 to 1"_s);
        row("settings of nothing", lessonWith("title: A\nset:\n  data.limit: 5\n"), u":3: set"_s, u"experiment"_s);
        row("faulty experiment", lessonWith("title: A\nexperiment:\n  data:\n    limmit: 3\n"), u":5: data.limmit"_s,
            u"data.limit"_s);
        row("a program", lessonWith("title: A\nexperiment:\n  teacher: {source: torchscript, trust_code: true}\n"),
            u":4: experiment"_s, u"program"_s);
        row("a server", lessonWith("title: A\nexperiment: movie-reviews\nset:\n  teacher.source: endpoint\n"),
            u":5: teacher.source"_s, u"server"_s);
        row("no text", lessonWith("title: A\n", "\n\n"), u":4"_s, u"no text"_s);
        row("no answer", lessonWith("title: A\n", "Text.\n\n> question: Why?\n"), u":6"_s, u"answer"_s);
        row("no question", lessonWith("title: A\n", "Text.\n\n> answer: So.\n"), u":6"_s, u"question"_s);
        row("two answers", lessonWith("title: A\n", "> question: Why?\n> answer: So.\n> answer: Or so.\n"), u":6"_s,
            u"question"_s);
        row("unknown link", lessonWith("title: A\n", "\n[x](distillab:shut-down)\n"), u":5"_s, u"leads nowhere"_s);
        row("link to a file", lessonWith("title: A\n", "[x](file:///etc/passwd)\n"), u":4"_s, u"leads nowhere"_s);
        row("reference", lessonWith("title: A\n", "[x][y]\n\n[y]: javascript:alert(1)\n"), u":6"_s, u"leads nowhere"_s);
        row("bare link", lessonWith("title: A\n", "See <ftp://somewhere/x>.\n"), u":4"_s, u"leads nowhere"_s);
        row("nothing to start", lessonWith("title: A\n", "[x](distillab:start)\n"), u":4"_s, u"has none"_s);
        row("bad start", lessonWith("title: A\nexperiment: fashion-mnist\n", "[x](distillab:start?distill.alpha=7)\n"),
            u":5"_s, u"not sound"_s);
        row("remote picture", lessonWith("title: A\n", "![x](https://example.org/a.png)\n"), u":4"_s, u"picture"_s);
        row("picture elsewhere", lessonWith("title: A\n", "![x](../a.png)\n"), u":4"_s, u"picture"_s);
    }

    void tellsFileLineAndKeyOfWhatIsWrong() {
        QFETCH(QByteArray, text);
        QFETCH(QString, where);
        QFETCH(QString, says);
        const auto error = test::caught<RequestError>([&] { parseLesson(text, kFile); });
        QVERIFY(error);
        QVERIFY2(error->where().startsWith(where), qPrintable(error->where()));
        const QString words = error->text();
        QVERIFY2(words.contains(says), qPrintable(words));
        QVERIFY(!error->remedy().isEmpty());
    }

    void linksInCodeAreWords() {
        QCOMPARE(parsed("title: A\n", "Write `[x](file:y)` so.\n").sections.size(), size_t(1));
    }

    void refusesFilesThatAreNoLessons() {
        const QTemporaryDir folder;
        const QString large = folder.filePath(u"large.md"_s);
        writeFileAtomically(large, lessonWith("title: A\n", QByteArray(kMostLessonBytes, 'x')));
        QVERIFY(test::caught<RequestError>([&] { loadLesson(large); }));
        QVERIFY(test::caught<RequestError>([&] { loadLesson(folder.filePath(u"missing.md"_s)); }));
    }

    void knowsItsLinksAlone_data() {
        QTest::addColumn<QString>("target");
        QTest::addColumn<bool>("known");
        for (const QString& link : knownLinks()) QTest::newRow(qPrintable(link)) << link << true;
        for (const QString& link : {u"https://example.org/a"_s, u"http://example.org"_s}) {
            QTest::newRow(qPrintable(link)) << link << true;
        }
        for (const QString& link :
             {u"distillab:show"_s, u"distillab:show/"_s, u"distillab:show/everything"_s,
              u"distillab:show/results?x=1"_s, u"distillab:start#x"_s, u"distillab://start"_s, u"DISTILLAB:quit"_s,
              u"file:///etc/passwd"_s, u"javascript:alert(1)"_s, u"https://"_s, u"https://bank.example@evil.example/"_s,
              u"start"_s, u"#top"_s, u""_s}) {
            QTest::newRow(qPrintable(u"not "_s + link)) << link << false;
        }
    }

    void knowsItsLinksAlone() {
        QFETCH(QString, target);
        QFETCH(bool, known);
        QCOMPARE(parseLink(target).has_value(), known);
    }
};

DISTILLAB_TEST(LessonTest)
#include "lesson_test.moc"
