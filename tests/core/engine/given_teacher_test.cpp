#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/proc.h"
#include "core/engine/black_box.h"
#include "core/engine/image_task.h"
#include "core/engine/pipeline.h"
#include "core/engine/script_teacher.h"
#include "core/engine/text_task.h"
#include "core/experiment/run_folder.h"
#include "core/models/registry.h"
#include "tests/core/engine/run_listener.h"
#include "tests/support/caught.h"
#include "tests/support/small_encoder.h"
#include "tests/support/synthetic_images.h"
#include "tests/support/synthetic_texts.h"
#include "tests/support/test_main.h"

#include <torch/script.h>

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <csignal>
#include <cstdlib>

using namespace distillab;
using namespace Qt::Literals::StringLiterals;
using experiment::TeacherSource;
using test::caught;

namespace {

using Listener = test::RunListener;

/// Weighs every word: praise speaks for the second class, a pan for the first.
torch::Tensor wordTable() {
    const QStringList words = test::syntheticVocabulary();
    torch::Tensor table = torch::zeros({words.size(), 2});
    for (qsizetype i = words.size() - 8; i < words.size(); ++i) table[i][i < words.size() - 4 ? 1 : 0] = 3;
    return table;
}

constexpr const char* kTensor = R"(
def forward(self, input_ids, attention_mask):
    return (self.table[input_ids] * attention_mask.unsqueeze(-1)).sum(1)
)";
constexpr const char* kTuple = R"(
def forward(self, input_ids, attention_mask, token_type_ids):
    states = self.table[input_ids] * attention_mask.unsqueeze(-1)
    return states, states.sum(1)
)";
constexpr const char* kDictionary = R"(
def forward(self, x, y):
    return {"hidden": self.table, "logits": (self.table[x] * y.unsqueeze(-1)).sum(1)}
)";
constexpr const char* kNoScores = R"(
def forward(self, input_ids, attention_mask):
    return self.table[input_ids]
)";
constexpr const char* kRaises = R"(
def forward(self, input_ids, attention_mask):
    assert input_ids.size(0) < 0, "not in the mood"
    return self.table
)";
constexpr const char* kPictures = R"(
def forward(self, images):
    return torch.matmul(images.flatten(1), self.table)
)";

void writeScript(const QString& path, const char* code, const torch::Tensor& table) {
    torch::jit::Module module("teacher");
    module.register_parameter("table", table, false);
    module.define(code);
    makeFolder(QFileInfo(path).absolutePath());
    module.save(path.toStdString());
}

/// A graph holds some constants beside the weights, or has folded a norm into the layer before it.
bool isAbout(qint64 count, qint64 expected) { return std::abs(count - expected) <= expected / 20 + 20; }

}  // namespace

/// Teachers that another program wrote, and several teachers at once.
class GivenTeacherTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        QVERIFY(m_scratch.isValid());
        test::writeSyntheticReviews(path(u"reviews.csv"_s), 300, 3);
        m_images = test::writeSyntheticIdx(path(u"images"_s), 400, 100, 5);
        writeTextTeacher();
    }

    void onnxTeacherOfTextsAnswersAsItsFolder() {
        const auto folder = run(texts(TeacherSource::Folder, path(u"transformer"_s)), u"texts-folder"_s);
        const auto onnx = run(texts(TeacherSource::Onnx, path(u"transformer-onnx"_s)), u"texts-onnx"_s);
        QCOMPARE(onnx.teacher.scores.accuracy, folder.teacher.scores.accuracy);
        QVERIFY(isAbout(onnx.teacher.parameters, folder.teacher.parameters));
        QVERIFY(onnx.teacher.latencyMsP50 > 0);
        QVERIFY(std::abs(onnx.student.scores.accuracy - folder.student.scores.accuracy) < 0.1);
        QVERIFY(onnx.onnx.has_value());
        QVERIFY(!onnx.onnx->teacher.has_value());  // the file is there already
        // Another temperature: nobody is asked.
        auto hotter = texts(TeacherSource::Onnx, path(u"transformer-onnx/model.onnx"_s));
        hotter.distill.temperature = 6;
        run(hotter, u"texts-onnx-hotter"_s);
        QCOMPARE(m_lines.filter(u"found in the cache"_s).size(), 3);
    }

    void onnxTeacherOfPicturesAnswersAsItsFolder() {
        auto own = pictures(TeacherSource::Train, {});
        own.onnx.enabled = true;
        own.student.model = u"cnn-tiny"_s;
        const auto first = run(own, u"pictures"_s);
        const auto onnx = run(pictures(TeacherSource::Onnx, runs(u"pictures/onnx/model.onnx"_s)), u"pictures-onnx"_s);
        QCOMPARE(onnx.teacher.scores.accuracy, first.student.scores.accuracy);
        QVERIFY(isAbout(onnx.teacher.parameters, first.student.parameters));
        const auto whole = run(pictures(TeacherSource::Onnx, runs(u"pictures"_s)), u"pictures-run"_s);
        QCOMPARE(whole.teacher.scores.accuracy, first.student.scores.accuracy);

        auto wrong = texts(TeacherSource::Onnx, runs(u"pictures/onnx/model.onnx"_s));
        QVERIFY2(complaint(wrong).contains(u"tokenizer"_s), qPrintable(complaint(wrong)));
        const QString sized = complaint([&] {
            auto e = pictures(TeacherSource::Onnx, runs(u"pictures"_s));
            e.data.imageSize = 20;
            return e;
        }());
        QVERIFY2(sized.contains(u"1×28×28"_s) && sized.contains(u"1×20×20"_s), qPrintable(sized));
    }

    void augmentedPicturesAreShownToAFileToo() {
        auto e = pictures(TeacherSource::TorchScript, script(u"pixels.pt"_s, kPictures, torch::randn({784, 10})));
        e.data.shift = 1;
        e.teacher.trustCode = true;
        QVERIFY(run(e, u"pixels"_s).teacher.latencyMsP50 > 0);
        QVERIFY(m_lines.filter(u"brightness"_s).size() == 1);
    }

    void scriptAnswersInEveryForm_data() {
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("tensor") << QByteArray(kTensor);
        QTest::newRow("tuple, three inputs") << QByteArray(kTuple);
        QTest::newRow("dictionary, inputs by their place") << QByteArray(kDictionary);
    }
    void scriptAnswersInEveryForm() {
        QFETCH(QByteArray, code);
        auto e = texts(TeacherSource::TorchScript, script(u"words.pt"_s, code.constData(), wordTable()));
        e.teacher.trustCode = true;
        const auto report = run(e, u"script-"_s + QString::fromLatin1(QTest::currentDataTag()));
        QCOMPARE(report.teacher.scores.accuracy, 1.0);
        QVERIFY2(report.student.scores.accuracy > 0.8, qPrintable(QString::number(report.student.scores.accuracy)));
        QCOMPARE(report.teacher.parameters, qint64{2 * test::syntheticVocabulary().size()});
        QCOMPARE(m_lines.filter(u"in this order, negative, positive"_s).size(), 1);
    }

    void labelsBesideTheFileSayTheOrder() {
        const QString file = script(u"turned/words.pt"_s, kTensor, wordTable().flip(1).contiguous());
        writeFileAtomically(path(u"turned/config.json"_s),
                            QByteArray(R"({"id2label": {"0": "Positive", "1": "Negative"}})"));
        auto e = texts(TeacherSource::TorchScript, file);
        e.teacher.trustCode = true;
        QCOMPARE(run(e, u"turned-labels"_s).teacher.scores.accuracy, 1.0);
        writeFileAtomically(path(u"turned/config.json"_s), QByteArray(R"({"id2label": {"0": "cat", "1": "dog"}})"));
        QVERIFY2(complaint(e).contains(u"cat, dog"_s), qPrintable(complaint(e)));
    }

    void scriptIsNotRunUnasked() {
        auto e = texts(TeacherSource::TorchScript, script(u"words.pt"_s, kTensor, wordTable()));
        const QString text = complaint(e);
        QVERIFY2(text.contains(u"program"_s) && text.contains(u"trust_code"_s), qPrintable(text));
    }

    void theProgramRunsWithoutRights() {
        const QString file = script(u"locked.pt"_s, kTensor, wordTable());
        engine::ScriptTeacher teacher(file);
        QVERIFY(teacher.processId() != QCoreApplication::applicationPid());
        // seccomp(2): "2" is a filter. https://man7.org/linux/man-pages/man5/proc_pid_status.5.html
        const QString status = u"/proc/%1/status"_s.arg(teacher.processId());
        QCOMPARE(procValue(status, "Seccomp"_L1), u"2"_s);
        QCOMPARE(procValue(status, "NoNewPrivs"_L1), u"1"_s);

        const QString stolen = path(u"stolen.pt"_s);
        const QByteArray thief = "def forward(self, input_ids, attention_mask):\n    torch.save(self.table, \"" +
                                 stolen.toUtf8() + "\")\n    return self.table\n";
        auto e = texts(TeacherSource::TorchScript, script(u"thief.pt"_s, thief.constData(), wordTable()));
        e.teacher.trustCode = true;
        const QString text = complaint(e);
        QVERIFY2(text.contains(u"thief.pt"_s), qPrintable(text));
        QVERIFY(!QFile::exists(stolen));
    }

    void aProgramThatEndsIsTold() {
        engine::ScriptTeacher teacher(script(u"killed.pt"_s, kTensor, wordTable()));
        const nn::Batch batch{torch::ones({2, 3}, torch::kInt64), {}, {}};
        teacher.tryOut(batch);
        QCOMPARE(teacher.classCount(), std::int64_t{2});
        ::kill(static_cast<pid_t>(teacher.processId()), SIGKILL);
        const auto error = caught<WorkError>([&] { teacher.inferAnswer(batch, {}); });
        QVERIFY(error.has_value());
        QVERIFY2(error->message().contains(u"has ended"_s), qPrintable(error->text()));
    }

    void filesThatDoNotAnswerAreNamed_data() {
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<int>("classes");
        QTest::addColumn<QString>("expected");
        QTest::newRow("no scores") << QByteArray(kNoScores) << 2 << u"no scores"_s;
        QTest::newRow("raises") << QByteArray(kRaises) << 2 << u"does not answer"_s;
        QTest::newRow("other classes") << QByteArray(kTensor) << 3 << u"3 classes"_s;
    }
    void filesThatDoNotAnswerAreNamed() {
        QFETCH(QByteArray, code);
        QFETCH(int, classes);
        QFETCH(QString, expected);
        const torch::Tensor table = torch::zeros({test::syntheticVocabulary().size(), classes});
        auto e = texts(TeacherSource::TorchScript, script(u"bad.pt"_s, code.constData(), table));
        e.teacher.trustCode = true;
        const QString text = complaint(e);
        QVERIFY2(text.contains(expected) && text.contains(u"bad.pt"_s), qPrintable(text));
    }

    void damagedFilesAreNamed() {
        const QString file = path(u"damaged.pt"_s);
        writeFileAtomically(file, QByteArray("this is no zip"));
        test::writeSyntheticVocabulary(m_scratch.path());
        auto e = texts(TeacherSource::TorchScript, file);
        e.teacher.trustCode = true;
        QVERIFY2(complaint(e).contains(u"cannot open"_s), qPrintable(complaint(e)));
        e.teacher.source = TeacherSource::Onnx;
        QVERIFY2(complaint(e).contains(u"cannot open"_s), qPrintable(complaint(e)));
    }

    void insidesAreRefused() {
        const auto box = engine::BlackBox::openTorchScript(script(u"words.pt"_s, kTensor, wordTable()));
        const nn::Batch batch{torch::ones({2, 3}, torch::kInt64), {}, {}};
        box->tryOut(batch);
        QCOMPARE(box->classCount(), std::int64_t{2});
        nn::FeatureRequest wanted;
        wanted.hiddenStates = {0};
        const auto error = caught<RequestError>([&] { box->inferAnswer(batch, wanted); });
        QVERIFY(error.has_value());
        QVERIFY2(error->message().contains(u"only its answers"_s), qPrintable(error->text()));

        auto e = texts(TeacherSource::TorchScript, script(u"words.pt"_s, kTensor, wordTable()));
        e.teacher.trustCode = true;
        e.student.start = experiment::StudentStart::Teacher;
        QVERIFY2(complaint(e).contains(u"student.start"_s), qPrintable(complaint(e)));
    }

    void severalTeachersAreAveraged() {
        auto e = texts(TeacherSource::Folder, path(u"transformer"_s));
        e.teacher.also = {{path(u"second"_s), 3}};
        const auto report = run(e, u"two"_s);
        QCOMPARE(report.teacher.name, u"transformer + second"_s);
        // Each one's answers are kept: the first one's were there already.
        QCOMPARE(m_lines.filter(u"found in the cache"_s).size(), 3);
        QCOMPARE(m_lines.filter(u"computed and kept"_s).size(), 3);
        e.teacher.also[0].weight = 0.5;
        run(e, u"two-others"_s);
        QCOMPARE(m_lines.filter(u"found in the cache"_s).size(), 6);
        QVERIFY(readFile(runs(u"two/student/model.safetensors"_s)) !=
                readFile(runs(u"two-others/student/model.safetensors"_s)));
        e.teacher.also[0].path = m_images;
        QVERIFY(caught<RequestError>([&] { run(e, u"no-second"_s); }).has_value());
    }

    void aModelThatChangedIsRefusedOnResume_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("changes");
        QTest::addColumn<QString>("message");
        const QString teacher = u"the teacher has changed since this run began"_s;
        QTest::newRow("folder") << u"folder"_s << u"transformer/model.safetensors"_s << teacher;
        QTest::newRow("its tokenizer") << u"folder"_s << u"transformer/vocab.txt"_s << teacher;
        QTest::newRow("one of two") << u"two"_s << u"second/model.safetensors"_s << teacher;
        QTest::newRow("ONNX") << u"onnx"_s << u"transformer-onnx/model.onnx"_s << teacher;
        QTest::newRow("TorchScript") << u"script"_s << u"changing/words.pt"_s << teacher;
        QTest::newRow("run") << u"run"_s << u"runs/taught/teacher/model.safetensors"_s << teacher;
        QTest::newRow("student") << u"student"_s << u"second/model.safetensors"_s
                                 << u"the model that the student begins with has changed since this run began"_s;
    }
    void aModelThatChangedIsRefusedOnResume() {
        QFETCH(QString, kind);
        QFETCH(QString, changes);
        QFETCH(QString, message);
        const auto [e, where] = changeable(kind);
        const QString name = u"changed-"_s + QString::fromLatin1(QTest::currentDataTag());
        run(e, u"undisturbed "_s + name);
        stopInTheMiddle(e, runs(name));
        const QByteArray measured = readFile(experiment::RunFolder(runs(name)).metricsFile());

        const QByteArray before = readFile(path(changes));
        writeFileAtomically(path(changes), changed(before, changes));
        const auto error = caught<RequestError>([&] { resume(e, runs(name)); });
        writeFileAtomically(path(changes), before);
        QVERIFY(error.has_value());
        QCOMPARE(error->message(), message);
        QCOMPARE(error->where(), where);
        QCOMPARE(readFile(experiment::RunFolder(runs(name)).metricsFile()), measured);

        resume(e, runs(name));
        const QString weights = u"/student/model.safetensors"_s;
        QVERIFY(readFile(runs(name) + weights) == readFile(runs(u"undisturbed "_s + name) + weights));
    }

private:
    /// An experiment with a given model of some kind, and where that model lies.
    std::pair<experiment::Experiment, QString> changeable(const QString& kind) {
        const QString folder = path(u"transformer"_s);
        auto ofTexts = [&](TeacherSource source, const QString& teacher) {
            auto e = texts(source, teacher);
            e.onnx.enabled = false;
            e.distill.training.epochs = 1;
            return e;
        };
        if (kind == u"onnx") {
            const QString file = path(u"transformer-onnx/model.onnx"_s);
            return {ofTexts(TeacherSource::Onnx, file), file};
        }
        if (kind == u"script") {
            const QString file = script(u"changing/words.pt"_s, kTensor, wordTable());
            auto e = ofTexts(TeacherSource::TorchScript, file);
            e.teacher.trustCode = true;
            return {e, file};
        }
        if (kind == u"run") {
            run(pictures(TeacherSource::Train, {}), u"taught"_s);
            return {pictures(TeacherSource::Run, runs(u"taught"_s)), runs(u"taught"_s)};
        }
        auto e = ofTexts(TeacherSource::Folder, folder);
        if (kind == u"two") {
            e.teacher.also = {{path(u"second"_s), 1}};
            return {e, path(u"second"_s)};
        }
        if (kind == u"student") {
            e.student.start = experiment::StudentStart::Folder;
            e.student.path = path(u"second"_s);
            return {e, e.student.path};
        }
        return {e, folder};
    }

    /// A file of the same kind that says something else: of weights as little else as possible.
    QByteArray changed(QByteArray content, const QString& name) const {
        if (name.endsWith(u".onnx")) {
            const auto other = engine::openTextModel(path(u"second"_s), u"second"_s, {u"positive"_s, u"negative"_s}, 24,
                                                     0, torch::kCPU);
            return other->toOnnx({}, {}, nullptr).bytes;
        }
        if (name.endsWith(u".pt")) {
            writeScript(path(u"other.pt"_s), kTensor, 2 * wordTable());
            return readFile(path(u"other.pt"_s));
        }
        if (name.endsWith(u".txt")) {
            QList<QByteArray> words = content.trimmed().split('\n');
            words.swapItemsAt(words.size() - 1, words.size() - 2);
            return words.join('\n') + '\n';
        }
        char& lowestByteOfTheLastWeight = content[content.size() - qsizetype{sizeof(float)}];
        lowestByteOfTheLastWeight = static_cast<char>(lowestByteOfTheLastWeight ^ 1);
        return content;
    }

    static void stopInTheMiddle(const experiment::Experiment& e, const QString& folder) {
        RunControl control;
        Listener listener;
        listener.onStep = [&](const report::StepMetrics& metrics) {
            if (metrics.phase == report::Phase::Distil && metrics.step == 2) control.stop();
        };
        QVERIFY_THROWS_EXCEPTION(Stopped, engine::runExperiment(e, folder, false, listener, control));
    }

    static void resume(const experiment::Experiment& e, const QString& folder) {
        RunControl control;
        Listener listener;
        engine::runExperiment(e, folder, true, listener, control);
    }

    /// Two transformers, fresh, for these labels; the first one as an ONNX export with its classes the other way round.
    void writeTextTeacher() {
        for (const auto& [name, seed] : {std::pair{u"transformer"_s, 7}, std::pair{u"second"_s, 8}}) {
            models::TransformerConfig config = test::smallEncoderConfig({u"negative"_s, u"positive"_s});
            config.initializerRange = 0.3;
            test::writeSmallEncoder(path(name), config, static_cast<std::uint64_t>(seed));
        }
        const auto turned = engine::openTextModel(path(u"transformer"_s), u"transformer"_s,
                                                  {u"positive"_s, u"negative"_s}, 24, 0, torch::kCPU);
        writeFileAtomically(path(u"transformer-onnx/model.onnx"_s), turned->toOnnx({}, {}, nullptr).bytes);
        turned->saveBesideOnnx(path(u"transformer-onnx"_s));
    }

    experiment::Experiment texts(TeacherSource source, const QString& teacher) const {
        auto e = experiment::Experiment::defaultsOf(experiment::kTextClassification);
        e.data.train = path(u"reviews.csv"_s);
        e.data.maxLength = 24;
        e.teacher.source = source;
        e.teacher.path = teacher;
        e.student.model = u"bert-tiny"_s;
        e.distill.training.epochs = 3;
        e.distill.training.batchSize = 32;
        e.distill.training.learningRate = 3e-3;
        e.distill.baseline = false;
        return e;
    }

    experiment::Experiment pictures(TeacherSource source, const QString& teacher) const {
        experiment::Experiment e;
        e.data.train = m_images;
        e.teacher.source = source;
        e.teacher.path = teacher;
        e.teacher.model = u"mlp-small"_s;
        e.teacher.training.epochs = 1;
        e.student.model = u"mlp-small"_s;
        e.distill.training.epochs = 1;
        e.distill.baseline = false;
        e.onnx.enabled = false;
        return e;
    }

    QString path(const QString& name) const { return m_scratch.filePath(name); }
    QString runs(const QString& name) const { return path(u"runs/"_s + name); }

    QString script(const QString& name, const char* code, const torch::Tensor& table) const {
        writeScript(path(name), code, table);
        test::writeSyntheticVocabulary(QFileInfo(path(name)).absolutePath());
        return path(name);
    }

    report::RunReport run(const experiment::Experiment& e, const QString& name) {
        RunControl control;
        Listener listener;
        const auto report = engine::runExperiment(e, runs(name), false, listener, control);
        m_lines = listener.lines;
        return report;
    }

    QString complaint(const experiment::Experiment& e) {
        const auto error = caught<RequestError>([&] { run(e, u"refused"_s); });
        return error ? error->text() : u"no complaint"_s;
    }

    QTemporaryDir m_scratch;
    QString m_images;
    QStringList m_lines;
};

DISTILLAB_TEST(GivenTeacherTest)
#include "given_teacher_test.moc"
