#include "ui/compare/comparison_view.h"

#include "ui/compare/curves_card.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/theme.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>

#include <algorithm>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kRowHeight = 28;
constexpr int kWidestColumn = 220;
constexpr int kNarrowestColumn = 96;

}  // namespace

ComparisonView::ComparisonView(QWidget* parent)
    : QWidget(parent),
      m_stack(new QStackedWidget),
      m_curves(new CurvesCard),
      m_table(new QTableView),
      m_measuredOn(new MessageLine) {
    auto* sides = new QSplitter(Qt::Horizontal);
    sides->setObjectName(u"compare.sides"_s);
    sides->addWidget(m_curves);
    sides->addWidget(makeTableCard());
    sides->setChildrenCollapsible(false);
    sides->setHandleWidth(kGap);
    sides->setSizes({500, 500});
    m_stack->addWidget(makeEmpty());
    m_stack->addWidget(sides);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
}

QWidget* ComparisonView::makeEmpty() {
    auto* card = new Card;
    QLabel* words = makeLabel(tr("Tick two or more runs in the list: their curves appear here one over the other, "
                                 "with a table of what was set differently and what came of it."),
                              TextRole::Muted);
    words->setObjectName(u"compare.empty"_s);
    words->setAlignment(Qt::AlignCenter);
    card->content()->addStretch();
    card->content()->addWidget(words);
    card->content()->addStretch();
    return card;
}

QWidget* ComparisonView::makeTableCard() {
    auto* card = new Card;
    m_table->setObjectName(u"compare.table"_s);
    m_table->setAccessibleName(tr("Results and settings of the chosen runs"));
    m_table->setModel(&m_model);
    m_table->setItemDelegate(new BestCellDelegate(m_table));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(false);
    m_table->setWordWrap(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->verticalHeader()->setHighlightSections(false);
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(kRowHeight);
    m_table->verticalHeader()->setStyleSheet(
        u"QHeaderView::section { padding: 0 10px; border: none; height: 28px; }"_s);
    m_measuredOn->setObjectName(u"compare.measuredOn"_s);
    auto* clear = new QPushButton(tr("Clear"));
    clear->setObjectName(u"compare.clear"_s);
    clear->setAccessibleName(tr("Choose no run"));
    clear->setToolTip(tr("Takes the ticks off all runs."));
    clear->setAutoDefault(true);
    connect(clear, &QPushButton::clicked, this, &ComparisonView::cleared);
    auto* header = new QHBoxLayout;
    header->addWidget(makeLabel(tr("Settings that differ, and results"), TextRole::Heading), 1);
    header->addWidget(clear);
    card->content()->setContentsMargins(kGap, kSmallGap, kGap, kSmallGap);
    card->content()->setSpacing(kSmallGap);
    card->content()->addLayout(header);
    card->content()->addWidget(m_table, 1);
    card->content()->addWidget(m_measuredOn);
    return card;
}

void ComparisonView::setRuns(const std::vector<ChosenRun>& runs) {
    m_stack->setCurrentIndex(runs.empty() ? 0 : 1);
    m_curves->setRuns(runs);
    m_model.setRuns(runs);
    fitColumns();
    const library::RunComparison& comparison = m_model.comparison();
    const bool alike = runs.size() > 1 && comparison.settings.empty();
    if (!comparison.comparable) {
        m_measuredOn->showWarning(comparison.measuredOn);
    } else if (runs.size() == 1) {
        m_measuredOn->showHint(tr("Tick another run to see what they do differently."));
    } else {
        m_measuredOn->showHint(alike ? tr("All settings are the same. %1").arg(comparison.measuredOn).trimmed()
                                     : comparison.measuredOn);
    }
}

void ComparisonView::fitColumns() {
    m_table->resizeColumnsToContents();
    for (int column = 0; column < m_model.columnCount(); ++column) {
        m_table->setColumnWidth(column, std::clamp(m_table->columnWidth(column), kNarrowestColumn, kWidestColumn));
    }
}

void ComparisonView::setEmphasised(const QString& folder) { m_curves->setEmphasised(folder); }

}  // namespace distillab::ui
