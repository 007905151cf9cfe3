#include "core/endpoint/prompt_file.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

using namespace distillab;
using namespace distillab::endpoint;
using namespace Qt::Literals::StringLiterals;
using test::caught;

class PromptFileTest : public QObject {
    Q_OBJECT

private slots:
    void promptsAreReadInOrder() {
        const QList<Prompt> prompts = readPrompts(
            write("{\"id\": \"a\", \"prompt\": \"one\"}\n\n"
                  "{\"id\": 7, \"messages\": [{\"role\": \"system\", \"content\": \"Be brief.\"}, {\"role\": \"user\", "
                  "\"content\": \"two\"}]}\r\n"
                  "{\"prompt\": \"三\"}"));
        QCOMPARE(prompts.size(), 3);
        QCOMPARE(prompts[0].id, u"a"_s);
        QCOMPARE(prompts[1].id, u"7"_s);
        QCOMPARE(prompts[1].prompt, u"two"_s);
        QCOMPARE(prompts[2].id, u"4"_s);  // its line
        QCOMPARE(prompts[2].prompt, u"三"_s);
        const auto questions = questionsOf(prompts, {u"You teach."_s, 2, 0.7, 50, false});
        QCOMPARE(questions.size(), size_t{6});
        QCOMPARE(questions[1].messages.first().content, u"You teach."_s);
        QCOMPARE(questions[1].sample, 1);
        QCOMPARE(questions[2].messages.first().content, u"Be brief."_s);  // its own is kept
    }

    void badLinesAreNamed_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("hint");
        QTest::newRow("no JSON") << QByteArray("{\"prompt\": \"a\"}\n{oops\n") << u"prompts.jsonl:2"_s;
        QTest::newRow("no object") << QByteArray("[1]\n") << u"no JSON object"_s;
        QTest::newRow("no prompt") << QByteArray("{\"text\": \"a\"}\n") << u"no prompt"_s;
        QTest::newRow("role") << QByteArray("{\"messages\": [{\"role\": \"boss\", \"content\": \"a\"}]}") << u"role"_s;
        QTest::newRow("empty") << QByteArray("\n\n") << u"no prompt is in this file"_s;
        QTest::newRow("same id") << QByteArray(
                                        "{\"id\": 1, \"prompt\": \"a\"}\n{\"prompt\": \"b\"}\n"
                                        "{\"id\": \"1\", \"prompt\": \"c\"}\n")
                                 << u"the id “1” stands in lines 1 and 3"_s;
        QTest::newRow("id") << QByteArray("{\"id\": [], \"prompt\": \"a\"}") << u"id"_s;
    }

    void badLinesAreNamed() {
        QFETCH(QByteArray, content);
        QFETCH(QString, hint);
        const QString path = write(content);
        const auto error = caught<RequestError>([&] { readPrompts(path); });
        QVERIFY(error);
        QVERIFY2(error->text().contains(hint), qPrintable(error->text()));
    }

    void foreignFilesAreNotWrittenOver() {
        const QString prompts = write("{\"prompt\": \"a\"}\n");
        QVERIFY(caught<RequestError>([&] { requireAnswersPath(prompts, prompts); }));
        const QString notes = m_folder.filePath(u"notes.txt"_s);
        writeFileAtomically(notes, "mine");
        QVERIFY(caught<RequestError>([&] { requireAnswersPath(notes, prompts); }));
        const QString answers = m_folder.filePath(u"answers.jsonl"_s);
        requireAnswersPath(answers, prompts);
        writeAnswers(answers, readPrompts(prompts), 1, {{{}, u"not asked"_s, false}});
        requireAnswersPath(answers, prompts);
        QCOMPARE(readFile(answers), QByteArray("{\"id\":\"1\",\"prompt\":\"a\",\"error\":\"not asked\"}\n"));
    }

private:
    QString write(const QByteArray& content) {
        const QString path = m_folder.filePath(u"prompts.jsonl"_s);
        writeFileAtomically(path, content);
        return path;
    }

    QTemporaryDir m_folder;
};

DISTILLAB_TEST(PromptFileTest)
#include "prompt_file_test.moc"
