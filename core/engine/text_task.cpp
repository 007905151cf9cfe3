#include "core/engine/text_task.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/data/load_text.h"
#include "core/data/text_augmentation.h"
#include "core/deploy/model_signature.h"
#include "core/deploy/transformer_onnx.h"
#include "core/engine/endpoint_teacher.h"
#include "core/engine/given_model.h"
#include "core/engine/run_models.h"
#include "core/engine/unanswered.h"
#include "core/hub/hub.h"
#include "core/nn/model_folder.h"
#include "core/nn/student_init.h"
#include "core/nn/text_source.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

namespace distillab::engine {
namespace {

using namespace Qt::Literals::StringLiterals;
using experiment::StudentStart;
using experiment::TeacherSource;

/// Work of asking an endpoint about a text, in forward passes of a student: a guess, for the progress bar.
constexpr double kWaitingCost = 50;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::TextTask)
};

/// Puts the rows of the classifier into the order of the data's classes, whatever order the folder has them in.
void reorderHead(nn::Transformer& model, const std::vector<std::int64_t>& order) {
    const torch::NoGradGuard noGrad;
    const torch::Tensor rows = torch::tensor(order, torch::kInt64).to(model.device());
    const auto& layout = model.layout();
    // The last two tensors of every architecture are weight and bias of the layer that yields the logits.
    for (size_t i = layout.size() - 2; i < layout.size(); ++i) {
        const torch::Tensor& tensor = model.tensors()[i];
        tensor.copy_(tensor.index_select(0, rows));
    }
}

/// By the columns of the data that the model was made with; a table that has not these is guessed anew.
data::TextSubset readTable(const QString& path, const experiment::DataSpec& spec, const QStringList& labels) {
    try {
        return data::readTestTable(path, spec, labels);
    } catch (const RequestError&) {
        experiment::DataSpec guessed;
        guessed.skipBadRows = spec.skipBadRows;
        try {
            return data::readTestTable(path, guessed, labels);
        } catch (const RequestError&) {
            // The first complaint is the one that names what was asked for.
        }
        throw;
    }
}

/// A split of an endpoint's questions, and its answers.
struct Interview {
    Split split;
    std::vector<std::uint32_t> positions;  ///< asked about
    std::vector<float> logits;             ///< of those that were answered
    std::vector<std::uint32_t> answered;   ///< of the positions
};

torch::Tensor matrixOf(const std::vector<float>& values, qsizetype columns) {
    return torch::tensor(values, torch::kFloat32).reshape({-1, static_cast<std::int64_t>(columns)});
}

std::vector<std::uint32_t> allOf(size_t count) {
    std::vector<std::uint32_t> positions(count);
    std::iota(positions.begin(), positions.end(), 0U);
    return positions;
}

/// @param maxLength  0: as many as the model takes
int fewerTokens(int maxLength, int most) { return maxLength > 0 ? std::min(maxLength, most) : most; }

/// As a tokenizer writes it that knows one.
std::optional<std::string> maskTokenOf(const tokenizers::Tokenizer& tokenizer) {
    for (const std::string token : {"[MASK]", "<mask>"}) {
        const std::optional<int> id = tokenizer.idOf(token);
        if (id && tokenizer.encode(token, {.specialTokens = false}).ids == std::vector<std::int32_t>{*id}) return token;
    }
    return std::nullopt;
}

/// Whether two tokenizers read the first texts alike.
bool cutAlike(const tokenizers::Tokenizer& a, const tokenizers::Tokenizer& b, const data::TextSubset& texts) {
    constexpr size_t kLookedAt = 200;
    const std::span<const std::uint32_t> few(texts.indices.data(), std::min(texts.indices.size(), kLookedAt));
    return std::all_of(few.begin(), few.end(), [&](std::uint32_t row) {
        const std::string text(texts.dataset->text(row));
        return a.encode(text).ids == b.encode(text).ids;
    });
}

std::vector<int> parseLayers(const QString& text) {
    std::vector<int> layers;
    for (const QString& part : text.split(u',', Qt::SkipEmptyParts)) {
        bool isNumber = false;
        layers.push_back(part.trimmed().toInt(&isNumber));
        if (isNumber && layers.back() >= 0) continue;
        throw RequestError(Text::tr("“%1” is no layer").arg(part.trimmed()), u"student.layers"_s,
                           Text::tr("Write the numbers of the teacher's layers, the first being 0: 0,2,4."));
    }
    return layers;
}

}  // namespace

void TextReader::addContentTo(ContentHash& hash) {
    RunModel::addContentTo(hash);
    m_tokenizer.addContentTo(hash);
    hash.add(m_maxLength);
}

std::unique_ptr<nn::ItemSource> TextReader::itemsOf(const QString& dataPath, const experiment::DataSpec& spec) {
    return std::make_unique<nn::TextSource>(readTable(dataPath, spec, labels()), m_tokenizer, m_maxLength,
                                            model().device());
}

nn::Batch TextReader::prepare(const session::Question& question) {
    if (question.isPicture()) {
        throw RequestError(Text::tr("this model takes text, not images"), question.imageFile, Text::tr("Give a text."));
    }
    const std::string text = question.text.toStdString();
    const tokenizers::EncodeOptions options{.maxLength = m_maxLength};
    const tokenizers::Encoding encoding = question.textPair.isEmpty()
                                              ? m_tokenizer.encode(text, options)
                                              : m_tokenizer.encodePair(text, question.textPair.toStdString(), options);
    const auto row = [&](const std::vector<std::int32_t>& values) {
        return torch::tensor(std::vector<std::int64_t>(values.begin(), values.end()), torch::kInt64)
            .unsqueeze(0)
            .to(model().device());
    };
    nn::Batch batch{row(encoding.ids), {}, {}};
    if (!question.textPair.isEmpty() && m_tokenizer.usesTypeIds()) batch.tokenTypes = row(encoding.typeIds);
    return batch;
}

TextModel::TextModel(QString name, nn::LoadedTextModel loaded, tokenizers::Tokenizer tokenizer, int maxLength)
    : TextReader(std::move(name), std::move(tokenizer), fewerTokens(maxLength, loaded.model->config().maxTokens())),
      m_loaded(std::move(loaded)) {}

void TextModel::save(const QString& folder, models::DType type) {
    saveTokenizer(folder);
    m_loaded.bytes = nn::saveTextModel(folder, *m_loaded.model, type);
    m_loaded.headIsNew = false;
}

deploy::WrittenModel TextModel::toOnnx(const QString& recipe, const deploy::WeightPlan& plan,
                                       deploy::OnnxDataFile* data) {
    const nn::HostTensors host(*m_loaded.model);
    return deploy::writeTransformerOnnx(config(), host.byName(), maxLength(), {name(), labels(), recipe}, plan, data);
}

deploy::Inputs TextModel::onnxInputs(const nn::Batch& batch) const {
    const auto valuesOf = [](const torch::Tensor& tensor) {
        const torch::Tensor values = tensor.to(torch::kCPU, torch::kInt64).contiguous();
        const auto* begin = values.const_data_ptr<std::int64_t>();
        return std::vector<std::int64_t>(begin, begin + values.numel());
    };
    const torch::Tensor mask = batch.attentionMask.defined() ? batch.attentionMask : torch::ones_like(batch.input);
    return deploy::textSignatureOf(config(), maxLength())
        .inputs(valuesOf(batch.input), valuesOf(mask),
                batch.tokenTypes.defined() ? valuesOf(batch.tokenTypes) : std::vector<std::int64_t>(),
                static_cast<size_t>(batch.input.size(1)));
}

void TextModel::saveTokenizer(const QString& folder) const {
    using nlohmann::ordered_json;
    tokenizer().saveTo(folder);
    const QString path = folder + u"/tokenizer_config.json"_s;
    ordered_json words = ordered_json::object();
    if (QFileInfo::exists(path)) words = ordered_json::parse(readFile(path).toStdString());
    words["model_max_length"] = maxLength();  // where it learnt to stop reading
    ordered_json& inputs = words["model_input_names"] = ordered_json::array({deploy::kInputIds});
    if (deploy::textSignatureOf(config(), maxLength()).tokenTypes) inputs.push_back(deploy::kTokenTypeIds);
    inputs.push_back(deploy::kAttentionMask);
    writeFileAtomically(path, QByteArray::fromStdString(words.dump(2)) + '\n');
}

void TextModel::saveBesideOnnx(const QString& folder) const {
    saveTokenizer(folder);
    writeFileAtomically(folder + u"/config.json"_s, models::writeTransformerConfig(config()));
}

std::unique_ptr<TextModel> openTextModel(const QString& folder, const QString& name, const QStringList& labels,
                                         int maxLength, std::uint64_t seed, torch::Device device) {
    const QStringList own = nn::loadTextConfig(folder).labels;
    nn::LoadedTextModel loaded = nn::loadTextModel(folder, labels, seed, device);
    if (const auto order = orderOf(labels, own); order && !loaded.headIsNew) reorderHead(*loaded.model, *order);
    return std::make_unique<TextModel>(name, std::move(loaded), tokenizers::Tokenizer::load(folder), maxLength);
}

TextTask::TextTask(const experiment::Experiment& experiment, torch::Device device)
    : m_experiment(experiment), m_device(device), m_splits(data::loadText(experiment.data)) {}

const data::TextSubset& TextTask::subset(Split split) const {
    switch (split) {
        case Split::Train: return m_splits.train;
        case Split::Validation: return m_splits.validation;
        case Split::Test: break;
    }
    return m_splits.test;
}

void TextTask::addDataTo(ContentHash& hash) const {
    for (const QString& name : classNames()) hash.add(name.toStdString());
    for (const data::TextSubset* subset : {&m_splits.train, &m_splits.validation, &m_splits.test}) {
        hash.add(static_cast<std::uint64_t>(subset->count()));
        for (const std::uint32_t row : subset->indices) {
            hash.add(subset->dataset->text(row));
            hash.add(subset->dataset->pair(row));
            hash.add(subset->dataset->label(row));
        }
    }
}

QStringList TextTask::textsOf(Split split, size_t position) const {
    const data::TextDataset& dataset = *subset(split).dataset;
    const std::uint32_t row = subset(split).indices[position];
    QStringList texts = {QString::fromStdString(dataset.text(row))};
    if (dataset.hasPairs()) texts << QString::fromStdString(dataset.pair(row));
    return texts;
}

QString TextTask::teacherName() const {
    const experiment::TeacherSpec& spec = m_experiment.teacher;
    if (spec.source == TeacherSource::Endpoint) return spec.endpoint.model;
    return spec.source == TeacherSource::Hub ? spec.model : QFileInfo(spec.path).fileName();
}

QString TextTask::studentName() const {
    const experiment::StudentSpec& spec = m_experiment.student;
    switch (spec.start) {
        case StudentStart::Folder: return QFileInfo(spec.path).fileName();
        case StudentStart::Teacher:
            return m_experiment.teacher.assistants.empty() ? Text::tr("layers of %1").arg(teacherName())
                                                           : Text::tr("layers of its assistant");
        case StudentStart::Scratch: break;
    }
    return spec.model;
}

std::vector<int> TextTask::chosenLayers(const experiment::StudentSpec& learner, int teacherLayers) {
    const std::vector<int> named = parseLayers(learner.layers);
    return named.empty() ? nn::evenlySpacedLayers(teacherLayers, std::max(1, teacherLayers / 2)) : named;
}

QString TextTask::teacherFolder(report::RunListener& listener, RunControl& control) const {
    const experiment::TeacherSpec& spec = m_experiment.teacher;
    if (spec.source != TeacherSource::Hub) return teacherFolderOf(spec.path);
    listener.logged(Text::tr("Fetching %1 from the hub, unless it is here already.").arg(spec.model));
    return hub::fetchModel(spec.model, hub::hubOptionsFromEnvironment(), control, {});
}

std::unique_ptr<RunModel> TextTask::makeTeacher(std::uint64_t seed, report::RunListener& listener,
                                                RunControl& control) {
    if (readsFile(m_experiment.teacher.source)) {
        auto teacher = openBlackBoxTeacher(listener);
        auto& reader = dynamic_cast<TextReader&>(*teacher);
        addCopies(reader.tokenizer(), listener);
        estimateCosts(reader);
        return teacher;
    }
    if (asksTeacher()) {
        auto teacher = openEndpointTeacher();
        estimateCosts(dynamic_cast<TextReader&>(*teacher));
        return teacher;
    }
    auto teacher = openTextModel(teacherFolder(listener, control), teacherName(), classNames(),
                                 m_experiment.data.maxLength, seed, m_device);
    m_trainsTeacher = teacher->headIsNew();
    if (m_trainsTeacher) {
        listener.logged(Text::tr("The teacher “%1” has no answer layer for these labels yet; it is fine-tuned first.")
                            .arg(teacherName()));
    }
    checkTokens(*teacher);
    addCopies(teacher->tokenizer(), listener);
    estimateCosts(*teacher);
    return teacher;
}

std::unique_ptr<RunModel> TextTask::openBlackBoxTeacher(report::RunListener& listener) const {
    const experiment::TeacherSpec& spec = m_experiment.teacher;
    GivenModel given = openGivenModel(spec, true);
    auto tokenizer = tokenizers::Tokenizer::load(given.tokenizerFolder);
    const int most = given.maxLength.value_or(m_experiment.data.maxLength);
    auto teacher =
        std::make_unique<GivenRunModel<TextReader>>(std::move(given), classNames(), teacherName(), std::move(tokenizer),
                                                    fewerTokens(m_experiment.data.maxLength, most));
    teacher->given().box->tryOut(teacher->prepare({.text = u"a sentence"_s}));
    putInOrder(teacher->given(), classNames(), listener);
    return teacher;
}

bool TextTask::asksTeacher() const { return m_experiment.teacher.source == TeacherSource::Endpoint; }

std::unique_ptr<RunModel> TextTask::openEndpointTeacher() const {
    const experiment::StudentSpec& student = m_experiment.student;
    QString folder = student.tokenizer;
    if (folder.isEmpty() && student.start == StudentStart::Folder) folder = student.path;
    if (folder.isEmpty()) {
        throw RequestError(Text::tr("a chat model brings no tokenizer for the student"), u"student.tokenizer"_s,
                           Text::tr("Name a folder with a tokenizer, for example that of a BERT model."));
    }
    return std::make_unique<EndpointTeacher>(m_experiment.teacher.endpoint, classNames(),
                                             tokenizers::Tokenizer::load(folder), m_experiment.data.maxLength);
}

std::vector<std::uint32_t> TextTask::judgedItems() const {
    const size_t all = m_splits.test.count();
    const auto wanted = static_cast<size_t>(m_experiment.teacher.endpoint.judge);
    if (wanted == 0 || wanted >= all) return allOf(all);
    std::vector<std::uint32_t> positions;
    for (size_t i = 0; i < wanted; ++i) positions.push_back(static_cast<std::uint32_t>(i * all / wanted));
    return positions;
}

AskedAnswers TextTask::askTeacher(RunModel& teacher, const QString& listFile, bool asBefore,
                                  report::RunListener& listener, RunControl& control,
                                  const std::function<void(double)>& share) {
    const auto listed = asBefore ? readUnanswered(listFile) : std::set<std::pair<Split, std::uint32_t>>();
    Interview interviews[] = {{Split::Validation, allOf(m_splits.validation.count()), {}, {}},
                              {Split::Test, judgedItems(), {}, {}},
                              {Split::Train, allOf(m_splits.train.count()), {}, {}}};
    std::vector<endpoint::LabelText> questions;
    for (Interview& interview : interviews) {
        const data::TextSubset& items = subset(interview.split);
        std::erase_if(interview.positions, [&](std::uint32_t position) {
            return listed.contains({interview.split, items.indices[position]});
        });
        for (const std::uint32_t position : interview.positions) {
            const std::uint32_t row = items.indices[position];
            questions.push_back(
                {QString::fromStdString(items.dataset->text(row)), QString::fromStdString(items.dataset->pair(row))});
        }
    }
    const endpoint::Labels labels = dynamic_cast<EndpointTeacher&>(teacher).ask(questions, listener, control, share);

    std::vector<Unanswered> unanswered;
    size_t next = 0;
    for (Interview& interview : interviews) {
        for (const std::uint32_t position : interview.positions) {
            const endpoint::LabelledText& answer = labels.texts[next];
            const QString& text = questions[next++].text;
            if (!answer.isLabelled()) {
                unanswered.push_back({interview.split, subset(interview.split).indices[position], answer.reason, text});
                continue;
            }
            interview.answered.push_back(position);
            for (const double p : answer.probabilities) interview.logits.push_back(static_cast<float>(std::log(p)));
        }
    }
    if (listed.empty()) writeUnanswered(listFile, unanswered);
    if (labels.ending.kind != endpoint::Ending::Kind::Finished) {
        throw WorkError(labels.ending.reason, teacherName(), labels.ending.remedy);
    }
    if (!unanswered.empty()) {
        listener.logged(Text::tr("%L1 texts got no answer and are left out; %2 lists them with the reasons.")
                            .arg(unanswered.size())
                            .arg(listFile));
    }
    for (const Interview& interview : interviews) {
        if (!interview.answered.empty()) continue;
        throw WorkError(Text::tr("the teacher answered too few texts"), teacherName(),
                        unanswered.empty() ? QString() : unanswered.front().reason);
    }
    if (interviews[1].answered.size() < m_splits.test.count()) {
        listener.logged(Text::tr("The teacher is judged on %L1 of %L2 test items.")
                            .arg(interviews[1].answered.size())
                            .arg(m_splits.test.count()));
    }
    const qsizetype classes = classNames().size();
    m_splits.validation = m_splits.validation.chosen(interviews[0].answered);
    m_splits.train = m_splits.train.chosen(interviews[2].answered);
    const std::vector<std::uint32_t>& judged = interviews[1].answered;
    return {matrixOf(interviews[2].logits, classes), matrixOf(interviews[0].logits, classes),
            matrixOf(interviews[1].logits, classes),
            torch::tensor(std::vector<std::int64_t>(judged.begin(), judged.end()), torch::kInt64)};
}

std::unique_ptr<RunModel> TextTask::openFurtherTeacher(const QString& path) {
    auto teacher = openTextModel(teacherFolderOf(path), QFileInfo(path).fileName(), classNames(),
                                 m_experiment.data.maxLength, 0, m_device);
    if (!teacher->headIsNew()) return teacher;
    throw RequestError(Text::tr("this teacher has no answer layer for these labels"), path,
                       Text::tr("Only the first teacher is fine-tuned: choose one that was made for this task."));
}

std::unique_ptr<RunModel> TextTask::openGivenStudent(std::uint64_t seed) const {
    const experiment::StudentSpec& spec = m_experiment.student;
    if (spec.start != StudentStart::Folder) return nullptr;
    return openTextModel(spec.path, studentName(), classNames(), m_experiment.data.maxLength, seed, m_device);
}

models::TransformerConfig TextTask::configOf(const experiment::StudentSpec& learner, const TextReader& teacher) const {
    if (learner.start == StudentStart::Folder) return nn::loadTextConfig(learner.path);
    const auto* transformer = dynamic_cast<const TextModel*>(&teacher);
    if (learner.start == StudentStart::Teacher && transformer != nullptr) {
        models::TransformerConfig config = transformer->config();
        config.layers = static_cast<int>(chosenLayers(learner, config.layers).size());
        return config;
    }
    const tokenizers::Tokenizer& tokenizer = teacher.tokenizer();
    models::TransformerConfig config = models::buildTextModel(
        learner.model, transformer ? transformer->config().vocabularySize : tokenizer.vocabularySize(), classNames());
    config.padId = transformer ? transformer->config().padId : tokenizer.padId();
    return config;
}

void TextTask::addCopies(const tokenizers::Tokenizer& tokenizer, report::RunListener& listener) {
    const experiment::TextAugmentation& spec = m_experiment.data.augment;
    if (spec.copies == 0) return;
    const std::optional<std::string> mask = maskTokenOf(tokenizer);
    if (!mask && spec.mask > 0) {
        throw RequestError(Text::tr("the teacher's tokenizer has no token that stands for a masked word"),
                           u"data.augment.mask"_s, Text::tr("Set it to 0: copies are then only cut."));
    }
    const data::TextSubset copies =
        data::changedCopies(m_splits.train, spec, mask.value_or(""), m_experiment.data.seed, data::kMostTextInMemory);
    m_copies = copies.count();
    m_splits.train = data::joined(m_splits.train, copies, data::kMostTextInMemory);
    listener.logged(Text::tr("%L1 changed copies of texts are made for the teacher to answer.").arg(m_copies));
}

void TextTask::checkTokens(const TextReader& teacher) const {
    const std::vector<experiment::LossSpec>& losses = m_experiment.distill.losses;
    const auto loss = std::find_if(losses.begin(), losses.end(), [](const experiment::LossSpec& spec) {
        return experiment::comparesLayers(spec.loss);
    });
    if (loss == losses.end()) return;
    std::vector<std::pair<QString, experiment::StudentSpec>> learners;
    for (size_t i = 0; i < m_experiment.teacher.assistants.size(); ++i) {
        learners.emplace_back(u"teacher.assistants[%1]"_s.arg(i), m_experiment.teacher.assistants[i].student);
    }
    learners.emplace_back(u"student"_s, m_experiment.student);
    tokenizers::Tokenizer last = teacher.tokenizer();
    for (const auto& [item, learner] : learners) {
        if (learner.start != StudentStart::Folder) continue;
        const auto own = tokenizers::Tokenizer::load(learner.path);
        if (!cutAlike(last, own, m_splits.train)) {
            throw RequestError(
                Text::tr("%1 compares token with token, and this model has a tokenizer of its own, which "
                         "cuts texts otherwise than its teacher's")
                    .arg(experiment::nameOf(loss->loss)),
                item + u".path"_s, Text::tr("Remove the loss, or set %1.start to scratch or teacher.").arg(item));
        }
        last = own;
    }
}

void TextTask::estimateCosts(TextReader& teacher) {
    // A few texts tell the length as well as all of them.
    data::TextSubset few = m_splits.train;
    few.indices.resize(std::min<size_t>(few.indices.size(), 1000));
    const nn::TextSource texts(few, teacher.tokenizer(), teacher.maxLength(), m_device);
    m_meanLength = static_cast<int>(texts.meanLength() + 0.5);
    if (asksTeacher()) {
        // It costs nothing here; waiting for it is most of the run.
        m_teacherCost = kWaitingCost * learnerCost(m_experiment.student, teacher);
        return;
    }
    // Of a file nothing but its size is known: as if every weight met every token.
    const auto* transformer = dynamic_cast<const TextModel*>(&teacher);
    m_teacherCost = transformer ? static_cast<double>(models::multiplyAdds(transformer->config(), m_meanLength))
                                : static_cast<double>(teacher.parameterCount()) * m_meanLength;
}

double TextTask::learnerCost(const experiment::StudentSpec& learner, const RunModel& teacher) const {
    // Layers of an assistant whose teacher only answers: there is no telling yet.
    const bool isUnknown =
        learner.start == StudentStart::Teacher && dynamic_cast<const TextModel*>(&teacher) == nullptr;
    if (isUnknown) return m_teacherCost / 2;
    const models::TransformerConfig config = configOf(learner, dynamic_cast<const TextReader&>(teacher));
    return static_cast<double>(models::multiplyAdds(config, m_meanLength));
}

/// Texts in memory, labels and places, and the tokens of all of them, once for the teacher and once for its learner.
std::int64_t TextTask::dataBytes() const {
    constexpr std::int64_t kBytesOfARow = 14;
    constexpr std::int64_t kBytesOfAToken = 2 * sizeof(std::int32_t);
    std::set<const data::TextDataset*> datasets;
    std::int64_t bytes = 0;
    std::int64_t items = 0;
    for (const data::TextSubset* subset : {&m_splits.train, &m_splits.validation, &m_splits.test}) {
        items += static_cast<std::int64_t>(std::min(subset->count(), nn::TextSource::kMostKept));
        const data::TextDataset& dataset = *subset->dataset;
        if (!datasets.insert(&dataset).second) continue;
        bytes += kBytesOfARow * static_cast<std::int64_t>(dataset.count());
        for (size_t row = 0; dataset.isInMemory() && row < dataset.count(); ++row) bytes += dataset.bytes(row);
    }
    return bytes + items * m_meanLength * kBytesOfAToken;
}

memory::NetworkNeed TextTask::needOf(RunModel& model) const {
    if (const auto* transformer = dynamic_cast<const TextModel*>(&model)) return memory::needOf(transformer->config());
    return {model.parameterCount() * static_cast<std::int64_t>(sizeof(float)), 0, 0};
}

memory::NetworkNeed TextTask::learnerNeed(const experiment::StudentSpec& learner, RunModel& teacher) const {
    const auto* transformer = dynamic_cast<const TextModel*>(&teacher);
    if (learner.start == StudentStart::Teacher && transformer == nullptr) return {};  // unknown
    const models::TransformerConfig config = configOf(learner, dynamic_cast<const TextReader&>(teacher));
    if (transformer == nullptr) return memory::needOf(config);
    return memory::needOf(config, transformer->config(), m_experiment.distill.losses);
}

/// Batches hold texts of like length: one has the longest of all.
memory::Batch TextTask::mostAtOnce(size_t items, const RunModel& teacher) const {
    const auto& reader = dynamic_cast<const TextReader&>(teacher);
    data::TextSubset longest = m_splits.train;
    const data::TextDataset& dataset = *longest.dataset;
    const auto end = longest.indices.begin() + static_cast<std::ptrdiff_t>(std::min(items, longest.count()));
    std::partial_sort(longest.indices.begin(), end, longest.indices.end(),
                      [&](std::uint32_t a, std::uint32_t b) { return dataset.bytes(a) > dataset.bytes(b); });
    longest.indices.erase(end, longest.indices.end());
    const nn::TextSource texts(longest, reader.tokenizer(), reader.maxLength(), m_device);
    return {texts.tokenCount(), texts.pairCount()};
}

memory::Batch TextTask::answeredAtOnce(const RunModel& teacher) const {
    return mostAtOnce(data::kTextsAnsweredAtOnce, teacher);
}

std::unique_ptr<RunModel> TextTask::makeStudent(std::uint64_t seed, RunModel& teacherModel, Upbringing upbringing) {
    if (auto given = openGivenStudent(seed)) return given;
    auto& teacher = dynamic_cast<TextReader&>(teacherModel);
    const experiment::StudentSpec& spec = m_experiment.student;
    const bool isTaught = upbringing == Upbringing::Taught;
    nn::LoadedTextModel student;
    student.headIsNew = true;
    if (spec.start == StudentStart::Teacher && isTaught) {
        auto& inner = dynamic_cast<TextModel&>(teacherModel);
        student.model = nn::studentOfTeacherLayers(inner.transformer(), chosenLayers(spec, inner.config().layers),
                                                   classNames(), seed);
    } else {
        student.model = std::make_unique<nn::Transformer>(configOf(spec, teacher), seed, m_device);
        if (spec.projectEmbeddings && isTaught) {
            nn::projectEmbeddings(*student.model, dynamic_cast<TextModel&>(teacherModel).transformer());
        }
    }
    return std::make_unique<TextModel>(studentName(), std::move(student), teacher.tokenizer(),
                                       m_experiment.data.maxLength);
}

std::unique_ptr<RunModel> TextTask::open(Role role, const QString& folder) {
    const QString name = role == Role::Teacher ? teacherName() : studentName();
    return openTextModel(folder, name, classNames(), m_experiment.data.maxLength, 0, m_device);
}

std::unique_ptr<nn::ItemSource> TextTask::items(RunModel& model, Split split) {
    auto& text = dynamic_cast<TextReader&>(model);
    return std::make_unique<nn::TextSource>(subset(split), text.tokenizer(), text.maxLength(), m_device);
}

}  // namespace distillab::engine
