#include "ui/monitor/results_view.h"

#include "core/base/sentences.h"
#include "core/experiment/run_folder.h"
#include "core/library/runs_folder.h"
#include "core/report/wording.h"
#include "ui/deploy/goal_card.h"
#include "ui/deploy/measurement_card.h"
#include "ui/handout/hand_out_dialog.h"
#include "ui/monitor/advice_card.h"
#include "ui/monitor/confusion_view.h"
#include "ui/monitor/export_panel.h"
#include "ui/monitor/pdf_button.h"
#include "ui/monitor/pseudo_labels_card.h"
#include "ui/monitor/results_model.h"
#include "ui/widgets/card.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/result_table.h"
#include "ui/widgets/scroll_page.h"
#include "ui/widgets/theme.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDesktopServices>
#include <QEvent>
#include <QFormLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>
#include <QUrl>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

QPushButton* makeButton(const QString& text, const QString& name, const QString& toolTip) {
    auto* button = new QPushButton(text);
    button->setObjectName(name);
    button->setToolTip(toolTip);
    button->setAutoDefault(true);
    return button;
}

}  // namespace

ResultsView::ResultsView(session::TrainingSession& session, QWidget* parent)
    : QWidget(parent),
      m_results(new ResultsModel(this)),
      m_classes(new ClassScoresModel(this)),
      m_pdfState(new MessageLine),
      m_savePdf(new PdfButton(m_pdfState)),
      m_exportPanel(new ExportPanel(session)),
      m_goal(new GoalCard(session)),
      m_measurement(new MeasurementCard(session)),
      m_advice(new AdviceCard(u"monitor.advice"_s, AdviceCard::WhenFine::SaysSo)),
      m_pseudoLabels(new PseudoLabelsCard) {
    auto* page = new QWidget;
    auto* content = new QVBoxLayout(page);
    content->setContentsMargins(0, kGap, kSmallGap, kGap);
    content->setSpacing(kGap);
    content->addWidget(makeComparison());
    content->addWidget(makeActions());
    content->addWidget(m_pdfState);
    content->addWidget(m_exportPanel);
    content->addWidget(m_measurement);
    content->addWidget(m_goal);
    content->addWidget(m_advice);
    content->addWidget(makeMistakes());
    content->addWidget(m_pseudoLabels);
    content->addWidget(makeSettings());
    content->addStretch(1);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(makeScrollPage(page));

    connect(m_exportPanel, &ExportPanel::exported, this, &ResultsView::takeExport);
    connect(m_model, &QComboBox::currentIndexChanged, this, &ResultsView::showModel);
    connect(m_confusion, &ConfusionView::cellChosen, m_cell, &QLabel::setText);
}

QWidget* ResultsView::makeComparison() {
    m_summary = makeLabel({}, TextRole::Heading);
    m_summary->setObjectName(u"monitor.summary"_s);
    m_summary->setWordWrap(true);
    m_measuredOn = makeLabel({}, TextRole::Muted);
    m_table = makeResultTable(m_results, u"monitor.results"_s, tr("Teacher and student side by side"));
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->horizontalHeader()->setMinimumSectionSize(120);

    auto* card = new Card;
    card->content()->addWidget(m_summary);
    card->content()->addWidget(m_table);
    card->content()->addWidget(m_measuredOn);
    card->content()->addWidget(makeLabel(
        tr("Accuracy: share of right answers. Macro F1: how well each class is told from the others, averaged "
           "over the classes. Agreement: how often the student answers like its teacher."),
        TextRole::Muted));
    return card;
}

QWidget* ResultsView::makeActions() {
    auto* openReport = makeButton(tr("Open &report"), u"monitor.openReport"_s,
                                  tr("Shows the report as a page in your browser; it can be passed on as one file."));
    auto* newRun = makeButton(tr("&New run with these settings"), u"monitor.newRun"_s,
                              tr("Opens the wizard with everything filled in, to change one thing and compare."));
    auto* sweep = makeButton(tr("&Compare several settings…"), u"monitor.sweep"_s,
                             tr("Trains a student for each of several temperatures and values of alpha, with the same "
                                "teacher."));
    auto* tryOut = makeButton(tr("Try it &out"), u"monitor.tryOut"_s,
                              tr("Type a sentence or draw a picture: teacher and student answer side by side."));
    connect(tryOut, &QPushButton::clicked, this, [this] { emit tryOutRequested(m_report.runFolder); });
    connect(openReport, &QPushButton::clicked, this, [this] {
        const experiment::RunFolder folder(m_report.runFolder);
        QDesktopServices::openUrl(QUrl::fromLocalFile(folder.reportHtml()));
    });
    connect(newRun, &QPushButton::clicked, this, [this] { emit newRunRequested(m_report.experiment); });
    connect(sweep, &QPushButton::clicked, this,
            [this] { emit sweepRequested(m_report.experiment, m_report.runFolder); });
    auto* handOut = makeButton(tr("&Hand out…"), u"monitor.handOut"_s,
                               tr("Packs this run into one file, which others open with a double click."));
    connect(handOut, &QPushButton::clicked, this, [this] {
        auto* dialog = new HandOutDialog(m_report.runFolder, library::safeName(m_report.experiment.name), this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    connect(m_advice, &AdviceCard::tryRequested, this, &ResultsView::adviceTaken);
    m_pdfState->setObjectName(u"monitor.pdfState"_s);

    auto* actions = new QWidget;
    auto* row = new FlowLayout(actions);
    row->addWidget(m_exportPanel->button());
    row->addWidget(tryOut);
    row->addWidget(openReport);
    row->addWidget(m_savePdf);
    row->addWidget(newRun);
    row->addWidget(sweep);
    row->addWidget(handOut);
    return actions;
}

QWidget* ResultsView::makeMistakes() {
    m_model = new QComboBox;
    m_model->setObjectName(u"monitor.confusionModel"_s);
    m_confusion = new ConfusionView;
    m_confusion->setObjectName(u"monitor.confusion"_s);
    m_cell = makeLabel({}, TextRole::Body);
    m_cell->setObjectName(u"monitor.confusionCell"_s);
    m_classTable = makeResultTable(m_classes, u"monitor.classes"_s, tr("Precision and recall of every class"));
    m_classTable->verticalHeader()->hide();
    m_classTable->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_classTable->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);

    auto* header = new QHBoxLayout;
    header->addWidget(makeLabel(tr("Where it errs"), TextRole::Heading), 1);
    header->addWidget(makeFieldLabel(tr("Network:"), m_model));
    header->addWidget(m_model);
    auto* matrix = new QVBoxLayout;
    matrix->addWidget(m_confusion, 1);
    matrix->addWidget(m_cell);
    auto* row = new QHBoxLayout;
    row->setSpacing(kLargeGap);
    row->addLayout(matrix, 1);
    row->addWidget(m_classTable, 1, Qt::AlignTop);
    auto* card = new Card;
    card->content()->addLayout(header);
    card->content()->addLayout(row);
    return card;
}

QWidget* ResultsView::makeSettings() {
    auto* card = new Card(tr("Settings of this run"));
    m_settings = new QFormLayout;
    m_settings->setHorizontalSpacing(kLargeGap);
    m_settings->setVerticalSpacing(kSmallGap);
    card->content()->addLayout(m_settings);
    return card;
}

void ResultsView::setReport(const report::RunReport& report) {
    m_report = report;
    m_savePdf->setRun(report.runFolder);
    m_exportPanel->setRun(report.runFolder);
    m_measurement->setRun(report.runFolder);
    m_goal->setRun(report.runFolder, report.experiment.goal);
    m_advice->readRun(report.runFolder);
    m_pseudoLabels->setReport(report);
    showSummary();
    showSettings();

    m_model->clear();
    for (const Judged& each : judged()) m_model->addItem(each.title);
    showModel(0);
}

void ResultsView::showSummary() {
    m_summary->setText(joinSentences({report::headline(m_report), report::baselineSentence(m_report)}));
    m_measuredOn->setText(measurementSentence(m_report));
    m_results->setReport(m_report);
    fitHeight(m_table);
}

QList<ResultsView::Judged> ResultsView::judged() const {
    const Theme& theme = Theme::current();
    QList<Judged> networks = {{tr("Student"), theme.student, &m_report.student},
                              {tr("Teacher"), theme.teacher, &m_report.teacher}};
    for (size_t i = 0; i < m_report.assistants.size(); ++i) {
        const QString title = report::assistantTitle(m_report, static_cast<qsizetype>(i));
        networks.append({title, theme.assistant, &m_report.assistants[i]});
    }
    if (m_report.baseline) networks.append({tr("Student without teacher"), theme.baseline, &*m_report.baseline});
    return networks;
}

void ResultsView::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_report.trainItems > 0) showModel(m_model->currentIndex());
}

void ResultsView::showModel(int index) {
    const QList<Judged> networks = judged();
    if (index < 0 || index >= networks.size()) return;
    const report::Scores& scores = networks.at(index).model->scores;
    m_confusion->setScores(scores, networks.at(index).color);
    m_cell->setText(tr("Point at a cell, or choose one with the arrow keys, to read it in words."));
    m_classes->setScores(scores);
    fitHeight(m_classTable);
}

void ResultsView::showSettings() {
    while (m_settings->rowCount() > 0) m_settings->removeRow(0);
    for (const auto& [name, value] : usedSettings(m_report.experiment)) {
        auto* text = makeLabel(value, TextRole::Body);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        m_settings->addRow(makeLabel(name, TextRole::Muted), text);
    }
}

/// A run that was made without ONNX gets its row filled by the export.
void ResultsView::takeExport(const report::OnnxReport& onnx) {
    if (m_report.onnx) return;
    m_report.onnx = onnx;
    showSummary();
}

}  // namespace distillab::ui
