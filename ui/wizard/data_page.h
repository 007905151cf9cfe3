#pragma once

#include "ui/wizard/wizard_page.h"

class QCheckBox;
class QLabel;
class QSpinBox;

namespace distillab::ui {

class AmountFields;
class ClassOverview;
class MessageLine;
class SourceCard;

/// Which pictures to learn from, with a look at them.
class DataPage : public WizardPage {
    Q_OBJECT
public:
    explicit DataPage(ExperimentDraft& draft);
    void refresh() override;

private:
    QWidget* makeSourceCard();
    QWidget* makeSettingsCard();
    QWidget* makePreviewCard();
    void useFolder(const QString& folder);
    void browse();

    SourceCard* m_source;
    AmountFields* m_amount;
    QSpinBox* m_shift;
    QCheckBox* m_flip;
    QLabel* m_counts;
    MessageLine* m_state;
    ClassOverview* m_overview;
};

}  // namespace distillab::ui
