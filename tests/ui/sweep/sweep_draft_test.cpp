#include "ui/sweep/sweep_draft.h"

#include "tests/core/sweep/sweep_cells.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

using namespace distillab;
using namespace distillab::ui;
using namespace Qt::Literals::StringLiterals;
using experiment::TeacherSource;

class SweepDraftTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_scratch = std::make_unique<QTemporaryDir>();
        m_draft = SweepDraft();
        m_draft.setBase({u"these"_s, anExperiment()});
    }

    void valuesBecomeRuns() {
        const auto sweep = m_draft.sweep();
        QVERIFY2(sweep, qPrintable(m_draft.problem()));
        QCOMPARE(sweep::cellsOf(*sweep).size(), size_t{12});
        QCOMPARE(m_draft.planText(), u"12 run(s): 4 temperature(s) × 3 value(s) of alpha."_s);
        m_draft.alphas.clear();
        m_draft.seeds = u"1 2"_s;
        m_draft.recipes = {u"hinton"_s, u"dkd"_s};
        m_draft.name = u"other"_s;
        QCOMPARE(sweep::cellsOf(*m_draft.sweep()).size(), size_t{16});
        QCOMPARE(m_draft.sweep()->base.name, u"other"_s);
    }

    void whatIsWrongIsSaid() {
        m_draft.temperatures = u"1, warm"_s;
        QVERIFY(!m_draft.sweep());
        QVERIFY(m_draft.problem().contains(u"warm"_s));
        QVERIFY(m_draft.planText().isEmpty());
        m_draft.temperatures.clear();
        m_draft.alphas.clear();
        QVERIFY(!m_draft.problem().isEmpty());
    }

    void aTeacherThatWasTrainedIsTakenOver() {
        const QString run = m_scratch->filePath(u"run"_s);
        test::writeFinished(run, anExperiment());
        m_draft.setBase({u"run"_s, anExperiment(), run});
        QVERIFY(m_draft.sweep()->base.teacher.source == TeacherSource::Run);
        QCOMPARE(m_draft.sweep()->base.teacher.path, run);
        // Other seeds hold out other items for the test.
        m_draft.seeds = u"1, 2"_s;
        QVERIFY(m_draft.sweep()->base.teacher.source == TeacherSource::Train);
    }

    void timeIsEstimatedFromARunOfTheKind() {
        QVERIFY(m_draft.timeText().contains(u"after the first run"_s));
        report::RunReport run;
        run.experiment = anExperiment();
        run.experiment.distill.temperature = 7;
        run.runFolder = u"/runs/before"_s;
        run.seconds = {{u"teacher_train"_s, 60}, {u"distil"_s, 9}, {u"baseline"_s, 9}, {u"evaluate"_s, 1}};
        m_draft.setExperience({run});
        QVERIFY2(m_draft.timeText().contains(u"3 min 9 s"_s), qPrintable(m_draft.timeText()));  // 60 + 9 + 12 × 10
        QVERIFY(m_draft.timeText().contains(u"before"_s));
        run.experiment.distill.training.epochs = 99;
        m_draft.setExperience({run});
        QVERIFY(m_draft.timeText().contains(u"after the first run"_s));
    }

private:
    experiment::Experiment anExperiment() const {
        experiment::Experiment experiment;
        experiment.name = u"mine"_s;
        experiment.data.train = m_scratch->path();
        return experiment;
    }

    std::unique_ptr<QTemporaryDir> m_scratch;
    SweepDraft m_draft;
};

DISTILLAB_TEST(SweepDraftTest)
#include "sweep_draft_test.moc"
