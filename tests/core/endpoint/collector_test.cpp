#include "core/endpoint/collector.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/endpoint/estimate.h"
#include "tests/core/endpoint/endpoint_fixture.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QElapsedTimer>
#include <QFile>
#include <QSet>
#include <QTest>

#include <cmath>
#include <memory>
#include <thread>

using namespace distillab;
using namespace distillab::endpoint;
using namespace Qt::Literals::StringLiterals;
using test::caught;
using test::EndpointFixture;
using test::LoopbackChat;
using Request = LoopbackChat::Request;
using Reply = LoopbackChat::Reply;

namespace {

ChatRequest question(const QString& prompt) {
    ChatRequest request;
    request.messages = {{u"user"_s, prompt}};
    return request;
}

}  // namespace

class CollectorTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_fixture = std::make_unique<EndpointFixture>();
        m_key = ApiKey(test::kTestKey, u"test"_s);
        m_outcomes.clear();
    }

    void questionsAreAnsweredSeveralAtATime() {
        m_fixture->options.concurrency = 9;  // more than Qt allows to one host per access manager
        m_fixture->server.alter = [](const Request&, Reply& reply) { reply.delayMs = 100; };
        ask(30);
        for (int i = 0; i < 30; ++i) QCOMPARE(m_outcomes[i].reply->text, u"answer to %1"_s.arg(i));
        QCOMPARE(m_fixture->server.mostAtOnce, 9);
        QCOMPARE(m_fixture->server.requests[0].headers["authorization"], "Bearer " + test::kTestKey.toLatin1());
        QCOMPARE(m_fixture->server.requests[0].path, QByteArray("/v1/chat/completions"));
    }

    void theSameQuestionIsAskedOnce() {
        AnswerStore store(m_fixture->storePath());
        Collector collector(m_fixture->options, m_key, store, "job", m_fixture->control);
        int answers = 0;
        for (int i = 0; i < 3; ++i)
            collector.ask(question(u"same"_s), [&](const Outcome& o) { answers += o.reply ? 1 : 0; });
        collector.run();
        QCOMPARE(answers, 3);
        QCOMPARE(m_fixture->server.requests.size(), size_t{1});
    }

    void retryAfterHoldsEverythingBack() {
        m_fixture->options.concurrency = 1;
        m_fixture->server.alter = [](const Request& request, Reply& reply) {
            if (request.prompt != u"0"_s || request.seen > 0) return;
            reply.status = 429;
            reply.headers["Retry-After"] = "20";  // of 10 ms
        };
        QElapsedTimer timer;
        timer.start();
        ask(3);
        QVERIFY(timer.elapsed() >= 200);
        QCOMPARE(m_fixture->server.requests.size(), size_t{4});
        for (const Outcome& outcome : m_outcomes) QVERIFY(outcome.reply);
    }

    void tooLongAWaitIsNotWaited() {
        m_fixture->server.alter = [](const Request&, Reply& reply) {
            reply.status = 503;
            reply.headers["Retry-After"] = "4000";
        };
        ask(1);
        QVERIFY2(m_outcomes[0].reason.contains(u"4000"_s), qPrintable(m_outcomes[0].reason));
        QCOMPARE(m_fixture->server.requests.size(), size_t{1});
    }

    void aServerThatIsGoneIsNotAskedForEver() {
        m_fixture->options.url = u"http://127.0.0.1:9/v1"_s;
        const Ending ending = ask(50);
        QCOMPARE(ending.kind, Ending::Kind::GaveUp);
        QVERIFY(!ending.reason.isEmpty() && !ending.remedy.isEmpty());
        for (const Outcome& outcome : m_outcomes) QVERIFY(!outcome.reply && !outcome.reason.isEmpty());
        QVERIFY(!m_outcomes.back().isAsked);
    }

    void oneBadRowDoesNotEndTheJob() {
        m_fixture->options.concurrency = 1;
        m_fixture->server.alter = [](const Request& request, Reply& reply) {
            if (request.prompt.toInt() % 10 > 0) reply.status = 400;
        };
        QCOMPARE(ask(40).kind, Ending::Kind::Finished);
        QCOMPARE(m_fixture->server.answered.size(), size_t{4});
    }

    void redirectsOnTheSameHostAreFollowed() {
        m_fixture->server.alter = [](const Request& request, Reply& reply) {
            if (request.path.contains("/moved/")) return;
            reply.status = 308;
            reply.headers["Location"] = "/moved/chat/completions";
        };
        ask(1);
        QVERIFY2(m_outcomes[0].reply, qPrintable(m_outcomes[0].reason));
        QVERIFY(m_fixture->server.requests.back().headers.contains("authorization"));
    }

    void theLimitOnMoneyIsNotExceeded() {
        m_fixture->options.priceIn = 1000;   // 0.1 for the 100 tokens that the server counts
        m_fixture->options.priceOut = 1000;  // 0.01 for 10
        m_fixture->options.maxCost = 0.5;
        AnswerStore store(m_fixture->storePath());
        Collector collector(m_fixture->options, m_key, store, "job", m_fixture->control);
        for (int i = 0; i < 20; ++i) {
            ChatRequest request = question(QString(400, u'x') + QString::number(i));
            request.maxTokens = 10;
            collector.ask(request, [](const Outcome&) {});
        }
        QCOMPARE(collector.run().kind, Ending::Kind::LimitReached);
        QCOMPARE(m_fixture->server.requests.size(), size_t{4});
        QVERIFY(std::abs(collector.progress().cost - 0.44) < 1e-9);
    }

    void aStopKeepsWhatIsUnderWay() {
        m_fixture->options.concurrency = 2;
        m_fixture->server.alter = [this](const Request& request, Reply& reply) {
            reply.delayMs = 100;
            if (request.prompt == u"3"_s) m_fixture->control.stop();
        };
        QVERIFY(caught<Stopped>([&] { ask(20); }));
        int answered = 0;
        for (const Outcome& outcome : m_outcomes) {
            answered += outcome.reply ? 1 : 0;
            QVERIFY(outcome.reply || !outcome.reason.isEmpty());
        }
        QCOMPARE(static_cast<size_t>(answered), m_fixture->server.requests.size());
        QVERIFY(answered < 20);

        m_fixture->control.reset();
        m_fixture->server.alter = [](const Request&, Reply&) {};
        ask(20);
        for (const auto& [prompt, times] : m_fixture->server.answered) QCOMPARE(times, 1);
        QCOMPARE(m_fixture->server.answered.size(), size_t{20});
    }

    void aPauseSendsNothing() {
        m_fixture->control.pause();
        QElapsedTimer timer;
        timer.start();
        std::thread resume([this] {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
            m_fixture->control.resume();
        });
        ask(2);
        resume.join();
        QVERIFY(m_outcomes[1].reply);
        QVERIFY(timer.elapsed() >= 100);
    }

    void theStoreIsPrivateAndToleratesATornLine() {
        ask(3);
        const QFile::Permissions mode = QFile::permissions(m_fixture->storePath());
        QVERIFY(!(mode & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther)));
        QByteArray content = readFile(m_fixture->storePath());
        content.chop(20);  // as a crash leaves it
        QFile file(m_fixture->storePath());
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(content);
        file.close();
        ask(4);
        QCOMPARE(m_fixture->server.requests.size(), size_t{3 + 2});  // the torn one and the new one
        AnswerStore store(m_fixture->storePath());
        QCOMPARE(store.damagedLines(), qint64{1});
        ask(4);
        QCOMPARE(m_fixture->server.requests.size(), size_t{5});
    }

    void twoProgramsShareOneStore() {
        AnswerStore first(m_fixture->storePath());
        AnswerStore second(m_fixture->storePath());
        for (int i = 0; i < 50; ++i) {
            ChatReply reply;
            reply.text = QString::number(i);
            (i % 2 == 0 ? first : second).add(QByteArray::number(i), "job", reply);
            (i % 2 == 0 ? first : second).commit();
        }
        AnswerStore all(m_fixture->storePath());
        QCOMPARE(all.damagedLines(), qint64{0});
        QCOMPARE(all.spentBy("job").requests, qint64{50});
    }

    void keysOfQuestionsDependOnAllThatMatters() {
        const QUrl url(u"https://a.example/v1/chat/completions"_s);
        const ChatRequest base = question(u"one"_s);
        QSet<QByteArray> keys{requestKey(base, url, u"m"_s)};
        const auto add = [&](const auto& change) {
            ChatRequest other = base;
            change(other);
            keys << requestKey(other, url, u"m"_s);
        };
        add([](ChatRequest& r) { r.messages[0].content = u"two"_s; });
        add([](ChatRequest& r) { r.messages[0].role = u"system"_s; });
        add([](ChatRequest& r) { r.temperature = 0.5; });
        add([](ChatRequest& r) { r.maxTokens = 5; });
        add([](ChatRequest& r) { r.topLogprobs = 5; });
        add([](ChatRequest& r) { r.json = true; });
        add([](ChatRequest& r) { r.sample = 1; });
        keys << requestKey(base, url, u"other"_s) << requestKey(base, QUrl(u"https://b.example/"_s), u"m"_s);
        QCOMPARE(keys.size(), 10);
        QCOMPARE(requestKey(base, url, u"m"_s).size(), 64);
    }

    void theKeyIsTakenOutOfWhateverTheServerSays() {
        const QString percent = QString::fromLatin1(QUrl::toPercentEncoding(test::kTestKey));
        QString slashes = test::kTestKey;
        slashes.replace(u'/', u"\\/"_s);
        for (const QString& spelling : {test::kTestKey, percent, slashes}) {
            QVERIFY(!m_key.scrub(u"key: "_s + spelling).contains(u"0123456789"_s));
        }
        m_fixture->server.say = [](const Request&) { return u"Your key is "_s + test::kTestKey + u"!"_s; };
        ask(1);
        QCOMPARE(m_outcomes[0].reply->text, u"Your key is [key]!"_s);
        QVERIFY(!readFile(m_fixture->storePath()).contains("0123456789"));
    }

    void unsafeAddressesAreRefused_data() {
        QTest::addColumn<QString>("url");
        for (const char* url : {"http://api.example.com/v1", "ftp://a.example", "", "https://",
                                "https://u:p@a.example/v1", "https://a.example/v1?key=x", "no address at all"}) {
            QTest::newRow(url) << QString::fromLatin1(url);
        }
    }

    void unsafeAddressesAreRefused() {
        QFETCH(QString, url);
        m_fixture->options.url = url;
        const auto error = caught<RequestError>([&] { chatUrl(m_fixture->options); });
        QVERIFY(error);
        QVERIFY(!error->text().contains(u"u:p"_s));
    }

    void plainHttpElsewhereNeedsToBeAllowed() {
        m_fixture->options.url = u"http://gpu-server:8000/v1/"_s;
        m_fixture->options.allowPlain = true;
        QCOMPARE(chatUrl(m_fixture->options), QUrl(u"http://gpu-server:8000/v1/chat/completions"_s));
    }

    void keysThatAreNoneAreRefusedWithoutShowingThem() {
        const auto error = caught<RequestError>([] { ApiKey(u"sk-abc def\n"_s, u"MY_KEY"_s); });
        QVERIFY(error);
        QVERIFY(!error->text().contains(u"abc"_s));
        QVERIFY(error->text().contains(u"MY_KEY"_s));
    }

    void theKeyComesFromTheNamedVariable() {
        qputenv("LOOPBACK_TEST_KEY", "sk-from-variable");
        QCOMPARE(findKey(u"LOOPBACK_TEST_KEY"_s, u"127.0.0.1"_s).header(), QByteArray("Bearer sk-from-variable"));
        qunsetenv("LOOPBACK_TEST_KEY");
        QVERIFY(findKey(u"LOOPBACK_TEST_KEY"_s, u"127.0.0.1"_s).isEmpty());
    }

    void estimatesCountWhatIsLeft() {
        m_fixture->options.priceIn = 2;
        m_fixture->options.priceOut = 8;
        ask(3);
        std::vector<ChatRequest> requests;
        for (int i = 0; i < 10; ++i) requests.push_back(question(QString::number(i)));
        requests.push_back(requests.back());
        AnswerStore store(m_fixture->storePath());
        const Estimate rough = estimate(m_fixture->options, store, requests);
        QCOMPARE(rough.requests, qint64{7});
        QCOMPARE(rough.stored, qint64{3});
        QVERIFY(rough.isMeasured);
        QCOMPARE(rough.outputTokens, qint64{70});
        QVERIFY(std::abs(rough.cost - (static_cast<double>(rough.inputTokens) * 2 + 70 * 8) * 1e-6) < 1e-12);
    }

    void theConnectionIsTestedWithOneRequest() {
        const LabelTask task{u"Is it praise?"_s, {u"pan"_s, u"praise"_s}, 3, 0.5};
        const auto test = [&] {
            return testConnection(m_fixture->options, task, {u"a good film"_s, {}}, m_key, m_fixture->control);
        };
        const ConnectionReport good = test();
        QVERIFY2(good.isGood, qPrintable(good.problem));
        QVERIFY(good.hasLogprobs);
        QCOMPARE(good.label, u"praise"_s);
        QVERIFY(m_fixture->server.requests[0].prompt.contains(u"a good film"_s));
        QCOMPARE(m_fixture->server.requests.size(), size_t{1});
        m_fixture->server.alter = [](const Request&, Reply& reply) { reply.status = 401; };
        const ConnectionReport bad = test();
        QVERIFY(!bad.isGood);
        QVERIFY(bad.problem.contains(u"401"_s));
        QVERIFY2(bad.remedy.contains(u"DISTILLAB_API_KEY"_s), qPrintable(bad.remedy));
        QCOMPARE(m_fixture->server.requests.size(), size_t{2});
    }

    void oneAnswerTellsWhatAllWillTake() {
        EndpointOptions options;
        options.concurrency = 4;
        options.priceIn = 1;
        options.priceOut = 2;
        const LabelTask task{{}, {u"a"_s, u"b"_s}, 5, 0.5};
        ConnectionReport report;
        report.hasLogprobs = true;
        report.seconds = 0.5;
        report.usage = {100, 10, false};
        const Estimate one = estimateLike(report, options, task, 1000);
        QCOMPARE(one.requests, 1000);
        QCOMPARE(one.inputTokens, 100'000);
        QCOMPARE(one.cost, 0.12);
        QCOMPARE(one.seconds, 125.0);
        report.hasLogprobs = false;
        QCOMPARE(estimateLike(report, options, task, 1000).requests, 5000);
    }

private:
    /// Asks "0", "1", … and keeps the outcomes.
    Ending ask(int count) {
        m_outcomes.assign(static_cast<size_t>(count), {});
        AnswerStore store(m_fixture->storePath());
        Collector collector(m_fixture->options, m_key, store, "job", m_fixture->control);
        for (size_t i = 0; i < m_outcomes.size(); ++i) {
            collector.ask(question(QString::number(i)), [this, i](const Outcome& outcome) { m_outcomes[i] = outcome; });
        }
        return collector.run();
    }

    std::unique_ptr<EndpointFixture> m_fixture;
    ApiKey m_key;
    std::vector<Outcome> m_outcomes;
};

DISTILLAB_TEST(CollectorTest)
#include "collector_test.moc"
