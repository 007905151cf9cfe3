#include "core/base/spelling.h"

#include "tests/support/test_main.h"

#include <QTest>

using namespace distillab;
using namespace Qt::Literals::StringLiterals;

class SpellingTest : public QObject {
    Q_OBJECT

private slots:
    void nearestWordIsTheSmallestNumberOfEditsAway_data() {
        QTest::addColumn<QString>("word");
        QTest::addColumn<QString>("nearest");
        QTest::newRow("letter missing") << u"resnet-2"_s << u"resnet-20"_s;
        QTest::newRow("letter wrong") << u"cnn-tony"_s << u"cnn-tiny"_s;
        QTest::newRow("letters swapped") << u"cnn-tniy"_s << u"cnn-tiny"_s;
        QTest::newRow("letter too many") << u"mlp--small"_s << u"mlp-small"_s;
        QTest::newRow("the same") << u"cnn-small"_s << u"cnn-small"_s;
        QTest::newRow("nothing like it") << u"transformer"_s << QString();
        QTest::newRow("nothing at all") << QString() << QString();
    }
    void nearestWordIsTheSmallestNumberOfEditsAway() {
        QFETCH(QString, word);
        const QStringList models = {u"mlp-small"_s, u"cnn-tiny"_s, u"cnn-small"_s, u"resnet-8"_s, u"resnet-20"_s};
        QTEST(nearestWord(word, models), "nearest");
    }

    void keyWithoutItsSectionIsFound() {
        QCOMPARE(nearestWord(u"temperature"_s, {u"name"_s, u"distill.temperature"_s}), u"distill.temperature"_s);
    }

    void keyInAnotherSectionIsFound() {
        QCOMPARE(nearestWord(u"student.temperature"_s, {u"student.model"_s, u"distill.temperature"_s}),
                 u"distill.temperature"_s);
    }

    void answerDoesNotDependOnTheOrderOfTheCandidates() {
        QCOMPARE(nearestWord(u"cat"_s, {u"bat"_s, u"hat"_s}), nearestWord(u"cat"_s, {u"hat"_s, u"bat"_s}));
    }

    void noCandidatesNoAnswer() { QCOMPARE(nearestWord(u"word"_s, {}), QString()); }
};

DISTILLAB_TEST(SpellingTest)
#include "spelling_test.moc"
