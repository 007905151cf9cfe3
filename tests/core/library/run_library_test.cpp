#include "core/library/run_library.h"

#include "core/base/error.h"
#include "core/library/bin.h"
#include "core/library/runs_folder.h"
#include "core/report/metrics_log.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"
#include "tests/ui/isolated_settings.h"
#include "tests/ui/run_folders.h"

#include <QDir>
#include <QFileInfo>
#include <QTest>

using namespace distillab;
using namespace distillab::library;
using namespace Qt::Literals::StringLiterals;

class RunLibraryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_settings = std::make_unique<test::IsolatedSettings>();
        // The desktop's bin, too, is the test's own.
        qputenv("XDG_DATA_HOME", m_settings->path(u"data"_s).toUtf8());
    }

    void runsTellHowTheyEnded() {
        const QString finished = makeRun(u"finished"_s, 0.875);
        const QString stopped = makeRun(u"stopped"_s);
        const QString failed = makeRun(u"failed"_s);
        const QString running = makeRun(u"running"_s);
        report::writeFailure(failed, {u"the loss is not a number"_s, u"step 7"_s, u"Lower the learning rate."_s});
        const report::MetricsLog atWork(experiment::RunFolder(running).metricsFile(), 0);
        QCOMPARE(readRun(finished).state, RunState::Finished);
        QCOMPARE(readRun(finished).report->student.accuracy, 0.875);
        QCOMPARE(readRun(stopped).state, RunState::Stopped);
        QVERIFY(readRun(stopped).canResume());
        QCOMPARE(readRun(failed).state, RunState::Failed);
        QCOMPARE(readRun(failed).failure->message, u"the loss is not a number"_s);
        QVERIFY(readRun(failed).canResume());
        QCOMPARE(readRun(running).state, RunState::Running);
        QVERIFY(!readRun(running).canResume());
    }

    void damagedRunsStayUnderTheirFoldersName() {
        writeFileAtomically(m_settings->path(u"runs/broken/experiment.yaml"_s), QByteArray("data: ["));
        writeFileAtomically(m_settings->path(u"runs/broken/report.json"_s), QByteArray("{"));
        writeFileAtomically(m_settings->path(u"runs/broken/about.json"_s), QByteArray("[1"));
        const std::vector<RunEntry> runs = library::recentRuns(10);
        QCOMPARE(runs.size(), size_t(1));
        QCOMPARE(runs[0].name, u"broken"_s);
        QVERIFY(runs[0].isFinished());
        QVERIFY(!runs[0].report);
        QVERIFY(!runs[0].experiment);
    }

    void whatTheUserSaysIsKeptInTheFolder() {
        const QString folder = makeRun(u"run"_s, 0.9);
        RunLibrary library;
        library.refresh();
        QCOMPARE(library.find(folder)->name, u"clothes"_s);
        library.rename(folder, u"  衣服, T = 4 "_s);
        library.setNote(folder, u"the best so far"_s);
        library.setColour(folder, u"green"_s);
        library.setPinned(folder, true);
        const auto expectAll = [](const RunEntry& entry) {
            QCOMPARE(entry.name, u"衣服, T = 4"_s);
            QCOMPARE(entry.note, u"the best so far"_s);
            QCOMPARE(entry.colour, u"green"_s);
            QVERIFY(entry.pinned);
        };
        expectAll(*library.find(folder));
        expectAll(readRun(folder));
        library.rename(folder, QString());
        QCOMPARE(library.find(folder)->name, u"clothes"_s);  // the experiment's again
    }

    void aDamagedAboutFileIsKeptBesideTheNewOne() {
        const QString folder = makeRun(u"run"_s, 0.9);
        const QString about = experiment::RunFolder(folder).aboutFile();
        writeFileAtomically(about, QByteArray("{\"name\": \"precious"));
        QCOMPARE(readRun(folder).name, u"clothes"_s);
        RunLibrary library;
        library.refresh();
        library.setPinned(folder, true);
        QVERIFY(readRun(folder).pinned);
        QCOMPARE(readFile(about + u".damaged"_s), QByteArray("{\"name\": \"precious"));
    }

    void keysOfOtherVersionsStay() {
        const QString folder = makeRun(u"run"_s, 0.9);
        const QString about = experiment::RunFolder(folder).aboutFile();
        writeFileAtomically(about, QByteArray("{\"stars\": 5}"));
        RunLibrary library;
        library.refresh();
        library.setNote(folder, u"good"_s);
        QVERIFY(readFile(about).contains("\"stars\": 5"));
    }

    void refreshingFollowsTheDisk() {
        const QString folder = makeRun(u"first"_s);
        RunLibrary library;
        library.refresh();
        QCOMPARE(library.runs().size(), size_t(1));
        QCOMPARE(library.find(folder)->state, RunState::Stopped);
        {
            const report::MetricsLog atWork(experiment::RunFolder(folder).metricsFile(), 0);
            library.refresh();
            QCOMPARE(library.find(folder)->state, RunState::Running);
        }
        makeRun(u"first"_s, 0.5);
        makeRun(u"second"_s, 0.6);
        library.refresh();
        QCOMPARE(library.runs().size(), size_t(2));
        QCOMPARE(library.find(folder)->report->student.accuracy, 0.5);
        QVERIFY(QDir(folder).removeRecursively());
        library.refresh();
        QCOMPARE(library.runs().size(), size_t(1));
        QVERIFY(!library.find(folder));
    }

    void deletedRunsComeBackWhole() {
        const QString folder = makeRun(u"run"_s, 0.9);
        RunLibrary library;
        library.refresh();
        library.setNote(folder, u"precious"_s);
        const QString binned = library.remove(folder);
        QVERIFY(!QFileInfo::exists(folder));
        QVERIFY(library.runs().empty());
        library.refresh();
        QVERIFY(library.runs().empty());
        QCOMPARE(listBin().size(), size_t(1));
        QCOMPARE(listBin()[0].from, folder);
        QCOMPARE(listBin()[0].name, u"clothes"_s);
        QVERIFY(listBin()[0].deleted.isValid());

        QCOMPARE(library.restore(binned), folder);
        QCOMPARE(library.find(folder)->note, u"precious"_s);
        QCOMPARE(library.find(folder)->report->student.accuracy, 0.9);
        QVERIFY(listBin().empty());
        QVERIFY(!readFile(experiment::RunFolder(folder).aboutFile()).contains("deleted"));
    }

    void restoringNeverOverwrites() {
        const QString folder = makeRun(u"run"_s, 0.9);
        RunLibrary library;
        library.refresh();
        const QString first = library.remove(folder);
        makeRun(u"run"_s, 0.8);
        library.refresh();
        const QString second = library.remove(folder);
        QVERIFY(first != second);
        makeRun(u"run"_s, 0.7);
        QCOMPARE(library.restore(first), folder + u"-2"_s);
        QCOMPARE(library.restore(second), folder + u"-3"_s);
        QCOMPARE(library.runs().size(), size_t(3));
    }

    void theRunUnderWayIsNotDeleted() {
        const QString folder = makeRun(u"running"_s);
        RunLibrary library;
        library.refresh();
        const report::MetricsLog atWork(experiment::RunFolder(folder).metricsFile(), 0);
        const auto error = test::caught<RequestError>([&] { library.remove(folder); });
        QVERIFY(error);
        QVERIFY(error->message().contains(u"under way"));
        QVERIFY(QFileInfo::exists(folder));
    }

    void emptyingTheBinPartsWithWhatIsInIt() {
        RunLibrary library;
        makeRun(u"kept"_s, 0.9);
        const QString gone = makeRun(u"gone"_s, 0.9);
        library.refresh();
        const QString binned = library.remove(gone);
        emptyBin();
        QVERIFY(!QFileInfo::exists(binned));
        QVERIFY(listBin().empty());
        library.refresh();
        QCOMPARE(library.runs().size(), size_t(1));
    }

    /// A list must not read what grows with the length of a run.
    void metricsAreNotRead() {
        const QString folder = makeRun(u"run"_s, 0.9);
        writeFileAtomically(experiment::RunFolder(folder).metricsFile(), QByteArray("no measurements\n"));
        QVERIFY(readRun(folder).report);
    }

private:
    QString makeRun(const QString& name, std::optional<double> accuracy = {}) const {
        const QString folder = m_settings->path(u"runs/"_s + name);
        experiment::Experiment experiment;
        experiment.name = u"clothes"_s;
        experiment.data.train = u"/data"_s;
        if (accuracy) {
            test::writeFinishedRun(folder, experiment, *accuracy);
        } else {
            test::writeInterruptedRun(folder, experiment);
        }
        return folder;
    }

    std::unique_ptr<test::IsolatedSettings> m_settings;
};

DISTILLAB_TEST(RunLibraryTest)
#include "run_library_test.moc"
