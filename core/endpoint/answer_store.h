#pragma once

#include "core/endpoint/chat.h"

#include <QByteArray>
#include <QHash>
#include <QString>

namespace distillab::endpoint {

/// What a job has cost so far.
struct Spent {
    qint64 requests = 0;  ///< answered
    Usage usage;
};

/// The answers that an endpoint gave, on disk the moment they came: one JSON object a line, never changed afterwards.
/// What is in here is not asked again, whichever run wants it. A question whose answer was still under way when the
/// program was killed is not in here, and is asked again.
///
/// Several programs may use one file at once. A last line that a crash cut short is passed over. Only the user may read
/// the file: answers can be as private as prompts, which are not kept.
class AnswerStore {
public:
    /// Most tokens, and most seconds, of one answer: a line with more of them is damaged. Sums stay far from the limits
    /// of their types.
    static constexpr double kMostOfAnything = 1e12;

    /// Opens the file, made when missing with its folder, and reads what it holds.
    /// @throws WorkError when it cannot be read or written
    explicit AnswerStore(const QString& path);
    ~AnswerStore();
    AnswerStore(const AnswerStore&) = delete;
    AnswerStore& operator=(const AnswerStore&) = delete;

    /// The shared store of an endpoint's model, in the cache folder.
    static QString sharedPath(const EndpointOptions& options);

    const QString& path() const { return m_path; }
    /// Lines that were no answers.
    qint64 damagedLines() const { return m_damaged; }

    /// @return null when this was not answered yet
    const ChatReply* find(const QByteArray& requestKey) const;
    /// Kept with the next commit(). @param job  names the job that pays for it
    void add(const QByteArray& requestKey, const QByteArray& job, const ChatReply& reply);
    /// Writes what was added, in one go, and returns when it is on disk. @throws WorkError when the disk refuses
    void commit();

    Spent spentBy(const QByteArray& job) const { return m_spent.value(job); }
    /// Means over all answers here, for estimates; nothing when there are none.
    struct Means {
        double output = 0;   ///< tokens
        double seconds = 0;  ///< from a request to its answer
    };
    std::optional<Means> means() const;

private:
    void load();
    void readLine(const QByteArray& line);
    void remember(const QByteArray& requestKey, const QByteArray& job, const ChatReply& reply);
    [[noreturn]] void fail() const;

    QString m_path;
    int m_descriptor = -1;
    qint64 m_damaged = 0;
    QByteArray m_pending;
    QHash<QByteArray, ChatReply> m_replies;
    QHash<QByteArray, Spent> m_spent;
    double m_outputSum = 0;
    double m_secondsSum = 0;
};

}  // namespace distillab::endpoint
