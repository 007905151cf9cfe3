#include "ui/monitor/words.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <limits>

using namespace Qt::Literals::StringLiterals;
using namespace distillab::ui;

class WordsTest : public QObject {
    Q_OBJECT
private slots:
    void timeLeftIsSaidInRoundWords_data();
    void timeLeftIsSaidInRoundWords();
    void pointsSayTheirDirection();
    void ratiosSayTheirDirection();
};

void WordsTest::timeLeftIsSaidInRoundWords_data() {
    QTest::addColumn<double>("seconds");
    QTest::addColumn<QString>("words");
    QTest::newRow("unknown") << -1.0 << u"estimating the time left…"_s;
    QTest::newRow("not a number") << std::numeric_limits<double>::quiet_NaN() << u"estimating the time left…"_s;
    QTest::newRow("soon") << 3.0 << u"a few seconds left"_s;
    QTest::newRow("seconds") << 27.0 << u"about 30 seconds left"_s;
    QTest::newRow("a minute") << 61.0 << u"about 1 minute left"_s;
    QTest::newRow("minutes") << 290.0 << u"about 5 minutes left"_s;
    QTest::newRow("an hour") << 3600.0 << u"about 1 hour left"_s;
    QTest::newRow("hours") << 7000.0 << u"about 2 hours left"_s;
}

void WordsTest::timeLeftIsSaidInRoundWords() {
    QFETCH(double, seconds);
    QFETCH(QString, words);
    QCOMPARE(timeLeftText(seconds), words);
}

void WordsTest::pointsSayTheirDirection() {
    QCOMPARE(pointsApartText(0.91, 0.891), u"1.9 points below"_s);
    QCOMPARE(pointsApartText(0.9, 0.906), u"0.6 points above"_s);
    QCOMPARE(pointsApartText(0.9, 0.9004), u"the same"_s);
    QCOMPARE(pointsApartText(0.9, std::numeric_limits<double>::quiet_NaN()), u"–"_s);
}

void WordsTest::ratiosSayTheirDirection() {
    const auto size = [](double teacher, double student) {
        return comparedText(teacher, student, u"%1× smaller"_s, u"%1× larger"_s);
    };
    QCOMPARE(size(1420, 100), u"14× smaller"_s);
    QCOMPARE(size(100, 130), u"1.3× larger"_s);
    QCOMPARE(size(100, 102), u"about the same"_s);
    QCOMPARE(size(0, 102), u"–"_s);
}

DISTILLAB_TEST(WordsTest)
#include "words_test.moc"
