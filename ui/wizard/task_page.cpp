#include "ui/wizard/task_page.h"

#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/theme.h"
#include "ui/wizard/fields.h"

#include <QBoxLayout>
#include <QPushButton>
#include <QRadioButton>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

QWidget* makeStation(const QString& heading, QLabel* text) {
    auto* card = new Card(heading);
    card->content()->addWidget(text);
    card->content()->addStretch();
    card->setMinimumWidth(144);
    return card;
}

}  // namespace

TaskPage::TaskPage(ExperimentDraft& draft)
    : WizardPage(Step::Task, draft, tr("Task"),
                 tr("In a distillation a large network, the teacher, passes on what it knows to a small one, the "
                    "student. Choose what the student shall learn; the next pages ask for one thing each, and every "
                    "answer has a good default.")) {
    m_teacherLearns = makeLabel(QString(), TextRole::Muted);
    m_softTargets = makeLabel(QString(), TextRole::Muted);
    auto* task = new Card(tr("What shall the student learn?"));
    m_pictures =
        makeTask(tr("To sort &pictures into classes"), "imageClassification", experiment::kImageClassification);
    m_texts = makeTask(tr("To sort te&xts into classes"), "textClassification", experiment::kTextClassification);
    task->content()->addWidget(m_pictures, 0, Qt::AlignLeft);
    task->content()->addWidget(
        makeLabel(tr("For example: is this a shoe, a bag or a shirt? You need pictures of which the class is known."),
                  TextRole::Muted));
    task->content()->addWidget(m_texts, 0, Qt::AlignLeft);
    task->content()->addWidget(
        makeLabel(tr("For example: does this review praise the film or not? You need a table of texts with labels."),
                  TextRole::Muted));
    body()->addWidget(task);

    body()->addWidget(makeLabel(tr("What is going to happen"), TextRole::Heading));
    auto* stations = new QHBoxLayout;
    stations->setSpacing(kGap);
    stations->addWidget(makeStation(tr("1. The teacher learns"), m_teacherLearns), 1);
    stations->addWidget(makeStation(tr("2. It gives soft targets"), m_softTargets), 1);
    stations->addWidget(makeStation(tr("3. The student learns"),
                                    makeLabel(tr("from labels and soft targets together, and becomes better than it "
                                                 "would alone."),
                                              TextRole::Muted)),
                        1);
    body()->addLayout(stations);

    auto* reset = new QPushButton(tr("&Reset all pages to the sample's settings"));
    reset->setObjectName(u"wizard.task.reset"_s);
    reset->setAutoDefault(true);
    connect(reset, &QPushButton::clicked, this, [this] { this->draft().reset(); });
    body()->addWidget(reset, 0, Qt::AlignLeft);
    body()->addStretch(1);
}

QRadioButton* TaskPage::makeTask(const QString& text, const char* name, const QString& task) {
    auto* button = new QRadioButton(text);
    button->setObjectName(u"wizard.task."_s + QLatin1String(name));
    connect(button, &QRadioButton::toggled, this, [this, task](bool on) {
        if (on) draft().setTask(task);
    });
    return button;
}

void TaskPage::refresh() {
    setQuietly(draft().isText() ? m_texts : m_pictures, true);
    m_teacherLearns->setText(draft().isText() ? tr("your task from labelled texts, unless it knows the task already.")
                                              : tr("from your labelled pictures, or comes ready from an earlier run."));
    m_softTargets->setText(draft().isText() ? tr("not just “positive”, but also “with some doubt”.")
                                            : tr("not just “ankle boot”, but also “a little like a sneaker”."));
}

}  // namespace distillab::ui
