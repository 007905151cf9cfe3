#include "core/models/weights.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/models/safetensors.h"
#include "core/models/torch_file.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <nlohmann/json.hpp>

#include <array>

namespace distillab::models {
namespace {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Weights)
};

constexpr std::array kFiles = {kSafetensorsFile, kSafetensorsIndex, kTorchFile, kTorchIndex};

[[noreturn]] void failIndex(const QString& path, const QString& message) {
    throw RequestError(message, path, Text::tr("The index of the shards is damaged: copy or download it again."));
}

TensorFile readSingle(const QString& path) {
    constexpr qint64 kBeginning = 32;
    QFile file(path);
    // One that cannot be opened is reported by the reader.
    const QByteArray beginning = file.open(QIODevice::ReadOnly) ? file.read(kBeginning) : QByteArray();
    return isTorchFile(beginning) ? readTorchFile(path) : readSafetensors(path);
}

bool isPlainFileName(const std::string& name) {
    return !name.empty() && name.front() != '.' && name.find_first_of("/\\:") == std::string::npos &&
           name.find('\0') == std::string::npos;
}

QString cutShort(const QStringList& names) {
    constexpr int kMostListed = 5;
    return names.mid(0, kMostListed).join(u", "_s) + (names.size() > kMostListed ? u", …"_s : QString());
}

WeightFile readShards(const QString& path) {
    if (QFileInfo(path).size() > kMostIndexBytes) failIndex(path, Text::tr("the index is too long"));
    const auto shardOf = parseShardIndex(readFile(path), path);
    const QString folder = QFileInfo(path).path();
    std::map<std::string, TensorFile> shards;
    for (const auto& [tensor, shard] : shardOf) shards.try_emplace(shard);

    QStringList missing;
    for (const auto& [name, shard] : shards) {
        if (!QFileInfo(folder + u'/' + QString::fromStdString(name)).isFile()) missing << QString::fromStdString(name);
    }
    if (!missing.isEmpty()) {
        throw RequestError(Text::tr("shards of the model are missing: %1").arg(cutShort(missing)), path,
                           Text::tr("Copy or download the missing files into the same folder."));
    }

    WeightFile weights;
    for (auto& [name, shard] : shards) {
        const QString file = folder + u'/' + QString::fromStdString(name);
        shard = readSingle(file);
        weights.bytes += QFileInfo(file).size();
        weights.metadata.insert(shard.metadata.begin(), shard.metadata.end());
        weights.storage.insert(weights.storage.end(), shard.storage.begin(), shard.storage.end());
    }
    for (const auto& [name, shard] : shardOf) {
        const auto found = shards[shard].tensors.find(name);
        if (found == shards[shard].tensors.end()) {
            missing << QString::fromStdString(name + " (" + shard + ')');
        } else {
            weights.tensors.emplace(name, found->second);
        }
    }
    if (!missing.isEmpty()) {
        failIndex(path, Text::tr("tensors are not in the shards that should hold them: %1").arg(cutShort(missing)));
    }
    return weights;
}

QString fileToRead(const QString& folderOrFile) {
    if (!QFileInfo(folderOrFile).isDir()) return folderOrFile;
    const QString path = findWeights(folderOrFile);
    if (!path.isEmpty()) return path;
    QStringList names;
    for (const char* name : kFiles) names << QLatin1String(name);
    throw RequestError(Text::tr("the folder holds no weights: there is none of %1").arg(names.join(u", "_s)),
                       folderOrFile, Text::tr("Choose a folder in the Hugging Face layout."));
}

}  // namespace

QString findWeights(const QString& folder) {
    for (const char* name : kFiles) {
        const QString path = folder + u'/' + QLatin1String(name);
        if (QFileInfo(path).isFile()) return path;
    }
    return {};
}

WeightFile readWeights(const QString& folderOrFile) {
    const QString path = fileToRead(folderOrFile);
    WeightFile weights;
    if (path.endsWith(u".index.json"_s)) {
        weights = readShards(path);
    } else {
        static_cast<TensorFile&>(weights) = readSingle(path);
        weights.bytes = QFileInfo(path).size();
    }
    weights.path = path;
    return weights;
}

std::map<std::string, std::string> parseShardIndex(const QByteArray& index, const QString& path) {
    const json document = json::parse(index.begin(), index.end(), nullptr, false);
    const auto map = document.is_object() ? document.find("weight_map") : document.end();
    if (!document.is_object() || map == document.end() || !map->is_object() || map->empty()) {
        failIndex(path, Text::tr("the index has no \"weight_map\""));
    }
    std::map<std::string, std::string> shardOf;
    for (const auto& [tensor, shard] : map->items()) {
        if (!shard.is_string() || !isPlainFileName(shard.get<std::string>())) {
            failIndex(path, Text::tr("tensor \"%1\" is said to be in %2, which is no plain file name")
                                .arg(QString::fromStdString(tensor), QString::fromStdString(shard.dump())));
        }
        shardOf[tensor] = shard.get<std::string>();
    }
    return shardOf;
}

}  // namespace distillab::models
