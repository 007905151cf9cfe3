#pragma once

#include "core/data/load_text.h"

#include <QAbstractTableModel>

namespace distillab::ui {

/// The first rows of a table of texts, with the roles of the columns in its header.
class TablePreviewModel : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    void show(const data::TablePreview& table);
    QString text(int row) const { return cell(row, m_table.textColumn); }
    QString textPair(int row) const { return cell(row, m_table.pairColumn); }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString cell(int row, int column) const;
    QString role(int column) const;

    data::TablePreview m_table;
};

/// A column for a person: its name, or "Column 2" where the file gives none.
QString columnTitle(const data::TablePreview& table, int column);
/// How the experiment names it: by its name where no other column has the same, else by its number.
QString columnKey(const data::TablePreview& table, int column);

}  // namespace distillab::ui
