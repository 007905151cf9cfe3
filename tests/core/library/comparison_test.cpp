#include "core/library/comparison.h"

#include "tests/support/test_main.h"
#include "tests/ui/isolated_settings.h"
#include "tests/ui/run_folders.h"

#include <QTest>

#include <algorithm>

using namespace distillab;
using namespace distillab::library;
using namespace Qt::Literals::StringLiterals;

class ComparisonTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_settings = std::make_unique<test::IsolatedSettings>();
        m_experiment = {};
        m_experiment.data.train = u"/data/clothes"_s;
    }

    void onlySettingsThatDifferAreShown() {
        const RunEntry cold = makeRun(u"cold"_s, 0.8);
        m_experiment.distill.temperature = 8;
        m_experiment.distill.losses.push_back({.loss = experiment::Loss::HiddenStates, .weight = 0.5});
        m_experiment.teacher.training.epochs = 3;
        m_experiment.name = u"another name"_s;
        const RunEntry hot = makeRun(u"hot"_s, 0.9);
        const RunComparison comparison = compareRuns({cold, hot});
        QStringList keys;
        for (const ComparedRow& row : comparison.settings) keys << row.key;
        QCOMPARE(keys, QStringList({u"teacher.epochs"_s, u"distill.temperature"_s, u"distill.losses"_s}));
        QCOMPARE(row(comparison.settings, u"distill.temperature"_s).cells, QStringList({u"4"_s, u"8"_s}));
        QCOMPARE(row(comparison.settings, u"distill.temperature"_s).title, u"Temperature"_s);
        QCOMPARE(row(comparison.settings, u"teacher.epochs"_s).title, u"Epochs of the teacher"_s);
        QCOMPARE(
            row(comparison.settings, u"distill.losses"_s).cells,
            QStringList({u"soft-targets, hard-labels"_s, u"soft-targets, hard-labels, hidden-states weight 0.5"_s}));
    }

    void pathsAreShortAsLongAsThatTellsThemApart() {
        const RunEntry first = makeRun(u"first"_s, 0.8);
        m_experiment.data.train = u"/data/letters"_s;
        const RunEntry second = makeRun(u"second"_s, 0.8);
        m_experiment.data.train = u"/elsewhere/letters"_s;
        const RunEntry third = makeRun(u"third"_s, 0.8);
        QCOMPARE(row(compareRuns({first, second}).settings, u"data.train"_s).cells,
                 QStringList({u"clothes"_s, u"letters"_s}));
        QCOMPARE(row(compareRuns({second, third}).settings, u"data.train"_s).cells,
                 QStringList({u"/data/letters"_s, u"/elsewhere/letters"_s}));
    }

    void theBestCellOfEachResultIsMarked() {
        const RunComparison comparison =
            compareRuns({makeRun(u"a"_s, 0.8), makeRun(u"b"_s, 0.93), makeRun(u"c"_s, 0.9), makeRun(u"d"_s, 0.93)});
        const ComparedRow& accuracy = row(comparison.results, u"accuracy"_s);
        QCOMPARE(accuracy.cells, QStringList({u"80.0 %"_s, u"93.0 %"_s, u"90.0 %"_s, u"93.0 %"_s}));
        QCOMPARE(accuracy.best, std::vector<qsizetype>({1, 3}));
        QVERIFY(row(comparison.results, u"bytes"_s).best.empty());  // all alike: no contest
        QVERIFY(comparison.settings.empty());
    }

    void theLowestTimeAndSizeAreTheBest() {
        std::vector<RunEntry> runs{makeRun(u"a"_s, 0.8), makeRun(u"b"_s, 0.8)};
        runs[1].report->student.bytes /= 2;
        runs[1].report->seconds *= 2;
        const RunComparison comparison = compareRuns(runs);
        QCOMPARE(row(comparison.results, u"bytes"_s).best, std::vector<qsizetype>({1}));
        QCOMPARE(row(comparison.results, u"seconds"_s).best, std::vector<qsizetype>({0}));
    }

    void unfinishedRunsHaveSettingsButNoResults() {
        const QString stopped = m_settings->path(u"runs/stopped"_s);
        m_experiment.distill.alpha = 0.25;
        test::writeInterruptedRun(stopped, m_experiment);
        m_experiment.distill.alpha = 0.5;
        const RunComparison comparison = compareRuns({makeRun(u"a"_s, 0.8), readRun(stopped)});
        QCOMPARE(row(comparison.results, u"state"_s).cells, QStringList({u"finished"_s, u"stopped"_s}));
        QCOMPARE(row(comparison.results, u"accuracy"_s).cells, QStringList({u"80.0 %"_s, u"–"_s}));
        QVERIFY(row(comparison.results, u"accuracy"_s).best.empty());
        QCOMPARE(row(comparison.settings, u"distill.alpha"_s).cells, QStringList({u"0.5"_s, u"0.25"_s}));
    }

    void differentTestItemsAreSaid() {
        const RunEntry first = makeRun(u"first"_s, 0.8);
        QVERIFY(compareRuns({first, makeRun(u"same"_s, 0.9)}).comparable);
        m_experiment.data.seed += 1;  // draws other items for the test
        const RunComparison comparison = compareRuns({first, makeRun(u"other"_s, 0.9)});
        QVERIFY(!comparison.comparable);
        QVERIFY(comparison.measuredOn.contains(u"different"));
        m_experiment.data.test = u"/data/test"_s;  // files of their own
        const RunEntry own = makeRun(u"own"_s, 0.8);
        m_experiment.data.seed += 1;
        QVERIFY(compareRuns({own, makeRun(u"own too"_s, 0.8)}).comparable);
    }

    void oneRunAloneHasNothingToDifferFrom() {
        const RunComparison comparison = compareRuns({makeRun(u"a"_s, 0.8)});
        QVERIFY(comparison.settings.empty());
        QVERIFY(row(comparison.results, u"accuracy"_s).best.empty());
        QVERIFY(compareRuns({}).results.empty());
    }

private:
    RunEntry makeRun(const QString& name, double accuracy) const {
        const QString folder = m_settings->path(u"runs/"_s + name);
        test::writeFinishedRun(folder, m_experiment, accuracy);
        return readRun(folder);
    }
    static const ComparedRow& row(const std::vector<ComparedRow>& rows, const QString& key) {
        const auto found = std::ranges::find(rows, key, &ComparedRow::key);
        if (found == rows.end()) qFatal("no row %s", qPrintable(key));
        return *found;
    }

    std::unique_ptr<test::IsolatedSettings> m_settings;
    experiment::Experiment m_experiment;
};

DISTILLAB_TEST(ComparisonTest)
#include "comparison_test.moc"
