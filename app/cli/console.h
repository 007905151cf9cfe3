#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <nlohmann/json_fwd.hpp>

namespace distillab {
class Error;
}

namespace distillab::cli {

using Json = nlohmann::ordered_json;

/// Results go to standard output, as text or (with --json) as one JSON document; everything else to standard error.
class Console {
public:
    explicit Console(bool json) : m_json(json) {}

    bool json() const { return m_json; }

    /// A result for a person; nothing with --json. @throws WorkError when standard output cannot be written
    void print(const QString& text) const;
    /// A result for a program; nothing without --json. @throws WorkError when standard output cannot be written
    void printJson(const QByteArray& document) const;
    void printJson(const Json& document) const;
    /// A remark that is no result, on standard error.
    void say(const QString& line) const;
    /// One or two lines on standard error; with --json also {"error", "where", "remedy"}.
    void fail(const QString& message, const QString& where, const QString& remedy) const;

private:
    bool m_json;
};

/// Words joined as one would type them into a shell.
QString shellCommand(const QStringList& words);

}  // namespace distillab::cli
