#include "ui/wizard/unlabelled_card.h"

#include "ui/widgets/labels.h"
#include "ui/widgets/theme.h"
#include "ui/wizard/experiment_draft.h"
#include "ui/wizard/fields.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>

namespace distillab::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kMostRows = 2'000'000'000;
constexpr int kMostCopies = 1000;

QDoubleSpinBox* makePercent(const QString& objectName) {
    QDoubleSpinBox* field = makeNumberField(objectName, 0, 100, 1);
    field->setStepType(QAbstractSpinBox::DefaultStepType);
    field->setSingleStep(5);
    field->setSuffix(UnlabelledCard::tr(" %"));
    return field;
}

}  // namespace

UnlabelledCard::UnlabelledCard(ExperimentDraft& draft, const QString& names)
    : m_draft(draft), m_more(makeFold(names + u".more"_s, tr("&Further texts: without labels, changed copies"))) {
    QWidget* fields = makeFields(names);
    fields->hide();
    content()->addWidget(m_more, 0, Qt::AlignLeft);
    content()->addWidget(fields);
    connect(m_more, &QToolButton::toggled, fields, &QWidget::setVisible);
}

QWidget* UnlabelledCard::makeFields(const QString& names) {
    m_labelled = makeWholeField(names + u".labelled"_s, 0, kMostRows, 100);
    m_labelled->setSpecialValueText(tr("of all"));
    m_labelled->setToolTip(tr("Of only this many training rows. The labels of the others are hidden."));
    m_threshold = makePercent(names + u".threshold"_s);
    m_threshold->setToolTip(tr("Rows of which it is less sure are left out."));
    m_pseudoLabels = new QCheckBox(tr("&The teacher's answer becomes the label"));
    m_pseudoLabels->setObjectName(names + u".pseudoLabels"_s);
    m_copies = makeWholeField(names + u".copies"_s, 0, kMostCopies, 1);
    m_copies->setSpecialValueText(tr("none"));
    m_copies->setToolTip(tr("Of every training text, changed at random. The teacher answers them."));
    m_mask = makePercent(names + u".mask"_s);
    m_mask->setToolTip(tr("The share of a copy's words that are hidden."));
    m_ngram = makePercent(names + u".ngram"_s);
    m_ngram->setToolTip(tr("The share of the copies that are cut to one to five words."));

    auto* fields = new QWidget;
    auto* column = new QVBoxLayout(fields);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kSmallGap);
    column->addWidget(makeFile(names));
    auto* rows = new QGridLayout;
    addField(rows, tr("Labels used:"), m_labelled);
    addField(rows, tr("Sure by at least:"), m_threshold);
    column->addLayout(rows);
    column->addWidget(m_pseudoLabels, 0, Qt::AlignLeft);
    column->addWidget(
        makeLabel(tr("Otherwise rows without a label teach by the teacher's soft targets alone."), TextRole::Muted));
    auto* copies = new QGridLayout;
    addField(copies, tr("Changed copies:"), m_copies);
    addField(copies, tr("Words hidden:"), m_mask);
    addField(copies, tr("Copies cut short:"), m_ngram);
    column->addLayout(copies);

    connect(m_labelled, &QSpinBox::valueChanged, this,
            [this](int rows) { m_draft.edit([&](auto& e) { e.data.labelled = rows; }); });
    connect(m_pseudoLabels, &QCheckBox::toggled, this,
            [this](bool on) { m_draft.edit([&](auto& e) { e.distill.pseudoLabels.enabled = on; }); });
    connect(m_threshold, &QDoubleSpinBox::valueChanged, this, [this](double percent) {
        m_draft.edit([&](auto& e) { e.distill.pseudoLabels.threshold = percent / 100; });
    });
    connect(m_copies, &QSpinBox::valueChanged, this,
            [this](int copies) { m_draft.edit([&](auto& e) { e.data.augment.copies = copies; }); });
    connect(m_mask, &QDoubleSpinBox::valueChanged, this,
            [this](double percent) { m_draft.edit([&](auto& e) { e.data.augment.mask = percent / 100; }); });
    connect(m_ngram, &QDoubleSpinBox::valueChanged, this,
            [this](double percent) { m_draft.edit([&](auto& e) { e.data.augment.ngram = percent / 100; }); });
    return fields;
}

QWidget* UnlabelledCard::makeFile(const QString& names) {
    auto* part = new QWidget;
    m_file = new QLineEdit;
    m_file->setObjectName(names + u".unlabelled"_s);
    m_file->setPlaceholderText(tr("none"));
    auto* row = new QHBoxLayout;
    auto* browse = addPathWithBrowse(row, m_file, names + u".browseUnlabelled"_s, tr("Brow&se…"));
    auto* column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(makeFieldLabel(tr("File with texts without labels:"), m_file));
    column->addLayout(row);
    column->addWidget(makeLabel(tr("A further table with the same columns. The teacher answers its texts, and the "
                                   "student learns from the answers."),
                                TextRole::Muted));
    connect(m_file, &QLineEdit::textEdited, this, &UnlabelledCard::useFile);
    connect(browse, &QPushButton::clicked, this, &UnlabelledCard::browse);
    return part;
}

void UnlabelledCard::refresh() {
    const experiment::DataSpec& data = m_draft.experiment().data;
    const experiment::PseudoLabelSpec& pseudoLabels = m_draft.experiment().distill.pseudoLabels;
    const bool hasUnlabelled = !data.unlabelled.isEmpty() || data.labelled > 0;
    const bool hasCopies = data.augment.copies > 0;
    if (hasUnlabelled || hasCopies) m_more->setChecked(true);  // what counts is seen
    setQuietly(m_file, data.unlabelled);
    markInvalid(m_file, !data.unlabelled.isEmpty() && !QFileInfo(data.unlabelled).isFile());
    setQuietly(m_labelled, data.labelled);
    setQuietly(m_pseudoLabels, pseudoLabels.enabled);
    setQuietly(m_threshold, pseudoLabels.threshold * 100);
    m_pseudoLabels->setEnabled(hasUnlabelled);
    m_threshold->setEnabled(hasUnlabelled && pseudoLabels.enabled);
    setQuietly(m_copies, data.augment.copies);
    setQuietly(m_mask, data.augment.mask * 100);
    setQuietly(m_ngram, data.augment.ngram * 100);
    m_mask->setEnabled(hasCopies);
    m_ngram->setEnabled(hasCopies);
}

void UnlabelledCard::browse() {
    const QString known = m_file->text().isEmpty() ? m_draft.experiment().data.train : m_file->text();
    const QString file = QFileDialog::getOpenFileName(
        this, tr("File with texts without labels"), known.isEmpty() ? QDir::homePath() : QFileInfo(known).path(),
        tr("Tables (*.csv *.tsv *.txt *.jsonl *.ndjson *.json *.parquet)") + u";;"_s + tr("All files (*)"));
    if (!file.isEmpty()) useFile(file);
}

void UnlabelledCard::useFile(const QString& file) {
    m_draft.edit([&](auto& e) { e.data.unlabelled = file; });
}

}  // namespace distillab::ui
