#pragma once

#include "core/endpoint/api_key.h"
#include "core/net/http.h"

#include <QString>
#include <QUrl>

#include <chrono>

/// A teacher that is reached over the network and speaks OpenAI's chat API: DeepSeek, vLLM, llama.cpp's server and
/// their kin. Free of Torch.
namespace distillab::endpoint {

struct EndpointOptions {
    QString url;    ///< base address, as "https://api.deepseek.com" or "http://127.0.0.1:8000/v1"
    QString model;  ///< as the server calls it
    QString keyVariable = QString::fromLatin1(kDefaultKeyVariable);
    bool allowPlain = false;  ///< http to another machine: prompts, answers and the key can be read on the way

    int concurrency = 4;     ///< requests under way at a time
    qint64 maxRequests = 0;  ///< of the whole job, resumed runs included; 0: no limit
    double maxCost = 0;      ///< likewise, in the currency of the prices; 0: no limit
    double priceIn = 0;      ///< per million tokens of prompt
    double priceOut = 0;     ///< per million tokens of answer

    net::RetryPolicy retries;
    std::chrono::milliseconds stall{180'000};    ///< a request that brings nothing for so long is given up
    std::chrono::milliseconds longest{900'000};  ///< or that takes longer than this in all
    std::chrono::milliseconds grace{10'000};     ///< after a stop, for answers that are under way and will be paid for
    /// This many rows in a row that fail for the server's sake mean that all would: the rest is not asked.
    int mostFailuresInARow = 5;
};

constexpr int kMostConcurrency = 256;
/// The largest answer that is read; a chat completion is a few KiB.
constexpr qint64 kMostBodyBytes = qint64{16} << 20;

/// The address of the chat API. @throws RequestError when the base address is none, carries a user name, a password or
/// a query, or would send prompts unencrypted
QUrl chatUrl(const EndpointOptions& options);

/// Letters, digits and "_", not beginning with a digit, and no longer than names are: what else stands there may be a
/// key.
bool isVariableName(const QString& name);

/// @throws RequestError naming the setting that cannot be
void checkOptions(const EndpointOptions& options);

}  // namespace distillab::endpoint
