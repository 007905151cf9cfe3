#pragma once

#include "core/lessons/lesson.h"

#include <QString>

#include <optional>
#include <vector>

namespace distillab::lessons {

/// The lessons that come with the program, in their order: in the language ("zh_CN", "en_GB"), else in English.
std::vector<Lesson> builtInLessons(const QString& language);

/// The same lesson in another language, where the program has it; else the lesson as it is.
Lesson inLanguage(const Lesson& lesson, const QString& language);

/// The folder for lessons of one's own: "lessons" in the user's data folder of the program. Not made by this.
QString ownLessonsFolder();

/// A file in that folder: a lesson, or what keeps it from being one.
struct OwnLesson {
    QString file;
    std::optional<Lesson> lesson;
    QString problem;  ///< message, place and remedy, ready to be shown
};

/// Every *.md file of the folder, by order and title; those that cannot be read come last.
std::vector<OwnLesson> ownLessons(const QString& folder);

}  // namespace distillab::lessons
