#include "core/report/metrics_log.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/whole_number.h"
#include "core/experiment/run_folder.h"
#include "core/report/json.h"
#include "core/report/run_report.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QThread>

#include <algorithm>
#include <optional>

#include <sys/file.h>
#include <sys/stat.h>

#include <cerrno>

namespace distillab::report {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::MetricsLog)
};

std::optional<Phase> phaseFromKey(const QString& key) {
    for (const Phase phase : kPhases) {
        if (phaseKey(phase) == key) return phase;
    }
    return std::nullopt;
}

Json toJsonObject(const StepMetrics& m, const char* kind) {
    Json parts = Json::object();
    for (const LossPart& part : m.parts) parts[part.name.toStdString()] = part.value;
    return Json{{"kind", kind},
                {"phase", phaseKey(m.phase).toStdString()},
                {"step", m.step},
                {"total_steps", m.totalSteps},
                {"epoch", m.epoch},
                {"loss", m.loss},
                {"losses", std::move(parts)},
                {"learning_rate", m.learningRate},
                {"items_per_second", m.itemsPerSecond},
                {"seconds", m.seconds}};
}

Json toJsonObject(const EpochMetrics& m) {
    return Json{{"kind", "epoch"},
                {"phase", phaseKey(m.phase).toStdString()},
                {"epoch", m.epoch},
                {"epochs", m.epochs},
                {"step", m.step},
                {"train_loss", m.trainLoss},
                {"validation_loss", m.validationLoss},
                {"validation_accuracy", m.validationAccuracy},
                {"agreement", m.agreement},
                {"teacher_accuracy", m.teacherAccuracy},
                {"best", m.best},
                {"seconds", m.seconds}};
}

Json toJsonObject(const SamplingMetrics& m) {
    return Json{{"kind", "sampling"},
                {"phase", phaseKey(m.phase).toStdString()},
                {"epoch", m.epoch},
                {"highest", m.highest},
                {"available", std::vector<qint64>(m.available.begin(), m.available.end())},
                {"drawn", std::vector<qint64>(m.drawn.begin(), m.drawn.end())}};
}

StepMetrics stepFrom(const Json& json, Phase phase) {
    StepMetrics m;
    m.phase = phase;
    m.step = readWhole(json, "step");
    m.totalSteps = readWhole(json, "total_steps");
    m.epoch = readNumber(json, "epoch");
    m.loss = readNumber(json, "loss");
    for (const auto& [name, value] : json.at("losses").items()) {
        m.parts << LossPart{QString::fromStdString(name), value.is_null() ? kNotMeasured : value.get<double>()};
    }
    m.learningRate = readNumber(json, "learning_rate");
    m.itemsPerSecond = readNumber(json, "items_per_second");
    m.seconds = readNumber(json, "seconds");
    return m;
}

EpochMetrics epochFrom(const Json& json, Phase phase) {
    EpochMetrics m;
    m.phase = phase;
    m.epoch = readWhole<int>(json, "epoch");
    m.epochs = readWhole<int>(json, "epochs");
    m.step = readWhole(json, "step");
    m.trainLoss = readNumber(json, "train_loss");
    m.validationLoss = readNumber(json, "validation_loss");
    m.validationAccuracy = readNumber(json, "validation_accuracy");
    m.agreement = readNumber(json, "agreement");
    m.teacherAccuracy = readNumber(json, "teacher_accuracy");
    m.best = readFlag(json, "best");
    m.seconds = readNumber(json, "seconds");
    return m;
}

SamplingMetrics samplingFrom(const Json& json, Phase phase) {
    SamplingMetrics m;
    m.phase = phase;
    m.epoch = readWhole<int>(json, "epoch");
    m.highest = readNumber(json, "highest");
    for (const Json& count : json.at("available")) m.available << wholeNumber<qint64>(count);
    for (const Json& count : json.at("drawn")) m.drawn << wholeNumber<qint64>(count);
    return m;
}

/// Kinds and phases that a later version may add are passed over.
void readLine(const QByteArray& line, MetricsHistory& history) {
    const Json json = Json::parse(line.toStdString());
    const std::optional<Phase> phase = phaseFromKey(readText(json, "phase"));
    if (!phase) return;
    const QString kind = readText(json, "kind");
    if (kind == u"step") history.steps << stepFrom(json, *phase);
    if (kind == u"diverged") history.diverged = stepFrom(json, *phase);
    if (kind == u"sampling") history.samplings << samplingFrom(json, *phase);
    if (kind == u"epoch") history.epochs << epochFrom(json, *phase);
}

/// Takes the lock of an open file, for as long as it is open. File systems without locks lock nothing.
/// @param kind  LOCK_EX or LOCK_SH
bool isLockedByAnother(const QFile& file, int kind) {
    return ::flock(file.handle(), kind | LOCK_NB) != 0 && errno == EWOULDBLOCK;
}

/// Those who only look hold the lock for a moment: they are waited for.
bool lockForWriting(const QFile& file) {
    constexpr int kTries = 50;
    for (int i = 0; i < kTries; ++i) {
        if (!isLockedByAnother(file, LOCK_EX)) return true;
        QThread::msleep(10);
    }
    return false;
}

/// Who holds the lock of a file, as "distillab-cli (process 1234)": the kernel's list of locks, proc_locks(5).
/// Empty where it does not tell.
QString lockHolderOf(const QFile& file) {
    struct stat info = {};
    QFile locks(u"/proc/locks"_s);
    if (::fstat(file.handle(), &info) != 0 || !locks.open(QIODevice::ReadOnly)) return {};
    const QByteArray inode = ':' + QByteArray::number(static_cast<qulonglong>(info.st_ino));
    for (const QByteArray& line : locks.readAll().split('\n')) {
        const QList<QByteArray> fields = line.simplified().split(' ');
        if (fields.size() < 6 || fields[1] != "FLOCK" || !fields[5].endsWith(inode)) continue;
        QFile name(u"/proc/%1/comm"_s.arg(QString::fromLatin1(fields[4])));
        if (!name.open(QIODevice::ReadOnly)) continue;
        return Text::tr("%1 (process %2)", "a program")
            .arg(QString::fromUtf8(name.readAll()).trimmed(), QString::fromLatin1(fields[4]));
    }
    return {};
}

}  // namespace

MetricsLog::MetricsLog(const QString& path, qint64 keepBytes) : m_file(path) {
    makeFolder(QFileInfo(path).absolutePath());
    errno = 0;
    const bool open = m_file.open(QIODevice::ReadWrite | QIODevice::Unbuffered);
    if (open && !lockForWriting(m_file)) {
        const QString holder = lockHolderOf(m_file);
        throw WorkError(holder.isEmpty() ? Text::tr("another program is at work on this run")
                                         : Text::tr("another program is at work on this run: %1").arg(holder),
                        QFileInfo(path).absolutePath(), Text::tr("Wait until it is done, or stop it."));
    }
    // A shorter file than vouched for (someone cut or deleted it) must not be filled up with zeros.
    m_bytes = std::min(keepBytes, m_file.size());
    if (!open || !m_file.resize(m_bytes) || !m_file.seek(m_bytes)) throwUnwritable(path, errno, m_file.errorString());
}

void MetricsLog::write(const StepMetrics& metrics) { writeLine(compactText(toJsonObject(metrics, "step"))); }

void MetricsLog::writeDiverged(const StepMetrics& metrics) {
    writeLine(compactText(toJsonObject(metrics, "diverged")));
}

void MetricsLog::write(const EpochMetrics& metrics) { writeLine(compactText(toJsonObject(metrics))); }

void MetricsLog::write(const SamplingMetrics& metrics) { writeLine(compactText(toJsonObject(metrics))); }

void MetricsLog::writeLine(QByteArray line) {
    line += '\n';
    errno = 0;
    if (m_file.write(line) != line.size()) {
        const int error = errno;
        const QString reason = m_file.errorString();
        // Half a line, if there is one, goes: the next attempt begins where this one did.
        m_file.resize(m_bytes);
        m_file.seek(m_bytes);
        throwUnwritable(m_file.fileName(), error, reason);
    }
    m_bytes += line.size();
}

void MetricsLog::requireInPlace() const {
    struct stat mine = {};
    struct stat there = {};
    const bool inPlace = ::fstat(m_file.handle(), &mine) == 0 &&
                         ::stat(QFile::encodeName(m_file.fileName()).constData(), &there) == 0 &&
                         mine.st_ino == there.st_ino && mine.st_dev == there.st_dev;
    if (inPlace) return;
    throw WorkError(Text::tr("the run's folder was deleted or moved while the run was at work"),
                    QFileInfo(m_file.fileName()).absolutePath(),
                    Text::tr("If it was moved, put it back and resume the run: its last checkpoint is in it. If it was "
                             "deleted, start the run again."));
}

bool isUnderWay(const QString& runFolder) {
    QFile file(experiment::RunFolder(runFolder).metricsFile());
    return file.open(QIODevice::ReadOnly) && isLockedByAnother(file, LOCK_SH);
}

namespace {

/// Adds the lines of a file to a history; `onLine` may take out of it what it does not want to keep.
void readLines(const QString& path, MetricsHistory& history, const std::function<void()>& onLine) {
    QFile file(path);
    if (!file.exists()) return;
    if (!file.open(QIODevice::ReadOnly)) {
        throw RequestError(Text::tr("the measurements cannot be read: %1").arg(file.errorString()), path,
                           Text::tr("Check that you may read the file."));
    }
    for (qint64 number = 1; !file.atEnd(); ++number) {
        QByteArray line = file.readLine();
        // Every whole line ends in a line feed: what follows the last one is torn by a crash.
        if (!line.endsWith('\n')) return;
        line.chop(1);
        try {
            readLine(line, history);
        } catch (const nlohmann::json::exception& error) {
            throw RequestError(Text::tr("this line is not a measurement: %1").arg(reasonOf(error)),
                               u"%1:%2"_s.arg(path).arg(number),
                               Text::tr("The file was changed or damaged. Remove the line."));
        }
        onLine();
    }
}

MetricsHistory readOwnMetrics(const QString& path) {
    MetricsHistory history;
    readLines(path, history, [] {});
    return history;
}

}  // namespace

void AssistantCourse::follow(const MetricsHistory& before) {
    if (!before.steps.isEmpty()) {
        m_steps += before.steps.last().step;
        m_passes += before.steps.last().epoch;
    }
    if (!before.epochs.isEmpty()) m_epochs += before.epochs.last().epoch;
}

StepMetrics AssistantCourse::shifted(StepMetrics metrics) const {
    metrics.phase = Phase::Assistants;
    metrics.step += m_steps;
    metrics.totalSteps += m_steps;
    metrics.epoch += m_passes;
    return metrics;
}

EpochMetrics AssistantCourse::shifted(EpochMetrics metrics) const {
    metrics.phase = Phase::Assistants;
    metrics.step += m_steps;
    metrics.epoch += m_epochs;
    metrics.epochs += m_epochs;
    return metrics;
}

MetricsHistory readMetrics(const QString& runFolder) {
    const experiment::RunFolder folder(runFolder);
    MetricsHistory history = readOwnMetrics(folder.metricsFile());
    AssistantCourse course;
    for (int number = 1; experiment::RunFolder(folder.assistantFolder(number)).isRun(); ++number) {
        const MetricsHistory taught =
            readOwnMetrics(experiment::RunFolder(folder.assistantFolder(number)).metricsFile());
        for (const StepMetrics& step : taught.steps) history.steps << course.shifted(step);
        for (const EpochMetrics& epoch : taught.epochs) history.epochs << course.shifted(epoch);
        course.follow(taught);
    }
    const auto earlier = [](const auto& a, const auto& b) { return a.phase < b.phase; };
    std::stable_sort(history.steps.begin(), history.steps.end(), earlier);
    std::stable_sort(history.epochs.begin(), history.epochs.end(), earlier);
    return history;
}

void forEachStep(const QString& runFolder, const std::function<void(const StepMetrics&)>& take) {
    const experiment::RunFolder folder(runFolder);
    MetricsHistory latest;  // the last step, and the last epoch
    qsizetype taken = 0;
    const auto keepOnlyTheLast = [](auto& list) {
        if (list.size() > 1) list.remove(0, list.size() - 1);
    };
    const auto follow = [&](const QString& file, const AssistantCourse* course) {
        latest = {};
        taken = 0;
        readLines(file, latest, [&] {
            if (latest.steps.size() > taken) take(course ? course->shifted(latest.steps.last()) : latest.steps.last());
            keepOnlyTheLast(latest.steps);
            keepOnlyTheLast(latest.epochs);
            latest.samplings.clear();
            taken = latest.steps.size();
        });
    };
    follow(folder.metricsFile(), nullptr);
    AssistantCourse course;
    for (int number = 1; experiment::RunFolder(folder.assistantFolder(number)).isRun(); ++number) {
        follow(experiment::RunFolder(folder.assistantFolder(number)).metricsFile(), &course);
        course.follow(latest);
    }
}

}  // namespace distillab::report
