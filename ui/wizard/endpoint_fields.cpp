#include "ui/wizard/endpoint_fields.h"

#include "core/base/error.h"
#include "core/base/sentences.h"
#include "core/endpoint/estimate.h"
#include "core/endpoint/from_experiment.h"
#include "core/report/wording.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/problem_text.h"
#include "ui/widgets/theme.h"
#include "ui/wizard/experiment_draft.h"
#include "ui/wizard/fields.h"

#include <QBoxLayout>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>

#include <optional>

namespace distillab::ui {

using namespace Qt::Literals::StringLiterals;
using experiment::EndpointSpec;
using report::countText;

namespace {

constexpr int kPromptHeight = 88;
constexpr int kMostRequests = 2'000'000'000;
constexpr double kMostMoney = 1'000'000;
constexpr qsizetype kShownAnswer = 80;

/// The first text of the user's data, as it will be asked about; nothing while that is not known.
std::optional<endpoint::LabelText> firstText(const ExperimentDraft& draft) {
    const auto table = draft.table();
    if (!table || table->textColumn < 0 || !draft.preview() || draft.preview()->classNames.size() < 2) return {};
    for (const QStringList& row : table->rows) {
        const QString text = row.value(table->textColumn);
        if (text.isEmpty()) continue;
        return endpoint::LabelText{text, table->pairColumn < 0 ? QString() : row.value(table->pairColumn)};
    }
    return {};
}

endpoint::ConnectionReport reportOf(const endpoint::EndpointOptions& options, const endpoint::LabelTask& task,
                                    const endpoint::LabelText& text, RunControl& control) {
    try {
        endpoint::checkOptions(options);
        const endpoint::ApiKey key = endpoint::findKey(options.keyVariable, endpoint::chatUrl(options).host());
        return endpoint::testConnection(options, task, text, key, control);
    } catch (const Error& error) {
        endpoint::ConnectionReport report;
        report.problem = error.message();
        report.remedy = error.remedy();
        return report;
    }
}

}  // namespace

EndpointFields::EndpointFields(ExperimentDraft& draft, const QString& names, QWidget* parent)
    : QWidget(parent), m_draft(draft), m_connection(this) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kLargeGap, 0, 0, 0);
    layout->setSpacing(kSmallGap);
    layout->addWidget(
        makeLabel(tr("Any server that speaks the OpenAI chat API: DeepSeek, vLLM, a llama.cpp server. The texts of "
                     "your data and the question are sent to its address, one text at a time, and nowhere else. Every "
                     "answer is kept on this computer and never asked for twice."),
                  TextRole::Muted));
    makeServer(names);
    makeLimits(names);
    m_effort = makeLabel({}, TextRole::Muted);
    layout->addWidget(m_effort);
    makeTest(names);
}

void EndpointFields::makeServer(const QString& names) {
    m_url = new QLineEdit;
    m_url->setObjectName(names + u".url"_s);
    m_url->setPlaceholderText(u"https://host/v1"_s);
    m_model = new QLineEdit;
    m_model->setObjectName(names + u".model"_s);
    m_prompt = new QPlainTextEdit;
    m_prompt->setObjectName(names + u".prompt"_s);
    m_prompt->setProperty("role", u"field"_s);
    m_prompt->setFixedHeight(kPromptHeight);
    m_prompt->setTabChangesFocus(true);
    m_prompt->setPlaceholderText(
        tr("Left empty: a general question that names the labels. Better: what the texts are, and what each label "
           "means."));
    m_keyVariable = new QLineEdit;
    m_keyVariable->setObjectName(names + u".keyVariable"_s);
    m_keyState = makeLabel({}, TextRole::Muted);
    layout()->addWidget(makeFieldLabel(tr("Addr&ess:"), m_url));
    layout()->addWidget(m_url);
    layout()->addWidget(makeFieldLabel(tr("Mo&del:"), m_model));
    layout()->addWidget(m_model);
    layout()->addWidget(makeFieldLabel(tr("&Question:"), m_prompt));
    layout()->addWidget(m_prompt);
    layout()->addWidget(makeFieldLabel(tr("Environment variable with the &key:"), m_keyVariable));
    layout()->addWidget(m_keyVariable);
    layout()->addWidget(m_keyState);
    const auto connectLine = [this](QLineEdit* field, QString EndpointSpec::* member) {
        connect(field, &QLineEdit::textEdited, this, [this, member](const QString& text) {
            m_draft.edit([&](auto& e) { e.teacher.endpoint.*member = text.trimmed(); });
        });
    };
    connectLine(m_url, &EndpointSpec::url);
    connectLine(m_model, &EndpointSpec::model);
    connectLine(m_keyVariable, &EndpointSpec::keyVariable);
    connect(m_prompt, &QPlainTextEdit::textChanged, this,
            [this] { m_draft.edit([&](auto& e) { e.teacher.endpoint.prompt = m_prompt->toPlainText(); }); });
}

void EndpointFields::makeLimits(const QString& names) {
    m_concurrency = makeWholeField(names + u".concurrency"_s, 1, 64, 1);
    m_concurrency->setToolTip(tr("Requests that are under way together."));
    m_samples = makeWholeField(names + u".samples"_s, 1, 100, 1);
    m_samples->setToolTip(
        tr("Asked per text where the server tells no probabilities: how often a label comes up is its "
           "probability."));
    m_temperature = makeNumberField(names + u".temperature"_s, 0, 2, 2);
    m_temperature->setStepType(QAbstractSpinBox::DefaultStepType);
    m_temperature->setSingleStep(0.1);
    m_temperature->setToolTip(tr("Of these answers: at 0 all would be alike."));
    m_judge = makeWholeField(names + u".judge"_s, 0, kMostRequests, 50);
    m_judge->setSpecialValueText(tr("all"));
    m_judge->setToolTip(tr("Test texts that it is asked about, to tell how good it is."));
    m_maxRequests = makeWholeField(names + u".maxRequests"_s, 0, kMostRequests, 100);
    m_maxRequests->setSpecialValueText(tr("no limit"));
    m_maxRequests->setToolTip(tr("The run stops asking there; what was answered is kept."));
    m_maxCost = makeNumberField(names + u".maxCost"_s, 0, kMostMoney, 2);
    m_maxCost->setSpecialValueText(tr("no limit"));
    m_maxCost->setToolTip(tr("In the currency of the prices."));
    m_priceIn = makeNumberField(names + u".priceIn"_s, 0, kMostMoney, 3);
    m_priceIn->setToolTip(tr("Of a million tokens that it reads."));
    m_priceOut = makeNumberField(names + u".priceOut"_s, 0, kMostMoney, 3);
    m_priceOut->setToolTip(tr("Of a million tokens that it writes."));
    auto* grid = new QGridLayout;
    addField(grid, tr("At a time:"), m_concurrency);
    addField(grid, tr("Answers per text:"), m_samples);
    addField(grid, tr("Their temperature:"), m_temperature);
    addField(grid, tr("Judged on:"), m_judge);
    addField(grid, tr("Most requests:"), m_maxRequests);
    addField(grid, tr("Most money:"), m_maxCost);
    addField(grid, tr("Price of reading:"), m_priceIn);
    addField(grid, tr("Price of writing:"), m_priceOut);
    qobject_cast<QBoxLayout*>(layout())->addLayout(grid);
    const auto connectWhole = [this](QSpinBox* field, int EndpointSpec::* member) {
        connect(field, &QSpinBox::valueChanged, this,
                [this, member](int value) { m_draft.edit([&](auto& e) { e.teacher.endpoint.*member = value; }); });
    };
    const auto connectNumber = [this](QDoubleSpinBox* field, double EndpointSpec::* member) {
        connect(field, &QDoubleSpinBox::valueChanged, this,
                [this, member](double value) { m_draft.edit([&](auto& e) { e.teacher.endpoint.*member = value; }); });
    };
    connectWhole(m_concurrency, &EndpointSpec::concurrency);
    connectWhole(m_samples, &EndpointSpec::samples);
    connectNumber(m_temperature, &EndpointSpec::temperature);
    connectWhole(m_judge, &EndpointSpec::judge);
    connectWhole(m_maxRequests, &EndpointSpec::maxRequests);
    connectNumber(m_maxCost, &EndpointSpec::maxCost);
    connectNumber(m_priceIn, &EndpointSpec::priceIn);
    connectNumber(m_priceOut, &EndpointSpec::priceOut);
}

void EndpointFields::refresh() {
    const EndpointSpec& endpoint = m_draft.experiment().teacher.endpoint;
    setQuietly(m_url, endpoint.url);
    setQuietly(m_model, endpoint.model);
    if (m_prompt->toPlainText() != endpoint.prompt) {
        const QSignalBlocker blocker(m_prompt);
        m_prompt->setPlainText(endpoint.prompt);
    }
    setQuietly(m_keyVariable, endpoint.keyVariable);
    setQuietly(m_concurrency, endpoint.concurrency);
    setQuietly(m_samples, endpoint.samples);
    setQuietly(m_temperature, endpoint.temperature);
    setQuietly(m_judge, endpoint.judge);
    setQuietly(m_maxRequests, endpoint.maxRequests);
    setQuietly(m_maxCost, endpoint.maxCost);
    setQuietly(m_priceIn, endpoint.priceIn);
    setQuietly(m_priceOut, endpoint.priceOut);
    m_keyState->setText(keyState());
    m_effort->setText(effort());
    const bool isKnown = !endpoint.url.isEmpty() && !endpoint.model.isEmpty();
    m_test->setEnabled(isKnown && !m_connection.isUnderWay() && firstText(m_draft).has_value());
}

void EndpointFields::makeTest(const QString& names) {
    m_test = new QPushButton(tr("Test the connect&ion"));
    m_test->setObjectName(names + u".test"_s);
    m_test->setAutoDefault(true);
    m_testResult = new MessageLine;
    m_testResult->setObjectName(names + u".testResult"_s);
    auto* row = new QHBoxLayout;
    row->setSpacing(kSmallGap);
    row->addWidget(m_test);
    row->addWidget(makeLabel(tr("Asks one question, about the first of your texts."), TextRole::Muted), 1);
    qobject_cast<QBoxLayout*>(layout())->addLayout(row);
    layout()->addWidget(m_testResult);
    connect(m_test, &QPushButton::clicked, this, &EndpointFields::test);
    for (QLineEdit* field : {m_url, m_model, m_keyVariable}) {
        connect(field, &QLineEdit::textEdited, this, &EndpointFields::forgetTest);
    }
    connect(m_prompt, &QPlainTextEdit::textChanged, this, &EndpointFields::forgetTest);
}

void EndpointFields::forgetTest() {
    m_connection.cancel();
    m_testResult->clearMessage();
    refresh();
}

void EndpointFields::test() {
    const std::optional<endpoint::LabelText> text = firstText(m_draft);
    if (!text) return;
    const EndpointSpec& spec = m_draft.experiment().teacher.endpoint;
    const auto work = [this, text = *text, options = endpoint::optionsOf(spec),
                       task = endpoint::taskOf(spec, m_draft.preview()->classNames)](RunControl& control, const auto&) {
        return [this, report = reportOf(options, task, text, control)] { showTest(report); };
    };
    m_connection.start(work);
    m_testResult->showHint(tr("Waiting for the answer…"));
    refresh();
}

void EndpointFields::showTest(const endpoint::ConnectionReport& report) {
    refresh();
    if (!report.isGood) {
        m_testResult->showError(problemText({report.problem, {}, report.remedy}));
        return;
    }
    QString answer = report.answer.left(kShownAnswer).simplified();
    if (answer.size() < report.answer.size()) answer += u'…';
    if (report.label.isEmpty()) {
        m_testResult->showWarning(tr("It answers “%1”, which names none of the labels. Make the question firmer: what "
                                     "each label means, and that nothing but its letter is wanted.")
                                      .arg(answer));
        return;
    }
    const EndpointSpec& spec = m_draft.experiment().teacher.endpoint;
    const endpoint::EndpointOptions options = endpoint::optionsOf(spec);
    const qint64 texts = textsToAskAbout();
    const endpoint::Estimate all = endpoint::estimateLike(report, options, endpoint::taskOf(spec, {}), texts);
    QStringList sentences = {
        tr("It answers “%1”, which stands for “%2”, after %3.")
            .arg(answer, report.label, report::durationText(report.seconds)),
        report.hasLogprobs ? tr("The probabilities of its words came along: one request per text is enough.")
                           : tr("No probabilities came along: each text is asked about %1 times.").arg(spec.samples),
        tr("All %1 texts: %2 requests, about %3 tokens and %4.")
            .arg(countText(texts), countText(all.requests), countText(all.inputTokens + all.outputTokens),
                 report::durationText(all.seconds))};
    const bool isPriced = spec.priceIn > 0 || spec.priceOut > 0;
    sentences << (isPriced ? tr("Cost: about %1, in the currency of the prices.").arg(all.cost, 0, 'f', 2)
                           : tr("With the prices filled in, the cost stands here."));
    m_testResult->showHint(joinSentences(sentences));
}

qint64 EndpointFields::textsToAskAbout() const {
    const auto& preview = m_draft.preview();
    if (!preview) return 0;
    const int judge = m_draft.experiment().teacher.endpoint.judge;
    const qint64 judged = judge == 0 ? preview->testItems : std::min<qint64>(judge, preview->testItems);
    return preview->trainItems + preview->validationItems + judged;
}

/// Says whether there is a key, never what it is.
QString EndpointFields::keyState() const {
    const QString variable = m_draft.experiment().teacher.endpoint.keyVariable;
    const bool isSet = !variable.isEmpty() && !qEnvironmentVariable(variable.toUtf8().constData()).isEmpty();
    return isSet ? tr("It is set. The key is only read from there, and written down nowhere.")
                 : tr("It is not set where DistilLab was started. A server on this computer often needs no key.");
}

QString EndpointFields::effort() const {
    const qint64 texts = textsToAskAbout();
    if (texts == 0) return {};
    const EndpointSpec& endpoint = m_draft.experiment().teacher.endpoint;
    return tr("About %1 texts will be asked about: %1 requests, or %2 where the server tells no probabilities.")
        .arg(countText(texts), countText(texts * endpoint.samples));
}

}  // namespace distillab::ui
