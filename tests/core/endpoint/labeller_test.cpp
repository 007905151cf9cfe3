#include "core/endpoint/labeller.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "tests/core/endpoint/endpoint_fixture.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <cmath>
#include <memory>
#include <numeric>

using namespace distillab;
using namespace distillab::endpoint;
using namespace Qt::Literals::StringLiterals;
using test::caught;
using test::EndpointFixture;
using test::LoopbackChat;
using Request = LoopbackChat::Request;
using Reply = LoopbackChat::Reply;

namespace {

constexpr int kTexts = 12;
/// The text that the server treats badly.
constexpr int kVictim = 4;

const QStringList kLabels = {u"negative"_s, u"positive"_s};

QString textOf(int i) { return u"film number %1 is %2"_s.arg(i).arg(i % 2 == 0 ? u"bad"_s : u"good"_s); }

std::vector<LabelText> someTexts() {
    std::vector<LabelText> texts;
    for (int i = 0; i < kTexts; ++i) texts.push_back({textOf(i), {}});
    return texts;
}

bool isVictim(const Request& request) { return request.prompt == textOf(kVictim); }

using Misbehaviour = std::function<void(const Request&, Reply&)>;

}  // namespace
Q_DECLARE_METATYPE(Misbehaviour)

class LabellerTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_fixture = std::make_unique<EndpointFixture>();
        m_elsewhere = std::make_unique<LoopbackChat>();
        m_key = ApiKey(test::kTestKey, u"test"_s);
    }

    void everyTextEndsLabelledOrListed_data() {
        QTest::addColumn<Misbehaviour>("misbehave");
        QTest::addColumn<bool>("isCuredByAskingAgain");
        QTest::addColumn<bool>("isHarmless");
        const auto row = [](const char* name, bool isCured, bool isHarmless, const Misbehaviour& misbehave) {
            QTest::newRow(name) << misbehave << isCured << isHarmless;
        };
        row("slow", true, false, [](const Request&, Reply& reply) {
            reply.pieceBytes = 1;
            reply.delayMs = 20;
        });
        row("cut off", true, false, [](const Request&, Reply& reply) { reply.cutAfter = reply.body.size() / 2; });
        row("wrong JSON", true, false, [](const Request&, Reply& reply) { reply.body = "{\"choices\": [oops"; });
        row("label outside the set", true, false, [](const Request&, Reply& reply) {
            reply.body = LoopbackChat::completion(u"x"_s, u"Hmm, hard to say"_s, false);
            // With token probabilities that are none of the letters.
            reply.body.replace("\"finish_reason\"",
                               "\"logprobs\":{\"content\":[{\"token\":\"Hmm\",\"logprob\":-0.1,\"top_logprobs\":"
                               "[{\"token\":\"Hmm\",\"logprob\":-0.1}]}]},\"finish_reason\"");
        });
        row("401", false, false, [](const Request&, Reply& reply) {
            reply.status = 401;
            reply.body = "{\"error\": {\"message\": \"Incorrect API key provided: " + test::kTestKey.toUtf8() + "\"}}";
        });
        row("429 with Retry-After", true, false, [](const Request&, Reply& reply) {
            reply.status = 429;
            reply.headers["Retry-After"] = "2";
        });
        row("500", true, false, [](const Request&, Reply& reply) { reply.status = 500; });
        row("empty choices", true, false, [](const Request&, Reply& reply) { reply.body = "{\"choices\": []}"; });
        row("no logprobs", true, true, [](const Request& request, Reply& reply) {
            if (request.wantsLogprobs) reply.body = LoopbackChat::completion(u"x"_s, u"A"_s, false);
        });
        row("duplicate ids", true, true, [](const Request&, Reply& reply) {
            reply.body.replace(QByteArray("\"id\":\"chatcmpl-"), "\"id\":\"same\",\"was\":\"");
        });
        row("huge body", false, false,
            [](const Request&, Reply& reply) { reply.body = QByteArray(kMostBodyBytes + (4 << 20), ' '); });
        row("redirect elsewhere", false, false, [this](const Request& request, Reply& reply) {
            reply.status = 307;
            reply.headers["Location"] = m_elsewhere->url().toUtf8() + request.path + "?key=" + test::kTestKey.toUtf8();
        });
    }

    void everyTextEndsLabelledOrListed() {
        QFETCH(Misbehaviour, misbehave);
        QFETCH(bool, isCuredByAskingAgain);
        QFETCH(bool, isHarmless);

        // Once: asking again heals what can be healed.
        m_fixture->server.alter = [&](const Request& request, Reply& reply) {
            if (isVictim(request) && request.seen == 0) misbehave(request, reply);
        };
        requireAllButVictim(label(), isCuredByAskingAgain);

        // Always for one text: the others are labelled all the same.
        init();
        m_fixture->server.alter = [&](const Request& request, Reply& reply) {
            if (isVictim(request)) misbehave(request, reply);
        };
        requireAllButVictim(label(), isHarmless);

        // Always and for all: nothing is lost, and nobody waits for ever.
        init();
        m_fixture->server.alter = misbehave;
        const Labels all = label();
        QCOMPARE(all.texts.size(), size_t{kTexts});
        for (const LabelledText& text : all.texts) {
            QCOMPARE(text.isLabelled(), isHarmless);
            QCOMPARE(text.reason.isEmpty(), isHarmless);
        }
        QVERIFY(m_elsewhere->requests.empty());
        requireNoKey(all);
    }

    void probabilitiesComeFromTheFirstToken() {
        const Labels labels = label();
        QCOMPARE(labels.texts.size(), size_t{kTexts});
        // 0.8 and 0.1 (written " A"), "The" left out.
        for (int i = 0; i < kTexts; ++i) {
            const std::vector<double>& p = labels.texts[static_cast<size_t>(i)].probabilities;
            QCOMPARE(p.size(), size_t{2});
            QVERIFY(std::abs(p[i % 2 == 0 ? 0 : 1] - 8.0 / 9) < 1e-9);
            QVERIFY(std::abs(p[0] + p[1] - 1) < 1e-12);
        }
        QCOMPARE(m_fixture->server.requests.size(), size_t{kTexts});
        for (const Request& request : m_fixture->server.requests) QVERIFY(request.wantsLogprobs && !request.wantsJson);
    }

    void withoutProbabilitiesSamplesAreCounted() {
        m_fixture->server.givesLogprobs = false;
        m_fixture->server.say = [](const Request& request) {
            return request.seen % 5 == 0 ? u"{\"label\": \"A\"}"_s : u"{\"label\": \"B\"}"_s;
        };
        const Labels labels = label();
        for (size_t i = 1; i < labels.texts.size(); ++i) {  // the first one's first request was the probe
            QCOMPARE(labels.texts[i].source, LabelSource::Samples);
            QCOMPARE(labels.texts[i].probabilities, (std::vector<double>{1.5 / 6, 4.5 / 6}));
        }
        QCOMPARE(m_fixture->server.requests.size(), size_t{1 + kTexts * 5});
        QVERIFY(m_fixture->server.requests.back().wantsJson);
        QCOMPARE(m_fixture->server.requests.back().temperature, 1.0);
    }

    void serversThatRefuseExtrasAreAskedWithout() {
        m_fixture->server.alter = [](const Request& request, Reply& reply) {
            if (!request.wantsJson && !request.wantsLogprobs) return;
            reply.status = 400;
            reply.body = "{\"error\": {\"message\": \"This server does not support that parameter.\"}}";
        };
        QStringList remarks;
        const Labels labels = label([&](const QString& remark) { remarks << remark; });
        for (const LabelledText& text : labels.texts) QVERIFY(text.isLabelled());
        QCOMPARE(remarks.size(), 2);
        // Each is refused to those under way when it is found out, then never tried again.
        qsizetype refused = 0;
        for (const Request& request : m_fixture->server.requests) refused += request.wantsJson || request.wantsLogprobs;
        QVERIFY2(refused <= 1 + m_fixture->options.concurrency, qPrintable(QString::number(refused)));
    }

    void answeredTextsAreNotAskedAgain() {
        const Labels first = label();
        const size_t requests = m_fixture->server.requests.size();
        const Labels second = label();
        QCOMPARE(m_fixture->server.requests.size(), requests);
        for (size_t i = 0; i < first.texts.size(); ++i) {
            QCOMPARE(second.texts[i].probabilities, first.texts[i].probabilities);
        }
    }

    void aLimitLeavesTheRestListed() {
        m_fixture->options.maxRequests = 5;
        m_fixture->options.concurrency = 1;
        const Labels labels = label();
        QCOMPARE(labels.ending.kind, Ending::Kind::LimitReached);
        QCOMPARE(m_fixture->server.requests.size(), size_t{5});
        for (size_t i = 0; i < labels.texts.size(); ++i) QCOMPARE(labels.texts[i].isLabelled(), i < 5);
        QVERIFY(labels.texts.back().reason.contains(u"limit"_s));
        // The same job keeps its limit after a restart, and goes on when it is raised.
        label();
        QCOMPARE(m_fixture->server.requests.size(), size_t{5});
        m_fixture->options.maxRequests = 100;
        for (const LabelledText& text : label().texts) QVERIFY(text.isLabelled());
        QCOMPARE(m_fixture->server.requests.size(), size_t{kTexts});
    }

    void manyLabelsGoByNumbers() {
        QStringList labels;
        for (int i = 0; i < 40; ++i) labels << u"topic %1"_s.arg(i);
        AnswerStore store(m_fixture->storePath());
        Labeller labeller(m_fixture->options, m_key, store, {{}, labels, 3, 1.0}, m_fixture->control);
        const Labels result = labeller.label({{u"good"_s, {}}});
        QCOMPARE(result.texts[0].source, LabelSource::Samples);
        QCOMPARE(result.texts[0].probabilities.back(), 3.5 / 23);
    }

    void answersAreReadInManySpellings_data() {
        QTest::addColumn<QString>("answer");
        QTest::addColumn<int>("label");
        const auto row = [](const QString& answer, int label) { QTest::newRow(qPrintable(answer)) << answer << label; };
        row(u"B"_s, 1);
        row(u" b.\n"_s, 1);
        row(u"(A)"_s, 0);
        row(u"**B**"_s, 1);
        row(u"Positive"_s, 1);
        row(u"\"negative\""_s, 0);
        row(u"Answer: B"_s, 1);
        row(u"The label is A."_s, 0);
        row(u"B = positive"_s, 1);
        row(u"B. Positive."_s, 1);
        row(u"{\"label\": \"B\"}"_s, 1);
        row(u"```json\n{\"label\": \"positive\"}\n```"_s, 1);
        row(u"{\"sentiment\": \"A\"}"_s, 0);
        row(u"A. positive"_s, -1);  // contradicts itself
        row(u"Both A and B"_s, -1);
        row(u"A film that I liked"_s, -1);
        row(u"C"_s, -1);
        row(u"{}"_s, -1);
        row(u""_s, -1);
    }

    void answersAreReadInManySpellings() {
        QFETCH(QString, answer);
        QFETCH(int, label);
        QCOMPARE(labelOf(answer, labelCodes(2), kLabels), label);
    }

    void unseenLettersGetWhatIsLeft() {
        const std::vector<TokenChance> candidates = {
            {u"A"_s, std::log(0.6)}, {u" A"_s, std::log(0.1)}, {u"▁B"_s, std::log(0.2)}, {u"The"_s, std::log(0.06)}};
        const std::vector<double> p = codeProbabilities(candidates, labelCodes(4));
        // Left over are 0.04, shared by C and D: 0.02 each, less than the least candidate.
        const double sum = 0.7 + 0.2 + 0.02 + 0.02;
        QVERIFY(std::abs(p[0] - 0.7 / sum) < 1e-9);
        QVERIFY(std::abs(p[1] - 0.2 / sum) < 1e-9);
        QVERIFY(std::abs(p[2] - 0.02 / sum) < 1e-9);
        QVERIFY(std::abs(std::accumulate(p.begin(), p.end(), 0.0) - 1) < 1e-12);
        QVERIFY(codeProbabilities({{u"The"_s, -0.01}}, labelCodes(4)).empty());
    }

    void wrongTasksAreRefused() {
        AnswerStore store(m_fixture->storePath());
        QVERIFY(caught<RequestError>(
            [&] { Labeller(m_fixture->options, m_key, store, {{}, {u"only"_s}, 5, 1.0}, m_fixture->control); }));
    }

private:
    Labels label(const std::function<void(const QString&)>& onRemark = [](const QString&) {}) {
        AnswerStore store(m_fixture->storePath());
        Labeller labeller(m_fixture->options, m_key, store, {u"Is the film any good?"_s, kLabels, 5, 1.0},
                          m_fixture->control);
        labeller.onRemark = onRemark;
        return labeller.label(someTexts());
    }

    void requireAllButVictim(const Labels& labels, bool victimIsLabelled) {
        QCOMPARE(labels.texts.size(), size_t{kTexts});
        for (int i = 0; i < kTexts; ++i) {
            const LabelledText& text = labels.texts[static_cast<size_t>(i)];
            const bool isExpected = i != kVictim || victimIsLabelled;
            QVERIFY2(text.isLabelled() == isExpected, qPrintable(u"%1: %2"_s.arg(i).arg(text.reason)));
            QCOMPARE(text.reason.isEmpty(), isExpected);
            if (!isExpected) continue;
            const auto& p = text.probabilities;
            QCOMPARE(std::max_element(p.begin(), p.end()) - p.begin(), i % 2);
        }
        requireNoKey(labels);
    }

    /// Neither in a message nor on disk.
    void requireNoKey(const Labels& labels) {
        const QString all = [&] {
            QString text = labels.ending.reason + labels.ending.remedy;
            for (const LabelledText& row : labels.texts) text += row.reason;
            return text + QString::fromUtf8(readFile(m_fixture->storePath()));
        }();
        QVERIFY(!all.contains(test::kTestKey));
        QVERIFY(!all.contains(u"0123456789"_s));
    }

    std::unique_ptr<EndpointFixture> m_fixture;
    std::unique_ptr<LoopbackChat> m_elsewhere;
    ApiKey m_key;
};

DISTILLAB_TEST(LabellerTest)
#include "labeller_test.moc"
