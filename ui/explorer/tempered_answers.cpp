#include "ui/explorer/tempered_answers.h"

#include "core/report/wording.h"
#include "ui/widgets/soft_targets.h"

#include <QCoreApplication>

#include <algorithm>

namespace distillab::ui {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::ui::TemperedAnswers)
};

/// Of the slider's ticks, every so many has a point on the curve.
constexpr int kTicksPerPoint = 8;
/// Below this share a class is not worth a word.
constexpr double kWorthMentioning = 0.02;
constexpr int kMostMentioned = 3;
/// Classes whose share is this close to all others' are told apart by nobody.
constexpr double kAlmostEven = 1.15;

std::vector<double> asNumbers(const std::vector<float>& logits) { return {logits.begin(), logits.end()}; }

/// A whole percent: in a sentence tenths only stand in the way.
QString roughPercent(double share) { return Text::tr("%1 %").arg(qRound(100 * share)); }

QString listed(const QStringList& names) {
    if (names.size() == 1) return names.first();
    if (names.size() == 2) return Text::tr("%1 and %2").arg(names[0], names[1]);
    return Text::tr("%1, %2 and %3").arg(names[0], names[1], names[2]);
}

}  // namespace

TemperedAnswers tempered(const report::TestAnswers::Item& item, double temperature) {
    TemperedAnswers answers;
    answers.student = softTargets(asNumbers(item.student), temperature);
    answers.studentEntropy = entropy(answers.student);
    if (item.teacher.empty()) return answers;
    answers.teacher = softTargets(asNumbers(item.teacher), temperature);
    answers.teacherEntropy = entropy(answers.teacher);
    answers.divergence = divergence(asNumbers(item.teacher), asNumbers(item.student), temperature);
    answers.loss = temperature * temperature * answers.divergence;
    return answers;
}

TemperedLoss lossCurve(const report::TestAnswers::Item& item) {
    TemperedLoss curve;
    for (int tick = 0; tick <= kTemperatureTicks; tick += kTicksPerPoint) {
        curve.temperatures.push_back(temperatureAt(tick));
        if (!item.teacher.empty()) curve.losses.push_back(tempered(item, temperatureAt(tick)).loss);
    }
    return curve;
}

int answerOf(const std::vector<float>& logits) {
    if (logits.empty()) return -1;
    return static_cast<int>(std::max_element(logits.begin(), logits.end()) - logits.begin());
}

double confidenceOf(const std::vector<float>& logits) {
    if (logits.empty()) return 0;
    return softTargets(asNumbers(logits), 1)[static_cast<size_t>(answerOf(logits))];
}

QString alsoConsidered(const QStringList& classes, const std::vector<double>& teacher) {
    if (teacher.empty()) return Text::tr("The teacher was not asked about this item.");
    const std::vector<int> order = likeliestClasses(teacher, kMostMentioned + 1);
    const double first = teacher[static_cast<size_t>(order[0])];
    const double least = *std::min_element(teacher.begin(), teacher.end());
    if (first < kAlmostEven * least) {
        return Text::tr("At this temperature all classes look nearly alike: what the teacher knows is hard to see.");
    }
    QStringList others;
    for (auto place = order.begin() + 1; place != order.end(); ++place) {
        const double share = teacher[static_cast<size_t>(*place)];
        if (share < kWorthMentioning) break;
        others << Text::tr("“%1” (%2)", "a class and its share").arg(classes.value(*place), roughPercent(share));
    }
    const QString answer = classes.value(order[0]);
    if (others.isEmpty()) {
        return Text::tr("The teacher saw “%1” and next to nothing else: raise the temperature to see what comes close.")
            .arg(answer);
    }
    return Text::tr("Besides “%1”, the teacher saw some %2.").arg(answer, listed(others));
}

std::vector<int> classesToShow(const report::TestAnswers::Item& item, int most) {
    const std::vector<float>& leading = item.teacher.empty() ? item.student : item.teacher;
    std::vector<int> classes = likeliestClasses(asNumbers(leading), most);
    const int student = answerOf(item.student);
    if (std::ranges::find(classes, student) == classes.end()) classes.back() = student;
    return classes;
}

}  // namespace distillab::ui
