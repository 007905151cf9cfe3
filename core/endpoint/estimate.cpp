#include "core/endpoint/estimate.h"

#include "core/base/error.h"

#include <QSet>
#include <QTemporaryDir>

#include <algorithm>

namespace distillab::endpoint {
namespace {

using namespace Qt::Literals::StringLiterals;

/// Rules of thumb for a model that has not answered yet.
constexpr double kAnswerTokens = 300;
constexpr double kSecondsToStart = 0.6;
constexpr double kTokensPerSecond = 40;
/// Of a test: somebody looks on, and its answer is worth nothing.
constexpr std::chrono::milliseconds kPatience{60'000};
constexpr std::chrono::milliseconds kGrace{200};
/// A message's role and the marks around it.
constexpr qint64 kTokensPerMessage = 4;

qint64 inputTokensOf(const ChatRequest& request) {
    qint64 tokens = 0;
    for (const ChatMessage& message : request.messages) tokens += estimatedTokens(message.content) + kTokensPerMessage;
    return tokens;
}

}  // namespace

Estimate estimate(const EndpointOptions& options, const AnswerStore& store, const std::vector<ChatRequest>& requests) {
    const QUrl url = chatUrl(options);
    const auto means = store.means();
    Estimate estimate;
    estimate.isMeasured = means.has_value();
    QSet<QByteArray> keys;
    double output = 0;
    double seconds = 0;
    for (const ChatRequest& request : requests) {
        const QByteArray key = requestKey(request, url, options.model);
        if (keys.contains(key)) continue;  // asked once
        keys.insert(key);
        if (store.find(key) != nullptr) {
            ++estimate.stored;
            continue;
        }
        double tokens = means ? means->output : kAnswerTokens;
        if (request.maxTokens > 0) tokens = std::min<double>(tokens, request.maxTokens);
        ++estimate.requests;
        estimate.inputTokens += inputTokensOf(request);
        output += tokens;
        seconds += means ? means->seconds : kSecondsToStart + tokens / kTokensPerSecond;
    }
    estimate.outputTokens = static_cast<qint64>(output + 0.5);
    estimate.cost = (static_cast<double>(estimate.inputTokens) * options.priceIn + output * options.priceOut) * 1e-6;
    estimate.seconds = seconds / std::clamp(options.concurrency, 1, kMostConcurrency);
    return estimate;
}

Estimate estimateLabelling(const EndpointOptions& options, const AnswerStore& store, const LabelTask& task,
                           const std::vector<LabelText>& texts, double share) {
    const QUrl url = chatUrl(options);
    auto source = LabelSource::TokenProbabilities;
    for (const LabelText& text : texts) {
        const ChatRequest probe = labelRequest(task, text, source, 0, false);
        const ChatReply* known = store.find(requestKey(probe, url, options.model));
        if (known == nullptr) continue;
        if (known->firstToken.empty()) source = LabelSource::Samples;
        break;
    }
    if (!labelsAreLetters(task.labels.size())) source = LabelSource::Samples;
    std::vector<ChatRequest> requests;
    const int each = source == LabelSource::Samples ? task.samples : 1;
    for (const LabelText& text : texts) {
        for (int sample = 0; sample < each; ++sample) {
            requests.push_back(labelRequest(task, text, source, sample, false));
        }
    }
    Estimate part = estimate(options, store, requests);
    if (share <= 0 || share >= 1) return part;
    const auto scale = [&](qint64& count) { count = static_cast<qint64>(static_cast<double>(count) / share + 0.5); };
    scale(part.requests);
    scale(part.stored);
    scale(part.inputTokens);
    scale(part.outputTokens);
    part.cost /= share;
    part.seconds /= share;
    return part;
}

ConnectionReport testConnection(const EndpointOptions& options, const LabelTask& task, const LabelText& text,
                                const ApiKey& key, RunControl& control) {
    EndpointOptions once = options;
    once.retries.tries = 1;
    once.mostFailuresInARow = 1;
    once.maxRequests = 0;
    once.maxCost = 0;
    once.stall = std::min(once.stall, kPatience);
    once.grace = std::min(once.grace, kGrace);
    const QTemporaryDir scratch;
    AnswerStore store(scratch.filePath(u"answers.jsonl"_s));
    Collector collector(once, key, store, "test", control);
    const LabelSource source =
        labelsAreLetters(task.labels.size()) ? LabelSource::TokenProbabilities : LabelSource::Samples;
    ConnectionReport report;
    collector.ask(labelRequest(task, text, source, 0, false), [&](const Outcome& outcome) {
        report.problem = outcome.reason;
        if (!outcome.reply) return;
        report.isGood = true;
        report.answer = outcome.reply->text.trimmed();
        const int label = labelOf(report.answer, labelCodes(task.labels.size()), task.labels);
        if (label >= 0) report.label = task.labels[label];
        report.hasLogprobs = !outcome.reply->firstToken.empty();
        report.seconds = outcome.reply->seconds;
        report.usage = outcome.reply->usage;
    });
    report.remedy = collector.run().remedy;
    return report;
}

Estimate estimateLike(const ConnectionReport& report, const EndpointOptions& options, const LabelTask& task,
                      qint64 texts) {
    Estimate estimate;
    estimate.isMeasured = true;
    estimate.requests = texts * (report.hasLogprobs ? 1 : task.samples);
    estimate.inputTokens = estimate.requests * report.usage.input;
    estimate.outputTokens = estimate.requests * report.usage.output;
    estimate.cost = (static_cast<double>(estimate.inputTokens) * options.priceIn +
                     static_cast<double>(estimate.outputTokens) * options.priceOut) *
                    1e-6;
    estimate.seconds =
        static_cast<double>(estimate.requests) * report.seconds / std::clamp(options.concurrency, 1, kMostConcurrency);
    return estimate;
}

}  // namespace distillab::endpoint
