#include "ui/lessons/lessons_page.h"

#include "ui/lessons/lesson_progress.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/scroll_page.h"
#include "ui/widgets/theme.h"

#include <QBoxLayout>
#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QPushButton>
#include <QShowEvent>
#include <QUrl>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using lessons::Lesson;

constexpr int kWidestPage = 880;

void empty(QVBoxLayout* list) {
    while (QLayoutItem* item = list->takeAt(0)) {
        // Later: the click that leads here may come from one of them.
        if (item->widget()) item->widget()->deleteLater();
        delete item;
    }
}

}  // namespace

LessonsPage::LessonsPage(QWidget* parent) : QWidget(parent) {
    auto* page = new QWidget;
    page->setMaximumWidth(kWidestPage);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(kLargeGap, kLargeGap, kLargeGap, kLargeGap);
    column->setSpacing(kGap);
    column->addWidget(new PageHeader(
        tr("Lessons"), tr("Each lesson stands beside the window while you try out what it tells: it starts a ready "
                          "experiment of under two minutes, asks, and answers when you want it to.")));
    m_list = new QVBoxLayout;
    m_list->setSpacing(kSmallGap);
    column->addLayout(m_list);
    column->addStretch(1);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(makeScrollPage(page));
}

QWidget* LessonsPage::makeOwnHeader() {
    auto* open = new QPushButton(tr("Open lesson…"));
    open->setObjectName(u"lessons.openFile"_s);
    open->setAutoDefault(true);
    connect(open, &QPushButton::clicked, this, &LessonsPage::fileRequested);
    auto* folder = new QPushButton(tr("Show the folder"));
    folder->setObjectName(u"lessons.showFolder"_s);
    folder->setAutoDefault(true);
    folder->setToolTip(QDir::toNativeSeparators(lessons::ownLessonsFolder()));
    connect(folder, &QPushButton::clicked, this, [] {
        QDir().mkpath(lessons::ownLessonsFolder());
        QDesktopServices::openUrl(QUrl::fromLocalFile(lessons::ownLessonsFolder()));
    });

    auto* header = new QWidget;
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(0, kSmallGap, 0, 0);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(makeLabel(tr("Your own lessons"), TextRole::Heading));
    words->addWidget(makeLabel(tr("A lesson is a text file (Markdown). Those in the lessons folder are listed here."),
                               TextRole::Muted));
    row->addLayout(words, 1);
    row->addWidget(open);
    row->addWidget(folder);
    return header;
}

void LessonsPage::refresh() {
    empty(m_list);
    for (const Lesson& lesson : lessons::builtInLessons(language())) {
        m_list->addWidget(makeLessonCard(lesson));
    }
    // Made anew with the rest, so that Tab goes down the page.
    m_list->addWidget(makeOwnHeader());
    for (const lessons::OwnLesson& own : lessons::ownLessons(lessons::ownLessonsFolder())) {
        m_list->addWidget(own.lesson ? makeLessonCard(*own.lesson) : makeProblemCard(own));
    }
}

QString LessonsPage::language() { return tr("en", "folder of this language's lessons"); }

QString LessonsPage::stateText(const Lesson& lesson) {
    const LessonProgress progress = progressOf(lesson);
    const QString minutes = tr("about %n minute(s)", nullptr, lesson.minutes);
    if (progress.done) return tr("%1 · done").arg(minutes);
    if (!progress.begun) return minutes;
    return tr("%1 · at step %2 of %3").arg(minutes).arg(progress.section + 1).arg(lesson.sections.size());
}

QWidget* LessonsPage::makeLessonCard(const Lesson& lesson) {
    const LessonProgress progress = progressOf(lesson);
    auto* card = new Card;
    auto* words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(makeLabel(lesson.title, TextRole::Heading));
    if (!lesson.learn.isEmpty()) words->addWidget(makeLabel(lesson.learn, TextRole::Body));
    QLabel* state = makeLabel(stateText(lesson), TextRole::Muted);
    state->setObjectName(u"lessons.%1.state"_s.arg(lesson.id));
    words->addWidget(state);
    auto* button = new QPushButton(progress.done ? tr("Again") : progress.begun ? tr("Go on") : tr("Begin"));
    button->setObjectName(u"lessons.%1"_s.arg(lesson.id));
    button->setAccessibleName(tr("%1: %2", "button and the lesson it is for").arg(button->text(), lesson.title));
    button->setAutoDefault(true);
    connect(button, &QPushButton::clicked, this, [this, lesson] { emit lessonChosen(lesson); });
    auto* row = new QHBoxLayout;
    row->setSpacing(kGap);
    row->addLayout(words, 1);
    row->addWidget(button, 0, Qt::AlignVCenter);
    card->content()->addLayout(row);
    return card;
}

QWidget* LessonsPage::makeProblemCard(const lessons::OwnLesson& own) {
    auto* card = new Card(QFileInfo(own.file).fileName());
    auto* problem = new MessageLine;
    problem->setObjectName(u"lessons.%1.problem"_s.arg(QFileInfo(own.file).completeBaseName()));
    problem->showError(own.problem);
    card->content()->addWidget(problem);
    return card;
}

/// Not before: reading the lessons must not hold up the window's first picture.
void LessonsPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (!event->spontaneous()) refresh();
}

}  // namespace distillab::ui
