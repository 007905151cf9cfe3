#include "core/library/runs_folder.h"

#include "tests/support/test_main.h"
#include "tests/ui/isolated_settings.h"
#include "tests/ui/run_folders.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace distillab;
using namespace distillab::library;
using namespace Qt::Literals::StringLiterals;

namespace {

void setBegun(const QString& folder, const QDateTime& time) {
    QFile file(experiment::RunFolder(folder).experimentFile());
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.setFileTime(time, QFileDevice::FileModificationTime));
}

}  // namespace

class RunsFolderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_settings = std::make_unique<test::IsolatedSettings>(); }

    void isEmptyBeforeTheFirstRun() { QVERIFY(findRuns().isEmpty()); }

    void givesTheLatestRunFirst() {
        const QString older = makeRun(u"runs/older"_s);
        const QString newer = makeRun(u"runs/newer"_s);
        setBegun(older, QDateTime(QDate(2026, 1, 1), QTime(10, 0)));
        setBegun(newer, QDateTime(QDate(2026, 1, 2), QTime(10, 0)));
        QCOMPARE(findRuns(), QStringList({newer, older}));
    }

    void leavesOutFoldersThatAreNoRuns() {
        QVERIFY(QDir().mkpath(m_settings->path(u"runs/holiday-pictures"_s)));
        makeRun(u"runs/.bin/deleted"_s);
        QVERIFY(findRuns().isEmpty());
    }

    void findsTheRunsOfASweep() {
        const QString cell = makeRun(u"runs/sweep-1/t2-a0.5"_s);
        makeRun(u"runs/sweep-1"_s);  // what the cells have in common
        writeFileAtomically(m_settings->path(u"runs/sweep-1/sweep.yaml"_s), QByteArray("version: 1\n"));
        QCOMPARE(findRuns(), QStringList(cell));
        QCOMPARE(sweepOf(cell), u"sweep-1"_s);
        QCOMPARE(sweepOf(makeRun(u"runs/alone"_s)), QString());
    }

    void remembersRunsThatLieElsewhere() {
        const QString elsewhere = makeRun(u"elsewhere/run"_s);
        library::rememberRun(elsewhere);
        library::rememberRun(elsewhere);
        QCOMPARE(findRuns(), QStringList(elsewhere));
        QCOMPARE(sweepOf(elsewhere), QString());
        QVERIFY(QDir(elsewhere).removeRecursively());
        QVERIFY(findRuns().isEmpty());
    }

    void newFoldersAreNamedByNameAndTimeAndNeverTaken() {
        const QDateTime now(QDate(2026, 3, 4), QTime(5, 6, 7));
        const QString first = library::newRunFolder(u"../My “run” / 衣服"_s, now);
        QCOMPARE(first, m_settings->path(u"runs/My-run-衣服-20260304-050607"_s));
        QVERIFY(QDir().mkpath(first));
        QCOMPARE(library::newRunFolder(u"../My “run” / 衣服"_s, now), first + u"-2"_s);
        QCOMPARE(library::newRunFolder(u"..."_s, now), m_settings->path(u"runs/run-20260304-050607"_s));
    }

private:
    QString makeRun(const QString& name) const {
        const QString folder = m_settings->path(name);
        test::writeInterruptedRun(folder, {});
        return folder;
    }

    std::unique_ptr<test::IsolatedSettings> m_settings;
};

DISTILLAB_TEST(RunsFolderTest)
#include "runs_folder_test.moc"
