#include "ui/widgets/soft_targets.h"

#include "tests/support/test_main.h"

#include <QRegularExpression>
#include <QTest>

#include <cmath>
#include <limits>
#include <numeric>

using namespace distillab;
using namespace distillab::ui;

class SoftTargetsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void followTheFormulaAtEveryTemperature_data() {
        QTest::addColumn<double>("temperature");
        for (const double t : {0.5, 1.0, 4.0, 20.0}) QTest::addRow("T = %g", t) << t;
    }
    void followTheFormulaAtEveryTemperature() {
        QFETCH(double, temperature);
        const std::vector<double> logits = {2, 0, -1};
        const double sum = std::exp(2 / temperature) + 1 + std::exp(-1 / temperature);
        const std::vector<double> p = softTargets(logits, temperature);
        QVERIFY(std::abs(p[0] - std::exp(2 / temperature) / sum) < 1e-12);
        QVERIFY(std::abs(p[1] - 1 / sum) < 1e-12);
        QVERIFY(std::abs(p[2] - std::exp(-1 / temperature) / sum) < 1e-12);
    }

    void surviveLogitsThatOverflowTheExponential() {
        const std::vector<double> p = softTargets({5000, 4999, -5000}, 1);
        QVERIFY(std::abs(p[0] - 1 / (1 + std::exp(-1))) < 1e-12);
        QVERIFY(std::abs(std::accumulate(p.begin(), p.end(), 0.0) - 1) < 1e-12);
    }

    void differAsMuchAsTheFormulaSays_data() {
        QTest::addColumn<double>("temperature");
        QTest::addColumn<double>("teacherEntropy");
        QTest::addColumn<double>("divergence");
        // Worked out with 40 digits by Python's decimal module.
        QTest::newRow("T = 0.5") << 0.5 << 0.00750140891383452 << 2.11807721917102;
        QTest::newRow("T = 1") << 1.0 << 0.164567413878803 << 1.15699286364634;
        QTest::newRow("T = 4") << 4.0 << 1.16306390361663 << 0.135354386680019;
        QTest::newRow("T = 20") << 20.0 << 1.37739684826344 << 0.00521002886107519;
    }
    void differAsMuchAsTheFormulaSays() {
        QFETCH(double, temperature);
        QFETCH(double, teacherEntropy);
        QFETCH(double, divergence);
        const std::vector<double> teacher = {6, 2.5, -1, 0.5};
        const std::vector<double> student = {3, 4, 0, -2};
        QVERIFY(std::abs(entropy(softTargets(teacher, temperature)) - teacherEntropy) < 1e-12);
        QVERIFY(std::abs(ui::divergence(teacher, student, temperature) - divergence) < 1e-12);
        QCOMPARE(ui::divergence(teacher, teacher, temperature), 0.0);
    }

    void differByANumberEvenWhereProbabilitiesVanish() {
        // ln(1 / e^-2000): the student's probability is no double any more.
        QVERIFY(std::abs(ui::divergence({0, -2000}, {-2000, 0}, 1) - 2000) < 1e-9);
        QVERIFY(std::isfinite(ui::divergence({0, -std::numeric_limits<double>::infinity()}, {0, 1}, 2)));
    }

    void countEquallyLikelyClasses() {
        QVERIFY(std::abs(effectiveClasses({0.25, 0.25, 0.25, 0.25}) - 4) < 1e-12);
        QCOMPARE(effectiveClasses({1, 0, 0}), 1.0);
        // H(0.5, 0.25, 0.25) = 1.5 bits
        QVERIFY(std::abs(effectiveClasses({0.5, 0.25, 0.25}) - std::pow(2, 1.5)) < 1e-12);
    }

    void areDescribedByHowUnsureTheyLook() {
        const std::vector<double> logits = {9, 5, 4, 0, 0, 0, 0, 0, 0, 0};
        const QString sure = uncertaintySentence(softTargets(logits, 0.5));
        const QString wavering = uncertaintySentence(softTargets(logits, 3));
        const QString even = uncertaintySentence(softTargets(logits, 100));
        QVERIFY(sure != wavering && wavering != even && sure != even);
        QVERIFY(wavering.contains(QRegularExpression(QStringLiteral("[0-9]"))));
    }

    void areListedFromTheLikeliestDown() {
        QCOMPARE(likeliestClasses({0, 3, 3, 9, -1}, 3), (std::vector<int>{3, 1, 2}));
        QCOMPARE(likeliestClasses({1, 2}, 10), (std::vector<int>{1, 0}));
    }

    void haveASliderWithEqualFactorsApart() {
        QCOMPARE(temperatureAt(0), 0.5);
        QCOMPARE(temperatureAt(kTemperatureTicks), 20.0);
        const double step = temperatureAt(1) / temperatureAt(0);
        QVERIFY(std::abs(temperatureAt(700) / temperatureAt(699) - step) < 1e-9);
        for (const int tick : {0, 1, 137, 500, 999, 1000}) QCOMPARE(tickOf(temperatureAt(tick)), tick);
        QCOMPARE(tickOf(0.01), 0);
        QCOMPARE(tickOf(100), kTemperatureTicks);
    }
};

DISTILLAB_TEST(SoftTargetsTest)
#include "soft_targets_test.moc"
