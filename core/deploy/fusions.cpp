#include "core/deploy/fusions.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/deploy/onnx_runtime.h"

#include <QFile>
#include <QTemporaryDir>

#include <onnx/onnx_pb.h>

#include <map>
#include <optional>

namespace distillab::deploy {
namespace {

using namespace Qt::Literals::StringLiterals;

/// The graph that ONNX Runtime runs, as it writes it itself.
std::optional<onnx::ModelProto> optimised(const QByteArray& model) {
    const QTemporaryDir scratch;
    const QString path = scratch.filePath(u"optimised.onnx"_s);
    try {
        Ort::SessionOptions options = optionsFor(1);
        options.SetOptimizedModelFilePath(QFile::encodeName(path).constData());
        const Ort::Session session(environment(), model.constData(), static_cast<size_t>(model.size()), options);
        const QByteArray written = readFile(path);
        onnx::ModelProto proto;
        if (!proto.ParseFromArray(written.constData(), static_cast<int>(written.size()))) return std::nullopt;
        return proto;
    } catch (const Ort::Exception&) {
        return std::nullopt;
    } catch (const Error&) {
        return std::nullopt;
    }
}

/// Empty for the operators of ONNX itself, but for the one that was a dozen of them before opset 17.
QString nameOfFused(const onnx::NodeProto& node) {
    const QString type = QString::fromStdString(node.op_type());
    const QString domain = QString::fromStdString(node.domain());
    if (domain.isEmpty() || domain == u"ai.onnx") return type == u"LayerNormalization" ? type : QString();
    constexpr QLatin1String kOwn("com.microsoft");
    if (domain == kOwn) return type;
    return domain.startsWith(kOwn) ? domain.mid(kOwn.size() + 1) + u'.' + type : domain + u'.' + type;
}

}  // namespace

std::vector<report::Fusion> fusionsOf(const QByteArray& model) {
    const std::optional<onnx::ModelProto> proto = optimised(model);
    if (!proto) return {};
    std::map<QString, int> counts;
    for (const onnx::NodeProto& node : proto->graph().node()) {
        if (const QString name = nameOfFused(node); !name.isEmpty()) ++counts[name];
    }
    std::vector<report::Fusion> fusions;
    for (const auto& [name, count] : counts) fusions.push_back({name, count});
    return fusions;
}

}  // namespace distillab::deploy
