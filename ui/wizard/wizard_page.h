#pragma once

#include "ui/wizard/experiment_draft.h"

#include <QWidget>

class QBoxLayout;

namespace distillab::ui {

/// One page of the wizard: shows a part of the draft and changes it.
class WizardPage : public QWidget {
    Q_OBJECT
public:
    Step step() const { return m_step; }
    QString title() const { return m_title; }
    /// Shows the draft as it is now; called whenever it changed while the page is visible.
    virtual void refresh() = 0;
    /// For the keyboard: a new page begins at its first field.
    void focusFirstField();

protected:
    WizardPage(Step step, ExperimentDraft& draft, const QString& title, const QString& explanation);

    ExperimentDraft& draft() const { return m_draft; }
    /// Below the header.
    QBoxLayout* body() const { return m_body; }

private:
    Step m_step;
    ExperimentDraft& m_draft;
    QString m_title;
    QBoxLayout* m_body;
};

}  // namespace distillab::ui
