#include "core/base/error.h"
#include "core/bundle/bundle.h"
#include "core/bundle/staged_folder.h"
#include "core/distill/evaluator.h"
#include "core/engine/classifier.h"
#include "core/engine/machine.h"
#include "core/engine/measure_run.h"
#include "core/engine/onnx_export.h"
#include "core/engine/pipeline.h"
#include "core/engine/run_models.h"
#include "core/engine/script_host.h"
#include "core/engine/task.h"
#include "core/engine/test_answers.h"
#include "core/experiment/document.h"
#include "core/experiment/run_folder.h"
#include "core/nn/inference.h"
#include "core/report/metrics_log.h"
#include "core/report/run_failure.h"
#include "core/session/engine.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <optional>

namespace distillab::engine {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Engine)
};

/// For the list of runs. A run that never began leaves no folder behind; one that another program works on is not ours.
void keepFailure(const QString& runFolder, const report::RunFailure& failure) {
    if (!experiment::RunFolder(runFolder).canResume() || report::isUnderWay(runFolder)) return;
    try {
        report::writeFailure(runFolder, failure);
    } catch (const Error&) {
        // The failure itself is told: a full disk, perhaps.
    }
}

class TorchEngine : public session::Engine {
public:
    TorchEngine() { useThreads(0); }

    QString description() const override { return engineDescription(); }

    report::RunReport run(const experiment::Experiment& experiment, const QString& runFolder, bool resume,
                          report::RunListener& listener, RunControl& control) override {
        report::removeFailure(runFolder);
        try {
            return runExperiment(experiment, runFolder, resume, listener, control);
        } catch (const Stopped&) {
            throw;
        } catch (const Error& error) {
            keepFailure(runFolder, {error.message(), error.where(), error.remedy()});
            throw;
        } catch (const std::exception& error) {
            keepFailure(runFolder, {QString::fromUtf8(error.what()).section(u'\n', 0, 0), {}, {}});
            throw;
        }
    }

    int hostScript(const QString& file, int threads) override { return engine::hostScript(file, threads); }

    report::ModelReport evaluate(const QString& runFolder, const QString& dataPath) override {
        RunControl control;
        const auto judge = [&](RunModel& model, nn::ItemSource& items) {
            const torch::Tensor logits = nn::computeLogits(model.model(), items, control);
            return describeModel(model, items, distill::score(logits, items.labels(), model.labels()));
        };
        if (!dataPath.isEmpty()) {
            const auto model = openModel(studentFolderOf(runFolder), torch::kCPU);
            return judge(*model, *model->itemsOf(dataPath, dataSpecOf(runFolder)));
        }
        const auto task = openTask(experimentOf(runFolder), torch::kCPU);
        const auto model = task->open(Role::Student, studentFolderOf(runFolder));
        return judge(*model, *task->items(*model, Split::Test));
    }

    report::OnnxReport exportOnnx(const QString& runFolder, const QString& outFolder,
                                  const std::optional<experiment::OnnxSpec>& how, RunControl& control) override {
        experiment::Experiment experiment = experimentOf(runFolder);
        if (how) experiment.onnx = *how;
        const auto task = openTask(experiment, torch::kCPU);
        const auto student = task->open(Role::Student, studentFolderOf(runFolder));
        const experiment::RunFolder run(runFolder);
        std::optional<report::RunReport> finished;
        if (run.isFinished()) finished = report::readReport(run.path());
        // The folder has the whole bundle in the end, or what it had before.
        const QString folder = QFileInfo(outFolder).absoluteFilePath();
        bundle::checkTarget(folder);
        bundle::StagedFolder staged(folder);
        report::OnnxReport onnx = exportStudent(*student, *task, experiment, staged.path(), control);
        bundle::complete(staged.path(), {experiment, finished, onnx, studentFolderOf(runFolder)});
        staged.publish(bundle::filesOfBundle(folder));
        onnx.folder = folder;
        if (finished && finished->onnx) onnx.teacher = finished->onnx->teacher;
        return onnx;
    }

    report::Measurement measure(const QString& runFolder, RunControl& control) override {
        const auto exportTo = [&](const QString& folder) {
            return exportOnnx(runFolder, folder, std::nullopt, control);
        };
        return measureRun(runFolder, exportTo, control);
    }

    std::vector<session::Prediction> predict(const QString& folder,
                                             const std::vector<session::Question>& questions) override {
        const Classifier classifier = openClassifier(folder);
        double milliseconds = 0;
        // The first answer also pays for setting kernels up; the times below are those of a program that stays open.
        if (!questions.empty()) classifier.answer(questions.front(), milliseconds);
        std::vector<session::Prediction> predictions;
        for (const session::Question& question : questions) {
            predictions.push_back(toPrediction(classifier.answer(question, milliseconds), classifier.labels));
            predictions.back().milliseconds = milliseconds;
        }
        return predictions;
    }

    session::ModelFacts describe(const QString& folder) override { return factsOf(folder); }

    void writeTestAnswers(const QString& runFolder, RunControl& control) override {
        report::writeTestAnswers(runFolder, askAgain(experimentOf(runFolder), runFolder, control));
    }

private:
    static experiment::Experiment experimentOf(const QString& runFolder) {
        const experiment::RunFolder run(runFolder);
        if (!run.isRun()) {
            throw RequestError(Text::tr("this is not a run folder"), run.path(),
                               Text::tr("Choose a folder that “distillab-cli run” wrote."));
        }
        return experiment::load(run.experimentFile());
    }

    /// How a run's data is read; a mere model folder leaves that to guessing.
    static experiment::DataSpec dataSpecOf(const QString& folder) {
        const experiment::RunFolder run(folder);
        return run.isRun() ? experiment::load(run.experimentFile()).data : experiment::DataSpec();
    }
};

}  // namespace
}  // namespace distillab::engine

/// See session::kEngineFactory.
extern "C" Q_DECL_EXPORT distillab::session::Engine* distillabCreateEngine() {
    return new distillab::engine::TorchEngine;
}
