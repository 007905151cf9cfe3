#include "core/endpoint/collector.h"

#include "core/base/error.h"
#include "core/base/run_control.h"
#include "core/net/network.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QRandomGenerator>
#include <QTimer>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace distillab::endpoint {
namespace {

using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Collector)
};

/// Qt opens no more connections to one host per Network.
constexpr size_t kConnectionsPerNetwork = 6;
constexpr int kMostRedirects = 3;
/// A server that answers nonsense does so at the user's cost.
constexpr int kMostOddAnswers = 3;
/// Of an answer whose length nothing is known about, for the limit on money.
constexpr double kAnswerTokens = 500;
constexpr milliseconds kTick{50};
constexpr milliseconds kReportEvery{33};

/// What a status means to a user.
QString meaningOf(int status) {
    switch (status) {
        case 401: return Text::tr("the server refuses the key");
        case 402: return Text::tr("the account has no money left");
        case 403: return Text::tr("the server forbids this");
        case 404: return Text::tr("the server knows no such address or model");
        case 408: return Text::tr("the server gave up waiting");
        case 413: return Text::tr("the prompt is too long for the server");
        case 429: return Text::tr("the server is asked too often");
        default: break;
    }
    return status >= 500 ? Text::tr("the server is in trouble") : Text::tr("the server refuses the request");
}

QString remedyFor(int status, const QString& variable) {
    if (status == 401 || status == 403) {
        return Text::tr("Put the right key into the environment variable %1, or into the system's keychain.")
            .arg(variable);
    }
    if (status == 402) return Text::tr("Add money to the account, then go on.");
    if (status == 404) return Text::tr("Check the model's name and the address: for many servers it ends with /v1.");
    return Text::tr("Check the address and the server, then go on: what was answered is kept.");
}

/// The server wants no more than the account allows: waiting does not help.
bool isOutOfQuota(const net::Answer& answer) {
    return answer.status == 429 && answer.body.contains("insufficient_quota");
}

bool mayDislikeTheDialect(int status) { return status == 400 || status == 415 || status == 422 || status == 501; }

}  // namespace

struct Collector::Job {
    ChatRequest request;
    Taker taker;
    QByteArray key;
    QUrl url;
    Dialect dialect;  ///< asked with
    int failures = 0;
    int oddAnswers = 0;
    int redirects = 0;
    bool isKnownToBeNew = false;  ///< looked up in the store and not found
    milliseconds due{0};
};

struct Collector::Slot {
    JobPointer job;  ///< null when it is concluded
    net::Reply reply;
    net::Network* network = nullptr;
    QElapsedTimer sinceStart;
    QElapsedTimer sinceByte;
    QByteArray body;
};

Collector::Collector(const EndpointOptions& options, const ApiKey& key, AnswerStore& store, const QByteArray& job,
                     RunControl& control)
    : m_options(options),
      m_key(key),
      m_store(store),
      m_job(job),
      m_control(control),
      m_url(chatUrl(options)),
      m_requestsBefore(store.spentBy(job).requests) {
    checkOptions(options);
    m_clock.start();
}

Collector::~Collector() = default;

void Collector::ask(const ChatRequest& request, Taker taker) {
    auto job = std::make_unique<Job>();
    job->key = requestKey(request, m_url, m_options.model);
    job->request = request;
    job->taker = std::move(taker);
    job->url = m_url;
    m_queue.push_back(std::move(job));
    ++m_progress.asked;
}

Ending Collector::run() {
    while (true) {
        obeyStop();
        beginMore();
        deliverReady();
        if (m_slots.empty() && m_later.empty() && m_queue.empty()) break;
        waitForNews();
        for (const auto& slot : m_slots) step(*slot);
        std::erase_if(m_slots, [](const auto& slot) { return !slot->job; });
        deliverReady();
        report(false);
    }
    report(true);
    if (m_isCut) throw Stopped();
    const bool isAllFailed = m_ending.kind == Ending::Kind::Finished && m_answered == 0;
    return isAllFailed ? m_lastTrouble : m_ending;
}

void Collector::obeyStop() {
    if (!m_control.stopRequested()) {
        if (m_ending.kind != Ending::Kind::Finished) dropRest();
        // Nothing is under way: the pause may take as long as it likes.
        if (m_control.pauseRequested() && m_slots.empty() && m_ready.empty()) m_control.waitWhilePaused();
        return;
    }
    if (!m_sinceStop.isValid()) m_sinceStop.start();
    m_isCut = m_isCut || !m_queue.empty() || !m_later.empty();
    dropRest();
    if (milliseconds(m_sinceStop.elapsed()) < m_options.grace) return;
    for (const auto& slot : m_slots) {
        m_isCut = true;
        deliver(*slot->job, {{}, Text::tr("not answered: stopped"), true});
    }
    m_slots.clear();
}

/// Everything that is not under way ends unasked. Takers may ask for more meanwhile, which ends likewise.
void Collector::dropRest() {
    const QString reason = m_ending.kind == Ending::Kind::Finished ? Text::tr("not asked: stopped")
                                                                   : Text::tr("not asked: %1").arg(m_ending.reason);
    while (!m_queue.empty() || !m_later.empty()) {
        JobPointer job;
        if (!m_later.empty()) {
            job = std::move(m_later.back());
            m_later.pop_back();
        } else {
            job = std::move(m_queue.front());
            m_queue.pop_front();
            if (const ChatReply* known = m_store.find(job->key)) {
                ++m_progress.stored;
                deliver(*job, {*known, {}, true});
                continue;
            }
        }
        deliver(*job, {{}, reason, false});
    }
}

void Collector::beginMore() {
    const bool isPaused = m_control.pauseRequested() || m_control.stopRequested();
    while (!isPaused && m_ending.kind == Ending::Kind::Finished &&
           m_slots.size() < static_cast<size_t>(m_options.concurrency)) {
        JobPointer job = nextJob();
        if (!job) return;
        if (isAlreadyKnown(job)) continue;
        const bool mustWait = milliseconds(m_clock.elapsed()) < m_notBefore;
        if (mustWait || !isWithinLimits(*job)) {
            m_queue.push_front(std::move(job));
            return;
        }
        send(std::move(job));
    }
}

Collector::JobPointer Collector::nextJob() {
    const milliseconds now(m_clock.elapsed());
    const auto due = std::ranges::find_if(m_later, [&](const JobPointer& job) { return job->due <= now; });
    JobPointer job;
    if (due != m_later.end()) {
        job = std::move(*due);
        m_later.erase(due);
    } else if (!m_queue.empty()) {
        job = std::move(m_queue.front());
        m_queue.pop_front();
    }
    return job;
}

/// Answers from the store, and lets a question wait for its like that is under way.
bool Collector::isAlreadyKnown(JobPointer& job) {
    if (job->isKnownToBeNew) return false;
    if (const ChatReply* known = m_store.find(job->key)) {
        ++m_progress.stored;
        ++m_answered;                    // this way of asking works
        const ChatReply reply = *known;  // a taker may ask for more, which moves the store's entries
        deliver(*job, {reply, {}, true});
        return true;
    }
    const auto underWay = m_alsoWanted.find(job->key);
    if (underWay != m_alsoWanted.end()) {
        underWay->push_back(std::move(job->taker));
        return true;
    }
    m_alsoWanted.insert(job->key, {});
    job->isKnownToBeNew = true;
    job->dialect = {job->request.json && m_dialect.json, job->request.topLogprobs > 0 && m_dialect.logprobs};
    return false;
}

bool Collector::isWithinLimits(const Job& next) {
    const auto reach = [this](const QString& reason, const QString& remedy) {
        m_ending = {Ending::Kind::LimitReached, reason, remedy};
        return false;
    };
    const QString remedy = Text::tr("Raise the limit to go on: what was answered is kept and not asked again.");
    if (m_options.maxRequests > 0 && m_requestsBefore + m_progress.requests >= m_options.maxRequests) {
        return reach(Text::tr("the limit of %L1 requests is reached").arg(m_options.maxRequests), remedy);
    }
    if (m_options.maxCost <= 0) return true;
    double cost = costOf(m_store.spentBy(m_job).usage) + likelyCost(next);
    for (const auto& slot : m_slots) cost += likelyCost(*slot->job);
    if (cost <= m_options.maxCost) return true;
    // What is under way may turn out cheaper than feared.
    if (!m_slots.empty()) return false;
    return reach(Text::tr("the next answer could exceed the limit on money, %1").arg(m_options.maxCost), remedy);
}

double Collector::costOf(const Usage& usage) const {
    return (static_cast<double>(usage.input) * m_options.priceIn +
            static_cast<double>(usage.output) * m_options.priceOut) *
           1e-6;
}

double Collector::likelyCost(const Job& job) const {
    Usage usage;
    for (const ChatMessage& message : job.request.messages) usage.input += estimatedTokens(message.content);
    const auto means = m_store.means();
    usage.output =
        job.request.maxTokens > 0 ? job.request.maxTokens : static_cast<qint64>(means ? means->output : kAnswerTokens);
    return costOf(usage);
}

net::Network& Collector::leastBusyNetwork() {
    for (const auto& network : m_networks) {
        const auto busy =
            std::ranges::count_if(m_slots, [&](const auto& slot) { return slot->network == network.get(); });
        if (static_cast<size_t>(busy) < kConnectionsPerNetwork) return *network;
    }
    return *m_networks.emplace_back(std::make_unique<net::Network>());
}

void Collector::send(JobPointer job) {
    QNetworkRequest request = net::plainRequest(job->url);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    if (!m_key.isEmpty() && net::isSameOrigin(job->url, m_url)) request.setRawHeader("Authorization", m_key.header());
    auto slot = std::make_unique<Slot>();
    slot->network = &leastBusyNetwork();
    slot->reply = slot->network->post(request, requestBody(job->request, m_options.model, job->dialect));
    QObject::connect(slot->reply.get(), &QNetworkReply::readyRead, &m_news, &QEventLoop::quit);
    QObject::connect(slot->reply.get(), &QNetworkReply::finished, &m_news, &QEventLoop::quit);
    slot->sinceStart.start();
    slot->sinceByte.start();
    slot->job = std::move(job);
    m_slots.push_back(std::move(slot));
    ++m_progress.requests;
}

void Collector::waitForNews() {
    const bool hasNews = std::ranges::any_of(
        m_slots, [](const auto& slot) { return slot->reply->isFinished() || slot->reply->bytesAvailable() > 0; });
    if (hasNews) return;
    QTimer tick;
    tick.setSingleShot(true);
    QObject::connect(&tick, &QTimer::timeout, &m_news, &QEventLoop::quit);
    tick.start(kTick);
    m_news.exec(QEventLoop::ExcludeUserInputEvents);
}

void Collector::step(Slot& slot) {
    const QByteArray piece = slot.reply->readAll();
    if (!piece.isEmpty()) slot.sinceByte.restart();
    slot.body += piece;
    net::Answer answer;
    if (slot.body.size() > kMostBodyBytes) {
        answer.problem = Text::tr("the server's answer is larger than %1 MiB").arg(kMostBodyBytes >> 20);
        answer.isLasting = true;
    } else if (slot.reply->isFinished()) {
        net::settle(*slot.reply, slot.body.size(), true, answer);
        answer.body = m_key.scrub(slot.body);
    } else if (milliseconds(slot.sinceByte.elapsed()) > m_options.stall ||
               milliseconds(slot.sinceStart.elapsed()) > m_options.longest) {
        answer.problem = Text::tr("the answer did not come within %1 s")
                             .arg(static_cast<double>(slot.sinceStart.elapsed()) / 1000, 0, 'f', 1);
    } else {
        return;
    }
    conclude(slot, std::move(answer));
}

void Collector::conclude(Slot& slot, net::Answer answer) {
    JobPointer job = std::move(slot.job);
    if (!answer.problem.isEmpty()) answer.problem = m_key.scrub(answer.problem);
    if (answer.isGood()) {
        return concludeGood(std::move(job), answer, static_cast<double>(slot.sinceStart.elapsed()) / 1000);
    }
    if (answer.isWhole() && answer.isRedirect()) return redirect(std::move(job), answer);
    const QString message = serverMessage(answer.body, m_key);
    if (answer.isWhole() && mayDislikeTheDialect(answer.status) && askPlainer(job, message)) return;
    const QString detail = QString::number(answer.status) + (message.isEmpty() ? QString() : u": "_s + message);
    const QString reason = answer.isWhole() ? meaningOf(answer.status) + u" ("_s + detail + u')' : answer.problem;
    if (answer.isWorthAnotherTry() && !isOutOfQuota(answer)) return tryAgain(std::move(job), answer, reason);
    // A row can be wrong by itself. Where no row was ever right, it is the server or the request.
    const bool isRowsFault = (answer.status == 400 || answer.status == 413 || answer.status == 422) && m_answered > 0;
    giveUp(std::move(job), reason, !isRowsFault, answer.status);
}

void Collector::concludeGood(JobPointer job, const net::Answer& answer, double seconds) {
    ParsedReply parsed = parseReply(answer.body, job->request, m_key);
    if (parsed.reply) {
        parsed.reply->seconds = seconds;
        learnDialect(*job);
        m_store.add(job->key, m_job, *parsed.reply);
        m_ready.emplace_back(std::move(job), Outcome{std::move(parsed.reply), {}, true});
        m_failuresInARow = 0;
        ++m_answered;
        return;
    }
    if (parsed.isLasting) return giveUp(std::move(job), parsed.problem, false);
    if (++job->oddAnswers >= kMostOddAnswers) {
        return giveUp(std::move(job), Text::tr("%1 (%2 times)").arg(parsed.problem).arg(kMostOddAnswers), true);
    }
    tryAgain(std::move(job), answer, parsed.problem);
}

void Collector::redirect(JobPointer job, const net::Answer& answer) {
    const QUrl next = job->url.resolved(QUrl::fromEncoded(answer.header("location")));
    const bool keepsTheRequest = answer.status == 307 || answer.status == 308;
    if (net::isWebAddress(next) && net::isSameOrigin(next, m_url) && keepsTheRequest &&
        ++job->redirects <= kMostRedirects) {
        job->url = next;
        m_queue.push_front(std::move(job));
        return;
    }
    const QString where = net::isWebAddress(next) ? m_key.scrub(next.host()) : Text::tr("an address that is none");
    giveUp(std::move(job),
           Text::tr("the server sends on to %1 (%2); prompts and key do not go there").arg(where).arg(answer.status),
           true, answer.status);
}

bool Collector::askPlainer(JobPointer& job, const QString& message) {
    Dialect& dialect = job->dialect;
    const bool isAboutLogprobs = message.contains(u"logprob"_s, Qt::CaseInsensitive);
    if (dialect.json && !(isAboutLogprobs && dialect.logprobs)) {
        dialect.json = false;
    } else if (dialect.logprobs) {
        dialect.logprobs = false;
    } else {
        return false;
    }
    m_queue.push_front(std::move(job));
    return true;
}

/// Only an answer shows that it was the dialect and not the question that the server disliked.
void Collector::learnDialect(const Job& job) {
    if (job.request.json && !job.dialect.json && m_dialect.json) {
        m_dialect.json = false;
        onRemark(Text::tr("The server does not know JSON mode; it is asked without."));
    }
    if (job.request.topLogprobs > 0 && !job.dialect.logprobs && m_dialect.logprobs) {
        m_dialect.logprobs = false;
        onRemark(Text::tr("The server gives no log-probabilities; it is asked without."));
    }
}

void Collector::tryAgain(JobPointer job, const net::Answer& answer, const QString& problem) {
    ++job->failures;
    const auto delay =
        net::delayBeforeRetry(m_options.retries, answer, job->failures, QRandomGenerator::global()->generateDouble());
    if (!delay) {
        QString reason = problem;
        if (job->failures < m_options.retries.tries) {
            reason += u"; "_s + Text::tr("it wants to be asked again only in %1 s").arg(answer.retryAfter().count());
        } else if (job->failures > 1) {
            reason += u"; "_s + Text::tr("asked %1 times").arg(job->failures);
        }
        return giveUp(std::move(job), reason, true, answer.status);
    }
    const milliseconds now(m_clock.elapsed());
    job->due = now + *delay;
    if (answer.retryAfter().count() > 0) m_notBefore = std::max(m_notBefore, job->due);
    m_later.push_back(std::move(job));
}

void Collector::giveUp(JobPointer job, const QString& reason, bool isServersFault, int status) {
    if (isServersFault) {
        m_lastTrouble = {Ending::Kind::GaveUp, reason, remedyFor(status, m_options.keyVariable)};
        const bool isHopeless = ++m_failuresInARow >= m_options.mostFailuresInARow;
        if (isHopeless && m_ending.kind == Ending::Kind::Finished) m_ending = m_lastTrouble;
    }
    m_ready.emplace_back(std::move(job), Outcome{{}, reason, true});
}

void Collector::deliverReady() {
    m_control.insist([this] { m_store.commit(); });
    for (auto& [job, outcome] : std::exchange(m_ready, {})) deliver(*job, outcome);
}

void Collector::deliver(Job& job, const Outcome& outcome) {
    std::vector<Taker> takers = job.isKnownToBeNew ? m_alsoWanted.take(job.key) : std::vector<Taker>();
    takers.insert(takers.begin(), std::move(job.taker));
    for (const Taker& taker : takers) {
        ++m_progress.done;
        if (!outcome.reply) ++m_progress.failed;
        taker(outcome);
    }
}

void Collector::report(bool atOnce) {
    const bool isDue = !m_sinceReport.isValid() || milliseconds(m_sinceReport.elapsed()) >= kReportEvery;
    if (!isDue && !atOnce) return;
    m_sinceReport.start();
    m_progress.usage = m_store.spentBy(m_job).usage;
    m_progress.cost = costOf(m_progress.usage);
    const qint64 left = m_progress.asked - m_progress.done;
    const qint64 fresh = m_progress.done - m_progress.stored;
    m_progress.secondsLeft = fresh > 0 ? static_cast<double>(m_clock.elapsed()) / 1000 * static_cast<double>(left) /
                                             static_cast<double>(fresh)
                                       : -1;
    m_progress.waiting = std::max(milliseconds(0), m_notBefore - milliseconds(m_clock.elapsed()));
    onProgress(m_progress);
}

QByteArray jobName(const QList<QByteArray>& parts) {
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QByteArray& part : parts) {
        hash.addData(QByteArray::number(part.size()) + ':');
        hash.addData(part);
    }
    return hash.result().toHex().left(32);
}

}  // namespace distillab::endpoint
