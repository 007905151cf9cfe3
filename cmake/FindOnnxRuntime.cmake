# ONNX Runtime: the library of the wheel, the C++ headers of the Debian package (./dev setup puts both in place),
# or any installation named by DISTILLAB_ONNXRUNTIME_DIR.
find_path(OnnxRuntime_INCLUDE_DIR onnxruntime_cxx_api.h HINTS "${DISTILLAB_ONNXRUNTIME_DIR}/include"
          PATH_SUFFIXES onnxruntime onnxruntime/core/session)
find_library(OnnxRuntime_LIBRARY onnxruntime HINTS "${DISTILLAB_ONNXRUNTIME_DIR}/lib")

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(OnnxRuntime REQUIRED_VARS OnnxRuntime_LIBRARY OnnxRuntime_INCLUDE_DIR)

if(OnnxRuntime_FOUND AND NOT TARGET OnnxRuntime::OnnxRuntime)
  add_library(OnnxRuntime::OnnxRuntime SHARED IMPORTED)
  set_target_properties(
    OnnxRuntime::OnnxRuntime PROPERTIES IMPORTED_LOCATION "${OnnxRuntime_LIBRARY}"
                                        INTERFACE_INCLUDE_DIRECTORIES "${OnnxRuntime_INCLUDE_DIR}")
endif()
