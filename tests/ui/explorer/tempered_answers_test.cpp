#include "ui/explorer/tempered_answers.h"

#include "tests/support/test_main.h"

#include <QTest>

#include <cmath>

using namespace distillab::ui;
using namespace Qt::Literals::StringLiterals;
using Item = distillab::report::TestAnswers::Item;

namespace {

bool near(double a, double b) { return std::abs(a - b) < 1e-9; }

Item example() { return {0, {}, {}, 0, {6, 2.5F, -1, 0.5F}, {3, 4, 0, -2}}; }

}  // namespace

class TemperedAnswersTest : public QObject {
    Q_OBJECT
private slots:
    void numbersAreThoseOfTheFormulas_data() {
        QTest::addColumn<double>("temperature");
        QTest::addColumn<double>("teacherEntropy");
        QTest::addColumn<double>("divergence");
        // Worked out with 40 digits by Python's decimal module.
        QTest::newRow("T = 0.5") << 0.5 << 0.00750140891383452 << 2.11807721917102;
        QTest::newRow("T = 1") << 1.0 << 0.164567413878803 << 1.15699286364634;
        QTest::newRow("T = 4") << 4.0 << 1.16306390361663 << 0.135354386680019;
        QTest::newRow("T = 20") << 20.0 << 1.37739684826344 << 0.00521002886107519;
    }
    void numbersAreThoseOfTheFormulas() {
        QFETCH(double, temperature);
        QFETCH(double, teacherEntropy);
        QFETCH(double, divergence);
        const TemperedAnswers answers = tempered(example(), temperature);
        QVERIFY(near(answers.teacherEntropy, teacherEntropy));
        QVERIFY(near(answers.divergence, divergence));
        QVERIFY(near(answers.loss, temperature * temperature * divergence));
        QCOMPARE(answers.teacher.size(), size_t{4});
        QCOMPARE(answers.student.size(), size_t{4});
    }

    void curveOfTheLossGoesFromHalfToTwenty() {
        const TemperedLoss curve = lossCurve(example());
        QCOMPARE(curve.temperatures.size(), curve.losses.size());
        QVERIFY(curve.losses.size() > 100);
        QCOMPARE(curve.temperatures.front(), 0.5);
        QCOMPARE(curve.temperatures.back(), 20.0);
        QVERIFY(near(curve.losses.front(), 0.25 * 2.11807721917102));
        QVERIFY(near(curve.losses.back(), 400 * 0.00521002886107519));
    }

    void anItemTheTeacherDidNotAnswerShowsTheStudentAlone() {
        Item item = example();
        item.teacher.clear();
        const TemperedAnswers answers = tempered(item, 2);
        QVERIFY(answers.teacher.empty());
        QCOMPARE(answers.student.size(), size_t{4});
        QVERIFY(lossCurve(item).losses.empty());
        QVERIFY(alsoConsidered({u"a"_s, u"b"_s, u"c"_s, u"d"_s}, answers.teacher).contains(u"not asked"_s));
        QCOMPARE(classesToShow(item, 2), (std::vector<int>{1, 0}));
    }

    void whatTheTeacherAlsoConsideredIsSaidInWords() {
        const QStringList classes = {u"Shirt"_s, u"Coat"_s, u"Pullover"_s, u"Bag"_s, u"Boot"_s};
        QCOMPARE(alsoConsidered(classes, {0.8, 0.12, 0.07, 0.005, 0.005}),
                 u"Besides “Shirt”, the teacher saw some “Coat” (12 %) and “Pullover” (7 %)."_s);
        QCOMPARE(alsoConsidered(classes, {0.1, 0.9, 0, 0, 0}),
                 u"Besides “Coat”, the teacher saw some “Shirt” (10 %)."_s);
        QCOMPARE(alsoConsidered(classes, {0.4, 0.2, 0.2, 0.1, 0.1}),
                 u"Besides “Shirt”, the teacher saw some “Coat” (20 %), “Pullover” (20 %) and “Bag” (10 %)."_s);
        QVERIFY(alsoConsidered(classes, {0.99, 0.01, 0, 0, 0}).contains(u"next to nothing else"_s));
        QVERIFY(alsoConsidered(classes, {0.21, 0.2, 0.2, 0.2, 0.19}).contains(u"nearly alike"_s));
    }

    void theStudentsAnswerIsAlwaysAmongTheClassesShown() {
        const Item item = {0, {}, {}, 0, {9, 8, 7, 6, 5}, {0, 0, 0, 0, 1}};
        QCOMPARE(classesToShow(item, 3), (std::vector<int>{0, 1, 4}));
        QCOMPARE(classesToShow(item, 10), (std::vector<int>{0, 1, 2, 3, 4}));
    }
};

DISTILLAB_TEST(TemperedAnswersTest)
#include "tempered_answers_test.moc"
