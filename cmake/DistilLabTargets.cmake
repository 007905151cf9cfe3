# What every target of ours has in common.

find_program(DISTILLAB_CCACHE ccache)
if(DISTILLAB_CCACHE)
  # Precompiled headers are cached only with these two liberties.
  set(CMAKE_CXX_COMPILER_LAUNCHER
      "${CMAKE_COMMAND};-E;env;CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime;${DISTILLAB_CCACHE}")
endif()

add_library(distillab_options INTERFACE)
target_include_directories(distillab_options INTERFACE "${CMAKE_SOURCE_DIR}")
target_compile_options(distillab_options INTERFACE -Wall -Wextra -Wpedantic)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(distillab_options INTERFACE -fpch-preprocess)
  if(NOT DISTILLAB_SANITIZE) # whose checks, once in the code, look to the compiler like mistakes
    target_compile_options(distillab_options INTERFACE -Werror)
  endif()
endif()
target_compile_definitions(
  distillab_options INTERFACE QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_DISABLE_DEPRECATED_BEFORE=0x060400)
if(DISTILLAB_SANITIZE)
  target_compile_options(distillab_options INTERFACE -fsanitize=${DISTILLAB_SANITIZE} -fno-omit-frame-pointer)
  target_link_options(distillab_options INTERFACE -fsanitize=${DISTILLAB_SANITIZE})
  if(DISTILLAB_SANITIZE MATCHES "undefined")
    target_compile_options(distillab_options INTERFACE -fno-sanitize=vptr) # knows no types of other libraries
    if(NOT DISTILLAB_FUZZ)
      # These double the time to compile, and AddressSanitizer sees most of what they see. The fuzz targets have them.
      target_compile_options(distillab_options INTERFACE -fno-sanitize=null,alignment,object-size)
    endif()
  endif()
  if(DISTILLAB_SANITIZE MATCHES "thread")
    target_link_libraries(distillab_options INTERFACE distillab_qt_order) # before Qt: tests/sanitizers/qt_order.cpp
  endif()
endif()
if(DISTILLAB_FUZZ)
  # A finding has to end the program. The check left out, of Clang's own, knows no types of other libraries.
  target_compile_options(distillab_options INTERFACE -fno-sanitize-recover=all -fno-sanitize=function)
elseif(DISTILLAB_SANITIZE)
  # The libraries' own checks of indices, too: a sanitizer sees memory, of which a vector may own more than it has items.
  target_compile_definitions(distillab_options INTERFACE _GLIBCXX_ASSERTIONS QT_FORCE_ASSERTS)
endif()

# distillab_library(name Alias SOURCES … LINK …): a shared library for one folder. What it uses is linked PRIVATE, so
# that a header of Torch, ONNX or Qt Widgets is found only where the folder says that it uses it.
function(distillab_library name alias)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK;PUBLIC" ${ARGN})
  add_library(${name} SHARED ${ARG_SOURCES})
  add_library(DistilLab::${alias} ALIAS ${name})
  target_link_libraries(${name} PUBLIC ${ARG_PUBLIC} PRIVATE distillab_options ${ARG_LINK})
  # Nothing is exported by macro, and a precompiled header serves only targets with the same macros.
  set_target_properties(${name} PROPERTIES DEFINE_SYMBOL "")
  install(TARGETS ${name} LIBRARY DESTINATION lib)
endfunction()
