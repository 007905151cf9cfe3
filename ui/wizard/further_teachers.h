#pragma once

#include "ui/widgets/card.h"

#include <vector>

class QDoubleSpinBox;
class QLineEdit;
class QPushButton;

namespace distillab::ui {

class ExperimentDraft;

/// Teachers beside the first one, each with its weight in the average of all.
class FurtherTeachersCard : public Card {
    Q_OBJECT
public:
    /// @param names  of the controls: "wizard.teacher.also" gives ….add, and for each ….1.path, ….1.browse, ….1.weight,
    ///               ….1.remove
    FurtherTeachersCard(ExperimentDraft& draft, const QString& names, QWidget* parent = nullptr);

    void refresh();

private:
    struct Row {
        QWidget* widget;
        QLineEdit* path;
        QDoubleSpinBox* weight;
    };

    Row makeRow(size_t index);

    ExperimentDraft& m_draft;
    QString m_names;
    std::vector<Row> m_rows;
    QBoxLayout* m_list;
    QPushButton* m_add;
};

}  // namespace distillab::ui
