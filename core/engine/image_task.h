#pragma once

#include "core/data/image_dataset.h"
#include "core/engine/task.h"
#include "core/nn/model_folder.h"

namespace distillab::engine {

/// A classifier of images, whatever computes its answers.
class ImageReader : public RunModel {
public:
    ImageReader(QString name, data::ImageShape input, data::Normalization normalization)
        : m_name(std::move(name)), m_input(input), m_normalization(std::move(normalization)) {}

    QString name() const override { return m_name; }
    void addContentTo(ContentHash& hash) override;
    std::unique_ptr<nn::ItemSource> itemsOf(const QString& dataPath, const experiment::DataSpec& spec) override;
    nn::Batch prepare(const session::Question& question) override;

    data::ImageShape input() const { return m_input; }
    const data::Normalization& normalization() const { return m_normalization; }

private:
    QString m_name;
    data::ImageShape m_input;
    data::Normalization m_normalization;
};

/// A layer graph with its card.
class ImageModel : public ImageReader {
public:
    explicit ImageModel(nn::LoadedModel loaded)
        : ImageReader(loaded.card.model, loaded.card.input, loaded.card.normalization), m_loaded(std::move(loaded)) {}

    nn::Model& model() override { return m_loaded.network; }
    QStringList labels() const override { return m_loaded.card.labels; }
    qint64 bytes() const override { return m_loaded.bytes; }
    void save(const QString& folder, models::DType type) override;
    deploy::WrittenModel toOnnx(const QString& recipe, const deploy::WeightPlan& plan,
                                deploy::OnnxDataFile* data) override;
    deploy::Inputs onnxInputs(const nn::Batch& batch) const override;

    const nn::ModelCard& card() const { return m_loaded.card; }

private:
    nn::LoadedModel m_loaded;
};

/// Image classification. One normalisation serves teacher and student: the given teacher's, else the training items'.
class ImageTask : public Task {
public:
    ImageTask(const experiment::Experiment& experiment, torch::Device device);

    void addDataTo(ContentHash& hash) const override;
    QString description() const override { return m_splits.description; }
    QStringList classNames() const override { return m_splits.train.dataset->classNames; }
    size_t count(Split split) const override { return subset(split).count(); }
    size_t labelledCount() const override { return m_splits.train.labelledCount(); }
    std::int64_t trueLabel(size_t position) const override { return m_splits.train.trueLabel(position); }
    QImage pictureOf(size_t position) const override {
        return m_splits.test.dataset->toQImage(m_splits.test.indices[position]);
    }
    bool trainsTeacher() const override;
    const experiment::TrainingSpec& teacherTraining() const override { return m_experiment.teacher.training; }
    std::unique_ptr<RunModel> makeTeacher(std::uint64_t seed, report::RunListener& listener,
                                          RunControl& control) override;
    std::unique_ptr<RunModel> openFurtherTeacher(const QString& path) override;
    std::unique_ptr<RunModel> makeStudent(std::uint64_t seed, RunModel& teacher, Upbringing upbringing) override;
    std::unique_ptr<RunModel> open(Role role, const QString& folder) override;
    std::unique_ptr<nn::ItemSource> items(RunModel& model, Split split) override;
    double teacherCost() const override { return m_teacherCost; }
    double learnerCost(const experiment::StudentSpec& learner, const RunModel& teacher) const override;
    std::int64_t dataBytes() const override;
    memory::NetworkNeed needOf(RunModel& model) const override;
    memory::NetworkNeed learnerNeed(const experiment::StudentSpec& learner, RunModel& teacher) const override;
    memory::Batch mostAtOnce(size_t items, const RunModel& teacher) const override;
    memory::Batch answeredAtOnce(const RunModel& teacher) const override;

private:
    const data::Subset& subset(Split split) const;
    models::LayerGraph graphOf(const QString& model, double width) const;
    std::unique_ptr<RunModel> openBlackBoxTeacher(report::RunListener& listener);
    std::unique_ptr<RunModel> makeModel(const QString& model, double width, std::uint64_t seed) const;

    experiment::Experiment m_experiment;
    torch::Device m_device;
    data::Splits m_splits;
    data::Normalization m_normalization;
    double m_teacherCost = 0;
};

}  // namespace distillab::engine
