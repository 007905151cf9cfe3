#include "core/engine/classifier.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/deploy/model_signature.h"
#include "core/engine/image_task.h"
#include "core/engine/run_models.h"
#include "core/engine/task.h"
#include "core/experiment/document.h"
#include "core/experiment/run_folder.h"
#include "core/models/model_input.h"
#include "core/tokenizers/tokenizer.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>
#include <optional>

namespace distillab::engine {
namespace {

using namespace Qt::Literals::StringLiterals;
using session::Question;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Classifier)
};

template <typename Work>
auto timed(double& milliseconds, const Work& work) {
    QElapsedTimer timer;
    timer.start();
    auto result = work();
    milliseconds = static_cast<double>(timer.nsecsElapsed()) * 1e-6;
    return result;
}

/// From a question to what an exported model reads.
using Prepare = std::function<deploy::Inputs(const Question& question)>;

Prepare prepareImages(const deploy::ImageSignature& signature, const QStringList& labels) {
    return [=](const Question& question) {
        const data::ImageShape shape = signature.shape;
        const data::ImageDataset one{shape, labels, pixelsOf(question, shape), {0}};
        std::vector<float> image(shape.size());
        const std::uint32_t first = 0;
        data::BatchWriter(one, signature.normalization).write({&first, 1}, image.data());
        return signature.inputs(std::move(image));
    };
}

Prepare prepareTexts(const deploy::TextSignature& signature, const tokenizers::Tokenizer& tokenizer) {
    return [=](const Question& question) {
        const tokenizers::EncodeOptions options{.maxLength = signature.maxLength};
        const std::string text = question.text.toStdString();
        const auto encoding = question.textPair.isEmpty()
                                  ? tokenizer.encode(text, options)
                                  : tokenizer.encodePair(text, question.textPair.toStdString(), options);
        const size_t length = encoding.ids.size();
        return signature.inputs({encoding.ids.begin(), encoding.ids.end()}, std::vector<std::int64_t>(length, 1),
                                {encoding.typeIds.begin(), encoding.typeIds.end()}, length);
    };
}

Classifier classifierOf(const QString& onnxFile) {
    const auto model = std::make_shared<deploy::OnnxModel>(onnxFile, 1);
    const Prepare prepare =
        deploy::readsText(*model)
            ? prepareTexts(deploy::textSignatureOf(*model), tokenizers::Tokenizer::load(QFileInfo(onnxFile).path()))
            : prepareImages(deploy::imageSignatureOf(*model), model->labels());
    return {model->labels(), [=](const Question& question, double& milliseconds) {
                const deploy::Inputs inputs = prepare(question);
                return timed(milliseconds, [&] { return model->run(inputs); });
            }};
}

Classifier classifierOf(std::unique_ptr<RunModel> opened) {
    const std::shared_ptr<RunModel> model = std::move(opened);
    return {model->labels(), [model](const Question& question, double& milliseconds) {
                const nn::Batch batch = model->prepare(question);
                return timed(milliseconds, [&] {
                    const torch::Tensor logits = model->model().infer(batch).contiguous();
                    const auto* values = logits.const_data_ptr<float>();
                    return std::vector<float>(values, values + logits.numel());
                });
            }};
}

double meanOf(const std::vector<double>& values) {
    return values.empty() ? 0 : std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// The experiment that made a model, if it can be told.
std::optional<experiment::Experiment> recipeOf(const QByteArray& document, const QString& path) {
    try {
        return experiment::parse(document, path, QFileInfo(path).path());
    } catch (const Error&) {
        return std::nullopt;  // of a later version: what it says is a help, not a need
    }
}

session::ModelFacts factsOfExport(const QString& onnxFile) {
    const deploy::OnnxModel model(onnxFile, 1);
    session::ModelFacts facts;
    const auto recipe = recipeOf(model.metadata("recipe").value_or(QString()).toUtf8(), onnxFile);
    facts.name = recipe ? recipe->student.model : QFileInfo(QFileInfo(onnxFile).path()).fileName();
    facts.isExported = true;
    facts.classNames = model.labels();
    facts.bytes = QFileInfo(onnxFile).size() + QFileInfo(onnxFile + u".data"_s).size();
    facts.readsText = deploy::readsText(model);
    if (facts.readsText) {
        facts.readsPairs = recipe && !recipe->data.textPair.isEmpty();
    } else {
        const deploy::ImageSignature signature = deploy::imageSignatureOf(model);
        facts.input = signature.shape;
        facts.brightness = meanOf(signature.normalization.mean);
    }
    return facts;
}

session::ModelFacts factsOfModel(const QString& folder) {
    const auto model = openModel(folder, torch::kCPU);
    session::ModelFacts facts;
    facts.name = model->name();
    facts.classNames = model->labels();
    facts.parameters = model->parameterCount();
    facts.bytes = model->bytes();
    if (const auto* pictures = dynamic_cast<const ImageReader*>(model.get())) {
        facts.input = pictures->input();
        facts.brightness = meanOf(pictures->normalization().mean);
        return facts;
    }
    facts.readsText = true;
    const experiment::RunFolder run(QFileInfo(folder).path());  // a model folder tells nothing of its data
    if (!run.isRun()) return facts;
    const auto recipe = recipeOf(readFile(run.experimentFile()), run.experimentFile());
    facts.readsPairs = recipe && !recipe->data.textPair.isEmpty();
    return facts;
}

}  // namespace

Classifier openClassifier(const QString& path) {
    const QString exported = models::exportedFile(path);
    return exported.isEmpty() ? classifierOf(openModel(studentFolderOf(path), torch::kCPU)) : classifierOf(exported);
}

session::ModelFacts factsOf(const QString& path) {
    const QString exported = models::exportedFile(path);
    return exported.isEmpty() ? factsOfModel(studentFolderOf(path)) : factsOfExport(exported);
}

session::Prediction toPrediction(const std::vector<float>& logits, const QStringList& labels) {
    const float highest = *std::max_element(logits.begin(), logits.end());
    std::vector<double> weights;
    for (const float logit : logits) weights.push_back(std::exp(static_cast<double>(logit) - highest));
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    session::Prediction prediction;
    prediction.logits.assign(logits.begin(), logits.end());
    for (size_t i = 0; i < weights.size(); ++i) {
        prediction.probabilities.append({labels[static_cast<qsizetype>(i)], weights[i] / sum});
    }
    prediction.label = labels[std::max_element(logits.begin(), logits.end()) - logits.begin()];
    return prediction;
}

}  // namespace distillab::engine
