#include "ui/start/start_page.h"

#include "core/base/error.h"
#include "core/experiment/validate.h"
#include "core/report/wording.h"
#include "ui/start/interrupted_card.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/scroll_page.h"
#include "ui/widgets/theme.h"

#include <QBoxLayout>
#include <QGridLayout>
#include <QLocale>
#include <QPushButton>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using report::percentText;

constexpr int kMostRuns = 8;
constexpr int kWidestPage = 1080;
constexpr int kCardsInRow = 2;

/// What keeps a sample from being started, empty when nothing does.
QString missing(const experiment::Sample& sample) {
    try {
        experiment::validate(experiment::sampleExperiment(sample.name));
        return {};
    } catch (const Error& error) {
        return error.remedy();
    }
}

QPushButton* makeRunButton(const QString& text, const QString& purpose, const library::RunEntry& run) {
    auto* button = new QPushButton(text);
    button->setObjectName(u"start.run.%1"_s.arg(purpose));
    button->setAccessibleName(StartPage::tr("%1: %2", "button and the run it is for").arg(text, run.name));
    button->setAutoDefault(true);
    return button;
}

}  // namespace

StartPage::StartPage(QWidget* parent) : QWidget(parent) {
    auto* page = new QWidget;
    page->setMaximumWidth(kWidestPage);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(kLargeGap, 32, kLargeGap, kLargeGap);
    column->setSpacing(kGap);
    column->addWidget(makeTop());
    m_banner = makeActiveBanner();
    column->addWidget(m_banner);
    m_interrupted = new InterruptedCard;
    column->addWidget(m_interrupted);
    connect(m_interrupted, &InterruptedCard::resumeRequested, this, &StartPage::resumeRequested);

    column->addSpacing(kSmallGap);
    column->addWidget(makeLabel(tr("Try a sample"), TextRole::Heading));
    auto* samples = new QGridLayout;
    samples->setSpacing(kGap);
    for (const experiment::Sample& sample : experiment::listSamples()) {
        const int count = samples->count();
        if (sample.needs.isEmpty())
            samples->addWidget(makeSampleCard(sample), count / kCardsInRow, count % kCardsInRow);
    }
    for (int column = 0; column < kCardsInRow; ++column) samples->setColumnStretch(column, 1);
    column->addLayout(samples);

    column->addSpacing(kSmallGap);
    column->addWidget(makeLabel(tr("Recent runs"), TextRole::Heading));
    m_runs = new Card;
    column->addWidget(m_runs);
    column->addStretch(1);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(makeScrollPage(page));
    refresh();
    setActiveRun({});
}

QWidget* StartPage::makeTop() {
    auto* top = new QWidget;
    auto* words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(makeLabel(tr("DistilLab"), TextRole::Display));
    words->addWidget(makeLabel(tr("Let a large network teach a small one, watch it learn, and take the small one "
                                  "with you."),
                               TextRole::Muted));
    QPushButton* create = makePrimaryButton(tr("&New distillation"));
    create->setObjectName(u"start.new"_s);
    connect(create, &QPushButton::clicked, this, &StartPage::newDistillationRequested);
    auto* row = new QHBoxLayout(top);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kGap);
    row->addLayout(words, 1);
    row->addWidget(create, 0, Qt::AlignVCenter);
    return top;
}

QWidget* StartPage::makeActiveBanner() {
    auto* card = new Card;
    auto* show = new QPushButton(tr("Sho&w it"));
    show->setObjectName(u"start.active.show"_s);
    show->setAutoDefault(true);
    connect(show, &QPushButton::clicked, this, &StartPage::activeRunRequested);
    auto* row = new QHBoxLayout;
    row->addWidget(makeLabel(tr("A run is under way. Others can be started when it is done."), TextRole::Body), 1);
    row->addWidget(show);
    card->content()->addLayout(row);
    return card;
}

QWidget* StartPage::makeSampleCard(const experiment::Sample& sample) {
    auto* card = new Card;
    card->content()->addWidget(makeLabel(sample.title, TextRole::Heading));
    card->content()->addWidget(makeLabel(sample.summary, TextRole::Body));
    card->content()->addStretch();
    auto* button = new QPushButton(tr("Start"));
    button->setObjectName(u"start.sample.%1"_s.arg(sample.name));
    button->setAccessibleName(tr("Start: %1").arg(sample.title));
    button->setAutoDefault(true);
    auto* row = new QHBoxLayout;
    const QString lack = missing(sample);
    QLabel* note =
        makeLabel(lack.isEmpty() ? sample.duration : tr("Its data is missing. %1").arg(lack), TextRole::Muted);
    note->setObjectName(u"start.sample.%1.note"_s.arg(sample.name));
    row->addWidget(note, 1);
    row->addWidget(button, 0, Qt::AlignBottom);
    card->content()->addLayout(row);
    card->setMinimumWidth(256);
    button->setEnabled(lack.isEmpty());
    if (lack.isEmpty()) m_sampleButtons << button;
    connect(button, &QPushButton::clicked, this, [this, name = sample.name] { emit sampleRequested(name); });
    return card;
}

void StartPage::refresh() {
    QBoxLayout* list = m_runs->content();
    while (QLayoutItem* item = list->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const std::vector<library::RunEntry> runs = library::recentRuns(kMostRuns);
    m_interrupted->offer(runs, m_activeRun);
    if (runs.empty()) {
        auto* empty = makeLabel(tr("No runs yet. Start a sample above: a few minutes later its result stands here."),
                                TextRole::Muted);
        empty->setObjectName(u"start.noRuns"_s);
        list->addWidget(empty);
    }
    for (const library::RunEntry& run : runs) {
        if (list->count() > 0) {
            auto* rule = new QFrame;
            rule->setProperty("role", u"rule"_s);
            list->addWidget(rule);
        }
        list->addWidget(makeRunRow(run));
    }
}

void StartPage::setActiveRun(const QString& folder) {
    m_activeRun = folder;
    m_banner->setVisible(!folder.isEmpty());
    for (QPushButton* button : m_sampleButtons) button->setEnabled(folder.isEmpty());
    refresh();
}

QString StartPage::stateText(const library::RunEntry& run) {
    switch (run.state) {
        case library::RunState::Running: return tr("under way");
        case library::RunState::Stopped: return tr("stopped before the end");
        case library::RunState::Failed: return tr("could not go on");
        case library::RunState::Finished: break;
    }
    if (!run.report) return tr("finished; its report cannot be read");
    return tr("finished: the student is right for %1 of the test examples")
        .arg(percentText(run.report->student.accuracy));
}

QWidget* StartPage::makeRunRow(const library::RunEntry& run) {
    const bool active = run.folder == m_activeRun || run.state == library::RunState::Running;
    auto* widget = new QWidget;
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    QLabel* name = makeLabel(run.name, TextRole::Heading);
    name->setToolTip(run.folder);
    words->addWidget(name);
    words->addWidget(makeLabel(
        tr("%1, %2", "date and state of a run")
            .arg(QLocale().toString(run.begun, QLocale::ShortFormat), active ? tr("under way") : stateText(run)),
        TextRole::Muted));
    auto* row = new QHBoxLayout(widget);
    row->setContentsMargins(0, 4, 0, 4);
    row->addLayout(words, 1);
    if (active) return widget;
    if (run.isFinished()) {
        QPushButton* open = makeRunButton(tr("Open"), u"open"_s, run);
        connect(open, &QPushButton::clicked, this, [this, folder = run.folder] { emit openRequested(folder); });
        row->addWidget(open);
    } else {
        QPushButton* resume = makeRunButton(tr("Resume"), u"resume"_s, run);
        resume->setEnabled(m_activeRun.isEmpty());
        connect(resume, &QPushButton::clicked, this, [this, folder = run.folder] { emit resumeRequested(folder); });
        row->addWidget(resume);
    }
    return widget;
}

}  // namespace distillab::ui
