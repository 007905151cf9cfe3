#include "ui/wizard/wizard.h"

#include "ui/widgets/labels.h"
#include "ui/widgets/problem_text.h"
#include "ui/widgets/theme.h"
#include "ui/wizard/data_page.h"
#include "ui/wizard/review_page.h"
#include "ui/wizard/softening_page.h"
#include "ui/wizard/student_page.h"
#include "ui/wizard/task_page.h"
#include "ui/wizard/teacher_page.h"
#include "ui/wizard/text_data_page.h"
#include "ui/wizard/text_teacher_page.h"

#include <QBoxLayout>
#include <QEvent>
#include <QListWidget>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QStackedWidget>

#include <algorithm>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kTypingPauseMs = 250;
constexpr int kNarrow = 800;
constexpr int kNarrowSteps = 56;
constexpr int kStepsWidth = 224;
constexpr int kDisc = 24;
constexpr int kStepHeight = 44;

/// A disc with the step's number or tick in it.
QIcon stepIcon(const QString& sign, bool current, double pixelRatio) {
    const Theme& theme = Theme::current();
    QPixmap pixmap(QSize(kDisc, kDisc) * pixelRatio);
    pixmap.setDevicePixelRatio(pixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(current ? theme.accentText : theme.border);
    painter.drawEllipse(0, 0, kDisc, kDisc);
    painter.setPen(current ? theme.accent : theme.text);
    painter.drawText(QRect(0, 0, kDisc, kDisc), Qt::AlignCenter, sign);
    painter.end();
    // Without pixmaps of their own for the other modes, Qt would tint the disc of a selected or disabled step.
    QIcon icon;
    for (const QIcon::Mode mode : {QIcon::Normal, QIcon::Selected, QIcon::Disabled}) icon.addPixmap(pixmap, mode);
    return icon;
}

QPushButton* makeButton(const QString& text, const QString& objectName) {
    auto* button = new QPushButton(text);
    button->setObjectName(objectName);
    button->setAutoDefault(true);
    return button;
}

}  // namespace

Wizard::Wizard(QWidget* parent) : QWidget(parent) {
    QWidget* steps = makeSteps();
    m_stack = new QStackedWidget;
    addPage(new TaskPage(m_draft), m_pages);
    addPage(new DataPage(m_draft), m_pages);
    addPage(new TeacherPage(m_draft), m_pages);
    addPage(new StudentPage(m_draft), m_pages);
    addPage(new SofteningPage(m_draft), m_pages);
    auto* review = new ReviewPage(m_draft);
    addPage(review, m_pages);
    connect(review, &ReviewPage::sweepRequested, this, [this] { emit sweepRequested(m_draft.experiment()); });
    addPage(new TextDataPage(m_draft), m_textPages);
    addPage(new TextTeacherPage(m_draft), m_textPages);
    for (const WizardPage* page : std::as_const(m_pages)) addStep(page);

    // The Tab key follows the order of insertion: the steps, the fields of the page, the buttons below it.
    auto* upper = new QHBoxLayout;
    upper->setSpacing(0);
    upper->addWidget(steps);
    upper->addWidget(m_stack, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(upper, 1);
    layout->addWidget(makeFooter());

    connectLoaders();
    connect(&m_draft, &ExperimentDraft::changed, this, &Wizard::refresh);
    refresh();
}

QWidget* Wizard::makeSteps() {
    m_steps = new QListWidget;
    m_steps->setObjectName(u"wizard.steps"_s);
    m_steps->setAccessibleName(tr("Steps"));
    m_steps->setProperty("role", u"steps"_s);
    m_steps->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_steps->setIconSize(QSize(kDisc, kDisc));
    m_steps->setFixedSize(kStepsWidth, kStepCount * kStepHeight + kSmallGap);
    connect(m_steps, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row >= 0) goTo(static_cast<Step>(row));
    });
    auto* side = new QWidget;
    auto* layout = new QVBoxLayout(side);
    layout->setContentsMargins(kSmallGap, kLargeGap, 0, kSmallGap);
    layout->addWidget(m_steps);
    layout->addStretch();
    return side;
}

QWidget* Wizard::makeFooter() {
    auto* bar = new QFrame;
    bar->setProperty("role", u"bar"_s);
    m_message = new MessageLine;
    m_message->setObjectName(u"wizard.message"_s);
    QPushButton* cancel = makeButton(tr("&Cancel"), u"wizard.cancel"_s);
    m_back = makeButton(tr("&Back"), u"wizard.back"_s);
    m_next = makePrimaryButton(tr("&Next"));
    m_next->setObjectName(u"wizard.next"_s);
    m_start = makePrimaryButton(tr("&Start"));
    m_start->setObjectName(u"wizard.start"_s);
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(kGap, 12, kLargeGap, 12);
    layout->setSpacing(kSmallGap);
    layout->addWidget(cancel);
    layout->addSpacing(kSmallGap);
    layout->addWidget(m_message, 1);
    layout->addStretch();
    layout->addWidget(m_back);
    layout->addWidget(m_next);
    layout->addWidget(m_start);
    connect(cancel, &QPushButton::clicked, this, &Wizard::cancelled);
    connect(m_back, &QPushButton::clicked, this, [this] { goTo(static_cast<Step>(m_current - 1)); });
    connect(m_next, &QPushButton::clicked, this, &Wizard::goOn);
    connect(m_start, &QPushButton::clicked, this, [this] {
        if (m_draft.firstIncomplete() == Step::Review && m_draft.isComplete(Step::Review)) {
            emit startRequested(m_draft.experiment(), m_draft.runFolder());
        }
    });
    return bar;
}

void Wizard::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    // In a narrow window the pages get the room: the steps keep their numbers.
    const bool narrow = width() < kNarrow;
    m_steps->setFixedWidth(narrow ? kNarrowSteps : kStepsWidth);
    for (int i = 0; i < kStepCount; ++i) m_steps->item(i)->setText(narrow ? QString() : m_pages.at(i)->title());
}

void Wizard::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_steps->count() > 0) showSteps();  // their discs are drawn once
}

void Wizard::addPage(WizardPage* page, QList<WizardPage*>& pages) {
    auto* area = new QScrollArea;
    area->setWidget(page);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    m_stack->addWidget(area);
    pages << page;
}

void Wizard::addStep(const WizardPage* page) {
    auto* item = new QListWidgetItem(page->title(), m_steps);
    item->setToolTip(page->title());
    item->setData(Qt::AccessibleTextRole, page->title());
    item->setSizeHint(QSize(0, kStepHeight));
}

void Wizard::connectLoaders() {
    for (QTimer* pause : {&m_dataPause, &m_teacherPause}) {
        pause->setSingleShot(true);
        pause->setInterval(kTypingPauseMs);
    }
    connect(&m_draft, &ExperimentDraft::dataChanged, &m_dataPause, qOverload<>(&QTimer::start));
    connect(&m_draft, &ExperimentDraft::teacherChanged, &m_teacherPause, qOverload<>(&QTimer::start));
    connect(&m_dataPause, &QTimer::timeout, this, [this] {
        if (m_draft.dataIsReadable()) m_dataLoader.load(m_draft.experiment());
    });
    connect(&m_teacherPause, &QTimer::timeout, this, [this] {
        if (m_draft.teacherIsReadable()) m_teacherLoader.loadWithTeacher(m_draft.experiment(), *m_draft.preview());
    });
    connect(&m_dataLoader, &session::PreviewLoader::ready, this, [this](const session::DataPreview& preview) {
        if (!m_dataPause.isActive()) m_draft.setPreview(preview);
    });
    connect(&m_dataLoader, &session::PreviewLoader::failed, this, [this](const session::Problem& problem) {
        if (!m_dataPause.isActive()) m_draft.setPreviewProblem(problemText(problem));
    });
    connect(&m_teacherLoader, &session::PreviewLoader::ready, this, [this](const session::DataPreview& preview) {
        if (!m_teacherPause.isActive()) m_draft.setTeacherPreview(preview);
    });
    connect(&m_teacherLoader, &session::PreviewLoader::failed, this, [this](const session::Problem& problem) {
        if (!m_teacherPause.isActive()) m_draft.setTeacherProblem(problemText(problem));
    });
}

void Wizard::begin(const experiment::Experiment& basedOn, Step step) {
    m_begun = true;
    m_draft.begin(basedOn);
    m_dataPause.start(0);  // nobody is typing
    goTo(step);
    page()->focusFirstField();
}

void Wizard::takeOver(const QWidget& predecessor) {
    const auto& old = static_cast<const Wizard&>(predecessor);
    m_begun = old.m_begun;
    if (!m_begun) return;
    m_draft.takeOver(old.m_draft);
    m_dataPause.start(0);
    m_current = old.m_current;
    refresh();
}

WizardPage* Wizard::page() const {
    const auto step = static_cast<Step>(m_current);
    const auto isHere = [step](const WizardPage* page) { return page->step() == step; };
    const auto own = std::find_if(m_textPages.begin(), m_textPages.end(), isHere);
    return m_draft.isText() && own != m_textPages.end() ? *own : m_pages.at(m_current);
}

void Wizard::goTo(Step step) {
    m_current = qBound(0, static_cast<int>(step), kStepCount - 1);
    refresh();
    if (!m_steps->hasFocus()) page()->focusFirstField();
}

void Wizard::goOn() {
    if (m_draft.isComplete(page()->step())) goTo(static_cast<Step>(m_current + 1));
}

void Wizard::refresh() {
    page()->refresh();
    m_stack->setCurrentIndex(static_cast<int>((m_pages + m_textPages).indexOf(page())));
    showSteps();
    showMessage();
    const bool last = m_current == kStepCount - 1;
    const bool complete = m_draft.isComplete(page()->step());
    m_back->setEnabled(m_current > 0);
    m_next->setVisible(!last);
    m_next->setEnabled(complete);
    m_start->setVisible(last);
    m_start->setEnabled(complete && m_draft.firstIncomplete() == Step::Review);
}

void Wizard::showMessage() {
    const Step step = page()->step();
    const Step first = m_draft.firstIncomplete();
    if (const QString problem = m_draft.problem(step); !problem.isEmpty()) {
        m_message->showError(problem);
    } else if (m_draft.isWaiting(step)) {
        m_message->showHint(step == Step::Teacher ? tr("Asking the teacher for a few answers…")
                            : m_draft.isText()    ? tr("Reading the texts…")
                                                  : tr("Reading the pictures…"));
    } else if (step == Step::Review && first != Step::Review) {
        m_message->showError(tr("%1: %2", "title of a page: what is wrong on it")
                                 .arg(m_pages.at(static_cast<int>(first))->title(), m_draft.problem(first)));
    } else if (const QString warning = m_draft.warning(step); !warning.isEmpty()) {
        m_message->showWarning(warning);
    } else {
        m_message->clearMessage();
    }
}

void Wizard::showSteps() {
    const QSignalBlocker blocker(m_steps);
    const int reachable = qMax(static_cast<int>(m_draft.firstIncomplete()), m_current);
    for (int i = 0; i < kStepCount; ++i) {
        QListWidgetItem* item = m_steps->item(i);
        const bool done = i < m_current && m_draft.isComplete(static_cast<Step>(i));
        item->setIcon(stepIcon(done ? u"✓"_s : QString::number(i + 1), i == m_current, devicePixelRatioF()));
        item->setFlags(i <= reachable ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::NoItemFlags);
    }
    m_steps->setCurrentRow(m_current);
}

}  // namespace distillab::ui
