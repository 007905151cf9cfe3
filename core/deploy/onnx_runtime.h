#pragma once

#include <onnxruntime_cxx_api.h>

/// How every session of ONNX Runtime is opened here. Only for this folder's .cpp files.
namespace distillab::deploy {

/// ONNX Runtime wants one environment per process, made before the first session and kept to the end. What it has to
/// say arrives as exceptions; its own lines on standard error would only repeat it.
const Ort::Env& environment();

/// @param threads  of one inference
Ort::SessionOptions optionsFor(int threads);

}  // namespace distillab::deploy
