#pragma once

#include "ui/wizard/wizard_page.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QRadioButton;

namespace distillab::ui {

class AssistantsCard;
class FurtherTeachersCard;
class RunPicker;
class TeacherFile;
class TrainingFields;

/// Who teaches: a network trained here, the teacher of an earlier run, or a file.
class TeacherPage : public WizardPage {
    Q_OBJECT
public:
    explicit TeacherPage(ExperimentDraft& draft);
    void refresh() override;

private:
    QWidget* makeTrainCard();
    QWidget* makeAnswersCard();
    QRadioButton* makeChoice(const QString& text, const char* name, experiment::TeacherSource source);
    void listModels();

    QRadioButton* m_train;
    QRadioButton* m_earlier;
    QRadioButton* m_onnx;
    QRadioButton* m_torchScript;
    QWidget* m_trainFields;
    RunPicker* m_runFields;
    TeacherFile* m_onnxFields;
    TeacherFile* m_torchScriptFields;
    QCheckBox* m_cache;
    QComboBox* m_model;
    QLabel* m_modelLine;
    TrainingFields* m_training;
    FurtherTeachersCard* m_also;
    AssistantsCard* m_assistants;
};

}  // namespace distillab::ui
