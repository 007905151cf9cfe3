#include "core/base/sentences.h"

namespace distillab {
namespace {

/// As wide as a Chinese character.
bool isWidePunctuation(QChar c) {
    constexpr char16_t kFirst = 0x3000;
    constexpr char16_t kLast = 0xff60;
    return c.isPunct() && c.unicode() >= kFirst && c.unicode() <= kLast;
}

}  // namespace

QString joinSentences(const QStringList& sentences) {
    QString text;
    for (const QString& sentence : sentences) {
        if (sentence.isEmpty()) continue;
        if (!text.isEmpty() && !isWidePunctuation(text.back())) text += u' ';
        text += sentence;
    }
    return text;
}

}  // namespace distillab
