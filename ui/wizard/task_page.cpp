#include "ui/wizard/task_page.h"

#include "core/experiment/samples.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/theme.h"

#include <QBoxLayout>
#include <QPushButton>
#include <QRadioButton>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

QWidget* makeStation(const QString& heading, const QString& text) {
    auto* card = new Card(heading);
    card->content()->addWidget(makeLabel(text, TextRole::Muted));
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
    auto* task = new Card(tr("What shall the student learn?"));
    auto* classification = new QRadioButton(tr("To sort &pictures into classes"));
    classification->setObjectName(u"wizard.task.imageClassification"_s);
    classification->setChecked(true);
    task->content()->addWidget(classification, 0, Qt::AlignLeft);
    task->content()->addWidget(
        makeLabel(tr("For example: is this a shoe, a bag or a shirt? You need pictures of which the class is known."),
                  TextRole::Muted));
    body()->addWidget(task);

    body()->addWidget(makeLabel(tr("What is going to happen"), TextRole::Heading));
    auto* stations = new QHBoxLayout;
    stations->setSpacing(kGap);
    stations->addWidget(makeStation(tr("1. The teacher learns"),
                                    tr("from your labelled pictures, or comes ready from an earlier run.")), 1);
    stations->addWidget(makeStation(tr("2. It gives soft targets"),
                                    tr("not just “ankle boot”, but also “a little like a sneaker”.")), 1);
    stations->addWidget(makeStation(tr("3. The student learns"),
                                    tr("from labels and soft targets together, and becomes better than it would "
                                       "alone.")), 1);
    body()->addLayout(stations);

    auto* reset = new QPushButton(tr("&Reset all pages to the sample's settings"));
    reset->setObjectName(u"wizard.task.reset"_s);
    reset->setAutoDefault(true);
    connect(reset, &QPushButton::clicked, this,
            [this] { this->draft().begin(experiment::sampleExperiment(u"fashion-mnist"_s)); });
    body()->addWidget(reset, 0, Qt::AlignLeft);
    body()->addStretch(1);
}

void TaskPage::refresh() {}  // there is one task so far, and it is chosen

}  // namespace distillab::ui
