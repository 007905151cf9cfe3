#pragma once

#include "ui/wizard/wizard_page.h"

class QCheckBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;
class QSpinBox;

namespace distillab::ui {

class ClassOverview;
class MessageLine;

/// Which pictures to learn from, with a look at them.
class DataPage : public WizardPage {
    Q_OBJECT
public:
    explicit DataPage(ExperimentDraft& draft);
    void refresh() override;

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    QWidget* makeSourceCard();
    QWidget* makeSettingsCard();
    QWidget* makePreviewCard();
    void useFolder(const QString& folder);
    void browse();

    QRadioButton* m_sample;
    QRadioButton* m_own;
    QLineEdit* m_folder;
    QPushButton* m_browse;
    QSpinBox* m_limit;
    QDoubleSpinBox* m_validation;
    QSpinBox* m_seed;
    QSpinBox* m_shift;
    QCheckBox* m_flip;
    QLabel* m_counts;
    MessageLine* m_state;
    ClassOverview* m_overview;
};

}  // namespace distillab::ui
