#include "core/base/error.h"
#include "core/data/image_file.h"
#include "core/deploy/onnx_session.h"
#include "core/distill/evaluator.h"
#include "core/engine/machine.h"
#include "core/engine/pipeline.h"
#include "core/engine/run_models.h"
#include "core/engine/task.h"
#include "core/experiment/document.h"
#include "core/experiment/run_folder.h"
#include "core/nn/image_source.h"
#include "core/nn/inference.h"
#include "core/session/engine.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

namespace distillab::engine {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Engine)
};

/// What answers questions: a network of ours or an exported file, both reduced to one function that gives logits and
/// the milliseconds they took, reading and decoding a file left out.
struct Classifier {
    QStringList labels;
    std::function<std::vector<float>(const session::Question& question, double& milliseconds)> answer;
};

template <typename Work>
auto timed(double& milliseconds, const Work& work) {
    QElapsedTimer timer;
    timer.start();
    auto result = work();
    milliseconds = static_cast<double>(timer.nsecsElapsed()) * 1e-6;
    return result;
}

Classifier classifierOf(const QString& onnxFile) {
    auto session = std::make_shared<deploy::OnnxSession>(onnxFile, 1);
    return {session->labels(), [session](const session::Question& question, double& milliseconds) {
                const data::ImageShape shape = session->inputShape();
                const data::ImageDataset one{shape, session->labels(), data::readImage(question.imageFile, shape), {0}};
                std::vector<float> image(shape.size());
                const std::uint32_t first = 0;
                data::BatchWriter(one, session->normalization()).write({&first, 1}, image.data());
                return timed(milliseconds, [&] { return session->run(image, 1); });
            }};
}

Classifier classifierOf(std::unique_ptr<RunModel> opened) {
    const std::shared_ptr<RunModel> model = std::move(opened);
    return {model->labels(), [model](const session::Question& question, double& milliseconds) {
                const nn::Batch batch = model->prepare(question);
                return timed(milliseconds, [&] {
                    const torch::Tensor logits = model->model().infer(batch).contiguous();
                    const auto* values = logits.const_data_ptr<float>();
                    return std::vector<float>(values, values + logits.numel());
                });
            }};
}

/// An export folder answers through ONNX Runtime, a run or model folder through the engine.
Classifier openClassifier(const QString& folder) {
    const QString exported = experiment::RunFolder(folder).path() + u"/model.onnx"_s;
    if (QFileInfo::exists(exported)) return classifierOf(exported);
    return classifierOf(openModel(studentFolderOf(folder), torch::kCPU));
}

session::Prediction toPrediction(const std::vector<float>& logits, const QStringList& labels) {
    const float highest = *std::max_element(logits.begin(), logits.end());
    std::vector<double> weights;
    for (const float logit : logits) weights.push_back(std::exp(static_cast<double>(logit) - highest));
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    session::Prediction prediction;
    for (size_t i = 0; i < weights.size(); ++i) {
        prediction.probabilities.append({labels[static_cast<qsizetype>(i)], weights[i] / sum});
    }
    prediction.label = labels[std::max_element(logits.begin(), logits.end()) - logits.begin()];
    return prediction;
}

class TorchEngine : public session::Engine {
public:
    TorchEngine() { useThreads(0); }

    QString description() const override { return engineDescription(); }

    report::RunReport run(const experiment::Experiment& experiment, const QString& runFolder, bool resume,
                          report::RunListener& listener, RunControl& control) override {
        return runExperiment(experiment, runFolder, resume, listener, control);
    }

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

    report::OnnxReport exportOnnx(const QString& runFolder, const QString& outFolder, const QString& precision,
                                  RunControl& control) override {
        if (precision != u"fp32") {
            throw RequestError(Text::tr("“%1” is not available in this version").arg(precision), u"--precision"_s,
                               Text::tr("Use fp32."));
        }
        const experiment::Experiment experiment = experimentOf(runFolder);
        const auto task = openTask(experiment, torch::kCPU);
        const auto student = task->open(Role::Student, studentFolderOf(runFolder));
        report::OnnxReport onnx;
        onnx.folder = QFileInfo(outFolder).absoluteFilePath();
        onnx.files.push_back(
            task->exportOnnx(*student, QString::fromUtf8(experiment::write(experiment)), onnx.folder, control));
        const experiment::RunFolder run(runFolder);
        if (run.isFinished()) {
            const report::RunReport finished = report::readReport(run.path());
            if (finished.onnx) onnx.teacher = finished.onnx->teacher;
        }
        return onnx;
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

    std::vector<std::vector<double>> logits(const QString& folder, const data::ImageDataset& dataset,
                                            const std::vector<std::uint32_t>& items) override {
        nn::LoadedModel teacher = loadTeacher(folder, torch::kCPU);
        checkTeacherFits(teacher, dataset, folder);
        // A view of the caller's data set: it outlives this call.
        const data::Subset subset{std::shared_ptr<const data::ImageDataset>(std::shared_ptr<void>(), &dataset), items};
        RunControl control;
        nn::ImageSource images(subset, teacher.card.normalization, {}, torch::kCPU);
        const torch::Tensor all = nn::computeLogits(teacher.network, images, control);
        std::vector<std::vector<double>> rows;
        for (std::int64_t i = 0; i < all.size(0); ++i) {
            const torch::Tensor row = all[i].to(torch::kFloat64);
            const auto* values = row.const_data_ptr<double>();
            rows.emplace_back(values, values + row.numel());
        }
        return rows;
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
