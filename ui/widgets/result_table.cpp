#include "ui/widgets/result_table.h"

#include <QHeaderView>
#include <QTableView>

namespace distillab::ui {
namespace {

/// Titles that do not fit into a line take several.
class WrappedHeader : public QHeaderView {
public:
    explicit WrappedHeader(QWidget* parent) : QHeaderView(Qt::Horizontal, parent) {}

protected:
    QSize sectionSizeFromContents(int section) const override {
        QSize size = QHeaderView::sectionSizeFromContents(section);
        const QString title = model()->headerData(section, orientation()).toString();
        const QSize line = fontMetrics().size(Qt::TextSingleLine, title);
        const int room = sectionSize(section) - (size.width() - line.width());
        if (room < line.width()) {
            const QRect wrapped = fontMetrics().boundingRect(QRect(0, 0, room, 0), Qt::TextWordWrap, title);
            size.rheight() += wrapped.height() - line.height();
        }
        return size;
    }
    void initStyleOptionForIndex(QStyleOptionHeader* option, int section) const override {
        QHeaderView::initStyleOptionForIndex(option, section);
        option->textAlignment |= static_cast<Qt::Alignment>(Qt::TextWordWrap);
    }
};

}  // namespace

QTableView* makeResultTable(QAbstractItemModel* model, const QString& name, const QString& accessibleName) {
    auto* table = new QTableView;
    table->setObjectName(name);
    table->setAccessibleName(accessibleName);
    table->setHorizontalHeader(new WrappedHeader(table));
    table->setModel(model);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setTabKeyNavigation(false);
    table->setShowGrid(false);
    table->setAlternatingRowColors(true);
    table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->horizontalHeader()->setHighlightSections(false);
    table->verticalHeader()->setHighlightSections(false);
    table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    QObject::connect(table->horizontalHeader(), &QHeaderView::geometriesChanged, table, [table] { fitHeight(table); });
    return table;
}

void fitHeight(QTableView* table) {
    int height = table->horizontalHeader()->sizeHint().height() + 2 * table->frameWidth();
    for (int row = 0; row < table->model()->rowCount(); ++row) height += table->rowHeight(row);
    table->setFixedHeight(height);
}

}  // namespace distillab::ui
