#pragma once

#include <QString>
#include <QStringList>

namespace distillab {

/// Sentences one after the other; those that are empty are left out. A space parts them, but for those of Chinese,
/// whose full stop brings its own.
QString joinSentences(const QStringList& sentences);

}  // namespace distillab
