#include "ui/wizard/table_preview_model.h"

namespace distillab::ui {
namespace {

/// A longer text is cut in the table; the tokens below show more of it.
constexpr qsizetype kMostShown = 300;

}  // namespace

QString columnTitle(const data::TablePreview& table, int column) {
    return table.hasHeader ? table.columns.value(column) : TablePreviewModel::tr("Column %1").arg(column + 1);
}

QString columnKey(const data::TablePreview& table, int column) {
    const QString name = table.columns.value(column);
    const bool plain = table.hasHeader && !name.isEmpty() && table.columns.count(name) == 1;
    return plain ? name : QString::number(column + 1);
}

void TablePreviewModel::show(const data::TablePreview& table) {
    beginResetModel();
    m_table = table;
    endResetModel();
}

QString TablePreviewModel::cell(int row, int column) const {
    if (row < 0 || row >= rowCount() || column < 0) return {};
    return m_table.rows[static_cast<size_t>(row)].value(column);
}

QString TablePreviewModel::role(int column) const {
    if (column == m_table.textColumn) return tr("text");
    if (column == m_table.pairColumn) return tr("second text");
    if (column == m_table.labelColumn) return tr("label");
    return {};
}

int TablePreviewModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_table.rows.size());
}

int TablePreviewModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_table.columns.size());
}

QVariant TablePreviewModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const QString text = cell(index.row(), index.column());
    if (role == Qt::DisplayRole) return text.left(kMostShown).simplified();
    if (role == Qt::ToolTipRole) return text.left(kMostShown);
    return {};
}

QVariant TablePreviewModel::headerData(int section, Qt::Orientation orientation, int headerRole) const {
    if (headerRole == Qt::TextAlignmentRole) return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (headerRole != Qt::DisplayRole) return {};
    if (orientation == Qt::Vertical) return section + 1;
    const QString purpose = role(section);
    const QString title = columnTitle(m_table, section);
    return purpose.isEmpty() ? title : tr("%1 (%2)", "column and what it is for").arg(title, purpose);
}

}  // namespace distillab::ui
