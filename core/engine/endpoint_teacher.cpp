#include "core/engine/endpoint_teacher.h"

#include "core/base/error.h"
#include "core/endpoint/estimate.h"
#include "core/endpoint/from_experiment.h"
#include "core/engine/given_model.h"
#include "core/report/wording.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <stdexcept>

namespace distillab::engine {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::EndpointTeacher)
};

/// How often the log tells where the asking stands.
constexpr qint64 kTellEveryMs = 10'000;

QString moneyText(double cost) { return QString::number(cost, 'f', cost < 1 ? 4 : 2); }

QString estimateText(const endpoint::Estimate& estimate, bool isPriced) {
    QString text = Text::tr("%L1 requests are to be sent, %L2 answers are known; about %L3 tokens, %4")
                       .arg(estimate.requests)
                       .arg(estimate.stored)
                       .arg(estimate.inputTokens + estimate.outputTokens)
                       .arg(report::durationText(estimate.seconds));
    if (isPriced) text += u", "_s + Text::tr("cost %1").arg(moneyText(estimate.cost));
    return text + u'.';
}

}  // namespace

/// What has to be there where a run holds its teacher; it is never run.
class EndpointTeacher::Unasked : public nn::Model {
public:
    explicit Unasked(std::int64_t classes) : nn::Model(torch::kCPU), m_classes(classes) {}

    nn::Answer answer(const nn::Batch& /*batch*/, bool /*training*/, const nn::FeatureRequest& /*wanted*/) override {
        throw std::logic_error("an endpoint is asked beforehand, not batch by batch");
    }
    std::int64_t classCount() const override { return m_classes; }
    bool usesDropout() const override { return false; }

private:
    std::int64_t m_classes;
};

EndpointTeacher::EndpointTeacher(const experiment::EndpointSpec& spec, const QStringList& classNames,
                                 tokenizers::Tokenizer tokenizer, int maxLength)
    : TextReader(spec.model, std::move(tokenizer), maxLength),
      m_options(endpoint::optionsOf(spec)),
      m_task(endpoint::taskOf(spec, classNames)),
      m_model(std::make_unique<Unasked>(classNames.size())) {
    endpoint::checkOptions(m_options);
}

EndpointTeacher::~EndpointTeacher() = default;

nn::Model& EndpointTeacher::model() { return *m_model; }

void EndpointTeacher::save(const QString& /*folder*/, models::DType /*type*/) { refuseToWrite(name()); }

deploy::WrittenModel EndpointTeacher::toOnnx(const QString& /*recipe*/, const deploy::WeightPlan& /*plan*/,
                                             deploy::OnnxDataFile* /*data*/) {
    refuseToWrite(name());
}

deploy::Inputs EndpointTeacher::onnxInputs(const nn::Batch& /*batch*/) const { refuseToWrite(name()); }

endpoint::Labels EndpointTeacher::ask(const std::vector<endpoint::LabelText>& texts, report::RunListener& listener,
                                      RunControl& control, const std::function<void(double)>& share) {
    const QString host = endpoint::chatUrl(m_options).host();
    const bool isPriced = m_options.priceIn > 0 || m_options.priceOut > 0;
    endpoint::AnswerStore store(endpoint::AnswerStore::sharedPath(m_options));
    listener.logged(Text::tr("The teacher is “%1” at %2. ").arg(name(), host) +
                    estimateText(endpoint::estimateLabelling(m_options, store, m_task, texts), isPriced));
    endpoint::Labeller labeller(m_options, endpoint::findKey(m_options.keyVariable, host), store, m_task, control);
    QElapsedTimer sinceTold;
    sinceTold.start();
    endpoint::Progress last;
    labeller.onRemark = [&](const QString& remark) { listener.logged(remark); };
    labeller.onProgress = [&](const endpoint::Progress& progress) {
        last = progress;
        share(static_cast<double>(progress.done) / static_cast<double>(std::max<qint64>(progress.asked, 1)));
        if (sinceTold.elapsed() < kTellEveryMs) return;
        sinceTold.restart();
        listener.logged(Text::tr("%L1 of %L2 answered.").arg(progress.done - progress.failed).arg(progress.asked));
    };
    endpoint::Labels labels = labeller.label(texts);
    listener.logged(Text::tr("%L1 requests were sent, %L2 answers were known; %L3 tokens in all")
                        .arg(last.requests)
                        .arg(last.stored)
                        .arg(last.usage.input + last.usage.output) +
                    (isPriced ? u", "_s + Text::tr("cost %1").arg(moneyText(last.cost)) : QString()) + u'.');
    return labels;
}

}  // namespace distillab::engine
