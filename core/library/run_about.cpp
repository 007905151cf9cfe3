#include "core/library/run_about.h"

#include "core/base/files.h"
#include "core/experiment/run_folder.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <optional>

namespace distillab::library {
namespace {

using namespace Qt::Literals::StringLiterals;

/// Empty where there is no file, nothing where it is damaged.
std::optional<QJsonObject> readObject(const QString& path) {
    QFile file(path);
    if (!file.exists()) return QJsonObject();
    if (!file.open(QIODevice::ReadOnly)) return std::nullopt;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll());
    if (!document.isObject()) return std::nullopt;
    return document.object();
}

}  // namespace

RunAbout readAbout(const QString& runFolder) {
    const QJsonObject json = readObject(experiment::RunFolder(runFolder).aboutFile()).value_or(QJsonObject());
    RunAbout about;
    about.name = json[u"name"_s].toString();
    about.note = json[u"note"_s].toString();
    about.colour = json[u"colour"_s].toString();
    about.pinned = json[u"pinned"_s].toBool();
    about.deletedFrom = json[u"deleted_from"_s].toString();
    about.deletedAt = QDateTime::fromString(json[u"deleted_at"_s].toString(), Qt::ISODate);
    return about;
}

void writeAbout(const QString& runFolder, const RunAbout& about) {
    const QString path = experiment::RunFolder(runFolder).aboutFile();
    const std::optional<QJsonObject> before = readObject(path);
    if (!before) {
        const QString kept = path + u".damaged"_s;
        QFile::remove(kept);
        QFile::copy(path, kept);
    }
    QJsonObject json = before.value_or(QJsonObject());
    const auto put = [&](const QString& key, const QString& value) {
        if (value.isEmpty()) {
            json.remove(key);
        } else {
            json[key] = value;
        }
    };
    put(u"name"_s, about.name);
    put(u"note"_s, about.note);
    put(u"colour"_s, about.colour);
    json[u"pinned"_s] = about.pinned;
    put(u"deleted_from"_s, about.deletedFrom);
    put(u"deleted_at"_s, about.deletedAt.toString(Qt::ISODate));
    writeFileAtomically(path, QJsonDocument(json).toJson());
}

}  // namespace distillab::library
