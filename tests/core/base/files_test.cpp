#include "core/base/files.h"

#include "core/base/error.h"
#include "tests/support/caught.h"
#include "tests/support/file_size_limit.h"
#include "tests/support/small_disk.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

#include <cerrno>
#include <optional>

using namespace distillab;
using namespace Qt::Literals::StringLiterals;

class FilesTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    QString path(const QString& name) const { return m_folder.filePath(name); }
    QStringList filesLeft() const {
        return QDir(m_folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden);
    }

private slots:
    void init() {
        for (const QString& name : filesLeft()) {
            if (QFileInfo(path(name)).isDir()) {
                QDir(path(name)).removeRecursively();
            } else {
                QFile::remove(path(name));
            }
        }
    }

    void writtenFileIsReadBack() {
        const QByteArray content("a\0b\xFF", 4);
        writeFileAtomically(path(u"file"_s), content);
        QCOMPARE(readFile(path(u"file"_s)), content);
    }

    void writingReplacesTheOldFileWhole() {
        writeFileAtomically(path(u"file"_s), QByteArray(1000, 'x'));
        writeFileAtomically(path(u"file"_s), QByteArray("short"));
        QCOMPARE(readFile(path(u"file"_s)), QByteArray("short"));
        QCOMPARE(filesLeft(), QStringList{u"file"_s});
    }

    void writingMakesMissingFolders() {
        writeFileAtomically(path(u"a/b/file"_s), QByteArray("x"));
        QCOMPARE(readFile(path(u"a/b/file"_s)), QByteArray("x"));
    }

    void writerThatThrowsLeavesTheOldFileAndNothingElse() {
        writeFileAtomically(path(u"file"_s), QByteArray("old"));
        const auto error = test::caught<WorkError>([&] {
            writeFileAtomically(path(u"file"_s), [](QIODevice& device) {
                device.write(QByteArray(100000, 'n'));
                throw WorkError(u"diverged"_s);
            });
        });
        QVERIFY(error.has_value());
        QCOMPARE(error->message(), u"diverged"_s);
        QCOMPARE(readFile(path(u"file"_s)), QByteArray("old"));
        QCOMPARE(filesLeft(), QStringList{u"file"_s});
    }

    void writerThatThrowsMakesNoNewFile() {
        const auto stopped = test::caught<Stopped>([&] {
            writeFileAtomically(path(u"new"_s), [](QIODevice& device) {
                device.write("half");
                throw Stopped();
            });
        });
        QVERIFY(stopped.has_value());
        QCOMPARE(filesLeft(), QStringList());
    }

    void fileThatCannotBeWrittenWholeIsAWorkErrorAndTheOldOneStays_data() {
        QTest::addColumn<int>("pieces");
        QTest::newRow("at once") << 1;
        QTest::newRow("in a few pieces") << 10;
        QTest::newRow("in many small pieces, buffered to the end") << 5000;
    }
    void fileThatCannotBeWrittenWholeIsAWorkErrorAndTheOldOneStays() {
        QFETCH(int, pieces);
        writeFileAtomically(path(u"file"_s), QByteArray("old"));
        std::optional<WorkError> error;
        {
            const test::FileSizeLimit limit(1000);
            error = test::caught<WorkError>([&] {
                writeFileAtomically(path(u"file"_s), [&](QIODevice& device) {
                    for (int i = 0; i < pieces; ++i) device.write(QByteArray(10000 / pieces, 'x'));
                });
            });
        }
        QVERIFY(error.has_value());
        QCOMPARE(error->where(), path(u"file"_s));
        QVERIFY(!error->remedy().isEmpty());
        QCOMPARE(readFile(path(u"file"_s)), QByteArray("old"));
        QCOMPARE(filesLeft(), QStringList{u"file"_s});
    }

    void aFullDiskRefusesUntilThereIsRoom() {
        const test::SmallDisk disk(1 << 20);
        if (!disk.isMounted()) QSKIP(qPrintable(disk.reason()));
        const QString file = disk.path(u"runs/file"_s);
        writeFileAtomically(file, QByteArray("old"));
        disk.fill();
        const QByteArray large(100'000, 'x');
        const auto error = test::caught<DiskRefused>([&] { writeFileAtomically(file, large); });
        QVERIFY(error.has_value());
        QCOMPARE(error->message(), u"the disk is full"_s);
        QCOMPARE(error->where(), file);
        QCOMPARE(error->remedy(), u"Free some space on the disk of %1."_s.arg(disk.path(u"runs"_s)));
        QCOMPARE(readFile(file), QByteArray("old"));
        QCOMPARE(QDir(disk.path(u"runs"_s)).entryList(QDir::Files | QDir::Hidden), QStringList{u"file"_s});
        disk.makeRoom();
        writeFileAtomically(file, large);
        QCOMPARE(readFile(file), large);
    }

    void aReadOnlyDiskRefuses() {
        const test::SmallDisk disk(1 << 20);
        if (!disk.isMounted()) QSKIP(qPrintable(disk.reason()));
        QVERIFY(disk.setReadOnly(true));
        for (const QString& name : {u"file"_s, u"runs/file"_s}) {
            const auto error = test::caught<DiskRefused>([&] { writeFileAtomically(disk.path(name), "x"); });
            QVERIFY2(error.has_value(), qPrintable(name));
            QCOMPARE(error->message(), u"the disk is read-only"_s);
        }
        QVERIFY(disk.setReadOnly(false));
        writeFileAtomically(disk.path(u"runs/file"_s), "x");
    }

    void whatWaitingMayMendIsARefusal_data() {
        QTest::addColumn<int>("error");
        QTest::addColumn<bool>("isRefusal");
        QTest::newRow("full") << ENOSPC << true;
        QTest::newRow("quota") << EDQUOT << true;
        QTest::newRow("read-only disk") << EROFS << true;
        QTest::newRow("no right") << EACCES << true;
        QTest::newRow("broken disk") << EIO << false;
        QTest::newRow("file too large for the disk") << EFBIG << false;
        QTest::newRow("nobody knows") << 0 << false;
    }
    void whatWaitingMayMendIsARefusal() {
        QFETCH(int, error);
        QFETCH(bool, isRefusal);
        try {
            throwUnwritable(u"/runs/file"_s, error, u"a reason"_s);
        } catch (const WorkError& thrown) {
            QCOMPARE(dynamic_cast<const DiskRefused*>(&thrown) != nullptr, isRefusal);
            QCOMPARE(thrown.message().contains(u"a reason"), !isRefusal);
            QCOMPARE(thrown.where(), u"/runs/file"_s);
            QVERIFY(!thrown.remedy().isEmpty());
        }
    }

    void pipesAndDevicesAreNotReplaced() {
        const QString pipe = path(u"pipe"_s);
        QCOMPARE(mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
        const auto error = test::caught<WorkError>([&] { writeFileAtomically(pipe, QByteArray("x")); });
        QVERIFY(error.has_value());
        QCOMPARE(error->where(), pipe);
        QVERIFY(!QFileInfo(pipe).isFile());
        QVERIFY(QFile::remove(pipe));
    }

    void folderWhereAFileShouldGoIsAWorkErrorThatNamesIt() {
        QVERIFY(QDir().mkpath(path(u"taken"_s)));
        const auto error = test::caught<WorkError>([&] { writeFileAtomically(path(u"taken"_s), QByteArray("x")); });
        QVERIFY(error.has_value());
        QCOMPARE(error->where(), path(u"taken"_s));
    }

    void fileWhereAFolderShouldGoIsAWorkErrorThatNamesIt() {
        writeFileAtomically(path(u"file"_s), QByteArray("x"));
        const auto error = test::caught<WorkError>([&] { makeFolder(path(u"file/inner"_s)); });
        QVERIFY(error.has_value());
        QCOMPARE(error->where(), path(u"file/inner"_s));
        const auto writing =
            test::caught<WorkError>([&] { writeFileAtomically(path(u"file/inner/x"_s), QByteArray("x")); });
        QVERIFY(writing.has_value());
        QCOMPARE(writing->where(), path(u"file/inner"_s));
    }

    void folderThatExistsIsNoError() {
        makeFolder(path(u"a"_s));
        makeFolder(path(u"a"_s));
        QVERIFY(QDir(path(u"a"_s)).exists());
    }

    void missingFileIsARequestErrorThatNamesIt() {
        const auto error = test::caught<RequestError>([&] { readFile(path(u"missing"_s)); });
        QVERIFY(error.has_value());
        QCOMPARE(error->where(), path(u"missing"_s));
        QVERIFY(error->message().startsWith(u"the file cannot be read: "));
    }

    void folderIsNoFileToRead() {
        const auto error = test::caught<RequestError>([&] { readFile(m_folder.path()); });
        QVERIFY(error.has_value());
    }
};

DISTILLAB_TEST(FilesTest)
#include "files_test.moc"
