#include "core/base/files.h"
#include "core/experiment/run_folder.h"
#include "core/report/run_report.h"
#include "tests/support/program.h"
#include "tests/support/synthetic_images.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QImage>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include <signal.h>

#include <cmath>
#include <map>

using namespace distillab;
using namespace Qt::Literals::StringLiterals;
using nlohmann::json;
using test::Outcome;

namespace {

constexpr int kIdxImageHeader = 16;
constexpr int kSide = 28;

json parsed(const QByteArray& text) { return json::parse(text.toStdString()); }

/// Waits until the run has written a step of this phase.
bool waitForPhase(const QString& runFolder, const QByteArray& phase) {
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < 60'000 * DISTILLAB_SLOWNESS) {
        QFile file(runFolder + u"/metrics.jsonl"_s);
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains("\"phase\":\"" + phase + '"')) return true;
        QTest::qSleep(5);
    }
    return false;
}

}  // namespace

/// Whole runs of the real program on small data, and everything that can be done with a finished run.
class CliRunTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        QVERIFY(m_scratch.isValid());
        test::writeSyntheticIdx(path(u"data"_s), 400, 300, 11);
        writeFileAtomically(path(u"experiment.yaml"_s), R"(
name: Blobs
threads: 1
data: {train: data}
teacher: {model: mlp-small, epochs: 2, batch_size: 16}
student: {model: cnn-tiny}
distill: {epochs: 3, batch_size: 16}
)");
        m_reference = cli({u"run"_s, u"experiment.yaml"_s, u"--out"_s, u"reference"_s, u"--json"_s});
        QVERIFY2(m_reference.code == 0, m_reference.err);
        writeTestImages();
    }

    void moreThreadsThanOpenMpGivesAreNotWaitedFor() {
        qputenv("OMP_THREAD_LIMIT", "1");
        const auto restore = qScopeGuard([] { qunsetenv("OMP_THREAD_LIMIT"); });
        const Outcome run = cli({u"run"_s, u"experiment.yaml"_s, u"--set"_s, u"threads=2"_s, u"--set"_s,
                                 u"teacher.model=cnn-small"_s, u"--out"_s, u"limited"_s});
        QVERIFY2(run.code == 0, run.err);
    }

    void onnxRuntimeTellsNobodyOfAModel() {
        const QString home = path(u"home"_s);
        QVERIFY(QDir().mkpath(home));
        const std::map<QByteArray, QByteArray> before = {
            {"HOME", qgetenv("HOME")}, {"XDG_CACHE_HOME", qgetenv("XDG_CACHE_HOME")}, {"CI", qgetenv("CI")}};
        qputenv("HOME", home.toUtf8());
        qunsetenv("XDG_CACHE_HOME");
        qunsetenv("CI");  // where it is silent by itself
        const auto restore = qScopeGuard([&] {
            for (const auto& [name, value] : before) value.isNull() ? qunsetenv(name) : qputenv(name, value);
        });
        const Outcome asked = cli({u"predict"_s, u"reference/onnx"_s, u"--image"_s, u"image0.png"_s});
        QVERIFY2(asked.code == 0, asked.err);
        QVERIFY(!QFileInfo::exists(home + u"/.cache/Microsoft"_s));
    }

    void runPrintsItsReportAndNothingElse() {
        QCOMPARE(m_reference.out, readFile(path(u"reference/report.json"_s)));
        const json report = parsed(m_reference.out);
        for (const char* model : {"teacher", "student"}) {
            for (const char* key : {"name", "parameters", "bytes", "accuracy", "f1_macro", "latency_ms_p50"}) {
                QVERIFY2(report.at(model).contains(key), key);
            }
            QVERIFY(report.at(model).at("accuracy").get<double>() > 0.3);
        }
        QVERIFY(report.at("baseline").at("accuracy").get<double>() > 0.3);
        QVERIFY(report.at("agreement").get<double>() > 0.3);
        for (const char* phase : {"data", "teacher_train", "teacher_targets", "distil", "evaluate", "export"}) {
            QVERIFY2(report.at("seconds").at(phase).get<double>() >= 0, phase);
        }
        QVERIFY(report.at("peak_rss_mib").get<double>() > 1);
        QCOMPARE(report.at("onnx").at("opset").get<int>(), 17);
        QVERIFY(report.at("onnx").at("max_abs_diff").get<double>() <= 1e-4);
        QVERIFY(report.at("onnx").at("identical_argmax").get<bool>());
        for (const json& file : report.at("onnx").at("files")) {
            QVERIFY(QFileInfo::exists(path(u"reference/"_s) + QString::fromStdString(file.get<std::string>())));
        }
    }

    void aFinishedRunIsMeasured() {
        QVERIFY(QFile::copy(path(u"reference/report.json"_s), path(u"kept.json"_s)));
        const Outcome outcome = cli({u"measure"_s, u"reference"_s, u"--json"_s});
        QVERIFY2(outcome.code == 0, outcome.err);
        QCOMPARE(outcome.out, readFile(path(u"reference/measurement.json"_s)));
        QCOMPARE(parsed(outcome.out).at("models")[0].at("who").get<std::string>(), "teacher");
        QCOMPARE(parsed(outcome.out).at("test_items").get<int>(), 300);
        QVERIFY(readFile(path(u"reference/report.html"_s)).contains("What it takes to run"));
        const json measured = parsed(outcome.out);
        for (const json& model : measured.at("models")) {
            QVERIFY(model.at("one_thread_ms_p50").at("median").get<double>() > 0);
            QVERIFY(model.at("items_per_second").at("median").get<double>() > 0);
            QVERIFY(model.at("peak_mib").at("median").get<double>() > 1);
            QVERIFY(model.at("accuracy").get<double>() > 0.3);
            QVERIFY(model.at("bytes").get<qint64>() > 1000);
        }
        QCOMPARE(readFile(path(u"reference/report.json"_s)), readFile(path(u"kept.json"_s)));
    }

    void anExportedFileIsMeasuredAlone() {
        const Outcome outcome = cli({u"measure"_s, u"reference/onnx"_s});
        QVERIFY2(outcome.code == 0, outcome.err);
        QVERIFY(outcome.out.contains("model.onnx"));
        QVERIFY(outcome.out.contains("One answer, one thread"));
        QCOMPARE(cli({u"measure"_s, u"data"_s}).code, 2);
    }

    void progressInAPipeIsPlainLines() {
        QVERIFY(!m_reference.err.contains('\r'));
        QVERIFY(!m_reference.err.contains('\x1b'));
        QCOMPARE(m_reference.err.count("  pass "), 2 + 3 + 3);
        for (const char* phase : {"Reading the data\n", "Training the teacher\n", "Teaching the student\n",
                                  "Training the student without the teacher\n", "Testing\n", "Exporting to ONNX\n"}) {
            QVERIFY2(m_reference.err.count(phase) == 1, phase);
        }
    }

    void runFolderHoldsWhatTheContractSays() {
        for (const QString& name :
             {u"experiment.yaml"_s, u"metrics.jsonl"_s, u"student/model.safetensors"_s, u"student/config.json"_s,
              u"teacher/model.safetensors"_s, u"report.json"_s, u"report.html"_s}) {
            QVERIFY2(QFileInfo(path(u"reference/"_s + name)).size() > 0, qPrintable(name));
        }
    }

    void aFinishedRunIsShownAgain() {
        const Outcome outcome = cli({u"run"_s, u"experiment.yaml"_s, u"--out"_s, u"reference"_s, u"--resume"_s});
        QCOMPARE(outcome.code, 0);
        QVERIFY(outcome.err.contains("already finished"));
        QVERIFY(outcome.out.contains("student without teacher"));
        QVERIFY(outcome.out.contains("reference/report.html"));
        const Outcome refused = cli({u"run"_s, u"experiment.yaml"_s, u"--out"_s, u"reference"_s});
        QCOMPARE(refused.code, 2);
    }

    void adviceComesWithItsNumbersAndACommandThatTakesIt() {
        const Outcome outcome = cli({u"advise"_s, u"reference"_s, u"--json"_s});
        QVERIFY2(outcome.code == 0, outcome.err);
        const json advice = parsed(outcome.out);
        QVERIFY(advice == parsed(m_reference.out).at("advice"));
        QVERIFY(!advice.empty());  // three epochs are few
        const json& first = advice.front();
        const json& change = first.at("changes").at(0);
        const auto text = [](const json& value) { return QByteArray::fromStdString(value.get<std::string>()); };
        const QByteArray assignment = "--set " + text(change.at("key")) + '=' + text(change.at("after"));
        const Outcome words = cli({u"advise"_s, u"reference"_s});
        QVERIFY2(words.out.contains(text(first.at("evidence"))), words.out);
        QVERIFY2(words.out.contains(assignment), words.out);
        const Outcome shown = cli({u"run"_s, u"experiment.yaml"_s, u"--out"_s, u"reference"_s, u"--resume"_s});
        QVERIFY2(shown.out.contains(text(first.at("evidence"))), shown.out);
        QCOMPARE(cli({u"advise"_s, u"data"_s}).code, 2);
    }

    void reportIsWrittenAsAPageAndAsAPdf() {
        const Outcome outcome = cli({u"report"_s, u"reference"_s, u"--pdf"_s, u"out/report.pdf"_s, u"--html"_s,
                                     u"out/report.html"_s, u"--json"_s});
        QVERIFY2(outcome.code == 0, outcome.err);
        const json files = parsed(outcome.out);
        QCOMPARE(QString::fromStdString(files.at("pdf").get<std::string>()), path(u"out/report.pdf"_s));
        QVERIFY(readFile(path(u"out/report.pdf"_s)).startsWith("%PDF-"));
        // The page says the same as the one that the run wrote, pictures of the mistakes included.
        QCOMPARE(readFile(path(u"out/report.html"_s)), readFile(path(u"reference/report.html"_s)));
        QVERIFY(readFile(path(u"out/report.html"_s)).contains("data:image/png;base64,"));
        QCOMPARE(cli({u"report"_s, u"data"_s, u"--pdf"_s, u"out/none.pdf"_s}).code, 2);
    }

    void anInterruptedRunResumesToTheSameWeights_data() {
        QTest::addColumn<QByteArray>("phase");
        QTest::addColumn<int>("signal");
        QTest::newRow("Ctrl+C while the teacher learns") << QByteArray("teacher_train") << SIGINT;
        QTest::newRow("Ctrl+C while the student learns") << QByteArray("distil") << SIGINT;
        QTest::newRow("terminated while the baseline learns") << QByteArray("baseline") << SIGTERM;
    }

    void anInterruptedRunResumesToTheSameWeights() {
        QFETCH(QByteArray, phase);
        QFETCH(int, signal);
        const QString name = u"stopped-"_s + QString::fromUtf8(phase);
        const auto process =
            test::startProgram(test::programPath(u"distillab-cli"_s),
                               {u"run"_s, u"experiment.yaml"_s, u"--out"_s, name, u"--json"_s}, m_scratch.path());
        QVERIFY(waitForPhase(path(name), phase));
        ::kill(static_cast<pid_t>(process->processId()), signal);
        const Outcome stopped = test::outcomeOf(*process);
        QCOMPARE(stopped.code, 130);
        QVERIFY(parsed(stopped.out).contains("error"));
        QVERIFY2(stopped.err.contains("checkpoint"), stopped.err);
        QVERIFY2(stopped.err.contains("--resume"), stopped.err);
        QVERIFY(QFileInfo::exists(experiment::RunFolder(path(name)).checkpointFile()));
        QVERIFY(!QFileInfo::exists(path(name + u"/report.json"_s)));

        const Outcome resumed = cli({u"run"_s, u"experiment.yaml"_s, u"--out"_s, name, u"--resume"_s});
        QVERIFY2(resumed.code == 0, resumed.err);
        for (const QString& model : {u"student"_s, u"teacher"_s, u"baseline"_s}) {
            const QString weights = u'/' + model + u"/model.safetensors"_s;
            QVERIFY2(readFile(path(name + weights)) == readFile(path(u"reference"_s + weights)), qPrintable(model));
        }
        const report::MetricsHistory all = report::readMetrics(path(u"reference"_s));
        QCOMPARE(report::readMetrics(path(name)).steps.size(), all.steps.size());
        QCOMPARE(report::readMetrics(path(name)).epochs.size(), all.epochs.size());
    }

    void evaluateMeasuresTheStudentAgain() {
        const double reported = parsed(m_reference.out).at("student").at("accuracy").get<double>();
        const Outcome outcome = cli({u"evaluate"_s, u"reference"_s, u"--json"_s});
        QVERIFY2(outcome.code == 0, outcome.err);
        const json student = parsed(outcome.out);
        QCOMPARE(student.at("accuracy").get<double>(), reported);
        QCOMPARE(student.at("items").get<int>(), 300);
        const Outcome asText = cli({u"evaluate"_s, u"reference"_s});
        QVERIFY(asText.out.contains("on 300 items"));
    }

    void evaluateTakesOtherData() {
        test::writeSyntheticIdx(path(u"other"_s), 50, 70, 12);
        const Outcome outcome =
            cli({u"evaluate"_s, u"reference"_s, u"--data"_s, u"other/t10k-images-idx3-ubyte"_s, u"--json"_s});
        QVERIFY2(outcome.code == 0, outcome.err);
        QCOMPARE(parsed(outcome.out).at("items").get<int>(), 70);
        QCOMPARE(cli({u"evaluate"_s, u"reference"_s, u"--data"_s, u"nowhere"_s}).code, 2);
    }

    void exportWritesAVerifiedFileThatAnswersAlike() {
        const Outcome outcome = cli({u"export"_s, u"reference"_s, u"--out"_s, u"exported"_s, u"--json"_s});
        QVERIFY2(outcome.code == 0, outcome.err);
        const json onnx = parsed(outcome.out);
        QVERIFY(onnx.at("identical_argmax").get<bool>());
        QVERIFY(QFileInfo::exists(path(u"exported/"_s) +
                                  QString::fromStdString(onnx.at("files").at(0).get<std::string>())));

        const QStringList images{u"--image"_s, u"image0.png"_s, u"--image"_s, u"image1.png"_s, u"--json"_s};
        const Outcome byRun = cli(QStringList{u"predict"_s, u"reference"_s} + images);
        const Outcome byExport = cli(QStringList{u"predict"_s, u"exported"_s} + images);
        QVERIFY2(byRun.code == 0, byRun.err);
        QVERIFY2(byExport.code == 0, byExport.err);
        const json a = parsed(byRun.out);
        const json b = parsed(byExport.out);
        QCOMPARE(a.size(), size_t{2});
        QCOMPARE(b.size(), size_t{2});
        for (size_t i = 0; i < 2; ++i) {
            QVERIFY(a[i].at("label") == b[i].at("label"));
            QVERIFY(a[i].at("milliseconds").get<double>() > 0);
            double sum = 0;
            for (const auto& [label, probability] : a[i].at("probabilities").items()) {
                sum += probability.get<double>();
                QVERIFY(std::abs(probability.get<double>() - b[i]["probabilities"][label].get<double>()) < 1e-4);
            }
            QVERIFY(std::abs(sum - 1) < 1e-6);
        }
    }

    void exportInFewerBitsIsMeasuredAndAnswers() {
        const QStringList words{u"export"_s, u"reference"_s, u"--out"_s, u"small"_s};
        const Outcome both =
            cli(words + QStringList{u"--precision"_s, u"both"_s, u"--max-drop"_s, u"5"_s, u"--json"_s});
        QVERIFY2(both.code == 0, both.err);
        const json onnx = parsed(both.out);
        QVERIFY(onnx.at("files") == json::array({"model.onnx", "model.int8.onnx"}));
        QVERIFY(onnx.at("max_abs_diff").get<double>() <= 1e-4);  // of the f32 file
        const json& int8 = onnx.at("precisions").at("int8");
        QCOMPARE(int8.at("bytes").get<qint64>(), QFileInfo(path(u"small/model.int8.onnx"_s)).size());
        QVERIFY(int8.at("bytes").get<double>() < 0.6 * onnx.at("precisions").at("fp32").at("bytes").get<double>());
        QVERIFY(int8.at("agreement").get<double>() > 0.9);
        QVERIFY(!int8.at("layers").empty());
        QVERIFY(onnx.at("not_kept").empty());
        const QStringList image{u"--image"_s, u"image0.png"_s, u"--json"_s};
        const Outcome small = cli(QStringList{u"predict"_s, u"small/model.int8.onnx"_s} + image);
        const Outcome whole = cli(QStringList{u"predict"_s, u"small"_s} + image);
        QVERIFY2(small.code == 0, small.err);
        QVERIFY(parsed(small.out)[0].at("label") == parsed(whole.out)[0].at("label"));

        // The folder holds what the last export wrote.
        const Outcome half = cli(words + QStringList{u"--precision"_s, u"fp16"_s});
        QVERIFY2(half.code == 0, half.err);
        QVERIFY2(half.out.contains("ONNX in fp16: model.fp16.onnx"), half.out);
        QVERIFY(!QFileInfo::exists(path(u"small/model.int8.onnx"_s)));
        QCOMPARE(cli(QStringList{u"predict"_s, u"small/model.fp16.onnx"_s} + image).code, 0);
    }

    void predictReadsAListOfImages() {
        writeFileAtomically(path(u"lists/images.txt"_s), "../image1.png\n\n../image0.png\n");
        const Outcome outcome = cli({u"predict"_s, u"reference"_s, u"--input"_s, u"lists/images.txt"_s, u"--json"_s});
        QVERIFY2(outcome.code == 0, outcome.err);
        const json answers = parsed(outcome.out);
        QCOMPARE(answers.size(), size_t{2});
        const Outcome direct = cli({u"predict"_s, u"reference"_s, u"--image"_s, u"image1.png"_s, u"--json"_s});
        QVERIFY(answers[0].at("label") == parsed(direct.out).at(0).at("label"));
        QCOMPARE(cli({u"predict"_s, u"reference"_s, u"--image"_s, u"nothing.png"_s}).code, 2);
    }

    void damagedDataIsNamed() {
        QVERIFY(QDir(m_scratch.path()).mkpath(u"torn"_s));
        for (const QString& name : QDir(path(u"data"_s)).entryList(QDir::Files)) {
            QVERIFY(QFile::copy(path(u"data/"_s + name), path(u"torn/"_s + name)));
        }
        QVERIFY(QFile::resize(path(u"torn/train-images-idx3-ubyte"_s), 5000));
        const Outcome outcome = cli(
            {u"run"_s, u"experiment.yaml"_s, u"--out"_s, u"torn-run"_s, u"--set"_s, u"data.train=torn"_s, u"--json"_s});
        QCOMPARE(outcome.code, 2);
        QVERIFY2(outcome.out.contains("train-images-idx3-ubyte"), outcome.out);
    }

    void divergenceIsFailedWork() {
        const Outcome outcome = cli({u"run"_s, u"experiment.yaml"_s, u"--out"_s, u"diverged"_s, u"--json"_s, u"--set"_s,
                                     u"teacher.optimizer=sgd"_s, u"--set"_s, u"teacher.learning_rate=10"_s, u"--set"_s,
                                     u"teacher.clip_norm=0"_s, u"--set"_s, u"teacher.warm_up=0"_s});
        QCOMPARE(outcome.code, 3);
        QVERIFY2(parsed(outcome.out).at("error").get<std::string>().find("diverged") != std::string::npos, outcome.out);
        // Lists of runs tell why, until the run goes on.
        const json failure = parsed(readFile(path(u"diverged/failure.json"_s)));
        QVERIFY(failure.at("message") == parsed(outcome.out).at("error"));
        QVERIFY(parsed(cli({u"compare"_s, u"diverged"_s, u"--json"_s}).out).at(0).at("state") == "failed");
    }

    void runsAreComparedSideBySide() {
        const Outcome other = cli({u"run"_s, u"experiment.yaml"_s, u"--out"_s, u"hotter"_s, u"--set"_s,
                                   u"distill.temperature=9"_s, u"--set"_s, u"name=Hotter"_s});
        QVERIFY2(other.code == 0, other.err);
        const Outcome outcome = cli({u"compare"_s, u"reference"_s, u"hotter"_s});
        QVERIFY2(outcome.code == 0, outcome.err);
        QVERIFY(outcome.out.contains("Hotter"));
        QVERIFY2(outcome.out.contains("Temperature"), outcome.out);
        QVERIFY2(outcome.out.contains("same 300 test examples"), outcome.out);
        QVERIFY2(!outcome.out.contains("Batch size"), outcome.out);

        const json runs = parsed(cli({u"compare"_s, u"reference"_s, u"hotter"_s, u"--json"_s}).out);
        QCOMPARE(runs.size(), size_t{2});
        QVERIFY(runs[1].at("name") == "Hotter");
        QVERIFY(runs[1].at("state") == "finished");
        QVERIFY(runs[1].at("settings") == json({{"distill.temperature", "9"}}));
        QVERIFY(runs[0].at("results").at("accuracy") == parsed(m_reference.out).at("student").at("accuracy"));
    }

private:
    QString path(const QString& name) const { return m_scratch.filePath(name); }

    Outcome cli(const QStringList& words) const {
        return test::runProgram(test::programPath(u"distillab-cli"_s), words, m_scratch.path());
    }

    /// The first two test items as PNG files.
    void writeTestImages() const {
        const QByteArray bytes = readFile(path(u"data/t10k-images-idx3-ubyte"_s));
        for (int i = 0; i < 2; ++i) {
            const auto* pixels =
                reinterpret_cast<const uchar*>(bytes.constData()) + kIdxImageHeader + i * kSide * kSide;
            const QImage image(pixels, kSide, kSide, kSide, QImage::Format_Grayscale8);
            QVERIFY(image.save(path(u"image%1.png"_s.arg(i))));
        }
    }

    QTemporaryDir m_scratch;
    Outcome m_reference;
};

DISTILLAB_TEST(CliRunTest)
#include "cli_run_test.moc"
