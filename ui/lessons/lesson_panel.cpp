#include "ui/lessons/lesson_panel.h"

#include "core/base/error.h"
#include "core/experiment/validate.h"
#include "ui/lessons/lesson_progress.h"
#include "ui/lessons/lesson_text.h"
#include "ui/lessons/lessons_page.h"
#include "ui/lessons/question_card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/problem_text.h"
#include "ui/widgets/theme.h"

#include <QBoxLayout>
#include <QDesktopServices>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QShortcut>
#include <QToolButton>

#include <variant>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using lessons::Block;

constexpr int kNarrowest = 300;

}  // namespace

LessonPanel::LessonPanel(QWidget* parent) : QFrame(parent), m_scroll(new QScrollArea), m_message(new MessageLine) {
    setObjectName(u"lesson.panel"_s);
    setAccessibleName(tr("Lesson"));
    setProperty("role", u"lessonPanel"_s);
    setMinimumWidth(kNarrowest);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_message->setObjectName(u"lesson.message"_s);
    m_message->setContentsMargins(kGap, 0, kGap, kSmallGap);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHeader());
    layout->addWidget(m_scroll, 1);
    layout->addWidget(m_message);
    layout->addWidget(makeFooter());
    hide();
}

QWidget* LessonPanel::makeHeader() {
    m_title = makeLabel({}, TextRole::Title);
    m_title->setObjectName(u"lesson.title"_s);
    m_step = makeLabel({}, TextRole::Muted);
    m_step->setObjectName(u"lesson.step"_s);
    auto* close = new QToolButton;
    close->setObjectName(u"lesson.close"_s);
    close->setText(u"✕"_s);
    close->setProperty("role", u"fold"_s);
    close->setToolTip(tr("Close the lesson; it opens again at this step"));
    close->setAccessibleName(tr("Close the lesson"));
    connect(close, &QToolButton::clicked, this, &LessonPanel::close);

    auto* header = new QWidget;
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_title);
    words->addWidget(m_step);
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(kGap, kGap, kSmallGap, kSmallGap);
    row->addLayout(words, 1);
    row->addWidget(close, 0, Qt::AlignTop);
    return header;
}

QWidget* LessonPanel::makeFooter() {
    m_back = new QPushButton(tr("Back"));
    m_back->setObjectName(u"lesson.back"_s);
    m_back->setAutoDefault(true);
    m_next = makePrimaryButton({});
    m_next->setObjectName(u"lesson.next"_s);
    connect(m_back, &QPushButton::clicked, this, &LessonPanel::back);
    connect(m_next, &QPushButton::clicked, this, &LessonPanel::next);

    auto* footer = new QFrame;
    footer->setProperty("role", u"bar"_s);
    auto* row = new QHBoxLayout(footer);
    row->setContentsMargins(kGap, kSmallGap, kGap, kSmallGap);
    row->addWidget(m_back);
    row->addStretch();
    row->addWidget(m_next);
    return footer;
}

void LessonPanel::open(const lessons::Lesson& lesson) {
    m_lesson = lessons::inLanguage(lesson, LessonsPage::language());
    m_title->setText(m_lesson.title);
    const LessonProgress progress = progressOf(lesson);
    const bool again = progress.section + 1 == static_cast<int>(m_lesson.sections.size()) && progress.done;
    showSection(again ? 0 : progress.section);
    show();
    if (auto* text = m_scroll->widget()->findChild<LessonText*>()) text->setFocus();
}

void LessonPanel::showSection(int index) {
    m_section = index;
    m_starts.clear();
    m_message->clearMessage();
    const lessons::Section& section = m_lesson.sections.at(static_cast<size_t>(index));
    const int count = static_cast<int>(m_lesson.sections.size());
    m_step->setText(tr("Step %1 of %2").arg(index + 1).arg(count));
    m_back->setEnabled(index > 0);
    m_next->setText(index + 1 < count ? tr("Next") : tr("Finish"));

    auto* page = new QWidget;
    page->setProperty("role", u"lesson"_s);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(kGap, kSmallGap, kGap, kGap);
    column->setSpacing(kGap);
    if (!section.title.isEmpty()) column->addWidget(makeLabel(section.title, TextRole::Heading));
    int questions = 0;
    int actions = 0;
    for (const Block& block : section.blocks) {
        if (block.kind == Block::Kind::Question) ++questions;
        if (block.kind == Block::Kind::Action) ++actions;
        column->addWidget(makeBlock(block, block.kind == Block::Kind::Question ? questions : actions));
    }
    column->addStretch(1);
    m_scroll->setWidget(page);  // the one before is deleted by it
    m_scroll->verticalScrollBar()->setValue(0);
    setSessionBusy(m_busy);

    LessonProgress progress = progressOf(m_lesson);
    progress.section = index;
    setProgress(m_lesson, progress);
    emit progressed();
}

QWidget* LessonPanel::makeBlock(const Block& block, int number) {
    if (block.kind == Block::Kind::Action) return makeAction(block, number);
    if (block.kind == Block::Kind::Question) {
        auto* card = new QuestionCard(number, block.markdown, block.answer, pictureFolder());
        connect(card, &QuestionCard::linkFollowed, this, &LessonPanel::follow);
        return card;
    }
    auto* text = new LessonText(block.markdown, pictureFolder());
    text->setAccessibleName(tr("Text of the lesson"));
    connect(text, &LessonText::linkFollowed, this, &LessonPanel::follow);
    return text;
}

QPushButton* LessonPanel::makeAction(const Block& block, int number) {
    const std::optional<lessons::Link> link = lessons::parseLink(block.target);
    const bool starts = link && std::holds_alternative<lessons::StartLink>(*link);
    auto* button = starts ? makePrimaryButton(block.markdown) : new QPushButton(block.markdown);
    button->setObjectName(u"lesson.action.%1"_s.arg(number));
    button->setAutoDefault(true);
    if (starts) m_starts << button;
    connect(button, &QPushButton::clicked, this, [this, target = block.target] { follow(target); });
    return button;
}

QString LessonPanel::pictureFolder() const { return QFileInfo(m_lesson.file).absolutePath(); }

void LessonPanel::setSessionBusy(bool busy) {
    m_busy = busy;
    for (QPushButton* button : m_starts) {
        button->setEnabled(!busy);
        button->setToolTip(busy ? tr("A run is under way. This can be started when it is done.") : QString());
    }
}

void LessonPanel::showHint(const QString& sentence) { m_message->showHint(sentence); }

void LessonPanel::next() {
    if (m_section + 1 < static_cast<int>(m_lesson.sections.size())) {
        showSection(m_section + 1);
        return;
    }
    setProgress(m_lesson, {m_section, true, true});
    close();
}

void LessonPanel::back() { showSection(m_section - 1); }

void LessonPanel::close() {
    hide();
    emit progressed();
    emit closed();
}

void LessonPanel::follow(const QString& target) {
    const std::optional<lessons::Link> link = lessons::parseLink(target);
    if (!link) {
        m_message->showWarning(tr("This link leads nowhere."));
    } else if (const auto* start = std::get_if<lessons::StartLink>(&*link)) {
        this->start(*start);
    } else if (const auto* show = std::get_if<lessons::ShowLink>(&*link)) {
        m_message->clearMessage();
        emit placeRequested(show->place);
    } else {
        askToOpen(std::get<lessons::WebLink>(*link).url);
    }
}

void LessonPanel::start(const lessons::StartLink& link) {
    if (m_busy) {
        m_message->showHint(tr("A run is under way. This can be started when it is done."));
        return;
    }
    try {
        const experiment::Experiment experiment = m_lesson.experimentFor(link);
        experiment::validate(experiment);
        m_message->clearMessage();
        emit startRequested(experiment);
    } catch (const Error& error) {
        m_message->showError(problemText(session::toProblem(error)));
    }
}

void LessonPanel::askToOpen(const QUrl& url) {
    auto* box = new QMessageBox(QMessageBox::Question, tr("Open this page?"),
                                tr("The lesson leads to a page on the web: %1").arg(url.toDisplayString()),
                                QMessageBox::NoButton, this);
    box->setObjectName(u"lesson.webQuestion"_s);
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton* open = box->addButton(tr("&Open in the browser"), QMessageBox::AcceptRole);
    open->setObjectName(u"lesson.webQuestion.open"_s);
    QPushButton* stay = box->addButton(tr("&Stay here"), QMessageBox::RejectRole);
    stay->setObjectName(u"lesson.webQuestion.no"_s);
    box->setDefaultButton(stay);
    connect(open, &QPushButton::clicked, this, [url] { QDesktopServices::openUrl(url); });
    box->open();
}

}  // namespace distillab::ui
