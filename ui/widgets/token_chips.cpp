#include "ui/widgets/token_chips.h"

#include <algorithm>
#include <string>

namespace distillab::ui {
namespace {

using tokenizers::Encoding;
using tokenizers::Tokenizer;

/// Of what is cut off, enough to see where the text would go on.
constexpr int kMostCutShown = 12;
/// Texts as long as books are not tokenized whole for a glance.
constexpr qsizetype kMostCharacters = 20'000;

/// Byte-level tokenizers write a leading space as Ġ, SentencePiece's as ▁; a person reads both as a space.
QString readable(const Tokenizer& tokenizer, int id, const std::string& source,
                 std::pair<std::uint32_t, std::uint32_t> at) {
    const QString token = QString::fromStdString(tokenizer.token(id));
    // WordPiece marks what goes on a word; other kinds spell bytes, for which the text itself is shown.
    const bool spellsBytes =
        token.contains(QChar(0x0120)) || token.contains(QChar(0x2581)) ||
        std::any_of(token.begin(), token.end(), [](QChar c) { return c.unicode() >= 0x100 && c.unicode() < 0x144; });
    if (!spellsBytes || at.second > source.size()) return token;
    const QString piece = QString::fromUtf8(source.data() + at.first, static_cast<qsizetype>(at.second - at.first));
    return piece.isEmpty() ? token : piece;
}

Encoding encode(const Tokenizer& tokenizer, const std::string& text, const std::string& pair, int maxLength) {
    const tokenizers::EncodeOptions options{.maxLength = maxLength, .specialTokens = true, .offsets = true};
    return pair.empty() ? tokenizer.encode(text, options) : tokenizer.encodePair(text, pair, options);
}

bool isSpecial(const Encoding& encoding, size_t i) {
    return encoding.offsets[i] == std::pair<std::uint32_t, std::uint32_t>(0, 0);
}

}  // namespace

TokenizedText tokenize(const Tokenizer& tokenizer, const QString& text, const QString& pair, int maxLength) {
    const std::string first = text.left(kMostCharacters).toStdString();
    const std::string second = pair.left(kMostCharacters).toStdString();
    const Encoding whole = encode(tokenizer, first, second, 0);
    const Encoding kept = encode(tokenizer, first, second, maxLength);

    TokenizedText result;
    result.read = static_cast<int>(kept.ids.size());
    result.cut = static_cast<int>(whole.ids.size() - kept.ids.size());
    size_t words = 0;
    bool inSecond = false;
    for (size_t i = 0; i < kept.ids.size(); ++i) {
        const bool special = isSpecial(kept, i);
        // The special token after the first words parts the two texts.
        if (special && words > 0) inSecond = true;
        if (!special) ++words;
        const std::string& source = inSecond ? second : first;
        result.chips << (special
                             ? TokenChip{QString::fromStdString(tokenizer.token(kept.ids[i])), TokenChip::Kind::Special}
                             : TokenChip{readable(tokenizer, kept.ids[i], source, kept.offsets[i]),
                                         TokenChip::Kind::Word});
    }
    if (result.cut == 0 || !second.empty()) return result;
    size_t seen = 0;
    int shown = 0;
    for (size_t i = 0; i < whole.ids.size() && shown < kMostCutShown; ++i) {
        if (isSpecial(whole, i) || seen++ < words) continue;
        result.chips << TokenChip{readable(tokenizer, whole.ids[i], first, whole.offsets[i]), TokenChip::Kind::Cut};
        ++shown;
    }
    return result;
}

}  // namespace distillab::ui
