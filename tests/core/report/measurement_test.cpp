#include "core/report/measurement.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/report/measurement_words.h"
#include "tests/core/report/example_measurement.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace distillab;
using namespace Qt::Literals::StringLiterals;
using report::Measurement;

class MeasurementTest : public QObject {
    Q_OBJECT
private slots:
    void spreadIsMedianLeastAndMost() {
        const report::Spread odd = report::spreadOf({3, 1, 2});
        QCOMPARE(odd.median, 2.0);
        QCOMPARE(odd.least, 1.0);
        QCOMPARE(odd.most, 3.0);
        QCOMPARE(report::spreadOf({4, 1, 2, 3}).median, 2.5);
        QCOMPARE(report::spreadOf({report::kNotMeasured, 7}).median, 7.0);
        QVERIFY(std::isnan(report::spreadOf({report::kNotMeasured}).median));
    }

    void measurementComesBackFromItsFile() {
        const QTemporaryDir run;
        QVERIFY(!report::readMeasurement(run.path()));
        const Measurement before = test::exampleMeasurement();
        report::writeMeasurement(run.path(), before);
        const std::optional<Measurement> after = report::readMeasurement(run.path());
        QVERIFY(after);
        QCOMPARE(report::toJson(*after), report::toJson(before));
        QCOMPARE(after->models.size(), 3U);
        QCOMPARE(after->models[2].precision, u"int8"_s);
        QCOMPARE(after->models[2].peakMib.most, before.models[2].peakMib.most);
        QVERIFY(std::isnan(after->models[0].itemsPerSecond.median));
    }

    void damagedFileIsRefusedByItsName() {
        const QTemporaryDir run;
        const QString file = report::measurementFile(run.path());
        for (const char* damaged : {"", "[]", "{\"rounds\": 3}", "{\"rounds\": \"three\"}"}) {
            writeFileAtomically(file, damaged);
            const auto error = test::caught<RequestError>([&] { report::readMeasurement(run.path()); });
            QVERIFY2(error, damaged);
            QCOMPARE(error->where(), file);
        }
    }

    void headlineComparesTheFastestStudentWithTheTeacher() {
        QCOMPARE(report::measuredHeadline(test::exampleMeasurement()),
                 u"In int8, the student answers 20× faster than its teacher and is 94 % smaller. "
                 "It is 1.2 points less accurate."_s);
    }

    void headlineClaimsNoSpeedThatTheRoundsDoNotShow() {
        Measurement measurement = test::exampleMeasurement();
        measurement.models.resize(2);
        measurement.models[1].oneThreadP50 = {9.5, 8, 10.5};  // the teacher's least was 10
        measurement.models[1].bytes = 110'000'000;
        measurement.models[1].accuracy = 0.9;
        QCOMPARE(report::measuredHeadline(measurement),
                 u"The student answers about as fast as its teacher and is 10 % larger. It is as accurate."_s);
    }

    void nothingIsClaimedWithoutBothSides() {
        Measurement measurement = test::exampleMeasurement();
        measurement.models[0].problem = u"it was too large"_s;
        QCOMPARE(report::measuredHeadline(measurement), QString());
        QCOMPARE(report::measuredProblems(measurement), u"Teacher could not be measured: it was too large"_s);
        measurement.models.erase(measurement.models.begin(), measurement.models.end() - 1);
        QCOMPARE(report::measuredHeadline(measurement), QString());
    }

    void timesThatOtherProgramsDisturbedAreNoClaim() {
        Measurement measurement = test::exampleMeasurement();
        measurement.models[0].processorShare = 0.25;
        QCOMPARE(report::measuredHeadline(measurement),
                 u"In int8, the student is 94 % smaller. It is 1.2 points less accurate."_s);
        QVERIFY(report::measuredProblems(measurement).startsWith(u"Teacher: other programs were at work"_s));
        QVERIFY(report::measuredProblems(measurement).contains(u"25.0 %"_s));
    }

    void rowsLeaveOutWhatNobodyMeasured() {
        Measurement measurement = test::exampleMeasurement();
        const auto titles = [&] {
            QStringList all;
            for (const report::MeasuredRow& row : report::measuredRows(measurement)) all << row.title;
            return all;
        };
        QVERIFY(titles().contains(u"Answers a second"_s));
        for (report::MeasuredModel& model : measurement.models) model.itemsPerSecond = {};
        QVERIFY(!titles().contains(u"Answers a second"_s));
    }

    void textSaysWhereAndOnWhatItWasMeasured() {
        const QString text = report::measuredText(test::exampleMeasurement());
        QVERIFY(text.contains(u"Student, int8"_s));
        QVERIFY(text.contains(u"0.500 ms (0.400 ms – 0.600 ms)"_s));
        QVERIFY(text.contains(u"64 test texts"_s));
        QVERIFY(text.contains(u"Example CPU, ONNX Runtime 1.32.0"_s));
        QVERIFY(text.contains(u"Median of 3 rounds"_s));
        QVERIFY(text.contains(u"Accuracy: on 1,061 test items."_s));
    }

    void whereNothingWasMeasuredOnlyTheReasonsAreTold() {
        Measurement measurement = test::exampleMeasurement();
        for (report::MeasuredModel& model : measurement.models) model.problem = u"it was too large"_s;
        QCOMPARE(report::measuredHow(measurement), QString());
        QVERIFY(report::measuredText(measurement).startsWith(u"Teacher could not be measured: it was too large\n"_s));
        QVERIFY(!report::measuredText(measurement).contains(u"Measured on"_s));
    }

    void filesAloneAreSaidToHaveMadeUpTexts() {
        Measurement measurement = test::exampleMeasurement();
        measurement.generatedTokens = 32;
        measurement.items = 1;
        QVERIFY(report::measuredHow(measurement).contains(u"made-up texts of 32 tokens"_s));
    }
};

DISTILLAB_TEST(MeasurementTest)
#include "measurement_test.moc"
