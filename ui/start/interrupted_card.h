#pragma once

#include "core/library/run_library.h"
#include "ui/widgets/card.h"

#include <vector>

class QLabel;
class QPushButton;

namespace distillab::ui {

/// Offers the latest run that did not come to its end, until it is resumed or the user waves it aside.
class InterruptedCard : public Card {
    Q_OBJECT
public:
    explicit InterruptedCard(QWidget* parent = nullptr);

    /// @param runs       latest first
    /// @param activeRun  the folder of the run that is under way: meanwhile nothing is offered
    void offer(const std::vector<library::RunEntry>& runs, const QString& activeRun);

signals:
    void resumeRequested(const QString& runFolder);

private:
    QString m_folder;
    QLabel* m_words;
    QPushButton* m_resume;
};

}  // namespace distillab::ui
