# Arrow C++ with Parquet: headers and libraries of the pyarrow wheel (./dev setup puts them in place), or any
# installation named by DISTILLAB_ARROW_DIR.
find_path(Arrow_INCLUDE_DIR arrow/api.h HINTS "${DISTILLAB_ARROW_DIR}/include")
find_library(Arrow_LIBRARY arrow HINTS "${DISTILLAB_ARROW_DIR}/lib")
find_library(Arrow_PARQUET_LIBRARY parquet HINTS "${DISTILLAB_ARROW_DIR}/lib")

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Arrow REQUIRED_VARS Arrow_LIBRARY Arrow_PARQUET_LIBRARY Arrow_INCLUDE_DIR)

if(Arrow_FOUND AND NOT TARGET Arrow::Arrow)
  add_library(Arrow::Arrow SHARED IMPORTED)
  set_target_properties(Arrow::Arrow PROPERTIES IMPORTED_LOCATION "${Arrow_LIBRARY}"
                                                INTERFACE_INCLUDE_DIRECTORIES "${Arrow_INCLUDE_DIR}")
  add_library(Arrow::Parquet SHARED IMPORTED)
  set_target_properties(Arrow::Parquet PROPERTIES IMPORTED_LOCATION "${Arrow_PARQUET_LIBRARY}"
                                                  INTERFACE_LINK_LIBRARIES Arrow::Arrow)
endif()
