#pragma once

#include <QString>
#include <QStringList>

namespace distillab::test {

/// Writes a BERT of two layers, 16 wide, with fresh weights and the vocabulary of the synthetic reviews, as a user
/// brings one from Hugging Face. Needs no Torch.
/// @param labels    of its head
/// @param withHead  false leaves the classifier out: a bare encoder
void writeSmallTextModel(const QString& folder, const QStringList& labels, bool withHead);

}  // namespace distillab::test
