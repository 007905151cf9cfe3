#pragma once

#include "ui/wizard/wizard_page.h"

namespace distillab::ui {

/// What the student shall learn to do, and what is going to happen.
class TaskPage : public WizardPage {
    Q_OBJECT
public:
    explicit TaskPage(ExperimentDraft& draft);
    void refresh() override;
};

}  // namespace distillab::ui
