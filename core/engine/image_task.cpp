#include "core/engine/image_task.h"

#include "core/base/error.h"
#include "core/data/image_file.h"
#include "core/data/load.h"
#include "core/deploy/model_signature.h"
#include "core/deploy/onnx_writer.h"
#include "core/engine/run_models.h"
#include "core/models/registry.h"
#include "core/nn/image_source.h"

#include <QCoreApplication>

#include <numeric>

namespace distillab::engine {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::ImageTask)
};

}  // namespace

void ImageModel::save(const QString& folder) {
    m_loaded.bytes = nn::saveModel(folder, m_loaded.network, m_loaded.card);
}

std::unique_ptr<nn::ItemSource> ImageModel::itemsOf(const QString& dataPath, const experiment::DataSpec& spec) {
    const nn::ModelCard& card = m_loaded.card;
    experiment::DataSpec sized = spec;
    sized.imageSize = card.input.width;
    auto dataset =
        std::make_shared<data::ImageDataset>(data::readTestDataset(dataPath, sized, card.input, card.labels));
    std::vector<std::uint32_t> items(dataset->count());
    std::iota(items.begin(), items.end(), 0U);
    return std::make_unique<nn::ImageSource>(data::Subset{std::move(dataset), std::move(items)}, card.normalization,
                                             data::Augmentation{}, m_loaded.network.device());
}

nn::Batch ImageModel::prepare(const session::Question& question) {
    const nn::ModelCard& card = m_loaded.card;
    if (question.imageFile.isEmpty()) {
        throw RequestError(Text::tr("this model takes images, not text"), question.text.left(40),
                           Text::tr("Give an image file."));
    }
    const data::ImageDataset one{card.input, card.labels, data::readImage(question.imageFile, card.input), {0}};
    torch::Tensor image = torch::empty({1, card.input.channels, card.input.height, card.input.width});
    const std::uint32_t first = 0;
    data::BatchWriter(one, card.normalization).write({&first, 1}, image.data_ptr<float>());
    return {image.to(m_loaded.network.device()), {}, {}};
}

QByteArray ImageModel::toOnnx(const QString& recipe) {
    const nn::HostTensors host(m_loaded.network);
    return deploy::writeOnnx(m_loaded.network.graph(), host.byName(), m_loaded.card.normalization,
                             {m_loaded.card.model, m_loaded.card.labels, recipe});
}

deploy::Inputs ImageModel::onnxInputs(const nn::Batch& batch) const {
    const torch::Tensor images = batch.input.to(torch::kCPU).contiguous();
    const auto* values = images.const_data_ptr<float>();
    return deploy::ImageSignature{m_loaded.card.input, m_loaded.card.normalization}.inputs(
        {values, values + images.numel()});
}

ImageTask::ImageTask(const experiment::Experiment& experiment, torch::Device device)
    : m_experiment(experiment), m_device(device), m_splits(data::load(experiment.data)) {
    m_normalization = data::measureNormalization(m_splits.train);
}

bool ImageTask::trainsTeacher() const { return m_experiment.teacher.source == experiment::TeacherSource::Train; }

const data::Subset& ImageTask::subset(Split split) const {
    switch (split) {
        case Split::Train: return m_splits.train;
        case Split::Validation: return m_splits.validation;
        case Split::Test: break;
    }
    return m_splits.test;
}

models::LayerGraph ImageTask::graphOf(const QString& model, double width) const {
    const data::ImageDataset& dataset = *m_splits.train.dataset;
    return models::buildModel(model, dataset.shape, static_cast<int>(dataset.classCount()), width);
}

std::unique_ptr<RunModel> ImageTask::makeModel(const QString& model, double width, std::uint64_t seed) const {
    const data::ImageDataset& dataset = *m_splits.train.dataset;
    return std::make_unique<ImageModel>(
        nn::LoadedModel{{model, width, dataset.shape, dataset.classNames, m_normalization},
                        nn::Network(graphOf(model, width), seed, m_device),
                        0});
}

std::unique_ptr<RunModel> ImageTask::makeTeacher(std::uint64_t seed, report::RunListener& /*listener*/,
                                                 RunControl& /*control*/) {
    const experiment::TeacherSpec& spec = m_experiment.teacher;
    if (trainsTeacher()) {
        m_teacherCost = static_cast<double>(graphOf(spec.model, spec.width).multiplyAdds());
        return makeModel(spec.model, spec.width, seed);
    }
    nn::LoadedModel given = loadTeacher(spec.path, m_device);
    checkTeacherFits(given, *m_splits.train.dataset, spec.path);
    m_normalization = given.card.normalization;
    m_teacherCost = static_cast<double>(given.network.graph().multiplyAdds());
    return std::make_unique<ImageModel>(std::move(given));
}

std::unique_ptr<RunModel> ImageTask::makeStudent(std::uint64_t seed, RunModel& /*teacher*/, Upbringing /*upbringing*/) {
    return makeModel(m_experiment.student.model, m_experiment.student.width, seed);
}

std::unique_ptr<RunModel> ImageTask::open(Role /*role*/, const QString& folder) {
    return std::make_unique<ImageModel>(nn::loadModel(folder, m_device));
}

std::unique_ptr<nn::ItemSource> ImageTask::items(RunModel& model, Split split) {
    const data::Augmentation augmentation{m_experiment.data.shift, m_experiment.data.flip};
    return std::make_unique<nn::ImageSource>(subset(split), dynamic_cast<ImageModel&>(model).card().normalization,
                                             augmentation, m_device);
}

double ImageTask::studentCost() const {
    return static_cast<double>(graphOf(m_experiment.student.model, m_experiment.student.width).multiplyAdds());
}

}  // namespace distillab::engine
