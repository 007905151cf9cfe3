#include "core/engine/machine.h"

#include "core/base/error.h"

#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <torch/cuda.h>
#include <torch/version.h>

#include <QCoreApplication>
#include <QFile>
#include <QSysInfo>
#include <QThread>

namespace distillab::engine {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Machine)
};

/// The value of a "name : value" line of a file in /proc, empty when there is none.
QString procValue(const QString& path, QLatin1String name) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return {};
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n');
    for (const QString& line : lines) {
        if (line.startsWith(name)) return line.section(u':', 1).trimmed();
    }
    return {};
}

/// True where the processor has instructions for products of bf16.
bool multipliesBf16() {
    const QString flags = u' ' + procValue(u"/proc/cpuinfo"_s, QLatin1String("flags")) + u' ';
    return flags.contains(u" avx512_bf16 "_s) || flags.contains(u" amx_bf16 "_s);
}

}  // namespace

QString engineDescription() {
    return Text::tr("LibTorch %1, %n thread(s), %2", nullptr, at::get_num_threads())
        .arg(QStringLiteral(TORCH_VERSION), QString::fromStdString(at::get_cpu_capability()));
}

QString machineDescription() {
    const QString processor = procValue(u"/proc/cpuinfo"_s, QLatin1String("model name"));
    return (processor.isEmpty() ? QSysInfo::currentCpuArchitecture() : processor) + u", "_s + engineDescription();
}

double peakRssMib() {
    const QString value = procValue(u"/proc/self/status"_s, QLatin1String("VmHWM"));
    return value.section(u' ', 0, 0).toDouble() / 1024;
}

torch::Device chooseDevice(const QString& name) {
    const bool hasCuda = torch::cuda::is_available();
    if (name == u"cuda" && !hasCuda) {
        throw RequestError(Text::tr("this machine or this LibTorch has no CUDA"), u"device"_s,
                           Text::tr("Set device to auto or cpu."));
    }
    return name != u"cpu" && hasCuda ? torch::kCUDA : torch::kCPU;
}

nn::ProductType chooseProductType(experiment::Precision precision) {
    using experiment::Precision;
    const bool isWanted = precision == Precision::Bf16 || (precision == Precision::Auto && multipliesBf16());
    return isWanted ? nn::ProductType::Bf16 : nn::ProductType::F32;
}

void useThreads(int threads) { at::set_num_threads(threads > 0 ? threads : QThread::idealThreadCount()); }

}  // namespace distillab::engine
