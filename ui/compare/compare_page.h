#pragma once

#include "ui/widgets/heir.h"

#include <QWidget>

namespace distillab::ui {

class ComparisonView;
class RunList;

/// All runs, and those of them that were ticked against each other.
class ComparePage : public QWidget, public Heir {
    Q_OBJECT
public:
    explicit ComparePage(QWidget* parent = nullptr);

    /// The run that is under way, empty when there is none.
    void setActiveRun(const QString& folder);
    /// The same runs are ticked.
    void takeOver(const QWidget& predecessor) override;

signals:
    void openRequested(const QString& runFolder);
    void resumeRequested(const QString& runFolder);
    void newDistillationRequested();

private:
    RunList* m_list;
    ComparisonView* m_comparison;
};

}  // namespace distillab::ui
