#pragma once

#include "core/measure/untrained.h"

#include <QByteArray>

namespace distillab::deploy {

/// The ONNX file of a network with random weights, as large and as fast as the trained one will be.
/// @param precision  "fp32" or "int8"
/// @throws RequestError when there is no such network, it takes no such items, or it is too large for one file
QByteArray writeUntrained(const measure::UntrainedNetwork& network, const QString& precision);

}  // namespace distillab::deploy

/// See measure::kUntrainedWriter.
extern "C" Q_DECL_EXPORT void distillabWriteUntrained(const distillab::measure::UntrainedNetwork& network,
                                                      const QString& precision, const QString& path);
