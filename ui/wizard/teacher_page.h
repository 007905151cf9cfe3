#pragma once

#include "ui/wizard/wizard_page.h"

class QComboBox;
class QLabel;
class QRadioButton;

namespace distillab::ui {

class RunPicker;
class TrainingFields;

/// Who teaches: a network trained here, or the teacher of an earlier run.
class TeacherPage : public WizardPage {
    Q_OBJECT
public:
    explicit TeacherPage(ExperimentDraft& draft);
    void refresh() override;

private:
    QWidget* makeTrainCard();
    void listModels();

    QRadioButton* m_train;
    QRadioButton* m_earlier;
    QWidget* m_trainFields;
    RunPicker* m_runFields;
    QComboBox* m_model;
    QLabel* m_modelLine;
    TrainingFields* m_training;
};

}  // namespace distillab::ui
