#include "core/advice/advice.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/data/load.h"
#include "core/engine/pipeline.h"
#include "core/report/run_report.h"
#include "tests/core/data/idx_bytes.h"
#include "tests/core/engine/run_listener.h"
#include "tests/support/test_main.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <functional>
#include <map>

using namespace distillab;
using namespace Qt::Literals::StringLiterals;
using experiment::Experiment;
using report::Advice;

namespace {

const QString kFashion = u"/usr/share/datasets/fashion-mnist"_s;
constexpr int kShirt = 6;

QStringList idsOf(const QList<Advice>& advice) {
    QStringList ids;
    for (const Advice& each : advice) ids << each.id;
    return ids;
}

const Advice* find(const QList<Advice>& all, const QString& id) {
    const auto found = std::ranges::find(all, id, &Advice::id);
    return found == all.end() ? nullptr : &*found;
}

/// Items of a split of Fashion-MNIST that `isWanted`, as a pair of IDX files.
void writeItems(const data::Subset& items, qsizetype most, const QString& images, const QString& labels,
                const std::function<bool(std::int64_t label)>& isWanted) {
    QByteArray pixels;
    QByteArray names;
    for (size_t i = 0; i < items.count() && names.size() < most; ++i) {
        if (!isWanted(items.label(i))) continue;
        const auto image = items.dataset->image(items.indices[i]);
        pixels.append(reinterpret_cast<const char*>(image.data()), static_cast<qsizetype>(image.size()));
        names.append(static_cast<char>(items.label(i)));
    }
    const auto count = static_cast<quint32>(names.size());
    writeFileAtomically(images, test::idxHeader({count, 28, 28}) + pixels);
    writeFileAtomically(labels, test::idxHeader({count}) + names);
}

}  // namespace

/// Every rule on a run with real networks that really has the fault.
class AdviceTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        QVERIFY2(QFileInfo::exists(kFashion), "Debian package dataset-fashion-mnist");
        QVERIFY(m_scratch.isValid());
        experiment::DataSpec all;
        all.train = kFashion;
        all.limit = 4000;
        all.validationFraction = 0.01;
        const data::Splits splits = data::load(all);
        writeData(splits, u"fashion"_s, 3000, [](std::int64_t) { return true; });
        int shirts = 0;
        writeData(splits, u"fashion-few-shirts"_s, 1500,
                  [&shirts](std::int64_t label) { return label != kShirt || ++shirts % 12 == 0; });
        m_data = path(u"fashion"_s);
        run(healthy(), u"healthy"_s);
    }

    void aHealthyRunHasNoAdvice() {
        const advice::RunRecord record = advice::readRecord(path(u"healthy"_s));
        QCOMPARE(idsOf(advice::adviceFor(record)), QStringList());
        QVERIFY(record.report->advice.isEmpty());
        QVERIFY(report::nothingAmiss().contains(u"nothing"_s));
    }

    void everyFaultIsFoundOnARunThatHasIt_data() {
        QTest::addColumn<QString>("rule");
        for (const auto& [rule, change] : faults()) QTest::newRow(qPrintable(rule)) << rule;
    }
    void everyFaultIsFoundOnARunThatHasIt() {
        QFETCH(QString, rule);
        Experiment faulty = taughtByHealthy();
        faults().at(rule)(faulty);
        run(faulty, rule);
        const QList<Advice> all = advice::adviceFor(path(rule));
        const Advice* advice = find(all, rule);
        QVERIFY2(advice, qPrintable(u"only: "_s + idsOf(all).join(u", "_s)));
        QVERIFY(advice->evidence.contains(QRegularExpression(u"\\d"_s)));
        QVERIFY(!advice->why.isEmpty());
        QVERIFY(!advice->changes.isEmpty());
        QVERIFY(advice->next.has_value());
        for (const report::Change& change : advice->changes) {
            QVERIFY2(change.before != change.after, qPrintable(change.key));
            QVERIFY2(change.name != change.key, qPrintable(change.key));
        }
        // The report of the run says the same as its folder.
        QCOMPARE(idsOf(report::readReport(path(rule)).advice), idsOf(all));
    }

    void takingTheAdviceHelps_data() {
        QTest::addColumn<QString>("rule");
        for (const char* rule :
             {"learning-rate-too-high", "learning-rate-too-low", "too-little-data", "underfitting"}) {
            QTest::newRow(rule) << QString::fromLatin1(rule);
        }
    }
    void takingTheAdviceHelps() {
        QFETCH(QString, rule);
        const QList<Advice> all = advice::adviceFor(path(rule));
        const Advice* advice = find(all, rule);
        QVERIFY(advice);
        const double before = report::readReport(path(rule)).student.scores.accuracy;
        const double after = run(*advice->next, rule + u"-next"_s).student.scores.accuracy;
        QVERIFY2(after > before + 0.02, qPrintable(u"%1 → %2"_s.arg(before).arg(after)));
    }

    void aRunThatDivergedSaysWhereAndWhatToChange() {
        Experiment wild = taughtByHealthy();
        wild.student.model = u"mlp-small"_s;
        makeWild(wild.distill.training);
        QVERIFY_THROWS_EXCEPTION(WorkError, run(wild, u"diverged"_s));
        const QList<Advice> all = advice::adviceFor(path(u"diverged"_s));
        QCOMPARE(idsOf(all), QStringList{u"learning-rate-too-high"_s});
        QVERIFY(all[0].evidence.contains(u"diverged at step"_s));
        QCOMPARE(all[0].changes.size(), 1);
        QCOMPARE(all[0].changes[0].key, u"distill.learning_rate"_s);
        QCOMPARE(all[0].changes[0].before, u"10"_s);
        QCOMPARE(all[0].next->distill.training.learningRate, 0.05);
    }

    void aTeacherThatDivergedIsNamed() {
        Experiment wild = healthy();
        makeWild(wild.teacher.training);
        QVERIFY_THROWS_EXCEPTION(WorkError, run(wild, u"teacher-diverged"_s));
        const QList<Advice> all = advice::adviceFor(path(u"teacher-diverged"_s));
        QCOMPARE(idsOf(all), QStringList{u"learning-rate-too-high"_s});
        QCOMPARE(all[0].changes[0].key, u"teacher.learning_rate"_s);
        QCOMPARE(all[0].next->teacher.training.learningRate, 0.05);
    }

    void aSlowRunIsToldWhereItsTimeGoes_data() {
        using report::Phase;
        QTest::addColumn<QString>("name");
        QTest::addColumn<Phase>("slowest");
        QTest::addColumn<QString>("key");
        QTest::newRow("the teacher is trained") << u"healthy"_s << Phase::TeacherTrain << u"teacher.source"_s;
        QTest::newRow("pictures change") << u"shifted"_s << Phase::Distil << u"data.shift"_s;
        QTest::newRow("answers are not kept") << u"not-kept"_s << Phase::TeacherTargets << u"teacher.cache"_s;
    }
    void aSlowRunIsToldWhereItsTimeGoes() {
        QFETCH(QString, name);
        QFETCH(report::Phase, slowest);
        QFETCH(QString, key);
        Experiment slow = taughtByHealthy();
        slow.distill.training.epochs = 1;
        if (name == u"shifted") slow.data.shift = 2;
        if (name == u"not-kept") slow.teacher.cache = false;
        if (name != u"healthy") run(slow, name);
        // Where a run of seconds spends its time depends on what else the machine does: this one is said to have been
        // long.
        advice::RunRecord record = advice::readRecord(path(name));
        for (double& seconds : record.report->seconds) seconds = 1;
        record.report->seconds[report::phaseKey(slowest)] = 600;
        const QList<Advice> all = advice::adviceFor(record);
        const Advice* advice = find(all, u"training-slow"_s);
        QVERIFY(advice);
        QCOMPARE(advice->changes.first().key, key);
        QVERIFY2(advice->evidence.contains(u"10 min"_s), qPrintable(advice->evidence));
        // Nobody is bothered about a run of seconds.
        QVERIFY(!find(advice::adviceFor(path(name)), u"training-slow"_s));
    }

    void anInt8FileThatCouldNotBeKeptNamesItsWorstLayers() {
        advice::RunRecord record = advice::readRecord(path(u"healthy"_s));
        report::OnnxFileReport fp32;
        fp32.precision = u"fp32"_s;
        fp32.accuracy = 0.81;
        report::OnnxFileReport int8;
        int8.precision = u"int8"_s;
        int8.accuracy = 0.79;
        int8.layers = {{u"first"_s, u"linear"_s, u"int8"_s, 0.25},
                       {u"second"_s, u"linear"_s, u"int8"_s, 0.5},
                       {u"third"_s, u"linear"_s, u"fp32"_s}};
        record.report->onnx.emplace().files = {fp32, int8};
        QCOMPARE(idsOf(advice::adviceFor(record)), QStringList());  // it was kept: the user chose the limit
        record.report->onnx->files = {fp32};
        record.report->onnx->notKept = {int8};
        const QList<Advice> all = advice::adviceFor(record);
        const Advice* advice = find(all, u"accuracy-lost-in-int8"_s);
        QVERIFY(advice);
        QVERIFY2(
            advice->evidence.contains(u"79.0 %"_s) && advice->evidence.contains(u"second (KL 0.5), first (KL 0.25)."_s),
            qPrintable(advice->evidence));
        QCOMPARE(advice->changes.size(), 1);
        QVERIFY(advice->next->onnx.precision == experiment::OnnxPrecision::Fp16);
    }

    void everyRuleIsProvoked() {
        QStringList provoked{u"training-slow"_s, u"accuracy-lost-in-int8"_s};
        for (const auto& [rule, change] : faults()) provoked << rule;
        for (const QString& id : advice::ruleIds()) QVERIFY2(provoked.contains(id), qPrintable(id));
    }

private:
    using Fault = std::function<void(Experiment&)>;

    /// By the rule that they call for.
    std::map<QString, Fault> faults() const {
        return {
            {u"learning-rate-too-high"_s, [](Experiment& e) { e.distill.training.learningRate = 1; }},
            {u"learning-rate-too-low"_s, [](Experiment& e) { e.distill.training.learningRate = 1e-5; }},
            {u"too-little-data"_s, [](Experiment& e) { e.data.limit = 60; }},
            {u"weak-teacher"_s,
             [](Experiment& e) {
                 e.teacher.source = experiment::TeacherSource::Train;
                 e.teacher.training.epochs = 1;
                 e.teacher.training.batchSize = 256;
             }},
            {u"overfitting"_s,
             [](Experiment& e) {
                 e.data.limit = 800;
                 e.student.model = u"mlp-small"_s;
                 e.distill.training.epochs = 40;
                 e.distill.alpha = 0.1;
             }},
            {u"underfitting"_s, [](Experiment& e) { e.distill.training.epochs = 1; }},
            {u"baseline-better"_s,
             [](Experiment& e) {
                 e.distill.alpha = 1;
                 e.distill.temperature = 0.05;
             }},
            {u"temperature-too-high"_s, [](Experiment& e) { e.distill.temperature = 30; }},
            {u"temperature-too-low"_s, [](Experiment& e) { e.distill.temperature = 0.1; }},
            {u"student-too-small"_s,
             [](Experiment& e) {
                 e.student.width = 0.25;
                 e.distill.training.epochs = 10;
             }},
            {u"goal-missed"_s,
             [](Experiment& e) {
                 e.goal.device = experiment::Device::Browser;
                 e.goal.sizeMb = 0.02;
                 e.onnx.enabled = true;
                 e.onnx.precision = experiment::OnnxPrecision::Fp32;
             }},
            {u"unbalanced-classes"_s,
             [this](Experiment& e) {
                 e.data.train = path(u"fashion-few-shirts"_s);
                 e.distill.alpha = 0.1;
             }},
        };
    }

    static void makeWild(experiment::TrainingSpec& training) {
        training.optimizer = experiment::Optimizer::Sgd;
        training.learningRate = 10;
        training.clipNorm = 0;
        training.warmUp = 0;
    }

    Experiment healthy() const {
        Experiment e;
        e.data.train = m_data;
        e.teacher.training.epochs = 5;
        e.teacher.training.batchSize = 64;
        e.distill.training.epochs = 8;
        e.distill.training.batchSize = 64;
        e.distill.training.learningRate = 4e-3;
        e.distill.temperature = 2;
        e.distill.alpha = 0.5;
        e.onnx.enabled = false;
        return e;
    }

    Experiment taughtByHealthy() const {
        Experiment e = healthy();
        e.teacher.source = experiment::TeacherSource::Run;
        e.teacher.path = path(u"healthy"_s);
        return e;
    }

    QString path(const QString& name) const { return m_scratch.filePath(name); }

    void writeData(const data::Splits& splits, const QString& name, qsizetype items,
                   const std::function<bool(std::int64_t)>& isWanted) const {
        const auto file = [&](const char* stem) { return path(name) + u'/' + QLatin1String(stem); };
        writeItems(splits.train, items, file("train-images-idx3-ubyte"), file("train-labels-idx1-ubyte"), isWanted);
        writeItems(splits.test, 1000, file("t10k-images-idx3-ubyte"), file("t10k-labels-idx1-ubyte"), isWanted);
    }

    report::RunReport run(const Experiment& e, const QString& name) const {
        test::RunListener listener;
        RunControl control;
        return engine::runExperiment(e, path(name), false, listener, control);
    }

    QTemporaryDir m_scratch;
    QString m_data;
};

DISTILLAB_TEST(AdviceTest)
#include "advice_test.moc"
