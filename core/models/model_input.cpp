#include "core/models/model_input.h"

#include "core/base/error.h"
#include "core/base/limited_file.h"
#include "core/models/transformer_config.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

namespace distillab::models {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::ModelInput)
};

}  // namespace

bool isModelFolder(const QString& folder) { return QFileInfo(folder + u"/config.json"_s).isFile(); }

QString exportedFile(const QString& path) {
    const QFileInfo given(path);
    if (given.isFile()) return given.suffix() == u"onnx" ? given.absoluteFilePath() : QString();
    for (const QString& name : {u"model.onnx"_s, u"model.int8.onnx"_s, u"model.fp16.onnx"_s}) {
        const QFileInfo file(path + u'/' + name);
        if (file.isFile()) return file.absoluteFilePath();
    }
    return {};
}

ModelInput modelInputOf(const QString& path) {
    const QDir given(QFileInfo(path).isFile() ? QFileInfo(path).path() : path);
    for (const QString& name : {u"config.json"_s, u"student/config.json"_s}) {
        if (!given.exists(name)) continue;
        const QJsonObject config =
            QJsonDocument::fromJson(readFileUpTo(given.filePath(name), kMostConfigBytes)).object();
        const bool isOurs = config.value(u"model_type"_s).toString() == u"distillab-image-classifier";
        return isOurs ? ModelInput::Images : ModelInput::Texts;
    }
    if (!exportedFile(path).isEmpty()) return ModelInput::Images;  // texts have a config.json beside it
    throw RequestError(Text::tr("there is no model in this folder"), path,
                       Text::tr("Choose a finished run, a model folder or an export folder."));
}

}  // namespace distillab::models
