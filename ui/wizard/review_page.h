#pragma once

#include "ui/wizard/wizard_page.h"

class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace distillab::ui {

/// Everything once more, and where the run goes.
class ReviewPage : public WizardPage {
    Q_OBJECT
public:
    explicit ReviewPage(ExperimentDraft& draft);
    void refresh() override;

signals:
    /// Several settings instead of this one.
    void sweepRequested();

private:
    using Rows = QList<std::pair<QString, QString>>;  ///< setting, value

    QWidget* makeRunCard();
    void browse();
    Rows dataRows() const;
    Rows teacherRows() const;
    Rows firstTeacherRows() const;
    Rows studentRows() const;
    Rows distillRows() const;
    static Rows trainingRows(const experiment::TrainingSpec& training);
    static void fill(QGridLayout* grid, const Rows& rows);

    QLineEdit* m_name;
    QLineEdit* m_folder;
    QLabel* m_plan;
    QPushButton* m_sweep;
    QGridLayout* m_data;
    QGridLayout* m_teacher;
    QGridLayout* m_student;
    QGridLayout* m_distill;
};

}  // namespace distillab::ui
