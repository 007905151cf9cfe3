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

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::PredictVerb)
};

constexpr qsizetype kAnswersShown = 3;

/// One path per line, relative to the file that lists them; empty lines are passed over.
QStringList readImageList(const QString& path) {
    const QDir folder = QFileInfo(path).absoluteDir();
    QStringList images;
    for (const QString& line : QString::fromUtf8(readFile(path)).split(u'\n')) {
        if (!line.trimmed().isEmpty()) images << QDir::cleanPath(folder.absoluteFilePath(line.trimmed()));
    }
    if (images.isEmpty()) {
        throw RequestError(Text::tr("no image is named in this file"), path, Text::tr("Write one path per line."));
    }
    return images;
}

QStringList imagesOf(const QCommandLineParser& words) {
    if (words.isSet(u"text"_s)) {
        throw RequestError(Text::tr("this model takes images, not text"), u"--text"_s,
                           Text::tr("Give --image FILE."));
    }
    const QStringList images = words.values(u"image"_s);
    if (images.isEmpty() != words.isSet(u"input"_s)) {
        throw RequestError(images.isEmpty() ? Text::tr("no image was given")
                                            : Text::tr("--image and --input cannot be used together"),
                           u"predict"_s, Text::tr("Give --image FILE, or --input FILE with one path per line."));
    }
    return images.isEmpty() ? readImageList(words.value(u"input"_s)) : images;
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

int execute(const QCommandLineParser& words, Console& console) {
    const QStringList images = imagesOf(words);
    const QString folder = requireFolder(words.positionalArguments().constFirst());
    const std::vector<Prediction> predictions = session::loadEngine().predict(folder, images);
    QList<QStringList> rows;
    Json array = Json::array();
    for (size_t i = 0; i < predictions.size(); ++i) {
        const Prediction& prediction = predictions[i];
        rows << QStringList{images[static_cast<qsizetype>(i)], likeliest(prediction),
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
            u"RUN_OR_EXPORT_DIR (--image FILE... | --input FILE)"_s,
            Text::tr("Lets a trained student answer for pictures."),
            1,
            {{u"image"_s, Text::tr("Picture to answer for; may be given several times."), u"FILE"_s},
             {u"input"_s, Text::tr("Text file with one picture path per line, relative to the file."), u"FILE"_s},
             {u"text"_s, Text::tr("Text to answer for; only for models that read text."), u"TEXT"_s}},
            {},
            execute};
}

}  // namespace distillab::cli
