#include "core/base/limited_file.h"

#include "core/base/error.h"
#include "core/experiment/document.h"
#include "core/models/transformer_config.h"
#include "core/tokenizers/tokenizer.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <functional>

using namespace distillab;
using namespace Qt::Literals::StringLiterals;
using test::caught;

/// Files that would fill the memory before anybody has looked at them.
class LimitedFileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void filesUpToTheLimitAreRead() {
        const QString path = sparse(u"a"_s, 100);
        QCOMPARE(readFileUpTo(path, 100).size(), 100);
        QCOMPARE(readFileUpTo(path, 101).size(), 100);
        QCOMPARE(readFileUpTo(sparse(u"empty"_s, 0), 0).size(), 0);
    }

    void largerOnesAreRefused() {
        const auto error = caught<RequestError>([&] { readFileUpTo(sparse(u"a"_s, (2 << 20) + 1), 2 << 20); });
        QVERIFY(error);
        QCOMPARE(error->where(), m_folder.filePath(u"a"_s));
        QVERIFY2(error->message().contains(u"2 MiB"_s), qPrintable(error->message()));
        QVERIFY(caught<RequestError>([&] { readFileUpTo(m_folder.filePath(u"none"_s), 10); }));
    }

    void filesWithoutASizeAreNoWayAround() {
        QVERIFY(caught<RequestError>([] { readFileUpTo(u"/dev/zero"_s, 4096); }));
    }

    void readersKeepTheirLimits_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<qint64>("most");
        QTest::newRow("experiment") << u"experiment.yaml"_s << experiment::kMostDocumentBytes;
        QTest::newRow("config") << u"config.json"_s << models::kMostConfigBytes;
        QTest::newRow("tokenizer") << u"tokenizer.json"_s << tokenizers::kMostTokenizerBytes;
    }

    void readersKeepTheirLimits() {
        QFETCH(QString, name);
        QFETCH(qint64, most);
        const auto read = [&](const QString& path) {
            return caught<RequestError>([&] {
                if (name == u"experiment.yaml") experiment::load(path);
                if (name == u"config.json") models::readTransformerConfig(path);
                if (name == u"tokenizer.json") tokenizers::Tokenizer::load(m_folder.path());
            });
        };
        // All zeros is nothing that can be used: at the limit this is the complaint, one byte beyond it the size is.
        const auto atTheLimit = read(sparse(name, most));
        QVERIFY(atTheLimit);
        QVERIFY2(!atTheLimit->message().contains(u"MiB"_s), qPrintable(atTheLimit->message()));
        const auto beyond = read(sparse(name, most + 1));
        QVERIFY(beyond);
        QVERIFY2(beyond->message().contains(u"MiB"_s), qPrintable(beyond->message()));
        QFile::remove(m_folder.filePath(name));
    }

private:
    QString sparse(const QString& name, qint64 bytes) const {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || !file.resize(bytes)) qFatal("the disk refuses");
        return file.fileName();
    }

    QTemporaryDir m_folder;
};

DISTILLAB_TEST(LimitedFileTest)
#include "limited_file_test.moc"
