#pragma once

#include <QString>
#include <QStringList>

namespace distillab::test {

/// Writes a small table that a network can learn, columns "sentence" and "label" (negative, positive): sentences of
/// 3 to 12 words, of which one or two say which. The same arguments give the same bytes.
/// @return path
QString writeSyntheticReviews(const QString& path, int rows, quint64 seed);

/// The words that occur in them, and the special tokens of BERT before them: a vocab.txt.
QStringList syntheticVocabulary();

}  // namespace distillab::test
