#include "core/base/whole_number.h"

#include "tests/support/test_main.h"

#include <QTest>

#include <limits>

using namespace distillab;
using nlohmann::json;

class WholeNumberTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatHasRoomIsRead() {
        QCOMPARE(wholeNumber<int>(json(-7)), -7);
        QCOMPARE(wholeNumber<int>(json::parse("2147483647")), std::numeric_limits<int>::max());
        QCOMPARE(wholeNumber<qint64>(json::parse("-9223372036854775808")), std::numeric_limits<qint64>::min());
        QCOMPARE(wholeNumber<quint64>(json::parse("18446744073709551615")), std::numeric_limits<quint64>::max());
    }

    void whatHasNoneIsRefused_data() {
        QTest::addColumn<QByteArray>("text");
        for (const char* text : {"2147483648", "-2147483649", "18446744073709551615", "18446744073709551616", "1e31",
                                 "-1e400", "5.5", "5.0", "true", "null", "\"5\"", "[5]"}) {
            QTest::newRow(text) << QByteArray(text);
        }
    }
    void whatHasNoneIsRefused() {
        QFETCH(QByteArray, text);
        QVERIFY_THROWS_EXCEPTION(json::exception, wholeNumber<int>(json::parse(text.constData())));
    }

    void signsCount() { QVERIFY_THROWS_EXCEPTION(json::exception, wholeNumber<quint64>(json(-1))); }
};

DISTILLAB_TEST(WholeNumberTest)
#include "whole_number_test.moc"
