#include "app/cli/console.h"
#include "app/cli/verb.h"
#include "core/base/error.h"
#include "core/base/files.h"
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
    throw RequestError(areTexts ? Text::tr("no text is in this file") : Text::tr("no image is named in this file"), path,
                       areTexts ? Text::tr("Write one text per line.") : Text::tr("Write one path per line."));
}

void refuseOption(const QCommandLineParser& words, const QString& option, const QString& message, const QString& remedy) {
    if (words.isSet(option)) throw RequestError(message, u"--"_s + option, remedy);
}

std::vector<Question> questionsOf(const QCommandLineParser& words, bool areTexts) {
    const QString option = areTexts ? u"text"_s : u"image"_s;
    const QString remedy = areTexts ? Text::tr("Give --text TEXT, or --input FILE with one text per line.")
                                    : Text::tr("Give --image FILE, or --input FILE with one path per line.");
    if (areTexts) {
        refuseOption(words, u"image"_s, Text::tr("this model takes text, not images"), remedy);
    } else {
        refuseOption(words, u"text"_s, Text::tr("this model takes images, not text"), remedy);
    }
    const QStringList values = words.values(option);
    if (values.isEmpty() != words.isSet(u"input"_s)) {
        throw RequestError(values.isEmpty() ? Text::tr("no question was given")
                                            : Text::tr("--%1 and --input cannot be used together").arg(option),
                           u"predict"_s, remedy);
    }
    if (values.isEmpty()) return readQuestions(words.value(u"input"_s), areTexts);
    std::vector<Question> questions;
    const QStringList pairs = words.values(u"text-pair"_s);
    for (qsizetype i = 0; i < values.size(); ++i) {
        questions.push_back(areTexts ? Question{.text = values[i], .textPair = pairs.value(i)}
                                     : Question{.imageFile = values[i]});
    }
    return questions;
}

QString requireFolder(const QString& path) {
    const QFileInfo info(path);
    if (info.isDir()) return info.absoluteFilePath();
    throw RequestError(Text::tr("this is not a folder"), path, Text::tr("Give a run folder or an export folder."));
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
    const QString folder = requireFolder(words.positionalArguments().constFirst());
    session::Engine& engine = session::loadEngine();
    const std::vector<Question> questions = questionsOf(words, engine.readsText(folder));
    const std::vector<Prediction> predictions = engine.predict(folder, questions);
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
    return {u"predict"_s,
            u"RUN_OR_EXPORT_DIR (--text TEXT... | --image FILE... | --input FILE)"_s,
            Text::tr("Lets a trained student answer."),
            1,
            {{u"image"_s, Text::tr("Picture to answer for; may be given several times."), u"FILE"_s},
             {u"input"_s, Text::tr("File with one text, or one picture path relative to the file, per line."), u"FILE"_s},
             {u"text"_s, Text::tr("Text to answer for; may be given several times."), u"TEXT"_s},
             {u"text-pair"_s, Text::tr("Second text, for models that compare two."), u"TEXT"_s}},
            {},
            execute};
}

}  // namespace distillab::cli
