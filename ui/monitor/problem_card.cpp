#include "ui/monitor/problem_card.h"

#include "core/base/sentences.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/problem_text.h"

#include <QBoxLayout>

namespace distillab::ui {

using namespace Qt::Literals::StringLiterals;

ProblemCard::ProblemCard(const QString& heading, QWidget* parent)
    : Card({}, parent),
      m_message(makeLabel({}, TextRole::Body)),
      m_where(makeLabel({}, TextRole::Muted)),
      m_remedy(makeLabel({}, TextRole::Body)) {
    auto* title = makeLabel(heading, TextRole::Heading);
    title->setProperty("role", u"error"_s);
    content()->addWidget(title);
    for (QLabel* label : {m_message, m_where, m_remedy}) {
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        content()->addWidget(label);
    }
    hide();
}

void ProblemCard::showProblem(const session::Problem& problem) {
    m_message->setText(sentenceOf(problem.message));
    m_where->setText(tr("Where: %1").arg(problem.where));
    m_where->setVisible(!problem.where.isEmpty());
    m_remedy->setText(problem.remedy);
    m_remedy->setVisible(!problem.remedy.isEmpty());
    setAccessibleName(problem.message);
    setAccessibleDescription(problem.remedy);
    show();
}

void ProblemCard::showObstacle(const std::optional<session::Problem>& obstacle) {
    if (!obstacle) return hide();
    const QString further = tr("The run then goes on by itself within seconds; “Resume” tries at once.");
    showProblem({obstacle->message, obstacle->where, joinSentences({obstacle->remedy, further})});
}

}  // namespace distillab::ui
