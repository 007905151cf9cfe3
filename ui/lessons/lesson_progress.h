#pragma once

#include "core/lessons/lesson.h"

/// How far the learner has come, kept in the settings.
namespace distillab::ui {

struct LessonProgress {
    int section = 0;     ///< that was shown last
    bool begun = false;  ///< has been opened
    bool done = false;   ///< has been read to its end once
};

LessonProgress progressOf(const lessons::Lesson& lesson);
void setProgress(const lessons::Lesson& lesson, const LessonProgress& progress);

}  // namespace distillab::ui
