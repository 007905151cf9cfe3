#pragma once

#include "core/report/run_report.h"

#include <QAbstractTableModel>
#include <QList>
#include <QStringList>

#include <utility>
#include <vector>

namespace distillab::ui {

/// Teacher, student and student without teacher side by side: one column each, then the student against the teacher
/// in words. One row per figure.
class ResultsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    void setReport(const report::RunReport& report);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    /// One figure of every model; a column's cell is its text.
    struct Row {
        QString title;
        QString explanation;
        QStringList cells;
    };

    QStringList m_columns;
    QList<Row> m_rows;
};

/// Precision, recall and F1 of every class of one model.
class ClassScoresModel : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    void setScores(const report::Scores& scores);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<report::ClassScores> m_classes;
};

/// What the numbers were measured on: which examples, how many, which machine.
QString measurementSentence(const report::RunReport& report);

/// The settings of the run as name and value, in the order of the wizard.
QList<std::pair<QString, QString>> usedSettings(const experiment::Experiment& experiment);

/// What the export has proven, in one paragraph.
QString exportSentence(const report::OnnxReport& onnx);

}  // namespace distillab::ui
