#include "core/nn/student_init.h"

#include "core/base/error.h"
#include "tests/core/nn/formula.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <torch/torch.h>

#include <QTest>

using namespace distillab;
using namespace distillab::nn;
using namespace Qt::Literals::StringLiterals;
using models::Architecture;
using models::TransformerConfig;
using test::caught;

namespace {

const QStringList kLabels = {u"bad"_s, u"good"_s};

TransformerConfig configOf(Architecture architecture, int width, int layers) {
    TransformerConfig config;
    config.architecture = architecture;
    config.vocabularySize = 60;
    config.hiddenSize = config.embeddingSize = width;
    config.layers = layers;
    config.heads = 2;
    config.intermediateSize = 20;
    config.maxPositions = 16;
    config.typeVocabularySize = architecture == Architecture::DistilBert ? 0 : 2;
    config.labels = kLabels;
    return config;
}

torch::Tensor tensorOf(const Transformer& model, const std::string& name) {
    for (size_t i = 0; i < model.layout().size(); ++i) {
        if (model.layout()[i].name == name) return model.tensors()[i].detach();
    }
    qFatal("there is no tensor %s", name.c_str());
}

/// Distances between the rows of a table.
torch::Tensor distances(const torch::Tensor& table) {
    constexpr std::int64_t kExact = 2;  // not by way of a matrix product
    return at::cdist(table, table, 2.0, kExact);
}

}  // namespace

class StudentInitTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void layersAreSpreadEvenly();
    void chosenLayersAreTheTeachers();
    void aStudentOfAllLayersAnswersLikeItsTeacher();
    void otherLabelsGetAFreshClassifier();
    void layersThatAreNotThereAreRefused();
    void projectedEmbeddingsKeepWhatTellsMost();
    void projectingToTheSameWidthKeepsDistances();
    void projectionIntoNarrowElectraEmbeddings();
    void vocabulariesMustAgree();
};

void StudentInitTest::layersAreSpreadEvenly() {
    QCOMPARE(evenlySpacedLayers(12, 6), (std::vector<int>{0, 2, 4, 6, 8, 10}));
    QCOMPARE(evenlySpacedLayers(12, 5), (std::vector<int>{0, 2, 4, 7, 9}));
    QCOMPARE(evenlySpacedLayers(3, 3), (std::vector<int>{0, 1, 2}));
    QVERIFY(caught<RequestError>([] { evenlySpacedLayers(3, 4); }));
    QVERIFY(caught<RequestError>([] { evenlySpacedLayers(3, 0); }));
}

void StudentInitTest::chosenLayersAreTheTeachers() {
    for (const Architecture architecture : {Architecture::Bert, Architecture::DistilBert}) {
        const Transformer teacher(configOf(architecture, 8, 12), 3, torch::kCPU);
        const auto student = studentOfTeacherLayers(teacher, {1, 11}, kLabels, 9);
        QCOMPARE(student->config().layers, 2);
        QCOMPARE(student->config().labels, kLabels);
        const auto prefix = [&](int layer) { return models::layerNames(architecture, layer); };
        QVERIFY(torch::equal(tensorOf(*student, prefix(0).query + ".weight"),
                             tensorOf(teacher, prefix(1).query + ".weight")));
        QVERIFY(torch::equal(tensorOf(*student, prefix(1).output + ".weight"),
                             tensorOf(teacher, prefix(11).output + ".weight")));
        const std::string words = models::encoderPrefix(architecture) + "embeddings.word_embeddings.weight";
        QVERIFY(torch::equal(tensorOf(*student, words), tensorOf(teacher, words)));
        // A copy: training the student leaves the teacher alone.
        tensorOf(*student, words).zero_();
        QVERIFY(tensorOf(teacher, words).abs().max().item<float>() > 0);
    }
}

void StudentInitTest::aStudentOfAllLayersAnswersLikeItsTeacher() {
    Transformer teacher(configOf(Architecture::Bert, 8, 3), 3, torch::kCPU);
    const auto student = studentOfTeacherLayers(teacher, {0, 1, 2}, kLabels, 9);
    const Batch batch{torch::tensor({{2, 5, 7}, {9, 4, 3}}, torch::kInt64), {}, {}};
    QVERIFY(torch::equal(teacher.infer(batch), student->infer(batch)));
}

void StudentInitTest::otherLabelsGetAFreshClassifier() {
    const Transformer teacher(configOf(Architecture::Bert, 8, 3), 3, torch::kCPU);
    const auto student = studentOfTeacherLayers(teacher, {0, 2}, {u"a"_s, u"b"_s, u"c"_s}, 9);
    QCOMPARE(student->classCount(), std::int64_t{3});
    QVERIFY(
        torch::equal(tensorOf(*student, "bert.pooler.dense.weight"), tensorOf(teacher, "bert.pooler.dense.weight")));
    const auto again = studentOfTeacherLayers(teacher, {0, 2}, {u"a"_s, u"b"_s, u"c"_s}, 9);
    QVERIFY(torch::equal(tensorOf(*student, "classifier.weight"), tensorOf(*again, "classifier.weight")));
}

void StudentInitTest::layersThatAreNotThereAreRefused() {
    const Transformer teacher(configOf(Architecture::Bert, 8, 3), 3, torch::kCPU);
    const auto error = caught<RequestError>([&] { studentOfTeacherLayers(teacher, {0, 3}, kLabels, 9); });
    QVERIFY(error);
    QVERIFY(error->message().contains(u'3'));
}

void StudentInitTest::projectedEmbeddingsKeepWhatTellsMost() {
    const Transformer teacher(configOf(Architecture::Bert, 12, 1), 3, torch::kCPU);
    // Words that differ in four directions only: four columns tell everything.
    {
        torch::manual_seed(1);
        tensorOf(teacher, "bert.embeddings.word_embeddings.weight")
            .copy_(at::mm(torch::randn({60, 4}), torch::randn({4, 12})));
    }
    Transformer student(configOf(Architecture::Bert, 4, 1), 5, torch::kCPU);
    projectEmbeddings(student, teacher);
    const torch::Tensor words = tensorOf(student, "bert.embeddings.word_embeddings.weight");
    const torch::Tensor wide = tensorOf(teacher, "bert.embeddings.word_embeddings.weight");
    QVERIFY((distances(words) - distances(wide)).abs().max().item<double>() < 1e-3);
    const torch::Tensor variance = words.var(0);
    for (int i = 1; i < 4; ++i) QVERIFY(variance[i].item<float>() <= variance[i - 1].item<float>());

    Transformer again(configOf(Architecture::Bert, 4, 1), 6, torch::kCPU);
    projectEmbeddings(again, teacher);
    QVERIFY(torch::equal(words, tensorOf(again, "bert.embeddings.word_embeddings.weight")));
    QVERIFY(torch::equal(tensorOf(student, "bert.embeddings.position_embeddings.weight"),
                         tensorOf(again, "bert.embeddings.position_embeddings.weight")));
}

void StudentInitTest::projectingToTheSameWidthKeepsDistances() {
    const Transformer teacher(configOf(Architecture::Bert, 8, 1), 3, torch::kCPU);
    Transformer student(configOf(Architecture::DistilBert, 8, 1), 5, torch::kCPU);
    projectEmbeddings(student, teacher);
    for (const std::string table : {"word", "position"}) {
        const torch::Tensor own = tensorOf(student, "distilbert.embeddings." + table + "_embeddings.weight");
        const torch::Tensor wide = tensorOf(teacher, "bert.embeddings." + table + "_embeddings.weight");
        QVERIFY((distances(own) - distances(wide)).abs().max().item<double>() < 1e-4);
    }
}

void StudentInitTest::projectionIntoNarrowElectraEmbeddings() {
    const Transformer teacher(configOf(Architecture::Bert, 12, 1), 3, torch::kCPU);
    TransformerConfig config = configOf(Architecture::Electra, 8, 1);
    config.embeddingSize = 6;
    Transformer student(config, 5, torch::kCPU);
    const torch::Tensor before = tensorOf(student, "electra.embeddings.word_embeddings.weight").clone();
    projectEmbeddings(student, teacher);
    QVERIFY(!torch::equal(before, tensorOf(student, "electra.embeddings.word_embeddings.weight")));
}

void StudentInitTest::vocabulariesMustAgree() {
    const Transformer teacher(configOf(Architecture::Bert, 8, 1), 3, torch::kCPU);
    TransformerConfig config = configOf(Architecture::Bert, 4, 1);
    config.vocabularySize = 61;
    Transformer other(config, 5, torch::kCPU);
    const auto error = caught<RequestError>([&] { projectEmbeddings(other, teacher); });
    QVERIFY(error);
    QVERIFY(error->message().contains(u"61"_s));
    Transformer wider(configOf(Architecture::Bert, 16, 1), 5, torch::kCPU);
    QVERIFY(caught<RequestError>([&] { projectEmbeddings(wider, teacher); }));
}

DISTILLAB_TEST(StudentInitTest)
#include "student_init_test.moc"
