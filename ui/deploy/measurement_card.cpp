#include "ui/deploy/measurement_card.h"

#include "core/base/error.h"
#include "core/session/training_session.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/problem_text.h"
#include "ui/widgets/result_table.h"
#include "ui/widgets/theme.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QProgressBar>
#include <QPushButton>
#include <QTableView>

namespace distillab::ui {

using namespace Qt::Literals::StringLiterals;
using session::TrainingSession;

MeasurementCard::MeasurementCard(TrainingSession& session, QWidget* parent)
    : Card(tr("What it takes to run"), parent),
      m_session(session),
      m_headline(makeLabel({}, TextRole::Body)),
      m_table(makeResultTable(&m_model, u"monitor.deploy.table"_s, tr("Speed, size and memory of the ONNX files"))),
      m_how(makeLabel({}, TextRole::Muted)),
      m_problems(new MessageLine),
      m_message(new MessageLine),
      m_measure(new QPushButton),
      m_stop(new QPushButton(tr("&Stop measuring"))),
      m_progress(new QProgressBar) {
    setObjectName(u"monitor.deploy"_s);
    m_headline->setObjectName(u"monitor.deploy.headline"_s);
    m_headline->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_how->setObjectName(u"monitor.deploy.how"_s);
    m_problems->setObjectName(u"monitor.deploy.problems"_s);
    m_message->setObjectName(u"monitor.deploy.message"_s);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->horizontalHeader()->setMinimumSectionSize(150);
    content()->addWidget(m_headline);
    content()->addWidget(m_table);
    content()->addWidget(m_problems);
    content()->addWidget(m_how);
    content()->addWidget(m_message);
    content()->addWidget(makeActions());

    connect(&m_session, &TrainingSession::measured, this,
            [this](const QString& runFolder, const report::Measurement& measurement) {
                setWorking(false);
                if (runFolder == m_runFolder) showMeasurement(measurement);
            });
    connect(&m_session, &TrainingSession::measureFailed, this,
            [this](const QString& runFolder, const session::Problem& problem) {
                setWorking(false);
                if (runFolder == m_runFolder) showFailure(problem);
            });
    connect(&m_session, &TrainingSession::stateChanged, this, &MeasurementCard::updateButtons);
    setWorking(false);
    showNothing();
}

QWidget* MeasurementCard::makeActions() {
    m_measure->setObjectName(u"monitor.deploy.measure"_s);
    m_measure->setAutoDefault(true);
    m_measure->setToolTip(tr("Opens each file in a program of its own, several times, and times its answers."));
    m_stop->setObjectName(u"monitor.deploy.stop"_s);
    m_stop->setAutoDefault(true);
    m_progress->setObjectName(u"monitor.deploy.progress"_s);
    m_progress->setAccessibleName(tr("Measuring"));
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    auto* actions = new QWidget;
    auto* row = new QHBoxLayout(actions);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_measure);
    row->addWidget(m_stop);
    row->addWidget(m_progress, 1);
    row->addStretch(1);
    connect(m_measure, &QPushButton::clicked, this, &MeasurementCard::measure);
    connect(m_stop, &QPushButton::clicked, &m_session, &TrainingSession::stop);
    return actions;
}

void MeasurementCard::setRun(const QString& runFolder) {
    m_runFolder = runFolder;
    m_message->clearMessage();
    try {
        const std::optional<report::Measurement> measurement = report::readMeasurement(runFolder);
        if (measurement) return showMeasurement(*measurement);
        showNothing();
    } catch (const Error& error) {
        showNothing();
        showFailure(session::toProblem(error));
    }
}

void MeasurementCard::showMeasurement(const report::Measurement& measurement) {
    m_message->clearMessage();
    const QString headline = report::measuredHeadline(measurement);
    m_headline->setText(headline);
    m_headline->setVisible(!headline.isEmpty());
    m_model.setMeasurement(measurement);
    m_table->setVisible(m_model.columnCount() > 0);
    fitHeight(m_table);
    m_how->setText(report::measuredHow(measurement));
    m_how->setVisible(true);
    const QString problems = report::measuredProblems(measurement);
    problems.isEmpty() ? m_problems->clearMessage() : m_problems->showWarning(problems);
    m_measure->setText(tr("&Measure again"));
}

void MeasurementCard::showNothing() {
    m_headline->setText(
        tr("Not measured yet. Speed, size and memory of teacher and student as ONNX files are measured "
           "one after the other, which takes about half a minute; the computer should have nothing "
           "else to do then."));
    m_headline->setVisible(true);
    m_table->hide();
    m_how->hide();
    m_problems->clearMessage();
    m_measure->setText(tr("&Measure"));
}

void MeasurementCard::measure() {
    if (m_session.isBusy()) return;
    m_message->clearMessage();
    setWorking(true);
    m_session.measure(m_runFolder);
}

void MeasurementCard::showFailure(const session::Problem& problem) { m_message->showError(problemText(problem)); }

void MeasurementCard::setWorking(bool working) {
    m_working = working;
    m_progress->setVisible(working);
    m_stop->setVisible(working);
    m_measure->setVisible(!working);
    updateButtons();
}

void MeasurementCard::updateButtons() {
    m_measure->setEnabled(!m_session.isBusy());
    m_stop->setEnabled(m_session.state() != session::SessionState::Stopping);
}

}  // namespace distillab::ui
