#include "ui/wizard/experiment_draft.h"

#include "core/experiment/presets.h"
#include "core/experiment/samples.h"
#include "tests/support/test_main.h"
#include "tests/ui/isolated_settings.h"
#include "tests/ui/run_folders.h"
#include "ui/wizard/memory_need.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTest>

using namespace distillab;
using namespace distillab::ui;
using namespace Qt::Literals::StringLiterals;
using experiment::TeacherSource;

namespace {

session::DataPreview previewOf(qint64 trainItems) {
    session::DataPreview preview;
    preview.classNames = {u"a"_s, u"b"_s, u"c"_s};
    preview.classCounts = {trainItems, 0, 0};
    preview.trainItems = trainItems;
    return preview;
}

}  // namespace

class ExperimentDraftTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_settings = std::make_unique<test::IsolatedSettings>();
        m_draft = std::make_unique<ExperimentDraft>();
        // A folder that exists on every machine, whether the sample data is installed or not.
        m_draft->edit([&](auto& e) {
            e.data.train = m_settings->path({});
            e.data.test.clear();
        });
    }

    void beginsWithTheSample() {
        const ExperimentDraft fresh;
        QVERIFY(fresh.usesSampleData());
        QCOMPARE(fresh.experiment().student.model, experiment::sampleExperiment(u"fashion-mnist"_s).student.model);
    }

    void namesAMissingFolder() {
        m_draft->edit([](auto& e) { e.data.train = u"/no/such/folder"_s; });
        QVERIFY(m_draft->problem(Step::Data).contains(u"/no/such/folder"_s));
        QVERIFY(!m_draft->isWaiting(Step::Data));
        QCOMPARE(m_draft->firstIncomplete(), Step::Data);
        m_draft->edit([](auto& e) { e.data.train.clear(); });
        QVERIFY(!m_draft->problem(Step::Data).isEmpty());
    }

    void waitsUntilTheDataIsRead() {
        QVERIFY(m_draft->isWaiting(Step::Data));
        QVERIFY(!m_draft->isComplete(Step::Student));
        m_draft->setPreview(previewOf(100));
        QVERIFY(m_draft->isComplete(Step::Data));
        QCOMPARE(m_draft->firstIncomplete(), Step::Review);
        QVERIFY(m_draft->isComplete(Step::Review));
    }

    void warnsOfARunThatWillNotFitIntoMemory() {
        QVERIFY(!memoryEstimateOf(*m_draft));  // nothing is known yet
        m_draft->setPreview(previewOf(1000));
        const auto small = memoryEstimateOf(*m_draft);
        QVERIFY(small.has_value());
        QVERIFY(memoryWarning(*m_draft, small->total()).isEmpty());
        QVERIFY(memoryWarning(*m_draft, 0).isEmpty());  // nobody knows
        m_draft->edit([](auto& e) { e.teacher.training.batchSize = 1000; });
        QVERIFY(memoryEstimateOf(*m_draft)->total() > small->total());
        QVERIFY2(memoryWarning(*m_draft, small->total()).contains(u"Lower teacher.batch_size (now 1000)"),
                 qPrintable(memoryWarning(*m_draft, small->total())));
        qputenv("DISTILLAB_MEMORY_MIB", "50");
        const QString warning = m_draft->warning(Step::Review);
        qunsetenv("DISTILLAB_MEMORY_MIB");
        QVERIFY2(warning.contains(u"there is room for 50 MiB"), qPrintable(warning));
        QVERIFY(m_draft->isComplete(Step::Review));  // it warns; the run itself counts once more and refuses
    }

    void tellsWhatIsWrongWithTheData() {
        m_draft->setPreviewProblem(u"The file ends too early."_s);
        QCOMPARE(m_draft->problem(Step::Data), u"The file ends too early."_s);
        QVERIFY(!m_draft->modelInput());
    }

    void asksForTheDataAgainOnlyWhenItChanged() {
        m_draft->setPreview(previewOf(100));
        QSignalSpy asked(m_draft.get(), &ExperimentDraft::dataChanged);
        m_draft->edit([](auto& e) { e.distill.temperature = 7; });
        m_draft->edit([](auto& e) { e.data.shift = 2; });
        QCOMPARE(asked.size(), 0);
        m_draft->edit([](auto& e) { e.data.limit = 17; });
        QCOMPARE(asked.size(), 1);
        QVERIFY(m_draft->isWaiting(Step::Data));
        QVERIFY(m_draft->preview());  // the old one stays in sight meanwhile
    }

    void keepsTheTypedFolderWhileTheSampleIsChosen() {
        m_draft->edit([&](auto& e) { e.data.train = u"/my/pictures"_s; });
        m_draft->setUsesSampleData(true);
        QVERIFY(m_draft->usesSampleData());
        m_draft->setUsesSampleData(false);
        QCOMPARE(m_draft->experiment().data.train, u"/my/pictures"_s);
        QVERIFY(m_draft->experiment().data.test.isEmpty());
    }

    void refusesAFolderThatIsNoRunAsTeacher() {
        m_draft->setPreview(previewOf(100));
        m_draft->edit([](auto& e) { e.teacher.source = TeacherSource::Run; });
        QVERIFY(!m_draft->problem(Step::Teacher).isEmpty());
        m_draft->edit([&](auto& e) { e.teacher.path = m_settings->path({}); });
        QVERIFY(m_draft->problem(Step::Teacher).contains(u"experiment.yaml"_s));
        QVERIFY(!m_draft->teacherIsReadable());
    }

    void asksTheTeacherOfAnEarlierRunAndShowsItsAnswers() {
        const QString run = m_settings->path(u"run"_s);
        test::writeInterruptedRun(run, m_draft->experiment());
        m_draft->setPreview(previewOf(100));
        QSignalSpy asked(m_draft.get(), &ExperimentDraft::teacherChanged);
        m_draft->edit([&](auto& e) {
            e.teacher.source = TeacherSource::Run;
            e.teacher.path = run;
        });
        QCOMPARE(asked.size(), 1);
        QVERIFY(m_draft->teacherIsReadable());
        QVERIFY(m_draft->isWaiting(Step::Teacher));
        QVERIFY(!m_draft->examples()->realTeacher);
        session::DataPreview answers = previewOf(100);
        answers.realTeacher = true;
        m_draft->setTeacherPreview(answers);
        QVERIFY(m_draft->isComplete(Step::Teacher));
        QVERIFY(m_draft->examples()->realTeacher);
        QCOMPARE(m_draft->teacher()->model, m_draft->experiment().teacher.model);
        m_draft->edit([](auto& e) { e.teacher.source = TeacherSource::Train; });
        QVERIFY(!m_draft->examples()->realTeacher);
    }

    void tellsWhyAnEarlierTeacherDoesNotFit() {
        const QString run = m_settings->path(u"run"_s);
        test::writeInterruptedRun(run, m_draft->experiment());
        m_draft->setPreview(previewOf(100));
        m_draft->edit([&](auto& e) {
            e.teacher.source = TeacherSource::Run;
            e.teacher.path = run;
        });
        m_draft->setTeacherProblem(u"This teacher knows 10 classes, the data has 3."_s);
        QCOMPARE(m_draft->problem(Step::Teacher), u"This teacher knows 10 classes, the data has 3."_s);
        QCOMPARE(m_draft->firstIncomplete(), Step::Teacher);
    }

    void warnsOfAStudentThatIsNotSmallerThanItsTeacher() {
        m_draft->setPreview(previewOf(100));
        m_draft->edit([](auto& e) {
            e.teacher.model = u"cnn-small"_s;
            e.student.model = u"cnn-tiny"_s;
        });
        QVERIFY(m_draft->warning(Step::Student).isEmpty());
        m_draft->edit([](auto& e) { e.student.model = u"cnn-small"_s; });
        QVERIFY(m_draft->warning(Step::Student).contains(u"not smaller"_s));
        m_draft->edit([](auto& e) { e.student.model = u"resnet-8"_s; });
        QVERIFY(m_draft->warning(Step::Student).contains(u"not be faster"_s));
        QVERIFY(m_draft->isComplete(Step::Student));  // a warning does not block
    }

    void saysWhenAlphaSilencesTheTeacher() {
        m_draft->edit([](auto& e) { e.distill.alpha = 0; });
        QVERIFY(m_draft->warning(Step::Softening).contains(u"alpha 0"_s));
    }

    void countsStepsWithThePartialBatch() {
        m_draft->setPreview(previewOf(130));
        m_draft->edit([](auto& e) {
            e.teacher.training.epochs = 3;
            e.teacher.training.batchSize = 64;
            e.distill.training.epochs = 2;
            e.distill.training.batchSize = 65;
            e.distill.baseline = false;
        });
        QCOMPARE(m_draft->plan().teacherSteps, 9);
        QCOMPARE(m_draft->plan().studentSteps, 4);
        QCOMPARE(m_draft->plan().total(), 13);
        m_draft->edit([](auto& e) { e.distill.baseline = true; });
        QCOMPARE(m_draft->plan().total(), 17);
        m_draft->edit([](auto& e) { e.teacher.source = TeacherSource::Run; });
        QCOMPARE(m_draft->plan().teacherSteps, 0);
    }

    void runFolderFollowsTheNameUntilOneIsChosen() {
        m_draft->edit([](auto& e) { e.name = u"first try"_s; });
        QVERIFY(m_draft->runFolder().startsWith(m_settings->path(u"runs/first-try-"_s)));
        m_draft->setRunFolder(u"/elsewhere/run"_s);
        m_draft->edit([](auto& e) { e.name = u"second"_s; });
        QCOMPARE(m_draft->runFolder(), u"/elsewhere/run"_s);
    }

    void refusesRunFoldersThatCannotBeUsed() {
        m_draft->setPreview(previewOf(100));
        m_draft->edit([](auto& e) { e.name = u"  "_s; });
        QVERIFY(!m_draft->problem(Step::Review).isEmpty());
        m_draft->edit([](auto& e) { e.name = u"run"_s; });
        QCOMPARE(m_draft->problem(Step::Review), QString());

        m_draft->setRunFolder(u"not/from/the/root"_s);
        QVERIFY(!m_draft->problem(Step::Review).isEmpty());
        const QString taken = m_settings->path(u"taken"_s);
        test::writeInterruptedRun(taken, m_draft->experiment());
        m_draft->setRunFolder(taken);
        QVERIFY(m_draft->problem(Step::Review).contains(u"already holds a run"_s));
        m_draft->setRunFolder(taken + u"/experiment.yaml/below"_s);
        QVERIFY(m_draft->problem(Step::Review).contains(u"is a file"_s));
    }

    void cannotStartWhileAnotherRunIsUnderWay() {
        m_draft->setPreview(previewOf(100));
        m_draft->setSessionBusy(true);
        QVERIFY(m_draft->problem(Step::Review).contains(u"under way"_s));
        m_draft->setSessionBusy(false);
        QVERIFY(m_draft->isComplete(Step::Review));
    }

    void takesOverARecipe() {
        m_draft->useRecipe(u"tinybert-2-stage"_s);
        const experiment::DistillSpec& distill = m_draft->experiment().distill;
        QCOMPARE(distill.preset, u"tinybert-2-stage"_s);
        QCOMPARE(static_cast<const experiment::Recipe&>(distill),
                 experiment::findPreset(u"tinybert-2-stage"_s)->recipe);
    }

    void aRecipeMaySetTheStudentToo() {
        m_draft->edit([](auto& e) { e = experiment::sampleExperiment(u"movie-reviews"_s); });
        m_draft->edit([](auto& e) { e.student.projectEmbeddings = false; });
        m_draft->useRecipe(u"best-tiny"_s);
        QCOMPARE(m_draft->experiment().distill.preset, u"best-tiny"_s);
        QVERIFY(m_draft->experiment().student.projectEmbeddings);
        QVERIFY(m_draft->experiment().student.precision == experiment::WeightFormat::Fp16);
        // Losses alone do not make it that recipe.
        m_draft->useRecipe(u"hinton"_s);
        const experiment::Recipe best = experiment::findPreset(u"best-tiny"_s)->recipe;
        m_draft->editRecipe([&](auto& recipe) { recipe = best; });
        QVERIFY(m_draft->experiment().distill.preset != u"best-tiny"_s);
    }

    void changedRecipeIsTheUsersOwn() {
        m_draft->useRecipe(u"hinton"_s);
        m_draft->editRecipe([](auto& recipe) { recipe.temperature = 5.0; });
        QCOMPARE(m_draft->experiment().distill.preset, QString());
        m_draft->editRecipe([](auto& recipe) { recipe.temperature = 4.0; });
        QCOMPARE(m_draft->experiment().distill.preset, u"hinton"_s);
    }

    void orderOfLossesMakesNoOtherRecipe() {
        m_draft->useRecipe(u"dkd"_s);
        m_draft->editRecipe([](auto& recipe) { std::swap(recipe.losses[0], recipe.losses[1]); });
        QCOMPARE(m_draft->experiment().distill.preset, u"dkd"_s);
    }

    void recipeThatTheEngineWouldRefuseIsRefusedHere() {
        m_draft->editRecipe([](auto& recipe) { recipe.losses.clear(); });
        QVERIFY(m_draft->problem(Step::Softening).contains(u"nothing to minimise"_s));
        QVERIFY(m_draft->problem(Step::Teacher).isEmpty());
        m_draft->useRecipe(u"fitnets"_s);
        QVERIFY(m_draft->problem(Step::Softening).isEmpty());
    }

    void warnsWhenNoLossListens() {
        m_draft->editRecipe([](auto& recipe) { recipe.losses = {{.loss = experiment::Loss::HardLabels}}; });
        QVERIFY(!m_draft->warning(Step::Softening).isEmpty());
        m_draft->useRecipe(u"rkd"_s);  // alpha 0, but the insides count
        QVERIFY(m_draft->warning(Step::Softening).isEmpty());
    }

    void everyKindOfTeacherKeepsItsPath() {
        m_draft->setTeacherSource(TeacherSource::Onnx);
        m_draft->edit([](auto& e) { e.teacher.path = u"/a/teacher.onnx"_s; });
        m_draft->setTeacherSource(TeacherSource::Run);
        QCOMPARE(m_draft->experiment().teacher.path, QString());
        m_draft->setTeacherSource(TeacherSource::Onnx);
        QCOMPARE(m_draft->experiment().teacher.path, u"/a/teacher.onnx"_s);
    }

    void programIsNotTrustedTwice() {
        m_draft->setTeacherSource(TeacherSource::TorchScript);
        QFile program(m_settings->path(u"teacher.pt"_s));
        QVERIFY(program.open(QIODevice::WriteOnly));
        m_draft->edit([&](auto& e) { e.teacher.path = program.fileName(); });
        QVERIFY(m_draft->problem(Step::Teacher).contains(u"program"_s));
        m_draft->edit([](auto& e) { e.teacher.trustCode = true; });
        QVERIFY(m_draft->problem(Step::Teacher).isEmpty());
        m_draft->setTeacherSource(TeacherSource::Train);
        m_draft->setTeacherSource(TeacherSource::TorchScript);
        QVERIFY(!m_draft->experiment().teacher.trustCode);
    }

    void keyInThePlaceOfItsVariableIsRefusedAndNotRepeated() {
        m_draft->begin(experiment::Experiment::defaultsOf(experiment::kTextClassification));
        m_draft->setTeacherSource(TeacherSource::Endpoint);
        for (const QString& key : {u"sk-1234abcd"_s, QString(48, u'a')}) {
            m_draft->edit([&](auto& e) {
                e.teacher.endpoint.url = u"https://host/v1"_s;
                e.teacher.endpoint.model = u"chat"_s;
                e.teacher.endpoint.keyVariable = key;
            });
            QVERIFY(m_draft->problem(Step::Teacher).contains(u"environment variable"_s));
            QVERIFY(!m_draft->problem(Step::Teacher).contains(key));
        }
        m_draft->edit([](auto& e) { e.teacher.endpoint.keyVariable = u"MY_KEY"_s; });
        QVERIFY(!m_draft->problem(Step::Teacher).contains(u"environment variable"_s));
    }

    void teacherOnAServerLendsNeitherWordsNorTokenizer() {
        m_draft->begin(experiment::Experiment::defaultsOf(experiment::kTextClassification));
        m_draft->setTeacherSource(TeacherSource::Endpoint);
        QVERIFY(m_draft->problem(Step::Student).contains(u"tokenizer"_s));
        m_draft->edit([](auto& e) { e.student.projectEmbeddings = true; });
        QVERIFY(m_draft->problem(Step::Student).contains(u"only gives answers"_s));
    }

private:
    std::unique_ptr<test::IsolatedSettings> m_settings;
    std::unique_ptr<ExperimentDraft> m_draft;
};

DISTILLAB_TEST(ExperimentDraftTest)
#include "experiment_draft_test.moc"
