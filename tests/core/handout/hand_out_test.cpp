#include "core/base/error.h"
#include "core/base/files.h"
#include "core/experiment/document.h"
#include "core/experiment/run_folder.h"
#include "core/experiment/samples.h"
#include "core/experiment/validate.h"
#include "core/handout/archive_reader.h"
#include "core/handout/pack.h"
#include "core/handout/unpack.h"
#include "core/report/measurement.h"
#include "core/report/run_report.h"
#include "core/report/test_answers.h"
#include "tests/core/report/example_measurement.h"
#include "tests/core/report/example_report.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace distillab;
using namespace distillab::handout;
using namespace Qt::Literals::StringLiterals;

class HandOutTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_dir = std::make_unique<QTemporaryDir>();
        m_home = qgetenv("HOME");
        qputenv("HOME", QFile::encodeName(path(u"home/ada"_s)));  // what must show nowhere
        qputenv("DISTILLAB_SAMPLE_DATA", QFile::encodeName(path(u"home/ada/samples"_s)));
    }
    void cleanup() {
        qputenv("HOME", m_home);
        qunsetenv("DISTILLAB_SAMPLE_DATA");
    }

    void bringsARunElsewhere() {
        const QString run = writeRun();
        const Packed packed = pack(run, path(u"run.distillab"_s), {});
        QCOMPARE(packed.bytes, QFileInfo(packed.file).size());
        QCOMPARE(packed.leftOut, QStringList{u"data.train: "_s + path(u"home/ada/reviews.csv"_s)});

        const Unpacked unpacked = unpack(packed.file, path(u"elsewhere/run"_s));
        QCOMPARE(unpacked.kind, Kind::Run);
        QCOMPARE(unpacked.name, u"ada's run"_s);
        QCOMPARE(unpacked.path, path(u"elsewhere/run"_s));
        QCOMPARE(filesIn(unpacked.path),
                 (QStringList{u"experiment.yaml"_s, u"measurement.json"_s, u"metrics.jsonl"_s, u"pseudo_labels.csv"_s,
                              u"report.html"_s, u"report.json"_s, u"student/config.json"_s,
                              u"student/model.safetensors"_s, u"test_answers.csv"_s}));
        for (const QString& same : {u"metrics.jsonl"_s, u"student/model.safetensors"_s, u"test_answers.csv"_s}) {
            QCOMPARE(readFile(unpacked.path + u'/' + same), readFile(run + u'/' + same));
        }
        const auto measured = report::readMeasurement(unpacked.path);
        QVERIFY(measured && report::toJson(*measured) == report::toJson(*report::readMeasurement(run)));
        QVERIFY(readFile(unpacked.path + u"/report.html"_s).contains(measured->machine.toUtf8()));
        const report::RunReport before = report::readReport(run);
        const report::RunReport after = report::readReport(unpacked.path);
        QCOMPARE(after.runFolder, unpacked.path);
        QCOMPARE(after.student.scores.accuracy, before.student.scores.accuracy);
        QCOMPARE(after.experiment.task, before.experiment.task);
        QCOMPARE(after.experiment.data.train, path(u"elsewhere/run/reviews.csv"_s));
        QCOMPARE(after.experiment.teacher.path, path(u"home/ada/samples/minilm"_s));  // where it is on this machine
        QVERIFY(experiment::load(unpacked.path + u"/experiment.yaml"_s).name == before.experiment.name);
    }

    void tellsNothingOfTheSender() {
        const Packed packed = pack(writeRun(), path(u"run.distillab"_s), {.teacher = true});
        const ArchiveReader archive(packed.file, {});
        for (const ArchiveEntry& entry : archive.entries()) {
            const QByteArray content = archive.read(entry);
            QVERIFY2(!content.contains("home/ada"), qPrintable(entry.path));
            QVERIFY2(!content.contains("sesame"), qPrintable(entry.path));
            QVERIFY2(!content.contains("ADAS_KEY"), qPrintable(entry.path));
            QVERIFY2(!entry.path.contains(u"checkpoint"), qPrintable(entry.path));
        }
        QVERIFY(packed.files.contains(u"teacher/model.safetensors"_s));
    }

    void takesTheTeacherOnlyWhenAsked() {
        const QString run = writeRun();
        QVERIFY(hasTeacherToPack(run));
        QVERIFY(sizeOfRun(run, {.teacher = true}) > sizeOfRun(run, {}));
        unpack(pack(run, path(u"run.distillab"_s), {.teacher = true}).file, path(u"with"_s));
        QVERIFY(QFileInfo::exists(path(u"with/teacher/model.safetensors"_s)));
        unpack(pack(run, path(u"small.distillab"_s), {}).file, path(u"without"_s));
        QVERIFY(!QFileInfo::exists(path(u"without/teacher"_s)));
    }

    void packsTheSameBytesTwice() {
        const QString run = writeRun();
        const QString one = pack(run, path(u"one.distillab"_s), {}).file;
        const QString two = pack(run, path(u"two.distillab"_s), {}).file;
        QCOMPARE(readFile(one), readFile(two));
        QCOMPARE(inspect(one).mark, inspect(two).mark);
    }

    void bringsAnExperimentWithItsData() {
        const QString file = writeExperiment();
        const Packed packed = pack(file, path(u"e.distillab"_s), {.data = true});
        QCOMPARE(packed.leftOut, QStringList());
        const Unpacked unpacked = unpack(packed.file, path(u"there"_s));
        QCOMPARE(unpacked.kind, Kind::Experiment);
        QCOMPARE(unpacked.path, path(u"there/experiment.yaml"_s));
        const experiment::Experiment experiment = experiment::load(unpacked.path);
        QCOMPARE(experiment.data.train, path(u"there/data/cats and dogs"_s));
        QCOMPARE(experiment.data.test, path(u"there/data/1-cats and dogs"_s));  // another folder of the same name
        QCOMPARE(readFile(experiment.data.train + u"/猫/1.png"_s), QByteArray("picture"));
        QCOMPARE(experiment.data.seed, quint64(7));
        experiment::validate(experiment);
    }

    void leavesDataOutUnlessAskedAndSaysSo() {
        const Packed packed = pack(writeExperiment(), path(u"e.distillab"_s), {});
        QCOMPARE(packed.files, QStringList{u"experiment.yaml"_s});
        QCOMPARE(packed.leftOut.size(), 2);
        QVERIFY(packed.leftOut.first().startsWith(u"data.train: "));
    }

    void keepsSampleDataByItsName() {
        const QString file = path(u"sample.yaml"_s);
        writeFileAtomically(file, experiment::sampleDocument(u"movie-reviews"_s));
        const Packed packed = pack(file, path(u"e.distillab"_s), {.data = true});
        QCOMPARE(packed.leftOut, QStringList());
        QCOMPARE(packed.files, QStringList{u"experiment.yaml"_s});
        qputenv("DISTILLAB_SAMPLE_DATA", "/opt/pupil");
        const Unpacked unpacked = unpack(packed.file, path(u"there"_s));
        QCOMPARE(experiment::load(unpacked.path).teacher.path, u"/opt/pupil/minilm"_s);
    }

    void refusesWhatCannotBeHandedOut() {
        const QString run = writeRun();
        QVERIFY(QFile::remove(run + u"/report.json"_s));
        QVERIFY(test::caught<RequestError>([&] { pack(run, path(u"x.distillab"_s), {}); }));
        QVERIFY(test::caught<RequestError>([&] { pack(m_dir->path(), path(u"x.distillab"_s), {}); }));
        QVERIFY(test::caught<RequestError>([&] { pack(path(u"missing.yaml"_s), path(u"x.distillab"_s), {}); }));
        QVERIFY(!QFileInfo::exists(path(u"x.distillab"_s)));
    }

    void refusesDataAboveItsLimit() {
        const QString file = writeExperiment();
        QFile large(path(u"home/ada/cats and dogs/猫/2.png"_s));
        QVERIFY(large.open(QIODevice::WriteOnly));
        QVERIFY(large.resize(kMostDataBytes - 4 * qint64(qstrlen("picture"))));
        large.close();
        const auto fits = [&] { pack(file, path(u"x.distillab"_s), {.data = true}); };
        QVERIFY(!test::caught<RequestError>(fits));
        QVERIFY(large.open(QIODevice::ReadWrite));
        QVERIFY(large.resize(large.size() + 4 * qint64(qstrlen("picture"))));
        large.close();
        QVERIFY(test::caught<RequestError>(fits));
    }

    void saysWhenTheFileCannotBeWritten() {
        writeFileAtomically(path(u"file"_s), QByteArray("x"));
        QVERIFY(test::caught<WorkError>([&] { pack(writeRun(), path(u"file/x.distillab"_s), {}); }));
    }

private:
    QString path(const QString& name) const { return m_dir->filePath(name); }

    static QStringList filesIn(const QString& folder) {
        QStringList files;
        QDirIterator it(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (it.hasNext()) files << QDir(folder).relativeFilePath(it.next());
        files.sort();
        return files;
    }

    QString writeRun() const {
        const QString run = path(u"home/ada/runs/first"_s);
        report::RunReport report = test::exampleReport();
        report.experiment = experiment::Experiment::defaultsOf(experiment::kTextClassification);
        report.experiment.name = u"ada's run"_s;
        report.experiment.data.train = path(u"home/ada/reviews.csv"_s);
        report.experiment.teacher.source = experiment::TeacherSource::Folder;
        report.experiment.teacher.path = path(u"home/ada/samples/minilm"_s);
        report.experiment.teacher.endpoint.url = u"https://ada:sesame@example.org/v1"_s;
        report.experiment.teacher.endpoint.keyVariable = u"ADAS_KEY"_s;
        report.runFolder = run;
        report.dataDescription = u"12 texts of %1/home/ada/reviews.csv"_s.arg(m_dir->path());
        const QByteArray config = "{\"_name_or_path\": \"" + path(u"home/ada/models"_s).toUtf8() + "\"}\n";
        const std::pair<QString, QByteArray> files[] = {
            {u"experiment.yaml"_s, experiment::write(report.experiment)},
            {u"metrics.jsonl"_s, "{\"a line that was cut"},
            {u"report.json"_s, report::toJson(report)},
            {u"report.html"_s, "<script>alert(1)</script>" + m_dir->path().toUtf8()},
            {u"pseudo_labels.csv"_s, "text,label\n"},
            {u"checkpoint/checkpoint.safetensors"_s, "weights"},
            {u"student/config.json"_s, config},
            {u"student/model.safetensors"_s, QByteArray(3000, 's')},
            {u"teacher/config.json"_s, config},
            {u"teacher/model.safetensors"_s, QByteArray(9000, 't')},
        };
        for (const auto& [name, content] : files) writeFileAtomically(run + u'/' + name, content);
        report::TestAnswers answers;
        answers.classes = {u"bad"_s, u"good"_s};
        answers.items = {{.row = 0, .text = u"Good"_s, .label = 1, .teacher = {0, 2}, .student = {1, 0}}};
        report::writeTestAnswers(run, answers);
        report::writeMeasurement(run, test::exampleMeasurement());
        return run;
    }

    QString writeExperiment() const {
        for (const QString& folder : {u"home/ada/cats and dogs"_s, u"home/ada/other/cats and dogs"_s}) {
            for (const QString& picture : {u"猫/1.png"_s, u"dog/1.png"_s}) {
                writeFileAtomically(path(folder + u'/' + picture), QByteArray("picture"));
            }
        }
        experiment::Experiment experiment;
        experiment.data.train = path(u"home/ada/cats and dogs"_s);
        experiment.data.test = path(u"home/ada/other/cats and dogs"_s);
        experiment.data.seed = 7;
        const QString file = path(u"home/ada/pets.yaml"_s);
        writeFileAtomically(file, experiment::write(experiment));
        return file;
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    QByteArray m_home;
};

DISTILLAB_TEST(HandOutTest)
#include "hand_out_test.moc"
