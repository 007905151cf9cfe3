#include "ui/lessons/question_card.h"

#include "ui/lessons/lesson_text.h"
#include "ui/widgets/labels.h"

#include <QBoxLayout>
#include <QPushButton>

namespace distillab::ui {

using namespace Qt::Literals::StringLiterals;

QuestionCard::QuestionCard(int number, const QString& question, const QString& answer, const QString& pictureFolder,
                           QWidget* parent)
    : Card({}, parent), m_answer(new LessonText(answer, pictureFolder)), m_reveal(new QPushButton) {
    const auto name = [number](const QString& part) { return u"lesson.%1.%2"_s.arg(part).arg(number); };
    setObjectName(name(u"question"_s));
    auto* asked = new LessonText(question, pictureFolder);
    asked->setObjectName(name(u"questionText"_s));
    asked->setAccessibleName(tr("Question %1").arg(number));
    m_answer->setObjectName(name(u"answer"_s));
    m_answer->setAccessibleName(tr("Answer to question %1").arg(number));
    m_reveal->setObjectName(name(u"reveal"_s));
    m_reveal->setAutoDefault(true);
    content()->addWidget(makeLabel(tr("Question"), TextRole::Muted));
    content()->addWidget(asked);
    content()->addWidget(m_reveal, 0, Qt::AlignLeft);
    content()->addWidget(m_answer);
    m_answer->setVisible(true);
    toggle();
    connect(m_reveal, &QPushButton::clicked, this, &QuestionCard::toggle);
    for (LessonText* text : {asked, m_answer}) {
        connect(text, &LessonText::linkFollowed, this, &QuestionCard::linkFollowed);
    }
}

void QuestionCard::toggle() {
    const bool reveal = m_answer->isHidden();
    m_answer->setVisible(reveal);
    m_reveal->setText(reveal ? tr("Hide the answer") : tr("Reveal the answer"));
}

}  // namespace distillab::ui
