#include "ui/sweep/cell_panel.h"

#include "core/base/error.h"
#include "core/base/sentences.h"
#include "core/experiment/run_folder.h"
#include "core/report/wording.h"
#include "ui/monitor/export_panel.h"
#include "ui/monitor/loss_table.h"
#include "ui/monitor/results_model.h"
#include "ui/plot/live_plot.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/problem_text.h"
#include "ui/widgets/theme.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDir>
#include <QEvent>
#include <QPushButton>
#include <QSignalBlocker>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using session::TrainingSession;
using sweep::CellState;

QPushButton* makeButton(const QString& text, const QString& name, const QString& toolTip) {
    auto* button = new QPushButton(text);
    button->setObjectName(name);
    button->setToolTip(toolTip);
    button->setAutoDefault(true);
    return button;
}

}  // namespace

CellPanel::CellPanel(TrainingSession& session, QWidget* parent) : QWidget(parent), m_session(session) {
    m_setting = makeLabel({}, TextRole::Heading);
    m_setting->setObjectName(u"sweep.cell"_s);
    m_seeds = new QComboBox;
    m_seeds->setObjectName(u"sweep.seed"_s);
    m_seeds->setAccessibleName(tr("Seed of the run that is shown"));
    m_sentence = makeLabel({}, TextRole::Body);
    m_sentence->setObjectName(u"sweep.figures"_s);
    m_exportText = makeLabel({}, TextRole::Muted);
    m_exportText->setObjectName(u"sweep.exportText"_s);
    m_exportText->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_exportText->hide();
    makePlots();
    auto* card = new Card;
    card->content()->addWidget(m_setting);
    card->content()->addWidget(m_seeds, 0, Qt::AlignLeft);
    card->content()->addWidget(m_sentence);
    card->content()->addWidget(m_accuracy, 1);
    card->content()->addWidget(m_loss, 1);
    card->content()->addWidget(makeActions());
    card->content()->addWidget(m_exportText);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(card);
    connectSession();
}

void CellPanel::makePlots() {
    m_accuracy = new LivePlot({.x = tr("Epoch"),
                               .y = tr("Accuracy (%)"),
                               .xValue = tr("Epoch %1"),
                               .yValue = tr("%1 %", "a share of one hundred"),
                               .decimals = 1,
                               .yMost = 100,
                               .wholeX = true},
                              tr("The first point appears after the first epoch."));
    m_accuracy->setObjectName(u"sweep.accuracyPlot"_s);
    m_accuracy->setAccessibleName(tr("Accuracy over epochs"));
    m_loss =
        new LivePlot({.x = tr("Step"), .y = tr("Loss"), .xValue = tr("Step %1"), .yValue = u"%1"_s, .wholeX = true},
                     tr("The first point appears with the first step."));
    m_loss->setObjectName(u"sweep.lossPlot"_s);
    m_loss->setAccessibleName(tr("Loss over steps"));
    m_loss->setWholeTable([this](QIODevice& out) {
        writeLossTable(out, runFolder(), Track::Student, m_loss->xAxis->label(), {{{}, tr("Loss of the student")}});
    });
    for (LivePlot* plot : {m_accuracy, m_loss}) plot->setMinimumHeight(120);
}

QWidget* CellPanel::makeActions() {
    m_use = makeButton(tr("&Use this setting"), u"sweep.use"_s,
                       tr("Opens the wizard with this setting filled in, for a run of its own."));
    m_open = makeButton(tr("&Open the run"), u"sweep.open"_s,
                        tr("Shows the whole run: results, mistakes, report. Double click on its place does the same."));
    m_export = makeButton(tr("&Export to ONNX"), u"sweep.export"_s,
                          tr("Writes this student as an ONNX file into your documents and checks it."));
    connect(m_open, &QPushButton::clicked, this, [this] { emit openRunRequested(runFolder()); });
    connect(m_use, &QPushButton::clicked, this, [this] {
        experiment::Experiment experiment = shown().experiment;
        experiment.name = m_sweep->sweep().base.name;
        experiment.onnx = m_sweep->sweep().base.onnx;
        emit newRunRequested(experiment);
    });
    connect(m_export, &QPushButton::clicked, this, [this] {
        m_exporting = true;
        sayExport(tr("Exporting and checking…"));
        m_session.exportOnnx(runFolder(), ExportPanel::defaultFolder(m_sweep->path() + u'-' + shown().name));
        showButtons();
    });
    auto* actions = new QWidget;
    auto* row = new QHBoxLayout(actions);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kSmallGap);
    row->addWidget(m_open);
    row->addWidget(m_use);
    row->addWidget(m_export);
    row->addStretch(1);
    return actions;
}

void CellPanel::connectSession() {
    connect(&m_session, &TrainingSession::stepsRecorded, this, [this](const QList<report::StepMetrics>& steps) {
        if (!isMine()) return;
        const bool wasEmpty = m_curves.of(Track::Student).total.measured.isEmpty();
        for (const report::StepMetrics& step : steps) m_curves.add(step);
        if (wasEmpty) showCurves();
        m_loss->refresh();
    });
    connect(&m_session, &TrainingSession::epochRecorded, this, [this](const report::EpochMetrics& epoch) {
        if (!isMine()) return;
        m_curves.add(epoch);
        showCurves();
    });
    connect(&m_session, &TrainingSession::stateChanged, this, &CellPanel::showButtons);
    connect(&m_session, &TrainingSession::exported, this, [this](const report::OnnxReport& onnx) {
        if (!std::exchange(m_exporting, false)) return;
        sayExport(exportSentence(onnx) + u'\n' + QDir::toNativeSeparators(onnx.folder));
    });
    connect(&m_session, &TrainingSession::exportFailed, this, [this](const session::Problem& problem) {
        if (std::exchange(m_exporting, false)) sayExport(problemText(problem));
    });
    connect(m_seeds, &QComboBox::activated, this, [this] { emit seedChosen(m_seeds->currentData().value<size_t>()); });
}

void CellPanel::sayExport(const QString& text) {
    m_exportText->setText(text);
    m_exportText->setVisible(!text.isEmpty());
}

bool CellPanel::isMine() const { return m_live && m_sweep && m_session.runFolder() == runFolder(); }

void CellPanel::setSeeds(const QList<size_t>& cells) {
    const QSignalBlocker blocker(m_seeds);
    m_seeds->clear();
    for (const size_t cell : cells) m_seeds->addItem({}, QVariant::fromValue(cell));
    m_seeds->setVisible(cells.size() > 1);
}

void CellPanel::showCell(const sweep::SweepFolder& sweep, size_t cell, const sweep::CellResult& result, bool isLive) {
    const bool isOther = !m_sweep || m_sweep->path() != sweep.path() || cell != m_index;
    m_sweep = sweep;
    m_index = cell;
    m_state = result.state;
    m_live = isLive;
    if (isOther && !m_exporting) sayExport({});
    m_curves.clear();
    m_curves.add(report::readMetrics(runFolder()));
    for (int i = 0; i < m_seeds->count(); ++i) {
        const auto seeded = m_seeds->itemData(i).value<size_t>();
        m_seeds->setItemText(i, tr("Seed %1").arg(sweep.cells()[seeded].seed()));
        if (seeded == cell) m_seeds->setCurrentIndex(i);
    }
    m_setting->setText(sweep::placeText(sweep.sweep(), shown()));
    m_sentence->setText(sentence(result));
    m_accuracy->showEverything();
    m_loss->showEverything();
    showCurves();
    showButtons();
}

QString CellPanel::sentence(const sweep::CellResult& result) const {
    if (result.problem) return problemText(*result.problem);
    if (m_live) return tr("This run is under way.");
    if (result.state == CellState::Waiting) return tr("This run has not begun yet.");
    if (result.state == CellState::Interrupted) return tr("This run was stopped before the end.");
    QString text = tr("The student gets %1 of the test examples right and answers like its teacher on %2.")
                       .arg(report::percentText(result.accuracy), report::percentText(result.agreement));
    try {
        text = joinSentences({text, report::baselineSentence(report::readReport(runFolder()))});
    } catch (const Error&) {
        // The figures above came from the same report: it has gone meanwhile.
    }
    return text;
}

bool CellPanel::canOpen() const { return m_sweep && (m_live || m_state == CellState::Finished); }

void CellPanel::showButtons() {
    m_open->setEnabled(canOpen());
    m_use->setEnabled(m_sweep.has_value());
    m_export->setEnabled(m_sweep && m_state == CellState::Finished && !m_session.isBusy());
}

void CellPanel::showCurves() {
    const Theme& theme = Theme::current();
    const TrackCurves& student = m_curves.of(Track::Student);
    QColor pale = theme.student;
    pale.setAlphaF(0.25F);
    std::vector<PlottedCurve> loss;
    if (!student.total.measured.isEmpty()) {
        loss.push_back(
            {.name = tr("Loss"), .pen = QPen(pale, 1), .points = &student.total.measured, .inLegend = false});
        loss.push_back({.name = tr("Loss of the student"),
                        .pen = QPen(theme.student, 2),
                        .points = &student.total.smoothed.curve(),
                        .values = &student.total.measured});
    }
    m_loss->setCurves(std::move(loss), {});
    std::vector<PlottedCurve> shares;
    std::vector<PlottedLevel> levels;
    if (!student.accuracy.isEmpty()) {
        shares.push_back({.name = trackTitle(Track::Student),
                          .pen = QPen(theme.student, 2),
                          .points = &student.accuracy,
                          .dots = true});
    }
    if (const auto teacher = m_curves.teacherLevel()) {
        levels.push_back({trackTitle(Track::Teacher), theme.teacher, *teacher});
    }
    if (const auto baseline = m_curves.baselineLevel()) {
        levels.push_back({trackTitle(Track::Baseline), theme.baseline, *baseline});
    }
    m_accuracy->setCurves(std::move(shares), std::move(levels));
}

void CellPanel::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) showCurves();
}

}  // namespace distillab::ui
