#pragma once

#include "core/report/measurement_words.h"

#include <QAbstractTableModel>

namespace distillab::ui {

/// A measurement as a table: one figure a row, one model a column.
class MeasurementModel : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    void setMeasurement(const report::Measurement& measurement);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QStringList m_columns;
    QList<report::MeasuredRow> m_rows;
};

}  // namespace distillab::ui
