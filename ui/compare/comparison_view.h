#pragma once

#include "ui/compare/comparison_model.h"

#include <QWidget>

class QLabel;
class QStackedWidget;
class QTableView;

namespace distillab::ui {

class CurvesCard;
class MessageLine;

/// The chosen runs against each other: curves on the left, results and differing settings on the right.
class ComparisonView : public QWidget {
    Q_OBJECT
public:
    explicit ComparisonView(QWidget* parent = nullptr);

    void setRuns(const std::vector<ChosenRun>& runs);
    void setEmphasised(const QString& folder);
    CurvesCard& curves() const { return *m_curves; }

signals:
    void cleared();

private:
    QWidget* makeEmpty();
    QWidget* makeTableCard();
    void fitColumns();

    ComparisonModel m_model;
    QStackedWidget* m_stack;
    CurvesCard* m_curves;
    QTableView* m_table;
    MessageLine* m_measuredOn;
};

}  // namespace distillab::ui
