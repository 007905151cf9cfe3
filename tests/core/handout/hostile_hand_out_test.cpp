#include "core/base/error.h"
#include "core/base/files.h"
#include "core/experiment/document.h"
#include "core/handout/archive_reader.h"
#include "core/handout/pack.h"
#include "core/handout/unpack.h"
#include "core/report/measurement.h"
#include "core/report/run_report.h"
#include "tests/core/models/zip_bytes.h"
#include "tests/core/report/example_measurement.h"
#include "tests/core/report/example_report.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace distillab;
using namespace distillab::handout;
using namespace Qt::Literals::StringLiterals;
using test::ZipPart;

/// Hand-outs from somebody who means harm, and damaged ones: nothing is left behind, nothing lands outside.
class HostileHandOutTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void aSoundOneIsUnpacked() {
        write(soundParts());
        QCOMPARE(unpack(file(), target()).path, target() + u"/experiment.yaml"_s);
        QVERIFY(QFileInfo::exists(target() + u"/data/a.csv"_s));
    }

    void refusesPathTricks_data() {
        QTest::addColumn<QByteArray>("path");
        for (const char* path :
             {"../evil.csv", "data/../../evil.csv", "data/..", "./data/b.csv", "data/./b.csv", "data//b.csv",
              "/tmp/evil.csv", "data/", "data\\..\\evil.csv", "C:/evil.csv", "data/b.csv.", "data/b.csv ",
              "data/b\nc.csv", "data/\xff\xfe.csv", "data/CON:.csv", "", "data/1/2/3/4/5/6.csv"}) {
            QTest::newRow(*path == 0 ? "empty" : QByteArray(path).toPercentEncoding().constData()) << QByteArray(path);
        }
        QTest::newRow("long") << "data/" + QByteArray(kLongestPath, 'x');
    }

    void refusesPathTricks() {
        QFETCH(QByteArray, path);
        std::vector<ZipPart> parts = soundParts();
        parts.push_back({path, "evil"});
        write(withManifest(parts));
        expectNothing();
    }

    void refusesTheSameFileInTwoSpellings_data() {
        QTest::addColumn<QByteArray>("path");
        QTest::newRow("twice") << QByteArray("data/a.csv");
        QTest::newRow("case") << QByteArray("data/A.CSV");
        QTest::newRow("file and folder") << QByteArray("data/a.csv/b.csv");
        QTest::newRow("folder in another case") << QByteArray("DATA/a.csv");
        QTest::newRow("another normal form") << QByteArray("data/e\xcc\x81.csv");
    }

    void refusesTheSameFileInTwoSpellings() {
        QFETCH(QByteArray, path);
        std::vector<ZipPart> parts = soundParts();
        parts.push_back({"data/\xc3\xa9.csv", "accent"});
        parts.push_back({path, "evil"});
        write(withManifest(parts));
        expectNothing();
    }

    void refusesLinksAndOtherSpecialFiles() {
        // As stat() has them: a link, a folder, a pipe, a block device.
        for (const quint16 kind : {0120777, 0040777, 0010777, 0060777}) {
            write(soundParts());
            constexpr char kUnix = 3;
            patchCentralEntry(kMadeOn, QByteArray(1, kUnix));
            patchCentralEntry(kAttributes + 2, bytesOf(kind, 2));
            expectNothing();
        }
    }

    void refusesEncryptedFilesAndUnknownPacking() {
        write(soundParts());
        patchCentralEntry(kFlags, bytesOf(1, 2));
        expectNothing();
        write(soundParts());
        constexpr quint32 kBzip2 = 12;
        patchCentralEntry(kMethod, bytesOf(kBzip2, 2));
        expectNothing();
    }

    void holdsItsLimits_data() {
        QTest::addColumn<Limits>("limits");
        QTest::addColumn<bool>("fits");
        const auto entries = static_cast<int>(soundParts().size());
        qint64 bytes = 0;
        for (const ZipPart& part : soundParts()) bytes += part.content.size();
        QTest::newRow("as many files") << Limits{.entries = entries} << true;
        QTest::newRow("one file more") << Limits{.entries = entries - 1} << false;
        QTest::newRow("as many bytes") << Limits{.totalBytes = bytes} << true;
        QTest::newRow("one byte more") << Limits{.totalBytes = bytes - 1} << false;
        QTest::newRow("as deep") << Limits{.depth = 2} << true;
        QTest::newRow("one deeper") << Limits{.depth = 1} << false;
    }

    void holdsItsLimits() {
        QFETCH(Limits, limits);
        QFETCH(bool, fits);
        write(soundParts());
        const auto error = test::caught<RequestError>([&] { unpack(file(), target(), limits); });
        QCOMPARE(!error, fits);
        QCOMPARE(QFileInfo::exists(target()), fits);
    }

    void holdsTheLimitsOfTheProduct() {
        // At the edge of the entries, of the depth and of what may be packed tightly.
        std::vector<ZipPart> many = experimentParts();
        while (static_cast<int>(many.size()) + 1 < kMostEntries) {
            many.push_back({"data/" + QByteArray::number(static_cast<int>(many.size())), "x"});
        }
        write(withManifest(many));
        inspect(file());
        many.push_back({"data/one more", "x"});
        write(withManifest(many));
        expectNothing();

        std::vector<ZipPart> deep = experimentParts();
        deep.push_back({"data/2/3/4/5/six.csv", "x"});
        write(withManifest(deep));
        inspect(file());

        std::vector<ZipPart> dull = experimentParts();
        dull.push_back({"data/zeros", QByteArray(kFreeRatioBytes, '\0'), true});
        write(withManifest(dull));
        inspect(file());
        dull.back().content += '\0';
        write(withManifest(dull));
        expectNothing();
    }

    void unpacksNoMoreThanAnEntryClaims() {
        // The central directory and the local header both say 5 bytes where a mebibyte comes out.
        std::vector<ZipPart> parts = experimentParts();
        parts[1].content = "aaaaa";
        parts = withManifest(parts);
        parts[1] = {"data/a.csv", QByteArray(1 << 20, 'a'), true};
        write(parts);
        patchSizes(1 << 20, 5);
        expectNothing();
    }

    void refusesWhatTheManifestDoesNotSay() {
        std::vector<ZipPart> parts = soundParts();
        parts.push_back({"data/more.csv", "not listed"});
        write(parts);
        expectNothing();

        parts = soundParts();
        parts.erase(parts.begin() + 1);
        write(parts);
        expectNothing();

        parts = soundParts();
        parts[1].content = "text,label\nHey,1\n";  // of the same size, with another digest
        write(parts);
        expectNothing();

        parts = soundParts();
        parts[1].content += "x";
        write(parts);
        expectNothing();
    }

    void refusesFilesThatHaveNoPlaceInAHandOut_data() {
        QTest::addColumn<QByteArray>("path");
        for (const char* path : {"report.html", "student/model.safetensors", "checkpoint/checkpoint.safetensors",
                                 "run.sh", "Data/b.csv", ".hidden"}) {
            QTest::newRow(path) << QByteArray(path);
        }
    }

    void refusesFilesThatHaveNoPlaceInAHandOut() {
        QFETCH(QByteArray, path);
        std::vector<ZipPart> parts = experimentParts();
        parts.push_back({path, "content"});
        write(withManifest(parts));
        expectNothing();
    }

    void refusesOtherManifests_data() {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::newRow("newer format") << QByteArray("\"format\": 1") << QByteArray("\"format\": 2");
        QTest::newRow("a format beyond all numbers") << QByteArray("\"format\": 1") << QByteArray("\"format\": 5.5e31");
        QTest::newRow("another kind") << QByteArray("\"experiment\"") << QByteArray("\"program\"");
        QTest::newRow("a run without report") << QByteArray("\"experiment\"") << QByteArray("\"run\"");
        QTest::newRow("no JSON") << QByteArray("{") << QByteArray("<");
        QTest::newRow("no files") << QByteArray("\"files\"") << QByteArray("\"flies\"");
        QTest::newRow("negative size") << QByteArray("\"size\": ") << QByteArray("\"size\": -");
        QTest::newRow("no digest") << QByteArray("\"sha256\": \"") << QByteArray("\"sha256\": \"x");
    }

    void refusesOtherManifests() {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        std::vector<ZipPart> parts = soundParts();
        parts.back().content.replace(from, to);
        write(parts);
        expectNothing();
    }

    void refusesAnExperimentThatIsNone() {
        std::vector<ZipPart> parts = experimentParts();
        parts[0].content = "task: world-domination\n";
        write(withManifest(parts));
        expectNothing();
    }

    void aProgramIsNotTrustedBecauseTheSenderDid() {
        std::vector<ZipPart> parts = experimentParts();
        parts[0].content =
            "teacher: {source: torchscript, path: ./t.pt, trust_code: true, endpoint: {key_variable: HOME}}\n";
        write(withManifest(parts));
        const experiment::Experiment experiment = experiment::load(unpack(file(), target()).path);
        QVERIFY(!experiment.teacher.trustCode);
        QCOMPARE(experiment.teacher.endpoint.keyVariable, experiment::EndpointSpec().keyVariable);
    }

    void refusesAFileThatIsCutShortAnywhere() {
        write(soundParts());
        const QByteArray whole = readFile(file());
        for (qsizetype length = 0; length < whole.size(); length += 7) {
            writeFileAtomically(file(), whole.first(length));
            expectNothing();
            if (QTest::currentTestFailed()) return;
        }
    }

    void aDamagedByteIsRefusedOrHarmless() {
        write(soundParts());
        const QByteArray whole = readFile(file());
        unpack(file(), target());
        const QByteArray table = readFile(target() + u"/data/a.csv"_s);
        for (qsizetype at = 0; at < whole.size(); at += 2) {
            QByteArray damaged = whole;
            damaged[at] = static_cast<char>(damaged[at] ^ 0x20);
            writeFileAtomically(file(), damaged);
            QVERIFY(QDir(target()).removeRecursively());
            // Some bytes, as those of dates, mean nothing here.
            if (test::caught<RequestError>([&] { unpack(file(), target()); })) {
                expectTarget(false);
            } else {
                QCOMPARE(readFile(target() + u"/data/a.csv"_s), table);
            }
            if (QTest::currentTestFailed()) return;
        }
    }

    void namesTheFileOfARunThatIsDamaged_data() {
        QTest::addColumn<QByteArray>("name");
        for (const char* name :
             {"experiment.yaml", "report.json", "measurement.json", "metrics.jsonl", "test_answers.csv"}) {
            QTest::newRow(name) << QByteArray(name);
        }
    }
    void namesTheFileOfARunThatIsDamaged() {
        QFETCH(QByteArray, name);
        std::vector<ZipPart> parts = {{"experiment.yaml", experiment::write(test::exampleReport().experiment)},
                                      {"report.json", report::toJson(test::exampleReport())},
                                      {"measurement.json", report::toJson(test::exampleMeasurement())},
                                      {"metrics.jsonl", ""},
                                      {"test_answers.csv", "row,label,teacher: a,student: a\n"}};
        write(withManifest(parts, Kind::Run));
        unpack(file(), m_dir->filePath(u"parent/sound"_s));
        QVERIFY(QDir(m_dir->filePath(u"parent/sound"_s)).removeRecursively());

        for (ZipPart& part : parts) {
            if (part.name == name) part.content = "no such thing\n\n";
        }
        write(withManifest(parts, Kind::Run));
        expectNothing();
        const auto error = test::caught<RequestError>([&] { unpack(file(), target()); });
        QVERIFY2(error->where().startsWith(file() + u": "_s + QString::fromUtf8(name)), qPrintable(error->where()));
        QVERIFY2(!error->text().contains(u".unpacking"_s), qPrintable(error->text()));
        QVERIFY2(error->remedy().contains(u"Nothing was unpacked"_s), qPrintable(error->remedy()));
    }

    void keepsWhatIsThereAlready() {
        write(soundParts());
        writeFileAtomically(target() + u"/mine.txt"_s, QByteArray("mine"));
        QVERIFY(test::caught<RequestError>([&] { unpack(file(), target()); }));
        QCOMPARE(readFile(target() + u"/mine.txt"_s), QByteArray("mine"));
        QVERIFY(QFile::link(m_dir->path(), m_dir->filePath(u"link"_s)));
        QVERIFY(test::caught<RequestError>([&] { unpack(file(), m_dir->filePath(u"link"_s)); }));
        QVERIFY(QDir().mkdir(m_dir->filePath(u"empty"_s)));
        unpack(file(), m_dir->filePath(u"empty"_s));
    }

    void saysWhenThereIsNoFile() {
        const auto error = test::caught<RequestError>([&] { unpack(file(), target()); });
        QVERIFY(error && error->where().contains(file()));
        QVERIFY(QDir().mkdir(file()));
        expectNothing();
    }

private:
    QString file() const { return m_dir->filePath(u"x.distillab"_s); }
    QString target() const { return m_dir->filePath(u"parent/target"_s); }
    void write(const std::vector<ZipPart>& parts) const { test::writeZip(file(), parts); }

    static std::vector<ZipPart> experimentParts() {
        return {{"experiment.yaml", "data: {train: data/a.csv}\n"}, {"data/a.csv", "text,label\nGood,1\n"}};
    }
    static std::vector<ZipPart> soundParts() { return withManifest(experimentParts()); }

    /// The parts, and a manifest that fits them, behind them.
    static std::vector<ZipPart> withManifest(std::vector<ZipPart> parts, Kind kind = Kind::Experiment) {
        std::erase_if(parts, [](const ZipPart& part) { return part.name == "manifest.json"; });
        Manifest manifest;
        manifest.program = u"0.1.0"_s;
        manifest.kind = kind;
        manifest.name = u"x"_s;
        for (const ZipPart& part : parts) {
            const QByteArray digest = QCryptographicHash::hash(part.content, QCryptographicHash::Sha256).toHex();
            manifest.files.push_back({QString::fromUtf8(part.name), part.content.size(), QString::fromLatin1(digest)});
        }
        parts.push_back({"manifest.json", toJson(manifest), parts.size() < 100});
        return parts;
    }

    // Places in an entry of the archive's list.
    static constexpr qsizetype kMadeOn = 5;
    static constexpr qsizetype kFlags = 8;
    static constexpr qsizetype kMethod = 10;
    static constexpr qsizetype kAttributes = 38;
    static constexpr qsizetype kName = 46;

    static QByteArray bytesOf(quint32 number, int count) {
        QByteArray bytes(count, '\0');
        for (int i = 0; i < count; ++i) bytes[i] = static_cast<char>(number >> (8 * i) & 0xff);
        return bytes;
    }

    /// Of data/a.csv.
    void patchCentralEntry(qsizetype place, const QByteArray& bytes) const {
        QByteArray whole = readFile(file());
        const qsizetype name = whole.lastIndexOf("data/a.csv");
        QVERIFY(whole.mid(name - kName, 4) == "PK\x01\x02");
        whole.replace(name - kName + place, bytes.size(), bytes);
        writeFileAtomically(file(), whole);
    }

    /// In every header of the archive.
    void patchSizes(quint32 from, quint32 to) const {
        QByteArray whole = readFile(file());
        QVERIFY(whole.contains(bytesOf(from, 4)));
        writeFileAtomically(file(), whole.replace(bytesOf(from, 4), bytesOf(to, 4)));
    }

    void expectNothing() const {
        const auto error = test::caught<RequestError>([&] { unpack(file(), target()); });
        QVERIFY(error);
        QVERIFY(!error->remedy().isEmpty());
        expectTarget(false);
    }

    /// Beside the hand-out itself nothing is there, neither outside of the target nor half a one.
    void expectTarget(bool there) const {
        QCOMPARE(QFileInfo::exists(target()), there);
        const QDir::Filters all = QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot;
        QCOMPARE(QDir(m_dir->filePath(u"parent"_s)).entryList(all), QStringList());
        for (const QString& name : QDir(m_dir->path()).entryList(all)) {
            QVERIFY2(name == u"x.distillab" || name == u"parent", qPrintable(name));
        }
    }

    std::unique_ptr<QTemporaryDir> m_dir;
};

DISTILLAB_TEST(HostileHandOutTest)
#include "hostile_hand_out_test.moc"
