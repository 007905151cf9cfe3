#include "core/base/files.h"
#include "core/experiment/document.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace distillab;

/// docs/experiment.md lists every key as the schema knows it.
class DocumentationTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void keysInTheDocumentationAreThoseOfTheSchema() {
        const QString path = QStringLiteral(DISTILLAB_SOURCE_DIR "/docs/experiment.md");
        const QByteArray begin("<!-- keys -->\n");
        const QByteArray page = readFile(path);
        const qsizetype at = page.indexOf(begin);
        QVERIFY(at > 0);
        const QByteArray expected = page.left(at + begin.size()) + experiment::describeKeys();
        // After a change of the schema: DISTILLAB_UPDATE_DOCS=1 build/release/bin/test_core documentation_test
        if (qEnvironmentVariableIsSet("DISTILLAB_UPDATE_DOCS")) writeFileAtomically(path, expected);
        QCOMPARE(readFile(path), expected);
    }
};

DISTILLAB_TEST(DocumentationTest)
#include "documentation_test.moc"
