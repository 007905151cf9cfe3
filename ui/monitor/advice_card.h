#pragma once

#include "core/report/advice.h"
#include "ui/widgets/card.h"

#include <QThreadPool>

class QLabel;
class QVBoxLayout;

namespace distillab::ui {

/// What a run shows to be amiss: the numbers that say so, why, and a button that opens the wizard with the change made.
class AdviceCard : public Card {
    Q_OBJECT
public:
    /// What becomes of the card when nothing is amiss.
    enum class WhenFine { SaysSo, Hides };

    /// @param name  object name of the card; those of its controls begin with it
    AdviceCard(const QString& name, WhenFine whenFine, QWidget* parent = nullptr);
    ~AdviceCard() override;

    /// Reads the run in the background, then shows what is to be said; hides until then, and for good where the run
    /// cannot be read.
    void readRun(const QString& runFolder);
    void setAdvice(const QList<report::Advice>& advice);

signals:
    void tryRequested(const distillab::experiment::Experiment& changed);

private:
    QWidget* makeEntry(const report::Advice& advice);

    WhenFine m_whenFine;
    QVBoxLayout* m_entries;
    quint64 m_request = 0;
    QThreadPool m_pool;  ///< its own, so that waiting for it waits for nothing else
};

}  // namespace distillab::ui
