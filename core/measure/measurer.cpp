#include "core/measure/measurer.h"

#include "core/base/error.h"
#include "core/base/proc.h"
#include "core/measure/timing.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QProcess>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace distillab::measure {
namespace {

using namespace Qt::Literals::StringLiterals;
using report::MeasuredModel;
using report::Spread;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Measurer)
};

/// How long a stop may wait to be noticed.
constexpr int kPollMs = 50;
/// A process that takes longer than this hangs.
constexpr int kLongestSeconds = 600;

QString workerProgram() {
    const QString path = QDir::cleanPath(QCoreApplication::applicationDirPath() + u"/distillab-cli"_s);
    if (!QFileInfo(path).isExecutable()) {
        throw WorkError(Text::tr("the program that measures is missing"), path, Text::tr("Install DistilLab again."));
    }
    return path;
}

/// With --json a program that fails says why on standard output.
QString reasonOf(const QByteArray& out, const QProcess& process) {
    if (process.exitStatus() == QProcess::CrashExit) {
        return Text::tr("the process was ended by the system, perhaps for want of memory");
    }
    const auto json = nlohmann::json::parse(out.toStdString(), nullptr, false);
    if (json.is_object() && json.contains("error")) return QString::fromStdString(json["error"].get<std::string>());
    return Text::tr("the process ended with code %1").arg(process.exitCode());
}

/// Waits for the end, at most `kLongestSeconds`. @throws Stopped, the process being killed
void await(QProcess& process, RunControl& control) {
    QElapsedTimer timer;
    timer.start();
    while (!process.waitForFinished(kPollMs) && process.state() != QProcess::NotRunning) {
        const bool hangs = timer.elapsed() > 1000 * kLongestSeconds;
        if (!hangs && !control.stopRequested()) continue;
        process.kill();
        process.waitForFinished();
        if (control.stopRequested()) throw Stopped();
        throw WorkError(Text::tr("it took longer than %1 minutes").arg(kLongestSeconds / 60));
    }
}

/// @throws WorkError saying why there are no figures; Stopped
Timing runOnce(const QString& program, const Job& job, RunControl& control) {
    control.obey();
    QProcess process;
    process.setStandardErrorFile(QProcess::nullDevice());
    QStringList words = {u"measure"_s, u"--once"_s, u"--json"_s, u"--seconds"_s, QString::number(job.seconds)};
    if (!job.inputs.isEmpty()) words << u"--inputs"_s << job.inputs;
    if (job.generatedTokens > 0) words << u"--tokens"_s << QString::number(job.generatedTokens);
    process.start(program, words << job.model);
    if (!process.waitForStarted()) throw WorkError(process.errorString(), program);
    await(process, control);
    const QByteArray out = process.readAllStandardOutput();
    if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != kExitDone) {
        throw WorkError(reasonOf(out, process));
    }
    return timingFromJson(out);
}

Spread spreadOf(const std::vector<Timing>& timings, double Timing::* figure) {
    std::vector<double> values;
    for (const Timing& timing : timings) values.push_back(timing.*figure);
    return report::spreadOf(std::move(values));
}

void fill(MeasuredModel& model, const std::vector<Timing>& timings) {
    model.oneThreadP50 = spreadOf(timings, &Timing::oneThreadP50);
    model.oneThreadP95 = spreadOf(timings, &Timing::oneThreadP95);
    model.allThreadsP50 = spreadOf(timings, &Timing::allThreadsP50);
    model.allThreadsP95 = spreadOf(timings, &Timing::allThreadsP95);
    model.itemsPerSecond = spreadOf(timings, &Timing::itemsPerSecond);
    model.peakMib = spreadOf(timings, &Timing::peakMib);
    std::vector<double> own;
    for (const Timing& timing : timings) own.push_back(timing.peakMib - timing.residentMib);
    model.modelMib = report::spreadOf(std::move(own));
    model.processorShare = spreadOf(timings, &Timing::processorShare).median;
    model.runs = std::ranges::min(timings, {}, &Timing::runs).runs;
}

}  // namespace

qint64 bytesOnDisk(const QString& path) {
    const QFileInfo file(path);
    qint64 bytes = 0;
    for (const QFileInfo& part : file.dir().entryInfoList({file.fileName() + u'*'}, QDir::Files)) bytes += part.size();
    return bytes;
}

report::Measurement measureFiles(const std::vector<Candidate>& candidates, const Material& material,
                                 RunControl& control, const std::function<void(double)>& share, double budgetSeconds) {
    const QString program = workerProgram();
    QElapsedTimer timer;
    timer.start();
    report::Measurement measurement;
    measurement.batch = kBatch;
    measurement.testItems = material.testItems;
    for (const Candidate& candidate : candidates) {
        MeasuredModel& model = measurement.models.emplace_back(candidate.about);
        if (model.file.isEmpty()) model.file = QFileInfo(candidate.path).fileName();
        model.bytes = bytesOnDisk(candidate.path);
    }
    const auto turns = static_cast<double>(kRounds) * static_cast<double>(candidates.size());
    std::vector<std::vector<Timing>> timings(candidates.size());
    for (int round = 0; round < kRounds; ++round) {
        if (round > 0 && static_cast<double>(timer.elapsed()) > 1000 * budgetSeconds) break;
        for (size_t i = 0; i < candidates.size(); ++i) {
            MeasuredModel& model = measurement.models[i];
            if (!model.isMeasured()) continue;
            try {
                timings[i].push_back(runOnce(
                    program, {candidates[i].path, material.inputs, material.generatedTokens, budgetSeconds / turns},
                    control));
            } catch (const Error& error) {
                model.problem = error.message();
            }
            if (share) share((round * static_cast<double>(candidates.size()) + static_cast<double>(i + 1)) / turns);
        }
        measurement.rounds = round + 1;
    }
    for (size_t i = 0; i < candidates.size(); ++i) {
        if (!measurement.models[i].isMeasured()) continue;
        fill(measurement.models[i], timings[i]);
        const Timing& last = timings[i].back();
        measurement.threads = last.threads;
        measurement.items = last.items;
        measurement.ofTexts = last.ofTexts;
        measurement.machine = processorName() + u", "_s + last.runtime;
    }
    if (measurement.ofTexts && material.inputs.isEmpty()) measurement.generatedTokens = material.generatedTokens;
    measurement.seconds = static_cast<double>(timer.elapsed()) / 1000;
    return measurement;
}

}  // namespace distillab::measure
