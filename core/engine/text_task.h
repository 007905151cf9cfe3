#pragma once

#include "core/data/text_dataset.h"
#include "core/engine/task.h"
#include "core/nn/text_model_folder.h"
#include "core/tokenizers/tokenizer.h"

namespace distillab::engine {

/// A classifier of texts with its tokenizer, whatever computes its answers.
class TextReader : public RunModel {
public:
    /// @param maxLength  tokens kept of each text, special ones included
    TextReader(QString name, tokenizers::Tokenizer tokenizer, int maxLength)
        : m_name(std::move(name)), m_tokenizer(std::move(tokenizer)), m_maxLength(maxLength) {}

    QString name() const override { return m_name; }
    void addContentTo(ContentHash& hash) override;
    std::unique_ptr<nn::ItemSource> itemsOf(const QString& dataPath, const experiment::DataSpec& spec) override;
    nn::Batch prepare(const session::Question& question) override;

    const tokenizers::Tokenizer& tokenizer() const { return m_tokenizer; }
    int maxLength() const { return m_maxLength; }

private:
    QString m_name;
    tokenizers::Tokenizer m_tokenizer;
    int m_maxLength;
};

/// A transformer with its tokenizer.
class TextModel : public TextReader {
public:
    /// @param maxLength  tokens kept of each text, special ones included; no more than the model has positions for
    TextModel(QString name, nn::LoadedTextModel loaded, tokenizers::Tokenizer tokenizer, int maxLength);

    nn::Model& model() override { return *m_loaded.model; }
    QStringList labels() const override { return m_loaded.model->config().labels; }
    qint64 bytes() const override { return m_loaded.bytes; }
    void save(const QString& folder, models::DType type) override;
    deploy::WrittenModel toOnnx(const QString& recipe, const deploy::WeightPlan& plan,
                                deploy::OnnxDataFile* data) override;
    deploy::Inputs onnxInputs(const nn::Batch& batch) const override;
    void saveBesideOnnx(const QString& folder) const override;

    nn::Transformer& transformer() { return *m_loaded.model; }
    const models::TransformerConfig& config() const { return m_loaded.model->config(); }
    /// True when the classifier did not come from a folder: it has to be trained.
    bool headIsNew() const { return m_loaded.headIsNew; }

private:
    /// With the names of what the model reads: transformers would hand a DistilBERT the token types of a BERT's
    /// tokenizer, and be refused.
    void saveTokenizer(const QString& folder) const;

    nn::LoadedTextModel m_loaded;
};

/// A model folder with its tokenizer.
/// @param labels     of the task, in the order of its classes; empty: the folder's own
/// @param maxLength  tokens kept of each text; 0: as many as the model takes
/// @param seed       of a head for other labels than the folder's
/// @throws RequestError naming what is missing
std::unique_ptr<TextModel> openTextModel(const QString& folder, const QString& name, const QStringList& labels,
                                         int maxLength, std::uint64_t seed, torch::Device device);

/// Text classification. The teacher is given, and fine-tuned first where it has no head for these labels.
class TextTask : public Task {
public:
    TextTask(const experiment::Experiment& experiment, torch::Device device);

    void addDataTo(ContentHash& hash) const override;
    QString description() const override { return m_splits.description; }
    QStringList classNames() const override { return m_splits.train.dataset->classNames(); }
    size_t count(Split split) const override { return subset(split).count(); }
    size_t labelledCount() const override { return m_splits.train.labelledCount(); }
    size_t copyCount() const override { return m_copies; }
    std::int64_t trueLabel(size_t position) const override { return m_splits.train.trueLabel(position); }
    QStringList textsOf(Split split, size_t position) const override;
    std::unique_ptr<RunModel> makeTeacher(std::uint64_t seed, report::RunListener& listener,
                                          RunControl& control) override;
    std::unique_ptr<RunModel> openFurtherTeacher(const QString& path) override;
    std::unique_ptr<RunModel> openGivenStudent(std::uint64_t seed) const override;
    bool trainsTeacher() const override { return m_trainsTeacher; }
    const experiment::TrainingSpec& teacherTraining() const override { return m_experiment.teacher.finetune; }
    bool asksTeacher() const override;
    AskedAnswers askTeacher(RunModel& teacher, const QString& listFile, bool asBefore, report::RunListener& listener,
                            RunControl& control, const std::function<void(double)>& share) override;
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
    const data::TextSubset& subset(Split split) const;
    QString teacherFolder(report::RunListener& listener, RunControl& control) const;
    QString teacherName() const;
    QString studentName() const;
    /// The teacher's layers that a learner begins with.
    static std::vector<int> chosenLayers(const experiment::StudentSpec& learner, int teacherLayers);
    std::unique_ptr<RunModel> openBlackBoxTeacher(report::RunListener& listener) const;
    std::unique_ptr<RunModel> openEndpointTeacher() const;
    /// Positions of the test items that a teacher is judged on whose every answer has its price: spread evenly.
    std::vector<std::uint32_t> judgedItems() const;
    /// Of a learner beside this teacher, whose vocabulary it shares unless it comes from a folder of its own.
    models::TransformerConfig configOf(const experiment::StudentSpec& learner, const TextReader& teacher) const;
    /// Losses that compare token with token want one tokenizer from the teacher on to the student.
    /// @throws RequestError naming the loss
    void checkTokens(const TextReader& teacher) const;
    void estimateCosts(TextReader& teacher);
    /// Adds changed copies of the training texts, where the experiment wants them.
    void addCopies(const tokenizers::Tokenizer& tokenizer, report::RunListener& listener);

    experiment::Experiment m_experiment;
    torch::Device m_device;
    data::TextSplits m_splits;
    size_t m_copies = 0;
    bool m_trainsTeacher = false;
    double m_teacherCost = 0;
    int m_meanLength = 0;  ///< of the training texts, in tokens
};

}  // namespace distillab::engine
