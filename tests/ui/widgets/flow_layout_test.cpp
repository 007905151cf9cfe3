#include "ui/widgets/flow_layout.h"

#include "tests/support/test_main.h"

#include <QTest>
#include <QWidget>

using namespace distillab::ui;

class FlowLayoutTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void goesOnInTheNextLineWhereTheWidthEnds() {
        QWidget window;
        auto* layout = new FlowLayout(&window);
        QList<QWidget*> boxes;
        for (int i = 0; i < 3; ++i) {
            boxes << new QWidget;
            boxes.last()->setFixedSize(100, 20);
            layout->addWidget(boxes.last());
        }
        window.resize(400, 100);
        window.show();
        QCOMPARE(boxes[2]->y(), boxes[0]->y());
        QVERIFY(boxes[2]->x() > boxes[1]->geometry().right());

        window.resize(250, 100);
        QTRY_VERIFY(boxes[2]->y() > boxes[1]->geometry().bottom());
        QCOMPARE(boxes[1]->y(), boxes[0]->y());
        QCOMPARE(boxes[2]->x(), boxes[0]->x());
        QCOMPARE(layout->heightForWidth(250), 2 * 20 + layout->spacing());
        QCOMPARE(layout->minimumSize().width(), 100);

        boxes[1]->hide();
        QTRY_COMPARE(boxes[2]->y(), boxes[0]->y());
    }
};

DISTILLAB_TEST(FlowLayoutTest)
#include "flow_layout_test.moc"
