#include "core/report/mistakes.h"

#include "core/report/wording.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QImage>

#include <algorithm>
#include <cmath>

namespace distillab::report {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Mistakes)
};

constexpr size_t kGuesses = 3;
constexpr int kMostPixels = 96;
constexpr int kDotsPerMetre = 3780;  // 96 to the inch

std::vector<double> probabilitiesOf(const std::vector<float>& logits) {
    const double most = *std::ranges::max_element(logits);
    std::vector<double> weights;
    double sum = 0;
    for (const float logit : logits) sum += weights.emplace_back(std::exp(logit - most));
    for (double& weight : weights) weight /= sum;
    return weights;
}

int answerOf(const std::vector<float>& logits) {
    return static_cast<int>(std::ranges::max_element(logits) - logits.begin());
}

std::vector<Guess> guessesOf(const std::vector<float>& logits, const QStringList& classes) {
    if (logits.empty()) return {};
    const std::vector<double> probabilities = probabilitiesOf(logits);
    std::vector<Guess> guesses;
    for (size_t i = 0; i < probabilities.size(); ++i) {
        guesses.push_back({classes[static_cast<qsizetype>(i)], probabilities[i]});
    }
    std::ranges::stable_sort(guesses, std::ranges::greater(), &Guess::probability);
    guesses.resize(std::min(guesses.size(), kGuesses));
    return guesses;
}

}  // namespace

Mistakes mistakesOf(const TestAnswers& answers, size_t most) {
    Mistakes result;
    std::vector<std::pair<double, const TestAnswers::Item*>> wrong;  // with the probability of the wrong answer
    for (const TestAnswers::Item& item : answers.items) {
        if (item.label < 0 || item.student.empty()) continue;
        ++result.items;
        const int answer = answerOf(item.student);
        if (answer == item.label) continue;
        wrong.emplace_back(probabilitiesOf(item.student)[static_cast<size_t>(answer)], &item);
        if (item.teacher.empty()) continue;
        ++result.answered;
        if (answerOf(item.teacher) == item.label) ++result.teacherRight;
        if (answerOf(item.teacher) == answer) ++result.teacherAlike;
    }
    result.wrong = static_cast<qint64>(wrong.size());
    std::ranges::stable_sort(wrong, std::ranges::greater(), &decltype(wrong)::value_type::first);
    wrong.resize(std::min(wrong.size(), most));
    for (const auto& [probability, item] : wrong) {
        result.worst.push_back({item->row, item->text, item->textPair, QByteArray(), answers.classes[item->label],
                                guessesOf(item->student, answers.classes), guessesOf(item->teacher, answers.classes)});
    }
    return result;
}

void addPictures(Mistakes& mistakes, const std::function<QImage(qint64 row)>& pictureOf) {
    for (Mistake& mistake : mistakes.worst) {
        QImage picture = pictureOf(mistake.row);
        if (picture.isNull()) continue;
        if (std::max(picture.width(), picture.height()) > kMostPixels) {
            picture = picture.scaled(kMostPixels, kMostPixels, Qt::KeepAspectRatio, Qt::SmoothTransformation);
        }
        // Qt writes the screen's resolution into the file otherwise: reports shall be the same everywhere.
        picture.setDotsPerMeterX(kDotsPerMetre);
        picture.setDotsPerMeterY(kDotsPerMetre);
        QBuffer png(&mistake.picture);
        png.open(QIODevice::WriteOnly);
        picture.save(&png, "PNG");
    }
}

QString mistakesSentence(const Mistakes& mistakes) {
    const QString sentence = Text::tr("The student got %1 of %2 test items wrong.")
                                 .arg(countText(mistakes.wrong), countText(mistakes.items));
    if (mistakes.answered == 0) return sentence;
    return sentence + QLatin1Char(' ') +
           Text::tr("To %1 of them its teacher knew the answer; %2 it got wrong in the same way.")
               .arg(countText(mistakes.teacherRight), countText(mistakes.teacherAlike));
}

}  // namespace distillab::report
