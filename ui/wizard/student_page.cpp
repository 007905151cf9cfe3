#include "ui/wizard/student_page.h"

#include "core/report/wording.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/theme.h"
#include "ui/wizard/fields.h"
#include "ui/wizard/goal_fields.h"
#include "ui/wizard/student_start.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QTableView>

namespace distillab::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Columns that give up their place first, and the width of the page below which they do.
constexpr std::pair<StudentTable::Column, int> kLessNeeded[] = {
    {StudentTable::Summary, 900},  // the chosen model's stands below the table then
    {StudentTable::MultiplyAdds, 700},
    {StudentTable::Size, 620},
};
constexpr int kNarrowestTable = 440;

}  // namespace
using experiment::OnnxPrecision;
using experiment::WeightFormat;
using report::countText;

StudentPage::StudentPage(ExperimentDraft& draft)
    : WizardPage(Step::Student, draft, tr("Student"),
                 tr("The student is the network that you will use in the end. The smaller it is, the faster it "
                    "answers and the less memory it needs, but the harder it is for it to keep up with the teacher.")),
      m_table(new QTableView),
      m_widthRow(new QWidget),
      m_width(makeNumberField(u"wizard.student.width"_s, 0.05, 8, 2)),
      m_start(new StudentStartCard(draft)),
      m_goal(new GoalFields(draft)),
      m_halfPrecision(new QCheckBox(tr("Half-&precision weights"))),
      m_export(new QComboBox),
      m_maxDrop(makeNumberField(u"wizard.student.maxDrop"_s, 0, 100, 1)),
      m_license(new QLineEdit),
      m_summary(makeLabel({}, TextRole::Muted)),
      m_comparison(makeLabel({}, TextRole::Body)),
      m_state(new MessageLine) {
    setUpTable();
    m_width->setToolTip(tr("Makes every layer wider or narrower: 0.5 halves the channels, 2 doubles them."));
    m_width->setMaximumWidth(160);
    m_state->setObjectName(u"wizard.student.state"_s);
    m_comparison->setObjectName(u"wizard.student.comparison"_s);

    auto* label = makeFieldLabel(tr("&Models:"), m_table);
    body()->addWidget(label);
    body()->addWidget(m_table);
    body()->addWidget(m_summary);
    body()->addWidget(m_comparison);
    body()->addWidget(
        makeLabel(tr("Parameters are the numbers that a network learns. Multiply-adds are what it computes "
                     "for one example: with fewer it answers sooner."),
                  TextRole::Muted));
    body()->addWidget(m_state);
    auto* row = new QHBoxLayout(m_widthRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(makeFieldLabel(tr("&Width multiplier:"), m_width));
    row->addWidget(m_width);
    row->addSpacing(kSmallGap);
    row->addWidget(makeLabel(m_width->toolTip(), TextRole::Muted), 1);
    body()->addWidget(m_widthRow);
    body()->addWidget(m_start);
    body()->addWidget(m_goal);
    m_halfPrecision->setObjectName(u"wizard.student.halfPrecision"_s);
    auto* precision = new QVBoxLayout;
    precision->setSpacing(kSmallGap);
    precision->addWidget(m_halfPrecision, 0, Qt::AlignLeft);
    precision->addWidget(makeLabel(tr("The student's file takes half the bytes; each weight keeps its first three "
                                      "digits, which rarely changes an answer."),
                                   TextRole::Muted));
    body()->addLayout(precision);
    body()->addLayout(exportFields());
    body()->addStretch(1);

    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) {
                if (!current.isValid()) return;
                this->draft().edit([&](auto& e) { e.student.model = m_models.modelAt(current.row()); });
            });
    connect(m_halfPrecision, &QCheckBox::toggled, this, [this](bool half) {
        this->draft().edit([&](auto& e) { e.student.precision = half ? WeightFormat::Fp16 : WeightFormat::Fp32; });
    });
    connect(m_export, &QComboBox::currentIndexChanged, this, [this] {
        const auto chosen = static_cast<OnnxPrecision>(m_export->currentData().toInt());
        this->draft().edit([&](auto& e) { e.onnx.precision = chosen; });
        m_maxDrop->setEnabled(chosen != OnnxPrecision::Fp32);
    });
    connect(m_maxDrop, &QDoubleSpinBox::valueChanged, this,
            [this](double points) { this->draft().edit([&](auto& e) { e.onnx.maxDrop = points; }); });
    connect(m_license, &QLineEdit::textChanged, this,
            [this](const QString& name) { this->draft().edit([&](auto& e) { e.onnx.license = name; }); });
    connect(m_width, &QDoubleSpinBox::valueChanged, this,
            [this](double width) { this->draft().edit([&](auto& e) { e.student.width = width; }); });
}

QGridLayout* StudentPage::exportFields() {
    m_export->setObjectName(u"wizard.student.export"_s);
    m_export->addItem(tr("Full precision and int8"), static_cast<int>(OnnxPrecision::Both));
    m_export->addItem(tr("Full precision alone"), static_cast<int>(OnnxPrecision::Fp32));
    m_export->addItem(tr("Full and half precision"), static_cast<int>(OnnxPrecision::Fp16));
    m_export->setToolTip(
        tr("Int8 takes about a quarter of the bytes and is often faster on a CPU. Each file is measured "
           "on the test data."));
    m_maxDrop->setSuffix(tr(" points", "of accuracy"));
    m_maxDrop->setSingleStep(0.1);
    m_maxDrop->setToolTip(
        tr("A smaller file that loses more gets its most sensitive layers back in full precision, or is "
           "not kept."));
    m_license->setObjectName(u"wizard.student.license"_s);
    m_license->setPlaceholderText(tr("Not stated; for example apache-2.0"));
    m_license->setToolTip(
        tr("Stands in the model card of every export. Ask what the teacher's licence and the "
           "data's allow."));
    auto* grid = new QGridLayout;
    addField(grid, tr("ONN&X files:"), m_export);
    addField(grid, tr("Accurac&y that they may lose:"), m_maxDrop);
    addField(grid, tr("Lic&ence:"), m_license);
    return grid;
}

void StudentPage::setUpTable() {
    m_table->setObjectName(u"wizard.student.models"_s);
    m_table->setModel(&m_models);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);  // Tab leads on to the next field, the arrows move in the table
    m_table->setShowGrid(false);
    m_table->setWordWrap(true);
    m_table->verticalHeader()->hide();
    m_table->setMinimumWidth(kNarrowestTable);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    QHeaderView* header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(StudentTable::Summary, QHeaderView::Stretch);
    header->setMinimumSectionSize(64);
    // A narrower summary takes more lines.
    connect(header, &QHeaderView::sectionResized, m_table, &QTableView::resizeRowsToContents, Qt::QueuedConnection);
    // All models are in sight: the page scrolls, not the table. Queued, for rows change one by one.
    connect(m_table->verticalHeader(), &QHeaderView::sectionResized, this, &StudentPage::fitTable,
            Qt::QueuedConnection);
}

void StudentPage::resizeEvent(QResizeEvent* event) {
    WizardPage::resizeEvent(event);
    for (const auto& [column, room] : kLessNeeded) m_table->setColumnHidden(column, width() < room);
    const bool wide = !m_table->isColumnHidden(StudentTable::Summary);
    m_table->horizontalHeader()->setSectionResizeMode(StudentTable::Name,
                                                      wide ? QHeaderView::ResizeToContents : QHeaderView::Stretch);
    m_summary->setVisible(!wide);
}

void StudentPage::refresh() {
    const experiment::StudentSpec& student = draft().experiment().student;
    setQuietly(m_width, student.width);
    setQuietly(m_halfPrecision, student.precision == WeightFormat::Fp16);
    const experiment::OnnxSpec& onnx = draft().experiment().onnx;
    // Full precision is always written: "int8" and "both" are one.
    const OnnxPrecision shown = onnx.precision == OnnxPrecision::Int8 ? OnnxPrecision::Both : onnx.precision;
    setQuietly(m_export, static_cast<int>(shown));
    setQuietly(m_maxDrop, onnx.maxDrop);
    setQuietly(m_license, onnx.license);
    m_maxDrop->setEnabled(shown != OnnxPrecision::Fp32);
    m_widthRow->setVisible(!draft().isText());
    m_start->setVisible(draft().isText());
    m_start->refresh();
    m_goal->refresh();
    // What begins with a model of a folder, or with the teacher's layers, has its shape from there.
    m_table->setEnabled(!draft().isText() || student.start == experiment::StudentStart::Scratch);
    if (const std::optional<ModelInput> input = draft().modelInput()) {
        m_models.compare(*input, student.width, draft().teacherSize());
    }
    showSelection();
    m_comparison->setText(comparison());
    const int row = m_models.rowOf(student.model);
    m_summary->setText(m_models.index(row, StudentTable::Summary).data().toString());
    const QString problem = draft().problem(Step::Student);
    const QString warning = draft().warning(Step::Student);
    if (!problem.isEmpty()) {
        m_state->showError(problem);
    } else if (!warning.isEmpty()) {
        m_state->showWarning(warning);
    } else {
        m_state->clearMessage();
    }
}

void StudentPage::showSelection() {
    const int row = m_models.rowOf(draft().experiment().student.model);
    const QSignalBlocker blocker(m_table->selectionModel());
    if (row >= 0 && m_table->currentIndex().row() != row) m_table->selectRow(row);
}

void StudentPage::fitTable() {
    int height = m_table->horizontalHeader()->sizeHint().height() + 2 * m_table->frameWidth();
    for (int i = 0; i < m_models.rowCount(); ++i) height += m_table->verticalHeader()->sectionSize(i);
    m_table->setFixedHeight(height);
}

QString StudentPage::comparison() const {
    const std::optional<ModelSize> size = draft().studentSize();
    const std::optional<ModelSize> teacher = draft().teacherSize();
    const std::optional<ModelChoice> teacherModel = draft().teacher();
    if (!size || !teacher || !teacherModel) return {};
    const QString sentence = draft().isText() ? tr("Beside its teacher (%1, %2 parameters) this student with %3 "
                                                   "parameters is %4 and has %5 to compute for "
                                                   "a text.")
                                              : tr("Beside its teacher (%1, %2 parameters) this student with %3 "
                                                   "parameters is %4 and has %5 to compute for "
                                                   "a picture.");
    return sentence.arg(teacherModel->model, countText(teacher->parameters), countText(size->parameters),
                        sizeComparison(*teacher, *size), workComparison(*teacher, *size));
}

}  // namespace distillab::ui
