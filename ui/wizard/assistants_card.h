#pragma once

#include "ui/widgets/card.h"

#include <vector>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace distillab::ui {

class ExperimentDraft;

/// Middle-sized networks between teacher and student.
class AssistantsCard : public Card {
    Q_OBJECT
public:
    /// @param names  of the controls: "wizard.teacher.assistants" gives ….add, and for each ….1.model, ….1.width (of
    ///               pictures), ….1.epochs, ….1.remove
    AssistantsCard(ExperimentDraft& draft, const QString& names, QWidget* parent = nullptr);

    void refresh();

private:
    struct Row {
        QWidget* widget;
        QLabel* title;
        QComboBox* model;
        QDoubleSpinBox* width;
        QSpinBox* epochs;
    };

    Row makeRow(size_t index);
    void listModels(const Row& row) const;
    void showModelSizes(const Row& row, double width) const;

    ExperimentDraft& m_draft;
    QString m_names;
    std::vector<Row> m_rows;
    QBoxLayout* m_list;
    QLabel* m_chain;
    QPushButton* m_add;
};

}  // namespace distillab::ui
