#include "tests/support/program.h"

namespace distillab::test {
namespace {

constexpr int kLongestRunMs = 120'000 * DISTILLAB_SLOWNESS;

}  // namespace

QString programPath(const QString& name) { return QStringLiteral(DISTILLAB_BIN_DIR "/") + name; }

std::unique_ptr<QProcess> startProgram(const QString& program, const QStringList& words, const QString& folder) {
    auto process = std::make_unique<QProcess>();
    process->setWorkingDirectory(folder);
    process->start(program, words);
    if (!process->waitForStarted()) qFatal("cannot start %s", qPrintable(program));
    return process;
}

Outcome outcomeOf(QProcess& process) {
    Outcome outcome;
    if (!process.waitForFinished(kLongestRunMs)) {
        process.kill();
        process.waitForFinished();
    } else if (process.exitStatus() == QProcess::NormalExit) {
        outcome.code = process.exitCode();
    }
    outcome.out = process.readAllStandardOutput();
    outcome.err = process.readAllStandardError();
    return outcome;
}

Outcome runProgram(const QString& program, const QStringList& words, const QString& folder) {
    return outcomeOf(*startProgram(program, words, folder));
}

}  // namespace distillab::test
