#include "core/tokenizers/tokenizer.h"

#include "core/base/files.h"
#include "tests/fuzz/fuzz.h"

#include <QDir>

namespace distillab::fuzz {

using namespace Qt::Literals::StringLiterals;

void readHostile(const QByteArray& bytes) {
    asFile(bytes, u"tokenizer.json"_s);
    const auto tokenizer = tokenizers::Tokenizer::load(scratchFolder());
    constexpr int kMost = 16;
    for (const std::string_view text :
         {"Hello, wörld! it's 2024", "", "\xff\xfe  \n\t[MASK] 你好\xf0\x9f\x98\x80", "aaaaaaaaaaaa"}) {
        const auto all = tokenizer.encode(text, {.offsets = true});
        demand(all.ids.size() == all.typeIds.size() && all.ids.size() == all.offsets.size(), "one entry for each id");
        for (const auto& [first, second] : all.offsets) {
            demand(first <= second && second <= text.size(), "offsets lie in the text");
        }
        for (const int id : all.ids)
            demand(id >= 0 && id < tokenizer.vocabularySize(), "ids are rows of the embedding");
        demand(tokenizer.encode(text, {.maxLength = kMost}).ids.size() <= kMost, "maxLength is kept");
        tokenizer.decode(all.ids);
        tokenizer.encodePair(text, "and more", {.maxLength = kMost});
    }
}

std::vector<QByteArray> seeds() {
    std::vector<QByteArray> all = {
        R"({"model":{"type":"WordPiece","unk_token":"[UNK]","vocab":{"[UNK]":0,"[CLS]":1,"[SEP]":2,"a":3,"##a":4,"it":5}},
"normalizer":{"type":"BertNormalizer","lowercase":true},"pre_tokenizer":{"type":"BertPreTokenizer"},
"post_processor":{"type":"BertProcessing","sep":["[SEP]",2],"cls":["[CLS]",1]},"decoder":{"type":"WordPiece"},
"added_tokens":[{"id":1,"content":"[CLS]","special":true}]})",
        R"({"model":{"type":"BPE","unk_token":"u","vocab":{"u":0,"a":1,"aa":2,"l":3,"al":4},"merges":["a a","a l"]},
"pre_tokenizer":{"type":"ByteLevel","add_prefix_space":true},"decoder":{"type":"ByteLevel"}})",
        R"({"model":{"type":"Unigram","unk_id":0,"vocab":[["<unk>",0],["a",-1.5],["aa",-2],["▁",-1]],"byte_fallback":false},
"pre_tokenizer":{"type":"Metaspace","replacement":"▁","prepend_scheme":"always"},"normalizer":{"type":"Sequence","normalizers":
[{"type":"NFKC"},{"type":"Replace","pattern":{"Regex":" {2,}"},"content":" "}]}})"};
    const QDir recorded(QStringLiteral(DISTILLAB_SOURCE_DIR "/tests/core/tokenizers/data"));
    for (const char* name : {"bytes_bpe.json", "marks_bpe.json", "unigram.json", "word_piece.json"}) {
        all.push_back(readFile(recorded.filePath(QLatin1String(name))));
    }
    return all;
}

}  // namespace distillab::fuzz
