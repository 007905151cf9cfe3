#pragma once

#include "ui/wizard/wizard_page.h"

class QLabel;
class QRadioButton;

namespace distillab::ui {

/// What the student shall learn, and what is going to happen.
class TaskPage : public WizardPage {
    Q_OBJECT
public:
    explicit TaskPage(ExperimentDraft& draft);
    void refresh() override;

private:
    QRadioButton* makeTask(const QString& text, const char* name, const QString& task);

    QRadioButton* m_pictures;
    QRadioButton* m_texts;
    QLabel* m_teacherLearns;
    QLabel* m_softTargets;
};

}  // namespace distillab::ui
