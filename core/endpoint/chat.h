#pragma once

#include "core/endpoint/api_key.h"
#include "core/endpoint/options.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>
#include <vector>

namespace distillab::endpoint {

struct ChatMessage {
    QString role;  ///< system, user or assistant
    QString content;
};

/// One question: all that the answer depends on.
struct ChatRequest {
    QList<ChatMessage> messages;
    double temperature = 0;
    int maxTokens = 0;    ///< of the answer; 0: the server's default
    int topLogprobs = 0;  ///< candidates per token whose log-probabilities are wanted; 0: none
    bool json = false;    ///< the answer shall be a JSON object
    int sample = 0;       ///< tells apart repeated questions of the same words

    qint64 characters() const;
};

/// What may have to be left out for a server that does not know it.
struct Dialect {
    bool json = true;
    bool logprobs = true;

    bool operator==(const Dialect&) const = default;
};

struct Usage {
    qint64 input = 0;  ///< tokens
    qint64 output = 0;
    bool isEstimated = false;  ///< the server did not tell; four characters count as a token
};

struct TokenChance {
    QString token;
    double logprob = 0;
};

struct ChatReply {
    QString text;
    QString finishReason;
    Usage usage;
    std::vector<TokenChance> firstToken;  ///< candidates for the answer's first token; empty when the server gave none
    double seconds = 0;                   ///< from the request to its answer
};

/// The request as the API wants it.
QByteArray requestBody(const ChatRequest& request, const QString& model, const Dialect& dialect);

/// SHA-256, in hex, of the address, the model, the messages, the parameters and the sample's number. Independent of
/// what a server made us leave out.
QByteArray requestKey(const ChatRequest& request, const QUrl& url, const QString& model);

/// A reply, or why the body is none.
struct ParsedReply {
    std::optional<ChatReply> reply;
    QString problem;
    bool isLasting = false;  ///< the server answered as it meant to (a content filter): asking again helps nothing
};
ParsedReply parseReply(const QByteArray& body, const ChatRequest& request, const ApiKey& key);

/// The sentence in a server's error document, without the key, at most a few hundred characters.
QString serverMessage(const QByteArray& body, const ApiKey& key);

/// Four characters of Latin script make a token, of other scripts about one and a half.
qint64 estimatedTokens(const QString& text);

}  // namespace distillab::endpoint
