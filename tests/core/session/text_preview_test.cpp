#include "core/session/text_preview.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "tests/support/caught.h"
#include "tests/support/idle_engine.h"
#include "tests/support/small_text_model.h"
#include "tests/support/synthetic_texts.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <numeric>

using namespace distillab;
using namespace distillab::session;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Says for each text that its first label has the logit 1, the second 2, and so on.
class CountingEngine : public test::IdleEngine {
public:
    QString askedFolder;
    size_t asked = 0;

    std::vector<Prediction> predict(const QString& folder, const std::vector<Question>& questions) override {
        askedFolder = folder;
        asked = questions.size();
        Prediction prediction;
        prediction.logits = {1, 2};
        return std::vector<Prediction>(questions.size(), prediction);
    }
};

size_t likeliest(const std::vector<double>& logits) {
    return static_cast<size_t>(std::max_element(logits.begin(), logits.end()) - logits.begin());
}

}  // namespace

class TextPreviewTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_spec.train = test::writeSyntheticReviews(path(u"reviews.csv"_s), 400, 1); }

    void countsAreThoseOfTheRun() {
        experiment::DataSpec spec = m_spec;
        spec.limit = 200;
        const DataPreview preview = makeTextPreview(spec);
        QCOMPARE(preview.table->problem, QString());
        QCOMPARE(preview.classNames, (QStringList{u"negative"_s, u"positive"_s}));
        QCOMPARE(std::accumulate(preview.classCounts.begin(), preview.classCounts.end(), qint64(0)), 400);
        const data::TextSplits splits = data::loadText(spec);
        QCOMPARE(preview.trainItems, static_cast<qint64>(splits.train.count()));
        QCOMPARE(preview.validationItems, static_cast<qint64>(splits.validation.count()));
        QCOMPARE(preview.testItems, static_cast<qint64>(splits.test.count()));
    }

    void standInLearnsFromTheData() {
        const DataPreview preview = makeTextPreview(m_spec);
        QVERIFY(!preview.realTeacher);
        QVERIFY(preview.examples.size() >= 10);
        const auto right = std::count_if(preview.examples.begin(), preview.examples.end(), [&](const auto& example) {
            return preview.classNames[static_cast<qsizetype>(likeliest(example.logits))] == example.label;
        });
        QVERIFY2(right >= 10, qPrintable(QString::number(right)));
    }

    void ratingsBecomeTwoClasses() {
        QByteArray table("id\trating\ttext\n");
        for (int i = 0; i < 60; ++i) {
            table += QByteArray::number(i) + '\t' + QByteArray::number(i / 10.0 - 3) + "\ta text of some words\n";
        }
        writeFileAtomically(path(u"ratings.tsv"_s), table);
        experiment::DataSpec spec;
        spec.train = path(u"ratings.tsv"_s);
        spec.label = u"rating"_s;
        QVERIFY(!makeTextPreview(spec).table->problem.isEmpty());
        spec.positiveAbove = 0;
        const DataPreview preview = makeTextPreview(spec);
        QCOMPARE(preview.table->problem, QString());
        QCOMPARE(preview.classCounts, (std::vector<qint64>{31, 29}));
    }

    void tooFewRowsAreAProblemBesideTheTable() {
        writeFileAtomically(path(u"two.csv"_s), "text,label\ngood film,1\nbad film,0\n");
        experiment::DataSpec spec;
        spec.train = path(u"two.csv"_s);
        const DataPreview preview = makeTextPreview(spec);
        QVERIFY(!preview.table->problem.isEmpty());
        QCOMPARE(preview.table->rows.size(), size_t(2));
    }

    void missingFileIsNamed() {
        experiment::DataSpec spec;
        spec.train = path(u"none.csv"_s);
        QVERIFY(test::caught<RequestError>([&] { makeTextPreview(spec); })->where().contains(u"none.csv"_s));
    }

    void teacherWithoutHeadIsFineTunedFirst() {
        test::writeSmallTextModel(path(u"bare"_s), {u"x"_s, u"y"_s}, false);
        CountingEngine engine;
        const DataPreview known = makeTextPreview(m_spec);
        const DataPreview preview = withTextTeacher(known, folder(u"bare"_s), [&]() -> Engine& { return engine; });
        QVERIFY(preview.textTeacher.has_value());
        QVERIFY(!preview.textTeacher->hasHead);
        QVERIFY(!preview.realTeacher);
        QCOMPARE(engine.asked, size_t(0));
        QCOMPARE(preview.examples.front().logits, known.examples.front().logits);
        QCOMPARE(preview.textTeacher->tokenizer.vocabularySize(), static_cast<int>(test::syntheticVocabulary().size()));
    }

    void headForOtherLabelsIsNoHead() {
        test::writeSmallTextModel(path(u"three"_s), {u"a"_s, u"b"_s, u"c"_s}, true);
        CountingEngine engine;
        const DataPreview preview =
            withTextTeacher(makeTextPreview(m_spec), folder(u"three"_s), [&]() -> Engine& { return engine; });
        QVERIFY(!preview.textTeacher->hasHead);
    }

    void teacherWithHeadAnswersInTheOrderOfTheClasses() {
        test::writeSmallTextModel(path(u"ready"_s), {u"positive"_s, u"negative"_s}, true);
        CountingEngine engine;
        const DataPreview preview =
            withTextTeacher(makeTextPreview(m_spec), folder(u"ready"_s), [&]() -> Engine& { return engine; });
        QVERIFY(preview.realTeacher);
        QCOMPARE(engine.askedFolder, path(u"ready"_s));
        QCOMPARE(engine.asked, preview.examples.size());
        QCOMPARE(preview.examples.front().logits, (std::vector<double>{2, 1}));  // negative is its second label
    }

    void damagedTeacherIsNamed() {
        test::writeSmallTextModel(path(u"damaged"_s), {u"x"_s, u"y"_s}, true);
        writeFileAtomically(path(u"damaged/config.json"_s), "{");
        const DataPreview known = makeTextPreview(m_spec);
        const auto ask = [&] {
            withTextTeacher(known, folder(u"damaged"_s), []() -> Engine& { qFatal("not needed"); });
        };
        QVERIFY(test::caught<RequestError>(ask)->where().contains(u"config.json"_s));
    }

    void modelOfTheHubIsUnknownBeforeItsDownload() {
        qputenv("HF_HUB_CACHE", path(u"empty-cache"_s).toUtf8());
        experiment::TeacherSpec teacher;
        teacher.source = experiment::TeacherSource::Hub;
        teacher.model = u"owner/name"_s;
        const DataPreview preview =
            withTextTeacher(makeTextPreview(m_spec), teacher, []() -> Engine& { qFatal("not needed"); });
        QVERIFY(!preview.textTeacher.has_value());
        QVERIFY(!preview.realTeacher);
        qunsetenv("HF_HUB_CACHE");
    }

private:
    QString path(const QString& name) const { return m_scratch.filePath(name); }
    experiment::TeacherSpec folder(const QString& name) const {
        experiment::TeacherSpec teacher;
        teacher.source = experiment::TeacherSource::Folder;
        teacher.path = path(name);
        return teacher;
    }

    QTemporaryDir m_scratch;
    experiment::DataSpec m_spec;
};

DISTILLAB_TEST(TextPreviewTest)
#include "text_preview_test.moc"
