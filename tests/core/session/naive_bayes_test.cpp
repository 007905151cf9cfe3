#include "core/session/naive_bayes.h"

#include "tests/support/test_main.h"

#include <QTest>

#include <cmath>

using namespace distillab;
using namespace distillab::session;
using namespace Qt::Literals::StringLiterals;

class NaiveBayesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void wordsAreLettersInARow() {
        QCOMPARE(wordsOf(u"Don't stop, 3D FILM!"_s), (QStringList{u"don"_s, u"t"_s, u"stop"_s, u"3d"_s, u"film"_s}));
        QCOMPARE(wordsOf(u"好film看"_s), (QStringList{u"好"_s, u"film"_s, u"看"_s}));
        QVERIFY(wordsOf(u" … !"_s).isEmpty());
    }

    void logitsAreThoseWorkedByHand() {
        NaiveBayes bayes(2);
        bayes.learn(u"good good film"_s, 1);
        bayes.learn(u"bad film"_s, 0);
        // Three different words; class 1 has three of them in all, class 0 two.
        const std::vector<double> logits = bayes.logits(u"good unheard"_s);
        QCOMPARE(logits.size(), size_t(2));
        QVERIFY(std::abs(logits[1] - std::log(3.0 / 6)) < 1e-12);
        QVERIFY(std::abs(logits[0] - std::log(1.0 / 5)) < 1e-12);
    }

    void longTextIsNotSurerThanItsIndependentWords() {
        NaiveBayes bayes(2);
        bayes.learn(u"good"_s, 1);
        bayes.learn(u"bad"_s, 0);
        const auto sureness = [&](int words) {
            const std::vector<double> logits = bayes.logits(u"good "_s.repeated(words));
            return logits[1] - logits[0];
        };
        QVERIFY(sureness(30) > sureness(10));
        QVERIFY(std::abs(sureness(300) - sureness(30)) < 1e-9);
    }

    void unknownWordsSayNothing() {
        NaiveBayes bayes(3);
        bayes.learn(u"a"_s, 0);
        QCOMPARE(bayes.logits(u"never seen"_s), (std::vector<double>{0, 0, 0}));
    }
};

DISTILLAB_TEST(NaiveBayesTest)
#include "naive_bayes_test.moc"
