#include "core/nn/text_model_folder.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/models/safetensors.h"
#include "core/nn/model_folder.h"
#include "tests/core/nn/formula.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <torch/torch.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <functional>

using namespace distillab;
using namespace distillab::nn;
using namespace Qt::Literals::StringLiterals;
using models::Architecture;
using models::TransformerConfig;
using test::caught;

namespace {

const QStringList kLabels = {u"差"_s, u"good \"really\""_s, u"neither"_s};

TransformerConfig configOf(Architecture architecture) {
    TransformerConfig config;
    config.architecture = architecture;
    config.vocabularySize = 40;
    config.hiddenSize = 12;
    const bool narrow = architecture == Architecture::Electra || architecture == Architecture::MobileBert;
    config.embeddingSize = narrow ? 6 : 12;
    config.layers = 2;
    config.heads = 2;
    config.intermediateSize = 20;
    config.maxPositions = 16;
    config.typeVocabularySize = architecture == Architecture::DistilBert ? 0 : 2;
    if (architecture == Architecture::MobileBert) config.intraBottleneckSize = 8;
    config.padId = architecture == Architecture::Roberta ? 1 : 0;
    config.labels = kLabels;
    return config;
}

Batch someTexts() { return {torch::tensor({{2, 5, 7, 3}, {9, 4, 3, 8}}, torch::kInt64), {}, {}}; }

/// The names and values of a file, to be changed and written again.
using Tensors = std::map<std::string, torch::Tensor>;

Tensors tensorsOf(const Transformer& model) {
    Tensors tensors;
    for (size_t i = 0; i < model.layout().size(); ++i) {
        tensors[model.layout()[i].name] = model.tensors()[i].detach().clone();
    }
    return tensors;
}

}  // namespace

class TextModelFolderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void savedModelsComeBack_data() { everyArchitecture(); }
    void savedModelsComeBack();
    void halfPrecisionTakesHalfTheBytes();
    void bareEncodersGetAFreshHead_data() { everyArchitecture(); }
    void bareEncodersGetAFreshHead();
    void aNewHeadIsThatOfAFreshModel();
    void otherLabelsReplaceTheClassifier();
    void sameNumberOfLabelsKeepsTheClassifier();
    void oldNamesOfNormsAreUnderstood();
    void tensorsOfOtherHeadsAreListed();
    void missingTensorsAreNamed();
    void misshapenTensorsAreNamed();
    void foldersOfOthersAreTold();

private:
    void everyArchitecture();
    QString folder(const QString& name) const { return m_folder.filePath(name); }
    /// A folder with the model's config.json and other tensors.
    QString folderOf(const QString& name, const Transformer& model, const Tensors& tensors) const;

    QTemporaryDir m_folder;
};

void TextModelFolderTest::everyArchitecture() {
    QTest::addColumn<int>("architecture");
    for (const Architecture architecture : {Architecture::Bert, Architecture::Roberta, Architecture::DistilBert,
                                            Architecture::MobileBert, Architecture::Electra}) {
        QTest::newRow(models::encoderPrefix(architecture).c_str()) << static_cast<int>(architecture);
    }
}

QString TextModelFolderTest::folderOf(const QString& name, const Transformer& model, const Tensors& tensors) const {
    saveTextModel(folder(name), model);
    std::vector<models::TensorView> views;
    for (const auto& [own, tensor] : tensors) views.push_back(viewOf(own, tensor));
    models::writeSafetensors(folder(name) + u"/model.safetensors"_s, views);
    return folder(name);
}

void TextModelFolderTest::savedModelsComeBack() {
    QFETCH(int, architecture);
    const TransformerConfig config = configOf(static_cast<Architecture>(architecture));
    Transformer model(config, test::formulaTensors(config), torch::kCPU);
    const QString path = folder(u"whole%1"_s.arg(architecture));
    const qint64 bytes = saveTextModel(path, model);
    QVERIFY(isTextModelFolder(path));
    const LoadedTextModel loaded = loadTextModel(path, {}, 1, torch::kCPU);
    QVERIFY(loaded.config == config);
    QVERIFY(!loaded.headIsNew);
    QCOMPARE(loaded.bytes, bytes);
    QVERIFY(loaded.differences.missing.isEmpty() && loaded.differences.extra.isEmpty());
    QVERIFY(torch::equal(loaded.model->infer(someTexts()), model.infer(someTexts())));
    // Again: the same bytes.
    const QString again = folder(u"again%1"_s.arg(architecture));
    saveTextModel(again, *loaded.model);
    for (const QString& file : {u"/config.json"_s, u"/model.safetensors"_s}) {
        QCOMPARE(readFile(again + file), readFile(path + file));
    }
}

void TextModelFolderTest::halfPrecisionTakesHalfTheBytes() {
    const TransformerConfig config = configOf(Architecture::Bert);
    Transformer model(config, 5, torch::kCPU);
    {
        const torch::NoGradGuard noGrad;
        model.tensors().back()[0] = 70000;  // more than half precision holds
    }
    const qint64 full = saveTextModel(folder(u"full"_s), model);
    const QString path = folder(u"half"_s);
    const qint64 half = saveTextModel(path, model, models::DType::F16);
    qint64 values = 0;
    for (const torch::Tensor& tensor : model.tensors()) values += tensor.numel();
    QVERIFY2(full - half >= 2 * values, qPrintable(QString::number(full - half)));
    QVERIFY(readFile(path + u"/config.json"_s).contains(R"("torch_dtype": "float16")"));
    const LoadedTextModel loaded = loadTextModel(path, {}, 1, torch::kCPU);
    QCOMPARE(loaded.bytes, half);
    const size_t last = model.tensors().size() - 1;
    for (size_t i = 0; i < last; ++i) {
        QVERIFY(torch::equal(loaded.model->tensors()[i], model.tensors()[i].to(torch::kHalf).to(torch::kFloat32)));
    }
    QVERIFY(torch::equal(loaded.model->tensors()[last], model.tensors()[last]));
}

void TextModelFolderTest::bareEncodersGetAFreshHead() {
    QFETCH(int, architecture);
    const TransformerConfig config = configOf(static_cast<Architecture>(architecture));
    const Transformer model(config, test::formulaTensors(config), torch::kCPU);
    const std::string prefix = models::encoderPrefix(config.architecture);
    Tensors bare;
    int headTensors = 0;
    for (const auto& [name, tensor] : tensorsOf(model)) {
        if (models::belongsToHead(name, config.architecture)) {
            ++headTensors;
        } else {
            bare[name.substr(prefix.size())] = tensor;
        }
    }
    bare["embeddings.position_ids"] = torch::arange(16);
    const QString path = folderOf(u"bare%1"_s.arg(architecture), model, bare);
    const LoadedTextModel loaded = loadTextModel(path, {u"a"_s, u"b"_s}, 1, torch::kCPU);
    QVERIFY(loaded.headIsNew);
    QCOMPARE(loaded.differences.missing.size(), qsizetype{headTensors});
    QVERIFY(loaded.differences.extra.isEmpty());
    QCOMPARE(loaded.model->classCount(), std::int64_t{2});
    QVERIFY(torch::equal(loaded.model->tensors()[0].detach(), model.tensors()[0].detach()));
}

void TextModelFolderTest::aNewHeadIsThatOfAFreshModel() {
    const TransformerConfig config = configOf(Architecture::Bert);
    const Transformer model(config, 5, torch::kCPU);
    Tensors tensors = tensorsOf(model);
    tensors.erase("classifier.weight");
    tensors.erase("classifier.bias");
    const LoadedTextModel loaded = loadTextModel(folderOf(u"fresh"_s, model, tensors), {}, 5, torch::kCPU);
    QVERIFY(loaded.headIsNew);
    for (size_t i = 0; i < model.tensors().size(); ++i) {
        QVERIFY(torch::equal(loaded.model->tensors()[i], model.tensors()[i]));
    }
}

void TextModelFolderTest::otherLabelsReplaceTheClassifier() {
    const Transformer model(configOf(Architecture::Roberta), 5, torch::kCPU);
    saveTextModel(folder(u"labels"_s), model);
    const LoadedTextModel loaded = loadTextModel(folder(u"labels"_s), {u"a"_s, u"b"_s}, 1, torch::kCPU);
    QVERIFY(loaded.headIsNew);
    QCOMPARE(loaded.config.labels, (QStringList{u"a"_s, u"b"_s}));
    QCOMPARE(loaded.differences.misshaped,
             (QStringList{u"classifier.out_proj.weight"_s, u"classifier.out_proj.bias"_s}));
    QCOMPARE(loaded.model->infer(someTexts()).size(1), std::int64_t{2});
}

void TextModelFolderTest::sameNumberOfLabelsKeepsTheClassifier() {
    Transformer model(configOf(Architecture::Bert), 5, torch::kCPU);
    saveTextModel(folder(u"renamed"_s), model);
    const LoadedTextModel loaded = loadTextModel(folder(u"renamed"_s), {u"a"_s, u"b"_s, u"c"_s}, 1, torch::kCPU);
    QVERIFY(!loaded.headIsNew);
    QCOMPARE(loaded.model->config().labels, (QStringList{u"a"_s, u"b"_s, u"c"_s}));
    QVERIFY(torch::equal(loaded.model->infer(someTexts()), model.infer(someTexts())));
}

void TextModelFolderTest::oldNamesOfNormsAreUnderstood() {
    Transformer model(configOf(Architecture::Bert), 5, torch::kCPU);
    Tensors old;
    for (const auto& [own, tensor] : tensorsOf(model)) {
        std::string name = own;
        const size_t place = name.find("LayerNorm.");
        if (place != std::string::npos) {
            name = name.substr(0, place) + (name.ends_with("weight") ? "LayerNorm.gamma" : "LayerNorm.beta");
        }
        old[name] = tensor;
    }
    const LoadedTextModel loaded = loadTextModel(folderOf(u"old"_s, model, old), {}, 1, torch::kCPU);
    QVERIFY(loaded.differences.extra.isEmpty());
    QVERIFY(torch::equal(loaded.model->infer(someTexts()), model.infer(someTexts())));
}

void TextModelFolderTest::tensorsOfOtherHeadsAreListed() {
    const Transformer model(configOf(Architecture::Bert), 5, torch::kCPU);
    Tensors tensors = tensorsOf(model);
    tensors["cls.predictions.bias"] = torch::zeros({40});
    const LoadedTextModel loaded = loadTextModel(folderOf(u"extra"_s, model, tensors), {}, 1, torch::kCPU);
    QCOMPARE(loaded.differences.extra, QStringList{u"cls.predictions.bias"_s});
    QVERIFY(!loaded.headIsNew);
}

void TextModelFolderTest::missingTensorsAreNamed() {
    const Transformer model(configOf(Architecture::Electra), 5, torch::kCPU);
    Tensors tensors = tensorsOf(model);
    tensors.erase("electra.embeddings_project.weight");
    const QString path = folderOf(u"missing"_s, model, tensors);
    const auto error = caught<RequestError>([&] { loadTextModel(path, {}, 1, torch::kCPU); });
    QVERIFY(error);
    QVERIFY(error->message().contains(u"electra.embeddings_project.weight"_s));
    QCOMPARE(error->where(), path + u"/model.safetensors"_s);
}

void TextModelFolderTest::misshapenTensorsAreNamed() {
    const Transformer model(configOf(Architecture::Bert), 5, torch::kCPU);
    Tensors tensors = tensorsOf(model);
    tensors["bert.encoder.layer.1.output.dense.weight"] = torch::zeros({12, 21});
    const QString path = folderOf(u"misshapen"_s, model, tensors);
    const auto error = caught<RequestError>([&] { loadTextModel(path, {}, 1, torch::kCPU); });
    QVERIFY(error);
    QVERIFY(error->message().contains(u"bert.encoder.layer.1.output.dense.weight"_s));

    // A classifier that contradicts its own config.json is damage, not another task.
    tensors = tensorsOf(model);
    tensors["classifier.bias"] = torch::zeros({2});
    const QString damaged = folderOf(u"damaged"_s, model, tensors);
    QVERIFY(caught<RequestError>([&] { loadTextModel(damaged, {}, 1, torch::kCPU); }));
    QVERIFY(caught<RequestError>([&] { loadTextModel(damaged, kLabels, 1, torch::kCPU); }));
}

void TextModelFolderTest::foldersOfOthersAreTold() {
    QVERIFY(!isTextModelFolder(folder(u"nowhere"_s)));
    writeFileAtomically(folder(u"image"_s) + u"/config.json"_s,
                        QByteArray(R"({"model_type": "distillab-image-classifier"})"));
    QVERIFY(!isTextModelFolder(folder(u"image"_s)));
}

DISTILLAB_TEST(TextModelFolderTest)
#include "text_model_folder_test.moc"
