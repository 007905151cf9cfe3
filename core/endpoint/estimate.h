#pragma once

#include "core/endpoint/labeller.h"

#include <vector>

namespace distillab::endpoint {

/// What asking will take, before it begins. Rough: tokens are characters divided by four (scripts other than Latin:
/// two thirds of them), answers as long and as slow as those that this model gave before.
struct Estimate {
    qint64 requests = 0;  ///< still to be sent
    qint64 stored = 0;    ///< answered before: free
    qint64 inputTokens = 0;
    qint64 outputTokens = 0;
    double cost = 0;  ///< by the prices given, 0 without
    double seconds = 0;
    bool isMeasured = false;  ///< lengths and times come from earlier answers, not from a rule of thumb
};

Estimate estimate(const EndpointOptions& options, const AnswerStore& store, const std::vector<ChatRequest>& requests);

/// Of labelling. Whether the server gives token probabilities is known only once it was asked; until then one request
/// per text is assumed, and where earlier answers had none, `samples`.
/// @param share  of all texts that these stand for: 0.1 when every tenth was given
Estimate estimateLabelling(const EndpointOptions& options, const AnswerStore& store, const LabelTask& task,
                           const std::vector<LabelText>& texts, double share = 1);

/// What one request showed.
struct ConnectionReport {
    bool isGood = false;
    QString answer;            ///< the model's words
    QString label;             ///< that they name; empty when they name none
    bool hasLogprobs = false;  ///< soft targets come from token probabilities, one request per text
    double seconds = 0;
    Usage usage;
    QString problem;  ///< ready to be shown, as is the remedy
    QString remedy;
};

/// Asks about one text as labelling would. Blocks for as long as the options allow, at most a minute without a sign of
/// life; for a thread of work. Keeps nothing.
/// @throws RequestError when the options cannot be; Stopped
ConnectionReport testConnection(const EndpointOptions& options, const LabelTask& task, const LabelText& text,
                                const ApiKey& key, RunControl& control);

/// Of labelling so many texts, each of which takes what that one took.
Estimate estimateLike(const ConnectionReport& report, const EndpointOptions& options, const LabelTask& task,
                      qint64 texts);

}  // namespace distillab::endpoint
