#include "core/session/text_preview.h"

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/data/shares.h"
#include "core/session/engine.h"
#include "core/session/naive_bayes.h"

#include <algorithm>

namespace distillab::session {
namespace {

/// Enough for a stand-in that knows the common words, few enough to be read at once.
constexpr int kTextsForStandIn = 4000;
constexpr int kExamples = 12;

QString toQString(const std::string& text) { return QString::fromStdString(text); }

QString textOf(const data::TextSubset& subset, size_t i) {
    const QString text = toQString(subset.dataset->text(subset.indices[i]));
    return subset.dataset->hasPairs() ? text + u' ' + toQString(subset.dataset->pair(subset.indices[i])) : text;
}

NaiveBayes learnFrom(const data::TextSubset& subset) {
    NaiveBayes standIn(static_cast<int>(subset.dataset->classNames().size()));
    for (size_t i = 0; i < subset.labelledCount(); ++i) {
        standIn.learn(textOf(subset, i), static_cast<int>(subset.label(i)));
    }
    return standIn;
}

/// Some texts that are held out of the training, with the stand-in's answers.
std::vector<ExampleTargets> examplesOf(const data::TextSplits& splits) {
    const NaiveBayes standIn = learnFrom(splits.train);
    SplitMix64 random(7);
    std::vector<ExampleTargets> examples;
    for (int i = 0; i < kExamples; ++i) {
        const size_t chosen = random.below(static_cast<std::uint32_t>(splits.test.count()));
        const std::uint32_t row = splits.test.indices[chosen];
        ExampleTargets example;
        example.text = toQString(splits.test.dataset->text(row));
        example.textPair = toQString(splits.test.dataset->pair(row));
        example.label = splits.test.dataset->classNames()[splits.test.label(chosen)];
        example.logits = standIn.logits(textOf(splits.test, chosen));
        examples.push_back(std::move(example));
    }
    return examples;
}

qint64 usableRows(const data::TablePreview& table) { return static_cast<qint64>(table.totalRows - table.badRows); }

/// Rows of a file beside the training file.
qint64 rowsOf(const QString& path, experiment::DataSpec spec) {
    spec.train = path;
    return usableRows(data::previewTable(spec));
}

void countShares(DataPreview& preview, const data::TablePreview& table) {
    const experiment::DataSpec& spec = preview.spec;
    const data::Shares shares = data::cutShares(static_cast<size_t>(usableRows(table)), spec, !spec.test.isEmpty());
    preview.trainItems = static_cast<qint64>(shares.train.size());
    preview.validationItems =
        spec.validation.isEmpty() ? static_cast<qint64>(shares.validation.size()) : rowsOf(spec.validation, spec);
    preview.testItems = spec.test.isEmpty() ? static_cast<qint64>(shares.test.size()) : rowsOf(spec.test, spec);
}

/// Where each class of the data stands among the teacher's labels: by its name, or in the same order where the names
/// are others, as in LABEL_0, LABEL_1.
std::vector<size_t> placesOf(const QStringList& classNames, const QStringList& labels) {
    std::vector<size_t> places;
    const bool byName =
        std::all_of(classNames.begin(), classNames.end(), [&](const QString& n) { return labels.contains(n); });
    for (qsizetype i = 0; i < classNames.size(); ++i) {
        places.push_back(static_cast<size_t>(byName ? labels.indexOf(classNames[i]) : i));
    }
    return places;
}

void addExamples(DataPreview& preview) {
    experiment::DataSpec few = preview.spec;
    few.limit = few.limit > 0 ? std::min(few.limit, kTextsForStandIn) : kTextsForStandIn;
    few.test.clear();
    few.validation.clear();
    few.skipBadRows = true;
    few.unlabelled.clear();  // they teach the stand-in nothing
    few.labelled = 0;
    const data::TextSplits splits = data::loadText(few);
    preview.description = splits.description;
    preview.examples = examplesOf(splits);
}

}  // namespace

DataPreview makeTextPreview(const experiment::DataSpec& spec) {
    DataPreview preview;
    preview.spec = spec;
    auto table = std::make_shared<data::TablePreview>(data::previewTable(spec));
    preview.table = table;
    if (!table->problem.isEmpty()) return preview;
    preview.classNames = table->classNames;
    for (const size_t count : table->classCounts) preview.classCounts.push_back(static_cast<qint64>(count));
    try {
        countShares(preview, *table);
        addExamples(preview);
    } catch (const RequestError& error) {
        table->problem = error.message() + u'\n' + error.remedy();  // the columns can still be corrected
    }
    return preview;
}

DataPreview withTextTeacher(const DataPreview& preview, const experiment::TeacherSpec& teacher,
                            const std::function<Engine&()>& engine) {
    DataPreview answered = preview;
    answered.textTeacher.reset();
    const QString folder = givenTeacherFolder(teacher);
    if (folder.isEmpty()) return answered;
    answered.textTeacher = readTextTeacher(folder, preview.classNames);
    if (!answered.textTeacher->hasHead) return answered;
    std::vector<Question> questions;
    for (const ExampleTargets& example : preview.examples) questions.push_back({{}, example.text, example.textPair});
    const std::vector<Prediction> predictions = engine().predict(folder, questions);
    const std::vector<size_t> order = placesOf(preview.classNames, answered.textTeacher->config.labels);
    for (size_t i = 0; i < predictions.size(); ++i) {
        for (size_t c = 0; c < order.size(); ++c) answered.examples[i].logits[c] = predictions[i].logits.at(order[c]);
    }
    answered.realTeacher = true;
    return answered;
}

}  // namespace distillab::session
