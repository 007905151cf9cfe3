#include "core/report/wording.h"

#include "tests/core/report/example_report.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace distillab;
using namespace Qt::Literals::StringLiterals;

class WordingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void numbersAreWrittenForPeople() {
        QCOMPARE(report::percentText(0.9134), u"91.3 %"_s);
        QCOMPARE(report::countText(1234567), u"1,234,567"_s);
        QCOMPARE(report::bytesText(900), u"0.9 KiB"_s);
        QCOMPARE(report::bytesText(118784), u"116 KiB"_s);
        QCOMPARE(report::bytesText(qint64{1690000}), u"1.6 MiB"_s);
        QCOMPARE(report::bytesText(qint64{20} << 30), u"20 GiB"_s);
        QCOMPARE(report::millisecondsText(0.24312), u"0.243 ms"_s);
        QCOMPARE(report::millisecondsText(1.5), u"1.50 ms"_s);
        QCOMPARE(report::millisecondsText(123.45), u"123.5 ms"_s);
        QCOMPARE(report::durationText(4.25), u"4.3 s"_s);
        QCOMPARE(report::durationText(59.6), u"1 min 0 s"_s);
        QCOMPARE(report::durationText(75), u"1 min 15 s"_s);
        QCOMPARE(report::durationText(3720), u"1 h 2 min"_s);
        QCOMPARE(report::factorText(6.23), u"6.2"_s);
        QCOMPARE(report::factorText(9.96), u"10"_s);
        QCOMPARE(report::factorText(35.2), u"35"_s);
        QCOMPARE(report::differenceText(3.25e-6), u"3.2e-06"_s);
    }

    void whatWasNotMeasuredIsADash() {
        QCOMPARE(report::percentText(report::kNotMeasured), u"–"_s);
        QCOMPARE(report::millisecondsText(report::kNotMeasured), u"–"_s);
        QCOMPARE(report::millisecondsText(0), u"–"_s);
        QCOMPARE(report::bytesText(0), u"–"_s);
        QCOMPARE(report::durationText(report::kNotMeasured), u"–"_s);
        QCOMPARE(report::differenceText(report::kNotMeasured), u"–"_s);
    }

    void speedIsThatOfOnnxRuntimeWhereBothWereMeasuredThere() {
        report::RunReport r = test::exampleReport();
        QVERIFY(report::compare(r).fasterInOnnx);
        QCOMPARE(report::compare(r).faster, 5.0);
        r.onnx->teacher.reset();
        QVERIFY(!report::compare(r).fasterInOnnx);
        QCOMPARE(report::compare(r).faster, 2.5);
    }

    void quantisedTeacherIsUsedOrRefusedWithBothNumbers() {
        const report::QuantisedTeacher good{256, 0.992, 1.84};
        QVERIFY(good.isUsed());
        QCOMPARE(report::quantisedSentence(good),
                 u"The teacher labels in int8: 99.2 % of its answers on 256 sampled training sentences are those of "
                 u"full precision, 1.84× as fast."_s);
        QVERIFY(!(report::QuantisedTeacher{256, 0.969, 1.84}.isUsed()));
        const report::QuantisedTeacher slow{256, 0.992, 1.09};
        QVERIFY(!slow.isUsed());
        QCOMPARE(report::quantisedSentence(slow),
                 u"The teacher labels in full precision: in int8, 99.2 % of its answers on 256 sampled training "
                 u"sentences are the same, 1.09× as fast; asked for are at least 97.0 % and 1.10×."_s);
    }

    void headlineSaysSizeSpeedAndAccuracy() {
        QCOMPARE(report::headline(test::exampleReport()),
                 u"Compared with its teacher, the student is 10× smaller and 5.0× faster. It gets 89.0 % of the test "
                 u"items right, the teacher 91.0 %."_s);
    }

    void headlineIsHonestAboutALargerAndSlowerStudent() {
        report::RunReport r = test::exampleReport();
        r.onnx.reset();
        r.student.bytes = 2 * r.teacher.bytes;
        r.student.latencyMsP50 = 1.01 * r.teacher.latencyMsP50;
        QVERIFY(report::headline(r).contains(u"2.0× larger and about as fast"_s));
    }

    void headlineLeavesOutWhatWasNotMeasured() {
        report::RunReport r = test::exampleReport();
        r.onnx.reset();
        r.student.latencyMsP50 = report::kNotMeasured;
        QVERIFY(!report::headline(r).contains(u"faster"_s));
        r.teacher.bytes = 0;
        QVERIFY(report::headline(r).startsWith(u"It gets"_s));
    }

    void baselineSentenceSaysWhatTheTeacherAddedOrCost() {
        report::RunReport r = test::exampleReport();
        QVERIFY(report::baselineSentence(r).endsWith(u"88.0 %: the teacher added 1.0 points."_s));
        r.baseline->scores.accuracy = 0.90;
        QVERIFY(report::baselineSentence(r).endsWith(u"the teacher cost 1.0 points."_s));
        r.baseline->scores.accuracy = r.student.scores.accuracy;
        QVERIFY(report::baselineSentence(r).contains(u"no difference"_s));
        r.baseline.reset();
        QVERIFY(report::baselineSentence(r).isEmpty());
    }

    void aTeacherFromElsewhereMayHaveSeenTheTestItems() {
        report::RunReport r = test::exampleReport();
        QCOMPARE(report::measuredOn(r), u"300 test items that neither model saw in training"_s);
        r.experiment.teacher.source = experiment::TeacherSource::Folder;
        QCOMPARE(report::measuredOn(r), u"300 test items that the student did not see in training"_s);
    }

    void teachersThatCannotBeExportedAreNamedBeforehand() {
        experiment::Experiment e;
        for (const auto source : {experiment::TeacherSource::Train, experiment::TeacherSource::Run,
                                  experiment::TeacherSource::Folder, experiment::TeacherSource::Hub}) {
            e.teacher.source = source;
            QVERIFY(report::teacherExportNote(e).isEmpty());
        }
        e.teacher.also = {{}, {}};
        QVERIFY(report::teacherExportNote(e).contains(u"several teachers"_s));
        e.teacher.also.clear();
        for (const auto source : {experiment::TeacherSource::Onnx, experiment::TeacherSource::TorchScript,
                                  experiment::TeacherSource::Endpoint}) {
            e.teacher.source = source;
            QVERIFY(report::teacherExportNote(e).contains(u"only answers"_s));
        }
        e.onnx.enabled = false;  // then nothing is exported at all
        QVERIFY(report::teacherExportNote(e).isEmpty());
    }
};

DISTILLAB_TEST(WordingTest)
#include "wording_test.moc"
