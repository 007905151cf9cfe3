#include "core/experiment/run_folder.h"

#include "core/base/files.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace distillab;
using namespace distillab::experiment;
using namespace Qt::Literals::StringLiterals;

class RunFolderTest : public QObject {
    Q_OBJECT

private slots:
    void pathIsAbsoluteAndClean() {
        QCOMPARE(RunFolder(u"a/./b/../c/"_s).path(), QDir::currentPath() + u"/a/c"_s);
        QCOMPARE(RunFolder(u"/x/run"_s).experimentFile(), u"/x/run/experiment.yaml"_s);
    }

    void namingMakesNothing() {
        const QTemporaryDir folder;
        const RunFolder run(folder.filePath(u"run"_s));
        QVERIFY(!run.isRun());
        QVERIFY(!QDir(run.path()).exists());
    }

    void runIsBegunByItsExperimentAndFinishedByItsReport() {
        const QTemporaryDir folder;
        const RunFolder run(folder.path());
        QVERIFY(!run.isRun() && !run.canResume() && !run.isFinished());
        writeFileAtomically(run.experimentFile(), QByteArray("version: 1\n"));
        QVERIFY(run.isRun() && run.canResume() && !run.isFinished());
        writeFileAtomically(run.reportJson(), QByteArray("{}"));
        QVERIFY(run.isRun() && !run.canResume() && run.isFinished());
    }
};

DISTILLAB_TEST(RunFolderTest)
#include "run_folder_test.moc"
