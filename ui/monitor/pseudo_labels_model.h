#pragma once

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>
#include <QStringList>

#include <vector>

namespace distillab::ui {

/// The labels that a run's teacher gave to rows without: pseudo_labels.csv as a table.
class PseudoLabelsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Row, Text, Label, Confidence, Kept, ColumnCount };
    /// In this role numbers come as numbers, for sorting and filtering.
    static constexpr int kValueRole = Qt::UserRole;

    explicit PseudoLabelsModel(QObject* parent = nullptr);

    /// A file that does not exist has no rows.
    /// @throws RequestError when it is no such file
    void read(const QString& file);
    /// All labels that occur, in alphabetical order.
    QStringList labels() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    struct PseudoLabel {
        qint64 row = 0;  ///< of the training items, from 1
        QString text;    ///< empty for pictures
        QString label;
        double confidence = 0;
        bool kept = false;
    };

private:
    QVariant value(const PseudoLabel& label, int column) const;

    std::vector<PseudoLabel> m_rows;
};

/// Those with certain words, a certain label and a confidence in a range.
class PseudoLabelsFilter : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit PseudoLabelsFilter(QObject* parent = nullptr);

    void setWords(const QString& words);  ///< in the text, upper and lower case alike; empty: all
    void setLabel(const QString& label);  ///< empty: all
    /// @param least, most  shares, both included
    void setConfidence(double least, double most);

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    QString m_words;
    QString m_label;
    double m_least = 0;
    double m_most = 1;
};

}  // namespace distillab::ui
