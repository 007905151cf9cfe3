#include "core/data/text_augmentation.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <set>

using namespace distillab;
using data::changedCopy;

/// Changed copies of texts.
class TextAugmentationTest : public QObject {
    Q_OBJECT

private slots:
    void wordsAreMaskedAsOftenAsAsked() {
        std::string text = "w";
        for (int i = 1; i < 10000; ++i) text += " w";
        const std::string copy = changedCopy(text, {.copies = 1, .mask = 0.1, .ngram = 0}, "[MASK]", 7);
        const auto masked = QByteArray::fromStdString(copy).count("[MASK]");
        QVERIFY2(masked > 900 && masked < 1100, qPrintable(QString::number(masked)));
        QCOMPARE(QByteArray::fromStdString(copy).count(' '), 9999);
        QCOMPARE(changedCopy("all  of\tthem", {.copies = 1, .mask = 1, .ngram = 0}, "<mask>", 1),
                 std::string("<mask>  <mask>\t<mask>"));
        QCOMPARE(changedCopy("none of them", {.copies = 1, .mask = 0, .ngram = 0}, "<mask>", 1),
                 std::string("none of them"));
    }

    void cutsAreOneToFiveWordsInARow() {
        const std::string text = "a b c d e f g h";
        std::set<size_t> lengths;
        for (std::uint64_t seed = 0; seed < 200; ++seed) {
            const std::string cut = changedCopy(text, {.copies = 1, .mask = 0, .ngram = 1}, "[MASK]", seed);
            QVERIFY(text.find(cut) != std::string::npos);
            lengths.insert((cut.size() + 1) / 2);
        }
        QCOMPARE(lengths, (std::set<size_t>{1, 2, 3, 4, 5}));
        QCOMPARE(changedCopy("one", {.copies = 1, .mask = 0, .ngram = 1}, "[MASK]", 1), std::string("one"));
        QCOMPARE(changedCopy("", {.copies = 1, .mask = 1, .ngram = 1}, "[MASK]", 1), std::string());
    }

    void chineseCharactersAreWords() {
        QCOMPARE(changedCopy("\xE5\xA5\xBD\xE7\x9C\x8B ok", {.copies = 1, .mask = 1, .ngram = 0}, "#", 1),
                 std::string("## #"));
        const std::string korean = "\xED\x95\x9C\xEA\xB5\xAD";  // one word of two syllables
        QCOMPARE(changedCopy(korean, {.copies = 1, .mask = 1, .ngram = 0}, "#", 1), std::string("#"));
        const std::string cut = changedCopy("\xE5\xA5\xBD\xE7\x9C\x8B", {.copies = 1, .mask = 0, .ngram = 1}, "#", 3);
        QVERIFY(cut.size() == 3 || cut.size() == 6);
    }

    void copiesAreNewAndTheSameEveryTime() {
        data::TextDatasetBuilder builder(false, 1 << 20);
        builder.add("the film is brilliant and funny", {}, 1);
        builder.add("dull", {}, 0);
        const data::TextSubset texts{builder.finish({QStringLiteral("a"), QStringLiteral("b")}, {}), {0, 1}};
        const experiment::TextAugmentation spec{.copies = 50, .mask = 0.3, .ngram = 0.5};
        const data::TextSubset copies = data::changedCopies(texts, spec, "[MASK]", 3, 1 << 20);
        QVERIFY(copies.count() > 20 && copies.count() < 100);
        std::set<std::string> different = {"the film is brilliant and funny", "dull"};
        for (size_t i = 0; i < copies.count(); ++i) {
            QVERIFY(different.insert(copies.dataset->text(i)).second);
            QCOMPARE(copies.label(i), data::kNoLabel);
        }
        QVERIFY(different.contains("[MASK]"));  // of "dull"
        const data::TextSubset again = data::changedCopies(texts, spec, "[MASK]", 3, 1 << 20);
        const data::TextSubset other = data::changedCopies(texts, spec, "[MASK]", 4, 1 << 20);
        QCOMPARE(again.dataset->text(5), copies.dataset->text(5));
        QVERIFY(other.dataset->text(5) != copies.dataset->text(5));

        const data::TextSubset all = data::joined(texts, copies, 1 << 20);
        QCOMPARE(all.count(), 2 + copies.count());
        QCOMPARE(all.labelledCount(), size_t{2});
        QCOMPARE(all.label(1), std::int64_t{0});
        QCOMPARE(all.label(2), data::kNoLabel);
    }
};

DISTILLAB_TEST(TextAugmentationTest)
#include "text_augmentation_test.moc"
