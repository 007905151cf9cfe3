#include "core/base/sentences.h"

#include "tests/support/test_main.h"

#include <QTest>

using namespace distillab;
using namespace Qt::Literals::StringLiterals;

class SentencesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSpaceParts() { QCOMPARE(joinSentences({u"One."_s, u"Two."_s, u"Three."_s}), u"One. Two. Three."_s); }

    void chineseFullStopsBringTheirOwn() {
        QCOMPARE(joinSentences({u"一。"_s, u"二：3."_s, u"四！"_s, u"Five."_s}), u"一。二：3. 四！Five."_s);
        QCOMPARE(joinSentences({u"文件 model"_s, u"二。"_s}), u"文件 model 二。"_s);
        QCOMPARE(joinSentences({u"字"_s, u"字"_s}), u"字 字"_s);
    }

    void emptyOnesAreLeftOut() {
        QCOMPARE(joinSentences({QString(), u"One."_s, QString(), u"Two."_s, QString()}), u"One. Two."_s);
        QCOMPARE(joinSentences({}), QString());
    }
};

DISTILLAB_TEST(SentencesTest)
#include "sentences_test.moc"
