#include "core/base/error.h"

#include "tests/support/test_main.h"

#include <QTest>

using namespace distillab;
using namespace Qt::Literals::StringLiterals;

class ErrorTest : public QObject {
    Q_OBJECT

private slots:
    void textHoldsPlaceMessageAndRemedy() {
        const RequestError error(u"the value is wrong"_s, u"a.yaml:3"_s, u"Give a number."_s);
        QCOMPARE(error.text(), u"a.yaml:3: the value is wrong\nGive a number."_s);
    }

    void textLeavesOutWhatIsNotKnown() {
        QCOMPARE(WorkError(u"the disk is full"_s).text(), u"the disk is full"_s);
        QCOMPARE(WorkError(u"the disk is full"_s, {}, u"Free some space."_s).text(),
                 u"the disk is full\nFree some space."_s);
    }

    void whatIsTheMessageInUtf8() {
        QCOMPARE(QString::fromUtf8(RequestError(u"“温度” is wrong"_s).what()), u"“温度” is wrong"_s);
    }
};

DISTILLAB_TEST(ErrorTest)
#include "error_test.moc"
