#include "core/deploy/time_model.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/deploy/timing_inputs.h"
#include "tests/core/deploy/tiny_transformer.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace distillab;
using namespace Qt::Literals::StringLiterals;
using test::TinyTransformer;

class TimeModelTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        QVERIFY(m_scratch.isValid());
        m_model = std::make_unique<TinyTransformer>(TinyTransformer::names().constFirst());
        writeFileAtomically(file(), m_model->onnx());
    }

    void inputsComeBackAsTheyWere() {
        const deploy::TimingInputs before = realInputs();
        deploy::writeTimingInputs(inputsFile(), before);
        const deploy::TimingInputs after = deploy::readTimingInputs(inputsFile());
        QCOMPARE(after.singles.size(), before.singles.size());
        QCOMPARE(after.batches.size(), before.batches.size());
        for (size_t i = 0; i < before.singles.size(); ++i) {
            QCOMPARE(after.singles[i].size(), before.singles[i].size());
            for (const deploy::NamedInput& input : before.singles[i]) {
                const auto found = std::ranges::find(after.singles[i], input.name, &deploy::NamedInput::name);
                QVERIFY(found != after.singles[i].end());
                QVERIFY(found->shape == input.shape);
                QVERIFY(found->values == input.values);
            }
        }
    }

    void realInputsAreTimed() {
        deploy::writeTimingInputs(inputsFile(), realInputs());
        const measure::Timing timing = deploy::timeModel({file(), inputsFile(), 0, 0.1});
        QVERIFY(timing.oneThreadP50 > 0);
        QVERIFY(timing.oneThreadP95 >= timing.oneThreadP50);
        QVERIFY(timing.itemsPerSecond > 0);
        QVERIFY(timing.peakMib >= timing.residentMib);
        QVERIFY(timing.residentMib > 1);
        QVERIFY(timing.runs >= 3);
        QVERIFY(timing.processorShare > 0 && timing.processorShare < 1.5);
        QCOMPARE(timing.items, qint64(realInputs().singles.size()));
        QVERIFY(timing.ofTexts);
        QVERIFY(timing.runtime.startsWith(u"ONNX Runtime 1."_s));
    }

    void textsAreMadeUpWhereThereAreNone() {
        const measure::Timing timing = deploy::timeModel({file(), {}, 4, 0.05});
        QVERIFY(timing.oneThreadP50 > 0);
        QVERIFY(timing.itemsPerSecond > 0);
        QCOMPARE(timing.items, 1);
    }

    void aTimingComesBackFromItsText() {
        measure::Timing before;
        before.oneThreadP50 = 1.25;
        before.runs = 7;
        before.ofTexts = true;
        before.runtime = u"ONNX Runtime 1.32.0"_s;
        const measure::Timing after = measure::timingFromJson(measure::toJson(before));
        QCOMPARE(after.oneThreadP50, before.oneThreadP50);
        QVERIFY(std::isnan(after.itemsPerSecond));
        QCOMPARE(after.runs, 7);
        QCOMPARE(after.runtime, before.runtime);
        QVERIFY(test::caught<WorkError>([] { measure::timingFromJson("Segmentation fault"); }));
    }

    void aFileOfSomethingElseIsRefused() {
        const QString damaged = m_scratch.filePath(u"damaged.onnx"_s);
        writeFileAtomically(damaged, "no model");
        const auto error = test::caught<RequestError>([&] { deploy::timeModel({damaged, {}, 4, 0.05}); });
        QVERIFY(error);
        QCOMPARE(error->where(), damaged);
    }

private:
    QString file() const { return m_scratch.filePath(u"model.onnx"_s); }
    QString inputsFile() const { return m_scratch.filePath(u"inputs.safetensors"_s); }

    deploy::TimingInputs realInputs() const {
        const test::TinyTexts texts = TinyTransformer::batches().begin()->second;
        deploy::TimingInputs inputs;
        for (size_t i = 0; i < texts.lengths.size(); ++i) inputs.singles.push_back(m_model->inputs(texts, i, 1));
        inputs.batches = {m_model->inputs(texts)};
        return inputs;
    }

    QTemporaryDir m_scratch;
    std::unique_ptr<TinyTransformer> m_model;
};

DISTILLAB_TEST(TimeModelTest)
#include "time_model_test.moc"
