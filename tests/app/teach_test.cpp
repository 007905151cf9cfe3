#include "core/base/files.h"
#include "tests/core/endpoint/loopback_chat.h"
#include "tests/support/program.h"
#include "tests/support/test_main.h"

#include <QDirIterator>
#include <QFile>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include <csignal>
#include <memory>

using namespace distillab;
using namespace Qt::Literals::StringLiterals;
using nlohmann::json;
using test::LoopbackChat;
using test::Outcome;
using Request = LoopbackChat::Request;
using Reply = LoopbackChat::Reply;

namespace {

constexpr int kPrompts = 40;
const QByteArray kKey = "sk-Loopback-0123456789abcdef";

}  // namespace

/// The verb teach as its users meet it, against a server in this process: killed, stopped, limited, refused.
class TeachTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_scratch = std::make_unique<QTemporaryDir>();
        m_server = std::make_unique<LoopbackChat>();
        QByteArray prompts;
        for (int i = 0; i < kPrompts; ++i) {
            prompts += "{\"id\": \"p" + QByteArray::number(i) + "\", \"prompt\": \"question " + QByteArray::number(i) +
                       "\"}\n";
        }
        writeFileAtomically(path(u"prompts.jsonl"_s), prompts);
    }

    void answersComeInTheOrderOfThePrompts() {
        m_server->alter = [](const Request& request, Reply& reply) {
            reply.delayMs = request.prompt.endsWith(u'0') ? 60 : 5;
        };
        const Outcome outcome = teach({u"--system"_s, u"Be brief."_s, u"--json"_s});
        QVERIFY2(outcome.code == 0, outcome.err);
        const json result = json::parse(outcome.out.toStdString());
        QVERIFY(result.at("answered") == json(kPrompts));
        QVERIFY(result.at("requests") == json(kPrompts));
        QVERIFY(result.at("ended") == json("finished"));
        const std::vector<json> lines = answers();
        QCOMPARE(lines.size(), size_t{kPrompts});
        for (int i = 0; i < kPrompts; ++i) {
            const json& line = lines[static_cast<size_t>(i)];
            QVERIFY(line.at("id") == json(QByteArray("p").append(QByteArray::number(i)).toStdString()));
            QVERIFY(line.at("answer") ==
                    json(QByteArray("answer to question ").append(QByteArray::number(i)).toStdString()));
            QVERIFY(line.at("finish_reason") == json("stop"));
            QVERIFY(line.at("usage").at("completion_tokens") == json(10));
        }
        QCOMPARE(m_server->requests[0].system, u"Be brief."_s);
        requireNoKey(outcome);
    }

    void killedAndResumedNothingAnsweredIsAskedAgain() {
        m_server->alter = [](const Request&, Reply& reply) { reply.delayMs = 40; };
        // Killed at three different moments: with few, some and most of the answers in.
        for (const size_t enough : {size_t{3}, size_t{14}, size_t{30}}) {
            const auto process = start({});
            waitUntil([&] { return m_server->answered.size() >= enough; });
            ::kill(static_cast<pid_t>(process->processId()), SIGKILL);
            process->waitForFinished();
            QVERIFY(process->exitStatus() == QProcess::CrashExit);
            m_underWay += 4;  // what was under way at the kill may be asked again
        }
        QVERIFY(!QFile::exists(path(u"answers.jsonl"_s)));
        // From here on: whatever the store holds is not asked again.
        QTest::qWait(100);  // what the killed one still had on its way has come in
        const QByteArray store = readFile(storePath());
        const auto stored = static_cast<size_t>(store.count('\n'));
        const size_t before = m_server->requests.size();
        const Outcome outcome = teach({u"--json"_s});
        QVERIFY2(outcome.code == 0, outcome.err);
        QCOMPARE(m_server->requests.size() - before, size_t{kPrompts} - stored);
        QCOMPARE(answers().size(), size_t{kPrompts});
        for (const json& line : answers()) QVERIFY(line.contains("answer"));
        // Asked twice were at most those that were under way when the program was killed.
        QVERIFY(m_server->requests.size() <= static_cast<size_t>(kPrompts + m_underWay));
        // What the server had sent and the program had taken in was on disk: none was stored twice.
        const QList<QByteArray> lines = readFile(storePath()).split('\n');
        QSet<std::string> keys;
        for (const QByteArray& line : lines) {
            if (!line.isEmpty()) keys << json::parse(line.toStdString()).at("key").get<std::string>();
        }
        QCOMPARE(keys.size(), kPrompts);
        QCOMPARE(lines.size() - 1, kPrompts);
        requireNoKey(outcome);
    }

    void stoppedItGoesOn() {
        m_server->alter = [](const Request&, Reply& reply) { reply.delayMs = 30; };
        const auto process = start({});
        waitUntil([&] { return m_server->answered.size() >= 10; });
        ::kill(static_cast<pid_t>(process->processId()), SIGINT);
        const Outcome stopped = finish(*process);
        QCOMPARE(stopped.code, 130);
        QVERIFY2(stopped.err.contains("same command"), stopped.err);
        QCOMPARE(answers().size(), size_t{kPrompts});  // the rest is listed
        QVERIFY(answers().back().contains("error"));
        const size_t before = m_server->requests.size();
        QVERIFY(before < kPrompts);
        QCOMPARE(teach({}).code, 0);
        QCOMPARE(m_server->requests.size(), size_t{kPrompts});  // nothing twice: a stop waits for what is under way
        for (const json& line : answers()) QVERIFY(line.contains("answer"));
    }

    void limitsStopIt() {
        const Outcome limited = teach({u"--max-requests"_s, u"7"_s, u"--json"_s});
        QCOMPARE(limited.code, 130);
        QVERIFY2(limited.err.contains("limit of 7 requests"), limited.err);
        QCOMPARE(m_server->requests.size(), size_t{7});
        QCOMPARE(teach({u"--max-requests"_s, u"7"_s}).code, 130);
        QCOMPARE(m_server->requests.size(), size_t{7});
        const Outcome unpriced = teach({u"--max-cost"_s, u"1"_s});
        QCOMPARE(unpriced.code, 2);
        QVERIFY2(unpriced.err.contains("price"), unpriced.err);
    }

    void estimatesAskNothing() {
        const Outcome outcome = teach({u"--estimate"_s, u"--price-in"_s, u"1"_s, u"--json"_s});
        QVERIFY2(outcome.code == 0, outcome.err);
        const json estimate = json::parse(outcome.out.toStdString());
        QVERIFY(estimate.at("requests") == json(kPrompts));
        QVERIFY(estimate.at("cost").get<double>() > 0);
        QVERIFY(m_server->requests.empty());
    }

    void samplesAreNumbered() {
        const Outcome outcome = teach({u"--samples"_s, u"3"_s});
        QVERIFY2(outcome.code == 0, outcome.err);
        const std::vector<json> lines = answers();
        QCOMPARE(lines.size(), size_t{3 * kPrompts});
        QVERIFY(lines[4].at("id") == json("p1"));
        QVERIFY(lines[4].at("sample") == json(1));
        QCOMPARE(m_server->requests[0].temperature, 1.0);
    }

    void aServerThatRefusesTheKeyFailsTheWork() {
        m_server->alter = [](const Request&, Reply& reply) {
            reply.status = 401;
            reply.body = "{\"error\": {\"message\": \"Incorrect API key: " + kKey + "\"}}";
        };
        const Outcome outcome = teach({u"--json"_s});
        QCOMPARE(outcome.code, 3);
        QVERIFY2(outcome.err.contains("401") && outcome.err.contains("DISTILLAB_API_KEY"), outcome.err);
        for (const json& line : answers()) QVERIFY(line.contains("error"));
        requireNoKey(outcome);
    }

    void wrongRequestsSayWhatToDo() {
        writeFileAtomically(path(u"prompts.jsonl"_s),
                            "{\"id\": 1, \"prompt\": \"a\"}\n{\"id\": 1, \"prompt\": \"b\"}\n");
        const Outcome twice = teach({});
        QCOMPARE(twice.code, 2);
        QVERIFY2(twice.err.contains("stands in lines 1 and 2"), twice.err);
        const Outcome number = teach({u"--concurrency"_s, u"many"_s});
        QCOMPARE(number.code, 2);
        QVERIFY2(number.err.contains("--concurrency"), number.err);
        QVERIFY(m_server->requests.empty());
    }

private:
    QString path(const QString& name) const { return m_scratch->filePath(name); }

    QString storePath() const {
        QDirIterator files(path(u"cache/answers"_s), {u"*.jsonl"_s});
        return files.hasNext() ? files.next() : QString();
    }

    std::unique_ptr<QProcess> start(const QStringList& more) const {
        auto process = std::make_unique<QProcess>();
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"DISTILLAB_CACHE"_s, path(u"cache"_s));
        environment.insert(u"DISTILLAB_API_KEY"_s, QString::fromLatin1(kKey));
        process->setProcessEnvironment(environment);
        process->setWorkingDirectory(m_scratch->path());
        process->start(test::programPath(u"distillab-cli"_s),
                       QStringList{u"teach"_s, u"prompts.jsonl"_s, u"--out"_s, u"answers.jsonl"_s, u"--url"_s,
                                   m_server->url(), u"--model"_s, u"tiny"_s} +
                           more);
        return process;
    }

    /// The server lives in this thread: events must flow until the program ends.
    static Outcome finish(QProcess& process) {
        waitUntil([&] { return process.state() == QProcess::NotRunning; });
        Outcome outcome;
        if (process.exitStatus() == QProcess::NormalExit) outcome.code = process.exitCode();
        outcome.out = process.readAllStandardOutput();
        outcome.err = process.readAllStandardError();
        return outcome;
    }

    Outcome teach(const QStringList& more) const { return finish(*start(more)); }

    static void waitUntil(const std::function<bool()>& holds) { QVERIFY(QTest::qWaitFor(holds, 60'000)); }

    std::vector<json> answers() const {
        std::vector<json> lines;
        for (const QByteArray& line : readFile(path(u"answers.jsonl"_s)).split('\n')) {
            if (!line.isEmpty()) lines.push_back(json::parse(line.toStdString()));
        }
        return lines;
    }

    /// Neither in what the program said nor in any file that it wrote.
    void requireNoKey(const Outcome& outcome) const {
        QVERIFY(!outcome.out.contains(kKey) && !outcome.err.contains(kKey));
        int files = 0;
        QDirIterator all(m_scratch->path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (all.hasNext()) {
            ++files;
            QVERIFY2(!readFile(all.next()).contains("0123456789abcdef"), qPrintable(all.filePath()));
        }
        QVERIFY(files >= 2);
    }

    std::unique_ptr<QTemporaryDir> m_scratch;
    std::unique_ptr<LoopbackChat> m_server;
    int m_underWay = 0;
};

DISTILLAB_TEST(TeachTest)
#include "teach_test.moc"
