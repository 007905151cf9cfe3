#include "core/base/error.h"
#include "core/base/files.h"
#include "core/engine/pipeline.h"
#include "core/experiment/run_folder.h"
#include "core/teachers/target_store.h"
#include "tests/core/engine/run_listener.h"
#include "tests/core/engine/small_experiment.h"
#include "tests/support/caught.h"
#include "tests/support/synthetic_images.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace distillab;
using namespace Qt::Literals::StringLiterals;
using report::Phase;

namespace {

class Listener : public test::RunListener {
public:
    std::function<void()> onTargets;

    void phaseStarted(Phase phase) override {
        test::RunListener::phaseStarted(phase);
        if (phase == Phase::TeacherTargets && onTargets) onTargets();
    }
    qsizetype found() const { return lines.filter(u"found in the cache"_s).size(); }
};

}  // namespace

/// Runs that share what their teachers said.
class KeptTargetsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        QVERIFY(m_scratch.isValid());
        m_data = test::writeSyntheticIdx(m_scratch.filePath(u"data"_s), 600, 200, 5);
    }

    void init() {
        for (const QString& file : files()) QVERIFY(QFile::remove(file));
    }

    void otherTemperatureAsksNobody() {
        const Listener first = run(experiment(), u"first"_s);
        QCOMPARE(first.found(), 0);
        QCOMPARE(files().size(), 3);  // training, validation and test items
        auto hotter = experiment();
        hotter.distill.temperature = 9;
        hotter.distill.alpha = 0.3;
        QCOMPARE(run(hotter, u"hotter"_s).found(), 3);
        QCOMPARE(files().size(), 3);
        QVERIFY(student(u"hotter"_s) != student(u"first"_s));

        // What is found does what is computed does, to the bit.
        QCOMPARE(run(experiment(), u"found"_s).found(), 3);
        QVERIFY(student(u"found"_s) == student(u"first"_s));
    }

    void theTeacherIsAskedOnceForFeaturesAndSampling() {
        auto e = experiment();
        e.distill.losses.push_back({.loss = experiment::Loss::Similarity});
        e.distill.sampling.by = experiment::SamplingBy::Entropy;
        const Listener listener = run(e, u"features"_s);
        QCOMPARE(listener.found(), 0);
        QCOMPARE(files().size(), 3);  // none of them twice
    }

    void otherTeacherIsAsked() {
        run(experiment(), u"seed-7"_s);
        auto other = experiment();
        other.data.seed = 8;  // other splits, another teacher
        QCOMPARE(run(other, u"seed-8"_s).found(), 0);
        auto longer = experiment();
        longer.teacher.training.epochs = 2;
        QCOMPARE(run(longer, u"longer"_s).found(), 0);
    }

    void damagedFilesAreMadeAnew() {
        run(experiment(), u"whole"_s);
        for (const QString& path : files()) {
            QByteArray bytes = readFile(path);
            bytes[bytes.size() / 2] ^= 1;
            writeFileAtomically(path, bytes);
        }
        const Listener again = run(experiment(), u"damaged"_s);
        QCOMPARE(again.found(), 0);
        QCOMPARE(again.lines.filter(u"damaged"_s).size(), 3);
        QVERIFY(student(u"damaged"_s) == student(u"whole"_s));
        QCOMPARE(run(experiment(), u"mended"_s).found(), 3);
    }

    void stopWhileTheTeacherIsAskedLeavesNoFile() {
        RunControl control;
        Listener listener;
        listener.onTargets = [&] { control.stop(); };
        const auto stopped = test::caught<Stopped>(
            [&] { engine::runExperiment(experiment(), folder(u"stopped"_s), false, listener, control); });
        QVERIFY(stopped.has_value());
        QVERIFY(files().isEmpty());
        RunControl free;
        engine::runExperiment(experiment(), folder(u"stopped"_s), true, listener, free);
        run(experiment(), u"straight"_s);
        QVERIFY(student(u"stopped"_s) == student(u"straight"_s));
    }

    void cacheThatCannotBeWrittenCostsNoRun() {
        const QByteArray cache = qgetenv("DISTILLAB_CACHE");
        run(experiment(), u"kept"_s);
        const QString file = m_scratch.filePath(u"a-file"_s);
        writeFileAtomically(file, "not a folder");
        qputenv("DISTILLAB_CACHE", QFile::encodeName(file));
        const Listener listener = run(experiment(), u"not-kept"_s);
        qputenv("DISTILLAB_CACHE", cache);
        QCOMPARE(listener.lines.filter(u"not kept"_s).size(), 3);
        QVERIFY(student(u"not-kept"_s) == student(u"kept"_s));
    }

private:
    experiment::Experiment experiment() const {
        experiment::Experiment e = test::smallExperiment(m_data, 60, 1);
        e.onnx.enabled = false;
        return e;
    }

    static QStringList files() {
        QStringList paths;
        const QDir cache(teachers::TargetStore::defaultFolder());
        for (const QString& name : cache.entryList(QDir::Files | QDir::Hidden)) paths.append(cache.filePath(name));
        return paths;
    }

    QString folder(const QString& name) const { return m_scratch.filePath(u"runs/"_s + name); }
    QByteArray student(const QString& name) const {
        return readFile(experiment::RunFolder(folder(name)).studentFolder() + u"/model.safetensors"_s);
    }

    Listener run(const experiment::Experiment& e, const QString& name) const {
        RunControl control;
        Listener listener;
        engine::runExperiment(e, folder(name), false, listener, control);
        return listener;
    }

    QTemporaryDir m_scratch;
    QString m_data;
};

DISTILLAB_TEST(KeptTargetsTest)
#include "kept_targets_test.moc"
