#include "core/engine/image_task.h"

#include "core/base/error.h"
#include "core/data/load.h"
#include "core/deploy/model_signature.h"
#include "core/deploy/onnx_writer.h"
#include "core/engine/given_model.h"
#include "core/engine/run_models.h"
#include "core/models/registry.h"
#include "core/nn/image_source.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>
#include <array>
#include <numeric>
#include <set>

namespace distillab::engine {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::ImageTask)
};

constexpr std::array<std::uint32_t, 1> kFirst = {0};

void checkShape(const GivenModel& given, data::ImageShape shape) {
    const auto told = given.box->imageShape();
    if (!told) return;
    const std::array<std::int64_t, 3> sizes = {shape.channels, shape.height, shape.width};
    const bool fits = std::equal(told->begin(), told->end(), sizes.begin(), sizes.end(),
                                 [](std::int64_t wanted, std::int64_t size) { return wanted < 0 || wanted == size; });
    if (fits) return;
    const auto text = [](const auto& values) {
        QStringList words;
        for (const std::int64_t value : values) words << (value < 0 ? QStringLiteral("…") : QString::number(value));
        return words.join(QStringLiteral("×"));
    };
    throw RequestError(Text::tr("the teacher takes pictures of %1, the data has %2").arg(text(*told), text(sizes)),
                       given.box->file(), Text::tr("Choose another teacher, or set data.image_size."));
}

}  // namespace

void ImageModel::save(const QString& folder, models::DType type) {
    m_loaded.bytes = nn::saveModel(folder, m_loaded.network, m_loaded.card, type);
}

void ImageReader::addContentTo(ContentHash& hash) {
    RunModel::addContentTo(hash);
    for (const std::vector<double>& perChannel : {m_normalization.mean, m_normalization.deviation}) {
        hash.add(std::span(perChannel));
    }
}

std::unique_ptr<nn::ItemSource> ImageReader::itemsOf(const QString& dataPath, const experiment::DataSpec& spec) {
    experiment::DataSpec sized = spec;
    sized.imageSize = m_input.width;
    auto dataset = std::make_shared<data::ImageDataset>(data::readTestDataset(dataPath, sized, m_input, labels()));
    std::vector<std::uint32_t> items(dataset->count());
    std::iota(items.begin(), items.end(), 0U);
    return std::make_unique<nn::ImageSource>(data::Subset{std::move(dataset), std::move(items)}, m_normalization,
                                             data::Augmentation{}, model().device());
}

nn::Batch ImageReader::prepare(const session::Question& question) {
    if (!question.isPicture()) {
        throw RequestError(Text::tr("this model takes images, not text"), question.text.left(40),
                           Text::tr("Give an image file."));
    }
    const data::ImageDataset one{m_input, labels(), pixelsOf(question, m_input), {0}};
    torch::Tensor image = torch::empty({1, m_input.channels, m_input.height, m_input.width});
    const std::uint32_t first = 0;
    data::BatchWriter(one, m_normalization).write({&first, 1}, image.data_ptr<float>());
    return {image.to(model().device()), {}, {}};
}

deploy::WrittenModel ImageModel::toOnnx(const QString& recipe, const deploy::WeightPlan& plan,
                                        deploy::OnnxDataFile* data) {
    const nn::HostTensors host(m_loaded.network);
    return deploy::writeOnnx(m_loaded.network.graph(), host.byName(), m_loaded.card.normalization,
                             {m_loaded.card.model, m_loaded.card.labels, recipe}, plan, data);
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

void ImageTask::addDataTo(ContentHash& hash) const {
    for (const QString& name : classNames()) hash.add(name.toStdString());
    for (const data::Subset* subset : {&m_splits.train, &m_splits.validation, &m_splits.test}) {
        hash.add(static_cast<std::uint64_t>(subset->count()));
        for (const std::uint32_t item : subset->indices) {
            hash.add(subset->dataset->image(item));
            hash.add(subset->dataset->labels[item]);
        }
    }
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

std::unique_ptr<RunModel> ImageTask::openBlackBoxTeacher(report::RunListener& listener) {
    const data::ImageDataset& dataset = *m_splits.train.dataset;
    GivenModel given = openGivenModel(m_experiment.teacher, false);
    checkShape(given, dataset.shape);
    if (given.normalization) {
        m_normalization = *given.normalization;
    } else {
        listener.logged(
            Text::tr("The teacher's file does not tell how it wants brightness: it gets pictures as the "
                     "student does, mean 0 and deviation 1 over the training pictures."));
    }
    auto teacher = std::make_unique<GivenRunModel<ImageReader>>(std::move(given), classNames(),
                                                                QFileInfo(m_experiment.teacher.path).fileName(),
                                                                dataset.shape, m_normalization);
    teacher->given().box->tryOut(nn::ImageSource(m_splits.train, m_normalization, {}, m_device).load(kFirst));
    putInOrder(teacher->given(), classNames(), listener);
    m_teacherCost =
        std::max(static_cast<double>(teacher->parameterCount()), learnerCost(m_experiment.student, *teacher));
    return teacher;
}

std::unique_ptr<RunModel> ImageTask::openFurtherTeacher(const QString& path) {
    nn::LoadedModel given = loadTeacher(path, m_device);
    checkTeacherFits(given, *m_splits.train.dataset, path);
    const data::Normalization& own = given.card.normalization;
    if (m_experiment.data.augmented() &&
        (own.mean != m_normalization.mean || own.deviation != m_normalization.deviation)) {
        throw RequestError(Text::tr("the teachers want brightness in different ways, so that they cannot look at the "
                                    "same changed pictures"),
                           path,
                           Text::tr("Set data.shift to 0 and data.flip to false, or choose teachers of one data "
                                    "set."));
    }
    return std::make_unique<ImageModel>(std::move(given));
}

std::unique_ptr<RunModel> ImageTask::makeTeacher(std::uint64_t seed, report::RunListener& listener,
                                                 RunControl& /*control*/) {
    const experiment::TeacherSpec& spec = m_experiment.teacher;
    if (trainsTeacher()) {
        m_teacherCost = static_cast<double>(graphOf(spec.model, spec.width).multiplyAdds());
        return makeModel(spec.model, spec.width, seed);
    }
    if (readsFile(spec.source)) return openBlackBoxTeacher(listener);
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
    return std::make_unique<nn::ImageSource>(subset(split), dynamic_cast<ImageReader&>(model).normalization(),
                                             augmentation, m_device);
}

std::int64_t ImageTask::dataBytes() const {
    std::set<const data::ImageDataset*> datasets;
    std::int64_t bytes = 0;
    for (const data::Subset* subset : {&m_splits.train, &m_splits.validation, &m_splits.test}) {
        const data::ImageDataset& dataset = *subset->dataset;
        if (!datasets.insert(&dataset).second) continue;
        bytes += static_cast<std::int64_t>(dataset.pixels.size() + dataset.labels.size() * sizeof(std::int64_t));
    }
    return bytes;
}

memory::NetworkNeed ImageTask::needOf(RunModel& model) const {
    if (const auto* network = dynamic_cast<const nn::Network*>(&model.model())) return memory::needOf(network->graph());
    return {model.parameterCount() * static_cast<std::int64_t>(sizeof(float)), 0, 0};
}

memory::NetworkNeed ImageTask::learnerNeed(const experiment::StudentSpec& learner, RunModel& teacher) const {
    const models::LayerGraph graph = graphOf(learner.model, learner.width);
    const auto* network = dynamic_cast<const nn::Network*>(&teacher.model());
    return network ? memory::needOf(graph, network->graph(), m_experiment.distill.losses) : memory::needOf(graph);
}

memory::Batch ImageTask::mostAtOnce(size_t items, const RunModel& /*teacher*/) const {
    return {static_cast<std::int64_t>(std::min(items, m_splits.train.count()))};
}

memory::Batch ImageTask::answeredAtOnce(const RunModel& /*teacher*/) const {
    return {static_cast<std::int64_t>(data::kPicturesAnsweredAtOnce)};
}

double ImageTask::learnerCost(const experiment::StudentSpec& learner, const RunModel& /*teacher*/) const {
    return static_cast<double>(graphOf(learner.model, learner.width).multiplyAdds());
}

}  // namespace distillab::engine
