#include "core/endpoint/answer_store.h"

#include "core/base/cache_folder.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/private_file.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>

#include <nlohmann/json.hpp>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace distillab::endpoint {
namespace {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::AnswerStore)
};

constexpr mode_t kOnlyTheUser = S_IRUSR | S_IWUSR;

/// Held while lines are written, so that those of two programs do not mix.
class FileLock {
public:
    explicit FileLock(int descriptor) : m_descriptor(descriptor) {
        while (::flock(m_descriptor, LOCK_EX) != 0 && errno == EINTR) {
        }
    }
    ~FileLock() { ::flock(m_descriptor, LOCK_UN); }
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;

private:
    int m_descriptor;
};

bool endsInTheMiddleOfALine(int descriptor) {
    const off_t size = ::lseek(descriptor, 0, SEEK_END);
    char last = '\n';
    return size > 0 && ::pread(descriptor, &last, 1, size - 1) == 1 && last != '\n';
}

bool writeAll(int descriptor, const QByteArray& bytes) {
    for (qsizetype done = 0; done < bytes.size();) {
        const ssize_t written = ::write(descriptor, bytes.constData() + done, static_cast<size_t>(bytes.size() - done));
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        done += written;
    }
    return true;
}

QByteArray lineOf(const QByteArray& requestKey, const QByteArray& job, const ChatReply& reply) {
    json first = json::array();
    for (const TokenChance& chance : reply.firstToken) first.push_back({chance.token.toStdString(), chance.logprob});
    const json line{{"key", requestKey.toStdString()},
                    {"job", job.toStdString()},
                    {"text", reply.text.toStdString()},
                    {"finish_reason", reply.finishReason.toStdString()},
                    {"input", reply.usage.input},
                    {"output", reply.usage.output},
                    {"estimated", reply.usage.isEstimated},
                    {"first_token", std::move(first)},
                    {"seconds", reply.seconds}};
    return QByteArray::fromStdString(line.dump(-1, ' ', false, json::error_handler_t::replace)) + '\n';
}

QString text(const json& object, const char* name) {
    return QString::fromStdString(object.at(name).get_ref<const std::string&>());
}

}  // namespace

AnswerStore::AnswerStore(const QString& path) : m_path(path) {
    const QString folder = QFileInfo(path).absolutePath();
    if (!QFileInfo::exists(folder)) makePrivateFolder(folder);
    m_descriptor = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, kOnlyTheUser);
    if (m_descriptor < 0) fail();
    ::fchmod(m_descriptor, kOnlyTheUser);
    try {
        load();
    } catch (...) {
        ::close(m_descriptor);  // no destructor runs for what was not constructed
        throw;
    }
}

AnswerStore::~AnswerStore() {
    try {
        commit();
    } catch (const Error&) {
        // What could not be written is asked again; a destructor has nobody to tell.
    }
    ::close(m_descriptor);
}

QString AnswerStore::sharedPath(const EndpointOptions& options) {
    const QByteArray whom = chatUrl(options).toEncoded() + '\n' + options.model.toUtf8();
    const QByteArray hash = QCryptographicHash::hash(whom, QCryptographicHash::Sha256).toHex().left(32);
    return cacheFolder() + u"/answers/"_s + QString::fromLatin1(hash) + u".jsonl"_s;
}

void AnswerStore::load() {
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly)) fail();
    while (!file.atEnd()) {
        const QByteArray line = file.readLine();
        if (line.trimmed().isEmpty()) continue;
        readLine(line);
    }
}

void AnswerStore::readLine(const QByteArray& line) {
    const json object = json::parse(line.begin(), line.end(), nullptr, false);
    try {
        ChatReply reply;
        reply.text = text(object, "text");
        reply.finishReason = text(object, "finish_reason");
        const double input = object.at("input").get<double>();
        const double output = object.at("output").get<double>();
        reply.seconds = object.at("seconds").get<double>();
        for (const double number : {input, output, reply.seconds}) {
            if (!(number >= 0 && number <= AnswerStore::kMostOfAnything)) {
                ++m_damaged;
                return;
            }
        }
        reply.usage = {static_cast<qint64>(input), static_cast<qint64>(output), object.at("estimated").get<bool>()};
        for (const json& chance : object.at("first_token")) {
            reply.firstToken.push_back(
                {QString::fromStdString(chance.at(0).get_ref<const std::string&>()), chance.at(1).get<double>()});
        }
        remember(text(object, "key").toLatin1(), text(object, "job").toLatin1(), reply);
    } catch (const json::exception&) {
        ++m_damaged;
    }
}

const ChatReply* AnswerStore::find(const QByteArray& requestKey) const {
    const auto found = m_replies.constFind(requestKey);
    return found == m_replies.constEnd() ? nullptr : &*found;
}

void AnswerStore::add(const QByteArray& requestKey, const QByteArray& job, const ChatReply& reply) {
    m_pending += lineOf(requestKey, job, reply);
    remember(requestKey, job, reply);
}

void AnswerStore::remember(const QByteArray& requestKey, const QByteArray& job, const ChatReply& reply) {
    if (!m_replies.contains(requestKey)) m_replies.insert(requestKey, reply);  // the first answer counts
    Spent& spent = m_spent[job];
    ++spent.requests;
    spent.usage.input += reply.usage.input;
    spent.usage.output += reply.usage.output;
    spent.usage.isEstimated = spent.usage.isEstimated || reply.usage.isEstimated;
    m_outputSum += static_cast<double>(reply.usage.output);
    m_secondsSum += reply.seconds;
}

void AnswerStore::commit() {
    if (m_pending.isEmpty()) return;
    const FileLock lock(m_descriptor);
    const off_t before = ::lseek(m_descriptor, 0, SEEK_END);
    const QByteArray lines = endsInTheMiddleOfALine(m_descriptor) ? '\n' + m_pending : m_pending;
    if (!writeAll(m_descriptor, lines) || ::fdatasync(m_descriptor) != 0) {
        const int error = errno;
        // All of them are written again by the next attempt.
        [[maybe_unused]] const int cut = ::ftruncate(m_descriptor, before);
        errno = error;
        fail();
    }
    m_pending.clear();
}

std::optional<AnswerStore::Means> AnswerStore::means() const {
    if (m_replies.isEmpty()) return std::nullopt;
    const auto count = static_cast<double>(m_replies.size());
    return Means{m_outputSum / count, m_secondsSum / count};
}

void AnswerStore::fail() const { throwUnwritable(m_path, errno); }

}  // namespace distillab::endpoint
