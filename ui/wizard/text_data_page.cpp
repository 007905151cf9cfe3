#include "ui/wizard/text_data_page.h"

#include "core/report/wording.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/token_view.h"
#include "ui/widgets/two_columns.h"
#include "ui/wizard/amount_fields.h"
#include "ui/wizard/class_overview.h"
#include "ui/wizard/fields.h"
#include "ui/wizard/length_chart.h"
#include "ui/wizard/source_card.h"
#include "ui/wizard/unlabelled_card.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QTableView>

#include <algorithm>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using report::countText;

constexpr int kTableHeight = 190;
constexpr int kFewColumns = 4;
constexpr int kNarrowestColumn = 48;
constexpr int kWidestColumn = 220;

}  // namespace

TextDataPage::TextDataPage(ExperimentDraft& draft)
    : WizardPage(Step::Data, draft, tr("Data"),
                 tr("The texts that teacher and student learn from: a table with a column of texts and a column of "
                    "labels. A part of the rows is held back to notice when learning stops helping, another to give "
                    "the final marks.")) {
    auto* left = new QWidget;
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGap);
    column->addWidget(makeSourceCard());
    column->addWidget(makeColumnsCard());
    column->addWidget(makeAmountCard());
    m_unlabelled = new UnlabelledCard(this->draft(), u"wizard.textData"_s);
    column->addWidget(m_unlabelled);
    column->addStretch();
    auto* right = new QWidget;
    auto* look = new QVBoxLayout(right);
    look->setContentsMargins(0, 0, 0, 0);
    look->setSpacing(kGap);
    look->addWidget(makePreviewCard());
    look->addWidget(makeTokensCard());
    look->addStretch(1);
    body()->addWidget(new TwoColumns(left, right, 2, 3));
    body()->addStretch(1);
}

QWidget* TextDataPage::makeSourceCard() {
    m_source = new SourceCard(
        draft(), u"wizard.textData"_s, u"file"_s,
        {tr("&Movie reviews: sentences rated by people"), tr("Your &own texts"), tr("File with your texts"),
         tr("A CSV or TSV file, JSON lines, or Parquet. You can drop it here.")});
    m_source->takeDropsOn(this);
    connect(m_source, &SourceCard::typed, this, &TextDataPage::useFile);
    connect(m_source, &SourceCard::dropped, this, &TextDataPage::useFile);
    connect(m_source, &SourceCard::browseRequested, this, &TextDataPage::browse);
    return m_source;
}

QComboBox* TextDataPage::makeColumnBox(const char* name, QString experiment::DataSpec::* column) {
    auto* box = new QComboBox;
    box->setObjectName(u"wizard.textData."_s + QLatin1String(name));
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(8);
    connect(box, &QComboBox::activated, this,
            [this, box, column] { draft().edit([&](auto& e) { e.data.*column = box->currentData().toString(); }); });
    return box;
}

QWidget* TextDataPage::makeColumnsCard() {
    auto* card = new Card(tr("Its columns"));
    m_text = makeColumnBox("text", &experiment::DataSpec::text);
    m_text->setToolTip(tr("What the networks read."));
    m_label = makeColumnBox("label", &experiment::DataSpec::label);
    m_label->setToolTip(tr("What they shall answer."));
    m_pair = makeColumnBox("textPair", &experiment::DataSpec::textPair);
    m_pair->setToolTip(tr("Only where two texts are to be compared."));
    m_isRating = new QCheckBox(tr("The label is a &rating"));
    m_isRating->setObjectName(u"wizard.textData.isRating"_s);
    m_positiveAbove = makeNumberField(u"wizard.textData.positiveAbove"_s, -1'000'000, 1'000'000, 2);
    m_positiveAbove->setToolTip(tr("A rating above this number counts as positive."));
    m_skipBad = new QCheckBox(tr("Leave &unusable rows out"));
    m_skipBad->setObjectName(u"wizard.textData.skipBadRows"_s);
    m_badRows = makeLabel({}, TextRole::Muted);
    m_badRows->setObjectName(u"wizard.textData.badRows"_s);
    auto* grid = new QGridLayout;
    addField(grid, tr("Te&xt:"), m_text);
    addField(grid, tr("L&abel:"), m_label);
    addField(grid, tr("Secon&d text:"), m_pair);
    addField(grid, tr("&Positive above:"), m_positiveAbove);
    card->content()->addLayout(grid);
    card->content()->addWidget(m_isRating, 0, Qt::AlignLeft);
    card->content()->addWidget(m_skipBad, 0, Qt::AlignLeft);
    card->content()->addWidget(m_badRows);

    const auto setRating = [this] {
        draft().edit([&](auto& e) {
            e.data.positiveAbove = m_isRating->isChecked() ? std::optional(m_positiveAbove->value()) : std::nullopt;
        });
    };
    connect(m_isRating, &QCheckBox::toggled, this, setRating);
    connect(m_positiveAbove, &QDoubleSpinBox::valueChanged, this, setRating);
    connect(m_skipBad, &QCheckBox::toggled, this,
            [this](bool on) { draft().edit([&](auto& e) { e.data.skipBadRows = on; }); });
    return card;
}

QWidget* TextDataPage::makeAmountCard() {
    auto* card = new Card(tr("How much of it"));
    m_maxLength = makeWholeField(u"wizard.textData.maxLength"_s, 4, 100'000, 16);
    m_maxLength->setToolTip(tr("A longer text loses its end. Short ones cost no more for a large number."));
    auto* grid = new QGridLayout;
    m_amount = new AmountFields(draft(), u"wizard.textData"_s, grid, this);
    addField(grid, tr("Most to&kens:"), m_maxLength);
    card->content()->addLayout(grid);
    connect(m_maxLength, &QSpinBox::valueChanged, this,
            [this](int value) { draft().edit([&](auto& e) { e.data.maxLength = value; }); });
    return card;
}

QWidget* TextDataPage::makePreviewCard() {
    auto* card = new Card(tr("A look at it"));
    m_state = new MessageLine;
    m_state->setObjectName(u"wizard.textData.state"_s);
    m_counts = makeLabel({}, TextRole::Body);
    m_counts->setObjectName(u"wizard.textData.counts"_s);
    m_rows = new QTableView;
    m_rows->setObjectName(u"wizard.textData.rows"_s);
    m_rows->setAccessibleName(tr("The first rows of the table"));
    m_rows->setModel(&m_model);
    m_rows->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_rows->setSelectionMode(QAbstractItemView::SingleSelection);
    m_rows->setTabKeyNavigation(false);
    m_rows->setShowGrid(false);
    m_rows->setAlternatingRowColors(true);
    m_rows->setWordWrap(false);
    m_rows->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_rows->horizontalHeader()->setHighlightSections(false);
    m_rows->verticalHeader()->setHighlightSections(false);
    m_rows->verticalHeader()->setDefaultSectionSize(26);
    m_rows->setFixedHeight(kTableHeight);
    connect(m_rows->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &TextDataPage::showTokens);
    m_labels = new ClassOverview;
    m_labels->setObjectName(u"wizard.textData.labels"_s);
    m_lengths = new LengthChart;
    m_lengths->setObjectName(u"wizard.textData.lengths"_s);

    m_look = new QWidget;
    auto* look = new QVBoxLayout(m_look);
    look->setContentsMargins(0, 0, 0, 0);
    look->addWidget(m_labels);
    look->addWidget(m_lengths);
    card->setMinimumWidth(300);  // keeps its shape while it is empty
    card->content()->addWidget(m_state);
    card->content()->addWidget(m_counts);
    card->content()->addWidget(m_rows);
    card->content()->addWidget(m_look);
    return card;
}

QWidget* TextDataPage::makeTokensCard() {
    auto* card = new Card(tr("As the teacher reads it"));
    m_tokens = new TokenView;
    m_tokens->setObjectName(u"wizard.textData.tokens"_s);
    m_tokensLine = makeLabel({}, TextRole::Muted);
    m_tokensLine->setObjectName(u"wizard.textData.tokensLine"_s);
    card->content()->addWidget(m_tokens);
    card->content()->addWidget(m_tokensLine);
    return card;
}

void TextDataPage::refresh() {
    m_source->refresh();
    m_amount->refresh();
    m_unlabelled->refresh();
    setQuietly(m_maxLength, draft().experiment().data.maxLength);
    setQuietly(m_skipBad, draft().experiment().data.skipBadRows);
    showRating();
    showTable();
    showBadRows();
    showTokens();
}

void TextDataPage::showRating() {
    const std::optional<double> above = draft().experiment().data.positiveAbove;
    setQuietly(m_isRating, above.has_value());
    m_positiveAbove->setEnabled(above.has_value());
    if (above) setQuietly(m_positiveAbove, *above);
}

/// The table is seen even while something is wrong with its columns: that is where it is put right.
void TextDataPage::showTable() {
    const auto& preview = draft().preview();
    const std::shared_ptr<const data::TablePreview> table = draft().table();
    for (QWidget* part : {static_cast<QWidget*>(m_rows), static_cast<QWidget*>(m_text), static_cast<QWidget*>(m_label),
                          static_cast<QWidget*>(m_pair)}) {
        part->setEnabled(table != nullptr);
    }
    m_rows->setVisible(table != nullptr);
    const bool whole = table && table->problem.isEmpty();
    m_counts->setVisible(whole);
    m_look->setVisible(whole);
    if (!table) {
        if (draft().problem(Step::Data).isEmpty()) {
            m_state->showHint(tr("Reading the texts…"));
        } else {
            m_state->showHint(tr("Nothing to show yet."));
        }
        return;
    }
    m_state->clearMessage();
    if (m_shown != table) {
        m_shown = table;
        m_model.show(*table);
        fitColumns(*table);
        m_rows->selectRow(0);
        showColumns(*table);
        if (whole) {
            m_labels->show(*preview);
            m_lengths->show(*table);
        }
    }
    m_counts->setText(tr("%1, %2: %3 rows for training, %4 for validation, %5 for the test.")
                          .arg(table->format, table->encoding, countText(preview->trainItems),
                               countText(preview->validationItems), countText(preview->testItems)));
}

/// The text gets the room that the other columns leave, if they leave any.
void TextDataPage::fitColumns(const data::TablePreview& table) {
    QHeaderView* header = m_rows->horizontalHeader();
    for (int i = 0; i < m_model.columnCount(); ++i) {
        header->setSectionResizeMode(i, QHeaderView::Interactive);
        m_rows->resizeColumnToContents(i);
        m_rows->setColumnWidth(i, std::clamp(m_rows->columnWidth(i), kNarrowestColumn, kWidestColumn));
    }
    const bool few = m_model.columnCount() <= kFewColumns;
    if (table.textColumn >= 0 && few) header->setSectionResizeMode(table.textColumn, QHeaderView::Stretch);
}

void TextDataPage::showColumns(const data::TablePreview& table) {
    const std::pair<QComboBox*, int> boxes[] = {
        {m_text, table.textColumn}, {m_label, table.labelColumn}, {m_pair, table.pairColumn}};
    for (const auto& [box, chosen] : boxes) {
        const QSignalBlocker blocker(box);
        box->clear();
        if (box == m_pair) box->addItem(tr("none"), QString());
        for (int i = 0; i < table.columns.size(); ++i) box->addItem(columnTitle(table, i), columnKey(table, i));
        box->setCurrentIndex(chosen < 0 ? (box == m_pair ? 0 : -1) : chosen + (box == m_pair ? 1 : 0));
    }
}

void TextDataPage::showBadRows() {
    const std::shared_ptr<const data::TablePreview> table = draft().table();
    const bool any = table && table->badRows > 0;
    m_badRows->setVisible(any);
    if (!any) return;
    QStringList lines{
        tr("%1 of %2 rows cannot be used:")
            .arg(countText(static_cast<qint64>(table->badRows)), countText(static_cast<qint64>(table->totalRows)))};
    m_badRows->setText((lines + table->badReasons).join(u'\n'));
}

void TextDataPage::showTokens() {
    const tokenizers::Tokenizer* tokenizer = draft().tokenizer();
    const int row = m_rows->currentIndex().row();
    const bool any = tokenizer && row >= 0 && m_rows->isVisibleTo(this) && !m_model.text(row).isEmpty();
    m_tokens->setVisible(any);
    if (!any) {
        m_tokensLine->setText(tokenizer
                                  ? tr("Choose a row of the table.")
                                  : tr("Once the teacher is chosen, the chosen row is shown in its tokens here."));
        return;
    }
    const int most = draft().experiment().data.maxLength;
    const TokenizedText text = tokenize(*tokenizer, m_model.text(row), m_model.textPair(row), most);
    m_tokens->show(text);
    m_tokensLine->setText(
        text.cut > 0 ? tr("Row %1: the first %2 tokens are read, %3 are cut off.")
                           .arg(countText(row + 1), countText(text.read), countText(text.cut))
                     : tr("Row %1: %2 tokens, all of them are read.").arg(countText(row + 1), countText(text.read)));
}

void TextDataPage::useFile(const QString& file) {
    draft().edit([&](experiment::Experiment& e) {
        if (e.data.train == file) return;
        e.data.train = file;
        e.data.test.clear();
        e.data.validation.clear();
        // The columns of another file mean nothing in this one.
        e.data.text.clear();
        e.data.textPair.clear();
        e.data.label.clear();
        e.data.positiveAbove.reset();
    });
}

void TextDataPage::browse() {
    const QString start = m_source->path().isEmpty() ? QDir::homePath() : QFileInfo(m_source->path()).path();
    const QString file = QFileDialog::getOpenFileName(
        this, tr("File with your texts"), start,
        tr("Tables (*.csv *.tsv *.txt *.jsonl *.ndjson *.json *.parquet)") + u";;"_s + tr("All files (*)"));
    if (!file.isEmpty()) useFile(file);
}

}  // namespace distillab::ui
