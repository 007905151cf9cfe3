#pragma once

#include "ui/wizard/wizard_page.h"

class QLabel;
class QLineEdit;
class QRadioButton;

namespace distillab::ui {

class HubPicker;
class MessageLine;
class RunPicker;
class TrainingFields;

/// Who teaches texts: a model in a folder, one of the hub, or the teacher of an earlier run.
class TextTeacherPage : public WizardPage {
    Q_OBJECT
public:
    explicit TextTeacherPage(ExperimentDraft& draft);
    void refresh() override;

private:
    QWidget* makeFolderFields();
    QWidget* makeFinetuneCard();
    QRadioButton* makeChoice(const QString& text, const char* name, experiment::TeacherSource source);
    void usePath(const QString& path);
    void showFacts();

    QRadioButton* m_folder;
    QRadioButton* m_hub;
    QRadioButton* m_earlier;
    QWidget* m_folderFields;
    HubPicker* m_hubFields;
    RunPicker* m_runFields;
    QLineEdit* m_path;
    QWidget* m_factsCard;
    QLabel* m_facts;
    QLabel* m_verdict;
    QWidget* m_finetuneCard;
    TrainingFields* m_finetune;
};

}  // namespace distillab::ui
