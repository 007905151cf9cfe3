#include "core/advice/rules.h"
#include "core/base/sentences.h"
#include "core/report/wording.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace distillab::advice {
namespace {

using namespace Qt::Literals::StringLiterals;
using report::LayerChoice;
using report::OnnxFileReport;
using report::percentText;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::ExportRules)
};

constexpr size_t kLayersNamed = 3;

const OnnxFileReport* refusedInt8(const report::OnnxReport& onnx) {
    const auto found = std::ranges::find_if(onnx.notKept, [](const OnnxFileReport& file) {
        return file.precision == u"int8" && std::isfinite(file.accuracy);
    });
    return found == onnx.notKept.end() ? nullptr : &*found;
}

/// The layers that change the answers most, the worst first.
QStringList mostSensitive(std::vector<LayerChoice> layers) {
    std::erase_if(layers, [](const LayerChoice& layer) { return !std::isfinite(layer.sensitivity); });
    std::ranges::stable_sort(layers, std::ranges::greater(), &LayerChoice::sensitivity);
    QStringList names;
    for (size_t i = 0; i < std::min(kLayersNamed, layers.size()); ++i) {
        names << Text::tr("%1 (KL %2)").arg(layers[i].name, report::differenceText(layers[i].sensitivity));
    }
    return names;
}

}  // namespace

std::optional<Advice> accuracyLostInInt8(const Evidence& evidence) {
    if (!evidence.report() || !evidence.report()->onnx || evidence.report()->onnx->files.empty()) return std::nullopt;
    const report::OnnxReport& onnx = *evidence.report()->onnx;
    const OnnxFileReport* int8 = refusedInt8(onnx);
    if (!int8) return std::nullopt;
    QString numbers = Text::tr("The student gets %1 of the test items right in int8, %2 in f32; %3 points may be lost.")
                          .arg(percentText(int8->accuracy), percentText(onnx.files.front().accuracy),
                               numberText(evidence.experiment.onnx.maxDrop));
    if (const QStringList layers = mostSensitive(int8->layers); !layers.isEmpty()) {
        numbers =
            joinSentences({numbers, Text::tr("Layers that int8 changes the most: %1.").arg(layers.join(u", "_s))});
    }
    return makeAdvice(
        evidence, Text::tr("Int8 loses too much accuracy"), numbers,
        Text::tr("Keeping the worst layers in f32 was not enough. Half precision keeps three digits of each "
                 "weight: half the bytes, and hardly an answer changes."),
        {{u"export.onnx.precision"_s, u"fp16"_s}});
}

}  // namespace distillab::advice
