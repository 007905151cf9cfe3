#include "ui/widgets/two_columns.h"

#include "tests/support/test_main.h"

#include <QTest>

using namespace distillab::ui;

class TwoColumnsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_left = new QWidget;
        m_right = new QWidget;
        m_left->setMinimumSize(300, 50);
        m_right->setMinimumSize(200, 50);
        m_window = std::make_unique<QWidget>();
        m_columns = new TwoColumns(m_left, m_right, 1, 1, m_window.get());
        m_columns->resize(600, 300);
        m_window->show();
    }

    void standBesideEachOtherWhereThereIsRoom() { QVERIFY(m_right->x() >= m_left->geometry().right()); }

    void standBelowEachOtherInANarrowWindow() {
        QVERIFY(m_columns->minimumSizeHint().width() <= 400);
        m_columns->resize(400, 300);
        QTRY_VERIFY(m_right->y() >= m_left->geometry().bottom());
        QCOMPARE(m_right->x(), m_left->x());
    }

    void makeRoomForContentThatGrows() {
        m_right->setMinimumWidth(500);
        QTRY_VERIFY(m_right->y() >= m_left->geometry().bottom());
    }

private:
    std::unique_ptr<QWidget> m_window;
    TwoColumns* m_columns = nullptr;
    QWidget* m_left = nullptr;
    QWidget* m_right = nullptr;
};

DISTILLAB_TEST(TwoColumnsTest)
#include "two_columns_test.moc"
