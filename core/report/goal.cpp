#include "core/report/goal.h"

#include "core/report/wording.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace distillab::report {
namespace {

using namespace Qt::Literals::StringLiterals;
using experiment::Device;
using experiment::DeviceLimits;
using experiment::GoalSpec;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Goal)
};

constexpr double kMegabyte = 1e6;
constexpr double kBytesInF32 = 4;
constexpr double kBytesInInt8 = 1;

QList<GoalCheck> checksOf(const DeviceLimits& limits, const MeasuredModel& model) {
    constexpr double kMebibyte = 1024.0 * 1024.0;
    const double here = model.oneThreadP95.median;
    return {{Limit::Size, static_cast<double>(model.bytes) / kMegabyte, limits.sizeMb},
            {Limit::Latency, here * limits.slowdown, limits.latencyMs, here},
            {Limit::Memory, model.modelMib.median * kMebibyte / kMegabyte, limits.memoryMb}};
}

qsizetype metOf(const QList<GoalCheck>& checks) { return std::ranges::count_if(checks, &GoalCheck::isMet); }

/// How far off the worst limit is: 2 where twice as much is taken as may be. What was not measured does not count.
double excessOf(const QList<GoalCheck>& checks) {
    double most = 0;
    for (const GoalCheck& check : checks) {
        if (std::isfinite(check.value)) most = std::max(most, check.value / check.most);
    }
    return most;
}

/// Of two files that keep all limits neither is nearer.
bool isNearer(const QList<GoalCheck>& one, const QList<GoalCheck>& other) {
    if (metOf(one) != metOf(other)) return metOf(one) > metOf(other);
    return metOf(one) < one.size() && excessOf(one) < excessOf(other);
}

QString mbText(double megabytes) {
    constexpr double kKilobytes = 1000;
    if (megabytes < 0.1) return QString::number(megabytes * kKilobytes, 'f', 0) + u" kB"_s;
    return QString::number(megabytes, 'f', megabytes < 10 ? 1 : 0) + u" MB"_s;
}

QString numberOf(double value) { return QString::number(value, 'g', 4); }

QString markOf(bool isMet) { return isMet ? u"✓ "_s : u"✗ "_s; }

/// "✓ bert-tiny in int8: one item about 0.3 ms, file 4.4 MB, memory 12 MB"
QString forecastLine(const QString& name, const GoalVerdict& verdict) {
    QStringList values;
    for (const GoalCheck& check : verdict.checks) {
        const QString text = check.limit == Limit::Latency ? millisecondsText(check.value) : mbText(check.value);
        values << (check.isMet() ? text : Text::tr("%1 (too much)").arg(text));
    }
    return markOf(verdict.isMet()) + Text::tr("%1 in %2: one item about %3, file %4, memory %5")
                                         .arg(name, verdict.precision, values[1], values[0], values[2]);
}

}  // namespace

bool GoalVerdict::isMet() const { return std::ranges::all_of(checks, &GoalCheck::isMet); }

bool GoalVerdict::isMet(Limit limit) const {
    return std::ranges::all_of(checks,
                               [limit](const GoalCheck& check) { return check.limit != limit || check.isMet(); });
}

std::optional<GoalVerdict> judge(const GoalSpec& goal, const Measurement& measurement) {
    if (!goal.isSet()) return std::nullopt;
    std::optional<GoalVerdict> best;
    for (const MeasuredModel& model : measurement.models) {
        if (model.who != u"student" || !model.isMeasured()) continue;
        QList<GoalCheck> checks = checksOf(goal.limits(), model);
        if (best && !isNearer(checks, best->checks)) continue;
        best = GoalVerdict{goal, model.precision, std::move(checks)};
    }
    return best;
}

QString deviceText(Device device) {
    switch (device) {
        case Device::Phone: return Text::tr("a phone");
        case Device::Board: return Text::tr("a small board");
        case Device::Kiosk: return Text::tr("a kiosk on an old PC");
        case Device::Browser: return Text::tr("a browser");
        case Device::None: break;
    }
    return Text::tr("no device");
}

QString limitsText(const GoalSpec& goal) {
    const DeviceLimits limits = goal.limits();
    return Text::tr(
               "At most %1 of file, %2 for one item, %3 in memory. Assumed: the device takes %4 times as long as this "
               "machine.")
        .arg(mbText(limits.sizeMb), millisecondsText(limits.latencyMs), mbText(limits.memoryMb),
             numberOf(limits.slowdown));
}

QString goalHeadline(const GoalVerdict& verdict) {
    const QString sentence = verdict.isMet() ? Text::tr("Goal met: the student in %1 fits %2.")
                                             : Text::tr("Goal missed: the student in %1 does not fit %2.");
    return sentence.arg(verdict.precision, deviceText(verdict.goal.device));
}

QString checkText(const GoalCheck& check, double slowdown) {
    switch (check.limit) {
        case Limit::Size: return Text::tr("File: %1 of at most %2.").arg(mbText(check.value), mbText(check.most));
        case Limit::Latency:
            if (!(check.here > 0)) return Text::tr("Speed: not measured.");
            return Text::tr("One item: about %1 of at most %2 (95th percentile here %3, times %4: an assumption).")
                .arg(millisecondsText(check.value), millisecondsText(check.most), millisecondsText(check.here),
                     numberOf(slowdown));
        case Limit::Memory: break;
    }
    if (!(check.value > 0)) return Text::tr("Memory: not measured.");
    return Text::tr("Memory for the model: %1 of at most %2.").arg(mbText(check.value), mbText(check.most));
}

QString goalText(const GoalVerdict& verdict) {
    QStringList lines{goalHeadline(verdict)};
    const double slowdown = verdict.goal.limits().slowdown;
    for (const GoalCheck& check : verdict.checks) {
        lines << markOf(check.isMet()) + checkText(check, slowdown);
    }
    if (!verdict.isMet(Limit::Size) || !verdict.isMet(Limit::Memory)) {
        lines << (verdict.precision == u"int8" ? Text::tr("A smaller student, or a narrower one, would help.")
                                               : Text::tr("A smaller or narrower student would help, or int8."));
    }
    if (!verdict.isMet(Limit::Latency)) {
        lines << Text::tr("A smaller student would help; with long texts, a lower limit of tokens, too.");
    }
    return lines.join(u'\n');
}

QString measuredForecast(const GoalSpec& goal, const Measurement& measurement) {
    QStringList names;
    for (const MeasuredModel& model : measurement.models) names << model.file;
    names.removeDuplicates();
    QStringList lines;
    for (const QString& name : names) {
        Measurement ofOne;
        QString problem;
        for (const MeasuredModel& model : measurement.models) {
            if (model.file != name) continue;
            ofOne.models.push_back(model);
            ofOne.models.back().who = u"student"_s;
            problem = model.problem;
        }
        const std::optional<GoalVerdict> verdict = judge(goal, ofOne);
        lines << (verdict ? forecastLine(name, *verdict) : Text::tr("– %1: %2").arg(name, problem));
    }
    if (std::ranges::any_of(measurement.models, &MeasuredModel::isDisturbed)) {
        lines << Text::tr("Other programs were at work meanwhile: the times are too long.");
    }
    return lines.join(u'\n');
}

SizeForecast forecastSize(const GoalSpec& goal, qint64 parameters) {
    const double limit = goal.limits().sizeMb * kMegabyte;
    const auto count = static_cast<double>(parameters);
    if (kBytesInF32 * count <= limit) return SizeForecast::Fits;
    return kBytesInInt8 * count <= limit ? SizeForecast::FitsInInt8 : SizeForecast::TooLarge;
}

QString forecastText(const GoalSpec& goal, qint64 parameters) {
    const auto count = static_cast<double>(parameters);
    const QString inF32 = mbText(kBytesInF32 * count / kMegabyte);
    const QString inInt8 = mbText(kBytesInInt8 * count / kMegabyte);
    const QString most = mbText(goal.limits().sizeMb);
    switch (forecastSize(goal, parameters)) {
        case SizeForecast::Fits:
            return Text::tr("Small enough for %1: about %2 of at most %3.").arg(deviceText(goal.device), inF32, most);
        case SizeForecast::FitsInInt8:
            return Text::tr("Small enough for %1 in int8 alone: about %2 of at most %3, in f32 about %4.")
                .arg(deviceText(goal.device), inInt8, most, inF32);
        case SizeForecast::TooLarge: break;
    }
    return Text::tr(
               "Too large for %1: about %2 even in int8, of at most %3. Choose a smaller student, or a narrower one.")
        .arg(deviceText(goal.device), inInt8, most);
}

}  // namespace distillab::report
