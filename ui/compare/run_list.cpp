#include "ui/compare/run_list.h"

#include "core/library/bin.h"
#include "ui/compare/bin_dialog.h"
#include "ui/compare/run_colours.h"
#include "ui/compare/undo_bar.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/problem_text.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QActionGroup>
#include <QBoxLayout>
#include <QComboBox>
#include <QEvent>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QStackedWidget>

#include <algorithm>
#include <chrono>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using library::RunEntry;

constexpr auto kBetweenLooks = 3s;
constexpr int kRowHeight = 32;
/// To begin with; what turns out to be wider gets more.
constexpr std::array<int, RunListModel::kColumns> kWidths = {160, 32, 146, 90, 88, 42, 48, 92, 108, 72, 90, 78, 40};

QPushButton* makeButton(const QString& text, const QString& name, const QString& toolTip) {
    auto* button = new QPushButton(text);
    button->setObjectName(name);
    button->setToolTip(toolTip);
    button->setAutoDefault(true);
    return button;
}

}  // namespace

RunList::RunList(QWidget* parent)
    : QWidget(parent),
      m_filter(m_model),
      m_words(new QLineEdit),
      m_show(new QComboBox),
      m_open(makeButton(tr("&Open"), u"runs.open"_s, tr("Enter"))),
      m_rename(makeButton(tr("&Rename"), u"runs.rename"_s, u"F2"_s)),
      m_colour(makeButton(tr("&Colour"), u"runs.colour"_s, tr("Colour of the run's curves."))),
      m_pin(makeButton(tr("&Pin"), u"runs.pin"_s, tr("Keeps the run at the top of the list."))),
      m_delete(makeButton(tr("&Delete"), u"runs.delete"_s, tr("Moves the selected runs to the bin."))),
      m_bin(makeButton(tr("&Bin…"), u"runs.bin"_s, tr("What was deleted, to take it back."))),
      m_colours(new QMenu(this)),
      m_table(new RunTable),
      m_stack(new QStackedWidget),
      m_undoBar(new UndoBar),
      m_message(new MessageLine),
      m_actions() {
    makeTable();
    makeActions();
    m_stack->addWidget(m_table);
    m_stack->addWidget(makeEmpty());
    m_stack->addWidget(makeNothingFound());
    m_message->setObjectName(u"runs.message"_s);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kSmallGap);
    layout->addWidget(makeBar());
    layout->addWidget(m_undoBar);
    layout->addWidget(m_message);
    layout->addWidget(m_stack, 1);

    connect(&m_model, &RunListModel::failed, this,
            [this](const session::Problem& problem) { m_message->showError(problemText(problem)); });
    connect(m_undoBar, &UndoBar::undoRequested, this, &RunList::restore);
    connect(&m_looks, &QTimer::timeout, this, &RunList::refresh);
    m_looks.setInterval(kBetweenLooks);
    fillColours();
    updateControls();
}

QWidget* RunList::makeBar() {
    m_words->setObjectName(u"runs.filter"_s);
    m_words->setPlaceholderText(tr("Words in name, note, model"));
    m_words->setAccessibleName(tr("Filter the runs by words"));
    m_words->setClearButtonEnabled(true);
    m_show->setObjectName(u"runs.show"_s);
    m_show->setAccessibleName(tr("Which runs are listed"));
    m_show->setMinimumContentsLength(12);
    m_show->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_colour->setMenu(m_colours);
    m_colour->setStyleSheet(u"QPushButton::menu-indicator { image: none; width: 0; }"_s);
    connect(m_words, &QLineEdit::textChanged, this, [this](const QString& words) {
        m_filter.setWords(words);
        updateControls();
    });
    connect(m_show, &QComboBox::activated, this, &RunList::applyShow);
    connect(m_open, &QPushButton::clicked, this, &RunList::open);
    connect(m_rename, &QPushButton::clicked, this, &RunList::rename);
    connect(m_pin, &QPushButton::clicked, this, &RunList::togglePinned);
    connect(m_delete, &QPushButton::clicked, this, &RunList::deleteSelected);
    connect(m_bin, &QPushButton::clicked, this, &RunList::openBin);

    auto* bar = new QWidget;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kSmallGap);
    row->addWidget(m_words, 1);
    row->addWidget(m_show);
    row->addSpacing(kSmallGap);
    for (QWidget* button : std::initializer_list<QWidget*>{m_open, m_rename, m_colour, m_pin, m_delete, m_bin}) {
        row->addWidget(button);
    }
    return bar;
}

void RunList::makeTable() {
    m_table->setObjectName(u"runs.table"_s);
    m_table->setAccessibleName(tr("Runs"));
    m_table->setModel(&m_filter);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->setWordWrap(false);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(RunListModel::Begun, Qt::DescendingOrder);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(kRowHeight);
    QHeaderView* header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setStretchLastSection(true);
    for (int column = 0; column < RunListModel::kColumns; ++column) {
        m_table->setColumnWidth(column, kWidths[static_cast<size_t>(column)]);
    }
    connect(&m_filter, &QAbstractItemModel::rowsInserted, this, &RunList::widenColumns);
    connect(&m_filter, &QAbstractItemModel::modelReset, this, &RunList::widenColumns);
    connect(m_table, &QTableView::clicked, this, &RunList::onClicked);
    connect(m_table, &QTableView::doubleClicked, this, [this](const QModelIndex& index) {
        if (index.column() == RunListModel::Note) {
            editNote();
        } else if (index.column() != RunListModel::Pinned) {
            open();
        }
    });
    connect(m_table, &QTableView::customContextMenuRequested, this, &RunList::showMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &RunList::updateControls);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        const int row = currentRow();
        emit currentChanged(row < 0 ? QString() : m_model.run(row).folder);
    });
    // A run that moves to another place of the order stays in sight.
    connect(&m_filter, &QAbstractItemModel::layoutChanged, this,
            [this] { m_table->scrollTo(m_table->currentIndex()); });
}

void RunList::widenColumns() {
    // Names and notes are as long as somebody likes.
    for (int column = RunListModel::Begun; column < RunListModel::Note; ++column) {
        const int needed = m_table->sizeHintForColumn(column);
        if (needed > m_table->columnWidth(column)) m_table->setColumnWidth(column, needed);
    }
}

QAction* RunList::makeAction(const QString& name, const QString& text, const QKeySequence& keys,
                             void (RunList::*deed)()) {
    auto* action = new QAction(text, this);
    action->setObjectName(name);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetShortcut);  // not while a cell is being edited
    connect(action, &QAction::triggered, this, deed);
    m_table->addAction(action);
    return action;
}

void RunList::makeActions() {
    m_actions = {makeAction(u"runs.action.open"_s, tr("&Open"), Qt::Key_Return, &RunList::open),
                 makeAction(u"runs.action.compare"_s, tr("Co&mpare"), Qt::Key_Space, &RunList::toggleChosen),
                 makeAction(u"runs.action.rename"_s, tr("&Rename"), Qt::Key_F2, &RunList::rename),
                 makeAction(u"runs.action.note"_s, tr("&Note"), Qt::SHIFT | Qt::Key_F2, &RunList::editNote),
                 makeAction(u"runs.action.pin"_s, tr("&Pin"), Qt::CTRL | Qt::Key_P, &RunList::togglePinned),
                 makeAction(u"runs.action.delete"_s, tr("&Delete"), Qt::Key_Delete, &RunList::deleteSelected)};
    m_actions[0]->setShortcuts({Qt::Key_Return, Qt::Key_Enter});
    auto* undo = new QAction(this);
    undo->setObjectName(u"runs.action.undo"_s);
    undo->setShortcut(QKeySequence::Undo);
    undo->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(undo, &QAction::triggered, m_undoBar, &UndoBar::undo);
    addAction(undo);
}

QWidget* RunList::makeEmpty() {
    auto* card = new Card;
    QLabel* words = makeLabel(tr("No runs yet. Let a network teach another one: what it learned stands here, and the "
                                 "next ones beside it."),
                              TextRole::Muted);
    words->setObjectName(u"runs.empty"_s);
    words->setAlignment(Qt::AlignCenter);
    QPushButton* create = makePrimaryButton(tr("&New distillation"));
    create->setObjectName(u"runs.new"_s);
    connect(create, &QPushButton::clicked, this, &RunList::newDistillationRequested);
    card->content()->addStretch();
    card->content()->addWidget(words);
    card->content()->addWidget(create, 0, Qt::AlignHCenter);
    card->content()->addStretch();
    return card;
}

QWidget* RunList::makeNothingFound() {
    auto* card = new Card;
    QLabel* words = makeLabel(tr("No run fits these words and this choice."), TextRole::Muted);
    words->setObjectName(u"runs.nothingFound"_s);
    words->setAlignment(Qt::AlignCenter);
    auto* all = makeButton(tr("Show all runs"), u"runs.showAll"_s, {});
    connect(all, &QPushButton::clicked, this, [this] {
        m_words->clear();
        m_show->setCurrentIndex(0);
        applyShow();
    });
    card->content()->addStretch();
    card->content()->addWidget(words);
    card->content()->addWidget(all, 0, Qt::AlignHCenter);
    card->content()->addStretch();
    return card;
}

void RunList::fillColours() {
    m_colours->clear();
    const auto add = [this](const QString& key, const QString& title) {
        QAction* action = m_colours->addAction(title);
        action->setObjectName(u"runs.colour.%1"_s.arg(key.isEmpty() ? u"none"_s : key));
        if (!key.isEmpty()) action->setIcon(runSwatch(runColour(key), devicePixelRatioF()));
        connect(action, &QAction::triggered, this, [this, key] {
            for (const QString& folder : selectedFolders()) m_model.setColour(folder, key);
        });
    };
    add({}, tr("No colour of its own"));
    for (const RunColour& colour : runColours()) add(colour.key, colour.title);
}

void RunList::fillShow() {
    using Show = RunListFilter::Show;
    const QSignalBlocker blocker(m_show);
    const QString chosen = m_show->currentText();
    m_show->clear();
    const auto add = [this](const QString& text, Show show, const QString& sweep = {}) {
        m_show->addItem(text, QVariantList{static_cast<int>(show), sweep});
    };
    add(tr("All runs"), Show::All);
    add(tr("Ticked"), Show::Chosen);
    add(tr("Pinned"), Show::Pinned);
    add(tr("Finished"), Show::Finished);
    add(tr("Unfinished"), Show::Unfinished);
    for (const QString& sweep : m_model.sweeps()) add(tr("Sweep %1").arg(sweep), Show::Sweep, sweep);
    m_show->setCurrentIndex(std::max(0, m_show->findText(chosen)));
}

void RunList::applyShow() {
    const QVariantList choice = m_show->currentData().toList();
    m_filter.setShow(static_cast<RunListFilter::Show>(choice.at(0).toInt()), choice.at(1).toString());
    updateControls();
}

// ---- what is known ----

void RunList::setActiveRun(const QString& folder) {
    m_activeRun = folder;
    if (isVisible()) refresh();
}

void RunList::refresh() {
    if (m_table->isEditing()) return;
    m_model.refresh();
    fillShow();
    updateControls();
    if (!m_table->currentIndex().isValid() && m_filter.rowCount() > 0) m_table->selectRow(0);
}

void RunList::updateControls() {
    enum { Table, Empty, NothingFound };
    m_stack->setCurrentIndex(m_model.rowCount() == 0 ? Empty : m_filter.rowCount() == 0 ? NothingFound : Table);
    const QStringList selected = selectedFolders();
    const bool any = !selected.isEmpty();
    const int row = currentRow();
    const RunEntry* current = any && row >= 0 ? &m_model.run(row) : nullptr;
    const bool resumes = current && current->canResume() && current->folder != m_activeRun;
    m_open->setText(resumes ? tr("&Resume") : tr("&Open"));
    m_actions[0]->setText(m_open->text());
    m_open->setEnabled(current && (!resumes || m_activeRun.isEmpty()));
    m_rename->setEnabled(current);
    const bool allPinned = any && std::ranges::all_of(selected, [this](const QString& folder) {
                               const int at = m_model.rowOf(folder);
                               return at >= 0 && m_model.run(at).pinned;
                           });
    m_pin->setText(allPinned ? tr("Un&pin") : tr("&Pin"));
    m_actions[4]->setText(m_pin->text());
    for (QWidget* button : std::initializer_list<QWidget*>{m_colour, m_pin, m_delete}) button->setEnabled(any);
}

int RunList::currentRow() const {
    const QModelIndex index = m_filter.mapToSource(m_table->currentIndex());
    return index.isValid() ? index.row() : -1;
}

QStringList RunList::selectedFolders() const {
    QStringList folders;
    for (const QModelIndex& index : m_table->selectionModel()->selectedRows()) {
        folders << m_model.run(m_filter.mapToSource(index).row()).folder;
    }
    return folders;
}

void RunList::select(const QString& folder) {
    const int row = m_model.rowOf(folder);
    if (row < 0) return;
    const QModelIndex index = m_filter.mapFromSource(m_model.index(row, RunListModel::Name));
    if (!index.isValid()) return;
    m_table->selectRow(index.row());
    m_table->scrollTo(index);
}

// ---- deeds ----

void RunList::onClicked(const QModelIndex& index) {
    if (index.column() != RunListModel::Pinned) return;
    const RunEntry& run = m_model.run(m_filter.mapToSource(index).row());
    m_model.setPinned(run.folder, !run.pinned);
    updateControls();
}

void RunList::showMenu(const QPoint& position) {
    if (!m_table->indexAt(position).isValid()) return;
    auto* menu = new QMenu(this);
    menu->setObjectName(u"runs.menu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    m_actions[0]->setEnabled(m_open->isEnabled());
    for (QAction* action : m_actions) {
        if (action == m_actions[5]) {
            QAction* colours = menu->addMenu(m_colours);
            colours->setText(tr("&Colour"));
            menu->addSeparator();
        }
        menu->addAction(action);
    }
    menu->popup(m_table->viewport()->mapToGlobal(position));
}

void RunList::open() {
    const int row = currentRow();
    if (row < 0 || !m_open->isEnabled()) return;
    const RunEntry& run = m_model.run(row);
    if (run.canResume() && run.folder != m_activeRun) {
        emit resumeRequested(run.folder);
    } else {
        emit openRequested(run.folder);
    }
}

void RunList::edit(RunListModel::Column column) {
    const QModelIndex index = m_table->currentIndex().siblingAtColumn(column);
    if (!index.isValid()) return;
    m_table->setFocus();
    m_table->scrollTo(index);
    m_table->edit(index);
}

void RunList::rename() { edit(RunListModel::Name); }

void RunList::editNote() { edit(RunListModel::Note); }

void RunList::togglePinned() {
    const QStringList folders = selectedFolders();
    const bool pin = std::ranges::any_of(
        folders, [this](const QString& folder) { return !m_model.run(m_model.rowOf(folder)).pinned; });
    for (const QString& folder : folders) m_model.setPinned(folder, pin);
    updateControls();
}

void RunList::toggleChosen() {
    const QStringList folders = selectedFolders();
    const bool choose =
        std::ranges::any_of(folders, [this](const QString& folder) { return !m_model.isChosen(folder); });
    for (const QString& folder : folders) m_model.setChosen(folder, choose);
}

void RunList::deleteSelected() {
    m_message->clearMessage();
    const int above = m_table->currentIndex().row();
    QStringList binned;
    QString name;
    for (const QString& folder : selectedFolders()) {
        if (folder == m_activeRun) {
            m_message->showError(tr("The run under way cannot be deleted. Stop it first."));
            continue;
        }
        name = m_model.run(m_model.rowOf(folder)).name;
        if (const auto inBin = m_model.remove(folder)) binned << *inBin;
    }
    if (!binned.isEmpty()) {
        m_undoBar->push(binned.size() == 1 ? tr("Deleted “%1”.").arg(name)
                                           : tr("Deleted %n run(s).", nullptr, static_cast<int>(binned.size())),
                        binned);
        // The keyboard goes on where it was.
        if (m_filter.rowCount() > 0) m_table->selectRow(std::clamp(above, 0, m_filter.rowCount() - 1));
    }
    fillShow();
    updateControls();
}

void RunList::restore(const QStringList& binned) {
    m_message->clearMessage();
    for (const QString& folder : binned) {
        if (const auto home = m_model.restore(folder)) select(*home);
    }
    fillShow();
    updateControls();
}

void RunList::openBin() {
    auto* dialog = new BinDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    // Its runs may be those that could be taken back here.
    connect(dialog, &BinDialog::restored, this, [this](const QString& folder) {
        m_undoBar->clear();
        refresh();
        select(folder);
    });
    connect(dialog, &BinDialog::emptied, m_undoBar, &UndoBar::clear);
    dialog->open();
}

void RunList::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    refresh();
    m_looks.start();
}

void RunList::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    m_looks.stop();
}

void RunList::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) fillColours();
}

}  // namespace distillab::ui
