#pragma once

#include "core/endpoint/collector.h"

#include <QList>
#include <QString>

namespace distillab::endpoint {

/// One line of a file of prompts: {"id"?, "prompt"} or {"id"?, "messages": [{"role", "content"}, …]}.
struct Prompt {
    QString id;      ///< as given, a number written out; without one the line's number
    QString prompt;  ///< as given, or the last message of the user
    QList<ChatMessage> messages;
    qint64 line = 0;  ///< from 1
};

/// @throws RequestError naming the line that cannot be used, or the two that have the same id
QList<Prompt> readPrompts(const QString& path);

/// How prompts become questions.
struct TeachSettings {
    QString system;  ///< set before every prompt that has no system message of its own; empty: none
    int samples = 1;
    double temperature = 0;
    int maxTokens = 0;  ///< of an answer; 0: the server's default
    bool json = false;  ///< JSON mode
};

/// The questions, `samples` per prompt, in the order of the prompts.
std::vector<ChatRequest> questionsOf(const QList<Prompt>& prompts, const TeachSettings& settings);

/// Where the answers go: JSON lines, one per prompt and sample, in the order of the prompts:
/// {"id", "prompt", "answer", "finish_reason", "usage": {"prompt_tokens", "completion_tokens"}} or {"id", "prompt",
/// "error"}; with several samples
/// also "sample", from 0. The prompt of a conversation is the last message of its user.
void writeAnswers(const QString& path, const QList<Prompt>& prompts, int samples, const std::vector<Outcome>& outcomes);

/// Refuses to write over a file that is no file of answers. @throws RequestError
void requireAnswersPath(const QString& path, const QString& promptsPath);

}  // namespace distillab::endpoint
