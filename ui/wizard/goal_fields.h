#pragma once

#include "core/base/latest_work.h"
#include "core/measure/untrained.h"
#include "core/report/goal.h"
#include "ui/widgets/card.h"
#include "ui/wizard/experiment_draft.h"

#include <optional>
#include <vector>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QToolButton;

namespace distillab::ui {

/// Where the student is to run, and which students are small and fast enough for that before anything is trained.
class GoalFields : public Card {
    Q_OBJECT
public:
    explicit GoalFields(ExperimentDraft& draft, QWidget* parent = nullptr);

    void refresh();

protected:
    void hideEvent(QHideEvent* event) override;

private:
    QDoubleSpinBox* makeLimit(const QString& name, const QString& suffix, double experiment::GoalSpec::* value);
    /// The networks that are small enough, at least in int8.
    void listCandidates();
    QString candidatesText() const;
    void measureOrStop();
    void showSpeeds();
    void showProblem(const QString& problem);

    /// A limit that may be set by hand.
    struct Field {
        QDoubleSpinBox* box;
        double experiment::GoalSpec::* value;
    };

    ExperimentDraft& m_draft;
    QComboBox* m_device;
    QLabel* m_limits;
    QLabel* m_forecast;
    QLabel* m_candidatesText;
    QPushButton* m_measure;
    QLabel* m_speeds;
    std::vector<measure::UntrainedNetwork> m_candidates;
    std::vector<report::SizeForecast> m_sizes;         ///< of each candidate
    std::optional<report::Measurement> m_measurement;  ///< of the candidates
    QToolButton* m_more;
    QWidget* m_byHand;
    QList<Field> m_fields;
    LatestWork m_measuring;
};

}  // namespace distillab::ui
