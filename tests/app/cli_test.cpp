#include "core/base/files.h"
#include "core/experiment/document.h"
#include "tests/support/program.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace distillab;
using namespace Qt::Literals::StringLiterals;
using nlohmann::json;
using test::Outcome;

/// What the program answers by itself. It runs as a copy in a folder of its own, where there is no engine to load:
/// whatever succeeds here does so without Torch.
class CliTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        QVERIFY(m_scratch.isValid());
        QVERIFY(QDir(m_scratch.path()).mkpath(u"bin"_s));
        m_program = m_scratch.filePath(u"bin/distillab-cli"_s);
        QVERIFY(QFile::copy(test::programPath(u"distillab-cli"_s), m_program));
    }

    void programLinksNoTorch() {
        const auto process = std::make_unique<QProcess>();
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"LD_TRACE_LOADED_OBJECTS"_s, u"1"_s);  // what ldd does
        process->setProcessEnvironment(environment);
        process->start(m_program, QStringList());
        const QByteArray libraries = test::outcomeOf(*process).out;
        QVERIFY(libraries.contains("libdistillab_session.so"));
        for (const char* heavy : {"torch", "libc10", "onnx", "libQt6Widgets"})
            QVERIFY2(!libraries.contains(heavy), heavy);
    }

    void helpAndVersionGoToStandardOutput() {
        for (const QString& option : {u"--help"_s, u"-h"_s}) {
            const Outcome help = cli({option});
            QCOMPARE(help.code, 0);
            QVERIFY(help.err.isEmpty());
            for (const char* verb : {"run", "sample", "evaluate", "export", "measure", "predict", "teach", "list"}) {
                QVERIFY2(help.out.contains("distillab-cli " + QByteArray(verb)), verb);
            }
        }
        QVERIFY(cli({u"--version"_s}).out.startsWith("distillab-cli "));
    }

    void everyVerbExplainsItself() {
        for (const QString& verb : {u"run"_s, u"sample"_s, u"evaluate"_s, u"compare"_s, u"export"_s, u"measure"_s,
                                    u"predict"_s, u"teach"_s, u"list"_s}) {
            const Outcome help = cli({verb, u"--help"_s});
            QCOMPARE(help.code, 0);
            QVERIFY(help.err.isEmpty());
            QVERIFY(help.out.startsWith("distillab-cli " + verb.toUtf8()));
            QVERIFY(help.out.contains("--json"));
        }
    }

    void withoutAVerbTheUsageIsShown() {
        const Outcome outcome = cli({});
        QCOMPARE(outcome.code, 2);
        QVERIFY(outcome.out.isEmpty());
        QVERIFY(outcome.err.contains("distillab-cli run EXPERIMENT.yaml"));
    }

    void wrongRequestsSayWhatToDo_data() {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QByteArray>("hint");
        const auto row = [](const char* name, const QStringList& words, const QByteArray& hint) {
            QTest::newRow(name) << words << hint;
        };
        row("unknown verb", {u"lst"_s}, "Did you mean “list”?");
        row("unknown option", {u"run"_s, u"a.yaml"_s, u"--resum"_s}, "Did you mean “--resume”?");
        row("unknown list", {u"list"_s, u"model"_s}, "Did you mean “models”?");
        row("unknown sample", {u"sample"_s, u"fashion-mnits"_s, u"--out"_s, u"x"_s}, "Did you mean “fashion-mnist”?");
        row("no word", {u"list"_s}, "Usage: distillab-cli list");
        row("word too many", {u"list"_s, u"models"_s, u"losses"_s}, "“losses” is one word too many");
        row("no --out", {u"run"_s, u"a.yaml"_s}, "--out is missing");
        row("option without value", {u"run"_s, u"a.yaml"_s, u"--out"_s}, "Usage: distillab-cli run");
        row("no such experiment", {u"run"_s, u"a.yaml"_s, u"--out"_s, u"x"_s}, "a.yaml");
        row("not a run", {u"evaluate"_s, u"."_s}, "this is not a run folder");
        row("compare nothing", {u"compare"_s}, "RUN_DIR is missing");
        row("compare no run", {u"compare"_s, u"."_s, u".."_s}, "it has no experiment.yaml");
        row("export of no run", {u"export"_s, u"."_s, u"--out"_s, u"x"_s}, "this is not a run folder");
        row("int8 of no run", {u"export"_s, u"."_s, u"--out"_s, u"x"_s, u"--precision"_s, u"int8"_s},
            "this is not a run folder");
        row("fp23", {u"export"_s, u"."_s, u"--out"_s, u"x"_s, u"--precision"_s, u"fp23"_s},
            "Use one of: fp32, int8, fp16, both.");
        row("nine bits", {u"export"_s, u"."_s, u"--out"_s, u"x"_s, u"--weight-bits"_s, u"9"_s},
            "Use one of: auto, 7, 8.");
        row("no points", {u"export"_s, u"."_s, u"--out"_s, u"x"_s, u"--max-drop"_s, u"some"_s},
            "a number from 0 to 100");
        row("measure no file", {u"measure"_s, u"nowhere"_s}, "names of models");
        row("measure pictures of no size", {u"measure"_s, u"cnn-tiny"_s, u"--picture"_s, u"28x28"_s}, "28x28x1");
        row("measure texts and pictures", {u"measure"_s, u"cnn-tiny"_s, u"bert-tiny"_s}, "names of models");
        row("measure with few words", {u"measure"_s, u"bert-tiny"_s, u"--vocabulary"_s, u"5"_s}, "from 32 to 1000000");
        row("text", {u"predict"_s, u"."_s, u"--text"_s, u"good"_s}, "there is no model in this folder");
        row("no image", {u"predict"_s, u"."_s}, "no question was given");
        row("image and input", {u"predict"_s, u"."_s, u"--image"_s, u"a.png"_s, u"--input"_s, u"b.txt"_s},
            "cannot be used together");
        row("teach without a server", {u"teach"_s, u"a.jsonl"_s, u"--model"_s, u"m"_s}, "--url is missing");
        row("teach over plain http",
            {u"teach"_s, u"a.jsonl"_s, u"--model"_s, u"m"_s, u"--url"_s, u"http://a.example"_s}, "unencrypted");
        row("predict by no folder", {u"predict"_s, u"nowhere"_s, u"--image"_s, u"a.png"_s},
            "this is neither a folder nor an ONNX file");
    }

    void wrongRequestsSayWhatToDo() {
        QFETCH(QStringList, words);
        QFETCH(QByteArray, hint);
        const Outcome outcome = cli(words);
        QCOMPARE(outcome.code, 2);
        QVERIFY(outcome.out.isEmpty());
        QVERIFY2(outcome.err.contains(hint), outcome.err);
        QVERIFY2(outcome.err.trimmed().count('\n') <= 1, outcome.err);

        const Outcome asJson = cli(words + QStringList{u"--json"_s});
        // An option at the end without its value takes --json for it: only the exit code is left to check.
        QCOMPARE(asJson.code, 2);
        if (words.last() == u"--out") return;
        const json failure = json::parse(asJson.out.toStdString());
        QCOMPARE(failure.size(), size_t{3});
        QVERIFY(!failure.at("error").get<std::string>().empty());
        QVERIFY(failure.contains("where"));
        QVERIFY(!failure.at("remedy").get<std::string>().empty());
    }

    void anUnknownKeyIsNamedWithFileAndLine() {
        const QString path = write(u"typo.yaml"_s, "name: a\ndata: {train: .}\ndistill:\n  temprature: 2\n");
        const Outcome outcome = cli({u"run"_s, path, u"--out"_s, u"run"_s});
        QCOMPARE(outcome.code, 2);
        QVERIFY2(outcome.err.contains("typo.yaml:4: distill.temprature"), outcome.err);
        QVERIFY2(outcome.err.contains("Did you mean “distill.temperature”?"), outcome.err);
        QVERIFY(!QDir(m_scratch.filePath(u"run"_s)).exists());
    }

    void anUnknownModelIsNamedBeforeAnythingIsLoaded() {
        const QString path = write(u"model.yaml"_s, "data: {train: .}\nstudent: {model: cnn-tny}\n");
        const Outcome outcome = cli({u"run"_s, path, u"--out"_s, u"run"_s, u"--json"_s});
        QCOMPARE(outcome.code, 2);
        const json failure = json::parse(outcome.out.toStdString());
        QCOMPARE(text(failure, "where"), u"student.model"_s);
        QVERIFY(text(failure, "remedy").contains(u"cnn-tiny"_s));
    }

    void aBadSettingIsRefused() {
        const QString path = write(u"sound.yaml"_s, "data: {train: .}\n");
        const Outcome outcome = cli({u"run"_s, path, u"--out"_s, u"run"_s, u"--set"_s, u"distill.alpha=2"_s});
        QCOMPARE(outcome.code, 2);
        QVERIFY2(outcome.err.contains("distill.alpha"), outcome.err);
        const Outcome missing = cli({u"run"_s, path, u"--out"_s, u"run"_s, u"--set"_s, u"data.train=/nowhere"_s});
        QCOMPARE(missing.code, 2);
        QVERIFY2(missing.err.contains("/nowhere"), missing.err);
    }

    void aMissingEngineIsFailedWork() {
        const QString path = write(u"sound.yaml"_s, "data: {train: .}\n");
        const Outcome outcome = cli({u"run"_s, path, u"--out"_s, u"run"_s, u"--json"_s});
        QCOMPARE(outcome.code, 3);
        const json failure = json::parse(outcome.out.toStdString());
        QVERIFY(text(failure, "error").contains(u"engine"_s));
        QVERIFY(text(failure, "where").contains(u"libdistillab_engine.so"_s));
    }

    void aRunIsNeverOverwritten() {
        const QString path = write(u"sound.yaml"_s, "data: {train: .}\n");
        const QByteArray before = "data: {train: .}\n# begun\n";
        write(u"begun/experiment.yaml"_s, before);
        const Outcome outcome = cli({u"run"_s, path, u"--out"_s, u"begun"_s});
        QCOMPARE(outcome.code, 2);
        QVERIFY2(outcome.err.contains("--resume"), outcome.err);
        QCOMPARE(readFile(m_scratch.filePath(u"begun/experiment.yaml"_s)), before);
    }

    void aRunInTheSamplesOwnFolderIsRefusedWithAHint() {
        QCOMPARE(cli({u"sample"_s, u"fashion-mnist"_s, u"--out"_s, u"own"_s}).code, 0);
        write(u"own/experiment.yaml"_s, "data: {train: .}\n");
        const Outcome outcome = cli({u"run"_s, u"own/experiment.yaml"_s, u"--out"_s, u"own"_s});
        QCOMPARE(outcome.code, 2);
        QVERIFY2(outcome.err.contains("own/run"), outcome.err);
    }

    void resumingNeedsARunWithTheSameExperiment() {
        const QString path = write(u"sound.yaml"_s, "data: {train: .}\n");
        const Outcome none = cli({u"run"_s, path, u"--out"_s, u"empty"_s, u"--resume"_s});
        QCOMPARE(none.code, 2);
        QVERIFY2(none.err.contains("Leave out --resume"), none.err);

        write(u"other/experiment.yaml"_s, experiment::write(experiment::load(path)));
        const Outcome other =
            cli({u"run"_s, path, u"--out"_s, u"other"_s, u"--resume"_s, u"--set"_s, u"distill.alpha=0.25"_s});
        QCOMPARE(other.code, 2);
        QVERIFY2(other.err.contains("alpha: 0.25"), other.err);
    }

    void listsAreArraysOfNamedObjects_data() {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QStringList>("names");
        QTest::newRow("models") << u"models"_s << QStringList{u"mlp-small"_s, u"cnn-tiny"_s,   u"cnn-small"_s,
                                                              u"resnet-8"_s,  u"resnet-20"_s,  u"mobilenet-v2"_s,
                                                              u"bert-tiny"_s, u"distilbert"_s, u"mobilebert"_s};
        QTest::newRow("losses") << u"losses"_s << QStringList{u"soft-targets"_s, u"hard-labels"_s};
        QTest::newRow("samples") << u"samples"_s
                                 << QStringList{u"fashion-mnist"_s, u"fashion-mnist-full"_s, u"movie-reviews"_s,
                                                u"movie-reviews-best"_s, u"imdb-recipe"_s};
        QTest::newRow("teachers") << u"teachers"_s << QStringList{u"train"_s, u"run"_s, u"folder"_s, u"hub"_s};
    }

    void listsAreArraysOfNamedObjects() {
        QFETCH(QString, what);
        QFETCH(QStringList, names);
        const Outcome asJson = cli({u"list"_s, what, u"--json"_s});
        QCOMPARE(asJson.code, 0);
        QVERIFY(asJson.err.isEmpty());
        QStringList listed;
        for (const json& entry : json::parse(asJson.out.toStdString())) {
            listed << text(entry, "name");
            QVERIFY(!text(entry, "summary").isEmpty());
        }
        for (const QString& name : names) QVERIFY2(listed.contains(name), qPrintable(name));

        const Outcome asText = cli({u"list"_s, what});
        QCOMPARE(asText.code, 0);
        QVERIFY(asText.err.isEmpty());
        for (const QString& name : listed) QVERIFY2(asText.out.contains('\n' + name.toUtf8() + ' '), qPrintable(name));
    }

    void modelsAreListedWithTheirSize() {
        for (const json& model : json::parse(cli({u"list"_s, u"models"_s, u"--json"_s}).out.toStdString())) {
            QVERIFY(model.at("parameters").get<qint64>() > 1000);
            QVERIFY(model.at("multiply_adds").get<qint64>() > 1000);
            const bool readsText = model.contains("tokens");
            QVERIFY(readsText ? model.at("tokens") == json(32) : model.at("input") == json({1, 28, 28}));
        }
    }

    void sampleWritesAnExperimentThatReads() {
        const Outcome outcome = cli({u"sample"_s, u"fashion-mnist"_s, u"--out"_s, u"first steps"_s, u"--json"_s});
        QCOMPARE(outcome.code, 0);
        const json result = json::parse(outcome.out.toStdString());
        const QString path = m_scratch.filePath(u"first steps/experiment.yaml"_s);
        QCOMPARE(QDir(m_scratch.path()).absoluteFilePath(text(result, "experiment")), path);
        QCOMPARE(experiment::load(path).name, u"fashion-mnist"_s);
        QVERIFY(text(result, "next").contains(u"'first steps/experiment.yaml'"_s));
    }

    void sampleKeepsAnExperimentThatIsThere() {
        const QByteArray mine = "name: mine\n";
        write(u"kept/experiment.yaml"_s, mine);
        const Outcome outcome = cli({u"sample"_s, u"fashion-mnist"_s, u"--out"_s, u"kept"_s});
        QCOMPARE(outcome.code, 2);
        QCOMPARE(readFile(m_scratch.filePath(u"kept/experiment.yaml"_s)), mine);
    }

    void aResultThatCannotBeWrittenIsFailedWork() {
        const auto process = std::make_unique<QProcess>();
        process->setStandardOutputFile(u"/dev/full"_s);
        process->start(m_program, {u"list"_s, u"models"_s});
        const Outcome outcome = test::outcomeOf(*process);
        QCOMPARE(outcome.code, 3);
        QVERIFY2(outcome.err.contains("standard output"), outcome.err);
    }

private:
    Outcome cli(const QStringList& words) const { return test::runProgram(m_program, words, m_scratch.path()); }

    QString write(const QString& name, const QByteArray& content) const {
        writeFileAtomically(m_scratch.filePath(name), content);
        return m_scratch.filePath(name);
    }

    static QString text(const json& object, const char* key) {
        return QString::fromStdString(object.at(key).get<std::string>());
    }

    QTemporaryDir m_scratch;
    QString m_program;
};

DISTILLAB_TEST(CliTest)
#include "cli_test.moc"
