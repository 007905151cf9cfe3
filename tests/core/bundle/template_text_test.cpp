#include "core/bundle/template_text.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <stdexcept>

using namespace distillab;
using namespace distillab::bundle;
using namespace Qt::Literals::StringLiterals;

class TemplateTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesBecomeValues() {
        QCOMPARE(filled(u"a @X@, @LONG_NAME@@X@ b@c.d @x@"_s, {{{u"X"_s, u"1"_s}, {u"LONG_NAME"_s, u"@X@"_s}}, {}}),
                 u"a 1, @X@1 b@c.d @x@"_s);
    }

    void partsStayWhereTheirFlagHolds() {
        const QString text = u"a\n@if X\nx\n@else\ny\n@end\n@if Y\nz\n@end\nb"_s;
        QCOMPARE(filled(text, {{}, {u"X"_s}}), u"a\nx\nb"_s);
        QCOMPARE(filled(text, {{}, {u"Y"_s}}), u"a\ny\nz\nb"_s);
    }

    void aPartThatIsLeftOutNeedsNoValues() { QCOMPARE(filled(u"@if X\n@Y@\n@end"_s, {}), QString()); }

    void mistakesAreFound_data() {
        QTest::addColumn<QString>("text");
        QTest::newRow("no value") << u"@X@"_s;
        QTest::newRow("no end") << u"@if X\na"_s;
        QTest::newRow("no beginning") << u"a\n@end"_s;
        QTest::newRow("else alone") << u"@else"_s;
        QTest::newRow("one in another") << u"@if X\n@if Y\n@end\n@end"_s;
    }
    void mistakesAreFound() {
        QFETCH(QString, text);
        QVERIFY(test::caught<std::logic_error>([&] { filled(text, {}); }));
    }
};

DISTILLAB_TEST(TemplateTextTest)
#include "template_text_test.moc"
