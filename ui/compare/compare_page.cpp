#include "ui/compare/compare_page.h"

#include "ui/compare/comparison_view.h"
#include "ui/compare/run_list.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/theme.h"

#include <QBoxLayout>
#include <QSplitter>

namespace distillab::ui {

using namespace Qt::Literals::StringLiterals;

ComparePage::ComparePage(QWidget* parent) : QWidget(parent), m_list(new RunList), m_comparison(new ComparisonView) {
    setProperty("role", u"page"_s);
    setProperty("help", u"runs"_s);
    auto* parts = new QSplitter(Qt::Vertical);
    parts->setObjectName(u"runs.parts"_s);
    parts->addWidget(m_list);
    parts->addWidget(m_comparison);
    parts->setChildrenCollapsible(false);
    parts->setHandleWidth(kGap);
    parts->setStretchFactor(0, 2);
    parts->setStretchFactor(1, 3);
    parts->setSizes({290, 400});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kLargeGap, kGap, kLargeGap, kGap);
    layout->setSpacing(kSmallGap);
    layout->addWidget(new PageHeader(tr("Runs"), tr("Tick runs to lay their curves over each other and to see which "
                                                    "setting made the difference.")));
    layout->addWidget(parts, 1);

    connect(m_list, &RunList::openRequested, this, &ComparePage::openRequested);
    connect(m_list, &RunList::resumeRequested, this, &ComparePage::resumeRequested);
    connect(m_list, &RunList::newDistillationRequested, this, &ComparePage::newDistillationRequested);
    connect(m_list, &RunList::currentChanged, m_comparison, &ComparisonView::setEmphasised);
    connect(&m_list->model(), &RunListModel::chosenChanged, this,
            [this] { m_comparison->setRuns(m_list->model().chosenRuns()); });
    connect(m_comparison, &ComparisonView::cleared, &m_list->model(), &RunListModel::chooseNone);
}

void ComparePage::takeOver(const QWidget& predecessor) {
    m_list->refresh();
    for (const ChosenRun& chosen : static_cast<const ComparePage&>(predecessor).m_list->model().chosenRuns()) {
        m_list->model().setChosen(chosen.run.folder, true);
    }
}

void ComparePage::setActiveRun(const QString& folder) { m_list->setActiveRun(folder); }

}  // namespace distillab::ui
