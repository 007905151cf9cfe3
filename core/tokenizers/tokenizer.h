#pragma once

#include <QString>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace distillab {
class ContentHash;
}

namespace distillab::tokenizers {

/// A text as a model reads it. typeIds has one entry for each id; so has offsets where they were asked for.
struct Encoding {
    std::vector<std::int32_t> ids;
    std::vector<std::int32_t> typeIds;
    /// Bytes [first, second) of the UTF-8 input that each token stands for; (0, 0) for special tokens.
    std::vector<std::pair<std::uint32_t, std::uint32_t>> offsets;
};

/// Longest tokenizer.json read, and longest of the files beside it: 128 MiB. The largest vocabularies, of 260,000
/// entries, have 35.
inline constexpr qint64 kMostTokenizerBytes = qint64{128} << 20;

struct EncodeOptions {
    int maxLength = 0;          ///< most tokens, special ones among them; 0: as many as the text has
    bool specialTokens = true;  ///< put [CLS], </s> and the like where the tokenizer wants them
    bool offsets = false;
};

/// A tokenizer of Hugging Face: WordPiece, byte-level BPE, SentencePiece's BPE and Unigram, as tokenizer.json describes
/// them (https://huggingface.co/docs/tokenizers). Ids are those of the `tokenizers` library.
///
/// Never changes once loaded: copies share one state, and all members may be called from several threads at once.
/// Text that is no valid UTF-8 is read with U+FFFD in place of what is not. What the file says about truncation and
/// padding is left to the caller.
class Tokenizer {
public:
    /// Reads tokenizer.json of a folder, or vocab.txt (with tokenizer_config.json) as BERT's.
    /// @throws RequestError naming the file and the JSON path when something is missing, damaged or not supported
    static Tokenizer load(const QString& folder);
    /// Whether the folder has one of these files.
    static bool isIn(const QString& folder);

    /// A text longer than maxLength loses its end.
    Encoding encode(std::string_view text, const EncodeOptions& options = {}) const;
    /// Of two texts together longer than maxLength, the longer one loses its end first.
    Encoding encodePair(std::string_view first, std::string_view second, const EncodeOptions& options = {}) const;
    /// All texts, or pairs of texts, in their order.
    /// @param seconds  empty, or one for each text
    /// @param threads  how many work at once, at least 1
    std::vector<Encoding> encodeAll(std::span<const std::string_view> texts, std::span<const std::string_view> seconds,
                                    const EncodeOptions& options, int threads) const;

    /// The text that ids stand for, as well as it can be told.
    std::string decode(std::span<const std::int32_t> ids, bool skipSpecial = true) const;

    std::string token(int id) const;  ///< as the vocabulary writes it; empty when there is no such id
    std::optional<int> idOf(std::string_view token) const;
    /// One more than the largest id: the rows that an embedding needs.
    int vocabularySize() const;
    /// The id to fill short texts up with; 0 where the tokenizer names none.
    int padId() const;
    /// Whether a pair's second text has type ids of its own, as BERT's.
    bool usesTypeIds() const;

    /// Writes the tokenizer's files (tokenizer.json, tokenizer_config.json, …) so that Hugging Face reads the folder.
    /// @throws WorkError when the disk refuses
    void saveTo(const QString& folder) const;

    /// Those files: all that the ids depend on.
    void addContentTo(ContentHash& hash) const;

private:
    struct State;

    explicit Tokenizer(std::shared_ptr<const State> state);

    std::shared_ptr<const State> m_state;
};

}  // namespace distillab::tokenizers
