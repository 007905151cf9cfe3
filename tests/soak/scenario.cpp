#include "tests/soak/scenario.h"

#include "core/base/files.h"
#include "core/experiment/run_folder.h"
#include "tests/support/small_text_model.h"
#include "tests/support/synthetic_images.h"
#include "tests/support/synthetic_texts.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>

#include <nlohmann/json.hpp>

namespace distillab::soak {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr auto kPictures = R"(
name: pictures
threads: 1
data: {train: data}
teacher: {model: mlp-small, epochs: 2, batch_size: 16}
student: {model: cnn-tiny}
distill: {epochs: 4, batch_size: 16}
)";

constexpr auto kTexts = R"(
name: texts
threads: 1
task: text-classification
data: {train: reviews.csv, text: sentence, label: label, max_length: 24}
teacher: {source: folder, path: model, finetune: {epochs: 2, learning_rate: 3e-3}}
student: {model: bert-tiny}
distill: {epochs: 3, batch_size: 16, learning_rate: 1e-3}
)";

constexpr auto kAsked = R"(
name: asked
threads: 1
task: text-classification
data: {train: reviews.csv, text: sentence, label: label, max_length: 24}
teacher: {source: endpoint, endpoint: {url: "%1", model: tiny, prompt: "Is the film any good?", judge: 10}}
student: {model: bert-tiny, tokenizer: model, project_embeddings: false}
distill: {epochs: 3, batch_size: 16, learning_rate: 1e-3, alpha: 1, baseline: false}
)";

Scenario runOf(const QString& name, const QString& experiment) {
    return {name, experiment, [=](const QString& folder) {
                QStringList words{u"run"_s, experiment, u"--out"_s, folder};
                if (experiment::RunFolder(folder).isRun()) words << u"--resume"_s;
                return words;
            }};
}

Scenario sweepOf(const QString& name, const QString& experiment) {
    return {name, experiment, [=](const QString& folder) {
                QStringList words{u"sweep"_s,         experiment, u"--out"_s,   folder,
                                  u"--temperature"_s, u"1,4"_s,   u"--alpha"_s, u"0.9"_s};
                if (QFileInfo::exists(folder + u"/sweep.yaml"_s)) words << u"--resume"_s;
                return words;
            }};
}

/// Every line as it is but for the time that it took; a torn line stays torn, and so differs.
QByteArray withoutClock(const QByteArray& metrics) {
    QByteArray lines;
    for (const QByteArray& line : metrics.split('\n')) {
        auto json = nlohmann::ordered_json::parse(line.toStdString(), nullptr, false);
        if (!json.is_object()) {
            lines += line + '\n';
            continue;
        }
        for (const char* clock : {"seconds", "items_per_second"}) json.erase(clock);
        lines += QByteArray::fromStdString(json.dump()) + '\n';
    }
    return lines;
}

}  // namespace

std::vector<Scenario> makeScenarios(const QString& scratch, const QString& chatUrl) {
    const QDir folder(scratch);
    test::writeSyntheticIdx(folder.filePath(u"data"_s), 400, 100, 11);
    test::writeSyntheticReviews(folder.filePath(u"reviews.csv"_s), 240, 3);
    test::writeSmallTextModel(folder.filePath(u"model"_s), {u"negative"_s, u"positive"_s}, false);
    const auto written = [&](const QString& name, const QString& text) {
        writeFileAtomically(folder.filePath(name), text.toUtf8());
        return folder.filePath(name);
    };
    const QString pictures = written(u"pictures.yaml"_s, QString::fromUtf8(kPictures));
    return {runOf(u"pictures"_s, pictures), runOf(u"texts"_s, written(u"texts.yaml"_s, QString::fromUtf8(kTexts))),
            sweepOf(u"a sweep"_s, pictures),
            runOf(u"a chat model's texts"_s, written(u"asked.yaml"_s, QString::fromUtf8(kAsked).arg(chatUrl)))};
}

QMap<QString, QByteArray> worthOf(const QString& folder) {
    QMap<QString, QByteArray> worth;
    QDirIterator files(folder, {u"model.safetensors"_s, u"metrics.jsonl"_s, u"test_answers.csv"_s, u"model.onnx"_s},
                       QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        const QByteArray content = readFile(path);
        worth.insert(QDir(folder).relativeFilePath(path), path.endsWith(u".jsonl"_s) ? withoutClock(content) : content);
    }
    return worth;
}

QString differenceOf(const QMap<QString, QByteArray>& worth, const QMap<QString, QByteArray>& reference) {
    if (worth.keys() != reference.keys()) return u"its files are %1"_s.arg(QStringList(worth.keys()).join(u", "_s));
    for (auto it = worth.begin(); it != worth.end(); ++it) {
        if (it.value() != reference.value(it.key())) return u"%1 differs"_s.arg(it.key());
    }
    return {};
}

}  // namespace distillab::soak
