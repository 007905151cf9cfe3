#include "ui/sweep/sweep_setup_page.h"

#include "core/base/error.h"
#include "core/experiment/presets.h"
#include "core/experiment/samples.h"
#include "core/experiment/validate.h"
#include "core/library/run_library.h"
#include "core/library/runs_folder.h"
#include "core/sweep/sweep_folder.h"
#include "ui/sweep/heat_map_view.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/scroll_page.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/two_columns.h"
#include "ui/wizard/fields.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QFileInfo>
#include <QGridLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QToolButton>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kMostRuns = 12;
constexpr int kMostSweeps = 6;
constexpr int kWidestPage = 1180;

QLineEdit* makeField(const QString& objectName, const QString& placeholder) {
    auto* field = new QLineEdit;
    field->setObjectName(objectName);
    field->setPlaceholderText(placeholder);
    return field;
}

bool canRun(const experiment::Experiment& experiment) {
    try {
        experiment::validate(experiment);
        return true;
    } catch (const Error&) {
        return false;
    }
}

std::vector<report::RunReport> finishedRuns() {
    std::vector<report::RunReport> reports;
    for (const library::RunEntry& run : library::recentRuns(kMostRuns)) {
        if (!run.report) continue;
        try {
            reports.push_back(report::readReport(run.folder));
        } catch (const Error&) {
            // The list of runs tells that it is damaged.
        }
    }
    return reports;
}

}  // namespace

QList<SweepBase> sweepBases(const SweepBase& first) {
    QList<SweepBase> bases = {first};
    for (const experiment::Sample& sample : experiment::listSamples()) {
        const experiment::Experiment experiment = experiment::sampleExperiment(sample.name);
        if (canRun(experiment)) bases << SweepBase{SweepSetupPage::tr("Sample: %1").arg(sample.title), experiment};
    }
    for (const report::RunReport& report : finishedRuns()) {
        const QString name = QFileInfo(report.runFolder).fileName();
        if (report.runFolder == first.runFolder || !canRun(report.experiment)) continue;
        bases << SweepBase{SweepSetupPage::tr("Run: %1").arg(name), report.experiment, report.runFolder};
    }
    return bases;
}

SweepSetupPage::SweepSetupPage(QWidget* parent) : QWidget(parent) {
    setProperty("help", u"sweep"_s);
    auto* page = new QWidget;
    page->setMaximumWidth(kWidestPage);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(kLargeGap, kLargeGap, kLargeGap, kLargeGap);
    column->setSpacing(kGap);
    column->addWidget(new PageHeader(
        tr("Compare several settings"),
        tr("A sweep trains one student for each combination of the values below, one after the other, and colours a "
           "heat map with their results. The teacher is trained and asked only once for all of them.")));
    column->addWidget(new TwoColumns(makeAxes(), makePreview(), 5, 6));
    m_sweeps = new Card(tr("Earlier sweeps"));
    m_sweeps->setObjectName(u"sweep.setup.earlier"_s);
    column->addWidget(m_sweeps);
    column->addStretch(1);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeScrollPage(page), 1);
    layout->addWidget(makeFooter());
    connectFields();
}

QWidget* SweepSetupPage::makeAxes() {
    m_base = new QComboBox;
    m_base->setObjectName(u"sweep.setup.base"_s);
    m_base->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_base->setMinimumContentsLength(20);
    m_baseText = makeLabel({}, TextRole::Muted);
    m_baseText->setObjectName(u"sweep.setup.baseText"_s);
    m_name = makeField(u"sweep.setup.name"_s, {});
    const QString own = tr("as in the settings");
    m_temperatures = makeField(u"sweep.setup.temperatures"_s, own);
    m_temperatures->setToolTip(
        tr("Values apart by commas. A higher temperature shows more of what the teacher also "
           "considered."));
    m_alphas = makeField(u"sweep.setup.alphas"_s, own);
    m_alphas->setToolTip(tr("From 0 to 1: how much the teacher's answers count beside the labels."));
    m_seeds = makeField(u"sweep.setup.seeds"_s, own);
    m_seeds->setToolTip(
        tr("Several seeds tell luck from gain: results are averaged, and each seed has a teacher of its "
           "own."));
    auto* card = new Card;
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(kGap);
    grid->setVerticalSpacing(kSmallGap);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    grid->addWidget(makeFieldLabel(tr("&Begin with:"), m_base), 0, 0, 1, 2);
    grid->addWidget(m_base, 1, 0, 1, 2);
    grid->addWidget(m_baseText, 2, 0, 1, 2);
    card->content()->addLayout(grid);
    auto* fields = new QGridLayout;
    fields->setHorizontalSpacing(kGap);
    fields->setVerticalSpacing(4);
    addField(fields, tr("&Temperatures:"), m_temperatures);
    addField(fields, tr("&Alphas:"), m_alphas);
    addField(fields, tr("S&eeds:"), m_seeds);
    addField(fields, tr("Na&me:"), m_name);
    card->content()->addLayout(fields);
    card->content()->addWidget(makeRecipes());
    card->content()->addStretch();
    return card;
}

QWidget* SweepSetupPage::makeRecipes() {
    QToolButton* fold = makeFold(u"sweep.setup.moreRecipes"_s, tr("Compare &recipes"));
    auto* list = new QWidget;
    auto* grid = new QGridLayout(list);
    grid->setContentsMargins(0, 0, 0, 0);
    int index = 0;
    for (const experiment::Preset& preset : experiment::listPresets()) {
        auto* box = new QCheckBox(preset.title);
        box->setObjectName(u"sweep.setup.recipe."_s + preset.name);
        box->setToolTip(preset.summary);
        box->setProperty("preset", preset.name);
        grid->addWidget(box, index / 2, index % 2);
        ++index;
        m_recipes << box;
        connect(box, &QCheckBox::toggled, this, &SweepSetupPage::refresh);
    }
    list->setVisible(false);
    connect(fold, &QToolButton::toggled, list, &QWidget::setVisible);
    auto* part = new QWidget;
    auto* layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(fold, 0, Qt::AlignLeft);
    layout->addWidget(list);
    return part;
}

QWidget* SweepSetupPage::makePreview() {
    m_plan = makeLabel({}, TextRole::Heading);
    m_plan->setObjectName(u"sweep.setup.plan"_s);
    m_time = makeLabel({}, TextRole::Muted);
    m_time->setObjectName(u"sweep.setup.time"_s);
    m_map = new HeatMapView;
    m_map->setObjectName(u"sweep.setup.map"_s);
    m_map->setAccessibleName(tr("The runs of the sweep"));
    m_map->setFocusPolicy(Qt::NoFocus);
    auto* card = new Card;
    card->content()->addWidget(m_plan);
    card->content()->addWidget(m_time);
    card->content()->addWidget(m_map, 1);
    return card;
}

QWidget* SweepSetupPage::makeFooter() {
    auto* bar = new QFrame;
    bar->setProperty("role", u"bar"_s);
    auto* cancel = new QPushButton(tr("&Cancel"));
    cancel->setObjectName(u"sweep.setup.cancel"_s);
    cancel->setAutoDefault(true);
    m_message = new MessageLine;
    m_message->setObjectName(u"sweep.setup.message"_s);
    m_start = makePrimaryButton(tr("&Start the sweep"));
    m_start->setObjectName(u"sweep.setup.start"_s);
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(kGap, 12, kLargeGap, 12);
    layout->setSpacing(kSmallGap);
    layout->addWidget(cancel);
    layout->addSpacing(kSmallGap);
    layout->addWidget(m_message, 1);
    layout->addStretch();
    layout->addWidget(m_start);
    connect(cancel, &QPushButton::clicked, this, &SweepSetupPage::cancelled);
    connect(m_start, &QPushButton::clicked, this, &SweepSetupPage::start);
    return bar;
}

void SweepSetupPage::connectFields() {
    const auto bind = [this](QLineEdit* field, QString SweepDraft::* value) {
        connect(field, &QLineEdit::textEdited, this, [this, value](const QString& text) {
            m_draft.*value = text;
            refresh();
        });
    };
    bind(m_temperatures, &SweepDraft::temperatures);
    bind(m_alphas, &SweepDraft::alphas);
    bind(m_seeds, &SweepDraft::seeds);
    bind(m_name, &SweepDraft::name);
    connect(m_base, &QComboBox::currentIndexChanged, this, [this](int index) {
        if (index < 0) return;
        m_draft.setBase(m_bases.at(index));
        refresh();
    });
}

void SweepSetupPage::begin(const QList<SweepBase>& bases) {
    m_draft = SweepDraft();
    m_draft.setExperience(finishedRuns());
    m_bases = bases;
    for (QCheckBox* box : std::as_const(m_recipes)) setQuietly(box, false);
    m_base->clear();
    for (const SweepBase& base : bases) m_base->addItem(base.title);  // the first one becomes current and is taken over
    listSweeps();
    refresh();
    m_temperatures->setFocus();
}

void SweepSetupPage::takeOver(const QWidget& predecessor) {
    const auto& old = static_cast<const SweepSetupPage&>(predecessor);
    if (old.m_bases.isEmpty()) return;
    begin(old.m_bases);
    m_base->setCurrentIndex(old.m_base->currentIndex());
    m_draft = old.m_draft;
    for (qsizetype i = 0; i < m_recipes.size(); ++i) setQuietly(m_recipes[i], old.m_recipes[i]->isChecked());
    refresh();
}

void SweepSetupPage::setSessionBusy(bool busy) {
    m_busy = busy;
    refresh();
}

void SweepSetupPage::refresh() {
    setQuietly(m_temperatures, m_draft.temperatures);
    setQuietly(m_alphas, m_draft.alphas);
    setQuietly(m_seeds, m_draft.seeds);
    setQuietly(m_name, m_draft.name);
    readRecipes();
    m_baseText->setText(m_bases.isEmpty() ? QString() : m_draft.baseText());
    const std::optional<sweep::Sweep> sweep = m_bases.isEmpty() ? std::nullopt : m_draft.sweep();
    if (sweep) {
        m_plan->setText(m_draft.planText());
        m_time->setText(m_draft.timeText());
        m_map->setCells(HeatMapCells(*sweep));
        m_message->clearMessage();
        if (m_busy) m_message->showHint(tr("A run is under way. The sweep can be started when it is done."));
    } else if (!m_bases.isEmpty()) {
        m_message->showError(m_draft.problem());
    }
    m_start->setEnabled(sweep && !m_busy);
}

/// Some recipes are for another task than the settings.
void SweepSetupPage::readRecipes() {
    const int base = m_base->currentIndex();
    const QString task = base >= 0 && base < m_bases.size() ? m_bases[base].experiment.task : QString();
    m_draft.recipes.clear();
    for (QCheckBox* box : std::as_const(m_recipes)) {
        const QString name = box->property("preset").toString();
        box->setEnabled(experiment::presetNames(task).contains(name));
        if (box->isEnabled() && box->isChecked()) m_draft.recipes << name;
    }
}

void SweepSetupPage::listSweeps() {
    QBoxLayout* list = m_sweeps->content();
    while (list->count() > 1) {  // after the heading
        QLayoutItem* item = list->takeAt(1);
        delete item->widget();
        delete item;
    }
    for (const QString& folder : sweep::sweepsIn(library::runsFolder()).mid(0, kMostSweeps)) {
        try {
            const sweep::SweepFolder sweep = sweep::SweepFolder::open(folder);
            const auto all = static_cast<qsizetype>(sweep.cells().size());
            const qsizetype finished = sweep.countOf(sweep::CellState::Finished);
            auto* line = new QWidget;
            auto* row = new QHBoxLayout(line);
            row->setContentsMargins(0, 4, 0, 4);
            QLabel* name = makeLabel(sweep.sweep().base.name, TextRole::Body);
            name->setToolTip(folder);
            row->addWidget(name, 2);
            const QString when =
                QLocale().toString(QFileInfo(folder + u"/sweep.yaml"_s).lastModified(), QLocale::ShortFormat);
            row->addWidget(makeLabel(when, TextRole::Muted), 2);
            row->addWidget(makeLabel(tr("%1 of %2 runs finished").arg(finished).arg(all), TextRole::Muted), 2);
            auto* open = new QPushButton(finished < all ? tr("Open to go on") : tr("Open"));
            open->setObjectName(u"sweep.setup.open"_s);
            open->setAccessibleName(
                tr("%1: %2", "button and the sweep it is for").arg(open->text(), QFileInfo(folder).fileName()));
            open->setAutoDefault(true);
            connect(open, &QPushButton::clicked, this, [this, folder] { emit openRequested(folder); });
            row->addWidget(open);
            list->addWidget(line);
        } catch (const Error&) {
            // A damaged sweep tells what is wrong when its folder is opened.
        }
    }
    m_sweeps->setVisible(list->count() > 1);
}

void SweepSetupPage::start() {
    const std::optional<sweep::Sweep> sweep = m_draft.sweep();
    if (sweep && !m_busy) emit startRequested(*sweep, library::newRunFolder(sweep->base.name + u"-sweep"_s));
}

}  // namespace distillab::ui
