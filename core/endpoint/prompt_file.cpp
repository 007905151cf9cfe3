#include "core/endpoint/prompt_file.h"

#include "core/base/error.h"
#include "core/base/files.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QIODevice>

#include <nlohmann/json.hpp>

namespace distillab::endpoint {
namespace {

using namespace Qt::Literals::StringLiterals;
using json = nlohmann::ordered_json;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::PromptFile)
};

QString textOf(const json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? QString::fromStdString(found->get<std::string>()) : QString();
}

QString placeOf(const QString& path, qint64 line) { return path + u':' + QString::number(line); }

[[noreturn]] void refuse(const QString& message, const QString& path, qint64 line) {
    throw RequestError(message, placeOf(path, line),
                       Text::tr("Every line is an object: {\"prompt\": \"…\"} or {\"messages\": [{\"role\": \"user\", "
                                "\"content\": \"…\"}]}, with an \"id\" if you like."));
}

QList<ChatMessage> messagesOf(const json& list, const QString& path, qint64 line) {
    QList<ChatMessage> messages;
    for (const json& entry : list) {
        if (!entry.is_object()) refuse(Text::tr("a message is no object"), path, line);
        const ChatMessage message{textOf(entry, "role"), textOf(entry, "content")};
        if (message.role != u"system"_s && message.role != u"user"_s && message.role != u"assistant"_s) {
            refuse(Text::tr("a message's role is not system, user or assistant"), path, line);
        }
        messages << message;
    }
    if (messages.isEmpty()) refuse(Text::tr("there is no message"), path, line);
    return messages;
}

QString lastOfUser(const QList<ChatMessage>& messages) {
    for (auto message = messages.crbegin(); message != messages.crend(); ++message) {
        if (message->role == u"user"_s) return message->content;
    }
    return {};
}

QString idOf(const json& object, const QString& path, qint64 line) {
    const auto found = object.find("id");
    if (found == object.end() || found->is_null()) return QString::number(line);
    if (found->is_string()) return QString::fromStdString(found->get<std::string>());
    if (found->is_number_integer()) return QString::fromStdString(found->dump());
    refuse(Text::tr("the id is neither a text nor a whole number"), path, line);
}

Prompt promptOf(const QByteArray& text, const QString& path, qint64 line) {
    const json object = json::parse(text.begin(), text.end(), nullptr, false);
    if (object.is_discarded()) refuse(Text::tr("this is no JSON"), path, line);
    if (!object.is_object()) refuse(Text::tr("this is no JSON object"), path, line);
    Prompt prompt;
    prompt.line = line;
    prompt.id = idOf(object, path, line);
    const auto messages = object.find("messages");
    if (messages != object.end() && messages->is_array()) {
        prompt.messages = messagesOf(*messages, path, line);
        prompt.prompt = lastOfUser(prompt.messages);
        return prompt;
    }
    prompt.prompt = textOf(object, "prompt");
    if (prompt.prompt.isEmpty()) refuse(Text::tr("there is no prompt"), path, line);
    prompt.messages = {{u"user"_s, prompt.prompt}};
    return prompt;
}

json lineOf(const Prompt& prompt, const Outcome& outcome) {
    json line{{"id", prompt.id.toStdString()}, {"prompt", prompt.prompt.toStdString()}};
    if (!outcome.reply) {
        line["error"] = outcome.reason.toStdString();
        return line;
    }
    const ChatReply& reply = *outcome.reply;
    line["answer"] = reply.text.toStdString();
    line["finish_reason"] = reply.finishReason.toStdString();
    line["usage"] = {{"prompt_tokens", reply.usage.input}, {"completion_tokens", reply.usage.output}};
    if (reply.usage.isEstimated) line["usage"]["estimated"] = true;
    return line;
}

}  // namespace

QList<Prompt> readPrompts(const QString& path) {
    QList<Prompt> prompts;
    QHash<QString, qint64> lineOfId;
    qint64 line = 0;
    for (const QByteArray& text : readFile(path).split('\n')) {
        ++line;
        if (text.trimmed().isEmpty()) continue;
        const Prompt prompt = promptOf(text, path, line);
        const auto other = lineOfId.constFind(prompt.id);
        if (other != lineOfId.constEnd()) {
            throw RequestError(Text::tr("the id “%1” stands in lines %2 and %3").arg(prompt.id).arg(*other).arg(line),
                               placeOf(path, line),
                               Text::tr("Give every prompt an id of its own, or none: then its line counts."));
        }
        lineOfId.insert(prompt.id, line);
        prompts << prompt;
    }
    if (prompts.isEmpty()) throw RequestError(Text::tr("no prompt is in this file"), path);
    return prompts;
}

std::vector<ChatRequest> questionsOf(const QList<Prompt>& prompts, const TeachSettings& settings) {
    std::vector<ChatRequest> questions;
    for (const Prompt& prompt : prompts) {
        ChatRequest question{prompt.messages, settings.temperature, settings.maxTokens, 0, settings.json, 0};
        if (!settings.system.isEmpty() && prompt.messages.first().role != u"system"_s) {
            question.messages.prepend({u"system"_s, settings.system});
        }
        for (question.sample = 0; question.sample < settings.samples; ++question.sample) questions.push_back(question);
    }
    return questions;
}

void writeAnswers(const QString& path, const QList<Prompt>& prompts, int samples,
                  const std::vector<Outcome>& outcomes) {
    writeFileAtomically(path, [&](QIODevice& device) {
        size_t next = 0;
        for (const Prompt& prompt : prompts) {
            for (int sample = 0; sample < samples; ++sample) {
                json line = lineOf(prompt, outcomes[next++]);
                if (samples > 1) line["sample"] = sample;
                device.write(QByteArray::fromStdString(line.dump(-1, ' ', false, json::error_handler_t::replace)) +
                             '\n');
            }
        }
    });
}

void requireAnswersPath(const QString& path, const QString& promptsPath) {
    const QFileInfo info(path);
    if (!info.exists()) return;
    if (info.canonicalFilePath() == QFileInfo(promptsPath).canonicalFilePath()) {
        throw RequestError(Text::tr("the answers would replace the prompts"), path,
                           Text::tr("Choose another file for --out."));
    }
    QFile file(path);
    if (info.isFile() && file.open(QIODevice::ReadOnly)) {
        const QByteArray first = file.readLine();
        const json object = json::parse(first.begin(), first.end(), nullptr, false);
        const bool isOurs = object.is_object() && object.contains("id") && object.contains("prompt") &&
                            (object.contains("answer") || object.contains("error"));
        if (isOurs) return;
    }
    throw RequestError(Text::tr("this is no file of answers, and it is kept"), path,
                       Text::tr("Choose another file for --out."));
}

}  // namespace distillab::endpoint
