#pragma once

#include "core/report/test_answers.h"

#include <QString>
#include <QStringList>

#include <vector>

/// What a temperature makes of the answers to one test item, without a widget.
namespace distillab::ui {

struct TemperedAnswers {
    std::vector<double> teacher;  ///< probabilities of all classes; empty where the teacher gave no answer
    std::vector<double> student;
    double teacherEntropy = 0;  ///< nats
    double studentEntropy = 0;
    double divergence = 0;  ///< KL(teacher ‖ student), nats
    double loss = 0;        ///< T² times that
};

/// @param temperature  T > 0
TemperedAnswers tempered(const report::TestAnswers::Item& item, double temperature);

/// T² · KL of an item over T from 0.5 to 20, evenly in log T.
struct TemperedLoss {
    std::vector<double> temperatures;
    std::vector<double> losses;  ///< empty without a teacher
};
TemperedLoss lossCurve(const report::TestAnswers::Item& item);

/// Index of the likeliest class; −1 when there is no answer.
int answerOf(const std::vector<float>& logits);
/// Probability of the likeliest class at T = 1; 0 when there is no answer.
double confidenceOf(const std::vector<float>& logits);

/// "Besides “Shirt”, the teacher saw some “Coat” (12 %) and “Pullover” (7 %)."
QString alsoConsidered(const QStringList& classes, const std::vector<double>& teacher);

/// The classes to show: the teacher's likeliest ones (the student's where there is no teacher) in their order, and
/// the student's answer among them.
std::vector<int> classesToShow(const report::TestAnswers::Item& item, int most);

}  // namespace distillab::ui
