#include "core/hub/hub.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/run_control.h"
#include "tests/core/hub/loopback_hub.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace distillab;
using namespace distillab::hub;
using namespace Qt::Literals::StringLiterals;
using test::caught;
using test::LoopbackHub;
using Request = LoopbackHub::Request;
using Reply = LoopbackHub::Reply;

namespace {

const QString kId = u"owner/tiny-model"_s;
const QString kCommit = QLatin1String(LoopbackHub::kCommit);

/// Bytes that differ everywhere, so that a shifted part cannot pass for the right one.
QByteArray weightsOf(int bytes) {
    QByteArray content;
    for (quint32 i = 0; content.size() < bytes; ++i) content += QByteArray::number(i * 2654435761U, 16);
    return content.left(bytes);
}

}  // namespace

class HubTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void aModelIsPutIntoTheStandardCache();
    void onlyWhatIsMissingIsFetched();
    void progressAddsUp();
    void brokenDownloadsGoOnWhereTheyWere();
    void serversWithoutRangesSendAllAgain();
    void anEarlierPartIsUsed();
    void aDamagedPartIsFetchedAgain();
    void aPartLongerThanTheFileIsDropped();
    void wrongContentIsNotKept();
    void tooShortFilesAreNotKept();
    void tooLongFilesAreNotKept();
    void brokenSmallFilesAreNotKept();
    void wrongRangesAreNotTaken();
    void statusesAreExplained_data();
    void statusesAreExplained();
    void serversInTroubleAreTriedAgain_data();
    void serversInTroubleAreTriedAgain();
    void theServersWishToWaitIsObeyed();
    void tooLongAWaitIsNotWaited();
    void slowConnectionsArePatientlyRead();
    void silentConnectionsAreGivenUp();
    void relativeRedirectsAreFollowed();
    void theTokenStaysWithTheEndpoint();
    void endlessAndUnsafeRedirectsAreRefused_data();
    void endlessAndUnsafeRedirectsAreRefused();
    void secretsAreInNoMessage();
    void shardsAreFetchedByTheirIndex();
    void torchFilesAreTakenWhenThereIsNothingElse();
    void unusableModelsAreNamed();
    void hostileNamesAreRefused_data();
    void hostileNamesAreRefused();
    void badIdsAreRefusedBeforeAnyConnection_data();
    void badIdsAreRefusedBeforeAnyConnection();
    void offlineNothingIsAsked();
    void theCacheServesWhenTheHubIsGone();
    void anUnreachableHubIsNamed();
    void aStopKeepsWhatCame();
    void aPauseHoldsNoConnection();
    void unwritableCachesAreNamed();
    void proxiesOfTheEnvironmentAreUsed();

private:
    QString fetch() {
        return fetchModel(kId, m_options, *m_control, [this](const HubProgress& p) { m_progress.push_back(p); });
    }
    QString folder() const { return m_cache->filePath(u"hub/models--owner--tiny-model"_s); }
    QString snapshot(const QString& file) const { return folder() + u"/snapshots/"_s + kCommit + u'/' + file; }
    QString incomplete() const { return folder() + u"/blobs/"_s + QString::fromLatin1(m_sha) + u".incomplete"_s; }
    void writeIncomplete(const QByteArray& content) const { writeFileAtomically(incomplete(), content); }
    bool weightsAreWhole() const { return readFile(snapshot(u"model.safetensors"_s)) == m_weights; }
    bool weightsAreAbsent() const {
        return !QFileInfo(snapshot(u"model.safetensors"_s)).isSymLink() &&
               !QFileInfo::exists(folder() + u"/blobs/"_s + QString::fromLatin1(m_sha)) &&
               !QFileInfo::exists(folder() + u"/refs/main"_s);
    }
    /// Alters the answers for the stored weights alone.
    void alterStored(const std::function<void(const Request&, Reply&)>& alter) {
        m_hub->alter = [alter](const Request& request, Reply& reply) {
            if (request.path.startsWith("/storage/")) alter(request, reply);
        };
    }

    std::unique_ptr<QTemporaryDir> m_cache;
    std::unique_ptr<LoopbackHub> m_hub;
    std::unique_ptr<RunControl> m_control;
    HubOptions m_options;
    std::vector<HubProgress> m_progress;
    QByteArray m_weights;
    QByteArray m_sha;
};

void HubTest::init() {
    m_cache = std::make_unique<QTemporaryDir>();
    m_control = std::make_unique<RunControl>();
    m_hub = std::make_unique<LoopbackHub>(kId);
    m_hub->addSmall("config.json", R"({"model_type": "bert"})");
    m_hub->addSmall("vocab.txt", "[PAD]\n[UNK]\n");
    m_hub->addSmall("README.md", "not needed");
    m_weights = weightsOf(100'000);
    m_sha = m_hub->addLarge("model.safetensors", m_weights);
    m_hub->addLarge("pytorch_model.bin", "not needed either");
    m_options = HubOptions();
    m_options.endpoint = m_hub->endpoint();
    m_options.cache = m_cache->filePath(u"hub"_s);
    m_options.firstDelay = std::chrono::milliseconds(1);
    m_options.longestDelay = std::chrono::milliseconds(4);
    m_options.waitUnit = std::chrono::milliseconds(10);
    m_options.stall = std::chrono::milliseconds(300);
    m_options.tries = 3;
    m_progress.clear();
}

void HubTest::aModelIsPutIntoTheStandardCache() {
    QCOMPARE(fetch(), folder() + u"/snapshots/"_s + kCommit);
    QVERIFY(weightsAreWhole());
    QCOMPARE(readFile(snapshot(u"vocab.txt"_s)), QByteArray("[PAD]\n[UNK]\n"));
    QCOMPARE(readFile(folder() + u"/refs/main"_s), kCommit.toLatin1());
    char target[256] = {};
    QVERIFY(::readlink(QFile::encodeName(snapshot(u"model.safetensors"_s)).constData(), target, sizeof target - 1) > 0);
    QCOMPARE(QByteArray(target), "../../blobs/" + m_sha);
    QCOMPARE(QDir(folder() + u"/snapshots/"_s + kCommit).entryList(QDir::Files),
             (QStringList{u"config.json"_s, u"model.safetensors"_s, u"vocab.txt"_s}));
    QCOMPARE(QDir(folder() + u"/blobs"_s).entryList(QDir::Files).size(), 3);  // nothing incomplete
}

void HubTest::onlyWhatIsMissingIsFetched() {
    fetch();
    m_hub->requests.clear();
    QCOMPARE(fetch(), folder() + u"/snapshots/"_s + kCommit);
    QCOMPARE(m_hub->requests.size(), size_t{1});  // the listing

    QVERIFY(QFile::remove(snapshot(u"model.safetensors"_s)));  // the link; its blob stays
    m_hub->requests.clear();
    fetch();
    QVERIFY(weightsAreWhole());
    QVERIFY(m_hub->requestsFor("/storage/").empty());
}

void HubTest::progressAddsUp() {
    fetch();
    QVERIFY(!m_progress.empty());
    for (size_t i = 1; i < m_progress.size(); ++i) QVERIFY(m_progress[i].received >= m_progress[i - 1].received);
    const HubProgress& last = m_progress.back();
    QCOMPARE(last.files, 3);
    QCOMPARE(last.fileNumber, 3);
    QCOMPARE(last.file, u"model.safetensors"_s);
    QCOMPARE(last.received, last.total);
    QCOMPARE(last.total, qint64{100'000 + 22 + 12});
}

void HubTest::brokenDownloadsGoOnWhereTheyWere() {
    alterStored([](const Request&, Reply& reply) {
        reply.cutAfter = std::min<qint64>(reply.body.size(), 9'000);  // 12 pieces, more than there are tries
    });
    fetch();
    QVERIFY(weightsAreWhole());
    const auto requests = m_hub->requestsFor("/storage/");
    QVERIFY(!requests[0].headers.contains("range"));
    // Qt itself repeats a request that crossed with the end of its connection: a piece may be asked for twice.
    std::vector<QByteArray> ranges;
    for (size_t i = 1; i < requests.size(); ++i) {
        const auto& headers = requests[i].headers;
        const QByteArray range = headers.contains("range") ? headers.at("range") : QByteArray("all");
        if (range != "all" && (ranges.empty() || ranges.back() != range)) ranges.push_back(range);
    }
    QCOMPARE(ranges.size(), size_t{11});
    for (size_t i = 0; i < ranges.size(); ++i) {
        QCOMPARE(ranges[i], "bytes=" + QByteArray::number((i + 1) * 9'000) + '-');
    }
}

void HubTest::serversWithoutRangesSendAllAgain() {
    m_hub->knowsRanges = false;
    int tries = 0;
    alterStored([&](const Request&, Reply& reply) {
        if (++tries < 3) reply.cutAfter = 50'000;
    });
    fetch();
    QVERIFY(weightsAreWhole());

    // One that never comes further is given up, though each time something came.
    init();
    m_hub->knowsRanges = false;
    alterStored([&](const Request&, Reply& reply) { reply.cutAfter = 50'000; });
    QVERIFY(caught<WorkError>([&] { fetch(); }));
    QVERIFY(weightsAreAbsent());
    QCOMPARE(m_hub->requestsFor("/storage/").size(), size_t{4});  // the first brought something
}

void HubTest::anEarlierPartIsUsed() {
    writeIncomplete(m_weights.left(60'000));
    fetch();
    QVERIFY(weightsAreWhole());
    QCOMPARE(m_hub->requestsFor("/storage/")[0].headers.at("range"), QByteArray("bytes=60000-"));

    init();
    writeIncomplete(m_weights);  // only the renaming was missing
    fetch();
    QVERIFY(weightsAreWhole());
    QVERIFY(m_hub->requestsFor("/storage/").empty());
}

void HubTest::aDamagedPartIsFetchedAgain() {
    writeIncomplete(QByteArray(60'000, 'x'));
    fetch();
    QVERIFY(weightsAreWhole());
    QVERIFY(!m_hub->requestsFor("/storage/")[1].headers.contains("range"));
}

void HubTest::aPartLongerThanTheFileIsDropped() {
    writeIncomplete(QByteArray(200'000, 'x'));
    fetch();
    QVERIFY(weightsAreWhole());
}

void HubTest::wrongContentIsNotKept() {
    alterStored([](const Request&, Reply& reply) { reply.body[reply.body.size() / 2] ^= 1; });
    const auto error = caught<WorkError>([&] { fetch(); });
    QVERIFY(error);
    QVERIFY2(error->message().contains(u"SHA-256"_s), qPrintable(error->message()));
    QCOMPARE(error->where(), kId + u"/model.safetensors"_s);
    QVERIFY(weightsAreAbsent());
    QVERIFY(!QFileInfo::exists(incomplete()));
    QCOMPARE(m_hub->requestsFor("/storage/").size(), size_t{2});
}

void HubTest::tooShortFilesAreNotKept() {
    alterStored([](const Request&, Reply& reply) { reply.body.chop(reply.status == 200 ? 100 : reply.body.size()); });
    QVERIFY(caught<WorkError>([&] { fetch(); }));
    QVERIFY(weightsAreAbsent());
}

void HubTest::tooLongFilesAreNotKept() {
    alterStored([](const Request&, Reply& reply) { reply.body += "more"; });
    const auto error = caught<WorkError>([&] { fetch(); });
    QVERIFY(error);
    QVERIFY(weightsAreAbsent());
}

void HubTest::brokenSmallFilesAreNotKept() {
    // No hash proves these: their length alone tells.
    m_hub->alter = [](const Request& request, Reply& reply) {
        if (!request.path.endsWith("vocab.txt")) return;
        if (request.method == "HEAD") {
            reply.headers["Content-Length"] = "unknown";
        } else {
            reply.cutAfter = 5;
        }
    };
    QVERIFY(caught<WorkError>([&] { fetch(); }));
    QVERIFY(!QFileInfo(snapshot(u"vocab.txt"_s)).isSymLink());
    QCOMPARE(QDir(folder() + u"/blobs"_s).entryList({u"*"_s}, QDir::Files).filter(u".incomplete"_s).size(), 1);
    m_hub->alter = [](const Request&, Reply&) {};
    fetch();
    QCOMPARE(readFile(snapshot(u"vocab.txt"_s)), QByteArray("[PAD]\n[UNK]\n"));
}

void HubTest::wrongRangesAreNotTaken() {
    writeIncomplete(m_weights.left(60'000));
    alterStored([](const Request&, Reply& reply) {
        if (reply.status == 206) reply.headers["Content-Range"] = "bytes 50000-99999/100000";
    });
    QVERIFY(caught<WorkError>([&] { fetch(); }));
    QVERIFY(weightsAreAbsent());
    QCOMPARE(readFile(incomplete()), m_weights.left(60'000));
}

void HubTest::statusesAreExplained_data() {
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QString>("token");
    QTest::addColumn<bool>("isRequest");  // the user's mistake
    QTest::addColumn<QString>("words");   // of the text

    const auto row = [](const char* name, const QByteArray& path, int status, const QByteArray& code,
                        const QString& token, bool isRequest, const QString& words) {
        QTest::newRow(name) << path << status << code << token << isRequest << words;
    };
    row("no such model", "/api/", 404, "", {}, true, u"no such model"_s);
    row("no such model, as the hub says it", "/api/", 401, "RepoNotFound", {}, true, u"no such model"_s);
    row("no such revision", "/api/", 404, "RevisionNotFound", {}, true, u"no revision \"main\""_s);
    row("gated", "/resolve/", 401, "GatedRepo", {}, true, u"/owner/tiny-model"_s);
    row("gated, no code", "/resolve/", 401, "", {}, true, u"HF_TOKEN"_s);
    row("gated, with a token", "/resolve/", 403, "GatedRepo", u"hf_abc"_s, true, u"accepted its licence"_s);
    row("a wrong token", "/resolve/", 401, "", u"hf_abc"_s, true, u"does not accept the access token"_s);
    row("too many requests", "/api/", 429, "", {}, false, u"too many requests"_s);
    row("out of service", "/api/", 503, "", {}, false, u"503"_s);
    row("out of service, a file", "/storage/", 503, "", {}, false, u"503"_s);
    row("an odd status", "/storage/", 418, "", {}, false, u"418"_s);
    row("a file is gone", "/storage/", 404, "", {}, false, u"does not have it"_s);
}

void HubTest::statusesAreExplained() {
    QFETCH(QByteArray, path);
    QFETCH(int, status);
    QFETCH(QByteArray, code);
    QFETCH(QString, token);
    QFETCH(bool, isRequest);
    QFETCH(QString, words);
    m_options.token = token;
    m_hub->alter = [&](const Request& request, Reply& reply) {
        if (!request.path.contains(path)) return;
        reply = Reply();
        reply.status = status;
        if (!code.isEmpty()) reply.headers["X-Error-Code"] = code;
        reply.body = "<html>an error page</html>";
    };
    bool isRequestError = false;
    const auto error = caught<Error>([&] {
        try {
            fetch();
        } catch (const RequestError&) {
            isRequestError = true;
            throw;
        }
    });
    QVERIFY(error);
    QCOMPARE(isRequestError, isRequest);
    QVERIFY2(error->text().contains(words), qPrintable(error->text()));
    QVERIFY(!error->remedy().isEmpty());
    QVERIFY(weightsAreAbsent());
}

void HubTest::serversInTroubleAreTriedAgain_data() {
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("status");  // 0: the connection breaks
    for (const char* path : {"/api/", "/resolve/", "/storage/"}) {
        for (const int status : {0, 429, 500, 503}) {
            QTest::addRow("%s %d", path, status) << QByteArray(path) << status;
        }
    }
}

void HubTest::serversInTroubleAreTriedAgain() {
    QFETCH(QByteArray, path);
    QFETCH(int, status);
    int tries = 0;
    m_hub->alter = [&](const Request& request, Reply& reply) {
        if (!request.path.contains(path) || ++tries > 2) return;
        reply = Reply();
        reply.status = status;
        reply.isBroken = status == 0;
    };
    fetch();
    QVERIFY(weightsAreWhole());
}

void HubTest::theServersWishToWaitIsObeyed() {
    int tries = 0;
    alterStored([&](const Request&, Reply& reply) {
        if (++tries > 1) return;
        reply = Reply();
        reply.status = 429;
        reply.headers["Retry-After"] = "12";  // of 10 ms
    });
    QElapsedTimer timer;
    timer.start();
    fetch();
    QVERIFY(timer.elapsed() >= 120);
    QVERIFY(weightsAreWhole());
    QVERIFY(std::any_of(m_progress.begin(), m_progress.end(),
                        [](const HubProgress& progress) { return progress.waiting.count() > 0; }));
    QCOMPARE(m_progress.back().waiting.count(), 0);
}

void HubTest::tooLongAWaitIsNotWaited() {
    alterStored([&](const Request&, Reply& reply) {
        reply = Reply();
        reply.status = 429;
        reply.headers["Retry-After"] = "86400";
    });
    QVERIFY(caught<WorkError>([&] { fetch(); }));
    QCOMPARE(m_hub->requestsFor("/storage/").size(), size_t{1});
}

void HubTest::slowConnectionsArePatientlyRead() {
    m_options.stall = std::chrono::milliseconds(150);
    alterStored([](const Request&, Reply& reply) {
        reply.pieceBytes = 10'000;
        reply.pauseMs = 30;  // 300 ms in all
    });
    fetch();
    QVERIFY(weightsAreWhole());
    QCOMPARE(m_hub->requestsFor("/storage/").size(), size_t{1});
}

void HubTest::silentConnectionsAreGivenUp() {
    m_options.stall = std::chrono::milliseconds(50);
    int tries = 0;
    alterStored([&](const Request&, Reply& reply) { reply.isSilent = ++tries == 1; });
    fetch();
    QVERIFY(weightsAreWhole());
    QCOMPARE(m_hub->requestsFor("/storage/").size(), size_t{2});
}

void HubTest::relativeRedirectsAreFollowed() {
    // As the hub does it for models that were renamed.
    m_hub->alter = [](const Request& request, Reply& reply) {
        if (!request.path.contains("/old/")) return;
        reply = Reply();
        reply.status = 307;
        reply.headers["Location"] = QByteArray(request.path).replace("/old/", "/owner/");
    };
    const QString folder = fetchModel(u"old/tiny-model"_s, m_options, *m_control, [](const HubProgress&) {});
    QVERIFY(folder.contains(u"models--old--tiny-model"_s));
    QCOMPARE(readFile(folder + u"/model.safetensors"_s), m_weights);
}

void HubTest::theTokenStaysWithTheEndpoint() {
    LoopbackHub elsewhere(kId);
    elsewhere.addLarge("model.safetensors", m_weights);
    m_hub->storage = elsewhere.endpoint();
    m_options.token = u"hf_secret"_s;
    fetch();
    QVERIFY(weightsAreWhole());
    for (const Request& request : m_hub->requests) {
        QCOMPARE(request.headers.at("authorization"), QByteArray("Bearer hf_secret"));
    }
    QCOMPARE(elsewhere.requests.size(), size_t{1});
    QVERIFY(!elsewhere.requests[0].headers.contains("authorization"));
    QVERIFY(!elsewhere.requests[0].headers.contains("cookie"));

    init();
    fetch();
    QVERIFY(!m_hub->requests[0].headers.contains("authorization"));
}

void HubTest::endlessAndUnsafeRedirectsAreRefused_data() {
    QTest::addColumn<QByteArray>("location");
    QTest::newRow("in circles") << QByteArray("/storage/again");
    QTest::newRow("a file") << QByteArray("file:///etc/passwd");
    QTest::newRow("nowhere") << QByteArray("");
    QTest::newRow("another protocol") << QByteArray("ftp://127.0.0.1/x");
}

void HubTest::endlessAndUnsafeRedirectsAreRefused() {
    QFETCH(QByteArray, location);
    alterStored([&](const Request&, Reply& reply) {
        reply = Reply();
        reply.status = 302;
        reply.headers["Location"] = location;
    });
    QVERIFY(caught<WorkError>([&] { fetch(); }));
    QVERIFY(weightsAreAbsent());
    QVERIFY(m_hub->requests.size() < 40);
}

void HubTest::secretsAreInNoMessage() {
    m_options.token = u"hf_secret"_s;
    for (const int status : {401, 403, 404, 418, 429, 503, 0}) {
        alterStored([&](const Request&, Reply& reply) {
            reply = Reply();
            reply.status = status;
            reply.isBroken = status == 0;
        });
        const auto error = caught<Error>([&] { fetch(); });
        QVERIFY(error);
        QVERIFY2(!error->text().contains(u"secret"_s), qPrintable(error->text()));
    }
}

void HubTest::shardsAreFetchedByTheirIndex() {
    LoopbackHub hub(kId);
    hub.addSmall("config.json", "{}");
    hub.addSmall(
        "model.safetensors.index.json",
        R"({"weight_map": {"a": "model-1.safetensors", "b": "model-2.safetensors", "c": "model-1.safetensors"}})");
    hub.addLarge("model-1.safetensors", "one");
    hub.addLarge("model-2.safetensors", "two");
    hub.addLarge("model-3.safetensors", "of no use");
    m_options.endpoint = hub.endpoint();
    fetch();
    QCOMPARE(readFile(snapshot(u"model-1.safetensors"_s)), QByteArray("one"));
    QCOMPARE(readFile(snapshot(u"model-2.safetensors"_s)), QByteArray("two"));
    QVERIFY(!QFileInfo::exists(snapshot(u"model-3.safetensors"_s)));
    QCOMPARE(m_progress.back().files, 4);
    QCOMPARE(cachedModel(kId, m_options), folder() + u"/snapshots/"_s + kCommit);
    QVERIFY(QFile::remove(snapshot(u"model-2.safetensors"_s)));
    QVERIFY(cachedModel(kId, m_options).isEmpty());
}

void HubTest::torchFilesAreTakenWhenThereIsNothingElse() {
    LoopbackHub hub(kId);
    hub.addSmall("config.json", "{}");
    hub.addLarge("pytorch_model.bin", "weights");
    hub.addLarge("tf_model.h5", "of no use");
    m_options.endpoint = hub.endpoint();
    fetch();
    QCOMPARE(readFile(snapshot(u"pytorch_model.bin"_s)), QByteArray("weights"));
    QVERIFY(!QFileInfo::exists(snapshot(u"tf_model.h5"_s)));
}

void HubTest::unusableModelsAreNamed() {
    LoopbackHub hub(kId);
    m_options.endpoint = hub.endpoint();
    auto error = caught<RequestError>([&] { fetch(); });
    QVERIFY(error && error->message().contains(u"config.json"_s));
    hub.addSmall("config.json", "{}");
    hub.addLarge("tf_model.h5", "of no use");
    error = caught<RequestError>([&] { fetch(); });
    QVERIFY(error && error->message().contains(u"safetensors"_s));
    QCOMPARE(hub.requestsFor("/resolve/").size(), size_t{0});
}

void HubTest::hostileNamesAreRefused_data() {
    QTest::addColumn<QByteArray>("etag");
    QTest::addColumn<QByteArray>("listing");
    QTest::addColumn<QByteArray>("index");
    const QByteArray none;
    QTest::newRow("an ETag that is a path") << QByteArray("\"../../../x\"") << none << none;
    QTest::newRow("no ETag") << QByteArray("\"\"") << none << none;
    QTest::newRow("a hidden ETag") << QByteArray("\".x\"") << none << none;
    QTest::newRow("a commit that is a path")
        << none << QByteArray(R"({"sha": "../../../x", "siblings": [{"rfilename": "config.json"}]})") << none;
    QTest::newRow("no commit") << none << QByteArray(R"({"siblings": []})") << none;
    QTest::newRow("no listing") << none << QByteArray("<html>") << none;
    QTest::newRow("a shard that is a path") << none << none << QByteArray(R"({"weight_map": {"a": "../../x"}})");
}

void HubTest::hostileNamesAreRefused() {
    QFETCH(QByteArray, etag);
    QFETCH(QByteArray, listing);
    QFETCH(QByteArray, index);
    LoopbackHub hub(kId);
    hub.addSmall("config.json", "{}");
    if (!index.isEmpty()) hub.addSmall("model.safetensors.index.json", index);
    hub.addLarge(index.isEmpty() ? "model.safetensors" : "../../x", "weights");
    hub.alter = [&](const Request& request, Reply& reply) {
        if (!etag.isEmpty() && request.path.endsWith("config.json")) reply.headers["ETag"] = etag;
        if (!listing.isEmpty() && request.path.startsWith("/api/")) reply.body = listing;
    };
    m_options.endpoint = hub.endpoint();
    QVERIFY(caught<Error>([&] { fetch(); }));
    const QStringList outside = QDir(m_cache->path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    QCOMPARE(outside, QStringList(outside.contains(u"hub"_s) ? QStringList{u"hub"_s} : QStringList{}));
    QVERIFY(!QFileInfo::exists(folder() + u"/x"_s));
}

void HubTest::badIdsAreRefusedBeforeAnyConnection_data() {
    QTest::addColumn<QString>("id");
    for (const char* id : {"", "/", "a/b/c", "../x", "a/..", "a/b?c", "a b", "a--b", "/etc/passwd", "a/", ".a/b",
                           "https://example.org/a", "a\nb"}) {
        QTest::newRow(id) << QString::fromLatin1(id);
    }
}

void HubTest::badIdsAreRefusedBeforeAnyConnection() {
    QFETCH(QString, id);
    QVERIFY(caught<RequestError>([&] { fetchModel(id, m_options, *m_control, [](const HubProgress&) {}); }));
    QVERIFY(m_hub->requests.empty());
    m_options.revision = id;
    QVERIFY(caught<RequestError>([&] { fetch(); }) || id == u"a--b"_s);
}

void HubTest::offlineNothingIsAsked() {
    m_options.offline = true;
    const auto error = caught<RequestError>([&] { fetch(); });
    QVERIFY(error);
    QVERIFY(error->message().contains(u"HF_HUB_OFFLINE"_s));
    m_options.offline = false;
    const QString folder = fetch();
    m_hub->requests.clear();
    m_options.offline = true;
    QCOMPARE(fetch(), folder);
    m_options.revision = kCommit;
    QCOMPARE(fetch(), folder);
    QVERIFY(m_hub->requests.empty());
}

void HubTest::theCacheServesWhenTheHubIsGone() {
    const QString folder = fetch();
    m_hub.reset();
    QCOMPARE(fetch(), folder);
}

void HubTest::anUnreachableHubIsNamed() {
    m_hub.reset();
    auto error = caught<WorkError>([&] { fetch(); });
    QVERIFY(error);
    QVERIFY2(error->message().contains(u"127.0.0.1 cannot be reached"_s), qPrintable(error->message()));
    QVERIFY(error->remedy().contains(u"HF_ENDPOINT"_s));

    m_options.endpoint = u"not an address"_s;
    QVERIFY(caught<RequestError>([&] { fetch(); }));
    m_options.endpoint = u"http://hub.example"_s;
    m_options.token = u"hf_secret"_s;
    const auto unsafe = caught<RequestError>([&] { fetch(); });
    QVERIFY(unsafe && unsafe->message().contains(u"unencrypted"_s));
    m_options.endpoint = u"https://hub.example"_s;
    m_options.token = u"hf_secret\nX-Header: 1"_s;
    QVERIFY(caught<RequestError>([&] { fetch(); }));
}

void HubTest::aStopKeepsWhatCame() {
    alterStored([](const Request&, Reply& reply) {
        reply.pieceBytes = 10'000;
        reply.pauseMs = 20;
    });
    const auto stopAtHalf = [this](const HubProgress& progress) {
        if (progress.received > 50'000) m_control->stop();
    };
    QVERIFY(caught<Stopped>([&] { fetchModel(kId, m_options, *m_control, stopAtHalf); }));
    QVERIFY(weightsAreAbsent());
    const qint64 kept = QFileInfo(incomplete()).size();
    QVERIFY(kept > 40'000 && kept < 100'000);

    m_control->reset();
    m_hub->requests.clear();
    fetch();
    QVERIFY(weightsAreWhole());
    QCOMPARE(m_hub->requestsFor("/storage/")[0].headers.at("range"), "bytes=" + QByteArray::number(kept) + '-');
}

void HubTest::aPauseHoldsNoConnection() {
    alterStored([](const Request&, Reply& reply) {
        reply.pieceBytes = 10'000;
        reply.pauseMs = 20;
    });
    std::thread resumer;
    const auto pauseAtHalf = [&](const HubProgress& progress) {
        if (progress.received < 50'000 || resumer.joinable()) return;
        m_control->pause();
        resumer = std::thread([this] {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
            m_control->resume();
        });
    };
    fetchModel(kId, m_options, *m_control, pauseAtHalf);
    QVERIFY(resumer.joinable());
    resumer.join();
    QVERIFY(weightsAreWhole());
    QCOMPARE(m_hub->requestsFor("/storage/").size(), size_t{2});
}

void HubTest::unwritableCachesAreNamed() {
    writeFileAtomically(m_options.cache, QByteArray("a file, not a folder"));
    const auto error = caught<WorkError>([&] { fetch(); });
    QVERIFY(error);
    QCOMPARE(error->where(), m_options.cache);
}

void HubTest::proxiesOfTheEnvironmentAreUsed() {
    // To a proxy of HTTP the whole address is sent; the loopback hub is asked for it by that.
    m_hub->alter = [](const Request&, Reply& reply) {
        reply = Reply();
        reply.status = 418;
    };
    qputenv("http_proxy", m_hub->endpoint().toLatin1());
    m_options.endpoint = u"http://hub.example"_s;
    const auto error = caught<WorkError>([&] { fetch(); });
    qunsetenv("http_proxy");
    QVERIFY(error);
    QVERIFY2(error->message().contains(u"418"_s), qPrintable(error->message()));
    QVERIFY(m_hub->requests[0].path.startsWith("http://hub.example/api/"));
}

DISTILLAB_TEST(HubTest)
#include "hub_test.moc"
