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

QString sentenceOf(const QString& message) {
    return message.isEmpty() ? message : withFullStop(message.front().toUpper() + message.sliced(1));
}

QString problemText(const session::Problem& problem) {
    const QString sentence = sentenceOf(problem.message);
    return joinSentences({problem.where.isEmpty() ? sentence : problem.where + u": "_s + sentence, problem.remedy});
}

}  // namespace distillab::ui
