#pragma once

#include <QString>
#include <QStringList>

namespace distillab {

/// The candidate closest to `word` by edit distance (or that ends with it after a dot), empty when none is close.
/// For "did you mean".
QString nearestWord(const QString& word, const QStringList& candidates);

}  // namespace distillab
