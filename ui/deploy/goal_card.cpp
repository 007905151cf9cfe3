#include "ui/deploy/goal_card.h"

#include "core/report/goal.h"
#include "core/session/training_session.h"
#include "ui/widgets/labels.h"

#include <QBoxLayout>

namespace distillab::ui {

using namespace Qt::Literals::StringLiterals;
using session::TrainingSession;

GoalCard::GoalCard(TrainingSession& session, QWidget* parent)
    : Card(tr("Where it is to run"), parent),
      m_verdict(makeLabel({}, TextRole::Body)),
      m_limits(makeLabel({}, TextRole::Muted)) {
    setObjectName(u"monitor.goal"_s);
    m_verdict->setObjectName(u"monitor.goal.verdict"_s);
    m_verdict->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_limits->setObjectName(u"monitor.goal.limits"_s);
    content()->addWidget(m_verdict);
    content()->addWidget(m_limits);
    connect(&session, &TrainingSession::measured, this, [this](const QString& runFolder) {
        if (runFolder == m_runFolder) refresh();
    });
    hide();
}

void GoalCard::setRun(const QString& runFolder, const experiment::GoalSpec& goal) {
    m_runFolder = runFolder;
    m_goal = goal;
    refresh();
}

void GoalCard::refresh() {
    setVisible(m_goal.isSet());
    if (!m_goal.isSet()) return;
    // A damaged file is told by the card of the measurement itself.
    const std::optional<report::Measurement> measurement = report::soundMeasurement(m_runFolder);
    const std::optional<report::GoalVerdict> verdict = measurement ? report::judge(m_goal, *measurement) : std::nullopt;
    m_verdict->setText(verdict ? report::goalText(*verdict)
                               : tr("The goal is %1. Whether the student fits is known once its files are measured.")
                                     .arg(report::deviceText(m_goal.device)));
    m_limits->setText(report::limitsText(m_goal));
}

}  // namespace distillab::ui
