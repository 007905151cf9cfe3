#include "core/base/files.h"
#include "tests/support/program.h"
#include "tests/support/synthetic_images.h"
#include "tests/support/synthetic_texts.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QImage>
#include <QMap>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include <cmath>
#include <optional>

using namespace distillab;
using namespace Qt::Literals::StringLiterals;
using nlohmann::json;
using test::Outcome;

namespace {

constexpr double kLargestDifference = 1e-4;
const QString kDeps = QStringLiteral(DISTILLAB_SOURCE_DIR "/.deps/");
const QString kRuntime = QStringLiteral(DISTILLAB_ONNXRUNTIME_DIR);

using Answer = QMap<QString, double>;

/// Lines of "0.990950  positive", the likeliest first.
Answer answerIn(const QByteArray& lines) {
    Answer answer;
    double before = 1;
    for (const QString& line : QString::fromUtf8(lines).split(u'\n', Qt::SkipEmptyParts)) {
        const double probability = line.section(u"  "_s, 0, 0).toDouble();
        if (probability > before) qFatal("not in order: %s", qPrintable(line));
        answer[line.section(u"  "_s, 1)] = before = probability;
    }
    return answer;
}

double difference(const Answer& a, const Answer& b) {
    if (a.keys() != b.keys() || a.isEmpty()) return INFINITY;
    double most = 0;
    for (const QString& label : a.keys()) most = std::max(most, std::abs(a[label] - b[label]));
    return most;
}

}  // namespace

/// Bundles as the command line exports them, and their programs on the real runtimes: onnxruntime for Python, ONNX
/// Runtime's library, onnxruntime-node. Each must answer as the engine does.
class BundleProgramsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        QVERIFY2(QFileInfo::exists(kDeps + u"python/interpreter"_s), "./dev setup fetches what this test runs");
        QVERIFY2(QFileInfo::exists(kDeps + u"node/bin/node"_s), "./dev setup fetches what this test runs");
        QVERIFY(m_scratch.isValid());
        qputenv("DISTILLAB_CACHE", QFile::encodeName(path(u"cache"_s)));
        qputenv("PYTHONPATH", QFile::encodeName(kDeps + u"python"_s));
        qputenv("LD_LIBRARY_PATH", QFile::encodeName(kRuntime + u"/lib"_s));
        writeData();
        run(u"pictures"_s, R"(
data: {train: images}
teacher: {model: mlp-small, epochs: 1, batch_size: 16}
student: {model: cnn-tiny}
distill: {epochs: 2, batch_size: 16, baseline: false}
)");
        const QByteArray texts = "task: text-classification\ndistill: {epochs: 2, batch_size: 16, baseline: false}\n";
        run(u"texts"_s, texts + R"(
data: {train: reviews.csv, text: sentence, label: label, max_length: 12}
teacher: {source: folder, path: minilm, finetune: {epochs: 1, batch_size: 16}}
student: {model: bert-tiny}
)");
        run(u"pairs"_s, texts + R"(
data: {train: reviews.csv, text: sentence, text_pair: other, label: label, max_length: 16}
teacher: {source: run, path: texts}
student: {model: bert-tiny}
)");
        for (const QString& name : {u"pictures"_s, u"texts"_s, u"pairs"_s}) {
            const Outcome outcome = cli({u"export"_s, name, u"--out"_s, name + u"-bundle"_s, u"--max-drop"_s, u"100"_s,
                                         u"--license"_s, u"cc0-1.0"_s});
            QVERIFY2(outcome.code == 0, outcome.err);
            // As `npm install` would.
            QVERIFY(QFile::link(kDeps + u"node/node_modules"_s,
                                path(name + u"-bundle/programs/javascript/node_modules"_s)));
            compile(path(name + u"-bundle"_s));
        }
    }

    void bundlesHoldWhatTheyPromise() {
        const QStringList common = {u"model.onnx"_s,
                                    u"config.json"_s,
                                    u"labels.json"_s,
                                    u"README.md"_s,
                                    u"bundle.json"_s,
                                    u"programs/python/classify.py"_s,
                                    u"programs/javascript/classify.mjs"_s,
                                    u"programs/javascript/package.json"_s,
                                    u"programs/cpp/classify.cpp"_s,
                                    u"programs/kotlin/Classifier.kt"_s};
        for (const QString& name : common + QStringList{u"preprocessor_config.json"_s}) {
            QVERIFY2(QFileInfo::exists(path(u"pictures-bundle/"_s + name)), qPrintable(name));
        }
        for (const QString& name : common + QStringList{u"tokenizer.json"_s, u"tokenizer_config.json"_s, u"vocab.txt"_s,
                                                        u"programs/kotlin/WordPiece.kt"_s}) {
            QVERIFY2(QFileInfo::exists(path(u"texts-bundle/"_s + name)), qPrintable(name));
        }
        // The folder of the run stays lean.
        QVERIFY(!QFileInfo::exists(path(u"texts/onnx/programs"_s)));
        QVERIFY(QFileInfo::exists(path(u"texts/onnx/model.onnx"_s)));
        const QByteArray card = readFile(path(u"texts-bundle/README.md"_s));
        QVERIFY(!card.contains(m_scratch.path().toUtf8()));
        QVERIFY(card.contains("license: \"cc0-1.0\""));
    }

    void everyProgramAnswersAsTheEngine_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QStringList>("question");
        const auto ask = [](const char* name, const QString& kind, const QStringList& question) {
            QTest::newRow(name) << kind << question;
        };
        ask("a picture", u"pictures"_s, {u"image0.png"_s});
        ask("another picture", u"pictures"_s, {u"image1.png"_s});
        ask("a text", u"texts"_s, {u"a moving, funny and wise film"_s});
        ask("letters of all kinds", u"texts"_s, {u"Ünïcödé NAÏVE don't — 電影很好 ﬁne…\t$5 😀 İstanbul"_s});
        ask("a long text", u"texts"_s,
            {u"the plot is dull and slow , but the cast is unforgettably brilliant , "_s.repeated(9)});
        ask("a word that is none", u"texts"_s, {QString(300, u'a')});
        ask("nothing", u"texts"_s, {u" "_s});
        ask("a pair", u"pairs"_s, {u"the film is brilliant"_s, u"The plot, however, is dull!"_s});
        const QString longText = u"one word after the other "_s.repeated(9);
        ask("a pair, the first one long", u"pairs"_s, {longText, u"a dull film"_s});
        ask("a pair, the second one long", u"pairs"_s, {u"a dull film"_s, longText});
        ask("two long ones", u"pairs"_s, {longText, longText + u"here"_s});
    }

    void everyProgramAnswersAsTheEngine() {
        QFETCH(QString, kind);
        QFETCH(QStringList, question);
        const Answer engine = asked(kind, question);
        const Answer bundle = asked(kind + u"-bundle"_s, question);
        QVERIFY2(difference(engine, bundle) <= kLargestDifference, "predict on the bundle");
        for (const QString& language : {u"python"_s, u"javascript"_s, u"cpp"_s}) {
            const Outcome outcome = answered(language, kind, question, {});
            QVERIFY2(outcome.code == 0, outcome.err);
            QVERIFY2(difference(engine, answerIn(outcome.out)) <= kLargestDifference,
                     qPrintable(language + u": "_s + QString::fromUtf8(outcome.out)));
        }
    }

    /// The runtimes are the same, so the programs agree; how near int8 is to f32 is told by the export.
    void everyProgramReadsTheInt8File_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QStringList>("question");
        QTest::newRow("a picture") << u"pictures"_s << QStringList{u"image0.png"_s};
        QTest::newRow("a text") << u"texts"_s << QStringList{u"a moving, funny and wise film"_s};
        QTest::newRow("a pair") << u"pairs"_s << QStringList{u"the film is brilliant"_s, u"The plot is dull!"_s};
    }

    void everyProgramReadsTheInt8File() {
        QFETCH(QString, kind);
        QFETCH(QStringList, question);
        const Answer exact = asked(kind + u"-bundle"_s, question);
        std::optional<Answer> first;
        for (const QString& language : {u"python"_s, u"javascript"_s, u"cpp"_s}) {
            const Outcome outcome = answered(language, kind, question, u"model.int8.onnx"_s);
            QVERIFY2(outcome.code == 0, outcome.err);
            const Answer answer = answerIn(outcome.out);
            QVERIFY2(difference(exact, answer) > 0, "this is the f32 file's answer");
            QVERIFY2(difference(exact, answer) < 0.1, outcome.out);
            if (!first) first = answer;
            QVERIFY2(difference(*first, answer) <= kLargestDifference, outcome.out);
        }
    }

    void aProgramTakesAnotherFileOfTheBundle() {
        const QStringList question = {u"a moving, funny and wise film"_s};
        const QString usual = path(u"texts-bundle/model.onnx"_s);
        const QString other = path(u"texts-bundle/model.other.onnx"_s);
        QVERIFY(QFile::rename(usual, other));
        for (const QString& language : {u"python"_s, u"javascript"_s, u"cpp"_s}) {
            QVERIFY2(answered(language, u"texts"_s, question, {}).code != 0, qPrintable(language));
            const Outcome outcome = answered(language, u"texts"_s, question, u"model.other.onnx"_s);
            QVERIFY2(outcome.code == 0, outcome.err);
            QVERIFY(difference(asked(u"texts"_s, question), answerIn(outcome.out)) <= kLargestDifference);
        }
        QVERIFY(QFile::rename(other, usual));
    }

    /// Larger ones are scaled by other rules in every library; here they only have to be read.
    void picturesOfOtherSizesAreRead() {
        QImage wide(90, 40, QImage::Format_ARGB32);
        wide.fill(Qt::transparent);
        for (int x = 20; x < 60; ++x) {
            for (int y = 5; y < 35; ++y) wide.setPixelColor(x, y, QColor(4 * x, 200, 6 * y));
        }
        QVERIFY(wide.save(path(u"wide.png"_s)));
        const Answer engine = asked(u"pictures"_s, {u"wide.png"_s});
        for (const QString& language : {u"python"_s, u"javascript"_s}) {
            const Outcome outcome = answered(language, u"pictures"_s, {u"wide.png"_s}, {});
            QVERIFY2(outcome.code == 0, outcome.err);
            QVERIFY2(difference(engine, answerIn(outcome.out)) < 0.1, outcome.out);
        }
    }

    void anExportReplacesTheOneBefore() {
        QVERIFY(QDir().mkpath(path(u"again"_s)));
        writeFileAtomically(path(u"again/mine.txt"_s), "mine");
        QCOMPARE(cli({u"export"_s, u"texts"_s, u"--out"_s, u"again"_s}).code, 0);
        QVERIFY(QFileInfo::exists(path(u"again/vocab.txt"_s)));
        QCOMPARE(cli({u"export"_s, u"pictures"_s, u"--out"_s, u"again"_s}).code, 0);
        QVERIFY(!QFileInfo::exists(path(u"again/vocab.txt"_s)));  // it would belong to no model
        QVERIFY(QFileInfo::exists(path(u"again/preprocessor_config.json"_s)));
        QCOMPARE(readFile(path(u"again/mine.txt"_s)), QByteArray("mine"));

        writeFileAtomically(path(u"other/README.md"_s), "a diary");
        const Outcome refused = cli({u"export"_s, u"texts"_s, u"--out"_s, u"other"_s});
        QCOMPARE(refused.code, 2);
        QVERIFY2(refused.err.contains("README.md"), refused.err);
        QCOMPARE(QDir(path(u"other"_s)).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
                 QStringList{u"README.md"_s});
    }

private:
    QString path(const QString& name) const { return m_scratch.filePath(name); }

    Outcome cli(const QStringList& words) const {
        return test::runProgram(test::programPath(u"distillab-cli"_s), words, m_scratch.path());
    }

    void run(const QString& name, const QByteArray& experiment) const {
        writeFileAtomically(path(name + u".yaml"_s), "threads: 1\n" + experiment);
        const Outcome outcome = cli({u"run"_s, name + u".yaml"_s, u"--out"_s, name});
        QVERIFY2(outcome.code == 0, outcome.err);
    }

    /// Pictures, two of them as PNG and PGM files, and reviews whose labels are hard to write in a program.
    void writeData() const {
        test::writeSyntheticIdx(path(u"images"_s), 200, 60, 3);
        const QByteArray bytes = readFile(path(u"images/t10k-images-idx3-ubyte"_s));
        constexpr int kSide = 28;
        for (int i = 0; i < 2; ++i) {
            const QByteArray pixels = bytes.mid(16 + i * kSide * kSide, kSide * kSide);
            const QImage image(reinterpret_cast<const uchar*>(pixels.constData()), kSide, kSide, kSide,
                               QImage::Format_Grayscale8);
            QVERIFY(image.save(path(u"image%1.png"_s.arg(i))));
            writeFileAtomically(path(u"image%1.pgm"_s.arg(i)), "P5\n# a shirt\n28 28\n255\n" + pixels);
        }
        QVERIFY(QFile::link(kDeps + u"minilm"_s, path(u"minilm"_s)));
        QByteArray table = "sentence,other,label\n";
        const QByteArray reviews = readFile(test::writeSyntheticReviews(path(u"plain.csv"_s), 120, 5));
        for (QByteArray line : reviews.split('\n').mid(1)) {
            if (line.isEmpty()) continue;
            line.replace(",negative", ",so they say,\"dull, \"\"they\"\" say\"");
            line.replace(",positive", ",so they say,good\\new");
            table += line + '\n';
        }
        writeFileAtomically(path(u"reviews.csv"_s), table);
    }

    void compile(const QString& bundle) const {
        const QString source = bundle + u"/programs/cpp/classify.cpp"_s;
        QStringList words = {u"-std=c++17"_s,
                             u"-Wall"_s,
                             u"-Wextra"_s,
                             u"-Werror"_s,
                             source,
                             u"-o"_s,
                             bundle + u"/programs/cpp/classify"_s,
                             u"-I"_s,
                             kRuntime + u"/include"_s,
                             u"-L"_s,
                             kRuntime + u"/lib"_s,
                             u"-lonnxruntime"_s};
        if (readFile(source).contains("unicode/")) words << u"-licuuc"_s;
        const Outcome outcome = test::runProgram(QStringLiteral(DISTILLAB_CXX), words, bundle);
        QVERIFY2(outcome.code == 0, outcome.err);
    }

    Answer asked(const QString& folder, const QStringList& question) const {
        QStringList words = {u"predict"_s, folder, u"--json"_s};
        if (question.front().endsWith(u".png")) {
            words << u"--image"_s << question.front();
        } else {
            words << u"--text"_s << question.front();
            if (question.size() > 1) words << u"--text-pair"_s << question.back();
        }
        const Outcome outcome = cli(words);
        Answer answer;
        const json given = json::parse(outcome.out.toStdString());
        for (const auto& [label, probability] : given.at(0).at("probabilities").items()) {
            answer[QString::fromStdString(label)] = probability.get<double>();
        }
        return answer;
    }

    /// @param model  a file of the bundle; empty: the usual one
    Outcome answered(const QString& language, const QString& kind, QStringList question, const QString& model) const {
        const QString bundle = path(kind + u"-bundle"_s);
        const QString programs = bundle + u"/programs/"_s + language;
        if (language == u"cpp") {
            question.replaceInStrings(u".png"_s, u".pgm"_s);
            if (!model.isEmpty()) question << model;
            return test::runProgram(programs + u"/classify"_s, QStringList{bundle} + question, m_scratch.path());
        }
        if (!model.isEmpty()) question << u"--model"_s << model;
        const bool isPython = language == u"python";
        return test::runProgram(kDeps + (isPython ? u"python/interpreter"_s : u"node/bin/node"_s),
                                QStringList{programs + (isPython ? u"/classify.py"_s : u"/classify.mjs"_s)} + question,
                                m_scratch.path());
    }

    QTemporaryDir m_scratch;
};

DISTILLAB_TEST(BundleProgramsTest)
#include "bundle_programs_test.moc"
