#include "ui/monitor/log_panel.h"

#include "tests/support/test_main.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QTest>
#include <QToolButton>

using namespace distillab::ui;
using namespace Qt::Literals::StringLiterals;

class LogPanelTest : public QObject {
    Q_OBJECT
private slots:
    void foldedShowsTheLastLine() {
        LogPanel panel;
        panel.show();
        panel.append(u"first"_s);
        panel.append(u"second"_s);
        QVERIFY(!lines(panel)->isVisible());
        QCOMPARE(panel.findChild<QLabel*>()->text(), u"second"_s);
    }

    void unfoldsToAllLinesWithTheTimeOfDay() {
        LogPanel panel;
        panel.show();
        panel.append(u"first"_s);
        panel.append(u"second"_s);
        QTest::keyClick(button(panel, u"monitor.logToggle"_s), Qt::Key_Space);
        QVERIFY(lines(panel)->isVisible());
        const QStringList all = lines(panel)->toPlainText().split(u'\n');
        QCOMPARE(all.size(), 2);
        QVERIFY(QRegularExpression(u"^\\d\\d:\\d\\d:\\d\\d  first$"_s).match(all.at(0)).hasMatch());
    }

    void isCopiedAsAWhole() {
        LogPanel panel;
        panel.show();
        panel.append(u"first"_s);
        panel.append(u"second"_s);
        QTest::mouseClick(button(panel, u"monitor.logToggle"_s), Qt::LeftButton);
        QTest::mouseClick(button(panel, u"monitor.copyLog"_s), Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text(), lines(panel)->toPlainText());
    }

    void clearForgetsEverything() {
        LogPanel panel;
        panel.append(u"first"_s);
        panel.clear();
        QVERIFY(lines(panel)->toPlainText().isEmpty());
        QVERIFY(panel.findChild<QLabel*>()->text().isEmpty());
    }

private:
    static QPlainTextEdit* lines(const LogPanel& panel) { return panel.findChild<QPlainTextEdit*>(u"monitor.log"_s); }
    static QToolButton* button(const LogPanel& panel, const QString& name) {
        return panel.findChild<QToolButton*>(name);
    }
};

DISTILLAB_TEST(LogPanelTest)
#include "log_panel_test.moc"
