#include "app/cli/console.h"

#include "core/base/error.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <nlohmann/json.hpp>

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace distillab::cli {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Console)
};

/// @return false when the stream refuses (disk full, closed)
bool writeAll(std::FILE* stream, const QByteArray& bytes) {
    return std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stream) ==
               static_cast<size_t>(bytes.size()) &&
           std::fflush(stream) == 0;
}

void writeResult(const QByteArray& bytes) {
    if (writeAll(stdout, bytes)) return;
    throw WorkError(Text::tr("the result cannot be written: %1").arg(QString::fromLocal8Bit(std::strerror(errno))),
                    Text::tr("standard output"), Text::tr("Check where the output goes: is the disk full?"));
}

}  // namespace

void Console::print(const QString& text) const {
    if (!m_json) writeResult(text.toUtf8());
}

void Console::printJson(const QByteArray& document) const {
    if (m_json) writeResult(document);
}

void Console::printJson(const Json& document) const {
    printJson(QByteArray::fromStdString(document.dump(2, ' ', false, Json::error_handler_t::replace)) + '\n');
}

void Console::say(const QString& line) const {
    // On a terminal a progress bar may stand in this line.
    const QByteArray start = ::isatty(STDERR_FILENO) == 1 ? QByteArray("\r\x1b[K") : QByteArray();
    writeAll(stderr, start + line.toUtf8() + '\n');
}

void Console::fail(const QString& message, const QString& where, const QString& remedy) const {
    const QString place = where.isEmpty() ? QString() : where + u": "_s;
    say(u"distillab-cli: "_s + place + message + (remedy.isEmpty() ? QString() : u'\n' + remedy));
    if (!m_json) return;
    const Json document{
        {"error", message.toStdString()}, {"where", where.toStdString()}, {"remedy", remedy.toStdString()}};
    // Not writeResult: when standard output is what failed there is nobody left to tell.
    writeAll(stdout, QByteArray::fromStdString(document.dump(2, ' ', false, Json::error_handler_t::replace)) + '\n');
}

QString shellCommand(const QStringList& words) {
    static const QRegularExpression unsafe(u"[^A-Za-z0-9_@%+=:,./-]"_s);
    QStringList quoted;
    for (QString word : words) {
        if (word.isEmpty() || word.contains(unsafe)) word = u'\'' + word.replace(u'\'', u"'\\''"_s) + u'\'';
        quoted << word;
    }
    return quoted.join(u' ');
}

}  // namespace distillab::cli
