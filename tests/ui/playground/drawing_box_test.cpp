#include "ui/playground/drawing_box.h"

#include "tests/support/test_main.h"

#include <QSignalSpy>
#include <QTest>

using namespace distillab::ui;

class DrawingBoxTest : public QObject {
    Q_OBJECT
private slots:
    void init() {
        m_box = std::make_unique<DrawingBox>();
        m_box->setFormat(QSize(28, 28), true);
        m_box->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_box.get()));
        m_changed = std::make_unique<QSignalSpy>(m_box.get(), &DrawingBox::changed);
    }

    void theMouseDrawsAndTheEraserTakesAway() {
        QVERIFY(m_box->isEmpty());
        stroke({60, 140}, {220, 140});
        QCOMPARE(m_changed->size(), 1);
        QCOMPARE(greyAt(140, 140), 255);
        QCOMPARE(greyAt(140, 40), 0);
        m_box->setTool(DrawingBox::Tool::Eraser);
        stroke({140, 100}, {140, 180});
        QCOMPARE(greyAt(140, 140), 0);
        QCOMPARE(greyAt(70, 140), 255);
    }

    void aClickMakesADot() {
        QTest::mouseClick(m_box.get(), Qt::LeftButton, {}, QPoint(50, 60));
        QCOMPARE(greyAt(50, 60), 255);
        QCOMPARE(m_changed->size(), 1);
    }

    void undoTakesBackStrokeByStroke() {
        stroke({20, 20}, {100, 20});
        const QImage first = m_box->drawing();
        stroke({20, 200}, {100, 200});
        m_box->clear();
        QVERIFY(m_box->isEmpty());
        m_box->undo();
        QCOMPARE(greyAt(60, 200), 255);
        QTest::keyClick(m_box.get(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(m_box->drawing(), first);
        m_box->undo();
        QVERIFY(m_box->isEmpty());
        QVERIFY(!m_box->canUndo());
        m_box->undo();
        QCOMPARE(m_changed->size(), 2 + 1 + 3);
    }

    void theKeyboardDrawsToo() {
        m_box->setFocus(Qt::TabFocusReason);
        QTest::keyClick(m_box.get(), Qt::Key_Space);
        for (int i = 0; i < 5; ++i) QTest::keyClick(m_box.get(), Qt::Key_Right);
        QCOMPARE(m_changed->size(), 0);
        QTest::keyClick(m_box.get(), Qt::Key_Space);
        QCOMPARE(m_changed->size(), 1);
        QCOMPARE(greyAt(180, 139), 255);
        // Lifted, the pen leaves no mark.
        for (int i = 0; i < 8; ++i) QTest::keyClick(m_box.get(), Qt::Key_Down);
        QCOMPARE(greyAt(180, 215), 0);
        QTest::keyClick(m_box.get(), Qt::Key_Delete);
        QVERIFY(m_box->isEmpty());
    }

    void theSheetIsAsThePicturesOfTheNetworkAre() {
        m_box->setFormat(QSize(64, 32), false);
        QCOMPARE(m_box->size(), QSize(280, 140));
        QCOMPARE(greyAt(5, 5), 255);
        QTest::mouseClick(m_box.get(), Qt::LeftButton, {}, QPoint(50, 60));
        QCOMPARE(greyAt(50, 60), 0);
    }

    void aSmallPictureKeepsItsPixels() {
        QImage picture(28, 28, QImage::Format_RGB32);
        picture.fill(Qt::black);
        picture.setPixel(3, 5, qRgb(200, 200, 200));
        m_box->setPicture(picture);
        QCOMPARE(m_changed->size(), 0);
        QCOMPARE(greyAt(35, 55), 200);
        const QImage back = m_box->drawing().scaled(28, 28, Qt::KeepAspectRatio, Qt::SmoothTransformation);
        QCOMPARE(qGray(back.pixel(3, 5)), 200);
        QCOMPARE(qGray(back.pixel(4, 5)), 0);
    }

private:
    void stroke(QPoint from, QPoint to) {
        QTest::mousePress(m_box.get(), Qt::LeftButton, {}, from);
        QTest::mouseMove(m_box.get(), (from + to) / 2);
        QTest::mouseMove(m_box.get(), to);
        QTest::mouseRelease(m_box.get(), Qt::LeftButton, {}, to);
    }
    int greyAt(int x, int y) const { return qGray(m_box->drawing().pixel(x, y)); }

    std::unique_ptr<DrawingBox> m_box;
    std::unique_ptr<QSignalSpy> m_changed;
};

DISTILLAB_TEST(DrawingBoxTest)
#include "drawing_box_test.moc"
