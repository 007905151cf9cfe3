#include "ui/lessons/lesson_progress.h"

#include <QSettings>

#include <algorithm>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

/// The program's own lessons go by their id, which is the same in all languages; others by their file.
QString keyOf(const lessons::Lesson& lesson) {
    const bool builtIn = lesson.file.startsWith(u':');
    const QByteArray name = (builtIn ? lesson.id : lesson.file).toUtf8();
    return u"lessons/"_s + QString::fromLatin1(name.toPercentEncoding());
}

}  // namespace

LessonProgress progressOf(const lessons::Lesson& lesson) {
    const QSettings settings;
    const QString key = keyOf(lesson);
    const int last = static_cast<int>(lesson.sections.size()) - 1;
    return {std::clamp(settings.value(key + u"/section"_s, 0).toInt(), 0, std::max(last, 0)),
            settings.contains(key + u"/section"_s), settings.value(key + u"/done"_s, false).toBool()};
}

void setProgress(const lessons::Lesson& lesson, const LessonProgress& progress) {
    QSettings settings;
    settings.setValue(keyOf(lesson) + u"/section"_s, progress.section);
    settings.setValue(keyOf(lesson) + u"/done"_s, progress.done);
}

}  // namespace distillab::ui
