#include "app/cli/console.h"
#include "app/cli/verb.h"
#include "core/base/error.h"
#include "core/base/spelling.h"
#include "core/experiment/presets.h"
#include "core/experiment/samples.h"
#include "core/models/registry.h"
#include "core/models/transformer_config.h"
#include "core/report/text_table.h"
#include "core/report/wording.h"

#include <QCoreApplication>

#include <nlohmann/json.hpp>

namespace distillab::cli {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::ListVerb)
};

/// What `list` shows: the same facts for a person and for a program.
struct Listing {
    QList<QStringList> rows;  ///< the first one is the header
    QList<report::Align> align{report::Align::Left};
    Json objects = Json::array();
    QString remark;
};

/// Models are sized for the pictures of MNIST-like sets, so that they can be compared.
constexpr data::ImageShape kExampleInput{1, 28, 28};
constexpr int kExampleClasses = 10;

/// Text models are sized for the vocabulary of BERT and a sentence of usual length.
constexpr int kExampleVocabulary = 30522;
constexpr int kExampleTokens = 32;

Listing listModels() {
    using enum report::Align;
    Listing listing;
    listing.align = {Left, Right, Right, Left};
    listing.rows << QStringList{Text::tr("model"), Text::tr("parameters"), Text::tr("multiply-adds"),
                                Text::tr("what it is")};
    for (const models::ModelInfo& model : models::listModels()) {
        const models::LayerGraph graph = models::buildModel(model.name, kExampleInput, kExampleClasses);
        listing.rows << QStringList{model.name, report::countText(graph.parameterCount()),
                                    report::countText(graph.multiplyAdds()), model.summary};
        listing.objects.push_back(Json{{"name", model.name.toStdString()},
                                       {"parameters", graph.parameterCount()},
                                       {"multiply_adds", graph.multiplyAdds()},
                                       {"input", {kExampleInput.channels, kExampleInput.height, kExampleInput.width}},
                                       {"classes", kExampleClasses},
                                       {"summary", model.summary.toStdString()}});
    }
    const QStringList labels{u"negative"_s, u"positive"_s};
    for (const models::ModelInfo& model : models::listTextModels()) {
        const models::TransformerConfig config = models::buildTextModel(model.name, kExampleVocabulary, labels);
        const std::int64_t multiplyAdds = models::multiplyAdds(config, kExampleTokens);
        listing.rows << QStringList{model.name, report::countText(models::parameterCount(config)),
                                    report::countText(multiplyAdds), model.summary};
        listing.objects.push_back(Json{{"name", model.name.toStdString()},
                                       {"parameters", models::parameterCount(config)},
                                       {"multiply_adds", multiplyAdds},
                                       {"vocabulary", kExampleVocabulary},
                                       {"tokens", kExampleTokens},
                                       {"classes", labels.size()},
                                       {"summary", model.summary.toStdString()}});
    }
    listing.remark = Text::tr(
        "Image models are counted for grey pictures of 28×28 pixels and ten classes; any of them "
        "can be teacher or student, and “width” in the experiment makes it wider or narrower. Text "
        "models are counted for the vocabulary of BERT, 32 tokens and two classes; they are "
        "students for teachers of any size.");
    return listing;
}

Listing listLosses() {
    Listing listing;
    listing.rows << QStringList{Text::tr("loss"), Text::tr("formula"), Text::tr("what it measures")};
    for (const experiment::LossInfo& loss : experiment::listLosses()) {
        listing.rows << QStringList{loss.name, loss.formula, loss.summary};
        listing.objects.push_back(Json{{"name", loss.name.toStdString()},
                                       {"formula", loss.formula.toStdString()},
                                       {"summary", loss.summary.toStdString()}});
    }
    listing.remark = Text::tr(
        "The student minimises alpha · (soft-targets, logit-mse, dkd) + (1 − alpha) · hard-labels + all others, each "
        "with its weight and averaged over the batch. Name them in distill.losses; the default is soft-targets and "
        "hard-labels.");
    return listing;
}

Listing listSamples() {
    Listing listing;
    listing.rows << QStringList{Text::tr("sample"), Text::tr("time"), Text::tr("what it teaches")};
    for (const experiment::Sample& sample : experiment::listSamples()) {
        const QString needs = sample.needs.isEmpty() ? QString() : u' ' + Text::tr("Needs %1.").arg(sample.needs);
        listing.rows << QStringList{sample.name, sample.duration, sample.summary + needs};
        listing.objects.push_back(Json{{"name", sample.name.toStdString()},
                                       {"title", sample.title.toStdString()},
                                       {"duration", sample.duration.toStdString()},
                                       {"summary", sample.summary.toStdString()},
                                       {"needs", sample.needs.toStdString()}});
    }
    listing.remark = Text::tr("Get one with: distillab-cli sample fashion-mnist --out my-first");
    return listing;
}

Listing listPresets() {
    Listing listing;
    listing.rows << QStringList{Text::tr("preset"), Text::tr("what it is")};
    for (const experiment::Preset& preset : experiment::listPresets()) {
        Json settings = Json::object();
        for (const auto& [key, value] : preset.settings) settings[key.toStdString()] = value.toStdString();
        listing.rows << QStringList{preset.name, preset.summary};
        listing.objects.push_back(Json{{"name", preset.name.toStdString()},
                                       {"title", preset.title.toStdString()},
                                       {"summary", preset.summary.toStdString()},
                                       {"task", preset.task.toStdString()},
                                       {"settings", settings}});
    }
    listing.remark = Text::tr("Use one with: distillab-cli run EXPERIMENT.yaml --out DIR --set distill.preset=hinton");
    return listing;
}

Listing listTeachers() {
    const std::pair<QString, QString> sources[] = {
        {u"train"_s, Text::tr("Trained here, at the beginning of the run: teacher.model names the model.")},
        {u"run"_s, Text::tr("The teacher of an earlier run: teacher.path names its run folder.")},
        {u"folder"_s, Text::tr("A model folder, ours or a Hugging Face folder for texts: teacher.path names it.")},
        {u"hub"_s, Text::tr("A text model of the Hugging Face hub: teacher.model names it, as owner/name.")},
        {u"onnx"_s, Text::tr("An ONNX file, answered by ONNX Runtime: teacher.path names it or its folder.")},
        {u"torchscript"_s, Text::tr("A TorchScript file: teacher.path names it. It is a program; teacher.trust_code "
                                    "must allow it.")},
        {u"endpoint"_s, Text::tr("A chat model behind an address that speaks the OpenAI chat API: "
                                 "teacher.endpoint.url and .model name it.")}};
    Listing listing;
    listing.rows << QStringList{u"teacher.source"_s, Text::tr("where the teacher comes from")};
    for (const auto& [name, summary] : sources) {
        listing.rows << QStringList{name, summary};
        listing.objects.push_back(Json{{"name", name.toStdString()}, {"summary", summary.toStdString()}});
    }
    listing.remark = Text::tr(
        "Any image model of “distillab-cli list models” can be trained as a teacher. A text model "
        "without an answer layer for the task is fine-tuned first. Of an ONNX or TorchScript file only the answers are "
        "known: losses that compare hidden states or attention need a model folder, and texts need its tokenizer "
        "beside it. teacher.also names further teachers, whose probabilities are averaged.");
    return listing;
}

Listing makeListing(const QString& what) {
    if (what == u"models") return listModels();
    if (what == u"losses") return listLosses();
    if (what == u"samples") return listSamples();
    if (what == u"teachers") return listTeachers();
    if (what == u"presets") return listPresets();
    const QString nearest = nearestWord(what, {u"models"_s, u"losses"_s, u"samples"_s, u"teachers"_s, u"presets"_s});
    throw RequestError(Text::tr("there is no list of “%1”").arg(what), u"list"_s,
                       nearest.isEmpty() ? Text::tr("Choose models, losses, presets, samples or teachers.")
                                         : Text::tr("Did you mean “%1”?").arg(nearest));
}

int execute(const QCommandLineParser& words, Console& console) {
    const Listing listing = makeListing(words.positionalArguments().constFirst());
    console.print(report::textTable(listing.rows, listing.align) + u'\n' + listing.remark + u'\n');
    console.printJson(listing.objects);
    return kExitDone;
}

}  // namespace

Verb listVerb() {
    return {u"list"_s,
            u"models|losses|presets|samples|teachers"_s,
            Text::tr("Shows what there is to choose from."),
            1,
            {},
            {},
            execute};
}

}  // namespace distillab::cli
