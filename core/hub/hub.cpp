#include "core/hub/hub.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/run_control.h"
#include "core/hub/http_client.h"
#include "core/hub/hub_cache.h"
#include "core/models/weights.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStorageInfo>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <vector>

namespace distillab::hub {
namespace {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Hub)
};

constexpr const char* kConfigFile = "config.json";

/// What the tokenizers of DistilLab and of Hugging Face read, where a model has it.
constexpr std::array kTokenizerFiles = {"tokenizer.json",
                                        "tokenizer_config.json",
                                        "special_tokens_map.json",
                                        "added_tokens.json",
                                        "vocab.txt",
                                        "vocab.json",
                                        "merges.txt",
                                        "spiece.model",
                                        "sentencepiece.bpe.model",
                                        "tokenizer.model"};

bool matches(const QString& text, const char* pattern) {
    const QRegularExpression whole(QRegularExpression::anchoredPattern(QLatin1String(pattern)));
    return whole.match(text).hasMatch() && !text.contains(u".."_s);
}

void checkId(const QString& id) {
    constexpr qsizetype kLongest = 96;
    const bool isValid = matches(id, "[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)?") &&
                         !id.contains(u"--"_s) && id.size() <= kLongest;
    if (isValid) return;
    throw RequestError(Text::tr("\"%1\" is no name of a model on the hub").arg(id.left(kLongest)), {},
                       Text::tr("A name looks like \"owner/name\": letters, digits, \".\", \"_\" and \"-\"."));
}

void checkRevision(const QString& revision) {
    if (matches(revision, "[A-Za-z0-9][A-Za-z0-9._-]*")) return;
    throw RequestError(Text::tr("\"%1\" is no name of a branch, tag or commit").arg(revision));
}

bool isSha256(const QString& etag) { return matches(etag, "[0-9a-f]{64}"); }

bool hasFile(const QString& path) { return QFileInfo(path).isFile(); }

/// The shards that an index in the cache names. Order of the names.
std::set<QString> shardsOf(const QString& indexPath) {
    std::set<QString> shards;
    for (const auto& [tensor, shard] : models::parseShardIndex(readFile(indexPath), indexPath)) {
        shards.insert(QString::fromStdString(shard));
    }
    return shards;
}

/// Everything that readWeights needs is there.
bool isComplete(const QString& folder) {
    const QString weights = models::findWeights(folder);
    if (weights.isEmpty() || !hasFile(folder + u'/' + QLatin1String(kConfigFile))) return false;
    if (!weights.endsWith(u".index.json"_s)) return true;
    try {
        const std::set<QString> shards = shardsOf(weights);
        return std::all_of(shards.begin(), shards.end(),
                           [&](const QString& shard) { return hasFile(folder + u'/' + shard); });
    } catch (const RequestError&) {
        return false;  // a damaged index: the download tells about it
    }
}

/// A model as the hub has it now.
struct Listing {
    QString commit;
    std::set<QString> files;
};

/// A file before it is fetched.
struct RemoteFile {
    QString name;
    QString etag;
    qint64 size = -1;  ///< -1 when the server does not tell
};

class Fetch {
public:
    Fetch(const QString& id, const HubOptions& options, RunControl& control,
          const std::function<void(const HubProgress&)>& progress)
        : m_id(id),
          m_options(options),
          m_control(control),
          m_progress(progress),
          m_cache(options.cache, id),
          m_client(options, control) {
        m_client.onWaiting = [this](std::chrono::milliseconds left) {
            m_state.waiting = left;
            report();
        };
    }

    QString run() {
        const Answer answer = m_client.get(u"/api/models/%1/revision/%2"_s.arg(m_id, m_options.revision));
        if (!answer.isWhole()) {
            // Without a connection, what was downloaded before serves as well.
            const QString cached = cachedModel(m_id, m_options);
            if (!cached.isEmpty()) return cached;
        }
        if (!answer.isGood()) fail(answer, m_id);
        m_listing = parseListing(answer.body);
        if (!m_listing.files.contains(QLatin1String(kConfigFile))) failUnusable(Text::tr("it has no config.json"));

        fetch(chooseFiles());
        if (!m_index.isEmpty()) {
            const std::set<QString> shards = shardsOf(m_cache.snapshotFile(m_listing.commit, m_index));
            fetch({shards.begin(), shards.end()});
        }
        m_cache.setCommit(m_options.revision, m_listing.commit);
        return m_cache.snapshotFolder(m_listing.commit);
    }

private:
    Listing parseListing(const QByteArray& body) const {
        const json document = json::parse(body.begin(), body.end(), nullptr, false);
        Listing listing;
        try {
            listing.commit = QString::fromStdString(document.at("sha").get<std::string>());
            for (const json& file : document.at("siblings")) {
                listing.files.insert(QString::fromStdString(file.at("rfilename").get<std::string>()));
            }
        } catch (const json::exception&) {
            listing.commit.clear();
        }
        // The commit becomes the name of a folder.
        if (!matches(listing.commit, "[0-9a-f]{40}")) failNoHub(Text::tr("its list of the model's files is none"));
        return listing;
    }

    QStringList chooseFiles() {
        QStringList files = {QLatin1String(kConfigFile)};
        for (const char* name : kTokenizerFiles) {
            if (m_listing.files.contains(QLatin1String(name))) files << QLatin1String(name);
        }
        for (const auto& [whole, index] : {std::pair(models::kSafetensorsFile, models::kSafetensorsIndex),
                                           std::pair(models::kTorchFile, models::kTorchIndex)}) {
            if (m_listing.files.contains(QLatin1String(whole))) return files << QLatin1String(whole);
            if (!m_listing.files.contains(QLatin1String(index))) continue;
            m_index = QLatin1String(index);
            return files << m_index;
        }
        failUnusable(Text::tr("it has weights neither as safetensors nor for PyTorch"));
    }

    void fetch(const QStringList& names) {
        std::vector<RemoteFile> files;
        for (const QString& name : names) {
            // A commit never changes: what it has in the cache is right.
            if (!hasFile(m_cache.snapshotFile(m_listing.commit, name))) files.push_back(describe(name));
        }
        m_state.files += static_cast<int>(files.size());
        qint64 needed = 0;
        for (const RemoteFile& file : files) {
            const qint64 size = std::max<qint64>(file.size, 0);
            m_state.total += size;
            if (!hasFile(m_cache.blob(file.etag))) needed += size - QFileInfo(m_cache.incompleteBlob(file.etag)).size();
        }
        checkSpace(needed);
        for (const RemoteFile& file : files) fetch(file);
    }

    RemoteFile describe(const QString& name) {
        m_state.file = name;
        const Answer answer = m_client.head(pathOf(name));
        const bool isKeptElsewhere = answer.isWhole() && !answer.header("x-linked-etag").isEmpty();
        if (!answer.isGood() && !isKeptElsewhere) fail(answer, m_id + u'/' + name);
        QByteArray etag = answer.header(isKeptElsewhere ? "x-linked-etag" : "etag").trimmed();
        if (etag.startsWith("W/")) etag.remove(0, 2);
        etag.replace('"', QByteArray());
        RemoteFile file = {name, QString::fromLatin1(etag),
                           answer.number(isKeptElsewhere ? "x-linked-size" : "content-length")};
        // It becomes the name of a file.
        if (!matches(file.etag, "[A-Za-z0-9][A-Za-z0-9._-]{0,127}")) failNoHub(Text::tr("it names no ETag"));
        return file;
    }

    void fetch(const RemoteFile& file) {
        m_state.file = file.name;
        ++m_state.fileNumber;
        makeFolder(QFileInfo(m_cache.blob(file.etag)).path());
        {
            const HubCache::Lock lock(m_cache, file.etag, m_control);
            if (!hasFile(m_cache.blob(file.etag))) {
                downloadBlob(file);
                m_cache.finishBlob(file.etag);
            }
        }
        m_cache.link(file.etag, m_listing.commit, file.name);
        m_before += QFileInfo(m_cache.blob(file.etag)).size();
        m_state.received = m_before;
        m_state.waiting = {};
        m_progress(m_state);
    }

    /// Until the incomplete blob is whole and proven.
    void downloadBlob(const RemoteFile& file) {
        const QString path = m_cache.incompleteBlob(file.etag);
        // Only what its hash will prove is resumed.
        if (!isSha256(file.etag)) QFile::remove(path);
        bool isSecondCopy = false;
        qint64 most = QFileInfo(path).size();
        for (int failures = 1;; ++failures) {
            m_control.obey();
            Answer answer = downloadOnce(file, path);
            const qint64 size = QFileInfo(path).size();
            if (answer.isGood() && file.size >= 0 && size != file.size) {
                answer.problem = Text::tr("%1 of %2 bytes came").arg(size).arg(file.size);
                if (size > file.size) QFile::remove(path);
            }
            if (answer.isGood()) {
                if (!isSha256(file.etag) || hashOf(path) == file.etag) return;
                QFile::remove(path);
                // The beginning may have been another program's leavings: once again, whole.
                if (isSecondCopy) failHash(file);
                isSecondCopy = true;
                most = 0;
                continue;
            }
            if (size > most) failures = 0;  // as long as something comes, patience lasts
            most = std::max(most, size);
            if (!answer.isWorthAnotherTry() || !m_client.waitForAnotherTry(answer, failures)) {
                fail(answer, m_id + u'/' + file.name);
            }
        }
    }

    Answer downloadOnce(const RemoteFile& file, const QString& path) {
        QFile partial(path);
        const qint64 have = partial.exists() ? partial.size() : 0;
        if (file.size >= 0 && have == file.size) {
            Answer whole;
            whole.status = 200;
            return whole;
        }
        if (file.size >= 0 && have > file.size) partial.remove();
        if (!partial.open(QIODevice::ReadWrite)) failWrite(partial);
        const qint64 from = partial.size();
        QString refusal;
        HttpClient::Taker taker;
        taker.begin = [&](const Answer& answer) {
            // A server that knows no ranges sends all of it again.
            const qint64 begin = answer.status == 206 ? rangeBegin(answer) : 0;
            if (begin != 0 && begin != from) {
                refusal = Text::tr("the server sends another part than was asked for");
                return false;
            }
            if (!partial.resize(begin) || !partial.seek(begin)) failWrite(partial);
            return true;
        };
        taker.data = [&](const QByteArray& piece) {
            if (partial.write(piece) != piece.size()) failWrite(partial);
            m_state.received = m_before + partial.pos();
            m_state.waiting = {};
            report();
            if (file.size >= 0 && partial.pos() > file.size) refusal = Text::tr("more came than the file has");
        };
        Answer answer = m_client.download(pathOf(file.name), from, taker);
        if (!partial.flush()) failWrite(partial);
        if (answer.status == 416) {  // there is no such part: begin again
            partial.remove();
            answer.problem = Text::tr("the server has no such part of the file");
        }
        if (!refusal.isEmpty()) answer.problem = refusal;
        return answer;
    }

    /// N of "bytes N-M/SIZE", -1 for anything else.
    static qint64 rangeBegin(const Answer& answer) {
        static const QRegularExpression range(u"^bytes (\\d+)-\\d+/(\\d+|\\*)$"_s);
        const auto match = range.match(QString::fromLatin1(answer.header("content-range")));
        return match.hasMatch() ? match.captured(1).toLongLong() : -1;
    }

    QString hashOf(const QString& path) {
        constexpr qint64 kPiece = qint64{1} << 20;
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly)) failWrite(file);
        QCryptographicHash hash(QCryptographicHash::Sha256);
        while (!file.atEnd()) {
            m_control.obey();
            const QByteArray piece = file.read(kPiece);
            if (piece.isEmpty()) failWrite(file);
            hash.addData(piece);
        }
        return QString::fromLatin1(hash.result().toHex());
    }

    QString pathOf(const QString& name) const { return u"/%1/resolve/%2/%3"_s.arg(m_id, m_listing.commit, name); }

    void report() {
        constexpr qint64 kBetweenReports = 33;  // ms
        if (m_sinceReport.isValid() && m_sinceReport.elapsed() < kBetweenReports) return;
        m_sinceReport.start();
        m_progress(m_state);
    }

    void checkSpace(qint64 needed) const {
        makeFolder(m_options.cache);
        const QStorageInfo storage(m_options.cache);
        if (!storage.isValid() || storage.bytesAvailable() >= needed) return;
        constexpr qint64 kMiB = qint64{1} << 20;
        throw WorkError(Text::tr("the disk has room for %1 MiB, the model needs %2 MiB")
                            .arg(storage.bytesAvailable() / kMiB)
                            .arg(needed / kMiB + 1),
                        m_options.cache, Text::tr("Make room, or name another folder in HF_HUB_CACHE."));
    }

    [[noreturn]] void failWrite(const QFile& file) const {
        throw WorkError(Text::tr("the file cannot be written: %1").arg(file.errorString()), file.fileName(),
                        Text::tr("Check that the disk has space and that you may write to this folder; HF_HUB_CACHE "
                                 "names another one."));
    }
    [[noreturn]] void failHash(const RemoteFile& file) const {
        throw WorkError(Text::tr("the file is not the one that the hub names: its SHA-256 differs"),
                        m_id + u'/' + file.name,
                        Text::tr("Nothing of it was kept. Try again later, or another mirror in HF_ENDPOINT."));
    }
    [[noreturn]] void failNoHub(const QString& reason) const {
        throw WorkError(Text::tr("the server does not answer like the hub: %1").arg(reason), m_client.host(),
                        Text::tr("Check the address in HF_ENDPOINT, or unset it."));
    }
    [[noreturn]] void failUnusable(const QString& reason) const {
        throw RequestError(Text::tr("DistilLab cannot use this model: %1").arg(reason), m_id,
                           Text::tr("Choose another model."));
    }

    /// One clear sentence about an answer that is no success.
    [[noreturn]] void fail(const Answer& answer, const QString& where) const {
        const QByteArray code = answer.header("x-error-code");
        if (!answer.isWhole()) {
            throw WorkError(Text::tr("%1 cannot be reached, or the connection broke again and again: %2")
                                .arg(m_client.host(), answer.problem),
                            where,
                            Text::tr("Check the network and the proxy; HF_ENDPOINT can name a mirror. What came is "
                                     "kept: the next try goes on from there."));
        }
        if (answer.status == 404 && where != m_id) {
            throw WorkError(Text::tr("the hub lists this file, but does not have it"), where,
                            Text::tr("Try again later, or choose another model."));
        }
        const bool isUnknown = answer.status == 404 || code == "RepoNotFound";
        if (isUnknown && code == "RevisionNotFound") {
            throw RequestError(Text::tr("the model has no revision \"%1\"").arg(m_options.revision), where,
                               Text::tr("Choose a branch, tag or commit of the model."));
        }
        if (isUnknown) {
            throw RequestError(Text::tr("the hub has no such model, or it is private"), where,
                               Text::tr("Check the spelling of owner and name; for a private model set HF_TOKEN."));
        }
        if (answer.status == 401 || answer.status == 403) failClosed(answer, where);
        if (answer.status == 429) {
            throw WorkError(Text::tr("the hub has had too many requests from here"), where,
                            Text::tr("Try again in some minutes, or set HF_TOKEN."));
        }
        throw WorkError(Text::tr("the hub answers with HTTP status %1").arg(answer.status), where,
                        answer.status >= 500 ? Text::tr("The hub has trouble: try again later.")
                                             : Text::tr("Check the address in HF_ENDPOINT, or unset it."));
    }

    [[noreturn]] void failClosed(const Answer& answer, const QString& where) const {
        const QString page = m_client.url(u'/' + m_id).toString(QUrl::RemoveUserInfo);
        if (answer.status == 401 && !m_options.token.isEmpty()) {
            throw RequestError(Text::tr("the hub does not accept the access token"), where,
                               Text::tr("Make a new token in your settings on the hub and set HF_TOKEN; %1 tells "
                                        "whether the model asks for more.")
                                   .arg(page));
        }
        throw RequestError(Text::tr("the model is given only to those who accepted its licence"), where,
                           Text::tr("Accept the licence on %1, make an access token in your settings there and set "
                                    "HF_TOKEN.")
                               .arg(page));
    }

    QString m_id;
    HubOptions m_options;
    RunControl& m_control;
    std::function<void(const HubProgress&)> m_progress;
    HubCache m_cache;
    HttpClient m_client;
    Listing m_listing;
    QString m_index;      ///< of shards, when the weights have some
    qint64 m_before = 0;  ///< bytes of the files that are done
    HubProgress m_state;
    QElapsedTimer m_sinceReport;
};

}  // namespace

QString fetchModel(const QString& id, const HubOptions& options, RunControl& control,
                   const std::function<void(const HubProgress&)>& progress) {
    checkId(id);
    checkRevision(options.revision);
    if (!options.offline) return Fetch(id, options, control, progress).run();
    const QString folder = cachedModel(id, options);
    if (!folder.isEmpty()) return folder;
    if (net::isOffline()) {
        throw RequestError(Text::tr("the model is not in the cache, and offline mode forbids to download it"), id,
                           net::offlineRemedy());
    }
    throw RequestError(Text::tr("the model is not in the cache, and HF_HUB_OFFLINE forbids to download it"), id,
                       Text::tr("Unset HF_HUB_OFFLINE, or choose a model that was downloaded before."));
}

QString cachedModel(const QString& id, const HubOptions& options) {
    checkId(id);
    checkRevision(options.revision);
    const HubCache cache(options.cache, id);
    const QString commit = cache.commitOf(options.revision);
    if (!matches(commit, "[0-9a-f]{40}")) return {};
    const QString folder = cache.snapshotFolder(commit);
    return isComplete(folder) ? folder : QString();
}

}  // namespace distillab::hub
