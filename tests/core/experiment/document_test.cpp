#include "core/experiment/document.h"
#include "core/experiment/presets.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/experiment/validate.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace distillab;
using namespace distillab::experiment;
using namespace Qt::Literals::StringLiterals;
using test::caught;

namespace {

Experiment parsed(const QByteArray& yaml, const QStringList& overrides = {}) {
    return parse(yaml, u"exam.yaml"_s, u"/home/ann/work"_s, overrides);
}

/// The error's text, empty when there is none.
QString errorText(const QByteArray& yaml, const QStringList& overrides = {}) {
    const auto error = caught<RequestError>([&] { parsed(yaml, overrides); });
    return error ? error->text() : QString();
}

TrainingSpec unusualTraining() {
    TrainingSpec training;
    training.epochs = 17;
    training.batchSize = 33;
    training.learningRate = 0.1 + 0.2;  // has no short decimal form
    training.optimizer = Optimizer::Sgd;
    training.weightDecay = 1e-7;
    training.momentum = 0.95;
    training.schedule = Schedule::Linear;
    training.warmUp = 1.0 / 3.0;
    training.clipNorm = 0;
    return training;
}

/// Nothing in it is a default.
Experiment unusualExperiment() {
    Experiment e;
    e.name = u"蒸馏 \"first\" try: #1 \\ ✓\nsecond line"_s;
    e.task = u"text-classification"_s;
    e.device = u"cpu"_s;
    e.threads = 3;
    e.precision = Precision::Auto;
    e.data.train = u"/data/with space/and: colon"_s;
    e.data.labels = u"/data/标签"_s;
    e.data.test = u"/data/test"_s;
    e.data.validation = u"/data/validation"_s;
    e.data.limit = 2000000000;
    e.data.seed = 18446744073709551615ULL;
    e.data.imageSize = 64;
    e.data.shift = 2;
    e.data.flip = true;
    e.data.text = u"sentence \"one\""_s;
    e.data.textPair = u"2"_s;
    e.data.label = u"标签"_s;
    e.data.positiveAbove = -0.1 - 0.2;
    e.data.maxLength = 8192;
    e.data.skipBadRows = true;
    e.data.encoding = TextEncoding::Gb18030;
    e.data.header = TableHeader::Absent;
    e.data.unlabelled = u"/data/more"_s;
    e.data.labelled = 17;
    e.data.augment = {.copies = 3, .mask = 0.5, .ngram = 0};
    e.teacher.source = TeacherSource::Run;
    e.teacher.trustCode = true;
    e.teacher.quantised = true;
    e.teacher.cache = false;
    e.teacher.also = {{.path = u"/runs/2"_s, .weight = 0.5}};
    e.teacher.assistants = {
        {.student = {.model = u"cnn-small"_s, .width = 0.5}, .epochs = 7, .learningRate = 0.25},
        {.student = {.model = u"bert-mini"_s, .start = StudentStart::Folder, .path = u"/models/middle"_s}}};
    e.teacher.endpoint.url = u"https://example/v1"_s;
    e.teacher.endpoint.prompt = u"kind: or unkind?"_s;
    e.teacher.endpoint.maxCost = 0.25;
    e.teacher.model = u"resnet-20"_s;
    e.teacher.width = 2.5;
    e.teacher.path = u"/runs/1"_s;
    e.teacher.training = unusualTraining();
    e.teacher.finetune = unusualTraining();
    e.teacher.finetune.epochs = 77;
    e.student.precision = WeightFormat::Fp16;
    e.student.start = StudentStart::Folder;
    e.student.path = u"/models/small"_s;
    e.student.tokenizer = u"/models/words"_s;
    e.student.layers = u"0, 3"_s;
    e.student.projectEmbeddings = true;
    e.student.model = u"mlp-small"_s;
    e.student.width = 0.05;
    e.distill.preset = u"dkd"_s;
    e.distill.temperature = Course(100, 0.5, Schedule::Cosine);
    e.distill.alpha = 0;
    e.distill.losses = {
        {.loss = Loss::HardLabels, .labelSmoothing = 0.1},
        {.loss = Loss::Decoupled, .weight = Course(1, 2, Schedule::Linear), .nonTargetWeight = 4},
        {.loss = Loss::HiddenStates, .begin = 0.1, .end = 0.2, .distance = HiddenDistance::Cosine, .layers = u"0:1"_s}};
    e.distill.sampling = {.by = SamplingBy::Disagreement, .strength = 2};
    e.distill.pseudoLabels = {.enabled = false, .threshold = 0.75};
    e.distill.baseline = false;
    e.distill.training = unusualTraining();
    e.distill.training.schedule = Schedule::Constant;
    e.onnx = {.enabled = false,
              .precision = OnnxPrecision::Fp16,
              .maxDrop = 1.25,
              .weightBits = WeightBits::Seven,
              .license = u"apache-2.0"_s};
    return e;
}

void compareTraining(const TrainingSpec& a, const TrainingSpec& b) {
    QCOMPARE(a.epochs, b.epochs);
    QCOMPARE(a.batchSize, b.batchSize);
    QVERIFY(a.learningRate == b.learningRate);  // exactly, not about
    QVERIFY(a.optimizer == b.optimizer);
    QVERIFY(a.weightDecay == b.weightDecay);
    QVERIFY(a.momentum == b.momentum);
    QVERIFY(a.schedule == b.schedule);
    QVERIFY(a.warmUp == b.warmUp);
    QVERIFY(a.clipNorm == b.clipNorm);
    QCOMPARE(a.accumulate, b.accumulate);
}

void compareExperiments(const Experiment& a, const Experiment& b) {
    // Everything that is written, items of lists included.
    QCOMPARE(write(a), write(b));
    QCOMPARE(a.version, b.version);
    QCOMPARE(a.name, b.name);
    QCOMPARE(a.task, b.task);
    QCOMPARE(a.device, b.device);
    QCOMPARE(a.threads, b.threads);
    QVERIFY(a.precision == b.precision);
    QCOMPARE(a.data.train, b.data.train);
    QCOMPARE(a.data.labels, b.data.labels);
    QCOMPARE(a.data.test, b.data.test);
    QVERIFY(a.data.testFraction == b.data.testFraction);
    QCOMPARE(a.data.validation, b.data.validation);
    QVERIFY(a.data.validationFraction == b.data.validationFraction);
    QCOMPARE(a.data.limit, b.data.limit);
    QCOMPARE(a.data.seed, b.data.seed);
    QCOMPARE(a.data.imageSize, b.data.imageSize);
    QCOMPARE(a.data.shift, b.data.shift);
    QCOMPARE(a.data.flip, b.data.flip);
    QCOMPARE(a.data.text, b.data.text);
    QCOMPARE(a.data.textPair, b.data.textPair);
    QCOMPARE(a.data.label, b.data.label);
    QVERIFY(a.data.positiveAbove == b.data.positiveAbove);
    QCOMPARE(a.data.maxLength, b.data.maxLength);
    QCOMPARE(a.data.skipBadRows, b.data.skipBadRows);
    QVERIFY(a.data.encoding == b.data.encoding);
    QVERIFY(a.data.header == b.data.header);
    QVERIFY(a.teacher.source == b.teacher.source);
    QCOMPARE(a.teacher.model, b.teacher.model);
    QVERIFY(a.teacher.width == b.teacher.width);
    QCOMPARE(a.teacher.path, b.teacher.path);
    compareTraining(a.teacher.training, b.teacher.training);
    compareTraining(a.teacher.finetune, b.teacher.finetune);
    QVERIFY(a.student.precision == b.student.precision);
    QVERIFY(a.student.start == b.student.start);
    QCOMPARE(a.student.path, b.student.path);
    QCOMPARE(a.student.layers, b.student.layers);
    QCOMPARE(a.student.projectEmbeddings, b.student.projectEmbeddings);
    QCOMPARE(a.student.model, b.student.model);
    QVERIFY(a.student.width == b.student.width);
    QVERIFY(a.distill.temperature == b.distill.temperature);
    QVERIFY(a.distill.alpha == b.distill.alpha);
    QCOMPARE(a.distill.baseline, b.distill.baseline);
    compareTraining(a.distill.training, b.distill.training);
    QCOMPARE(a.onnx.enabled, b.onnx.enabled);
    QVERIFY(a.onnx.precision == b.onnx.precision);
    QCOMPARE(a.onnx.maxDrop, b.onnx.maxDrop);
    QCOMPARE(a.onnx.license, b.onnx.license);
    QVERIFY(a.onnx.weightBits == b.onnx.weightBits);
}

}  // namespace

class DocumentTest : public QObject {
    Q_OBJECT

private slots:
    // ---- reading and writing ----

    void emptyDocumentIsAllDefaults_data() {
        QTest::addColumn<QByteArray>("yaml");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("comment") << QByteArray("# nothing yet\n");
        QTest::newRow("empty map") << QByteArray("{}");
        QTest::newRow("empty sections") << QByteArray("data:\nteacher:\n  # source: run\nexport:\n  onnx:\n");
        QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBFversion: 1\n");
        QTest::newRow("lines of Windows") << QByteArray("version: 1\r\ndata:\r\n  limit: 0\r\n");
    }
    void emptyDocumentIsAllDefaults() {
        QFETCH(QByteArray, yaml);
        compareExperiments(parsed(yaml), Experiment{});
    }

    void whatIsWrittenIsReadBack() {
        compareExperiments(parsed(write(Experiment{})), Experiment{});
        compareExperiments(parsed(write(unusualExperiment())), unusualExperiment());
        Experiment split;
        split.data.testFraction = 0.25;
        split.data.validationFraction = 0.123456789012345;
        compareExperiments(parsed(write(split)), split);
    }

    void writingTwiceGivesTheSameBytes() {
        const QByteArray once = write(unusualExperiment());
        QCOMPARE(write(parsed(once)), once);
    }

    void writtenDocumentExplainsItsSections() {
        const QByteArray document = write(Experiment{});
        QVERIFY2(document.startsWith("version: 1\nname: \"experiment\"\n"), document.constData());
        for (const QByteArray& start :
             {QByteArray("\n# what to learn from\ndata:\n  test: 0.1\n"),
              QByteArray("\n# who teaches\nteacher:\n  source: train\n"), QByteArray("\n# who learns\nstudent:\n"),
              QByteArray("\n# how the student learns\ndistill:\n  temperature: 4\n")}) {
            QVERIFY2(document.contains(start), document.constData());
        }
        QVERIFY(document.endsWith("\n"));
    }

    void valuesAreReadFromTheirKeys() {
        const Experiment e = parsed(
            "version: 1\n"
            "name: 试验\n"
            "data: {train: reviews, test: 0.2, limit: 1000, seed: 7, flip: true}\n"
            "teacher: {source: folder, path: ../minilm, epochs: 2, learning_rate: 5e-5}\n"
            "distill:\n"
            "  temperature: 2.5\n"
            "  optimizer: sgd\n"
            "  schedule: linear\n"
            "export: {onnx: {enabled: false}}\n");
        QCOMPARE(e.name, u"试验"_s);
        QCOMPARE(e.data.train, u"/home/ann/work/reviews"_s);
        QCOMPARE(e.data.testFraction, 0.2);
        QCOMPARE(e.data.test, QString());
        QCOMPARE(e.data.limit, 1000);
        QCOMPARE(e.data.seed, quint64{7});
        QVERIFY(e.data.flip);
        QVERIFY(e.teacher.source == TeacherSource::Folder);
        QCOMPARE(e.teacher.path, u"/home/ann/minilm"_s);
        QCOMPARE(e.teacher.training.epochs, 2);
        QCOMPARE(e.teacher.training.learningRate, 5e-5);
        QCOMPARE(e.distill.training.epochs, TrainingSpec{}.epochs);
        QCOMPARE(e.distill.temperature, 2.5);
        QVERIFY(e.distill.training.optimizer == Optimizer::Sgd);
        QVERIFY(e.distill.training.schedule == Schedule::Linear);
        QVERIFY(!e.onnx.enabled);
    }

    void theFormatsOfAnExportFollowFromWhatIsAskedAndWhatTheStudentIs() {
        const QStringList both{u"fp32"_s, u"int8"_s};
        QCOMPARE(onnxFormats(OnnxPrecision::Fp32, WeightFormat::Fp32), QStringList(u"fp32"_s));
        QCOMPARE(onnxFormats(OnnxPrecision::Int8, WeightFormat::Fp32), both);
        QCOMPARE(onnxFormats(OnnxPrecision::Both, WeightFormat::Fp32), both);
        QCOMPARE(onnxFormats(OnnxPrecision::Both, WeightFormat::Fp16), both + QStringList(u"fp16"_s));
        QCOMPARE(onnxFormats(OnnxPrecision::Fp16, WeightFormat::Fp32), QStringList({u"fp32"_s, u"fp16"_s}));
        QCOMPARE(onnxFileName(u"fp32"_s), u"model.onnx"_s);
        QCOMPARE(onnxFileName(u"int8"_s), u"model.int8.onnx"_s);
    }

    void testAndValidationArePathsOrFractions() {
        QCOMPARE(parsed("data: {test: more/test}").data.test, u"/home/ann/work/more/test"_s);
        QCOMPARE(parsed("data: {test: 0.5}").data.testFraction, 0.5);
        QCOMPARE(parsed("data: {validation: more/check.csv}").data.validation, u"/home/ann/work/more/check.csv"_s);
        QCOMPARE(parsed("data: {validation: 0.5}").data.validationFraction, 0.5);
        QCOMPARE(parsed("data: {validation: a.csv}", {u"data.validation=0.5"_s}).data.validation, QString());
        for (const QByteArray key : {"test", "validation"}) {
            for (const QByteArray value : {"0", "1", "-0.5", "1.5", "nan", "inf"}) {
                QCOMPARE(errorText("data: {" + key + ": " + value + "}"),
                         u"exam.yaml:1: data.%1: “%2” is not valid here\n"
                         u"Give a path, or a fraction between 0 and 1."_s.arg(QString::fromUtf8(key),
                                                                              QString::fromUtf8(value)));
            }
        }
    }

    // ---- paths ----

    void pathsAreTakenFromTheFilesFolder_data() {
        QTest::addColumn<QString>("written");
        QTest::addColumn<QString>("read");
        QTest::newRow("name") << u"images"_s << u"/home/ann/work/images"_s;
        QTest::newRow("dot") << u"./images/"_s << u"/home/ann/work/images"_s;
        QTest::newRow("up") << u"../images"_s << u"/home/ann/images"_s;
        QTest::newRow("absolute") << u"/data//images"_s << u"/data/images"_s;
        QTest::newRow("home") << u"~/images"_s << QDir::homePath() + u"/images"_s;
        QTest::newRow("nothing") << u"\"\""_s << QString();
    }
    void pathsAreTakenFromTheFilesFolder() {
        QFETCH(QString, written);
        QFETCH(QString, read);
        QCOMPARE(parsed("data: {train: " + written.toUtf8() + "}").data.train, read);
        QCOMPARE(parsed("data: {labels: " + written.toUtf8() + "}").data.labels, read);
        QCOMPARE(parsed("teacher: {path: " + written.toUtf8() + "}").teacher.path, read);
    }

    void loadedFilesPathsAreTakenFromItsFolder() {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"my/experiment.yaml"_s);
        writeFileAtomically(file, QByteArray("data: {train: images}\n"));
        QCOMPARE(load(file).data.train, folder.filePath(u"my/images"_s));
        writeFileAtomically(file, QByteArray("data: {trian: images}\n"));
        const auto error = caught<RequestError>([&] { load(file); });
        QVERIFY(error.has_value());
        QCOMPARE(error->where(), file + u":1: data.trian"_s);
        QVERIFY(caught<RequestError>([&] { load(folder.filePath(u"missing.yaml"_s)); }).has_value());
    }

    // ---- keys ----

    void unknownKeyIsNamedWithItsLineAndTheNearestOne_data() {
        QTest::addColumn<QByteArray>("yaml");
        QTest::addColumn<QString>("where");
        QTest::addColumn<QString>("nearest");
        QTest::newRow("misspelt") << QByteArray("version: 1\n\ndistill:\n  alpha: 0.5\n  temprature: 2\n")
                                  << u"exam.yaml:5: distill.temprature"_s << u"distill.temperature"_s;
        QTest::newRow("in flow style") << QByteArray("data: {lmit: 1}\n") << u"exam.yaml:1: data.lmit"_s
                                       << u"data.limit"_s;
        QTest::newRow("section misspelt")
            << QByteArray("version: 1\ndistil:\n  alpha: 1\n") << u"exam.yaml:2: distil"_s << u"distill"_s;
        QTest::newRow("section forgotten")
            << QByteArray("temperature: 2\n") << u"exam.yaml:1: temperature"_s << u"distill.temperature"_s;
        QTest::newRow("wrong section") << QByteArray("student:\n  temperature: 2\n")
                                       << u"exam.yaml:2: student.temperature"_s << u"distill.temperature"_s;
        QTest::newRow("three deep") << QByteArray("export:\n  onnx:\n    enable: true\n")
                                    << u"exam.yaml:3: export.onnx.enable"_s << u"export.onnx.enabled"_s;
        QTest::newRow("other case") << QByteArray("Data:\n  limit: 1\n") << u"exam.yaml:1: Data"_s << u"data"_s;
    }
    void unknownKeyIsNamedWithItsLineAndTheNearestOne() {
        QFETCH(QByteArray, yaml);
        QFETCH(QString, where);
        QFETCH(QString, nearest);
        QCOMPARE(errorText(yaml), u"%1: this key is not known\nDid you mean “%2”?"_s.arg(where, nearest));
    }

    void unknownKeyWithoutALikenessPointsToTheList() {
        QCOMPARE(errorText("quantum_flux_capacitor: 1"),
                 u"exam.yaml:1: quantum_flux_capacitor: this key is not known\n"
                 u"Remove it, or see the list of keys in the documentation."_s);
        QVERIFY(errorText("? [a, b]\n: c\n").startsWith(u"exam.yaml:1: "_s));
    }

    void keyThatStandsTwiceIsRefused() {
        QCOMPARE(errorText("data:\n  limit: 1\n  seed: 2\n  limit: 3\n"),
                 u"exam.yaml:4: data.limit: the key stands here twice\nKeep one of the two."_s);
        QCOMPARE(errorText("data: {limit: 1}\nversion: 1\ndata: {seed: 1}\n"),
                 u"exam.yaml:3: data: the key stands here twice\nKeep one of the two."_s);
    }

    void sectionWithAValueIsRefused() {
        const QString remedy = u": keys and values were expected here\nWrite one “key: value” per line."_s;
        QCOMPARE(errorText("data: 5"), u"exam.yaml:1: data"_s + remedy);
        QCOMPARE(errorText("version: 1\nexport:\n  onnx: true\n"), u"exam.yaml:3: export.onnx"_s + remedy);
        QCOMPARE(errorText("teacher: [train]"), u"exam.yaml:1: teacher"_s + remedy);
        QCOMPARE(errorText("- 1\n- 2\n"), u"exam.yaml:1"_s + remedy);
        QCOMPARE(errorText("just words"), u"exam.yaml:1"_s + remedy);
    }

    // ---- values ----

    void listMapAndNothingAreNoValues() {
        for (const QByteArray key : {"train", "test", "validation", "limit", "seed", "flip"}) {
            const QString name = QString::fromUtf8(key);
            const QString expected = u"exam.yaml:2: data.%1: a list or a map is not valid here\nGive a single value."_s;
            QCOMPARE(errorText("data:\n  " + key + ": [1, 2]\n"), expected.arg(name));
            QCOMPARE(errorText("data:\n  " + key + ": {a: 1}\n"), expected.arg(name));
            QCOMPARE(errorText("data:\n  " + key + ":\n\n  image_size: 3\n"),
                     u"exam.yaml:2: data.%1: the value is missing\nGive a single value."_s.arg(name));
        }
        QVERIFY(errorText("teacher: {source: [train]}").startsWith(u"exam.yaml:1: teacher.source: "_s));
        QVERIFY(errorText("name: [a]").startsWith(u"exam.yaml:1: name: "_s));
    }

    void numberIsTakenWithinItsBounds_data() {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<bool>("good");
        const auto rows = [](const char* key, std::initializer_list<const char*> good,
                             std::initializer_list<const char*> bad) {
            for (const char* value : good)
                QTest::addRow("%s %s", key, value) << QByteArray(key) << QByteArray(value) << true;
            for (const char* value : bad)
                QTest::addRow("%s %s", key, value) << QByteArray(key) << QByteArray(value) << false;
        };
        rows("distill.temperature", {"100", "0.01", "1e2", "1"},
             {"0", "0.0099", "100.0001", "-1", "nan", "inf", ".inf", "hot", "1e999"});
        rows("distill.alpha", {"0", "1", "0.5", "-0"}, {"-0.0001", "1.0001", "1,5", "0.5x", "\"\""});
        rows("distill.learning_rate", {"10", "5e-5"}, {"0", "10.01", "-1"});
        rows("distill.momentum", {"0", "0.9999"}, {"1"});
        rows("distill.warm_up", {"0", "0.9"}, {"0.91", "-0.1"});
        rows("student.width", {"0.05", "8"}, {"0.049", "8.01"});
        rows("distill.epochs", {"1", "100000"}, {"0", "100001", "3.5", "1e2", "-1", "three", "99999999999999999999"});
        rows("data.limit", {"0", "2000000000"}, {"-1", "2000000001"});
        rows("data.image_size", {"0", "1024"}, {"-1", "1025"});
        rows("data.shift", {"0", "64"}, {"65"});
        rows("data.seed", {"0", "18446744073709551615"}, {"-1", "18446744073709551616", "1.5", "abc"});
        rows("data.flip", {"true", "false", "True", "FALSE"}, {"yes", "1", "on"});
        rows("data.positive_above", {"0", "-2.5", "1e3", "\"\""}, {"nan", "good"});
        rows("data.max_length", {"2", "8192"}, {"1", "8193"});
        rows("data.skip_bad_rows", {"true"}, {"yes"});
        rows("data.encoding", {"auto", "utf-8", "utf-16", "latin-1", "gb18030"}, {"UTF-8", "latin1"});
        rows("data.header", {"auto", "true", "false"}, {"yes", "1"});
        rows("task", {"image-classification", "text-classification"}, {"text"});
        rows("teacher.optimizer", {"adamw", "sgd"}, {"AdamW", "adam"});
        rows("teacher.schedule", {"constant", "cosine", "linear"}, {"step"});
        rows("teacher.source", {"train", "run", "folder", "hub"}, {"web"});
        rows("student.start", {"scratch", "teacher", "folder"}, {"random"});
        rows("teacher.finetune.accumulate", {"1", "4096"}, {"0", "4097"});
        rows("version", {"1"}, {"0", "2"});
        rows("device", {"auto", "cpu", "cuda"}, {"gpu"});
        rows("precision", {"fp32", "bf16", "auto"}, {"fp16"});
    }
    void numberIsTakenWithinItsBounds() {
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, value);
        QFETCH(bool, good);
        const QList<QByteArray> parts = key.split('.');
        QByteArray yaml;
        for (qsizetype i = 0; i < parts.size(); ++i)
            yaml += QByteArray(2 * i, ' ') + parts[i] + ":" + (i + 1 < parts.size() ? "\n" : " ");
        const QString text = errorText(yaml + value + "\n");
        if (good) {
            QCOMPARE(text, QString());
        } else {
            const QString where = u"exam.yaml:%1: %2: "_s.arg(parts.size()).arg(QString::fromUtf8(key));
            QVERIFY2(text.startsWith(where) && text.contains(u"is not valid here\nGive "_s), qPrintable(text));
        }
    }

    void boundsAreToldInWords() {
        QCOMPARE(errorText("distill: {temperature: 0}"),
                 u"exam.yaml:1: distill.temperature: “0” is not valid here\nGive a number from 0.01 to 100."_s);
        QCOMPARE(errorText("distill:\n  alpha: 2\n"),
                 u"exam.yaml:2: distill.alpha: “2” is not valid here\nGive a number from 0 to 1."_s);
        QCOMPARE(errorText("distill: {epochs: 1.5}"),
                 u"exam.yaml:1: distill.epochs: “1.5” is not valid here\nGive a whole number from 1 to 100000."_s);
        QCOMPARE(errorText("distill: {optimizer: adam}"),
                 u"exam.yaml:1: distill.optimizer: “adam” is not valid here\nGive one of: adamw, sgd."_s);
        QCOMPARE(errorText("distill: {baseline: yes}"),
                 u"exam.yaml:1: distill.baseline: “yes” is not valid here\nGive true or false."_s);
        QCOMPARE(errorText("data: {seed: -3}"),
                 u"exam.yaml:1: data.seed: “-3” is not valid here\nGive a whole number from 0."_s);
        QCOMPARE(errorText("version: 2"), u"exam.yaml:1: version: “2” is not valid here\nGive 1."_s);
    }

    // ---- YAML ----

    void invalidYamlIsNamedWithItsLine_data() {
        QTest::addColumn<QByteArray>("yaml");
        QTest::addColumn<int>("line");
        QTest::newRow("tab") << QByteArray("version: 1\ndata:\n\ttrain: x\n") << 3;
        QTest::newRow("bad indent") << QByteArray("data:\n  train: x\n limit: 1\n") << 3;
        QTest::newRow("open brace") << QByteArray("data: {train: x\n") << 1;
        QTest::newRow("two colons") << QByteArray("version: 1\nname: a: b\n") << 2;
        QTest::newRow("unknown alias") << QByteArray("data: *nothing\n") << 1;
        QTest::newRow("open quote") << QByteArray("name: \"abc\n") << 1;
        QTest::newRow("open quote that swallows the rest")
            << QByteArray("name: 'abc\nversion: 1\ndata: {limit: 1}\n\n") << 3;
    }
    void invalidYamlIsNamedWithItsLine() {
        QFETCH(QByteArray, yaml);
        QFETCH(int, line);
        const auto error = caught<RequestError>([&] { parsed(yaml); });
        QVERIFY(error.has_value());
        QVERIFY2(error->message().startsWith(u"this is not valid YAML: "_s), qPrintable(error->text()));
        QCOMPARE(error->where(), u"exam.yaml:%1"_s.arg(line));
        QCOMPARE(error->remedy(), u"Correct the line; indent with spaces, not tabs."_s);
    }

    void veryDeepYamlIsRefused() {
        QVERIFY(!errorText(QByteArray(100000, '[')).isEmpty());
        QVERIFY(!errorText(QByteArray(100000, '{')).isEmpty());
    }

    void secondDocumentInAFileIsRefused() {
        QVERIFY(errorText("version: 1\n---\nversion: 1\n")
                    .startsWith(u"exam.yaml: the file holds more than one document"_s));
        QCOMPARE(errorText("---\nversion: 1\n...\n"), QString());
    }

    void documentsWithoutEndAreRefused() {
        // Here yaml-cpp makes one document after the other of what it does not get past.
        for (const char* text : {"&a !*a, ary |\n  YQ==\n", "&a *a, b"}) QVERIFY(!errorText(text).isEmpty());
    }

    void percentSignsStayAsTheyAre() {
        const auto error = caught<RequestError>([] { parse("a: b: c", u"100%2.yaml"_s, u"/"_s); });
        QVERIFY(error.has_value());
        QCOMPARE(error->where(), u"100%2.yaml:1"_s);
        QVERIFY(errorText("device: \"%1\"").contains(u"“%1” is not valid here"_s));
    }

    // ---- overrides ----

    void overridesComeAfterTheFile() {
        const Experiment e = parsed("distill: {temperature: 2, alpha: 0.5}\n",
                                    {u"distill.temperature=8"_s, u"data.limit = 10"_s, u"export.onnx.enabled=false"_s,
                                     u"data.train=my=images"_s, u"name="_s});
        QCOMPARE(e.distill.temperature, 8.0);
        QCOMPARE(e.distill.alpha, 0.5);
        QCOMPARE(e.data.limit, 10);
        QVERIFY(!e.onnx.enabled);
        QCOMPARE(e.data.train, u"/home/ann/work/my=images"_s);
        QCOMPARE(e.name, QString());
    }

    void lastOfTwoOverridesWins() {
        QCOMPARE(parsed({}, {u"distill.alpha=0.1"_s, u"distill.alpha=0.2"_s}).distill.alpha, 0.2);
    }

    void faultyOverrideIsNamed_data() {
        QTest::addColumn<QString>("override");
        QTest::addColumn<QString>("text");
        QTest::newRow("value") << u"distill.alpha=2"_s
                               << u"--set: distill.alpha: “2” is not valid here\nGive a number from 0 to 1."_s;
        QTest::newRow("value of a key in the file")
            << u"distill.temperature=0"_s
            << u"--set: distill.temperature: “0” is not valid here\nGive a number from 0.01 to 100."_s;
        QTest::newRow("key") << u"distill.alhpa=1"_s
                             << u"--set: distill.alhpa: this key is not known\nDid you mean “distill.alpha”?"_s;
        QTest::newRow("no value") << u"distill.alpha"_s
                                  << u"--set: “distill.alpha” is not a setting\n"
                                     u"Write dotted.key=value, for example distill.temperature=2."_s;
        QTest::newRow("no key") << u"=2"_s
                                << u"--set: “=2” is not a setting\n"
                                   u"Write dotted.key=value, for example distill.temperature=2."_s;
        QTest::newRow("empty part") << u"distill..alpha=1"_s
                                    << u"--set: “distill..alpha=1” is not a setting\n"
                                       u"Write dotted.key=value, for example distill.temperature=2."_s;
        QTest::newRow("section") << u"distill=1"_s
                                 << u"--set: distill: keys and values were expected here\n"
                                    u"Write one “key: value” per line."_s;
        QTest::newRow("below a value") << u"distill.epochs.x=1"_s
                                       << u"--set: distill.epochs: a list or a map is not valid here\n"
                                          u"Give a single value."_s;
    }
    void faultyOverrideIsNamed() {
        QFETCH(QString, override);
        QTEST(errorText("version: 1\ndistill:\n  temperature: 2\n", {override}), "text");
    }

    void faultInTheFileIsFoundEvenIfAnOverrideWouldMendIt() {
        QVERIFY(errorText("distill: {alpha: 2}", {u"distill.alpha=1"_s}).startsWith(u"exam.yaml:1: distill.alpha"_s));
    }

    void overrideOfASharedSectionChangesOneOfThem() {
        const Experiment e =
            parsed("teacher: &same {epochs: 3, batch_size: 64}\ndistill: *same\n", {u"distill.epochs=9"_s});
        QCOMPARE(e.distill.training.epochs, 9);
        QCOMPARE(e.distill.training.batchSize, 64);
        QCOMPARE(e.teacher.training.epochs, 3);
    }

    // ---- the whole ----

    void experimentWithoutDataIsNotValid() {
        const auto error = caught<RequestError>([] { validate(Experiment{}); });
        QVERIFY(error.has_value());
        QCOMPARE(error->where(), u"data.train"_s);
    }

    void missingPathsAreNamedWithTheirKey() {
        const QTemporaryDir folder;
        Experiment e;
        e.data.train = folder.path();
        validate(e);
        e.data.test = folder.filePath(u"none"_s);
        const auto test = caught<RequestError>([&] { validate(e); });
        QVERIFY(test.has_value());
        QCOMPARE(test->text(), u"data.test: “%1” does not exist\nCheck the path."_s.arg(e.data.test));
        e.data.test.clear();
        e.data.train = folder.filePath(u"none"_s);
        const auto train = caught<RequestError>([&] { validate(e); });
        QVERIFY(train.has_value());
        QCOMPARE(train->where(), u"data.train"_s);
    }

    void textTaskTakesTextKeysAndAFile() {
        const QTemporaryDir folder;
        const QString table = folder.filePath(u"reviews.csv"_s);
        writeFileAtomically(table, QByteArray("text,label\n"));
        Experiment e = Experiment::defaultsOf(kTextClassification);
        e.teacher.path = folder.path();
        e.data.train = table;
        e.data.text = u"text"_s;
        e.data.label = u"2"_s;
        e.data.positiveAbove = 0;
        validate(e);
        e.data.train = folder.path();
        const auto error = caught<RequestError>([&] { validate(e); });
        QVERIFY(error.has_value());
        QCOMPARE(error->text(),
                 u"data.train: “%1” is a folder\nGive a CSV, TSV, JSON lines or Parquet file."_s.arg(folder.path()));
    }

    void keysOfTheOtherTaskAreRefused() {
        const QTemporaryDir folder;
        writeFileAtomically(folder.filePath(u"a.csv"_s), QByteArray("text,label\n"));
        const auto where = [&](const QByteArray& task, const QByteArray& train, const QByteArray& key) {
            const QByteArray yaml =
                "task: " + task + "\ndata: {train: " + train + ", " + key + "}\nteacher: {path: .}\n";
            const Experiment e = parse(yaml, u"exam.yaml"_s, folder.path());
            const auto error = caught<RequestError>([&] { validate(e); });
            return error ? error->where() : QString();
        };
        const QByteArray text("text-classification");
        const QByteArray image("image-classification");
        for (const QByteArray key : {"labels: a.csv", "image_size: 8", "shift: 1", "flip: true"}) {
            QCOMPARE(where(text, "a.csv", key), u"data."_s + QString::fromUtf8(key.left(key.indexOf(':'))));
        }
        for (const QByteArray key : {"text: a", "text_pair: b", "label: c", "positive_above: 0", "max_length: 64",
                                     "skip_bad_rows: true", "encoding: utf-8", "header: false"}) {
            QCOMPARE(where(image, ".", key), u"data."_s + QString::fromUtf8(key.left(key.indexOf(':'))));
        }
        QCOMPARE(where(text, "a.csv", "flip: false"), QString());
        QCOMPARE(where(image, ".", "max_length: 128"), QString());
    }

    void textsHaveDefaultsOfTheirOwn() {
        const Experiment text = parse("task: text-classification\n", u"exam.yaml"_s, u"/"_s);
        QCOMPARE(text.student.model, u"bert-tiny"_s);
        QCOMPARE(text.distill.training.batchSize, 16);
        QVERIFY(text.teacher.source == TeacherSource::Folder);
        const Experiment image = parse("{}", u"exam.yaml"_s, u"/"_s);
        QCOMPARE(image.distill.training.batchSize, 128);
        const Experiment changed = parse("{}", u"exam.yaml"_s, u"/"_s, {u"task=text-classification"_s});
        QCOMPARE(changed.distill.training.batchSize, 16);
    }

    void teachersAndStudentsOfTheOtherTaskAreRefused() {
        const QTemporaryDir folder;
        writeFileAtomically(folder.filePath(u"a.csv"_s), QByteArray("text,label\n"));
        const auto where = [&](const Experiment& e) {
            const auto error = caught<RequestError>([&] { validate(e); });
            return error ? error->where() : QString();
        };
        Experiment text = Experiment::defaultsOf(kTextClassification);
        text.data.train = folder.filePath(u"a.csv"_s);
        QCOMPARE(where(text), u"teacher.path"_s);
        text.teacher.source = TeacherSource::Train;
        QCOMPARE(where(text), u"teacher.source"_s);
        text.teacher.source = TeacherSource::Hub;
        text.teacher.model = u"bert-base-uncased"_s;
        QCOMPARE(where(text), u"teacher.model"_s);
        text.teacher.model = u"google-bert/bert-base-uncased"_s;
        QCOMPARE(where(text), QString());
        text.student.start = StudentStart::Folder;
        QCOMPARE(where(text), u"student.path"_s);

        Experiment image;
        image.data.train = folder.path();
        image.teacher.source = TeacherSource::Hub;
        QCOMPARE(where(image), u"teacher.source"_s);
        image.teacher.source = TeacherSource::Train;
        image.student.start = StudentStart::Teacher;
        QCOMPARE(where(image), u"student.start"_s);
    }

    void assistantsAreValidatedOneByOne() {
        Experiment e = Experiment::defaultsOf(kImageClassification);
        const QTemporaryDir folder;
        e.data.train = folder.path();
        e.teacher.assistants = {{.student = {.model = u"cnn-small"_s}}, {}};
        const auto refused = [&] {
            const auto error = caught<RequestError>([&] { validate(e); });
            return error ? error->where() : QString();
        };
        QCOMPARE(refused(), u"teacher.assistants[1].model"_s);
        e.teacher.assistants.pop_back();
        QCOMPARE(refused(), QString());
        e.teacher.assistants[0].student.start = StudentStart::Teacher;
        QCOMPARE(refused(), u"teacher.assistants[0].start"_s);  // pictures
        e.teacher.assistants[0].student.start = StudentStart::Scratch;
        e.distill.losses.push_back({.loss = Loss::HiddenStates, .layers = u"0:0"_s});
        QCOMPARE(refused(), u"distill.losses[2].layers"_s);
        e.distill.losses.back().layers = kUniformLayers;
        QCOMPARE(refused(), QString());
    }

    void drawingByTheTeachersAnswersNeedsATeacherThatIsHeard() {
        Experiment e = Experiment::defaultsOf(kImageClassification);
        const QTemporaryDir folder;
        e.data.train = folder.path();
        e.distill.sampling.by = SamplingBy::Entropy;
        validate(e);
        e.distill.alpha = 0;
        const auto error = caught<RequestError>([&] { validate(e); });
        QVERIFY(error.has_value());
        QCOMPARE(error->where(), u"distill.sampling.by"_s);
        e.distill.sampling.by = SamplingBy::Uniform;
        validate(e);
    }

    void columnsHaveToDiffer() {
        const QTemporaryDir folder;
        Experiment e = Experiment::defaultsOf(kTextClassification);
        e.teacher.path = folder.path();
        e.data.train = folder.filePath(u"a.csv"_s);
        writeFileAtomically(e.data.train, QByteArray("a,b\n"));
        e.data.text = u"a"_s;
        e.data.label = u"a"_s;
        auto error = caught<RequestError>([&] { validate(e); });
        QVERIFY(error.has_value());
        QCOMPARE(error->text(), u"data.label: the column “a” is also data.text\nName different columns."_s);
        e.data.label = u"b"_s;
        e.data.textPair = u"b"_s;
        error = caught<RequestError>([&] { validate(e); });
        QVERIFY(error.has_value());
        QCOMPARE(error->where(), u"data.text_pair"_s);
    }

    void missingFashionMnistSaysHowToGetIt() {
        Experiment e;
        e.data.train = u"/usr/share/datasets/fashion-mnist/nowhere"_s;
        const auto error = caught<RequestError>([&] { validate(e); });
        QVERIFY(error.has_value());
        QVERIFY(error->remedy().contains(u"dataset-fashion-mnist"_s));
    }

    void labelFileForAFolderIsNotValid() {
        const QTemporaryDir folder;
        writeFileAtomically(folder.filePath(u"labels"_s), QByteArray("x"));
        Experiment e;
        e.data.train = folder.path();
        e.data.labels = folder.filePath(u"labels"_s);
        const auto error = caught<RequestError>([&] { validate(e); });
        QVERIFY(error.has_value());
        QCOMPARE(error->where(), u"data.labels"_s);
        e.data.train = folder.filePath(u"labels"_s);
        validate(e);
    }

    void teacherFromElsewhereNeedsAFolder() {
        const QTemporaryDir folder;
        Experiment e;
        e.data.train = folder.path();
        e.teacher.source = TeacherSource::Run;
        const auto missing = caught<RequestError>([&] { validate(e); });
        QVERIFY(missing.has_value());
        QCOMPARE(missing->where(), u"teacher.path"_s);
        e.teacher.path = folder.filePath(u"none"_s);
        QVERIFY(caught<RequestError>([&] { validate(e); }).has_value());
        e.teacher.path = folder.path();
        validate(e);
        e.teacher.source = TeacherSource::Train;
        e.teacher.path = folder.filePath(u"none"_s);
        validate(e);
    }

    void lossesAreAListWithTheirOwnKeys() {
        const Experiment e = parse(R"(version: 1
distill:
  temperature: {from: 8, to: 2, course: cosine}
  alpha: {from: 0.9, to: 0.5}
  losses:
    - {loss: soft-targets, weight: 2}
    - loss: hidden-states
      weight: {from: 1, to: 0, course: linear}
      distance: cosine
      layers: "0:0,1:3"
      end: 0.5
)",
                                   u"e.yaml"_s, u"/"_s);
        QCOMPARE(e.distill.temperature, Course(8, 2, Schedule::Cosine));
        QCOMPARE(e.distill.alpha, Course(0.9, 0.5, Schedule::Linear));
        QCOMPARE(e.distill.losses.size(), size_t{2});
        QCOMPARE(e.distill.losses[0].weight, Course(2));
        QCOMPARE(e.distill.losses[1].loss, Loss::HiddenStates);
        QCOMPARE(e.distill.losses[1].weight, Course(1, 0, Schedule::Linear));
        QCOMPARE(e.distill.losses[1].distance, HiddenDistance::Cosine);
        QCOMPARE(e.distill.losses[1].end, 0.5);
        QVERIFY(parse(write(e), u"again.yaml"_s, u"/"_s).distill.losses == e.distill.losses);
    }

    void presetsFillInWhatTheDocumentDoesNotSay() {
        const Experiment plain = parse("version: 1\ndistill: {preset: fitnets}\n", u"e.yaml"_s, u"/"_s);
        QVERIFY(static_cast<const Recipe&>(plain.distill) == findPreset(u"fitnets"_s)->recipe);
        const Experiment own = parse("version: 1\ndistill: {preset: fitnets, temperature: 7}\n", u"e.yaml"_s, u"/"_s);
        QCOMPARE(own.distill.temperature, Course(7));
        QCOMPARE(own.distill.losses.size(), size_t{3});
        // The latest word counts.
        const Experiment late = parse("version: 1\ndistill: {temperature: 7, epochs: 9}\n", u"e.yaml"_s, u"/"_s,
                                      {u"distill.preset=fitnets"_s});
        QCOMPARE(late.distill.temperature, Course(3));
        QCOMPARE(late.distill.training.epochs, 9);
    }

    void aPresetMaySetMoreThanLosses() {
        const QByteArray texts = "version: 1\ntask: text-classification\n";
        const Experiment best = parse(texts + "distill: {preset: best-tiny, epochs: 7}\n", u"e.yaml"_s, u"/"_s);
        QCOMPARE(best.student.model, u"bert-tiny"_s);
        QVERIFY(best.student.projectEmbeddings);
        QVERIFY(best.student.precision == WeightFormat::Fp16);
        QVERIFY(!best.distill.pseudoLabels.enabled);
        QCOMPARE(best.distill.training.epochs, 7);
        QVERIFY(static_cast<const Recipe&>(best.distill) == findPreset(u"best-tiny"_s)->recipe);
        // What is written out is read back as it is, not set anew.
        Experiment own = best;
        own.student.projectEmbeddings = false;
        own.distill.pseudoLabels.enabled = true;
        const Experiment again = parse(write(own), u"again.yaml"_s, u"/"_s);
        QVERIFY(!again.student.projectEmbeddings);
        QVERIFY(again.distill.pseudoLabels.enabled);
        // The latest word counts, for what a preset sets besides its losses too; paths and seeds stay.
        const Experiment late = parse(texts + "data: {seed: 9}\nstudent: {model: distilbert}\ndistill: {epochs: 99}\n",
                                      u"e.yaml"_s, u"/"_s, {u"distill.preset=best-tiny"_s, u"distill.alpha=0.5"_s});
        QCOMPARE(late.student.model, u"bert-tiny"_s);
        QVERIFY(late.distill.training.epochs != 99);
        QCOMPARE(late.distill.alpha, Course(0.5));
        QCOMPARE(late.data.seed, quint64{9});
    }

    void aPresetForTextsIsRefusedForImages() {
        const Experiment images = parse("version: 1\ndistill: {preset: best-tiny}\n", u"e.yaml"_s, u"/"_s);
        QCOMPARE(images.student.model, Experiment().student.model);
        const auto error = caught<RequestError>([&] { validate(images); });
        QVERIFY(error.has_value());
        QCOMPARE(error->where(), u"distill.preset"_s);
        QVERIFY(error->remedy().contains(u"hinton"_s) && !error->remedy().contains(u"best-tiny"_s));
    }

    void faultsInListsNameTheItem_data() {
        QTest::addColumn<QByteArray>("yaml");
        QTest::addColumn<QString>("message");
        QTest::newRow("unknown loss") << QByteArray("version: 1\ndistill:\n  losses:\n    - {loss: soft}\n")
                                      << u"e.yaml:4: distill.losses[0].loss: “soft” is not valid here"_s;
        QTest::newRow("key of another loss")
            << QByteArray("version: 1\ndistill:\n  losses:\n    - {loss: dkd}\n    - {loss: dkd, layers: last}\n")
            << u"e.yaml:5: distill.losses[1].layers: this key is not known"_s;
        QTest::newRow("no list") << QByteArray("version: 1\ndistill:\n  losses: dkd\n")
                                 << u"e.yaml:3: distill.losses: “dkd” is not valid here"_s;
        QTest::newRow("course") << QByteArray("version: 1\ndistill:\n  alpha: {from: 0, to: 2}\n")
                                << u"e.yaml:3: distill.alpha.to: “2” is not valid here"_s;
        QTest::newRow("assistant's epochs")
            << QByteArray("version: 1\nteacher:\n  assistants:\n    - {model: cnn-tiny, epochs: -1}\n")
            << u"e.yaml:4: teacher.assistants[0].epochs: “-1” is not valid here"_s;
        QTest::newRow("assistant's key")
            << QByteArray("version: 1\nteacher:\n  assistants:\n    - {model: cnn-tiny}\n    - {modle: cnn-tiny}\n")
            << u"e.yaml:5: teacher.assistants[1].modle: this key is not known"_s;
        QTest::newRow("unknown preset") << QByteArray("version: 1\ndistill: {preset: hint}\n")
                                        << u"e.yaml:2: distill.preset: “hint” is not valid here"_s;
    }
    void faultsInListsNameTheItem() {
        QFETCH(QByteArray, yaml);
        QFETCH(QString, message);
        try {
            parse(yaml, u"e.yaml"_s, u"/"_s);
        } catch (const RequestError& error) {
            const QString text = error.where() + u": "_s + error.message();
            QCOMPARE(text, message);
            return;
        }
        QFAIL("nothing was thrown");
    }

    void everyWrittenKeyIsDescribed() {
        const QString description = QString::fromUtf8(describeKeys());
        QVERIFY(description.startsWith(u"| key | value | default | meaning |\n|---|---|---|---|\n"_s));
        QVERIFY2(
            description.contains(
                u"| `distill.epochs` | a whole number from 1 to 100000 | `5` | passes over the training items |\n"_s),
            qPrintable(description));
        QStringList section;
        QStringList missing = description.split(u'\n', Qt::SkipEmptyParts).mid(2);
        for (const QString& line : QString::fromUtf8(write(unusualExperiment())).split(u'\n')) {
            const qsizetype colon = line.indexOf(u':');
            const bool isItem = line.trimmed().startsWith(u'-');
            if (colon < 0 || isItem || line.trimmed().startsWith(u'#')) continue;
            const qsizetype indent = line.indexOf(line.trimmed());
            section = section.mid(0, indent / 2);
            section << line.left(colon).trimmed();
            const QString row = u"| `%1` |"_s.arg(section.join(u'.'));
            const bool isDescribed = missing.removeIf([&](const QString& other) { return other.startsWith(row); }) > 0;
            QVERIFY2(isDescribed || colon + 1 == line.size(), qPrintable(row));
        }
        missing.removeIf([](const QString& row) { return row.contains(u"[]"_s); });  // keys of items
        QCOMPARE(missing, QStringList());
    }
};

DISTILLAB_TEST(DocumentTest)
#include "document_test.moc"
