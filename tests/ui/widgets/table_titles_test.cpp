#include "ui/widgets/result_table.h"

#include "tests/support/test_main.h"

#include <QHeaderView>
#include <QStandardItemModel>
#include <QTableView>
#include <QTest>

#include <memory>

using namespace distillab;
using namespace Qt::Literals::StringLiterals;

class TableTitlesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aTitleTakesLinesWhereTheTableIsNarrow() {
        QStandardItemModel model(2, 2);
        model.setHorizontalHeaderLabels({u"Student"_s, u"Student without its teacher"_s});
        const std::unique_ptr<QTableView> table(ui::makeResultTable(&model, u"results"_s, u"Results"_s));
        QHeaderView* header = table->horizontalHeader();
        header->setSectionResizeMode(QHeaderView::Stretch);
        table->resize(900, table->height());
        table->show();
        QVERIFY(QTest::qWaitForWindowExposed(table.get()));
        ui::fitHeight(table.get());
        const int oneLine = header->height();
        const int height = table->height();

        table->resize(260, table->height());
        QTRY_VERIFY(header->height() >= oneLine + header->fontMetrics().lineSpacing());
        QCOMPARE(table->height() - height, header->height() - oneLine);  // the rows keep their place
        table->resize(900, table->height());
        QTRY_COMPARE(header->height(), oneLine);
        QCOMPARE(table->height(), height);
    }
};

DISTILLAB_TEST(TableTitlesTest)
#include "table_titles_test.moc"
