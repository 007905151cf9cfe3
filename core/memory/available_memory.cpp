#include "core/memory/available_memory.h"

#include "core/base/proc.h"

#include <QFile>
#include <QStringList>

#include <algorithm>
#include <optional>
#include <vector>

namespace distillab::memory {
namespace {

using namespace Qt::Literals::StringLiterals;

std::optional<std::int64_t> numberIn(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return std::nullopt;
    bool isNumber = false;
    const qint64 number = file.readAll().trimmed().toLongLong(&isNumber);
    return isNumber ? std::optional<std::int64_t>(number) : std::nullopt;  // "max" sets no limit
}

/// How a version of control groups names its files.
struct Version {
    QByteArray line;  ///< of /proc/self/cgroup, before the group's path
    QString folder;
    QString limit;
    QString used;
    QByteArray reclaimable;  ///< line of memory.stat: pages of files, which are let go when memory is short
};

std::vector<Version> versions() {
    return {{"0::", u"/sys/fs/cgroup"_s, u"/memory.max"_s, u"/memory.current"_s, "inactive_file "},
            {":memory:", u"/sys/fs/cgroup/memory"_s, u"/memory.limit_in_bytes"_s, u"/memory.usage_in_bytes"_s,
             "total_inactive_file "}};
}

std::optional<std::int64_t> leftIn(const QString& folder, const Version& version) {
    const auto limit = numberIn(folder + version.limit);
    const auto used = numberIn(folder + version.used);
    if (!limit || !used) return std::nullopt;
    QFile file(folder + u"/memory.stat"_s);
    std::int64_t reclaimable = 0;
    if (file.open(QIODevice::ReadOnly)) {
        for (const QByteArray& line : file.readAll().split('\n')) {
            if (line.startsWith(version.reclaimable)) reclaimable = line.mid(version.reclaimable.size()).toLongLong();
        }
    }
    return std::max<std::int64_t>(*limit - *used + reclaimable, 1);
}

/// The group of this process, and all around it, may each set a limit.
std::optional<std::int64_t> leftInGroups(const QString& root) {
    QFile file(root + u"/proc/self/cgroup"_s);
    if (!file.open(QIODevice::ReadOnly)) return std::nullopt;
    std::optional<std::int64_t> least;
    for (const QByteArray& line : file.readAll().split('\n')) {
        for (const Version& version : versions()) {
            const qsizetype at = line.indexOf(version.line);
            if (at < 0) continue;
            QString group = QString::fromUtf8(line.mid(at + version.line.size()));
            while (true) {
                const auto left = leftIn(root + version.folder + group, version);
                if (left && (!least || *left < *least)) least = left;
                if (group.isEmpty()) break;
                group = group.section(u'/', 0, -2);
            }
        }
    }
    return least;
}

}  // namespace

std::int64_t availableMemory(const QString& root) {
    const QString kibibytes = procValue(root + u"/proc/meminfo"_s, QLatin1String("MemAvailable")).section(u' ', 0, 0);
    const std::int64_t system = kibibytes.toLongLong() * 1024;
    const auto groups = leftInGroups(root);
    if (!groups) return system;
    return system == 0 ? *groups : std::min(system, *groups);
}

std::int64_t memoryBudget() {
    constexpr std::int64_t kMebibyte = 1 << 20;
    bool isSet = false;
    const int mebibytes = qEnvironmentVariableIntValue("DISTILLAB_MEMORY_MIB", &isSet);
    if (isSet) return mebibytes * kMebibyte;
    const std::int64_t available = availableMemory();
    if (available == 0) return 0;
    return available + static_cast<std::int64_t>(processMemoryMib(QLatin1String("VmRSS")) * kMebibyte);
}

}  // namespace distillab::memory
