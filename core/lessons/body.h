#pragma once

#include "core/lessons/lesson.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace distillab::lessons {

/// A link or an image as it stands in the Markdown.
struct FoundLink {
    QString target;
    bool isImage = false;
    int line = 0;  ///< of the file, the first being 1
};

/// The Markdown of a lesson, taken apart.
struct Body {
    std::vector<Section> sections;
    std::vector<FoundLink> links;
};

/// @param lines      behind the front matter
/// @param firstLine  number of the first of them in the file
/// @throws RequestError naming file and line: no text, a question without an answer, an answer without a question
Body readBody(const QStringList& lines, int firstLine, const QString& file);

}  // namespace distillab::lessons
