#include "core/bundle/staged_folder.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace distillab;
using namespace distillab::bundle;
using namespace Qt::Literals::StringLiterals;

class StagedFolderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_scratch = std::make_unique<QTemporaryDir>();
        m_target = m_scratch->filePath(u"deep/target"_s);
    }

    void allFilesAppear() {
        {
            StagedFolder staged(m_target);
            writeFileAtomically(staged.path() + u"/model.onnx"_s, "model");
            writeFileAtomically(staged.path() + u"/programs/cpp/classify.cpp"_s, "code");
            QVERIFY(!QFileInfo::exists(m_target + u"/model.onnx"_s));
            staged.publish({});
        }
        QCOMPARE(content(), (QStringList{u"model.onnx=model"_s, u"programs/cpp/classify.cpp=code"_s}));
    }

    void nothingAppearsWithoutPublishing() {
        {
            StagedFolder staged(m_target);
            writeFileAtomically(staged.path() + u"/model.onnx"_s, "model");
        }
        QVERIFY(!QFileInfo::exists(m_target));
    }

    void aFolderThatWasThereStays() {
        QDir().mkpath(m_target);
        {
            StagedFolder staged(m_target);
        }
        QVERIFY(QFileInfo(m_target).isDir());
        QCOMPARE(content(), QStringList());
    }

    void otherFilesStayAndObsoleteOnesGo() {
        writeFileAtomically(m_target + u"/model.onnx"_s, "old");
        writeFileAtomically(m_target + u"/vocab.txt"_s, "old");
        writeFileAtomically(m_target + u"/diary.txt"_s, "mine");
        {
            StagedFolder staged(m_target);
            writeFileAtomically(staged.path() + u"/model.onnx"_s, "new");
            staged.publish({u"vocab.txt"_s, u"model.onnx"_s, u"never-there.txt"_s});
        }
        QCOMPARE(content(), (QStringList{u"diary.txt=mine"_s, u"model.onnx=new"_s}));
    }

    void aFailureLeavesTheFolderAsItWas() {
        writeFileAtomically(m_target + u"/README.md"_s, "old");
        writeFileAtomically(m_target + u"/vocab.txt"_s, "old");
        writeFileAtomically(m_target + u"/obsolete.txt"_s, "old");
        writeFileAtomically(m_target + u"/model.onnx/in the way"_s, "old");  // a folder of that name
        const QStringList before = content();
        {
            StagedFolder staged(m_target);
            for (const QString& name :
                 {u"README.md"_s, u"model.onnx"_s, u"programs/python/classify.py"_s, u"vocab.txt"_s}) {
                writeFileAtomically(staged.path() + u'/' + name, "new");
            }
            QVERIFY(test::caught<WorkError>([&] { staged.publish({u"obsolete.txt"_s}); }));
        }
        QCOMPARE(content(), before);
        QVERIFY(!QFileInfo::exists(m_target + u"/programs"_s));
    }

    void aFolderThatCannotBeMadeIsNamed() {
        writeFileAtomically(m_target, "a file");
        QVERIFY(test::caught<WorkError>([&] { StagedFolder staged(m_target); }));
    }

private:
    /// Every file of the target, with what is in it: hidden ones, too.
    QStringList content() const {
        QStringList files;
        for (QDirIterator all(m_target, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories); all.hasNext();) {
            const QString path = all.next();
            files << QDir(m_target).relativeFilePath(path) + u'=' + QString::fromUtf8(readFile(path));
        }
        files.sort();
        return files;
    }

    std::unique_ptr<QTemporaryDir> m_scratch;
    QString m_target;
};

DISTILLAB_TEST(StagedFolderTest)
#include "staged_folder_test.moc"
