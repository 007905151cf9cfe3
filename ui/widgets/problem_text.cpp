#include "ui/widgets/problem_text.h"

#include "core/base/sentences.h"

#include <QCoreApplication>

namespace distillab::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::ProblemText)
};

QString withFullStop(const QString& sentence) {
    const QString stop = Text::tr(".", "full stop");
    return sentence.endsWith(u'.') || sentence.endsWith(stop) ? sentence : sentence + stop;
}

}  // namespace

QString problemText(const session::Problem& problem) {
    QString sentence = problem.message;
    if (!sentence.isEmpty()) sentence[0] = sentence[0].toUpper();
    if (!problem.where.isEmpty()) sentence = problem.where + u": "_s + sentence;
    return joinSentences({withFullStop(sentence), problem.remedy});
}

}  // namespace distillab::ui
