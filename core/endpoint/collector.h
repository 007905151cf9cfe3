#pragma once

#include "core/endpoint/answer_store.h"
#include "core/endpoint/chat.h"

#include <QByteArray>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QHash>
#include <QString>

#include <deque>
#include <functional>
#include <memory>
#include <vector>

namespace distillab {
class RunControl;
}
namespace distillab::net {
class Network;
}

namespace distillab::endpoint {

/// Where the asking stands. Sent at most 30 times a second, and at the end.
struct Progress {
    qint64 asked = 0;   ///< questions known so far; a row can turn out to need another one
    qint64 done = 0;    ///< of these, answered or given up
    qint64 stored = 0;  ///< of these, answered before and only looked up
    qint64 failed = 0;
    qint64 requests = 0;  ///< sent by this process, repeated ones included
    Usage usage;          ///< of the whole job: what is stored of it and what came now
    double cost = 0;      ///< likewise, by the prices given
    double secondsLeft = -1;
    std::chrono::milliseconds waiting{0};  ///< until the server wants to be asked again
};

/// What became of one question.
struct Outcome {
    std::optional<ChatReply> reply;
    QString reason;        ///< why there is no reply, ready to be shown
    bool isAsked = false;  ///< false when the end came before it was asked: a limit, a stop, a server that is gone
};

/// How the asking ended; also where nothing was answered, the server is given up. `reason` and `remedy` are ready to be
/// shown.
struct Ending {
    enum class Kind { Finished, LimitReached, GaveUp } kind = Kind::Finished;
    QString reason;
    QString remedy;
};

/// Asks an endpoint many questions: several at a time, each until it is answered or given up, none twice, each answer
/// on disk before anybody sees it.
///
/// 429, 5xx and broken connections are tried again, later and later, with some jitter; a server's Retry-After holds all
/// requests back. A server that refuses `response_format` or `logprobs` is asked without. Redirects are followed only
/// on the same host. Answers are told apart by their connection, never by the ids that a server gives them.
///
/// Blocks; for a thread of work. Pausing lets what is under way come in; so does stopping, for a moment.
class Collector {
public:
    using Taker = std::function<void(const Outcome&)>;

    /// @param job  names what the limits are for, so that a resumed job remembers what it has cost; see jobName()
    /// @throws RequestError when the options cannot be
    Collector(const EndpointOptions& options, const ApiKey& key, AnswerStore& store, const QByteArray& job,
              RunControl& control);
    ~Collector();
    Collector(const Collector&) = delete;
    Collector& operator=(const Collector&) = delete;

    std::function<void(const Progress&)> onProgress = [](const Progress&) {};
    /// Told once of what is remarkable: what the server does not know.
    std::function<void(const QString&)> onRemark = [](const QString&) {};

    /// Puts a question at the end of the queue. May be called by a taker. The taker is called exactly once, by run().
    void ask(const ChatRequest& request, Taker taker);

    /// Asks until every taker was called.
    /// @throws Stopped after a stop, when what was under way is in or lost; every taker was called before
    /// @throws WorkError when the answers cannot be kept
    /// @throws RequestError in offline mode, when something would have to be asked
    Ending run();

    const Progress& progress() const { return m_progress; }

private:
    struct Job;
    struct Slot;
    using JobPointer = std::unique_ptr<Job>;

    void beginMore();
    JobPointer nextJob();
    bool isAlreadyKnown(JobPointer& job);
    bool isWithinLimits(const Job& next);
    void send(JobPointer job);
    void waitForNews();
    void step(Slot& slot);
    void conclude(Slot& slot, net::Answer answer);
    void concludeGood(JobPointer job, const net::Answer& answer, double seconds);
    void redirect(JobPointer job, const net::Answer& answer);
    /// Asks at once without what the server may not know. @return false when there is nothing to leave out
    bool askPlainer(JobPointer& job, const QString& message);
    void learnDialect(const Job& job);
    void tryAgain(JobPointer job, const net::Answer& answer, const QString& problem);
    void giveUp(JobPointer job, const QString& reason, bool isServersFault, int status = 0);
    void deliverReady();
    void deliver(Job& job, const Outcome& outcome);
    void dropRest();
    void obeyStop();
    double costOf(const Usage& usage) const;
    double likelyCost(const Job& job) const;
    void report(bool atOnce);
    net::Network& leastBusyNetwork();

    EndpointOptions m_options;
    ApiKey m_key;
    AnswerStore& m_store;
    QByteArray m_job;
    RunControl& m_control;
    QUrl m_url;
    qint64 m_requestsBefore;  ///< answered for this job by earlier processes
    Dialect m_dialect;        ///< what the server is known not to refuse
    std::vector<std::unique_ptr<net::Network>> m_networks;
    std::deque<JobPointer> m_queue;
    std::vector<JobPointer> m_later;  ///< wait for another try
    std::vector<std::unique_ptr<Slot>> m_slots;
    std::vector<std::pair<JobPointer, Outcome>> m_ready;  ///< to be delivered when they are on disk
    QHash<QByteArray, std::vector<Taker>> m_alsoWanted;   ///< by the key of a question that is under way
    QEventLoop m_news;
    QElapsedTimer m_clock;
    QElapsedTimer m_sinceReport;
    QElapsedTimer m_sinceStop;
    std::chrono::milliseconds m_notBefore{0};  ///< on m_clock: the server wants to be left alone until then
    int m_failuresInARow = 0;
    qint64 m_answered = 0;
    Ending m_ending;
    Ending m_lastTrouble;  ///< of the server; how it all ends where nothing was answered
    bool m_isCut = false;  ///< questions were left unasked because of a stop
    Progress m_progress;
};

/// A name for a job from all that it is about.
QByteArray jobName(const QList<QByteArray>& parts);

}  // namespace distillab::endpoint
