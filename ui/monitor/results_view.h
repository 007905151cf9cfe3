#pragma once

#include "core/report/run_report.h"

#include <QWidget>

class QComboBox;
class QFormLayout;
class QLabel;
class QTableView;

namespace distillab::session {
class TrainingSession;
}

namespace distillab::ui {

class AdviceCard;
class ClassScoresModel;
class ConfusionView;
class ExportPanel;
class GoalCard;
class MeasurementCard;
class MessageLine;
class PdfButton;
class PseudoLabelsCard;
class ResultsModel;

/// What came out of a run: the comparison of the networks, where they err, and the way on from here.
class ResultsView : public QWidget {
    Q_OBJECT
public:
    ResultsView(session::TrainingSession& session, QWidget* parent = nullptr);

    void setReport(const report::RunReport& report);

protected:
    void changeEvent(QEvent* event) override;

signals:
    void newRunRequested(const distillab::experiment::Experiment& basedOn);
    /// An advice is to be tried: the run with its change made.
    void adviceTaken(const distillab::experiment::Experiment& changed);
    void sweepRequested(const distillab::experiment::Experiment& basedOn, const QString& runFolder);
    void tryOutRequested(const QString& runFolder);

private:
    QWidget* makeComparison();
    QWidget* makeActions();
    QWidget* makeMistakes();
    QWidget* makeSettings();
    void showSummary();
    void showModel(int index);
    void showSettings();
    void takeExport(const report::OnnxReport& onnx);

    /// The networks whose mistakes can be looked at, in the order of the switch.
    struct Judged {
        QString title;
        QColor color;
        const report::ModelReport* model;
    };
    QList<Judged> judged() const;

    report::RunReport m_report;
    ResultsModel* m_results;
    ClassScoresModel* m_classes;
    MessageLine* m_pdfState;
    PdfButton* m_savePdf;
    ExportPanel* m_exportPanel;
    GoalCard* m_goal;
    MeasurementCard* m_measurement;
    AdviceCard* m_advice;
    PseudoLabelsCard* m_pseudoLabels;
    QLabel* m_summary;
    QLabel* m_measuredOn;
    QTableView* m_table;
    QComboBox* m_model;
    ConfusionView* m_confusion;
    QLabel* m_cell;
    QTableView* m_classTable;
    QFormLayout* m_settings;
};

}  // namespace distillab::ui
