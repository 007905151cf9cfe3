#pragma once

#include "ui/wizard/wizard_page.h"

class QDoubleSpinBox;
class QLabel;
class QTableView;

namespace distillab::ui {

class MessageLine;

/// Who learns: every model beside the teacher.
class StudentPage : public WizardPage {
    Q_OBJECT
public:
    explicit StudentPage(ExperimentDraft& draft);
    void refresh() override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void setUpTable();
    void showSelection();
    void fitTable();
    QString comparison() const;

    StudentTable m_models;
    QTableView* m_table;
    QDoubleSpinBox* m_width;
    QLabel* m_summary;
    QLabel* m_comparison;
    MessageLine* m_state;
};

}  // namespace distillab::ui
