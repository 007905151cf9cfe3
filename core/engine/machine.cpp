#include "core/engine/machine.h"

#include "core/base/error.h"
#include "core/base/proc.h"

#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <torch/cuda.h>
#include <torch/version.h>

#include <QCoreApplication>
#include <QThread>

#include <algorithm>

namespace distillab::engine {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Machine)
};

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

QString machineDescription() { return processorName() + u", "_s + engineDescription(); }

double peakRssMib() { return processMemoryMib(QLatin1String("VmHWM")); }

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

void useThreads(int threads) {
    const int wanted = threads > 0 ? threads : QThread::idealThreadCount();
    // OpenMP gives no more than this, and oneDNN would wait for the others for ever.
    const int most = qEnvironmentVariableIntValue("OMP_THREAD_LIMIT");
    at::set_num_threads(most > 0 ? std::min(wanted, most) : wanted);
}

}  // namespace distillab::engine
