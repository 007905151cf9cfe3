#include "ui/widgets/problem_text.h"

namespace distillab::ui {

using namespace Qt::Literals::StringLiterals;

QString problemText(const session::Problem& problem) {
    QString sentence = problem.message;
    if (!sentence.isEmpty()) sentence[0] = sentence[0].toUpper();
    if (!problem.where.isEmpty()) sentence = problem.where + u": "_s + sentence;
    if (!sentence.endsWith(u'.')) sentence += u'.';
    return problem.remedy.isEmpty() ? sentence : sentence + u' ' + problem.remedy;
}

}  // namespace distillab::ui
