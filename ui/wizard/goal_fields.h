#pragma once

#include "ui/widgets/card.h"
#include "ui/wizard/experiment_draft.h"
#include "ui/wizard/speed_forecast.h"

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
    QString candidates() const;
    /// The networks that are small enough, at least in int8.
    std::vector<measure::UntrainedNetwork> smallEnough() const;
    void measureOrStop();
    void showSpeeds();

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
    QPushButton* m_measure;
    QLabel* m_speeds;
    SpeedForecast m_forecasts;
    std::vector<measure::UntrainedNetwork> m_asked;    ///< what is being measured, or was
    std::optional<report::Measurement> m_measurement;  ///< of them
    QToolButton* m_more;
    QWidget* m_byHand;
    QList<Field> m_fields;
};

}  // namespace distillab::ui
