#pragma once

#include <QByteArray>
#include <QString>

#include <cstdint>

namespace distillab::deploy {

/// The official ONNX checker with strict shape inference, on the serialized model.
/// @throws WorkError with what the checker found, `where` in front
void checkOnnx(const QByteArray& model, const QString& where);
/// The same of a file whose large tensors lie in another one beside it.
void checkOnnxFile(const QString& path, const QString& where);

/// Values of all floating-point tensors that a serialized model holds; 0 when it cannot be read.
std::int64_t countParameters(const QByteArray& model);

}  // namespace distillab::deploy
