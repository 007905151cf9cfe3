#pragma once

#include "core/report/test_answers.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <vector>

class QImage;

namespace distillab::report {

struct Guess {
    QString label;
    double probability = 0;  ///< at temperature 1
};

/// A test item that the student got wrong, with its teacher's view.
struct Mistake {
    qint64 row = 0;  ///< position in the test split
    QString text;    ///< empty for pictures
    QString textPair;
    QByteArray picture;  ///< PNG; empty for texts, and where the picture is not at hand
    QString label;
    std::vector<Guess> student;  ///< likeliest first, a few
    std::vector<Guess> teacher;  ///< likewise; empty where it gave no answer
};

/// What the student got wrong in its test.
struct Mistakes {
    qint64 items = 0;                 ///< that have a label
    qint64 wrong = 0;                 ///< of them answered wrongly by the student
    qint64 answered = 0;              ///< of the wrong ones, those to which the teacher gave an answer
    qint64 teacherRight = 0;          ///< of these: answered rightly by the teacher
    qint64 teacherAlike = 0;          ///< of these: answered by the teacher as by the student
    std::vector<Mistake> worst = {};  ///< the surest of the wrong answers, the surest first
};

/// How many mistakes a report shows.
inline constexpr size_t kMistakesShown = 24;

/// @param most  listed in Mistakes::worst
Mistakes mistakesOf(const TestAnswers& answers, size_t most);

/// Puts the pictures in, made small. @param pictureOf  the picture of a row of the test split; null where there is none
void addPictures(Mistakes& mistakes, const std::function<QImage(qint64 row)>& pictureOf);

/// How many mistakes there are, and what the teacher said to them, in a few sentences.
QString mistakesSentence(const Mistakes& mistakes);

}  // namespace distillab::report
