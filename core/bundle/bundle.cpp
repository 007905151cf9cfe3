#include "core/bundle/bundle.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/whole_number.h"
#include "core/bundle/model_card.h"
#include "core/bundle/template_text.h"
#include "core/bundle/word_piece.h"
#include "core/models/transformer_config.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QSet>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace distillab::bundle {
namespace {

using namespace Qt::Literals::StringLiterals;
using nlohmann::ordered_json;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Bundle)
};

constexpr auto kManifest = "bundle.json"_L1;

ordered_json readJson(const QString& path) {
    try {
        return ordered_json::parse(readFile(path).toStdString());
    } catch (const ordered_json::exception& error) {
        throw RequestError(Text::tr("the file is damaged: %1").arg(QString::fromUtf8(error.what())), path,
                           Text::tr("Export the run once more."));
    }
}

void writeJson(const QString& path, const ordered_json& json) {
    writeFileAtomically(path, QByteArray::fromStdString(json.dump(2)) + '\n');
}

QStringList labelsOf(const ordered_json& config) {
    const auto& names = config.at("id2label");
    QStringList labels;
    for (size_t id = 0; id < names.size(); ++id) {
        labels << QString::fromStdString(names.at(std::to_string(id)).get<std::string>());
    }
    return labels;
}

/// A text between quotes, as C++, JavaScript and YAML read it.
QString quoted(const QString& text) {
    QString result = u"\""_s;
    for (const QChar c : text) {
        if (c == u'"' || c == u'\\') {
            result += u'\\' + QString(c);
        } else if (c.unicode() < 0x20 || c.unicode() == 0x7F) {
            result += u"\\%1"_s.arg(c.unicode(), 3, 8, QLatin1Char('0'));  // three digits: none after it counts
        } else {
            result += c;
        }
    }
    return result + u'"';
}

QString quotedList(const QStringList& texts) {
    QStringList list;
    for (const QString& text : texts) list << quoted(text);
    return list.join(u", "_s);
}

QString numberList(const ordered_json& numbers) {
    QStringList list;
    for (const ordered_json& number : numbers) list << QString::number(number.get<double>(), 'g', 17);
    return list.join(u", "_s);
}

/// Writes programs/LANGUAGE/NAME from the template of that name.
/// @param kind  "text" or "image": the templates' folder
void writeProgram(const QString& folder, const QString& kind, const QString& language, const QString& name,
                  const Filling& filling) {
    const QString text = QString::fromUtf8(readFile(u":/bundle/%1/%2"_s.arg(kind, name)));
    writeFileAtomically(u"%1/programs/%2/%3"_s.arg(folder, language, name), filled(text, filling).toUtf8());
}

void writePrograms(const QString& folder, const QString& kind, const Filling& filling) {
    writeProgram(folder, kind, u"python"_s, u"classify.py"_s, filling);
    writeProgram(folder, kind, u"javascript"_s, u"classify.mjs"_s, filling);
    writeProgram(folder, kind, u"javascript"_s, u"package.json"_s, filling);
}

void writeNativePrograms(const QString& folder, const QString& kind, const Filling& filling) {
    writeProgram(folder, kind, u"cpp"_s, u"classify.cpp"_s, filling);
    writeProgram(folder, kind, u"kotlin"_s, u"Classifier.kt"_s, filling);
}

/// The tokenizer's own files, so that every library reads as many tokens as the student does, and fills no text up.
void limitTokens(const QString& folder, int maxTokens) {
    const QString mainFile = folder + u"/tokenizer.json"_s;
    ordered_json tokenizer = readJson(mainFile);
    tokenizer["truncation"] = {
        {"direction", "Right"}, {"max_length", maxTokens}, {"strategy", "LongestFirst"}, {"stride", 0}};
    tokenizer["padding"] = nullptr;
    writeFileAtomically(mainFile, QByteArray::fromStdString(tokenizer.dump(-1, ' ', false)) + '\n');
    const QString configFile = folder + u"/tokenizer_config.json"_s;
    ordered_json config = QFileInfo::exists(configFile) ? readJson(configFile) : ordered_json::object();
    config["model_max_length"] = maxTokens;
    writeJson(configFile, config);
}

CardFacts completeText(const QString& folder, const Origin& origin) {
    const QString configFile = folder + u"/config.json"_s;
    const int most = models::parseTransformerConfig(readFile(configFile), configFile).maxTokens();
    CardFacts facts;
    facts.labels = labelsOf(readJson(configFile));
    const int wanted = origin.experiment.data.maxLength;
    facts.maxTokens = wanted > 0 ? std::min(wanted, most) : most;
    limitTokens(folder, facts.maxTokens);

    const QByteArray tokenizer = readFile(folder + u"/tokenizer.json"_s);
    facts.tokenizer = tokenizerKindIn(tokenizer);
    Filling filling;
    if (!origin.experiment.data.textPair.isEmpty()) filling.flags << u"PAIRS"_s;
    writePrograms(folder, u"text"_s, filling);
    const std::optional<WordPiece> pieces = wordPieceIn(tokenizer);
    facts.hasCpp = pieces.has_value();
    if (!pieces) return facts;

    writeFileAtomically(folder + u"/vocab.txt"_s, pieces->vocabulary.join(u'\n').toUtf8() + '\n');
    if (pieces->lowerCase) filling.flags << u"LOWERCASE"_s;
    if (pieces->stripAccents) filling.flags << u"STRIP_ACCENTS"_s;
    if (pieces->spaceIdeographs) filling.flags << u"CHINESE"_s;
    filling.values = {{u"CLS"_s, pieces->first},
                      {u"SEP"_s, pieces->separator},
                      {u"UNK"_s, pieces->unknown},
                      {u"OR_IDEOGRAPH"_s, pieces->spaceIdeographs ? u" || isIdeograph(c)"_s : QString()},
                      {u"LABELS"_s, quotedList(facts.labels)},
                      {u"MAX_TOKENS"_s, QString::number(facts.maxTokens)},
                      {u"LONGEST_WORD"_s, QString::number(pieces->longestWord)}};
    writeNativePrograms(folder, u"text"_s, filling);
    writeProgram(folder, u"text"_s, u"kotlin"_s, u"WordPiece.kt"_s, filling);
    return facts;
}

CardFacts completeImage(const QString& folder, const Origin& origin) {
    const QString configFile = folder + u"/config.json"_s;
    const QString preprocessorFile = folder + u"/preprocessor_config.json"_s;
    for (const QString& file : {configFile, preprocessorFile}) {
        writeFileAtomically(file, readFile(origin.studentFolder + u'/' + QFileInfo(file).fileName()));
    }
    const ordered_json preprocessor = readJson(preprocessorFile);
    CardFacts facts;
    facts.labels = labelsOf(readJson(configFile));
    facts.width = wholeNumber<int>(preprocessor.at("size").at("width"));
    facts.height = wholeNumber<int>(preprocessor.at("size").at("height"));
    facts.isGrey = preprocessor.at("image_mean").size() == 1;
    facts.hasCpp = true;
    const Filling filling{{{u"LABELS"_s, quotedList(facts.labels)},
                           {u"WIDTH"_s, QString::number(facts.width)},
                           {u"HEIGHT"_s, QString::number(facts.height)},
                           {u"CHANNELS"_s, QString::number(preprocessor.at("image_mean").size())},
                           {u"MEAN"_s, numberList(preprocessor.at("image_mean"))},
                           {u"DEVIATION"_s, numberList(preprocessor.at("image_std"))}},
                          {}};
    writePrograms(folder, u"image"_s, filling);
    writeNativePrograms(folder, u"image"_s, filling);
    return facts;
}

QByteArray digestOf(const QString& path) {
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file)) {
        throw WorkError(Text::tr("the file cannot be read: %1").arg(file.errorString()), path);
    }
    return hash.result().toHex();
}

/// What whoever carries the folder elsewhere can check it with.
void writeManifest(const QString& folder) {
    QStringList names;
    for (QDirIterator all(folder, QDir::Files, QDirIterator::Subdirectories); all.hasNext();) {
        names << QDir(folder).relativeFilePath(all.next());
    }
    std::sort(names.begin(), names.end());
    ordered_json files = ordered_json::array();
    for (const QString& name : names) {
        const QString path = folder + u'/' + name;
        files.push_back({{"name", name.toStdString()},
                         {"bytes", QFileInfo(path).size()},
                         {"sha256", digestOf(path).toStdString()}});
    }
    writeJson(folder + u'/' + kManifest, {{"format", 1}, {"files", files}});
}

/// What a bundle may bring: a list that somebody else wrote must not name other files.
bool belongsToBundles(const QString& name) {
    static const QSet<QString> kNames = {u"config.json"_s,
                                         u"labels.json"_s,
                                         u"preprocessor_config.json"_s,
                                         u"README.md"_s,
                                         u"tokenizer.json"_s,
                                         u"tokenizer_config.json"_s,
                                         u"special_tokens_map.json"_s,
                                         u"added_tokens.json"_s,
                                         u"vocab.txt"_s,
                                         u"vocab.json"_s,
                                         u"merges.txt"_s,
                                         u"spiece.model"_s,
                                         u"tokenizer.model"_s,
                                         u"sentencepiece.bpe.model"_s,
                                         u"chat_template.jinja"_s};
    if (QDir::cleanPath(name) != name) return false;
    const bool isModel = name.startsWith(u"model.") && name.contains(u".onnx") && !name.contains(u'/');
    return kNames.contains(name) || isModel || (name.startsWith(u"programs/") && !name.contains(u".."));
}

}  // namespace

void checkTarget(const QString& folder) {
    const QDir target(folder);
    if (target.exists(kManifest)) return;
    for (const QString& name : {u"README.md"_s, u"programs"_s}) {
        if (!target.exists(name)) continue;
        throw RequestError(Text::tr("the export would take the place of “%1”, which no export wrote").arg(name),
                           target.absolutePath(), Text::tr("Choose an empty folder, or a new one."));
    }
}

void complete(const QString& folder, const Origin& origin) {
    try {
        const CardFacts facts =
            origin.experiment.learnsFromText() ? completeText(folder, origin) : completeImage(folder, origin);
        ordered_json labels = ordered_json::array();
        for (const QString& label : facts.labels) labels.push_back(label.toStdString());
        writeJson(folder + u"/labels.json"_s, labels);
        writeFileAtomically(folder + u"/README.md"_s, modelCard(origin, facts));
    } catch (const ordered_json::exception& error) {
        throw WorkError(
            Text::tr("the student's files are not as DistilLab writes them: %1").arg(QString::fromUtf8(error.what())),
            origin.studentFolder, Text::tr("Run the experiment again."));
    }
    writeManifest(folder);
}

QStringList filesOfBundle(const QString& folder) {
    QFile file(folder + u'/' + kManifest);
    if (!file.open(QIODevice::ReadOnly)) return {};
    const auto manifest = ordered_json::parse(file.readAll().toStdString(), nullptr, false);
    QStringList names;
    if (!manifest.is_object() || !manifest.contains("files")) return names;
    for (const ordered_json& entry : manifest.at("files")) {
        if (!entry.is_object() || !entry.contains("name") || !entry.at("name").is_string()) continue;
        const QString name = QString::fromStdString(entry.at("name").get<std::string>());
        if (belongsToBundles(name)) names << name;
    }
    return names;
}

}  // namespace distillab::bundle
