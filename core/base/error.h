#pragma once

#include <QString>

#include <stdexcept>

namespace distillab {

/// What went wrong, where, and what to do about it: ready to be shown to a user, safe to cross threads.
///
/// `what()` is the first sentence in UTF-8. `where()` names a file, line, key or row and may be empty.
/// Throw one of the two kinds below, never this class itself.
class Error : public std::runtime_error {
public:
    const QString& message() const { return m_message; }
    const QString& where() const { return m_where; }
    const QString& remedy() const { return m_remedy; }

    /// "where: message" on the first line, the remedy (if any) on the second.
    QString text() const;

protected:
    Error(const QString& message, const QString& where, const QString& remedy);

private:
    QString m_message;
    QString m_where;
    QString m_remedy;
};

/// The request itself is wrong: a bad file, key or value. Exit code 2.
class RequestError : public Error {
public:
    explicit RequestError(const QString& message, const QString& where = {}, const QString& remedy = {});
};

/// The request was sound but the work failed: diverged, out of disk, teacher unreachable. Exit code 3.
class WorkError : public Error {
public:
    explicit WorkError(const QString& message, const QString& where = {}, const QString& remedy = {});
};

/// The user asked to stop and everything worth keeping has been written. Exit code 130. Not an error.
class Stopped : public std::exception {
public:
    const char* what() const noexcept override { return "stopped by the user"; }
};

/// Exit codes of every program of DistilLab.
enum ExitCode { kExitDone = 0, kExitBadRequest = 2, kExitWorkFailed = 3, kExitStopped = 130 };

}  // namespace distillab
