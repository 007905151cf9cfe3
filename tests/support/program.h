#pragma once

#include <QByteArray>
#include <QProcess>
#include <QString>
#include <QStringList>

#include <memory>

namespace distillab::test {

/// How a program ended. `code` is -1 when a signal ended it or it ran longer than allowed.
struct Outcome {
    int code = -1;
    QByteArray out;
    QByteArray err;
};

/// The path of one of our programs in the build folder: "distillab-cli".
QString programPath(const QString& name);

/// Starts a program and leaves it running; its working folder is `folder`.
std::unique_ptr<QProcess> startProgram(const QString& program, const QStringList& words, const QString& folder);

/// Waits for the end, at most two minutes (longer under a sanitizer).
Outcome outcomeOf(QProcess& process);

/// Both of these, one after the other.
Outcome runProgram(const QString& program, const QStringList& words, const QString& folder);

}  // namespace distillab::test
