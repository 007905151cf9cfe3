#include "core/report/run_summary.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/experiment/run_folder.h"
#include "tests/core/report/example_report.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace distillab;
using namespace Qt::Literals::StringLiterals;

class RunSummaryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hasTheFiguresOfTheReport() {
        const report::RunReport report = test::exampleReport();
        write(report::toJson(report));
        const report::RunSummary summary = report::readSummary(m_folder.path());
        QCOMPARE(summary.teacher.name, report.teacher.name);
        QCOMPARE(summary.teacher.accuracy, 0.91);
        QCOMPARE(summary.student.accuracy, 0.89);
        QCOMPARE(summary.student.bytes, report.student.bytes);
        QCOMPARE(summary.student.parameters, qint64(42000));
        QCOMPARE(summary.student.latencyMsP50, 0.5);
        QCOMPARE(summary.student.onnxLatencyMsP50, 0.0625);
        QCOMPARE(summary.teacher.onnxLatencyMsP50, 0.3125);
        QCOMPARE(summary.baseline->accuracy, 0.88);
        QCOMPARE(summary.agreement, 0.94);
        QCOMPARE(summary.seconds, 0.5 + 61.25 + 30.5);
        QCOMPARE(summary.testItems, qint64(300));
        QCOMPARE(summary.machine, report.machine);
    }

    void whatWasNotMeasuredIsNotANumber() {
        report::RunReport report = test::exampleReport();
        report.onnx.reset();
        report.baseline.reset();
        report.agreement = report::kNotMeasured;
        write(report::toJson(report));
        const report::RunSummary summary = report::readSummary(m_folder.path());
        QVERIFY(!summary.baseline);
        QVERIFY(std::isnan(summary.agreement));
        QVERIFY(std::isnan(summary.student.onnxLatencyMsP50));
    }

    void aDamagedReportIsSaidToBeOne() {
        for (const QByteArray& damaged : {QByteArray("{"), QByteArray("{}"), QByteArray("[]")}) {
            write(damaged);
            const auto error = test::caught<RequestError>([&] { report::readSummary(m_folder.path()); });
            QVERIFY(error.has_value());
            QVERIFY(error->where().endsWith(u"report.json"));
        }
    }

private:
    void write(const QByteArray& json) const {
        writeFileAtomically(experiment::RunFolder(m_folder.path()).reportJson(), json);
    }

    QTemporaryDir m_folder;
};

DISTILLAB_TEST(RunSummaryTest)
#include "run_summary_test.moc"
