#pragma once

#include "core/base/latest_work.h"
#include "core/report/run_report.h"
#include "ui/explorer/explorer_data.h"
#include "ui/explorer/explorer_items.h"

#include <QWidget>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QListView;
class QPushButton;
class QSlider;
class QStackedLayout;

namespace distillab::session {
class TrainingSession;
struct Problem;
}  // namespace distillab::session

namespace distillab::ui {

class BarList;
class LossOverTemperature;
class MessageLine;
class TokenView;

/// The temperature explorer of a finished run: any test item, and what a temperature makes of the answers to it.
class ExplorerView : public QWidget {
    Q_OBJECT
public:
    /// @param session  makes the answers of a run that has none; must outlive the view
    ExplorerView(session::TrainingSession& session, QWidget* parent = nullptr);

    /// What is shown is read when the view is first seen.
    void setRun(const report::RunReport& report);

protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeEmptyPage();
    QWidget* makeItemList();
    QWidget* makeItemCard();
    QWidget* makeTemperatureCard();
    QWidget* makeAnswers();
    QWidget* makeLoss();
    void connectControls();
    void connectSession();

    void read();
    void take(std::optional<ExplorerData> data);
    void showProblem(const session::Problem& problem);
    void makeAnswersAnew();
    void updateMakeButton();
    void updateFilters();
    void showCount();
    void chooseFirst();
    /// Row of the chosen item among all items; −1 when there is none.
    int chosen() const;
    void showItem();
    void setTemperature(double temperature);
    void showAnswers();

    session::TrainingSession& m_session;
    report::RunReport m_report;
    bool m_isRead = false;
    std::optional<tokenizers::Tokenizer> m_tokenizer;
    int m_maxLength = 0;
    double m_temperature = 1;
    ExplorerItems* m_items;
    ExplorerFilter* m_filter;
    QStackedLayout* m_pages;
    MessageLine* m_state;
    QPushButton* m_make;
    QComboBox* m_show;
    QLineEdit* m_search;
    QListView* m_list;
    QLabel* m_count;
    QWidget* m_details;
    QLabel* m_picture;
    QLabel* m_sentence;
    TokenView* m_tokens;
    QLabel* m_truth;
    QLabel* m_said;
    QLabel* m_considered;
    QLabel* m_remark;
    QSlider* m_slider;
    QDoubleSpinBox* m_field;
    QPushButton* m_own;
    QWidget* m_teacherPart;
    BarList* m_teacherBars;
    BarList* m_studentBars;
    QLabel* m_teacherEntropy;
    QLabel* m_studentEntropy;
    QLabel* m_divergence;
    LossOverTemperature* m_loss;
    QWidget* m_lossPart;
    LatestWork m_reading;
};

}  // namespace distillab::ui
