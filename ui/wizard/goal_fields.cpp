#include "ui/wizard/goal_fields.h"

#include "core/base/error.h"
#include "core/base/sentences.h"
#include "core/models/registry.h"
#include "core/models/transformer_config.h"
#include "core/session/training_session.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/problem_text.h"
#include "ui/widgets/theme.h"
#include "ui/wizard/fields.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QHideEvent>
#include <QPushButton>
#include <QToolButton>

#include <utility>

namespace distillab::ui {

using namespace Qt::Literals::StringLiterals;
using experiment::Device;
using experiment::GoalSpec;
using report::SizeForecast;

GoalFields::GoalFields(ExperimentDraft& draft, QWidget* parent)
    : Card({}, parent),
      m_draft(draft),
      m_device(new QComboBox),
      m_limits(makeLabel({}, TextRole::Muted)),
      m_forecast(makeLabel({}, TextRole::Body)),
      m_candidatesText(makeLabel({}, TextRole::Muted)),
      m_measure(new QPushButton),
      m_speeds(makeLabel({}, TextRole::Body)),
      m_more(makeFold(u"wizard.student.goal.more"_s, tr("Limits of my &device"))),
      m_byHand(new QWidget),
      m_measuring(this) {
    m_device->setObjectName(u"wizard.student.goal"_s);
    m_device->addItem(tr("Not decided yet"), static_cast<int>(Device::None));
    m_device->addItem(tr("Phone"), static_cast<int>(Device::Phone));
    m_device->addItem(tr("Small board"), static_cast<int>(Device::Board));
    m_device->addItem(tr("Kiosk on an old PC"), static_cast<int>(Device::Kiosk));
    m_device->addItem(tr("Browser"), static_cast<int>(Device::Browser));
    m_limits->setObjectName(u"wizard.student.goal.limits"_s);
    m_forecast->setObjectName(u"wizard.student.goal.forecast"_s);
    m_candidatesText->setObjectName(u"wizard.student.goal.candidates"_s);
    m_speeds->setObjectName(u"wizard.student.goal.speeds"_s);
    m_measure->setObjectName(u"wizard.student.goal.measure"_s);
    m_measure->setToolTip(
        tr("Each model is written with random weights and timed by a process of its own: what it takes "
           "to run does not depend on what it has learnt. Takes about half a minute."));
    connect(m_measure, &QPushButton::clicked, this, &GoalFields::measureOrStop);

    auto* row = new QHBoxLayout;
    row->addWidget(makeFieldLabel(tr("Where &it is to run:"), m_device));
    row->addWidget(m_device);
    row->addStretch(1);
    content()->addLayout(row);
    content()->addWidget(m_forecast);
    content()->addWidget(m_candidatesText);
    content()->addWidget(m_measure, 0, Qt::AlignLeft);
    content()->addWidget(m_speeds);
    content()->addWidget(m_limits);
    content()->addWidget(m_more, 0, Qt::AlignLeft);
    content()->addWidget(m_byHand);

    auto* grid = new QGridLayout(m_byHand);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(kLargeGap);
    addField(grid, tr("Most of the &file:"), makeLimit(u"size"_s, tr(" MB"), &GoalSpec::sizeMb));
    addField(grid, tr("Most time for &one item:"), makeLimit(u"latency"_s, tr(" ms"), &GoalSpec::latencyMs));
    addField(grid, tr("Most &memory:"), makeLimit(u"memory"_s, tr(" MB"), &GoalSpec::memoryMb));
    addField(grid, tr("&Slower than this machine:"), makeLimit(u"slowdown"_s, tr(" times"), &GoalSpec::slowdown));
    m_byHand->hide();

    connect(m_more, &QToolButton::toggled, m_byHand, &QWidget::setVisible);
    connect(m_device, &QComboBox::currentIndexChanged, this, [this] {
        m_draft.edit([&](auto& e) { e.goal.device = static_cast<Device>(m_device->currentData().toInt()); });
    });
}

QDoubleSpinBox* GoalFields::makeLimit(const QString& name, const QString& suffix, double GoalSpec::* value) {
    QDoubleSpinBox* box =
        makeNumberField(u"wizard.student.goal."_s + name, 0, value == &GoalSpec::slowdown ? 1000 : 1e6, 1);
    box->setSuffix(suffix);
    box->setSpecialValueText(tr("as assumed"));
    m_fields.append({box, value});
    connect(box, &QDoubleSpinBox::valueChanged, this,
            [this, value](double chosen) { m_draft.edit([&](auto& e) { e.goal.*value = chosen; }); });
    return box;
}

void GoalFields::refresh() {
    const GoalSpec& goal = m_draft.experiment().goal;
    setQuietly(m_device, static_cast<int>(goal.device));
    for (const Field& field : m_fields) setQuietly(field.box, goal.*field.value);
    const bool isSet = goal.isSet();
    m_limits->setVisible(isSet);
    m_more->setVisible(isSet);
    m_byHand->setVisible(isSet && m_more->isChecked());
    const std::optional<ModelSize> size = m_draft.studentSize();
    m_forecast->setVisible(isSet && size);
    if (isSet && size) m_forecast->setText(report::forecastText(goal, size->parameters));
    listCandidates();
    m_candidatesText->setText(candidatesText());
    m_candidatesText->setVisible(!m_candidatesText->text().isEmpty());
    if (isSet) {
        m_limits->setText(
            joinSentences({report::limitsText(goal),
                           tr("Speed and memory are measured at the end of the run and held against this.")}));
    }
    if (!m_measuring.isUnderWay()) showSpeeds();
}

void GoalFields::listCandidates() {
    const std::vector<measure::UntrainedNetwork> before = std::exchange(m_candidates, {});
    m_sizes.clear();
    const std::optional<ModelInput> input = m_draft.modelInput();
    const GoalSpec& goal = m_draft.experiment().goal;
    if (input && goal.isSet()) {
        const double width = input->isText() ? 1 : m_draft.experiment().student.width;
        for (const models::ModelInfo& model : input->isText() ? models::listTextModels() : models::listModels()) {
            const std::optional<ModelSize> size = trySizeOf({model.name, width}, *input);
            if (!size) continue;
            const SizeForecast forecast = report::forecastSize(goal, size->parameters);
            if (forecast == SizeForecast::TooLarge) continue;
            m_candidates.push_back({model.name, width, input->shape, input->classes, input->vocabulary, input->tokens});
            m_sizes.push_back(forecast);
        }
    }
    if (m_candidates == before) return;
    m_measuring.cancel();  // of other data, or under other limits
    m_measurement.reset();
}

QString GoalFields::candidatesText() const {
    if (!m_draft.experiment().goal.isSet() || !m_draft.modelInput()) return {};
    QStringList fits;
    QStringList inInt8;
    for (size_t i = 0; i < m_candidates.size(); ++i) {
        (m_sizes[i] == SizeForecast::Fits ? fits : inInt8) << m_candidates[i].model;
    }
    const QString separator = tr(", ");
    QStringList sentences;
    if (!fits.isEmpty()) sentences << tr("Small enough: %1.").arg(fits.join(separator));
    if (!inInt8.isEmpty()) sentences << tr("In int8 alone: %1.").arg(inInt8.join(separator));
    return sentences.isEmpty() ? tr("None of the models is small enough, not even in int8.") : joinSentences(sentences);
}

void GoalFields::measureOrStop() {
    if (m_measuring.isUnderWay()) {
        m_measuring.cancel();
        return showSpeeds();
    }
    m_measurement.reset();
    const auto showShare = [this](double share) {
        m_speeds->setText(tr("Measuring… %1 %").arg(static_cast<int>(100 * share)));
    };
    const auto work = [this, showShare, networks = m_candidates](RunControl& control,
                                                                 const LatestWork::Tell& tell) -> LatestWork::News {
        const auto tellShare = [&](double share) { tell([showShare, share] { showShare(share); }); };
        try {
            return [this, measurement = measure::measureUntrained(networks, control, tellShare)] {
                m_measurement = measurement;
                showSpeeds();
            };
        } catch (const Error& error) {
            return [this, problem = problemText(session::toProblem(error))] { showProblem(problem); };
        }
    };
    m_measuring.start(work);
    m_measure->setText(tr("Stop meas&uring"));
    showShare(0);
    m_speeds->show();
}

void GoalFields::showProblem(const QString& problem) {
    showSpeeds();
    m_speeds->setText(problem);
    m_speeds->show();
}

/// Nobody waits for it on another page, and a run that is started would be disturbed.
void GoalFields::hideEvent(QHideEvent* event) {
    Card::hideEvent(event);
    if (event->spontaneous() || !m_measuring.isUnderWay()) return;
    m_measuring.cancel();
    showSpeeds();
}

void GoalFields::showSpeeds() {
    m_measure->setText(tr("Meas&ure their speed"));
    m_measure->setVisible(!m_candidates.empty());
    m_speeds->setVisible(m_measurement.has_value());
    if (!m_measurement) return;
    const QString items = m_draft.isText() ? tr("Measured here, with texts of %n token(s), for the device:", nullptr,
                                                m_measurement->generatedTokens)
                                           : tr("Measured here, for the device:");
    m_speeds->setText(items + u'\n' + report::measuredForecast(m_draft.experiment().goal, *m_measurement));
}

}  // namespace distillab::ui
