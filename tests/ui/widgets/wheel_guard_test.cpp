#include "ui/widgets/wheel_guard.h"
#include "tests/support/test_main.h"

#include <QApplication>
#include <QComboBox>
#include <QScrollArea>
#include <QSpinBox>
#include <QTest>
#include <QVBoxLayout>
#include <QWheelEvent>

using namespace distillab::ui;

/// A page that is scrolled over its fields.
class WheelGuardTest : public QObject {
    Q_OBJECT
private slots:
    void init() {
        m_area = std::make_unique<QScrollArea>();
        auto* page = new QWidget;
        auto* column = new QVBoxLayout(page);
        m_number = new QSpinBox;
        m_number->setValue(8);
        m_choice = new QComboBox;
        m_choice->addItems({QStringLiteral("a"), QStringLiteral("b")});
        column->addWidget(m_number);
        column->addWidget(m_choice);
        page->setMinimumHeight(2000);
        m_area->setWidget(page);
        m_area->resize(300, 200);
        m_area->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_area.get()));
        m_area->setFocus();
    }

    void outsideAFieldTheWheelIsThePages() {
        QVERIFY(!isTakenBy(m_number));
        QVERIFY(!isTakenBy(m_choice));
        QCOMPARE(m_number->value(), 8);
        QCOMPARE(m_choice->currentIndex(), 0);
    }

    void inAFieldTheWheelChangesIt() {
        m_number->setFocus();
        QTRY_VERIFY(m_number->hasFocus());
        QVERIFY(isTakenBy(m_number));
        QCOMPARE(m_number->value(), 7);
    }

    void theWheelBringsNobodyIntoAField() {
        QCOMPARE(m_number->focusPolicy(), Qt::StrongFocus);
        QCOMPARE(m_choice->focusPolicy(), Qt::StrongFocus);
    }

private:
    /// One notch downwards; what a widget does not take goes on to the page.
    static bool isTakenBy(QWidget* widget) {
        const QPointF at(widget->rect().center());
        QWheelEvent event(at, widget->mapToGlobal(at), {}, QPoint(0, -120), Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(widget, &event);
        return event.isAccepted();
    }

    WheelGuard m_guard;
    std::unique_ptr<QScrollArea> m_area;
    QSpinBox* m_number = nullptr;
    QComboBox* m_choice = nullptr;
};

DISTILLAB_TEST(WheelGuardTest)
#include "wheel_guard_test.moc"
