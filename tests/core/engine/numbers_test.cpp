#include "core/base/error.h"
#include "core/base/files.h"
#include "core/engine/pipeline.h"
#include "core/experiment/run_folder.h"
#include "core/models/safetensors.h"
#include "core/models/tensor.h"
#include "core/report/metrics_log.h"
#include "core/report/run_report.h"
#include "tests/core/engine/run_listener.h"
#include "tests/support/small_encoder.h"
#include "tests/support/synthetic_images.h"
#include "tests/support/synthetic_texts.h"
#include "tests/support/test_main.h"

#include <torch/script.h>

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <optional>

using namespace distillab;
using namespace Qt::Literals::StringLiterals;
using experiment::Experiment;
using experiment::Loss;
using experiment::TeacherSource;

namespace {

using Values = std::span<float>;
using Change = std::function<void(const std::string& name, Values values)>;

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();
constexpr float kInfinity = std::numeric_limits<float>::infinity();

/// A model folder anew, with other weights.
void copyModel(const QString& from, const QString& to, const Change& change) {
    for (const QFileInfo& file : QDir(from).entryInfoList(QDir::Files)) {
        writeFileAtomically(to + u'/' + file.fileName(), readFile(file.filePath()));
    }
    const QString weights = to + u"/model.safetensors"_s;
    const models::TensorFile file = models::readSafetensors(from + u"/model.safetensors"_s);
    std::vector<std::vector<float>> changed;
    std::vector<models::TensorView> views;
    changed.reserve(file.tensors.size());
    for (const auto& [name, view] : file.tensors) {
        auto& values = changed.emplace_back(models::toFloat(view));
        change(name, values);
        views.push_back({name, models::DType::F32, view.shape, std::as_bytes(Values(values))});
    }
    models::writeSafetensors(weights, views, file.metadata);
}

/// The same logits for every item: only the last layer's bias is left.
Change constant(float level) {
    return [level](const std::string& name, Values values) {
        const bool isNorm = name.find("running_var") != std::string::npos;
        std::ranges::fill(values, isNorm ? 1.0F : 0.0F);
        if (values.size() == 10 && name.ends_with("bias")) std::ranges::fill(values, level);
    };
}

Change firstValue(float value) {
    return [value, isDone = false](const std::string& /*name*/, Values values) mutable {
        if (!std::exchange(isDone, true)) values[values.size() / 2] = value;
    };
}

/// A training that leaves the range of numbers in its first epochs.
void runAway(Experiment& e) {
    e.distill.training.optimizer = experiment::Optimizer::Sgd;
    e.distill.training.learningRate = 50;
    e.distill.training.clipNorm = 0;
    e.distill.training.warmUp = 0;
    e.distill.training.epochs = 5;
}

/// No number in a document is missing that belongs there, and none is written as what JSON does not know.
void requireNumbers(const report::ModelReport& model) {
    QVERIFY(std::isfinite(model.scores.loss));
    QVERIFY(std::isfinite(model.scores.accuracy) && std::isfinite(model.scores.f1Macro));
    for (const report::ClassScores& score : model.scores.classes) {
        QVERIFY(std::isfinite(score.precision) && std::isfinite(score.recall) && std::isfinite(score.f1));
    }
}

void requireNoStrayNumbers(const QString& file) {
    static const QRegularExpression kStray(u"\\b(nan|inf|infinity)\\b"_s, QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = kStray.match(QString::fromUtf8(readFile(file)));
    QVERIFY2(!match.hasMatch(), qPrintable(file + u": "_s + match.captured()));
}

}  // namespace

Q_DECLARE_METATYPE(std::function<void(Experiment&)>)

/// Whole runs on data, models and settings at the edge of what can be computed: each ends well, with finite numbers
/// alone, or with the reason.
class NumbersTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        QVERIFY(m_scratch.isValid());
        m_images = test::writeSyntheticIdx(path(u"images"_s), 240, 60, 5);
        test::writeSyntheticReviews(path(u"reviews.csv"_s), 200, 3);
        test::writeSmallEncoder(path(u"encoder"_s), test::smallEncoderConfig({u"negative"_s, u"positive"_s}));
        Experiment own = pictures();
        own.teacher.source = TeacherSource::Train;
        own.teacher.model = u"cnn-tiny"_s;
        own.teacher.training.epochs = 1;
        run(own, u"teacher"_s);
        const QString teacher = experiment::RunFolder(path(u"teacher"_s)).teacherFolder();
        copyModel(teacher, path(u"given"_s), [](const std::string&, Values) {});
        copyModel(teacher, path(u"constant"_s), constant(0));
        copyModel(teacher, path(u"constant-500"_s), constant(500));
        copyModel(teacher, path(u"nan"_s), firstValue(kNaN));
        copyModel(teacher, path(u"infinite"_s), firstValue(-kInfinity));
        // Finite weights, infinite answers.
        copyModel(teacher, path(u"overflowing"_s), [](const std::string& name, Values values) {
            if (name.ends_with("weight")) std::ranges::fill(values, 1e30F);
        });
        copyModel(path(u"encoder"_s), path(u"encoder-nan"_s), firstValue(kNaN));
        writeScript(u"script.pt"_s, kNaN);
        writeScript(u"script-infinite.pt"_s, kInfinity);
    }

    void endsWell_data() {
        QTest::addColumn<std::function<void(Experiment&)>>("change");
        const auto add = [](const QString& name, const std::function<void(Experiment&)>& change) {
            QTest::newRow(qPrintable(name)) << change;
        };
        for (const experiment::LossInfo& loss : experiment::listLosses()) {
            const auto alone = [kind = loss.loss](Experiment& e) {
                e.distill.losses = {{.loss = kind}};
                e.distill.alpha = experiment::groupOf(kind) == experiment::LossGroup::Labels ? 0.0 : 1.0;
            };
            add(loss.name, alone);
            for (const QString& teacher : {u"constant"_s, u"constant-500"_s}) {
                add(loss.name + u", "_s + teacher + u" teacher"_s, [=, this](Experiment& e) {
                    alone(e);
                    e.distill.temperature = 0.01;
                    e.teacher.path = path(teacher);
                });
            }
        }
        for (const Loss loss : {Loss::SoftTargets, Loss::Decoupled}) {
            for (const double temperature : {0.01, 100.0}) {
                add(u"%1, T %2"_s.arg(experiment::nameOf(loss)).arg(temperature), [=](Experiment& e) {
                    e.distill.losses = {{.loss = loss}, {.loss = Loss::HardLabels}};
                    e.distill.temperature = temperature;
                    e.student.precision = experiment::WeightFormat::Fp16;
                });
            }
        }
        add(u"a large weight"_s, [](Experiment& e) { e.distill.losses[0].weight = 1e6; });
        add(u"alpha 0"_s, [](Experiment& e) { e.distill.alpha = 0.0; });
        add(u"alpha 1"_s, [](Experiment& e) { e.distill.alpha = 1.0; });
        for (const auto by : {experiment::SamplingBy::Entropy, experiment::SamplingBy::Disagreement}) {
            add(u"sampling %1, constant teacher"_s.arg(int(by)), [=, this](Experiment& e) {
                e.distill.sampling.by = by;
                e.teacher.path = path(u"constant"_s);
                e.distill.training.epochs = 2;
            });
        }
        add(u"a class without training items"_s, [this](Experiment& e) { e.data.train = withoutClass(u"train"_s, 9); });
        add(u"a class without test items"_s, [this](Experiment& e) { e.data.train = withoutClass(u"t10k"_s, 0); });
        add(u"texts, T 0.01, alpha 1"_s, [this](Experiment& e) { texts(e, 0.01, 1); });
        add(u"texts, T 100, alpha 0"_s, [this](Experiment& e) { texts(e, 100, 0); });
    }
    void endsWell() {
        QFETCH(std::function<void(Experiment&)>, change);
        Experiment e = pictures();
        change(e);
        const QString name = folderName();
        const report::RunReport report = run(e, name);
        requireNumbers(report.teacher);
        requireNumbers(report.student);
        QVERIFY(std::isfinite(report.agreement));
        const report::MetricsHistory history = report::readMetrics(path(name));
        QVERIFY(!history.diverged && !history.steps.isEmpty());
        for (const report::StepMetrics& step : history.steps) QVERIFY(std::isfinite(step.loss));
        for (const report::EpochMetrics& epoch : history.epochs) QVERIFY(std::isfinite(epoch.validationLoss));
        const experiment::RunFolder folder(path(name));
        for (const QString& file : {folder.reportJson(), folder.reportHtml(), folder.metricsFile()}) {
            requireNoStrayNumbers(file);
        }
        const models::TensorFile student = models::readSafetensors(folder.studentFolder() + u"/model.safetensors"_s);
        for (const auto& [tensor, view] : student.tensors) {
            QVERIFY2(std::ranges::all_of(models::toFloat(view), [](float value) { return std::isfinite(value); }),
                     tensor.c_str());
        }
    }

    void endsWithTheReason_data() {
        QTest::addColumn<std::function<void(Experiment&)>>("change");
        QTest::addColumn<QString>("message");
        QTest::addColumn<QString>("where");
        QTest::addColumn<bool>("isRequest");  // else the work failed
        const auto add = [](const char* name, const std::function<void(Experiment&)>& change, const QString& message,
                            const QString& where,
                            bool isRequest = true) { QTest::newRow(name) << change << message << where << isRequest; };
        const QString broken = u"NaN or infinite"_s;
        const auto teacher = [this](const QString& name) {
            return [this, name](Experiment& e) { e.teacher.path = path(name); };
        };
        add("NaN in a teacher's weights", teacher(u"nan"_s), broken, u"nan/model.safetensors"_s);
        add("infinity in a teacher's weights", teacher(u"infinite"_s), broken, u"infinite/model.safetensors"_s);
        add("answers that overflow", teacher(u"overflowing"_s), u"no usable numbers"_s, u"teacher"_s, false);
        add(
            "answers that overflow, batch by batch",
            [this](Experiment& e) {
                e.teacher.path = path(u"overflowing"_s);
                e.data.shift = 1;
            },
            u"no usable numbers"_s, u"teacher"_s, false);
        add(
            "NaN in a text teacher's weights",
            [this](Experiment& e) {
                texts(e, 2, 0.5);
                e.teacher.path = path(u"encoder-nan"_s);
            },
            broken, u"encoder-nan/model.safetensors"_s);
        for (const QString& file : {u"script.pt"_s, u"script-infinite.pt"_s}) {
            add(
                file.startsWith(u"script."_s) ? "NaN from a program" : "infinity from a program",
                [this, file](Experiment& e) {
                    e.teacher.source = TeacherSource::TorchScript;
                    e.teacher.trustCode = true;
                    e.teacher.path = path(file);
                },
                u"no usable numbers"_s, file);
        }
        add("a learning rate far too high", &runAway, u"diverged"_s, u"step"_s, false);
        add(
            "a loss at the teacher's own scale that runs away",
            [](Experiment& e) {
                e.distill.losses = {{.loss = Loss::LogitMse, .weight = 1e6}};
                e.distill.alpha = 1.0;
                runAway(e);
            },
            u"diverged"_s, u"step"_s, false);
        add(
            "a label out of range in IDX", [this](Experiment& e) { e.data.train = withLabel(u"train"_s, 7, 200); },
            u"label 200 is out of range"_s, u"row 8"_s);
        add(
            "a label out of range in the test's IDX",
            [this](Experiment& e) { e.data.train = withLabel(u"t10k"_s, 3, 10); }, u"label 10 is out of range"_s,
            u"row 4"_s);
        add(
            "a label of the test that training does not know",
            [this](Experiment& e) {
                texts(e, 2, 0.5);
                e.data.test = path(u"other-labels.csv"_s);
                writeFileAtomically(e.data.test, "sentence,label\nthe film is dull,negative\na film,splendid\n");
            },
            u"splendid"_s, u"row 3"_s);
        add(
            "items of one class only",
            [this](Experiment& e) {
                texts(e, 2, 0.5);
                e.data.train = path(u"one.csv"_s);
                QByteArray table = "sentence,label\n";
                for (int i = 0; i < 100; ++i) table += "the film is dull " + QByteArray::number(i) + ",negative\n";
                writeFileAtomically(e.data.train, table);
            },
            u"one class only"_s, u"one.csv"_s);
        add(
            "a temperature that no float can divide by", [](Experiment& e) { e.distill.temperature = 1e-30; },
            u"1e-30"_s, u"distill.temperature"_s);
    }
    void endsWithTheReason() {
        QFETCH(std::function<void(Experiment&)>, change);
        QFETCH(QString, message);
        QFETCH(QString, where);
        QFETCH(bool, isRequest);
        Experiment e = pictures();
        change(e);
        const QString name = folderName();
        std::optional<Error> error;
        bool wasRequest = false;
        try {
            run(e, name);
        } catch (const RequestError& refusal) {
            error = refusal;
            wasRequest = true;
        } catch (const Error& failure) {
            error = failure;
        }
        QVERIFY(error.has_value());
        QVERIFY2(error->message().contains(message), qPrintable(error->text()));
        QVERIFY2(error->where().contains(where), qPrintable(error->text()));
        QVERIFY2(!error->remedy().isEmpty(), qPrintable(error->text()));
        QCOMPARE(wasRequest, isRequest);
        QVERIFY(!experiment::RunFolder(path(name)).isFinished());
    }

private:
    QString path(const QString& name) const { return m_scratch.filePath(name); }

    static QString folderName() {
        QString name = QString::fromLatin1(QTest::currentDataTag());
        return u"runs/"_s + name.replace(QRegularExpression(u"[^A-Za-z0-9.]+"_s), u"-"_s);
    }

    Experiment pictures() const {
        Experiment e;
        e.data.train = m_images;
        e.teacher.source = TeacherSource::Folder;
        e.teacher.path = path(u"given"_s);
        e.teacher.cache = false;
        e.student.model = u"cnn-tiny"_s;
        e.student.width = 0.5;
        e.distill.training.epochs = 1;
        e.distill.training.batchSize = 36;
        e.distill.baseline = false;
        e.onnx.enabled = false;
        return e;
    }

    void texts(Experiment& e, double temperature, double alpha) const {
        e = Experiment::defaultsOf(experiment::kTextClassification);
        e.data.train = path(u"reviews.csv"_s);
        e.data.maxLength = 24;
        e.teacher.source = TeacherSource::Folder;
        e.teacher.path = path(u"encoder"_s);
        e.teacher.cache = false;
        e.student.model = u"bert-tiny"_s;
        e.distill.temperature = temperature;
        e.distill.alpha = alpha;
        e.distill.training.epochs = 1;
        e.distill.training.batchSize = 32;
        e.distill.baseline = false;
        e.onnx.enabled = false;
    }

    /// @param value  what the program adds to its scores
    void writeScript(const QString& name, float value) const {
        torch::jit::Module module("teacher");
        module.register_parameter("table", torch::full({784, 10}, value), false);
        module.define("def forward(self, images):\n    return torch.matmul(images.flatten(1), self.table)\n");
        module.save(path(name).toStdString());
    }

    /// The pictures with other labels. @param part  "train" or "t10k"
    QString withLabels(const QString& part, const std::function<void(QByteArray& file, int begin)>& change) {
        const QString folder = path(u"images-%1"_s.arg(++m_variants));
        for (const QFileInfo& file : QDir(m_images).entryInfoList(QDir::Files)) {
            QByteArray content = readFile(file.filePath());
            constexpr int kHeaderBytes = 8;
            if (file.fileName().startsWith(part + u"-labels"_s)) change(content, kHeaderBytes);
            writeFileAtomically(folder + u'/' + file.fileName(), content);
        }
        return folder;
    }
    QString withLabel(const QString& part, int item, int label) {
        return withLabels(part, [=](QByteArray& file, int begin) { file[begin + item] = static_cast<char>(label); });
    }
    QString withoutClass(const QString& part, char label) {
        return withLabels(part, [=](QByteArray& file, int begin) {
            for (qsizetype i = begin; i < file.size(); ++i) {
                if (file[i] == label) file[i] = static_cast<char>((label + 1) % 9);
            }
        });
    }

    report::RunReport run(const Experiment& e, const QString& name) {
        test::RunListener listener;
        RunControl control;
        return engine::runExperiment(e, path(name), false, listener, control);
    }

    QTemporaryDir m_scratch;
    QString m_images;
    int m_variants = 0;
};

DISTILLAB_TEST(NumbersTest)
#include "numbers_test.moc"
