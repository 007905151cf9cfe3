#pragma once

#include "core/session/data_preview.h"

#include <functional>

namespace distillab::session {

class Engine;

/// Reads a table of texts for the wizard. What is wrong with it stands in the preview's table, beside what can be
/// shown.
/// @throws RequestError when the file cannot be read as a table
DataPreview makeTextPreview(const experiment::DataSpec& spec);

/// The preview with all that can be known of the teacher before the run, and its own answers to the examples where it
/// needs no fine-tuning.
/// @param engine  asked for only then
/// @throws RequestError, WorkError
DataPreview withTextTeacher(const DataPreview& preview, const experiment::TeacherSpec& teacher,
                            const std::function<Engine&()>& engine);

}  // namespace distillab::session
