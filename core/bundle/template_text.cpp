#include "core/bundle/template_text.h"

#include <QRegularExpression>
#include <QStringList>

#include <stdexcept>

namespace distillab::bundle {
namespace {

using namespace Qt::Literals::StringLiterals;

[[noreturn]] void fail(const QString& what) { throw std::logic_error("template: " + what.toStdString()); }

QString withValues(const QString& line, const QMap<QString, QString>& values) {
    static const QRegularExpression kName(u"@([A-Z][A-Z_0-9]*)@"_s);
    QString result;
    qsizetype done = 0;
    for (auto matches = kName.globalMatch(line); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        const auto value = values.constFind(match.captured(1));
        if (value == values.constEnd()) fail(match.captured());
        result += line.mid(done, match.capturedStart() - done) + *value;
        done = match.capturedEnd();
    }
    return result + line.mid(done);
}

}  // namespace

QString filled(const QString& text, const Filling& filling) {
    QStringList lines;
    bool isInside = false;
    bool isKept = true;
    for (const QString& line : text.split(u'\n')) {
        if (line.startsWith(u"@if ")) {
            if (isInside) fail(line);
            isInside = true;
            isKept = filling.flags.contains(line.mid(4));
        } else if (line == u"@else" || line == u"@end") {
            if (!isInside) fail(line);
            isInside = line == u"@else";
            isKept = !isInside || !isKept;
        } else if (isKept) {
            lines << withValues(line, filling.values);
        }
    }
    if (isInside) fail(u"@if without @end"_s);
    return lines.join(u'\n');
}

}  // namespace distillab::bundle
