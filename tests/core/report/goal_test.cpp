#include "core/report/goal.h"

#include "tests/core/report/example_measurement.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace distillab;
using namespace Qt::Literals::StringLiterals;
using experiment::Device;
using experiment::GoalSpec;
using report::GoalVerdict;
using report::Limit;

class GoalTest : public QObject {
    Q_OBJECT
private slots:
    void withoutGoalOrFiguresThereIsNoVerdict() {
        QVERIFY(!report::judge({}, test::exampleMeasurement()));
        QVERIFY(!report::judge({.device = Device::Phone}, {}));
        report::Measurement failed = test::exampleMeasurement();
        for (report::MeasuredModel& model : failed.models) model.problem = u"killed"_s;
        QVERIFY(!report::judge({.device = Device::Phone}, failed));
    }

    void firstFileThatKeepsAllLimitsIsJudged() {
        // f32 of 20 MB is enough for a phone; a browser wants the 5.2 MB of int8.
        const auto phone = report::judge({.device = Device::Phone}, test::exampleMeasurement());
        QVERIFY(phone);
        QCOMPARE(phone->precision, u"fp32"_s);
        QVERIFY(phone->isMet());
        const auto browser = report::judge({.device = Device::Browser}, test::exampleMeasurement());
        QVERIFY(browser);
        QCOMPARE(browser->precision, u"int8"_s);
        QVERIFY(browser->isMet());
        QVERIFY(report::goalText(*browser).startsWith(u"Goal met"_s));
    }

    void timesAreScaledByTheStatedFactor() {
        // The 95th percentile of the f32 student is 2 ms here.
        const GoalSpec tight = {.device = Device::Board, .latencyMs = 15};
        const auto verdict = report::judge(tight, test::exampleMeasurement());
        QVERIFY(verdict);
        QCOMPARE(verdict->precision, u"int8"_s);  // 1 ms, times 8
        QCOMPARE(verdict->checks[1].here, 1.0);
        QCOMPARE(verdict->checks[1].value, 8.0);
        QVERIFY(report::goalText(*verdict).contains(u"times 8: an assumption"_s));
        QVERIFY(report::limitsText(tight).contains(u"8 times as long"_s));
    }

    void untrainedModelsAreEachJudgedByTheirBestFile() {
        report::Measurement measured = test::exampleMeasurement();
        std::erase_if(measured.models, [](const report::MeasuredModel& model) { return model.who != u"student"; });
        for (report::MeasuredModel& model : measured.models) {
            model.who.clear();
            model.file = u"bert-tiny"_s;
        }
        report::MeasuredModel failed;
        failed.file = u"bert-base"_s;
        failed.problem = u"no memory"_s;
        measured.models.push_back(failed);
        const QString browser = report::measuredForecast({.device = Device::Browser}, measured);
        QCOMPARE(browser.count(u'\n'), 1);
        QVERIFY2(browser.startsWith(u"✓ bert-tiny in int8: one item about 5.00 ms, file 5.2 MB, memory "_s),
                 qPrintable(browser));
        QVERIFY(browser.endsWith(u"– bert-base: no memory"_s));
        for (report::MeasuredModel& model : measured.models) model.bytes = 15'700;
        QVERIFY(report::measuredForecast({.device = Device::Browser}, measured).contains(u"file 16 kB,"_s));
        measured.models.front().processorShare = 0.5;
        QVERIFY(report::measuredForecast({.device = Device::Browser}, measured).contains(u"Other programs"_s));
        const QString tight = report::measuredForecast({.device = Device::Browser, .latencyMs = 1}, measured);
        QVERIFY2(tight.startsWith(u"✗ bert-tiny in int8: one item about 5.00 ms (too much)"_s), qPrintable(tight));
    }

    void limitsByHandComeFirst() {
        const GoalSpec own = {.device = Device::Phone, .sizeMb = 5, .slowdown = 10};
        QCOMPARE(own.limits().sizeMb, 5.0);
        QCOMPARE(own.limits().slowdown, 10.0);
        QCOMPARE(own.limits().latencyMs, experiment::kPhoneLimits.latencyMs);
        const auto verdict = report::judge(own, test::exampleMeasurement());
        QVERIFY(verdict);
        QVERIFY(!verdict->isMet());
        QVERIFY(!verdict->isMet(Limit::Size));
        QVERIFY(verdict->isMet(Limit::Memory));
        QVERIFY(report::goalText(*verdict).contains(u"5.2 MB of at most 5.0 MB"_s));
        QVERIFY(report::goalText(*verdict).contains(u"smaller student"_s));
    }

    void whatWasNotMeasuredIsNotMet() {
        report::Measurement measurement = test::exampleMeasurement();
        for (report::MeasuredModel& model : measurement.models) model.oneThreadP95 = {};
        const auto verdict = report::judge({.device = Device::Phone}, measurement);
        QVERIFY(verdict);
        QVERIFY(!verdict->isMet(Limit::Latency));
        QVERIFY(report::goalText(*verdict).contains(u"not measured"_s));
    }

    void sizeIsForetoldByParameters() {
        const GoalSpec browser = {.device = Device::Browser};  // 15 MB
        QCOMPARE(report::forecastSize(browser, 3'000'000), report::SizeForecast::Fits);
        QCOMPARE(report::forecastSize(browser, 4'386'178), report::SizeForecast::FitsInInt8);
        QCOMPARE(report::forecastSize(browser, 22'713'986), report::SizeForecast::TooLarge);
        QVERIFY(report::forecastText(browser, 4'386'178).contains(u"in int8 alone"_s));
    }
};

DISTILLAB_TEST(GoalTest)
#include "goal_test.moc"
