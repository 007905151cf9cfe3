#pragma once

#include "core/report/measurement.h"
#include "ui/deploy/measurement_model.h"
#include "ui/widgets/card.h"

class QLabel;
class QProgressBar;
class QPushButton;
class QTableView;

namespace distillab::session {
class TrainingSession;
struct Problem;
}  // namespace distillab::session

namespace distillab::ui {

class MessageLine;

/// What the student is worth where it is to run, beside its teacher: speed, size and memory of the ONNX files, each
/// measured in a process of its own, and the way to measure them again.
class MeasurementCard : public Card {
    Q_OBJECT
public:
    explicit MeasurementCard(session::TrainingSession& session, QWidget* parent = nullptr);

    /// Shows what the folder of a finished run holds.
    void setRun(const QString& runFolder);

private:
    QWidget* makeActions();
    void showMeasurement(const report::Measurement& measurement);
    void showNothing();
    void measure();
    void showFailure(const session::Problem& problem);
    void setWorking(bool working);
    void updateButtons();

    session::TrainingSession& m_session;
    QString m_runFolder;
    bool m_working = false;
    MeasurementModel m_model;
    QLabel* m_headline;
    QTableView* m_table;
    QLabel* m_how;
    MessageLine* m_problems;
    MessageLine* m_message;
    QPushButton* m_measure;
    QPushButton* m_stop;
    QProgressBar* m_progress;
};

}  // namespace distillab::ui
