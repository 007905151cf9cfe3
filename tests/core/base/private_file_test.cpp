#include "core/base/private_file.h"

#include "core/base/files.h"
#include "core/report/run_failure.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace distillab;
using namespace Qt::Literals::StringLiterals;

namespace {

mode_t modeOf(const QString& path) {
    struct stat info = {};
    return ::stat(path.toLocal8Bit().constData(), &info) == 0 ? info.st_mode & 0777 : 0;
}

}  // namespace

class PrivateFileTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_before = ::umask(0); }  // the system grants everybody everything
    void cleanup() { ::umask(m_before); }

    void onlyTheUserReadsIt() {
        const QString path = m_folder.filePath(u"texts.csv"_s);
        writeFileAtomically(path, "open");
        QCOMPARE(modeOf(path), mode_t{0666});
        writePrivateFileAtomically(path, "closed");
        QCOMPARE(modeOf(path), mode_t{0600});
        QCOMPARE(readFile(path), QByteArray("closed"));
    }

    void onlyTheUserEntersIt() {
        const QString path = m_folder.filePath(u"a/b"_s);
        makePrivateFolder(path);
        QCOMPARE(modeOf(path), mode_t{0700});
    }

    void reasonsOfFailuresArePrivate() {
        const QString run = m_folder.filePath(u"run"_s);
        report::writeFailure(run, {u"row 3 reads “…”"_s, {}, {}});
        QCOMPARE(modeOf(run + u"/failure.json"_s), mode_t{0600});
    }

private:
    QTemporaryDir m_folder;
    mode_t m_before = 0;
};

DISTILLAB_TEST(PrivateFileTest)
#include "private_file_test.moc"
