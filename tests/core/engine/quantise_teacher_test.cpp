#include "core/engine/quantise_teacher.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/nn/inference.h"
#include "core/report/wording.h"
#include "tests/core/engine/run_listener.h"
#include "tests/core/teachers/made_up_texts.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

using namespace distillab;
using namespace Qt::Literals::StringLiterals;
using test::caught;

namespace {

using Listener = test::RunListener;

}  // namespace

class QuantiseTeacherTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QVERIFY(m_scratch.isValid()); }

    void measurementIsToldAndKept() {
        nn::Transformer teacher = test::makeUpTeacher();
        const QString file = m_scratch.filePath(u"fresh.json"_s);
        Listener listener;
        engine::quantiseTeacher(teacher, m_texts, file, false, {}, listener, m_control);
        const report::QuantisedTeacher kept = report::quantisedFromJson(readFile(file), file);
        QCOMPARE(kept.items, 40);
        QVERIFY(kept.agreement > 0.9);
        QVERIFY(kept.speedup > 0);
        QCOMPARE(listener.lines, QStringList{report::quantisedSentence(kept)});
        QCOMPARE(answersInInt8(teacher), kept.isUsed());
    }

    void resumedRunDecidesAsBefore_data() {
        QTest::addColumn<double>("agreement");
        QTest::addColumn<double>("speedup");
        QTest::addColumn<bool>("isUsed");
        QTest::newRow("good") << 0.98 << 1.9 << true;
        QTest::newRow("unfaithful") << 0.96 << 1.9 << false;
        QTest::newRow("slow") << 0.98 << 1.05 << false;
    }
    void resumedRunDecidesAsBefore() {
        QFETCH(double, agreement);
        QFETCH(double, speedup);
        QFETCH(bool, isUsed);
        nn::Transformer teacher = test::makeUpTeacher();
        const QString file = m_scratch.filePath(u"kept.json"_s);
        const QByteArray kept = report::quantisedJson({256, agreement, speedup});
        writeFileAtomically(file, kept);
        Listener listener;
        engine::quantiseTeacher(teacher, m_texts, file, true, {}, listener, m_control);
        QCOMPARE(answersInInt8(teacher), isUsed);
        QCOMPARE(readFile(file), kept);
    }

    void laterRunTakesWhatWasMeasured() {
        nn::Transformer teacher = test::makeUpTeacher();
        const QString kept = m_scratch.filePath(u"cache/1.quantised.json"_s);
        const QString file = m_scratch.filePath(u"later.json"_s);
        const report::QuantisedTeacher before{256, 0.9875, 1.75};
        writeFileAtomically(kept, report::quantisedJson(before));
        Listener listener;
        engine::quantiseTeacher(teacher, m_texts, file, false, kept, listener, m_control);
        QCOMPARE(readFile(file), report::quantisedJson(before));
        QVERIFY(answersInInt8(teacher));
        teacher.setProductType(nn::ProductType::F32);
        writeFileAtomically(kept, "{\"items\":");  // damaged: measured anew
        engine::quantiseTeacher(teacher, m_texts, file, false, kept, listener, m_control);
        QCOMPARE(report::quantisedFromJson(readFile(kept), kept).items, 40);
        QCOMPARE(readFile(kept), readFile(file));
        // Other weights, other items: another measurement.
        QVERIFY(engine::measurementFile(teacher, m_texts) != engine::measurementFile(teacher, test::MadeUpTexts(39)));
    }

    void damagedMeasurementIsRefused() {
        nn::Transformer teacher = test::makeUpTeacher();
        const QString file = m_scratch.filePath(u"damaged.json"_s);
        writeFileAtomically(file, "{\"items\":");
        Listener listener;
        const auto error = caught<RequestError>(
            [&] { engine::quantiseTeacher(teacher, m_texts, file, true, {}, listener, m_control); });
        QVERIFY(error.has_value());
        QCOMPARE(error->where(), file);
    }

private:
    bool answersInInt8(nn::Transformer& teacher) {
        nn::Transformer full = test::makeUpTeacher();
        return !torch::equal(nn::computeLogits(teacher, m_texts, m_control),
                             nn::computeLogits(full, m_texts, m_control));
    }

    QTemporaryDir m_scratch;
    test::MadeUpTexts m_texts{40};
    RunControl m_control;
};

DISTILLAB_TEST(QuantiseTeacherTest)
#include "quantise_teacher_test.moc"
