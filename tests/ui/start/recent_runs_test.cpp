#include "ui/start/recent_runs.h"

#include "tests/support/test_main.h"
#include "tests/ui/isolated_settings.h"
#include "tests/ui/run_folders.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace distillab;
using namespace distillab::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

experiment::Experiment named(const QString& name) {
    experiment::Experiment experiment;
    experiment.name = name;
    experiment.data.train = u"/data"_s;
    return experiment;
}

void setBegun(const QString& folder, const QDateTime& time) {
    QFile file(experiment::RunFolder(folder).experimentFile());
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.setFileTime(time, QFileDevice::FileModificationTime));
}

}  // namespace

class RecentRunsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_settings = std::make_unique<test::IsolatedSettings>(); }

    void areEmptyBeforeTheFirstRun() { QVERIFY(recentRuns(10).empty()); }

    void comeLatestFirstWithTheirState() {
        const QString older = m_settings->path(u"runs/older"_s);
        const QString newer = m_settings->path(u"runs/newer"_s);
        test::writeFinishedRun(older, named(u"clothes"_s), 0.875);
        test::writeInterruptedRun(newer, named(u"letters"_s));
        setBegun(older, QDateTime(QDate(2026, 1, 1), QTime(10, 0)));
        setBegun(newer, QDateTime(QDate(2026, 1, 2), QTime(10, 0)));
        const std::vector<RecentRun> runs = recentRuns(10);
        QCOMPARE(runs.size(), size_t(2));
        QCOMPARE(runs[0].name, u"letters"_s);
        QCOMPARE(runs[0].finished, false);
        QCOMPARE(runs[1].name, u"clothes"_s);
        QCOMPARE(runs[1].finished, true);
        QCOMPARE(runs[1].accuracy, std::optional(0.875));
        QCOMPARE(runs[1].begun, QDateTime(QDate(2026, 1, 1), QTime(10, 0)));
        QCOMPARE(recentRuns(1).size(), size_t(1));
    }

    void leaveOutFoldersThatAreNoRuns() {
        QVERIFY(QDir().mkpath(m_settings->path(u"runs/holiday-pictures"_s)));
        QVERIFY(recentRuns(10).empty());
    }

    void keepDamagedRunsUnderTheirFoldersName() {
        writeFileAtomically(m_settings->path(u"runs/broken/experiment.yaml"_s), QByteArray("data: ["));
        writeFileAtomically(m_settings->path(u"runs/broken/report.json"_s), QByteArray("{"));
        const std::vector<RecentRun> runs = recentRuns(10);
        QCOMPARE(runs.size(), size_t(1));
        QCOMPARE(runs[0].name, u"broken"_s);
        QVERIFY(runs[0].finished);
        QVERIFY(!runs[0].accuracy);
    }

    void rememberRunsThatLieElsewhere() {
        const QString elsewhere = m_settings->path(u"elsewhere/run"_s);
        test::writeInterruptedRun(elsewhere, named(u"far away"_s));
        rememberRun(elsewhere);
        rememberRun(elsewhere);
        QCOMPARE(recentRuns(10).size(), size_t(1));
        QVERIFY(QDir(elsewhere).removeRecursively());
        QVERIFY(recentRuns(10).empty());
    }

    void newFoldersAreNamedByNameAndTimeAndNeverTaken() {
        const QDateTime now(QDate(2026, 3, 4), QTime(5, 6, 7));
        const QString first = newRunFolder(u"../My “run” / 衣服"_s, now);
        QCOMPARE(first, m_settings->path(u"runs/My-run-衣服-20260304-050607"_s));
        QVERIFY(QDir().mkpath(first));
        QCOMPARE(newRunFolder(u"../My “run” / 衣服"_s, now), first + u"-2"_s);
        QCOMPARE(newRunFolder(u"..."_s, now), m_settings->path(u"runs/run-20260304-050607"_s));
    }

private:
    std::unique_ptr<test::IsolatedSettings> m_settings;
};

DISTILLAB_TEST(RecentRunsTest)
#include "recent_runs_test.moc"
