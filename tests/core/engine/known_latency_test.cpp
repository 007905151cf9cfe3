#include "core/engine/known_latency.h"

#include "core/base/files.h"
#include "core/engine/machine.h"
#include "core/experiment/document.h"
#include "core/experiment/run_folder.h"
#include "tests/core/report/example_report.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

using namespace distillab;
using namespace Qt::Literals::StringLiterals;
using engine::knownTeacherLatency;

class KnownLatencyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_scratch = std::make_unique<QTemporaryDir>();
        m_run = m_scratch->path();
        m_report = test::exampleReport();
        m_report.machine = engine::machineDescription();
        m_report.teacher.latencyMsP50 = 4.5;
        m_report.teacher.latencyMsP95 = 6.25;
        m_later = m_report.experiment;
        m_later.teacher.source = experiment::TeacherSource::Run;
        m_later.teacher.path = m_run;
        writeFileAtomically(experiment::RunFolder(m_run).teacherFolder() + u"/config.json"_s, "{}");
        write();
    }

    void whatTheRunMeasuredIsTaken() {
        const auto known = knownTeacherLatency(m_later, m_report.teacher.parameters);
        QVERIFY(known);
        QCOMPARE(known->msP50, 4.5);
        QCOMPARE(known->msP95, 6.25);
    }

    void whatMightDifferIsMeasuredAgain() {
        QVERIFY(!knownTeacherLatency(m_later, m_report.teacher.parameters + 1));
        experiment::Experiment other = m_later;
        other.data.maxLength = 17;
        QVERIFY(!knownTeacherLatency(other, m_report.teacher.parameters));
        other = m_later;
        other.teacher.source = experiment::TeacherSource::Folder;
        QVERIFY(!knownTeacherLatency(other, m_report.teacher.parameters));
        m_report.machine = u"another machine"_s;
        write();
        QVERIFY(!knownTeacherLatency(m_later, m_report.teacher.parameters));
    }

    void ofAnUnfinishedOrDamagedRunNothingIsKnown() {
        writeFileAtomically(experiment::RunFolder(m_run).reportJson(), "{");
        QVERIFY(!knownTeacherLatency(m_later, m_report.teacher.parameters));
        QFile::remove(experiment::RunFolder(m_run).reportJson());
        QVERIFY(!knownTeacherLatency(m_later, m_report.teacher.parameters));
    }

private:
    void write() const {
        writeFileAtomically(experiment::RunFolder(m_run).experimentFile(), experiment::write(m_report.experiment));
        writeFileAtomically(experiment::RunFolder(m_run).reportJson(), report::toJson(m_report));
    }

    std::unique_ptr<QTemporaryDir> m_scratch;
    QString m_run;
    report::RunReport m_report;
    experiment::Experiment m_later;
};

DISTILLAB_TEST(KnownLatencyTest)
#include "known_latency_test.moc"
