#include "ui/deploy/measurement_model.h"

namespace distillab::ui {

using namespace Qt::Literals::StringLiterals;

void MeasurementModel::setMeasurement(const report::Measurement& measurement) {
    beginResetModel();
    m_columns = report::measuredTitles(measurement);
    m_rows = report::measuredRows(measurement);
    endResetModel();
}

int MeasurementModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int MeasurementModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant MeasurementModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const report::MeasuredRow& row = m_rows.at(index.row());
    const QString spread = row.spreads.at(index.column());
    if (role == Qt::DisplayRole) {
        const QString cell = row.cells.at(index.column());
        return spread.isEmpty() ? cell : cell + u"  ("_s + spread + u')';
    }
    if (role == Qt::ToolTipRole) return row.explanation;
    if (role == Qt::TextAlignmentRole) return int(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

QVariant MeasurementModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Horizontal) {
        if (role == Qt::TextAlignmentRole) return int(Qt::AlignRight | Qt::AlignVCenter);
        return role == Qt::DisplayRole ? QVariant(m_columns.at(section)) : QVariant();
    }
    if (role == Qt::DisplayRole) return m_rows.at(section).title;
    if (role == Qt::ToolTipRole) return m_rows.at(section).explanation;
    if (role == Qt::TextAlignmentRole) return int(Qt::AlignLeft | Qt::AlignVCenter);
    return {};
}

}  // namespace distillab::ui
