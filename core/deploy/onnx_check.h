#pragma once

#include <QByteArray>
#include <QString>

namespace distillab::deploy {

/// The official ONNX checker with strict shape inference, on the serialized model.
/// @throws WorkError with what the checker found, `where` in front
void checkOnnx(const QByteArray& model, const QString& where);

}  // namespace distillab::deploy
