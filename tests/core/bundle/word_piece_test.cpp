#include "core/bundle/word_piece.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <functional>

using namespace distillab::bundle;
using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

json token(const char* text, int type) { return {{"SpecialToken", {{"id", text}, {"type_id", type}}}}; }
json sequence(const char* name, int type) { return {{"Sequence", {{"id", name}, {"type_id", type}}}}; }

json usual() {
    return {{"added_tokens", {{{"id", 0}, {"content", "[PAD]"}, {"special", true}}}},
            {"normalizer", {{"type", "BertNormalizer"}, {"strip_accents", nullptr}, {"lowercase", true}}},
            {"pre_tokenizer", {{"type", "BertPreTokenizer"}}},
            {"post_processor",
             {{"type", "TemplateProcessing"},
              {"single", {token("[CLS]", 0), sequence("A", 0), token("[SEP]", 0)}},
              {"pair", {token("[CLS]", 0), sequence("A", 0), token("[SEP]", 0), sequence("B", 1), token("[SEP]", 1)}}}},
            {"model",
             {{"type", "WordPiece"},
              {"unk_token", "[UNK]"},
              {"continuing_subword_prefix", "##"},
              {"max_input_chars_per_word", 50},
              {"vocab", {{"[PAD]", 0}, {"[UNK]", 1}, {"[CLS]", 2}, {"[SEP]", 3}, {"film", 4}, {"##s", 5}}}}}};
}

std::optional<WordPiece> read(const json& document) { return wordPieceIn(QByteArray::fromStdString(document.dump())); }

}  // namespace

class WordPieceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsBertsTokenizer() {
        const auto found = read(usual());
        QVERIFY(found);
        QCOMPARE(found->vocabulary, (QStringList{u"[PAD]"_s, u"[UNK]"_s, u"[CLS]"_s, u"[SEP]"_s, u"film"_s, u"##s"_s}));
        QCOMPARE(found->first, u"[CLS]"_s);
        QCOMPARE(found->separator, u"[SEP]"_s);
        QCOMPARE(found->unknown, u"[UNK]"_s);
        QCOMPARE(found->longestWord, 50);
        QVERIFY(found->lowerCase && found->stripAccents && found->spaceIdeographs);
    }

    void readsTheOlderWayOfFraming() {
        json document = usual();
        document["post_processor"] = {{"type", "BertProcessing"}, {"sep", {"[SEP]", 3}}, {"cls", {"[CLS]", 2}}};
        document["normalizer"]["lowercase"] = false;
        const auto found = read(document);
        QVERIFY(found);
        QCOMPARE(found->separator, u"[SEP]"_s);
        QVERIFY(!found->stripAccents);  // goes with lower case where nothing else is said
    }

    void everythingElseIsLeftToLibraries_data() {
        QTest::addColumn<QByteArray>("document");
        const auto changed = [](const char* name, const std::function<void(json&)>& change) {
            json document = usual();
            change(document);
            QTest::newRow(name) << QByteArray::fromStdString(document.dump());
        };
        changed("BPE", [](json& d) { d["model"]["type"] = "BPE"; });
        changed("another normaliser", [](json& d) { d["normalizer"] = {{"type", "Lowercase"}}; });
        changed("no normaliser", [](json& d) { d["normalizer"] = nullptr; });
        changed("split at blanks alone", [](json& d) { d["pre_tokenizer"] = {{"type", "Whitespace"}}; });
        changed("another prefix", [](json& d) { d["model"]["continuing_subword_prefix"] = "@@"; });
        changed("other frames", [](json& d) { d["post_processor"]["pair"][3] = sequence("B", 0); });
        changed("RoBERTa's frames", [](json& d) { d["post_processor"] = {{"type", "RobertaProcessing"}}; });
        changed("no frames", [](json& d) { d["post_processor"] = nullptr; });
        changed("a word added",
                [](json& d) { d["added_tokens"].push_back({{"id", 4}, {"content", "film"}, {"special", false}}); });
        changed("a gap in the ids", [](json& d) { d["model"]["vocab"]["##s"] = 9; });
        changed("an id beyond any", [](json& d) { d["model"]["vocab"]["##s"] = 5.5e31; });
        changed("one id twice", [](json& d) { d["model"]["vocab"]["##s"] = 4; });
        changed("a word of two lines", [](json& d) { d["model"]["vocab"]["a\nb"] = 6; });
        changed("no [UNK]", [](json& d) { d["model"]["unk_token"] = "<unk>"; });
        QTest::newRow("no JSON") << QByteArray("{");
        QTest::newRow("a list") << QByteArray("[]");
    }
    void everythingElseIsLeftToLibraries() {
        QFETCH(QByteArray, document);
        QVERIFY(!wordPieceIn(document));
    }

    void kindsAreNamed() {
        QCOMPARE(tokenizerKindIn(QByteArray::fromStdString(usual().dump())), u"WordPiece"_s);
        QCOMPARE(tokenizerKindIn("{}"), u"?"_s);
    }
};

DISTILLAB_TEST(WordPieceTest)
#include "word_piece_test.moc"
