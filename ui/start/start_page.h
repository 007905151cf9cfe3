#pragma once

#include "core/experiment/samples.h"
#include "core/library/run_library.h"

#include <QList>
#include <QWidget>

class QBoxLayout;
class QPushButton;

namespace distillab::ui {

class Card;
class InterruptedCard;
class MessageLine;

/// Where the program begins: samples that start with one click, earlier runs, a new distillation.
class StartPage : public QWidget {
    Q_OBJECT
public:
    explicit StartPage(QWidget* parent = nullptr);

    /// Reads the list of runs again.
    void refresh();
    /// The folder of the run that is under way, empty when there is none: no other can be started meanwhile.
    void setActiveRun(const QString& folder);

signals:
    void newDistillationRequested();
    void sampleRequested(const QString& name);
    void openRequested(const QString& runFolder);
    void resumeRequested(const QString& runFolder);
    void activeRunRequested();

private:
    QWidget* makeTop();
    QWidget* makeActiveBanner();
    QWidget* makeSampleCard(const experiment::Sample& sample);
    QWidget* makeRunRow(const library::RunEntry& run);
    static QString stateText(const library::RunEntry& run);

    QWidget* m_banner;
    InterruptedCard* m_interrupted;
    QList<QPushButton*> m_sampleButtons;  ///< of samples whose data is there
    Card* m_runs;
    QString m_activeRun;
};

}  // namespace distillab::ui
