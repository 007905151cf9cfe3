#pragma once

#include "ui/widgets/card.h"
#include "ui/wizard/experiment_draft.h"

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QToolButton;

namespace distillab::ui {

/// Where the student is to run, and which students are small enough for that before anything is trained.
class GoalFields : public Card {
    Q_OBJECT
public:
    explicit GoalFields(ExperimentDraft& draft, QWidget* parent = nullptr);

    void refresh();

private:
    QDoubleSpinBox* makeLimit(const QString& name, const QString& suffix, double experiment::GoalSpec::* value);
    QString candidates() const;

    /// A limit that may be set by hand.
    struct Field {
        QDoubleSpinBox* box;
        double experiment::GoalSpec::* value;
    };

    ExperimentDraft& m_draft;
    QComboBox* m_device;
    QLabel* m_limits;
    QLabel* m_forecast;
    QLabel* m_candidates;
    QToolButton* m_more;
    QWidget* m_byHand;
    QList<Field> m_fields;
};

}  // namespace distillab::ui
