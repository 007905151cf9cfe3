#include "ui/monitor/pseudo_labels_card.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/sentences.h"
#include "core/experiment/run_folder.h"
#include "core/report/wording.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/problem_text.h"
#include "ui/widgets/theme.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTableView>

#include <cmath>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using report::countText;
using report::percentText;

constexpr int kTableHeight = 320;

QDoubleSpinBox* makeShare(const QString& name, double percent) {
    auto* field = new QDoubleSpinBox;
    field->setObjectName(name);
    field->setRange(0, 100);
    field->setDecimals(1);
    field->setSingleStep(5);
    field->setSuffix(PseudoLabelsCard::tr(" %"));
    field->setValue(percent);
    return field;
}

QString summaryOf(const report::PseudoLabelReport& labels) {
    const QString summary =
        PseudoLabelsCard::tr("%1 of %2 rows without a label got one: the teacher was sure by at least %3.")
            .arg(countText(labels.kept), countText(labels.rows), percentText(labels.threshold));
    if (std::isnan(labels.accuracy)) return summary;
    return joinSentences({summary, PseudoLabelsCard::tr("Their labels were only hidden: %1 of the teacher's are right.")
                                       .arg(percentText(labels.accuracy))});
}

}  // namespace

PseudoLabelsCard::PseudoLabelsCard(QWidget* parent)
    : Card(tr("Labels that the teacher gave"), parent),
      m_summary(makeLabel({}, TextRole::Body)),
      m_words(new QLineEdit),
      m_label(new QComboBox),
      m_least(makeShare(u"monitor.pseudoLabels.least"_s, 0)),
      m_most(makeShare(u"monitor.pseudoLabels.most"_s, 100)),
      m_table(new QTableView),
      m_count(makeLabel({}, TextRole::Muted)),
      m_state(new MessageLine) {
    m_summary->setObjectName(u"monitor.pseudoLabels.summary"_s);
    m_count->setObjectName(u"monitor.pseudoLabels.count"_s);
    m_filter.setSourceModel(&m_model);
    makeTable();
    content()->addWidget(m_summary);
    content()->addWidget(makeFilter());
    content()->addWidget(m_table);
    auto* saveAs = new QPushButton(tr("Sa&ve as…"));
    saveAs->setObjectName(u"monitor.pseudoLabels.save"_s);
    saveAs->setAutoDefault(true);
    saveAs->setToolTip(tr("All of them as a CSV file, to correct by hand and to train with."));
    auto* below = new QHBoxLayout;
    below->addWidget(m_count, 1);
    below->addWidget(saveAs);
    content()->addLayout(below);
    content()->addWidget(m_state);
    connect(saveAs, &QPushButton::clicked, this, &PseudoLabelsCard::save);
    hide();
}

QWidget* PseudoLabelsCard::makeFilter() {
    m_words->setObjectName(u"monitor.pseudoLabels.words"_s);
    m_words->setPlaceholderText(tr("Words in the text"));
    m_words->setAccessibleName(m_words->placeholderText());
    m_words->setClearButtonEnabled(true);
    m_label->setObjectName(u"monitor.pseudoLabels.label"_s);
    m_label->setAccessibleName(tr("Only this label"));
    auto* bar = new QWidget;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kSmallGap);
    row->addWidget(m_words, 1);
    row->addWidget(m_label);
    row->addWidget(makeFieldLabel(tr("Confidence from"), m_least));
    row->addWidget(m_least);
    row->addWidget(makeFieldLabel(tr("to", "the upper end of a confidence"), m_most));
    row->addWidget(m_most);
    m_most->setAccessibleName(tr("Confidence up to"));
    connect(m_words, &QLineEdit::textChanged, this, &PseudoLabelsCard::filter);
    connect(m_label, &QComboBox::currentIndexChanged, this, &PseudoLabelsCard::filter);
    connect(m_least, &QDoubleSpinBox::valueChanged, this, &PseudoLabelsCard::filter);
    connect(m_most, &QDoubleSpinBox::valueChanged, this, &PseudoLabelsCard::filter);
    return bar;
}

void PseudoLabelsCard::makeTable() {
    m_table->setObjectName(u"monitor.pseudoLabels.table"_s);
    m_table->setAccessibleName(tr("Rows with the teacher's labels"));
    m_table->setModel(&m_filter);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->setWordWrap(false);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(PseudoLabelsModel::Row, Qt::AscendingOrder);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(28);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setFixedHeight(kTableHeight);
}

void PseudoLabelsCard::setReport(const report::RunReport& report) {
    m_file = experiment::RunFolder(report.runFolder).pseudoLabelsFile();
    m_state->clearMessage();
    try {
        m_model.read(report.pseudoLabels ? m_file : QString());
    } catch (const Error& error) {
        m_model.read({});
        m_state->showError(problemText(session::toProblem(error)));
    }
    setVisible(report.pseudoLabels.has_value());
    if (!report.pseudoLabels) return;
    m_summary->setText(summaryOf(*report.pseudoLabels));
    {
        const QSignalBlocker blocker(m_label);
        m_label->clear();
        m_label->addItem(tr("all labels"), QString());
        for (const QString& label : m_model.labels()) m_label->addItem(label, label);
    }
    const bool hasText = report.experiment.learnsFromText();
    m_table->setColumnHidden(PseudoLabelsModel::Text, !hasText);
    m_words->setVisible(hasText);
    QHeaderView* header = m_table->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(hasText ? PseudoLabelsModel::Text : PseudoLabelsModel::Label, QHeaderView::Stretch);
    filter();
}

void PseudoLabelsCard::filter() {
    m_filter.setWords(m_words->text());
    m_filter.setLabel(m_label->currentData().toString());
    m_filter.setConfidence(m_least->value() / 100, m_most->value() / 100);
    m_count->setText(tr("%1 of %2 rows shown.").arg(countText(m_filter.rowCount()), countText(m_model.rowCount())));
}

void PseudoLabelsCard::save() {
    const QString chosen =
        QFileDialog::getSaveFileName(this, tr("Save the labels"), QDir::home().filePath(u"pseudo_labels.csv"_s),
                                     tr("CSV table (*.csv)") + u";;"_s + tr("All files (*)"));
    if (chosen.isEmpty()) return;
    try {
        writeFileAtomically(chosen, readFile(m_file));
        m_state->showHint(tr("Saved as %1.").arg(QDir::toNativeSeparators(chosen)));
    } catch (const Error& error) {
        m_state->showError(problemText(session::toProblem(error)));
    }
}

}  // namespace distillab::ui
