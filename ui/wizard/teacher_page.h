#pragma once

#include "ui/wizard/wizard_page.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QRadioButton;

namespace distillab::ui {

class MessageLine;
class TrainingFields;

/// Who teaches: a network trained here, or the teacher of an earlier run.
class TeacherPage : public WizardPage {
    Q_OBJECT
public:
    explicit TeacherPage(ExperimentDraft& draft);
    void refresh() override;

private:
    QWidget* makeTrainCard();
    QWidget* makeRunCard();
    void listModels();
    void listRuns();
    void usePath(const QString& path);
    void browse();

    QRadioButton* m_train;
    QRadioButton* m_earlier;
    QWidget* m_trainFields;
    QWidget* m_runFields;
    QComboBox* m_model;
    QLabel* m_modelLine;
    TrainingFields* m_training;
    QListWidget* m_runs;
    QLabel* m_noRuns;
    QLineEdit* m_path;
    MessageLine* m_state;
};

}  // namespace distillab::ui
