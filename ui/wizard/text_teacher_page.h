#pragma once

#include "ui/wizard/wizard_page.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QRadioButton;

namespace distillab::ui {

class AssistantsCard;
class EndpointFields;
class FurtherTeachersCard;
class HubPicker;
class MessageLine;
class RunPicker;
class TeacherFile;
class TrainingFields;

/// Who teaches texts: a model in a folder, one of the hub, the teacher of an earlier run, a file, or a server.
class TextTeacherPage : public WizardPage {
    Q_OBJECT
public:
    explicit TextTeacherPage(ExperimentDraft& draft);
    void refresh() override;

private:
    QWidget* makeFolderFields();
    QWidget* makeFactsCard();
    QWidget* makeFinetuneCard();
    QWidget* makeAnswersCard();
    QRadioButton* makeChoice(const QString& text, const char* name, experiment::TeacherSource source);
    void usePath(const QString& path);
    void showFacts();

    QRadioButton* m_folder;
    QRadioButton* m_hub;
    QRadioButton* m_earlier;
    QRadioButton* m_onnx;
    QRadioButton* m_torchScript;
    QRadioButton* m_endpoint;
    QWidget* m_folderFields;
    HubPicker* m_hubFields;
    RunPicker* m_runFields;
    TeacherFile* m_onnxFields;
    TeacherFile* m_torchScriptFields;
    EndpointFields* m_endpointFields;
    QLineEdit* m_path;
    QLabel* m_facts;
    QLabel* m_verdict;
    QWidget* m_finetuneCard;
    TrainingFields* m_finetune;
    QWidget* m_answersCard;
    QCheckBox* m_quantised;
    QLabel* m_quantisedLine;
    QCheckBox* m_cache;
    FurtherTeachersCard* m_also;
    AssistantsCard* m_assistants;
};

}  // namespace distillab::ui
