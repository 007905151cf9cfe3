#pragma once

#include "core/bundle/bundle.h"

#include <QByteArray>
#include <QStringList>

namespace distillab::bundle {

/// What a model card tells beside the Origin.
struct CardFacts {
    QStringList labels;
    int maxTokens = 0;    ///< texts
    QString tokenizer;    ///< texts: "WordPiece"
    bool hasCpp = false;  ///< the programs in C++ and Kotlin
    int width = 0;        ///< images, in pixels
    int height = 0;
    bool isGrey = false;
};

/// README.md as Hugging Face's model cards are (https://huggingface.co/docs/hub/model-cards): what the model is, what
/// is in the bundle, how it was made, what was measured on what, limits, licence. What was not measured or stated is
/// not there, or said to be so. No path of this machine is in it.
QByteArray modelCard(const Origin& origin, const CardFacts& facts);

}  // namespace distillab::bundle
