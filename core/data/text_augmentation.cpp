#include "core/data/text_augmentation.h"

#include "core/base/random.h"

#include <functional>
#include <numeric>
#include <unordered_set>
#include <vector>

namespace distillab::data {
namespace {

constexpr std::uint32_t kLongestCut = 5;

/// A word and what stands between it and the one before.
struct Piece {
    std::string_view gap;
    std::string_view word;
};

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

size_t bytesOfCharacter(unsigned char first) {
    if (first < 0x80) return 1;
    if (first < 0xE0) return 2;
    return first < 0xF0 ? 3 : 4;
}

/// Scripts that put no space between words: their characters from U+2E80 on, without Korean. All take 3 bytes or 4.
bool standsAlone(std::string_view character) {
    if (character.size() < 3) return false;
    if (character.size() == 4) return static_cast<unsigned char>(character[1]) >= 0xA0;  // from U+20000 on
    const auto code =
        static_cast<std::uint32_t>((character[0] & 0x0F) << 12 | (character[1] & 0x3F) << 6 | (character[2] & 0x3F));
    return code >= 0x2E80 && code < 0xAC00;
}

std::vector<Piece> piecesOf(std::string_view text) {
    std::vector<Piece> pieces;
    size_t gap = 0;
    for (size_t at = 0; at < text.size();) {
        if (isBlank(text[at])) {
            ++at;
            continue;
        }
        const size_t begin = at;
        const auto character = [&] { return text.substr(at, bytesOfCharacter(static_cast<unsigned char>(text[at]))); };
        if (standsAlone(character())) {
            at += character().size();
        } else {
            while (at < text.size() && !isBlank(text[at]) && !standsAlone(character())) at += character().size();
        }
        at = std::min(at, text.size());
        pieces.push_back({text.substr(gap, begin - gap), text.substr(begin, at - begin)});
        gap = at;
    }
    return pieces;
}

double unitOf(std::uint64_t bits) { return static_cast<double>(bits >> 11) * 0x1p-53; }

}  // namespace

std::string changedCopy(std::string_view text, const experiment::TextAugmentation& spec, std::string_view maskToken,
                        std::uint64_t seed) {
    SplitMix64 random(seed);
    std::vector<Piece> pieces = piecesOf(text);
    for (Piece& piece : pieces) {
        if (unitOf(random.next()) < spec.mask) piece.word = maskToken;
    }
    size_t begin = 0;
    size_t count = pieces.size();
    if (unitOf(random.next()) < spec.ngram && count > 0) {
        count = std::min<size_t>(1 + random.below(kLongestCut), count);
        begin = random.below(static_cast<std::uint32_t>(pieces.size() - count + 1));
    }
    std::string copy;
    for (size_t i = begin; i < begin + count; ++i) {
        if (i > begin) copy += pieces[i].gap;
        copy += pieces[i].word;
    }
    return copy;
}

TextSubset changedCopies(const TextSubset& texts, const experiment::TextAugmentation& spec, std::string_view maskToken,
                         std::uint64_t seed, std::uint64_t mostInMemory) {
    const TextDataset& dataset = *texts.dataset;
    // Hashes alone: the texts may be larger than the memory.
    std::unordered_set<size_t> known;
    const auto isNew = [&](const std::string& text, const std::string& pair) {
        return known.insert(std::hash<std::string>()(text + '\0' + pair)).second;
    };
    for (const std::uint32_t row : texts.indices) isNew(dataset.text(row), dataset.pair(row));
    TextDatasetBuilder builder(dataset.hasPairs(), mostInMemory);
    for (size_t position = 0; position < texts.count(); ++position) {
        const std::string text = dataset.text(texts.indices[position]);
        const std::string pair = dataset.pair(texts.indices[position]);
        for (int copy = 0; copy < spec.copies; ++copy) {
            const std::string first = changedCopy(text, spec, maskToken, deriveSeed(seed, position, copy, 0));
            const std::string second = changedCopy(pair, spec, maskToken, deriveSeed(seed, position, copy, 1));
            if (isNew(first, second)) builder.addUnlabelled(first, second);
        }
    }
    TextSubset copies{builder.finish(dataset.classNames(), {}), {}, 0};
    copies.indices.resize(copies.dataset->count());
    std::iota(copies.indices.begin(), copies.indices.end(), 0U);
    return copies;
}

}  // namespace distillab::data
