#include "core/bundle/bundle.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/models/transformer_config.h"
#include "core/tokenizers/tokenizer.h"
#include "tests/core/report/example_report.h"
#include "tests/support/caught.h"
#include "tests/support/small_text_model.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace distillab;
using namespace distillab::bundle;
using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

const QStringList kLabels = {u"bad \"film\""_s, u"good\\new | 好"_s};

json parsed(const QString& path) { return json::parse(readFile(path).toStdString()); }

}  // namespace

/// What stands in a bundle. tests/app/bundle_programs_test.cpp runs its programs.
class BundleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_scratch = std::make_unique<QTemporaryDir>();
        m_folder = m_scratch->filePath(u"bundle"_s);
    }

    void noProgramHasAPlaceholderLeft_data() {
        QTest::addColumn<bool>("isText");
        QTest::addColumn<bool>("isPair");
        QTest::addColumn<bool>("isWordPiece");
        QTest::newRow("pictures") << false << false << false;
        QTest::newRow("texts") << true << false << true;
        QTest::newRow("pairs of texts") << true << true << true;
        QTest::newRow("texts for a tokenizer of another kind") << true << false << false;
    }
    void noProgramHasAPlaceholderLeft() {
        QFETCH(bool, isText);
        QFETCH(bool, isPair);
        QFETCH(bool, isWordPiece);
        Origin origin = isText ? textOrigin() : imageOrigin();
        if (isPair) origin.experiment.data.textPair = u"other"_s;
        if (isText && !isWordPiece) changeTokenizer([](json& tokenizer) { tokenizer["normalizer"] = nullptr; });
        complete(m_folder, origin);
        static const QRegularExpression kPlaceholder(u"@[A-Z_]+@|^@(if|else|end)"_s,
                                                     QRegularExpression::MultilineOption);
        int files = 0;
        for (QDirIterator all(m_folder, {u"*.py"_s, u"*.mjs"_s, u"*.cpp"_s, u"*.kt"_s, u"*.md"_s, u"package.json"_s},
                              QDir::Files, QDirIterator::Subdirectories);
             all.hasNext(); ++files) {
            const QString path = all.next();
            const auto match = kPlaceholder.match(QString::fromUtf8(readFile(path)));
            QVERIFY2(!match.hasMatch(), qPrintable(path + u": "_s + match.captured()));
        }
        QCOMPARE(files, isText ? (isWordPiece ? 7 : 4) : 6);
        const QByteArray card = readFile(m_folder + u"/README.md"_s);
        QCOMPARE(card.contains("programs/cpp"), !isText || isWordPiece);
        QCOMPARE(card.contains("There is no program in C++"), isText && !isWordPiece);
    }

    void tokenizersCutTextsWhereTheStudentLearntTo() {
        Origin origin = textOrigin();
        origin.experiment.data.maxLength = 7;
        complete(m_folder, origin);
        QCOMPARE(parsed(m_folder + u"/tokenizer_config.json"_s).at("model_max_length").get<int>(), 7);
        const json tokenizer = parsed(m_folder + u"/tokenizer.json"_s);
        QCOMPARE(tokenizer.at("truncation").at("max_length").get<int>(), 7);
        QVERIFY(tokenizer.at("padding").is_null());
        QVERIFY(readFile(m_folder + u"/programs/cpp/classify.cpp"_s).contains("kMostTokens = 7;"));
        // It still is the tokenizer that it was.
        const auto before = tokenizers::Tokenizer::load(m_scratch->filePath(u"student"_s));
        const auto after = tokenizers::Tokenizer::load(m_folder);
        const std::string text = "The film is dull, isn't it";
        QVERIFY(before.encode(text).ids == after.encode(text).ids);

        origin.experiment.data.maxLength = 1000;  // more than the student has positions for
        complete(m_folder, origin);
        QCOMPARE(parsed(m_folder + u"/tokenizer_config.json"_s).at("model_max_length").get<int>(), 64);
    }

    void labelsSurviveEveryLanguage() {
        complete(m_folder, textOrigin());
        QVERIFY(parsed(m_folder + u"/labels.json"_s) == json({kLabels[0].toStdString(), kLabels[1].toStdString()}));
        const QByteArray cpp = readFile(m_folder + u"/programs/cpp/classify.cpp"_s);
        QVERIFY2(cpp.contains("kLabels = {\"bad \\\"film\\\"\", \"good\\\\new | 好\"}"), cpp);
        QVERIFY(readFile(m_folder + u"/README.md"_s).contains("good\\\\new \\| 好"));
    }

    void theCardTellsWhatIsKnownAndNoMore() {
        Origin origin = imageOrigin();
        origin.experiment.data.train = u"/home/ada/clothes"_s;
        origin.run = test::exampleReport();
        QByteArray card = cardOf(origin);
        QVERIFY(card.startsWith("---\n"));
        QVERIFY(card.contains("pipeline_tag: \"image-classification\""));
        QVERIFY(!card.contains("license:"));
        QVERIFY(card.contains("Not stated."));
        QVERIFY(card.contains("| teacher | 91.0 % |"));
        QVERIFY(card.contains("| student | 89.0 % |"));
        QVERIFY2(!card.contains("/home"), card);
        QVERIFY(card.contains("clothes"));
        const json index = frontMatter(card, "model-index");
        QVERIFY(index.at(0).at("results").at(0).at("metrics").at(0) == json({{"type", "accuracy"}, {"value", 0.89}}));

        origin.experiment.onnx.license = u"Apache-2.0"_s;
        card = cardOf(origin);
        QVERIFY(frontMatter(card, "license") == "apache-2.0");
        QVERIFY(!card.contains("Not stated."));
        origin.experiment.onnx.license = u"My own licence"_s;
        card = cardOf(origin);
        QVERIFY(frontMatter(card, "license") == "other");
        QVERIFY(frontMatter(card, "license_name") == "My own licence");

        // A run that is not finished has measured nothing but the file.
        origin.run.reset();
        card = cardOf(origin);
        QVERIFY(!card.contains("model-index"));
        QVERIFY(!card.contains("| teacher | 9"));
        QVERIFY(card.contains("| `model.onnx` | 1,000 | 88.0 % |"));
    }

    void theListOfFilesIsWhole() {
        complete(m_folder, imageOrigin());
        QStringList listed = {u"bundle.json"_s};
        const json list = parsed(m_folder + u"/bundle.json"_s);
        for (const json& file : list.at("files")) {
            const QString name = QString::fromStdString(file.at("name").get<std::string>());
            QCOMPARE(file.at("bytes").get<qint64>(), QFileInfo(m_folder + u'/' + name).size());
            QCOMPARE(file.at("sha256").get<std::string>().size(), size_t{64});
            listed << name;
        }
        listed.sort();
        QStringList there;
        for (QDirIterator all(m_folder, QDir::Files, QDirIterator::Subdirectories); all.hasNext();) {
            there << QDir(m_folder).relativeFilePath(all.next());
        }
        there.sort();
        QCOMPARE(listed, there);
    }

    void aListMayNotNameOtherFiles() {
        writeFileAtomically(m_folder + u"/bundle.json"_s,
                            R"({"files": [{"name": "model.onnx"}, {"name": "../diary.txt"}, {"name": "diary.txt"},
                                          {"name": "/etc/passwd"}, {"name": "programs/../../x"}, {"name": 3}, 4,
                                          {"name": "model.int8.onnx"}, {"name": "programs/cpp/classify.cpp"}]})");
        QCOMPARE(filesOfBundle(m_folder),
                 (QStringList{u"model.onnx"_s, u"model.int8.onnx"_s, u"programs/cpp/classify.cpp"_s}));
        writeFileAtomically(m_folder + u"/bundle.json"_s, "[");
        QCOMPARE(filesOfBundle(m_folder), QStringList());
        QCOMPARE(filesOfBundle(m_scratch->filePath(u"nowhere"_s)), QStringList());
    }

    void filesOfOthersAreNotReplaced() {
        checkTarget(m_folder);
        writeFileAtomically(m_folder + u"/README.md"_s, "a diary");
        QVERIFY(test::caught<RequestError>([&] { checkTarget(m_folder); }));
        writeFileAtomically(m_folder + u"/bundle.json"_s, "{}");  // a bundle brought it
        checkTarget(m_folder);
    }

private:
    static report::OnnxReport onnx() {
        report::OnnxReport onnx;
        onnx.files.push_back(test::exampleOnnxFile(u"model.onnx"_s, 1000, 0.2, 0.88));
        return onnx;
    }

    /// A folder as the engine leaves it for texts.
    Origin textOrigin() const {
        const QString student = m_scratch->filePath(u"student"_s);
        test::writeSmallTextModel(student, kLabels, true);
        tokenizers::Tokenizer::load(student).saveTo(m_folder);
        writeFileAtomically(m_folder + u"/config.json"_s, readFile(student + u"/config.json"_s));
        writeFileAtomically(m_folder + u"/model.onnx"_s, "not asked here");
        return {experiment::Experiment::defaultsOf(experiment::kTextClassification), {}, onnx(), student};
    }

    Origin imageOrigin() const {
        const QString student = m_scratch->filePath(u"pictures"_s);
        writeFileAtomically(student + u"/config.json"_s, R"({"id2label": {"0": "T-shirt/top", "1": "Bag"}})");
        writeFileAtomically(student + u"/preprocessor_config.json"_s,
                            R"({"size": {"height": 28, "width": 30}, "image_mean": [0.25], "image_std": [0.5]})");
        writeFileAtomically(m_folder + u"/model.onnx"_s, "not asked here");
        return {experiment::Experiment(), {}, onnx(), student};
    }

    template <typename Change>
    void changeTokenizer(const Change& change) const {
        json tokenizer = parsed(m_folder + u"/tokenizer.json"_s);
        change(tokenizer);
        writeFileAtomically(m_folder + u"/tokenizer.json"_s, QByteArray::fromStdString(tokenizer.dump()));
    }

    QByteArray cardOf(const Origin& origin) const {
        complete(m_folder, origin);
        return readFile(m_folder + u"/README.md"_s);
    }

    static json frontMatter(const QByteArray& card, const QByteArray& key) {
        for (const QByteArray& line : card.split('\n')) {
            if (line.startsWith(key + ": ")) return json::parse(line.mid(key.size() + 2).toStdString());
        }
        return nullptr;
    }

    std::unique_ptr<QTemporaryDir> m_scratch;
    QString m_folder;
};

DISTILLAB_TEST(BundleTest)
#include "bundle_test.moc"
