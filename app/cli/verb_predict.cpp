#include "app/cli/console.h"
#include "app/cli/verb.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/models/model_input.h"
#include "core/report/text_table.h"
#include "core/report/wording.h"
#include "core/session/engine.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace distillab::cli {
namespace {

using namespace Qt::Literals::StringLiterals;
using session::Prediction;
using session::Question;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::PredictVerb)
};

constexpr qsizetype kAnswersShown = 3;

/// One question per line: a text, or an image's path relative to the file that lists it. Empty lines are passed over.
std::vector<Question> readQuestions(const QString& path, bool areTexts) {
    const QDir folder = QFileInfo(path).absoluteDir();
    std::vector<Question> questions;
    for (const QString& line : QString::fromUtf8(readFile(path)).split(u'\n')) {
        const QString words = line.trimmed();
        if (words.isEmpty()) continue;
        questions.push_back(areTexts ? Question{.text = words}
                                     : Question{.imageFile = QDir::cleanPath(folder.absoluteFilePath(words))});
    }
    if (!questions.empty()) return questions;
    throw RequestError(areTexts ? Text::tr("no text is in this file") : Text::tr("no image is named in this file"),
                       path, areTexts ? Text::tr("Write one text per line.") : Text::tr("Write one path per line."));
}

/// What can be said before the model is looked at.
void checkQuestions(const QCommandLineParser& words) {
    const int ways = int(words.isSet(u"text"_s)) + int(words.isSet(u"image"_s)) + int(words.isSet(u"input"_s));
    if (ways == 1) return;
    throw RequestError(
        ways == 0 ? Text::tr("no question was given") : Text::tr("--text, --image and --input cannot be used together"),
        u"predict"_s, Text::tr("Give --text TEXT, --image FILE, or --input FILE with one of them per line."));
}

std::vector<Question> questionsOf(const QCommandLineParser& words, models::ModelInput kind) {
    const bool areTexts = kind == models::ModelInput::Texts;
    if (words.isSet(u"input"_s)) return readQuestions(words.value(u"input"_s), areTexts);
    if (areTexts != words.isSet(u"text"_s)) {
        throw RequestError(
            areTexts ? Text::tr("this model takes text, not images") : Text::tr("this model takes images, not text"),
            areTexts ? u"--image"_s : u"--text"_s,
            areTexts ? Text::tr("Give --text TEXT.") : Text::tr("Give --image FILE."));
    }
    std::vector<Question> questions;
    for (const QString& file : words.values(u"image"_s)) questions.push_back({.imageFile = file});
    const QStringList pairs = words.values(u"text-pair"_s);
    for (const QString& text : words.values(u"text"_s)) {
        questions.push_back({.text = text, .textPair = pairs.value(static_cast<qsizetype>(questions.size()))});
    }
    return questions;
}

QString requireModel(const QString& path) {
    const QFileInfo info(path);
    if (info.isDir() || !models::exportedFile(path).isEmpty()) return info.absoluteFilePath();
    throw RequestError(Text::tr("this is neither a folder nor an ONNX file"), path,
                       Text::tr("Give a run folder, an export folder, or a file in it."));
}

Json toJson(const Prediction& prediction) {
    Json probabilities = Json::object();
    for (const auto& [label, probability] : prediction.probabilities) probabilities[label.toStdString()] = probability;
    return Json{{"label", prediction.label.toStdString()},
                {"probabilities", std::move(probabilities)},
                {"milliseconds", prediction.milliseconds}};
}

/// "Sneaker 97.3 %, Ankle boot 2.1 %, Sandal 0.4 %".
QString likeliest(const Prediction& prediction) {
    auto sorted = prediction.probabilities;
    std::ranges::stable_sort(sorted, std::ranges::greater(), &std::pair<QString, double>::second);
    QStringList parts;
    for (const auto& [label, probability] : sorted.mid(0, kAnswersShown)) {
        parts << label + u' ' + report::percentText(probability);
    }
    return parts.join(u", "_s);
}

QString nameOf(const Question& question) {
    constexpr qsizetype kMostShown = 60;
    if (!question.imageFile.isEmpty()) return question.imageFile;
    return question.text.size() > kMostShown ? question.text.left(kMostShown) + u"…"_s : question.text;
}

int execute(const QCommandLineParser& words, Console& console) {
    checkQuestions(words);
    const QString folder = requireModel(words.positionalArguments().constFirst());
    const std::vector<Question> questions = questionsOf(words, models::modelInputOf(folder));
    const std::vector<Prediction> predictions = session::loadEngine().predict(folder, questions);
    QList<QStringList> rows;
    Json array = Json::array();
    for (size_t i = 0; i < predictions.size(); ++i) {
        const Prediction& prediction = predictions[i];
        rows << QStringList{nameOf(questions[i]), likeliest(prediction),
                            report::millisecondsText(prediction.milliseconds)};
        array.push_back(toJson(prediction));
    }
    console.print(report::textTable(rows, {report::Align::Left, report::Align::Left, report::Align::Right}));
    console.printJson(array);
    return kExitDone;
}

}  // namespace

Verb predictVerb() {
    return {
        u"predict"_s,
        u"RUN_OR_EXPORT (--text TEXT... | --image FILE... | --input FILE)"_s,
        Text::tr(
            "Lets a trained student answer: a run's, or an exported one (model.onnx of a folder, or the file given)."),
        1,
        {{u"image"_s, Text::tr("Picture to answer for; may be given several times."), u"FILE"_s},
         {u"input"_s, Text::tr("File with one text, or one picture path relative to the file, per line."), u"FILE"_s},
         {u"text"_s, Text::tr("Text to answer for; may be given several times."), u"TEXT"_s},
         {u"text-pair"_s, Text::tr("Second text, for models that compare two."), u"TEXT"_s}},
        {},
        execute};
}

}  // namespace distillab::cli
