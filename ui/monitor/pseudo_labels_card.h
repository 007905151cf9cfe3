#pragma once

#include "core/report/run_report.h"
#include "ui/monitor/pseudo_labels_model.h"
#include "ui/widgets/card.h"

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QTableView;

namespace distillab::ui {

class MessageLine;

/// The labels that the teacher gave to rows without, to look through and to save. Hidden where a run has none.
class PseudoLabelsCard : public Card {
    Q_OBJECT
public:
    explicit PseudoLabelsCard(QWidget* parent = nullptr);

    void setReport(const report::RunReport& report);

private:
    QWidget* makeFilter();
    void makeTable();
    void filter();
    void save();

    QString m_file;
    PseudoLabelsModel m_model;
    PseudoLabelsFilter m_filter;
    QLabel* m_summary;
    QLineEdit* m_words;
    QComboBox* m_label;
    QDoubleSpinBox* m_least;
    QDoubleSpinBox* m_most;
    QTableView* m_table;
    QLabel* m_count;
    MessageLine* m_state;
};

}  // namespace distillab::ui
