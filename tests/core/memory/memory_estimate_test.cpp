#include "core/memory/memory_estimate.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/memory/available_memory.h"
#include "core/models/registry.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

using namespace distillab;
using namespace Qt::Literals::StringLiterals;
using memory::NetworkNeed;

namespace {

constexpr std::int64_t kMebibyte = 1 << 20;

memory::RunNeed smallRun() {
    memory::RunNeed run;
    run.data = 10 * kMebibyte;
    run.answered = {10};
    run.teacher = {kMebibyte, 1000, 100};
    run.student = {{kMebibyte, 1000, 100}, experiment::Optimizer::AdamW, {100'000}};
    return run;
}

/// A root folder with what the kernel tells in /proc and /sys.
class Machine {
public:
    void tell(const QString& path, const QByteArray& content) const {
        writeFileAtomically(m_root.path() + path, content);
    }
    std::int64_t available() const { return memory::availableMemory(m_root.path()); }

private:
    QTemporaryDir m_root;
};

}  // namespace

class MemoryEstimateTest : public QObject {
    Q_OBJECT

private slots:
    void aNetworkIsCountedLayerByLayer() {
        models::LayerGraph graph({1, 4, 4});
        graph.add("conv", models::Conv2d{1, 2, 3, 1, 1}, -1);
        graph.add("bn", models::BatchNorm2d{2}, 0);
        graph.add("relu", models::Relu{}, 1);
        graph.add("conv2", models::Conv2d{2, 3, 3, 2, 1}, 2);
        const NetworkNeed need = memory::needOf(graph);
        QCOMPARE(need.weights, 4 * (2 * 9 + 4 * 2 + 3 * 2 * 9));
        // The picture, the first convolution's value and what the ReLU lets through, which the second one reads.
        QCOMPARE(need.keptPerItem, 4 * (16 + 32 + 32));
        QCOMPARE(need.largestPerItem, 4 * 32);
    }

    void aTransformerIsCountedByTheToken() {
        const models::TransformerConfig config = models::buildTextModel(u"bert-tiny"_s, 1000, {u"a"_s, u"b"_s});
        const NetworkNeed need = memory::needOf(config);
        std::int64_t values = 0;
        for (const models::TensorInfo& tensor : models::transformerTensors(config)) values += tensor.elements();
        QCOMPARE(need.weights, 4 * values);
        // One layer and the embeddings; of the last layer, whose first tokens alone are read, key and value.
        QCOMPARE(need.keptPerItem, 4 * (8 * 128 + 2 * 512 + 3 * 128 + 2 * 128));
        QCOMPARE(need.keptPerPair, 4 * 2);  // each head of that layer keeps how much one token attends to another
        QCOMPARE(need.largestPerItem, 4 * 512);
    }

    void aLayerWithManyParts() {
        models::TransformerConfig config = models::buildTextModel(u"mobilebert"_s, 1000, {u"a"_s, u"b"_s});
        config.layers = 1;
        const std::int64_t last = memory::needOf(config).keptPerItem;
        config.layers = 2;
        // Four networks with a ReLU each, between bottlenecks.
        QCOMPARE(memory::needOf(config).keptPerItem - last, 4 * (9 * 128 + 4 * (512 + 2 * 128) + 2 * 512));
        config.activation = u"gelu"_s;
        QCOMPARE(memory::needOf(config).keptPerItem - last, 4 * (9 * 128 + 4 * (2 * 512 + 2 * 128) + 2 * 512));
    }

    void whatLossesCompareIsCounted() {
        const models::TransformerConfig student = models::buildTextModel(u"bert-tiny"_s, 1000, {u"a"_s, u"b"_s});
        const models::TransformerConfig teacher = models::buildTextModel(u"minilm-l6"_s, 1000, {u"a"_s, u"b"_s});
        const auto comparing = [&](const std::vector<experiment::LossSpec>& losses) {
            return memory::needOf(student, teacher, losses);
        };
        experiment::LossSpec hidden{.loss = experiment::Loss::HiddenStates, .layers = u"1:3"_s};
        const NetworkNeed alone = memory::needOf(student);
        QCOMPARE(comparing({{.loss = experiment::Loss::SoftTargets}}).keptPerItem, alone.keptPerItem);
        // The teacher's, and the student's at its width.
        QCOMPARE(comparing({hidden}).keptPerItem, alone.keptPerItem + 4 * 2 * 384);
        QCOMPARE(comparing({hidden}).keptPerPair, alone.keptPerPair);
        hidden.layers = u"2:6"_s;  // wants the last layer whole
        QCOMPARE(comparing({hidden}).keptPerItem, alone.keptPerItem + 4 * (2 * 384 + 6 * 128 + 2 * 512));
        QCOMPARE(comparing({hidden}).keptPerPair, 2 * alone.keptPerPair);
        const experiment::LossSpec maps{.loss = experiment::Loss::AttentionMaps, .layers = u"0:1"_s};
        QCOMPARE(comparing({maps}).keptPerPair, alone.keptPerPair + 4 * 2 * (2 + 12));
        hidden.layers = u"2:99"_s;  // which the run will refuse by itself
        QCOMPARE(comparing({hidden}).keptPerItem, alone.keptPerItem);
    }

    void picturesThatLossesCompareAreCounted() {
        models::LayerGraph student({1, 4, 4});
        student.add("conv", models::Conv2d{1, 2, 3, 1, 1}, -1);
        models::LayerGraph teacher({1, 4, 4});
        teacher.add("conv", models::Conv2d{1, 5, 3, 2, 1}, -1);
        const experiment::LossSpec hidden{.loss = experiment::Loss::HiddenStates};
        const experiment::LossSpec maps{.loss = experiment::Loss::AttentionMaps};
        const std::int64_t alone = memory::needOf(student).keptPerItem;
        QCOMPARE(memory::needOf(student, teacher, {maps}).keptPerItem, alone + 4 * 5 * 2 * 2);
        // And the student's with the teacher's five channels.
        QCOMPARE(memory::needOf(student, teacher, {hidden}).keptPerItem, alone + 4 * (5 * 2 * 2 + 5 * 4 * 4));
    }

    void partsAddUpAndGrowWithWhatTheyDependOn() {
        const memory::RunNeed run = smallRun();
        const memory::Estimate small = memory::estimate(run);
        QCOMPARE(small.total(),
                 small.runtime + small.data + small.networks + small.training + small.activations + small.exporting);
        QCOMPARE(small.data, 10 * kMebibyte);
        QCOMPARE(small.networks, kMebibyte);      // the teacher stands by
        QCOMPARE(small.training, 5 * kMebibyte);  // weights, gradients, the two moments of AdamW, the best weights
        memory::RunNeed larger = run;
        larger.student.batch.items *= 2;
        QCOMPARE(memory::estimate(larger).activations, 2 * small.activations);
        larger.student.batch.items *= 10;  // in pieces that the allocator gives back
        QVERIFY(memory::estimate(larger).activations < 20 * small.activations);
        memory::RunNeed attending = run;
        attending.isText = true;
        attending.student.network.keptPerPair = 100;
        const std::int64_t unattended = memory::estimate(attending).activations;
        attending.student.batch.pairs = 1'000'000;
        QVERIFY(memory::estimate(attending).activations >= unattended + 100'000'000);
        memory::RunNeed sgd = run;
        sgd.student.optimizer = experiment::Optimizer::Sgd;
        QCOMPARE(memory::estimate(sgd).training, 4 * kMebibyte);
        memory::RunNeed saving = run;
        saving.student.batch.items = 100;  // a checkpoint takes more than such a batch
        QCOMPARE(memory::estimate(saving).training, 6 * kMebibyte);
        QCOMPARE(memory::estimate(saving).activations, 0);
        memory::RunNeed half = run;
        half.inHalfProducts = true;  // less of what a batch leaves, but the weights a second time
        half.student.network.keptPerItem = 0;
        QCOMPARE(memory::estimate(half).activations, 2 * 100 * 100'000 + kMebibyte / 2);
        half.student.network = run.student.network;
        QVERIFY(memory::estimate(half).activations < small.activations + kMebibyte / 2);
        memory::RunNeed firstEpoch = run;
        firstEpoch.student.hasBest = false;
        QCOMPARE(memory::estimate(firstEpoch).training, 4 * kMebibyte);
        memory::RunNeed kept = run;
        kept.targets = 5 * kMebibyte;
        QCOMPARE(memory::estimate(kept).data, small.data + 5 * kMebibyte);
    }

    void theFullestMomentCounts() {
        memory::RunNeed run = smallRun();
        QVERIFY(!memory::estimate(run).isTeacherAtWork);
        run.teacher.weights = 50 * kMebibyte;
        run.teacherTraining = memory::Training{run.teacher, experiment::Optimizer::AdamW, {100}};
        const memory::Estimate teaching = memory::estimate(run);
        QVERIFY(teaching.isTeacherAtWork);
        QCOMPARE(teaching.training, 6 * 50 * kMebibyte);
        QCOMPARE(teaching.exporting, 0);
        // A large student that has nothing to learn from a batch but much to write.
        memory::RunNeed exported = smallRun();
        exported.exports = true;
        exported.measuresTeacher = true;
        exported.teacher.weights = 500 * kMebibyte;
        QVERIFY(memory::estimate(exported).exporting >= 1000 * kMebibyte);
    }

    void whatFitsExactlyIsAllowedAndAByteMoreIsNot() {
        const memory::Estimate estimate = memory::estimate(smallRun());
        const experiment::Experiment experiment;
        memory::requireRoom(estimate, estimate.total(), experiment);
        memory::requireRoom(estimate, 0, experiment);  // nobody knows how much there is
        const auto error =
            test::caught<RequestError>([&] { memory::requireRoom(estimate, estimate.total() - 1, experiment); });
        QVERIFY(error.has_value());
        QVERIFY2(error->message().startsWith(u"the run would take about "), qPrintable(error->message()));
        QVERIFY2(error->message().contains(u"of memory, of which "), qPrintable(error->message()));
    }

    void whatIsLargestIsToBeLoweredFirst() {
        experiment::Experiment experiment;
        memory::Estimate estimate;
        estimate.activations = 100;
        estimate.training = 50;
        QCOMPARE(memory::whatToLower(estimate, experiment),
                 u"Lower distill.batch_size (now 128), or the size of the student, or close other programs."_s);
        estimate.isTeacherAtWork = true;
        experiment.teacher.training.batchSize = 512;
        QVERIFY(memory::whatToLower(estimate, experiment).startsWith(u"Lower teacher.batch_size (now 512), or the"));
        experiment = experiment::Experiment::defaultsOf(experiment::kTextClassification);
        experiment.teacher.source = experiment::TeacherSource::Folder;
        QVERIFY2(memory::whatToLower(estimate, experiment)
                     .startsWith(u"Lower teacher.finetune.batch_size (now 16) or data.max_length (now 128)"),
                 qPrintable(memory::whatToLower(estimate, experiment)));
        estimate.data = 1000;
        QCOMPARE(memory::whatToLower(estimate, experiment), u"Lower data.limit, or close other programs."_s);
    }

    void theLeastThatSystemOrGroupsLeaveIsAvailable() {
        const Machine machine;
        QCOMPARE(machine.available(), 0);
        machine.tell(u"/proc/meminfo"_s, "MemTotal:  9 kB\nMemAvailable:    4096 kB\n");
        QCOMPARE(machine.available(), 4 * kMebibyte);
        machine.tell(u"/proc/self/cgroup"_s, "0::/jobs/mine\n");
        QCOMPARE(machine.available(), 4 * kMebibyte);
        machine.tell(u"/sys/fs/cgroup/jobs/mine/memory.max"_s, "max\n");
        machine.tell(u"/sys/fs/cgroup/jobs/mine/memory.current"_s, "1000\n");
        QCOMPARE(machine.available(), 4 * kMebibyte);
        // A limit on a group around it counts as well; files in memory are let go.
        machine.tell(u"/sys/fs/cgroup/jobs/memory.max"_s, "3000000\n");
        machine.tell(u"/sys/fs/cgroup/jobs/memory.current"_s, "2000000\n");
        machine.tell(u"/sys/fs/cgroup/jobs/memory.stat"_s, "anon 5\ninactive_file 500000\n");
        QCOMPARE(machine.available(), 1'500'000);
        machine.tell(u"/sys/fs/cgroup/jobs/mine/memory.max"_s, "900\n");
        QCOMPARE(machine.available(), 1);  // used up is not unknown
    }

    void theFirstVersionOfGroupsIsReadToo() {
        const Machine machine;
        machine.tell(u"/proc/meminfo"_s, "MemAvailable:    4096 kB\n");
        machine.tell(u"/proc/self/cgroup"_s, "4:memory:/box\n0::/\n");
        machine.tell(u"/sys/fs/cgroup/memory/box/memory.limit_in_bytes"_s, "2000000\n");
        machine.tell(u"/sys/fs/cgroup/memory/box/memory.usage_in_bytes"_s, "500000\n");
        QCOMPARE(machine.available(), 1'500'000);
    }
};

DISTILLAB_TEST(MemoryEstimateTest)
#include "memory_estimate_test.moc"
