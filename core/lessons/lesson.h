#pragma once

#include "core/experiment/experiment.h"
#include "core/lessons/link.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <vector>

/// Lessons: Markdown with front matter, see docs/lessons.md.
namespace distillab::lessons {

/// Most bytes of a lesson's file: a long chapter has a hundredth of that.
inline constexpr qint64 kMostLessonBytes = 1 << 20;

/// What is shown in one piece.
struct Block {
    enum class Kind {
        Text,
        Question,  ///< its answer is hidden at first
        Action,    ///< a button: a link that acts in the window and stands on a line of its own
    };
    Kind kind = Kind::Text;
    QString markdown;     ///< of an action: its plain words
    QString answer = {};  ///< Markdown, of a question
    QString target = {};  ///< of an action, as parseLink takes it
};

/// A step of the lesson, from one `## ` heading to the next.
struct Section {
    QString title;  ///< empty for what stands before the first heading
    std::vector<Block> blocks;
};

struct Lesson {
    QString id;    ///< the file's name without its ending: the same in all languages
    QString file;  ///< absolute, or in the program's resources
    QString title;
    QString learn;     ///< what one learns, in a sentence
    QString language;  ///< "en", "zh_CN"
    int minutes = 0;   ///< about how long it takes
    int order = 0;     ///< place in the list
    std::vector<Section> sections;

    // The experiment, as it is written: each link may change some of its keys.
    QByteArray document;    ///< YAML; empty when the lesson has none
    QString documentName;   ///< of its file, for messages
    QStringList overrides;  ///< "dotted.key=value" each

    bool hasExperiment() const { return !document.isEmpty(); }
    /// What the link starts. @throws RequestError when a key or a value is wrong
    experiment::Experiment experimentFor(const StartLink& link) const;
};

/// Reads a lesson.
/// @throws RequestError naming file, line and key: no front matter, an unknown key, a question without an answer, a
///         link that leads nowhere, an experiment that is not sound, one that would run a program or ask a server
Lesson loadLesson(const QString& file);

/// The same for a text in memory; `file` stands for it in errors, its folder resolves the experiment's paths.
Lesson parseLesson(const QByteArray& text, const QString& file);

}  // namespace distillab::lessons
