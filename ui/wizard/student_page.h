#pragma once

#include "ui/wizard/wizard_page.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QTableView;

namespace distillab::ui {

class GoalFields;
class MessageLine;
class StudentStartCard;

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
    QGridLayout* exportFields();

    StudentTable m_models;
    QTableView* m_table;
    QWidget* m_widthRow;
    QDoubleSpinBox* m_width;
    StudentStartCard* m_start;
    GoalFields* m_goal;
    QCheckBox* m_halfPrecision;
    QComboBox* m_export;
    QDoubleSpinBox* m_maxDrop;
    QLineEdit* m_license;
    QLabel* m_summary;
    QLabel* m_comparison;
    MessageLine* m_state;
};

}  // namespace distillab::ui
