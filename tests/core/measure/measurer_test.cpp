#include "core/measure/measurer.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "tests/core/deploy/tiny_transformer.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace distillab;
using namespace Qt::Literals::StringLiterals;
using test::TinyTransformer;

/// With the real program that measures, on files of a few kilobytes.
class MeasurerTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        QVERIFY(m_scratch.isValid());
        writeFileAtomically(path("model.onnx"), TinyTransformer(TinyTransformer::names().constFirst()).onnx());
        writeFileAtomically(path("damaged.onnx"), "no model");
    }

    void filesTakeTurnsAndEachHasItsFigures() {
        std::vector<double> shares;
        RunControl control;
        const report::Measurement m = measure::measureFiles(
            {candidate("model.onnx", u"teacher"_s), candidate("model.onnx", u"student"_s)}, {{}, 6, 0}, control,
            [&](double share) { shares.push_back(share); }, 60);
        QCOMPARE(m.rounds, measure::kRounds);
        QCOMPARE(shares.size(), size_t(2 * measure::kRounds));
        QCOMPARE(shares.back(), 1.0);
        QCOMPARE(m.generatedTokens, 6);
        QCOMPARE(m.models.size(), 2U);
        for (const report::MeasuredModel& model : m.models) {
            QVERIFY2(model.isMeasured(), qPrintable(model.problem));
            QCOMPARE(model.file, u"model.onnx"_s);
            QCOMPARE(model.bytes, QFileInfo(path("model.onnx")).size());
            QVERIFY(model.oneThreadP50.least > 0);
            QVERIFY(model.oneThreadP50.least <= model.oneThreadP50.median);
            QVERIFY(model.oneThreadP50.median <= model.oneThreadP50.most);
            QVERIFY(model.peakMib.median > model.modelMib.median);
            QVERIFY(model.runs >= 3);
        }
        QVERIFY(m.machine.contains(u"ONNX Runtime"_s));
    }

    void whatCannotBeMeasuredSaysWhyAndLeavesTheOthersAlone() {
        RunControl control;
        const report::Measurement m =
            measure::measureFiles({candidate("damaged.onnx", u"teacher"_s), candidate("model.onnx", u"student"_s)},
                                  {{}, 6, 0}, control, {}, 0.3);
        QVERIFY(m.models[0].problem.contains(u"ONNX Runtime cannot open the model"_s));
        QVERIFY(m.models[1].isMeasured());
        QVERIFY(m.models[1].oneThreadP50.median > 0);
    }

    void dataBesideAFileCountsAsItsSize() {
        writeFileAtomically(path("large.onnx"), QByteArray(100, 'x'));
        writeFileAtomically(path("large.onnx.data"), QByteArray(1000, 'x'));
        QCOMPARE(measure::bytesOnDisk(path("large.onnx")), 1100);
    }

    void aStopEndsItAtOnce() {
        RunControl control;
        QElapsedTimer timer;
        timer.start();
        std::jthread stopper([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(200));
            control.stop();
        });
        bool stopped = false;
        try {
            measure::measureFiles({candidate("model.onnx", u"student"_s)}, {{}, 6, 0}, control, {}, 3600);
        } catch (const Stopped&) {
            stopped = true;
        }
        QVERIFY(stopped);
        QVERIFY(timer.elapsed() < 30'000 * DISTILLAB_SLOWNESS);
    }

private:
    QString path(const char* name) const { return m_scratch.filePath(QLatin1String(name)); }

    measure::Candidate candidate(const char* name, const QString& who) const {
        report::MeasuredModel about;
        about.who = who;
        about.precision = u"fp32"_s;
        return {path(name), about};
    }

    QTemporaryDir m_scratch;
};

DISTILLAB_TEST(MeasurerTest)
#include "measurer_test.moc"
