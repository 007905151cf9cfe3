#include "tests/support/program.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace distillab;
using namespace Qt::Literals::StringLiterals;

/// Programs that load Torch beside Qt have crashed on exit (pytorch issue 103756).
class StartAndQuitTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theWorkbenchLoadsTheEngineAndQuitsCleanly() {
        const test::Outcome outcome = test::runProgram(test::programPath(u"distillab"_s), {u"--self-test"_s}, u"/"_s);
        QVERIFY2(outcome.code == 0, outcome.err);
    }
};

DISTILLAB_TEST(StartAndQuitTest)
#include "start_and_quit_test.moc"
