# Debian's ONNX with Debian's protobuf. Torch's CMake files shadow protobuf::libprotobuf, hence the path.
find_library(DISTILLAB_PROTOBUF protobuf PATHS /usr/lib/x86_64-linux-gnu /usr/lib NO_DEFAULT_PATH REQUIRED)
add_library(distillab_onnx INTERFACE)
target_link_libraries(distillab_onnx INTERFACE onnx onnx_proto "${DISTILLAB_PROTOBUF}")
target_compile_definitions(distillab_onnx INTERFACE ONNX_ML=1 ONNX_NAMESPACE=onnx)
