#include "core/deploy/onnx_check.h"

#include "core/base/error.h"
#include "core/base/files.h"

#include <QCoreApplication>
#include <QFile>

#include <onnx/checker.h>
#include <onnx/shape_inference/implementation.h>

#include <functional>
#include <limits>
#include <numeric>
#include <optional>

namespace distillab::deploy {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::OnnxCheck)
};

[[noreturn]] void fail(const QString& message, const QString& where) {
    throw WorkError(message, where,
                    Text::tr("No file was written. This is a fault of DistilLab: please report it with this message."));
}

std::optional<onnx::ModelProto> parsed(const QByteArray& model) {
    onnx::ModelProto proto;
    const bool isOneMessage = model.size() <= std::numeric_limits<int>::max();
    if (!isOneMessage || !proto.ParseFromArray(model.constData(), static_cast<int>(model.size()))) return std::nullopt;
    return proto;
}

/// @param check  by the checker, before shapes are inferred
void checkModel(const QByteArray& model, const QString& where,
                const std::function<void(const onnx::ModelProto&)>& check) {
    std::optional<onnx::ModelProto> proto = parsed(model);
    if (!proto) fail(Text::tr("these bytes are no ONNX model"), where);
    try {
        check(*proto);
        const bool checkTypes = true;
        const int throwOnAnyNode = 1;
        const bool propagateData = true;
        onnx::shape_inference::InferShapes(*proto, onnx::OpSchemaRegistry::Instance(),
                                           onnx::ShapeInferenceOptions(checkTypes, throwOnAnyNode, propagateData));
    } catch (const std::exception& error) {  // ONNX throws several unrelated kinds
        fail(Text::tr("the ONNX checker refuses the model: %1").arg(QString::fromUtf8(error.what())), where);
    }
}

}  // namespace

void checkOnnx(const QByteArray& model, const QString& where) {
    checkModel(model, where, [](const onnx::ModelProto& proto) { onnx::checker::check_model(proto); });
}

void checkOnnxFile(const QString& path, const QString& where) {
    checkModel(readFile(path), where,
               [&](const onnx::ModelProto&) { onnx::checker::check_model(QFile::encodeName(path).toStdString()); });
}

std::int64_t countParameters(const QByteArray& model) {
    const std::optional<onnx::ModelProto> proto = parsed(model);
    if (!proto) return 0;
    std::int64_t count = 0;
    for (const onnx::TensorProto& tensor : proto->graph().initializer()) {
        switch (tensor.data_type()) {
            case onnx::TensorProto::FLOAT:
            case onnx::TensorProto::FLOAT16:
            case onnx::TensorProto::BFLOAT16:
            case onnx::TensorProto::DOUBLE: break;
            default: continue;
        }
        count += std::accumulate(tensor.dims().begin(), tensor.dims().end(), std::int64_t{1}, std::multiplies<>());
    }
    return count;
}

}  // namespace distillab::deploy
