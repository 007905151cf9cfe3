#include "ui/monitor/monitor_page.h"

#include "core/base/error.h"
#include "core/report/wording.h"
#include "core/session/training_session.h"
#include "ui/explorer/explorer_view.h"
#include "ui/monitor/problem_card.h"
#include "ui/monitor/results_view.h"
#include "ui/monitor/training_view.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/theme.h"

#include <QBoxLayout>
#include <QDir>
#include <QFileInfo>
#include <QPushButton>
#include <QTabWidget>

namespace distillab::ui {

using namespace Qt::Literals::StringLiterals;
using session::TrainingSession;

MonitorPage::MonitorPage(TrainingSession& session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_title(makeLabel({}, TextRole::Title)),
      m_subtitle(makeLabel({}, TextRole::Muted)),
      m_problem(new ProblemCard(tr("This run cannot be shown"))),
      m_views(new QTabWidget),
      m_training(new TrainingView(session)),
      m_results(new ResultsView(session)),
      m_explorer(new ExplorerView(session)) {
    auto* back = new QPushButton(tr("&Back to start"));
    back->setObjectName(u"monitor.back"_s);
    back->setAutoDefault(true);
    m_title->setObjectName(u"monitor.title"_s);
    m_problem->setObjectName(u"monitor.unreadable"_s);
    m_views->setObjectName(u"monitor.views"_s);
    m_views->setDocumentMode(true);
    m_views->addTab(m_training, tr("&Training"));
    m_views->addTab(m_results, tr("&Results"));
    m_views->addTab(m_explorer, tr("Te&mperature"));

    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_title);
    words->addWidget(m_subtitle);
    auto* header = new QHBoxLayout;
    header->addLayout(words, 1);
    header->addWidget(back);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kLargeGap, kGap, kLargeGap, kGap);
    layout->setSpacing(kSmallGap);
    layout->addLayout(header);
    layout->addWidget(m_problem, 0, Qt::AlignTop);
    layout->addWidget(m_views, 1);

    connect(back, &QPushButton::clicked, this, &MonitorPage::startPageRequested);
    connect(m_results, &ResultsView::newRunRequested, this, &MonitorPage::newRunRequested);
    connect(m_results, &ResultsView::sweepRequested, this, &MonitorPage::sweepRequested);
    connect(m_results, &ResultsView::adviceTaken, this, &MonitorPage::adviceTaken);
    connect(m_training, &TrainingView::adviceTaken, this, &MonitorPage::adviceTaken);
    connect(m_results, &ResultsView::tryOutRequested, this, &MonitorPage::tryOutRequested);
    connect(&m_session, &TrainingSession::finished, this, [this](const report::RunReport& report) {
        if (m_session.runFolder() == m_runFolder) showResults(report);
    });
}

void MonitorPage::showLive(const experiment::Experiment& experiment, const QString& runFolder) {
    const bool comesBack = m_session.isBusy() && m_session.runFolder() == runFolder && m_runFolder == runFolder;
    if (comesBack) return;  // everything is still here
    showHeader(experiment, runFolder);
    setResultsEnabled(false);
    m_views->setCurrentWidget(m_training);
    m_training->showLive(experiment, runFolder, report::readMetrics(runFolder));
}

void MonitorPage::showFinished(const QString& runFolder) {
    try {
        const report::RunReport report = report::readReport(runFolder);
        showHeader(report.experiment, runFolder);
        m_training->showFinished(report.experiment, runFolder, report::readMetrics(runFolder));
        showResults(report);
    } catch (const Error& error) {
        m_runFolder = runFolder;
        m_title->setText(QFileInfo(QDir::cleanPath(runFolder)).fileName());
        m_subtitle->setText(QDir::toNativeSeparators(runFolder));
        m_views->hide();
        m_problem->showProblem(session::toProblem(error));
    }
}

void MonitorPage::setResultsEnabled(bool enabled) {
    for (QWidget* view : {static_cast<QWidget*>(m_results), static_cast<QWidget*>(m_explorer)}) {
        m_views->setTabEnabled(m_views->indexOf(view), enabled);
    }
}

void MonitorPage::showTemperature() {
    if (m_views->isTabEnabled(m_views->indexOf(m_explorer))) m_views->setCurrentWidget(m_explorer);
}

void MonitorPage::showTraining() { m_views->setCurrentWidget(m_training); }

void MonitorPage::showResults() {
    if (m_views->isTabEnabled(m_views->indexOf(m_results))) m_views->setCurrentWidget(m_results);
}

void MonitorPage::takeOver(const QWidget& predecessor) {
    const auto& old = static_cast<const MonitorPage&>(predecessor);
    if (old.m_runFolder.isEmpty()) return;
    const bool hasResults = old.m_views->isTabEnabled(old.m_views->indexOf(old.m_results));
    if (hasResults || old.m_views->isHidden()) {
        showFinished(old.m_runFolder);
    } else {
        showHeader(old.m_experiment, old.m_runFolder);
        setResultsEnabled(false);
    }
    m_training->takeOver(*old.m_training);
    m_views->setCurrentIndex(old.m_views->currentIndex());
}

QString MonitorPage::teacherName(const experiment::TeacherSpec& teacher) {
    switch (teacher.source) {
        case experiment::TeacherSource::Train:
        case experiment::TeacherSource::Hub: return teacher.model;
        case experiment::TeacherSource::Endpoint: return teacher.endpoint.model;
        default: return QFileInfo(teacher.path).fileName();
    }
}

void MonitorPage::showHeader(const experiment::Experiment& experiment, const QString& runFolder) {
    m_runFolder = runFolder;
    m_experiment = experiment;
    m_problem->hide();
    m_views->show();
    m_title->setText(QFileInfo(QDir::cleanPath(runFolder)).fileName());
    const QString teacher = teacherName(experiment.teacher);
    m_subtitle->setText(tr("%1 teaches %2, temperature %3, alpha %4")
                            .arg(teacher, experiment.student.model, report::courseText(experiment.distill.temperature),
                                 report::courseText(experiment.distill.alpha)));
    m_subtitle->setToolTip(QDir::toNativeSeparators(runFolder));
}

void MonitorPage::showResults(const report::RunReport& report) {
    m_results->setReport(report);
    m_explorer->setRun(report);
    setResultsEnabled(true);
    m_views->setCurrentWidget(m_results);
}

}  // namespace distillab::ui
