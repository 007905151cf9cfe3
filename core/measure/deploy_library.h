#pragma once

/// The library that writes and runs ONNX files, loaded when it is needed: whoever measures starts without.
namespace distillab::measure {

/// A function that it exports by name. @throws WorkError when the library is missing or cannot be loaded
void* deployFunction(const char* name);

}  // namespace distillab::measure
