#pragma once

#include "core/library/comparison.h"
#include "ui/compare/run_list_model.h"

#include <QAbstractTableModel>
#include <QStyledItemDelegate>

#include <vector>

namespace distillab::ui {

/// Chosen runs side by side, one column each: the settings in which they differ, then their results.
class ComparisonModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Role {
        BestRole = Qt::UserRole,  ///< true for the best of a row
        SectionRole               ///< true for the rows that head the others
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setRuns(const std::vector<ChosenRun>& chosen);
    /// What the results were measured on, in a sentence.
    const library::RunComparison& comparison() const { return m_comparison; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    /// Nothing for a section's heading.
    const library::ComparedRow* rowAt(int row) const;
    QString headingAt(int row) const;

    std::vector<ChosenRun> m_runs;
    library::RunComparison m_comparison;
};

/// Draws a cell; the best of its row in bold, with the word beside it.
class BestCellDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace distillab::ui
