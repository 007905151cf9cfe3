#include "ui/widgets/token_chips.h"

#include "tests/support/small_text_model.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace distillab;
using namespace distillab::ui;
using namespace Qt::Literals::StringLiterals;
using Kind = TokenChip::Kind;

class TokenChipsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        test::writeSmallTextModel(m_scratch.path(), {u"a"_s, u"b"_s}, false);
        m_tokenizer.emplace_back(tokenizers::Tokenizer::load(m_scratch.path()));
    }

    void specialTokensAreToldApart() {
        const TokenizedText text = shown(u"the film is odd"_s, {}, 16);
        QCOMPARE(words(text, Kind::Special), (QStringList{u"[CLS]"_s, u"[SEP]"_s}));
        QCOMPARE(words(text, Kind::Word), (QStringList{u"the"_s, u"film"_s, u"is"_s, u"[UNK]"_s}));
        QCOMPARE(text.read, 6);
        QCOMPARE(text.cut, 0);
    }

    void whatIsCutOffComesAfterWhatIsRead() {
        const TokenizedText text = shown(u"the film is brilliant and funny"_s, {}, 5);
        QCOMPARE(words(text, Kind::Word), (QStringList{u"the"_s, u"film"_s, u"is"_s}));
        QCOMPARE(words(text, Kind::Cut), (QStringList{u"brilliant"_s, u"and"_s, u"funny"_s}));
        QCOMPARE(text.chips.last().kind, Kind::Cut);
        QCOMPARE(text.read, 5);
        QCOMPARE(text.cut, 3);
    }

    void onlyTheBeginningOfALongRestIsShown() {
        const TokenizedText text = shown(u"film "_s.repeated(500), {}, 8);
        QCOMPARE(text.cut, 494);
        QVERIFY(words(text, Kind::Cut).size() < 50);
    }

    void pairIsPartedBySpecialTokens() {
        const TokenizedText text = shown(u"the film"_s, u"is dull"_s, 16);
        QCOMPARE(words(text, Kind::Special), (QStringList{u"[CLS]"_s, u"[SEP]"_s, u"[SEP]"_s}));
        QCOMPARE(words(text, Kind::Word), (QStringList{u"the"_s, u"film"_s, u"is"_s, u"dull"_s}));
    }

private:
    TokenizedText shown(const QString& text, const QString& pair, int maxLength) const {
        return tokenize(m_tokenizer.front(), text, pair, maxLength);
    }
    static QStringList words(const TokenizedText& text, Kind kind) {
        QStringList words;
        for (const TokenChip& chip : text.chips) {
            if (chip.kind == kind) words << chip.text;
        }
        return words;
    }

    QTemporaryDir m_scratch;
    std::vector<tokenizers::Tokenizer> m_tokenizer;
};

DISTILLAB_TEST(TokenChipsTest)
#include "token_chips_test.moc"
