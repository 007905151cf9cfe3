#pragma once

#include "core/report/run_report.h"

#include <QByteArray>

#include <vector>

namespace distillab::deploy {

/// What ONNX Runtime makes of a serialized model before it runs it: the operators of its own that stand for several of
/// the model's (FusedMatMul, BiasGelu, …; those of other domains with the rest of the domain's name, nchwc.Conv), and
/// LayerNormalization; by name. On this machine's processor, as every session here is opened.
/// @return nothing where ONNX Runtime cannot tell, as with a temporary folder that is full: it is no fault of the model
std::vector<report::Fusion> fusionsOf(const QByteArray& model);

}  // namespace distillab::deploy
