#include "core/base/files.h"
#include "core/experiment/run_folder.h"
#include "tests/core/endpoint/loopback_chat.h"
#include "tests/support/program.h"
#include "tests/support/synthetic_texts.h"
#include "tests/support/test_main.h"

#include <QDirIterator>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <functional>
#include <memory>

using namespace distillab;
using namespace Qt::Literals::StringLiterals;
using test::LoopbackChat;
using test::Outcome;
using Request = LoopbackChat::Request;
using Reply = LoopbackChat::Reply;

Q_DECLARE_METATYPE(std::function<void(const Request&, Reply&)>)

namespace {

const QByteArray kKey = "sk-Loopback/0123456789+abcdef";
const QFile::Permissions kOthers =
    QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;

/// As a server may echo it.
QByteArrayList spellingsOfTheKey() {
    QByteArray json = kKey;
    json.replace('/', "\\/");
    return {kKey, QUrl::toPercentEncoding(QString::fromLatin1(kKey)), kKey.toBase64(), json};
}

QByteArray keyIn(const QByteArray& text) {
    for (const QByteArray& spelling : spellingsOfTheKey()) {
        if (text.contains(spelling)) return spelling;
    }
    return {};
}

}  // namespace

/// The program with a key and a chat server that gives it away in every way it can: the key is found nowhere. And
/// offline nobody is asked.
class SecretsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_scratch = std::make_unique<QTemporaryDir>();
        m_server = std::make_unique<LoopbackChat>();
        m_server->givesLogprobs = false;
        m_environment.clear();
        test::writeSyntheticReviews(path(u"reviews.csv"_s), 90, 3);
        makeFolder(path(u"words"_s));
        writeFileAtomically(path(u"words/vocab.txt"_s), test::syntheticVocabulary().join(u'\n').toUtf8() + '\n');
        writeExperiment(m_server->url(), u"DISTILLAB_API_KEY"_s);
    }

    void theKeyIsFoundNowhere_data() {
        QTest::addColumn<std::function<void(const Request&, Reply&)>>("alter");
        QTest::addColumn<int>("code");
        const auto add = [](const char* name, int code, const std::function<void(const Request&, Reply&)>& alter) {
            QTest::newRow(name) << alter << code;
        };
        add("refused", 3, [](const Request&, Reply& reply) {
            reply.status = 401;
            reply.body = "{\"error\": {\"message\": \"Incorrect API key: " + kKey + "\"}}";
        });
        add("forbidden, in base64", 3, [](const Request&, Reply& reply) {
            reply.status = 403;
            reply.body = "you are " + kKey.toBase64() + ", go away";
        });
        add("sent on to the key", 3, [](const Request&, Reply& reply) {
            reply.status = 307;
            reply.headers["Location"] =
                "https://sk-loopback-0123456789.example/" + QUrl::toPercentEncoding(QString::fromLatin1(kKey));
        });
        add("too often", 3, [](const Request&, Reply& reply) {
            reply.status = 429;
            reply.headers["Retry-After"] = "9999";
            reply.body = "{\"detail\": \"limit of " + kKey + " reached\"}";
        });
        add("some rows refused, with the key escaped", 0, [](const Request& request, Reply& reply) {
            if (!request.prompt.contains(u"clumsy"_s)) return;
            reply.status = 400;
            QByteArray escaped = kKey;
            escaped.replace('/', "\\/");
            reply.body = "{\"error\": \"" + escaped + " has no opinion\"}";
        });
        add("answered with the key", 0, [](const Request& request, Reply& reply) {
            if (!request.prompt.contains(u"clumsy"_s)) return;
            reply.body = LoopbackChat::completion(u"1"_s, QString::fromLatin1(kKey), false);
        });
    }
    void theKeyIsFoundNowhere() {
        QFETCH(std::function<void(const Request&, Reply&)>, alter);
        QFETCH(int, code);
        m_server->alter = alter;
        const Outcome outcome = cli({u"run"_s, u"experiment.yaml"_s, u"--out"_s, u"run"_s});
        QVERIFY2(outcome.code == code, outcome.err);
        QVERIFY(!m_server->requests.empty());
        QCOMPARE(m_server->requests[0].headers["authorization"], "Bearer " + kKey);  // the key was in use
        requireNoKey(outcome);
        const experiment::RunFolder run(path(u"run"_s));
        for (const QString& file : {run.failureFile(), run.unansweredFile()}) {
            if (QFileInfo::exists(file)) QVERIFY2(!(QFile::permissions(file) & kOthers), qPrintable(file));
        }
        if (code != 0) {
            const Outcome json = cli({u"run"_s, u"experiment.yaml"_s, u"--out"_s, u"other"_s, u"--json"_s});
            QCOMPARE(json.code, code);
            return requireNoKey(json);
        }
        QCOMPARE(cli({u"report"_s, u"run"_s, u"--html"_s, u"page.html"_s}).code, 0);
        QCOMPARE(cli({u"pack"_s, u"run"_s, u"--out"_s, u"run.distillab"_s, u"--with-data"_s}).code, 0);
        QCOMPARE(cli({u"unpack"_s, u"run.distillab"_s, u"--out"_s, u"unpacked"_s}).code, 0);
        requireNoKey(outcome);
    }

    void aKeyInThePlaceOfItsVariableIsNotRepeated() {
        writeExperiment(m_server->url(), QString::fromLatin1(kKey));
        const QByteArray document = readFile(path(u"experiment.yaml"_s));
        const Outcome outcome = cli({u"run"_s, u"experiment.yaml"_s, u"--out"_s, u"run"_s});
        QCOMPARE(outcome.code, 2);
        QVERIFY2(outcome.err.contains("key_variable"), outcome.err);
        writeFileAtomically(path(u"experiment.yaml"_s), "moved away");
        requireNoKey(outcome);
        writeFileAtomically(path(u"experiment.yaml"_s), document);
        const Outcome teach =
            cli({u"teach"_s, u"prompts.jsonl"_s, u"--out"_s, u"a.jsonl"_s, u"--url"_s, m_server->url(), u"--model"_s,
                 u"tiny"_s, u"--key-variable"_s, QString::fromLatin1(kKey)});
        QCOMPARE(teach.code, 2);
        QVERIFY2(keyIn(teach.out + teach.err).isEmpty(), teach.err);
        QVERIFY(m_server->requests.empty());
    }

    void aKeyInTheAddressIsNotRepeated() {
        writeExperiment(u"https://me:sk-Loopback%2F0123456789%2Babcdef@api.example/v1"_s, u"DISTILLAB_API_KEY"_s);
        const Outcome outcome = cli({u"run"_s, u"experiment.yaml"_s, u"--out"_s, u"run"_s});
        QCOMPARE(outcome.code, 2);
        writeFileAtomically(path(u"experiment.yaml"_s), "moved away");
        requireNoKey(outcome);
    }

    void offlineNobodyIsAsked() {
        m_environment = {{u"DISTILLAB_OFFLINE"_s, u"1"_s}};
        const Outcome outcome = cli({u"run"_s, u"experiment.yaml"_s, u"--out"_s, u"run"_s});
        QCOMPARE(outcome.code, 2);
        QVERIFY2(outcome.err.contains("offline") && outcome.err.contains("DISTILLAB_OFFLINE"), outcome.err);
        QVERIFY(m_server->requests.empty());
    }

    /// In a network of its own, whose kernel counts every packet and every try to send one.
    void offlineNoPacketLeaves() {
        const QString counters = u"cat /proc/net/snmp /proc/net/snmp6 2>/dev/null"_s;
        const Outcome allowed = test::runProgram(u"unshare"_s, {u"-rn"_s, u"true"_s}, m_scratch->path());
        if (allowed.code != 0) QSKIP("no network of its own can be made here (unshare -rn)");
        const auto inside = [&](const QString& words) {
            const QString script = counters + u" > before; '"_s + test::programPath(u"distillab-cli"_s) + u"' "_s +
                                   words + u"; echo code $?; "_s + counters + u" > after"_s;
            return finish(*start(u"unshare"_s, {u"-rn"_s, u"sh"_s, u"-c"_s, script}));
        };
        const auto isQuiet = [&] { return readFile(path(u"before"_s)) == readFile(path(u"after"_s)); };
        writeExperiment(u"https://198.51.100.1/v1"_s, u"DISTILLAB_API_KEY"_s);  // an address of nobody, RFC 5737

        m_environment = {{u"DISTILLAB_OFFLINE"_s, u"1"_s}};
        const Outcome asked = inside(u"run experiment.yaml --out run"_s);
        QVERIFY2(asked.out.contains("code 2"), asked.err);
        QVERIFY(isQuiet());
        const Outcome hub = inside(u"run experiment.yaml --out hub --set teacher.source=hub --set teacher.model=a/b"_s);
        QVERIFY2(hub.out.contains("code 2"), hub.err);
        QVERIFY(isQuiet());

        m_environment.clear();  // else the counters might not count
        writeFileAtomically(path(u"prompts.jsonl"_s), "{\"id\": 1, \"prompt\": \"a\"}\n");
        inside(
            u"teach prompts.jsonl --out a.jsonl --model tiny --url https://198.51.100.1/v1 & sleep 3; kill $!; wait"_s);
        QVERIFY(!isQuiet());
    }

private:
    QString path(const QString& name) const { return m_scratch->filePath(name); }

    void writeExperiment(const QString& url, const QString& variable) const {
        const QString document =
            uR"(
task: text-classification
threads: 1
data: {train: reviews.csv, max_length: 24}
teacher:
  source: endpoint
  endpoint: {url: "%1", model: tiny, prompt: "Is the film any good?", judge: 5, key_variable: "%2"}
student: {model: bert-tiny, tokenizer: words, project_embeddings: false}
distill: {epochs: 1, batch_size: 32, baseline: false}
export: {onnx: {enabled: false}}
)"_s;
        writeFileAtomically(path(u"experiment.yaml"_s), document.arg(url, variable).toUtf8());
    }

    std::unique_ptr<QProcess> start(const QString& program, const QStringList& words) const {
        auto process = std::make_unique<QProcess>();
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"DISTILLAB_CACHE"_s, path(u"cache"_s));
        environment.insert(u"XDG_CONFIG_HOME"_s, path(u"config"_s));
        environment.insert(u"HF_HOME"_s, path(u"hub"_s));
        environment.insert(u"DISTILLAB_API_KEY"_s, QString::fromLatin1(kKey));
        for (const auto& [name, value] : m_environment) environment.insert(name, value);
        process->setProcessEnvironment(environment);
        process->setWorkingDirectory(m_scratch->path());
        process->start(program, words);
        return process;
    }

    /// The server lives in this thread: events must flow until the program ends.
    static Outcome finish(QProcess& process) {
        Outcome outcome;
        if (!QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 60'000)) process.kill();
        process.waitForFinished();
        if (process.exitStatus() == QProcess::NormalExit) outcome.code = process.exitCode();
        outcome.out = process.readAllStandardOutput();
        outcome.err = process.readAllStandardError();
        return outcome;
    }

    Outcome cli(const QStringList& words) const { return finish(*start(test::programPath(u"distillab-cli"_s), words)); }

    /// Neither in what the program said nor in any file that it wrote.
    void requireNoKey(const Outcome& outcome) const {
        QVERIFY2(keyIn(outcome.out).isEmpty(), outcome.out);
        QVERIFY2(keyIn(outcome.err).isEmpty(), outcome.err);
        int files = 0;
        QDirIterator all(m_scratch->path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (all.hasNext()) {
            const QString file = all.next();
            ++files;
            QVERIFY2(keyIn(readFile(file)).isEmpty(), qPrintable(file));
        }
        QVERIFY(files >= 3);
    }

    std::unique_ptr<QTemporaryDir> m_scratch;
    std::unique_ptr<LoopbackChat> m_server;
    std::vector<std::pair<QString, QString>> m_environment;
};

DISTILLAB_TEST(SecretsTest)
#include "secrets_test.moc"
