#include "core/sweep/sweep_folder.h"

#include "core/sweep/sweep_results.h"
#include "tests/core/sweep/sweep_cells.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include <cmath>

using namespace distillab;
using namespace distillab::sweep;
using namespace Qt::Literals::StringLiterals;
using experiment::RunFolder;
using experiment::TeacherSource;
using test::caught;

namespace {

QList<HeatMap> mapsOf(const SweepFolder& sweep) { return heatMapsOf(sweep.cells(), sweep.sweep().axes); }

}  // namespace

class SweepFolderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_scratch = std::make_unique<QTemporaryDir>();
        QVERIFY(QDir().mkpath(path(u"data"_s)));
    }

    void aSweepIsFoundAgainAsItWasMade() {
        const SweepFolder made = SweepFolder::create(path(u"sweep"_s), twoByTwo());
        QVERIFY(SweepFolder::isSweep(path(u"sweep"_s)));
        QVERIFY(!RunFolder(path(u"sweep"_s)).isRun());  // no list of runs takes it for one
        const SweepFolder opened = SweepFolder::open(path(u"sweep"_s));
        QCOMPARE(opened.cells().size(), size_t{4});
        QCOMPARE(opened.sweep().axes, made.sweep().axes);
        QCOMPARE(sweepsIn(m_scratch->path()), QStringList{path(u"sweep"_s)});
    }

    void foldersThatHoldSomethingElseAreLeftAlone() {
        SweepFolder::create(path(u"sweep"_s), twoByTwo());
        QVERIFY(caught<RequestError>([&] { SweepFolder::create(path(u"sweep"_s), twoByTwo()); }));
        test::writeBegun(path(u"run"_s), twoByTwo().base);
        QVERIFY(caught<RequestError>([&] { SweepFolder::create(path(u"run"_s), twoByTwo()); }));
        writeFileAtomically(path(u"file"_s), "x");
        QVERIFY(caught<RequestError>([&] { SweepFolder::create(path(u"file"_s), twoByTwo()); }));
        QVERIFY(caught<RequestError>([&] { SweepFolder::open(path(u"nothing"_s)); }));
        Sweep nowhere = twoByTwo();
        nowhere.base.data.train = path(u"missing"_s);
        QVERIFY(caught<RequestError>([&] { SweepFolder::create(path(u"bad"_s), nowhere); }));
        QVERIFY(!QDir(path(u"bad"_s)).exists());
    }

    void howFarItHasComeIsReadFromTheFolders() {
        const SweepFolder sweep = SweepFolder::create(path(u"sweep"_s), twoByTwo());
        const auto& cells = sweep.cells();
        QCOMPARE(sweep.next(), std::optional<size_t>(0));
        test::writeFinished(sweep.runFolder(cells[0]), sweep.experimentFor(cells[0]));
        QCOMPARE(sweep.next(), std::optional<size_t>(1));
        test::writeBegun(sweep.runFolder(cells[1]), sweep.experimentFor(cells[1]));
        QCOMPARE(sweep.state(cells[1]), CellState::Interrupted);
        QCOMPARE(sweep.next(), std::optional<size_t>(1));
        sweep.recordFailure(cells[1], {u"it diverged"_s, u"there"_s, u"mend it"_s});
        const SweepFolder opened = SweepFolder::open(sweep.path());
        QCOMPARE(opened.state(cells[1]), CellState::Failed);
        QCOMPARE(opened.problem(cells[1])->message, u"it diverged"_s);
        QCOMPARE(opened.problem(cells[1])->remedy, u"mend it"_s);
        QCOMPARE(opened.next(), std::optional<size_t>(2));
        QCOMPARE(opened.countOf(CellState::Finished), 1);
        opened.forgetFailures();
        QCOMPARE(opened.state(cells[1]), CellState::Interrupted);
        QCOMPARE(opened.next(), std::optional<size_t>(1));
    }

    void theTeacherIsTrainedOnceAndTheBaselineOnce() {
        const SweepFolder sweep = SweepFolder::create(path(u"sweep"_s), twoByTwo());
        const auto& cells = sweep.cells();
        const experiment::Experiment first = sweep.experimentFor(cells[0]);
        QVERIFY(first.teacher.source == TeacherSource::Train);
        QVERIFY(first.distill.baseline);
        test::writeFinished(sweep.runFolder(cells[0]), first);
        for (size_t i = 1; i < cells.size(); ++i) {
            const experiment::Experiment later = sweep.experimentFor(cells[i]);
            QVERIFY(later.teacher.source == TeacherSource::Run);
            QCOMPARE(later.teacher.path, sweep.runFolder(cells[0]));
            QVERIFY(!later.distill.baseline);
        }
    }

    void aTeacherThatWasReadyIsTakenAsItIs() {
        Sweep plan = twoByTwo();
        plan.base.teacher.source = TeacherSource::Folder;
        plan.base.teacher.path = path(u"data"_s);
        const SweepFolder sweep = SweepFolder::create(path(u"sweep"_s), plan);
        test::writeFinished(sweep.runFolder(sweep.cells()[0]), sweep.experimentFor(sweep.cells()[0]));
        const experiment::Experiment later = sweep.experimentFor(sweep.cells()[1]);
        QVERIFY(later.teacher.source == TeacherSource::Folder);
        QCOMPARE(later.teacher.path, path(u"data"_s));
    }

    void everySeedHasATeacherOfItsOwn() {
        Sweep plan = twoByTwo();
        plan.axes = {{1, 2}, {}, {}, {1, 2}};
        const SweepFolder sweep = SweepFolder::create(path(u"sweep"_s), plan);
        const auto& cells = sweep.cells();
        test::writeFinished(sweep.runFolder(cells[0]), sweep.experimentFor(cells[0]));
        QVERIFY(sweep.experimentFor(cells[1]).teacher.source == TeacherSource::Run);
        QVERIFY(sweep.experimentFor(cells[2]).teacher.source == TeacherSource::Train);
        QVERIFY(sweep.experimentFor(cells[2]).distill.baseline);
    }

    void whenTheFirstRunFailsTheNextTakesOver() {
        const SweepFolder sweep = SweepFolder::create(path(u"sweep"_s), twoByTwo());
        const auto& cells = sweep.cells();
        test::writeBegun(sweep.runFolder(cells[0]), sweep.experimentFor(cells[0]));
        sweep.recordFailure(cells[0], {u"the student diverged"_s, {}, {}});
        const experiment::Experiment next = sweep.experimentFor(cells[1]);
        QVERIFY(next.teacher.source == TeacherSource::Run);  // that one is whole
        QVERIFY(next.distill.baseline);                      // that one is missing
    }

    void aBaselineServesAllThatTakeAsManySteps() {
        Sweep plan = twoByTwo();
        plan.axes = {{}, {0, 0.5}, {u"hinton"_s, u"rkd"_s}, {}};
        const auto baselineOfSecond = [&](const QString& name) {
            const SweepFolder sweep = SweepFolder::create(path(name), plan);
            test::writeFinished(sweep.runFolder(sweep.cells()[0]), sweep.experimentFor(sweep.cells()[0]));
            return sweep.experimentFor(sweep.cells()[1]).distill.baseline;
        };
        QVERIFY(!baselineOfSecond(u"labelled"_s));
        // With alpha 0 nobody listens to the teacher: items without labels count for nothing, and epochs are shorter.
        plan.base.data.labelled = 100;
        QVERIFY(baselineOfSecond(u"hidden"_s));
    }

    void reportsAreCompletedWithWhatOthersMeasured() {
        const SweepFolder sweep = SweepFolder::create(path(u"sweep"_s), twoByTwo());
        const auto& cells = sweep.cells();
        const report::RunReport first = test::writeFinished(sweep.runFolder(cells[0]), sweep.experimentFor(cells[0]));
        report::RunReport second = test::writeFinished(sweep.runFolder(cells[1]), sweep.experimentFor(cells[1]));
        second.teacher.name = u"T1-a0.3"_s;
        writeFileAtomically(RunFolder(second.runFolder).reportJson(), report::toJson(second));
        QVERIFY(!report::readReport(second.runFolder).baseline);
        sweep.completeReports();
        const report::RunReport complete = report::readReport(second.runFolder);
        QVERIFY(complete.baseline);
        QCOMPARE(complete.baseline->scores.accuracy, first.baseline->scores.accuracy);
        QCOMPARE(complete.teacher.name, first.teacher.name);
        QVERIFY(!readFile(RunFolder(second.runFolder).reportHtml()).isEmpty());
        const QByteArray before = readFile(RunFolder(second.runFolder).reportJson());
        QFile::remove(RunFolder(second.runFolder).reportHtml());
        sweep.completeReports();  // nothing is lacking any more
        QCOMPARE(readFile(RunFolder(second.runFolder).reportJson()), before);
        QVERIFY(!QFileInfo::exists(RunFolder(second.runFolder).reportHtml()));
    }

    void failuresOfOneKindEndTheSweep() {
        const SweepFolder sweep = SweepFolder::create(path(u"sweep"_s), twoByTwo());
        const auto& cells = sweep.cells();
        sweep.recordFailure(cells[0], {u"the disk is full"_s, {}, {}});
        QVERIFY(!sweep.commonProblem());
        sweep.recordFailure(cells[1], {u"the disk is full"_s, {}, {}});
        QCOMPARE(sweep.commonProblem()->message, u"the disk is full"_s);
        sweep.recordFailure(cells[1], {u"something else"_s, {}, {}});
        QVERIFY(!sweep.commonProblem());
        sweep.recordFailure(cells[1], {u"the disk is full"_s, {}, {}});
        test::writeFinished(sweep.runFolder(cells[2]), sweep.experimentFor(cells[2]));
        QVERIFY(!sweep.commonProblem());  // one went well: others may, too
    }

    void resultsBecomeAHeatMap() {
        const SweepFolder sweep = finishedSweep({{1, 2, 4}, {0.25, 0.5}, {}, {}}, 5);
        const std::vector<CellResult> results = readResults(sweep);
        const QList<HeatMap> maps = mapsOf(sweep);
        QCOMPARE(maps.size(), 1);
        QCOMPARE(maps[0].rows.size(), 2);
        QCOMPARE(maps[0].rows[0].size(), 3);
        QCOMPARE(maps[0].rows[1][2].row, u"0.5"_s);
        QCOMPARE(maps[0].rows[1][2].column, u"4"_s);
        QCOMPARE(spreadOf(results, maps[0].rows[1][2].cells, Measure::Accuracy).runs, 0);
        const std::optional<Spot> best = bestSpot(sweep, results, Measure::Accuracy);
        QVERIFY(best);
        QCOMPARE(best->row, u"0.5"_s);
        QCOMPARE(best->column, u"2"_s);
        const QString table = toTable(sweep, results);
        QVERIFY2(table.contains(u"alpha \\ temperature"_s) && table.contains(u"90.0 % *"_s), qPrintable(table));
        QVERIFY2(table.contains(u"…"_s) && table.contains(u"Student without teacher"_s), qPrintable(table));
        QCOMPARE(std::lround(*secondsLeft(results)), 12L);  // not the 42 s of the run that trained the teacher
    }

    void seedsAreAveraged() {
        const SweepFolder sweep = finishedSweep({{1, 2}, {}, {}, {1, 2, 3}}, 6);
        std::vector<CellResult> results = readResults(sweep);
        const QList<HeatMap> maps = mapsOf(sweep);
        QCOMPARE(maps[0].rows[0].size(), 2);
        QCOMPARE(maps[0].rows[0][1].cells, (QList<size_t>{1, 3, 5}));
        results[1].accuracy = 0.8;
        results[3].accuracy = 0.9;
        results[5].accuracy = 0.7;
        const Spread spread = spreadOf(results, maps[0].rows[0][1].cells, Measure::Accuracy);
        QCOMPARE(spread.runs, 3);
        QVERIFY(qFuzzyCompare(spread.mean, 0.8));
        QCOMPARE(spread.least, 0.7);
        QCOMPARE(spread.most, 0.9);
        QVERIFY(toTable(sweep, results).contains(u"80.0 % (70.0–90.0)"_s));
    }

    void recipesAloneStandBelowEachOther() {
        const SweepFolder sweep = finishedSweep({{}, {}, {u"hinton"_s, u"dkd"_s, u"rkd"_s}, {}}, 3);
        const QList<HeatMap> maps = mapsOf(sweep);
        QCOMPARE(maps.size(), 1);
        QCOMPARE(maps[0].rows.size(), 3);
        const SweepFolder crossed =
            SweepFolder::create(path(u"crossed"_s), {twoByTwo().base, {{1, 2}, {}, {u"hinton"_s, u"dkd"_s}, {}}});
        QCOMPARE(mapsOf(crossed).size(), 2);
    }

    void jsonIsAsTheContractHasIt() {
        const SweepFolder sweep = finishedSweep({{1, 2}, {0.25}, {u"hinton"_s}, {3}}, 1);
        sweep.recordFailure(sweep.cells()[1], {u"it diverged"_s, {}, {}});
        const auto json = nlohmann::json::parse(toJson(sweep, readResults(sweep)).toStdString());
        QCOMPARE(json.size(), size_t{2});
        QCOMPARE(json[0].at("temperature").get<double>(), 1.0);
        QCOMPARE(json[0].at("alpha").get<double>(), 0.25);
        QCOMPARE(json[0].at("preset").get<std::string>(), std::string("hinton"));
        QCOMPARE(json[0].at("seed").get<int>(), 3);
        QCOMPARE(QString::fromStdString(json[0].at("run").get<std::string>()), sweep.runFolder(sweep.cells()[0]));
        QVERIFY(json[0].at("accuracy").get<double>() > 0.5);
        QVERIFY(json[1].at("accuracy").is_null());
        QCOMPARE(json[1].at("error").get<std::string>(), std::string("it diverged"));
    }

    void theEstimateCountsTeacherAndBaselineOnce() {
        report::RunReport like;
        like.seconds = {{u"data"_s, 1},      {u"teacher_train"_s, 30}, {u"teacher_targets"_s, 5}, {u"distil"_s, 10},
                        {u"baseline"_s, 10}, {u"evaluate"_s, 2},       {u"export"_s, 7}};
        QCOMPARE(estimatedSeconds({twoByTwo().base, {{1, 2, 3}, {0.1, 0.2, 0.3}, {}, {}}}, like),
                 30 + 5 + 10 + 9 * (1 + 10 + 2.0));
        QCOMPARE(estimatedSeconds({twoByTwo().base, {{1, 2}, {}, {}, {1, 2}}}, like), 2 * 45 + 4 * 13.0);
        experiment::Experiment other = twoByTwo().base;
        other.distill.temperature = 9;
        other.distill.preset = u"hinton"_s;
        QVERIFY(isAlike(twoByTwo().base, other));
        other.student.model = u"mlp-small"_s;
        QVERIFY(!isAlike(twoByTwo().base, other));
    }

private:
    QString path(const QString& name) const { return m_scratch->filePath(name); }

    Sweep twoByTwo() const {
        experiment::Experiment experiment;
        experiment.data.train = path(u"data"_s);
        return {experiment, {{1, 2}, {0.3, 0.6}, {}, {}}};
    }

    SweepFolder finishedSweep(const Axes& axes, size_t finished) const {
        SweepFolder sweep = SweepFolder::create(path(u"finished"_s), {twoByTwo().base, axes});
        for (size_t i = 0; i < finished; ++i) {
            const Cell& cell = sweep.cells()[i];
            test::writeFinished(sweep.runFolder(cell), sweep.experimentFor(cell));
        }
        return sweep;
    }

    std::unique_ptr<QTemporaryDir> m_scratch;
};

DISTILLAB_TEST(SweepFolderTest)
#include "sweep_folder_test.moc"
