#include "core/lessons/library.h"

#include "core/base/error.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>

#include <algorithm>
#include <tuple>

namespace distillab::lessons {
namespace {

using namespace Qt::Literals::StringLiterals;

/// More files than this in one folder are no lessons.
constexpr qsizetype kMostOwnLessons = 500;

auto placeInList(const Lesson& lesson) { return std::tie(lesson.order, lesson.title, lesson.id); }

QString folderOf(const QString& language) {
    const QString exact = u":/lessons/"_s + language;
    if (QDir(exact).exists()) return exact;
    const QString chinese = u":/lessons/zh_CN"_s;
    return language.section(u'_', 0, 0) == u"zh" ? chinese : u":/lessons/en"_s;
}

}  // namespace

std::vector<Lesson> builtInLessons(const QString& language) {
    std::vector<Lesson> lessons;
    const QDir folder(folderOf(language));
    for (const QString& name : folder.entryList({u"*.md"_s}, QDir::Files)) {
        lessons.push_back(loadLesson(folder.filePath(name)));
    }
    std::ranges::sort(lessons, {}, placeInList);
    return lessons;
}

Lesson inLanguage(const Lesson& lesson, const QString& language) {
    const QString other = folderOf(language) + u'/' + lesson.id + u".md"_s;
    const bool builtIn = lesson.file.startsWith(u':');
    return builtIn && other != lesson.file && QFile::exists(other) ? loadLesson(other) : lesson;
}

QString ownLessonsFolder() { return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + u"/lessons"_s; }

std::vector<OwnLesson> ownLessons(const QString& folder) {
    std::vector<OwnLesson> found;
    const QDir dir(folder);
    const QStringList names = dir.entryList({u"*.md"_s}, QDir::Files | QDir::Readable, QDir::Name);
    for (const QString& name : names.first(std::min(kMostOwnLessons, names.size()))) {
        OwnLesson& own = found.emplace_back();
        own.file = dir.absoluteFilePath(name);
        try {
            own.lesson = loadLesson(own.file);
        } catch (const Error& error) {
            own.problem = error.text();
        }
    }
    std::ranges::stable_sort(found, [](const OwnLesson& one, const OwnLesson& other) {
        if (one.lesson.has_value() != other.lesson.has_value()) return one.lesson.has_value();
        return one.lesson && placeInList(*one.lesson) < placeInList(*other.lesson);
    });
    return found;
}

}  // namespace distillab::lessons
