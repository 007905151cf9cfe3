#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/run_control.h"
#include "core/engine/pipeline.h"
#include "core/engine/unanswered.h"
#include "core/experiment/document.h"
#include "core/experiment/run_folder.h"
#include "core/report/run_report.h"
#include "core/report/test_answers.h"
#include "tests/core/endpoint/loopback_chat.h"
#include "tests/core/engine/run_listener.h"
#include "tests/support/answers.h"
#include "tests/support/caught.h"
#include "tests/support/small_encoder.h"
#include "tests/support/synthetic_texts.h"
#include "tests/support/test_main.h"

#include <QDirIterator>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace distillab;
using namespace Qt::Literals::StringLiterals;
using report::Phase;
using test::caught;
using test::LoopbackChat;

namespace {

const QByteArray kKey = "sk-Endpoint-0123456789abcdef";

using Listener = test::RunListener;

bool isPraise(const QString& text) {
    for (const QString& word : {u"brilliant"_s, u"moving"_s, u"funny"_s, u"fresh"_s}) {
        if (text.contains(word)) return true;
    }
    return false;
}

}  // namespace

/// Whole runs whose teacher is a chat model on loopback.
class EndpointRunTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_scratch = std::make_unique<QTemporaryDir>();
        m_server = std::make_unique<LoopbackChat>();
        m_server->say = [](const LoopbackChat::Request& request) { return isPraise(request.prompt) ? u"B"_s : u"A"_s; };
        test::writeSyntheticReviews(path(u"reviews.csv"_s), 300, 3);
        test::writeSyntheticVocabulary(path(u"words"_s));
        qputenv("DISTILLAB_CACHE", path(u"cache"_s).toLocal8Bit());
        qputenv("DISTILLAB_API_KEY", kKey);
    }

    void cleanup() {
        qunsetenv("DISTILLAB_CACHE");
        qunsetenv("DISTILLAB_API_KEY");
    }

    void aStudentLearnsFromAnswersAlone() {
        Listener listener;
        const report::RunReport report = run(experiment(), u"run"_s, listener);
        QVERIFY2(report.student.scores.accuracy > 0.85, qPrintable(QString::number(report.student.scores.accuracy)));
        QCOMPARE(report.teacher.scores.accuracy, 1.0);
        QCOMPARE(report.teacher.scores.items, qint64{20});  // of 30
        QCOMPARE(report.student.scores.items, qint64{30});
        QCOMPARE(report.teacher.name, u"tiny"_s);
        QCOMPARE(report.teacher.parameters, qint64{0});
        const auto answers = report::readTestAnswers(path(u"run"_s));
        QVERIFY(answers.has_value());
        QCOMPARE(answers->items.size(), size_t{30});
        QCOMPARE(std::ranges::count_if(answers->items, [](const auto& item) { return !item.teacher.empty(); }), 20);
        QCOMPARE(test::accuracyOf(*answers, &report::TestAnswers::Item::teacher), 1.0);
        QCOMPARE(test::accuracyOf(*answers, &report::TestAnswers::Item::student), report.student.scores.accuracy);
        const auto asked = static_cast<qint64>(m_server->requests.size());
        // Each text once; a few of the sentences are alike.
        QVERIFY(asked <= report.trainItems + report.validationItems + 20);
        QCOMPARE(static_cast<qint64>(m_server->answered.size()), asked);
        QVERIFY(!QFileInfo::exists(experiment::RunFolder(path(u"run"_s)).unansweredFile()));
        requireNoKey(listener);

        // Another temperature asks nothing; a chat model has no layers here that int8 could quicken.
        auto other = experiment();
        other.distill.temperature = 4.0;
        other.teacher.quantised = true;
        run(other, u"other"_s, listener);
        QCOMPARE(static_cast<qint64>(m_server->requests.size()), asked);
    }

    void unansweredTextsAreListedAndLeftOut() {
        refuse(u"clumsy"_s);
        Listener listener;
        const report::RunReport report = run(experiment(), u"run"_s, listener);
        const QString list = experiment::RunFolder(path(u"run"_s)).unansweredFile();
        const auto listed = engine::readUnanswered(list);
        QVERIFY(listed.size() > 10);
        const auto trainListed =
            std::ranges::count_if(listed, [](const auto& item) { return item.first == engine::Split::Train; });
        QCOMPARE(report.trainItems + trainListed, wholeTrainItems());
        const QByteArray content = readFile(list);
        QVERIFY(content.startsWith("split,row,reason,text\n"));
        QVERIFY2(content.contains("no opinion on this"), content);
        requireNoKey(listener);
    }

    void aResumedRunLearnsFromTheSameItems() {
        refuse(u"clumsy"_s);
        Listener listener;
        run(experiment(), u"whole"_s, listener);
        RunControl control;
        Listener stopping;
        stopping.onStep = [&](const report::StepMetrics& metrics) {
            if (metrics.phase == Phase::Distil && metrics.step == 7) control.stop();
        };
        QVERIFY(caught<Stopped>(
            [&] { engine::runExperiment(experiment(), path(u"resumed"_s), false, stopping, control); }));
        // Now the server would answer: the run that has begun keeps to its items.
        m_server->alter = [](const LoopbackChat::Request&, LoopbackChat::Reply&) {};
        const size_t asked = m_server->requests.size();
        RunControl free;
        engine::runExperiment(experiment(), path(u"resumed"_s), true, listener, free);
        QCOMPARE(m_server->requests.size(), asked);
        const auto weights = [this](const QString& name) {
            return readFile(experiment::RunFolder(path(name)).studentFolder() + u"/model.safetensors"_s);
        };
        QVERIFY(weights(u"resumed"_s) == weights(u"whole"_s));
    }

    void aLimitEndsTheRunAndKeepsTheAnswers() {
        auto limited = experiment();
        limited.teacher.endpoint.maxRequests = 50;
        Listener listener;
        const auto error = caught<WorkError>([&] { run(limited, u"limited"_s, listener); });
        QVERIFY(error);
        QVERIFY2(error->text().contains(u"limit of 50 requests"_s), qPrintable(error->text()));
        QCOMPARE(m_server->requests.size(), size_t{50});
        QVERIFY(QFileInfo::exists(experiment::RunFolder(path(u"limited"_s)).unansweredFile()));
        run(experiment(), u"free"_s, listener);
        for (const auto& [prompt, times] : m_server->answered) QCOMPARE(times, 1);
    }

    void aTokenizerIsNeeded() {
        auto without = experiment();
        without.student.tokenizer.clear();
        Listener listener;
        const auto error = caught<RequestError>([&] { run(without, u"run"_s, listener); });
        QVERIFY(error);
        QCOMPARE(error->where(), u"student.tokenizer"_s);
        QVERIFY(m_server->requests.empty());
    }

private:
    QString path(const QString& name) const { return m_scratch->filePath(name); }

    experiment::Experiment experiment() const {
        auto e = experiment::Experiment::defaultsOf(experiment::kTextClassification);
        e.data.train = path(u"reviews.csv"_s);
        e.data.maxLength = 24;
        e.teacher.source = experiment::TeacherSource::Endpoint;
        e.teacher.endpoint.url = m_server->url();
        e.teacher.endpoint.model = u"tiny"_s;
        e.teacher.endpoint.prompt = u"Is the film any good?"_s;
        e.teacher.endpoint.judge = 20;
        e.student.model = u"bert-tiny"_s;
        e.student.tokenizer = path(u"words"_s);
        e.student.projectEmbeddings = false;
        e.distill.alpha = 1.0;
        e.distill.baseline = false;
        e.distill.training.epochs = 5;
        e.distill.training.batchSize = 32;
        e.distill.training.learningRate = 3e-3;
        e.onnx.enabled = false;
        return e;
    }

    report::RunReport run(const experiment::Experiment& e, const QString& name, Listener& listener) const {
        RunControl control;
        return engine::runExperiment(e, path(name), false, listener, control);
    }

    /// Texts with this word get no answer.
    void refuse(const QString& word) {
        m_server->alter = [word](const LoopbackChat::Request& request, LoopbackChat::Reply& reply) {
            if (!request.prompt.contains(word)) return;
            reply.status = 400;
            reply.body = "{\"error\": {\"message\": \"no opinion on this, " + kKey + "\"}}";
        };
    }

    qint64 wholeTrainItems() {
        refuse(u"no such word"_s);
        Listener listener;
        return run(experiment(), u"count"_s, listener).trainItems;
    }

    /// Neither in the log nor in any file of the run or the cache.
    void requireNoKey(const Listener& listener) const {
        QVERIFY(!listener.lines.join(u'\n').contains(u"0123456789abcdef"_s));
        QDirIterator all(m_scratch->path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (all.hasNext()) {
            QVERIFY2(!readFile(all.next()).contains("0123456789abcdef"), qPrintable(all.filePath()));
        }
    }

    std::unique_ptr<QTemporaryDir> m_scratch;
    std::unique_ptr<LoopbackChat> m_server;
};

DISTILLAB_TEST(EndpointRunTest)
#include "endpoint_run_test.moc"
