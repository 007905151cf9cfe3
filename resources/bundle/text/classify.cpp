// Public domain (CC0 1.0): use it in any product, nobody needs to be named.
//
// Asks the model of this bundle about a text. ONNX Runtime computes, ICU knows the characters:
//
//     g++ -std=c++17 -O2 classify.cpp -o classify -I RUNTIME/include -L RUNTIME/lib -lonnxruntime -licuuc
@if PAIRS
//     ./classify ../.. "a text" "the text to compare it with"
//     ./classify ../.. "a text" "another one" model.int8.onnx      another file of the bundle
@else
//     ./classify ../.. "a text to judge"
//     ./classify ../.. "a text to judge" model.int8.onnx           another file of the bundle
@end
//
// RUNTIME is where ONNX Runtime was unpacked; ../.. is the folder of the bundle. The tokenizer below is BERT's WordPiece
// as this model wants it, and the vocabulary is the bundle's vocab.txt. Special tokens, like @CLS@, that somebody types
// as text are cut up like any other word here.

#include <onnxruntime_cxx_api.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <numeric>
#include <string>
#include <unordered_map>
#include <vector>

const std::vector<std::string> kLabels = {@LABELS@};
constexpr std::size_t kMostTokens = @MAX_TOKENS@;  // that the model reads, special ones among them
constexpr int kLongestWord = @LONGEST_WORD@;          // in characters; a longer one is unknown

using Ids = std::vector<std::int64_t>;

class WordPiece {
public:
    explicit WordPiece(const std::string& vocabularyFile) {
        std::ifstream file(vocabularyFile);
        for (std::string token; std::getline(file, token); m_idOf.emplace(token, m_idOf.size())) {
            if (!token.empty() && token.back() == '\r') token.pop_back();
        }
    }

    std::int64_t id(const std::string& token) const { return m_idOf.at(token); }

    /// The tokens of a text, without special ones.
    Ids encode(const std::string& text) const {
        Ids ids;
        for (const icu::UnicodeString& word : words(text)) append(word, ids);
        return ids;
    }

private:
    static bool isDropped(UChar32 c) {
        if (c == '\t' || c == '\n' || c == '\r') return false;
        const auto kind = U_GET_GC_MASK(c);
        return c == 0 || c == 0xFFFD || (kind & (U_GC_CC_MASK | U_GC_CF_MASK | U_GC_CO_MASK)) != 0;
    }
    static bool isIdeograph(UChar32 c) {
        return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0xF900 && c <= 0xFAFF) ||
               (c >= 0x20000 && c <= 0x2A6DF) || (c >= 0x2A700 && c <= 0x2B81F) || (c >= 0x2B920 && c <= 0x2CEAF) ||
               (c >= 0x2F800 && c <= 0x2FA1F);
    }
    /// Every symbol of ASCII counts as punctuation, too.
    static bool isPunctuation(UChar32 c) { return (c > 32 && c < 127 && !u_isalnum(c)) || u_ispunct(c); }

    /// Words and punctuation marks of a text, in the one spelling that the vocabulary has.
    static std::vector<icu::UnicodeString> words(const std::string& utf8) {
        icu::UnicodeString text = icu::UnicodeString::fromUTF8(utf8);
@if STRIP_ACCENTS
        // Letters and their accents become characters of their own, so that accents can be left out.
        UErrorCode status = U_ZERO_ERROR;
        text = icu::Normalizer2::getNFDInstance(status)->normalize(text, status);
@end
        std::vector<icu::UnicodeString> words(1);
        for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
            const UChar32 c = text.char32At(i);
            if (isDropped(c)) continue;
@if STRIP_ACCENTS
            if (u_charType(c) == U_NON_SPACING_MARK) continue;
@end
            const bool isAlone = isPunctuation(c)@OR_IDEOGRAPH@;
            if (u_isUWhiteSpace(c) || isAlone) words.emplace_back();  // what stood before has ended
            if (u_isUWhiteSpace(c)) continue;
@if LOWERCASE
            words.back() += u_tolower(c);
@else
            words.back() += c;
@end
            if (isAlone) words.emplace_back();
        }
        return words;  // some are empty: they yield no token
    }

    /// Cuts a word into the longest pieces that the vocabulary has; all but the first begin with "##".
    void append(const icu::UnicodeString& word, Ids& ids) const {
        Ids pieces;
        bool isKnown = word.countChar32() <= kLongestWord;
        for (std::int32_t begin = 0; isKnown && begin < word.length();) {
            std::int32_t end = word.length();
            auto found = m_idOf.end();
            for (; end > begin; end = word.moveIndex32(end, -1)) {
                std::string piece = begin > 0 ? "##" : "";
                found = m_idOf.find(word.tempSubStringBetween(begin, end).toUTF8String(piece));
                if (found != m_idOf.end()) break;
            }
            isKnown = found != m_idOf.end();
            if (isKnown) pieces.push_back(found->second);
            begin = end;
        }
        if (!isKnown) pieces = {id("@UNK@")};
        ids.insert(ids.end(), pieces.begin(), pieces.end());
    }

    std::unordered_map<std::string, std::int64_t> m_idOf;
};

/// Softmax makes probabilities of logits; taking the largest away first keeps exp() in bounds.
std::vector<float> softmax(std::vector<float> values) {
    const float largest = *std::max_element(values.begin(), values.end());
    for (float& value : values) value = std::exp(value - largest);
    const float sum = std::accumulate(values.begin(), values.end(), 0.0F);
    for (float& value : values) value /= sum;
    return values;
}

/// Probabilities of the classes, in the order of kLabels.
std::vector<float> classify(Ort::Session& session, Ids ids, Ids types) {
    const auto memory = Ort::MemoryInfo::CreateCpu(OrtArenaAllocator, OrtMemTypeDefault);
    const std::array<std::int64_t, 2> shape = {1, static_cast<std::int64_t>(ids.size())};  // a batch of one
    Ids mask(ids.size(), 1);                                                               // every token counts
    std::vector<Ort::Value> inputs;
    for (Ids* values : {&ids, &mask, &types}) {
        inputs.push_back(Ort::Value::CreateTensor<std::int64_t>(memory, values->data(), values->size(), shape.data(), 2));
    }
    const char* inputNames[] = {"input_ids", "attention_mask", "token_type_ids"};
    const char* outputNames[] = {"logits"};
    const std::size_t wanted = session.GetInputCount();  // not every model asks for token_type_ids
    const auto outputs = session.Run({}, inputNames, inputs.data(), wanted, outputNames, 1);
    const auto* logits = outputs[0].GetTensorData<float>();
    return softmax({logits, logits + kLabels.size()});
}

int main(int count, char** words) try {
@if PAIRS
    if (count < 4) {
        std::fprintf(stderr, "usage: classify BUNDLE TEXT SECOND_TEXT [MODEL_FILE]\n");
        return 2;
    }
@else
    if (count < 3) {
        std::fprintf(stderr, "usage: classify BUNDLE TEXT [MODEL_FILE]\n");
        return 2;
    }
@end
    const std::string bundle = std::string(words[1]) + "/";
    const WordPiece tokenizer(bundle + "vocab.txt");

@if PAIRS
    // @CLS@ first @SEP@ second @SEP@. If there are too many tokens, the longer text loses its end; of two long ones each
    // keeps half.
    Ids first = tokenizer.encode(words[2]);
    Ids second = tokenizer.encode(words[3]);
    constexpr std::size_t kRoom = kMostTokens - 3;
    if (first.size() + second.size() > kRoom) {
        Ids& shorter = first.size() > second.size() ? second : first;
        Ids& longer = first.size() > second.size() ? first : second;
        shorter.resize(std::min(shorter.size(), kRoom / 2));
        longer.resize(kRoom - shorter.size());
    }
    Ids ids = {tokenizer.id("@CLS@")};
    ids.insert(ids.end(), first.begin(), first.end());
    ids.push_back(tokenizer.id("@SEP@"));
    Ids types(ids.size(), 0);
    ids.insert(ids.end(), second.begin(), second.end());
    ids.push_back(tokenizer.id("@SEP@"));
    types.resize(ids.size(), 1);
    const std::string file = count > 4 ? words[4] : "model.onnx";
@else
    // @CLS@ text @SEP@. A text that is too long loses its end.
    Ids ids = tokenizer.encode(words[2]);
    ids.resize(std::min(ids.size(), kMostTokens - 2));
    ids.insert(ids.begin(), tokenizer.id("@CLS@"));
    ids.push_back(tokenizer.id("@SEP@"));
    const Ids types(ids.size(), 0);
    const std::string file = count > 3 ? words[3] : "model.onnx";
@end

    setenv("ORT_DISABLE_TELEMETRY", "1", 0);  // or ONNX Runtime tells its maker of every model opened
    Ort::Env environment(ORT_LOGGING_LEVEL_WARNING);
    Ort::Session session(environment, (bundle + file).c_str(), Ort::SessionOptions());
    const std::vector<float> probabilities = classify(session, ids, types);

    std::vector<std::size_t> order(kLabels.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&](auto a, auto b) { return probabilities[a] > probabilities[b]; });
    for (const std::size_t i : order) std::printf("%.6f  %s\n", probabilities[i], kLabels[i].c_str());
} catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
}
