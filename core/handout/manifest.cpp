#include "core/handout/manifest.h"

#include "core/base/error.h"
#include "core/base/whole_number.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

#include <nlohmann/json.hpp>

namespace distillab::handout {
namespace {

using namespace Qt::Literals::StringLiterals;
using Json = nlohmann::ordered_json;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Handout)
};

const QString kRun = u"run"_s;
const QString kExperiment = u"experiment"_s;

[[noreturn]] void failDamaged(const QString& name) {
    throw RequestError(Text::tr("the hand-out's list of files is damaged"), name,
                       Text::tr("Ask for the file again, or have it packed anew."));
}

ManifestFile fileFrom(const Json& json, const QString& name) {
    static const QRegularExpression kDigest(u"^[0-9a-f]{64}$"_s);
    ManifestFile file{QString::fromStdString(json.at("path").get<std::string>()), wholeNumber<qint64>(json.at("size")),
                      QString::fromStdString(json.at("sha256").get<std::string>())};
    if (file.size < 0 || !kDigest.match(file.sha256).hasMatch()) failDamaged(name);
    return file;
}

}  // namespace

QByteArray toJson(const Manifest& manifest) {
    Json files = Json::array();
    for (const ManifestFile& file : manifest.files) {
        files.push_back(
            Json{{"path", file.path.toStdString()}, {"size", file.size}, {"sha256", file.sha256.toStdString()}});
    }
    const Json json{{"format", Manifest::kFormat},
                    {"program", manifest.program.toStdString()},
                    {"kind", (manifest.kind == Kind::Run ? kRun : kExperiment).toStdString()},
                    {"name", manifest.name.toStdString()},
                    {"files", std::move(files)}};
    return QByteArray::fromStdString(json.dump(2)) + '\n';
}

Manifest manifestFromJson(const QByteArray& json, const QString& name) {
    try {
        const Json root = Json::parse(json.toStdString());
        if (wholeNumber<int>(root.at("format")) != Manifest::kFormat) {
            throw RequestError(Text::tr("this hand-out was packed by another version of DistilLab"), name,
                               Text::tr("Open it with the version that packed it, or with a newer one."));
        }
        Manifest manifest;
        manifest.program = QString::fromStdString(root.at("program").get<std::string>());
        manifest.name = QString::fromStdString(root.at("name").get<std::string>());
        const QString kind = QString::fromStdString(root.at("kind").get<std::string>());
        if (kind != kRun && kind != kExperiment) failDamaged(name);
        manifest.kind = kind == kRun ? Kind::Run : Kind::Experiment;
        for (const Json& file : root.at("files")) manifest.files.push_back(fileFrom(file, name));
        return manifest;
    } catch (const nlohmann::json::exception&) {
        failDamaged(name);
    }
}

bool belongs(Kind kind, const QString& path) {
    static const QStringList kOfRuns = {u"experiment.yaml"_s,  u"metrics.jsonl"_s,    u"report.json"_s,
                                        u"measurement.json"_s, u"test_answers.csv"_s, u"pseudo_labels.csv"_s};
    if (kind == Kind::Experiment) return path == u"experiment.yaml" || path.startsWith(u"data/");
    const bool ofModel = path.startsWith(u"student/") || path.startsWith(u"teacher/");
    return kOfRuns.contains(path) || (ofModel && path.count(u'/') == 1);
}

}  // namespace distillab::handout
