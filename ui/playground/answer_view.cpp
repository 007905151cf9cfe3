#include "ui/playground/answer_view.h"

#include "core/report/wording.h"
#include "ui/widgets/bar_list.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/theme.h"

#include <QBoxLayout>

#include <algorithm>

namespace distillab::ui {
namespace {

constexpr qsizetype kMostBars = 6;

}  // namespace

AnswerView::AnswerView(const QString& name, QWidget* parent)
    : QWidget(parent),
      m_name(name),
      m_answer(makeLabel(name, TextRole::Heading)),
      m_facts(makeLabel({}, TextRole::Muted)),
      m_bars(new BarList),
      m_time(makeLabel({}, TextRole::Muted)) {
    m_bars->setAccessibleName(name);
    m_time->setToolTip(
        tr("The network's own time for this one question, on one machine, after a first answer that "
           "warmed it up; reading a picture or making tokens is not counted."));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kSmallGap);
    layout->addWidget(m_answer);
    layout->addWidget(m_facts);
    layout->addWidget(m_bars);
    layout->addWidget(m_time);
    layout->addStretch();
}

void AnswerView::setFacts(const QString& facts) {
    m_facts->setText(facts);
    m_facts->setVisible(!facts.isEmpty());
}

void AnswerView::show(const session::Prediction& prediction, const QColor& colour) {
    auto classes = prediction.probabilities;
    std::stable_sort(classes.begin(), classes.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    QList<BarList::Row> rows;
    for (const auto& [name, probability] : classes.mid(0, kMostBars)) {
        rows << BarList::Row{name, probability, report::percentText(probability)};
    }
    m_bars->setRows(rows, colour);
    m_bars->setHidden(classes.size() - rows.size());
    m_answer->setText(tr("%1: %2", "network: its answer").arg(m_name, prediction.label));
    m_time->setText(tr("in %1", "a time").arg(report::millisecondsText(prediction.milliseconds)));
}

void AnswerView::clear() {
    m_answer->setText(m_name);
    m_bars->setRows({});
    m_time->setText(tr("No question yet."));
}

}  // namespace distillab::ui
