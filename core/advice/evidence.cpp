#include "core/advice/evidence.h"

#include "core/base/error.h"
#include "core/experiment/document.h"
#include "core/experiment/loss_spec.h"
#include "core/experiment/run_folder.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace distillab::advice {
namespace {

using report::EpochMetrics;
using report::kNotMeasured;
using report::Phase;
using report::StepMetrics;
using report::TestAnswers;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Evidence)
};

constexpr double kStretch = 0.05;

Softness softnessOf(const std::vector<float>& logits, double temperature) {
    const double most = *std::ranges::max_element(logits);
    std::vector<double> weights;
    for (const float logit : logits) weights.push_back(std::exp((logit - most) / temperature));
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    Softness result;
    for (const double weight : weights) {
        const double probability = weight / sum;
        result.likeliest = std::max(result.likeliest, probability);
        if (probability > 0) result.entropy -= probability * std::log(probability);
    }
    result.entropy /= std::log(static_cast<double>(logits.size()));
    return result;
}

}  // namespace

RunRecord readRecord(const QString& runFolder) {
    const experiment::RunFolder folder(runFolder);
    if (!folder.isRun()) {
        throw RequestError(Text::tr("this is not a run folder"), folder.path(),
                           Text::tr("Give the folder that “distillab-cli run … --out” made."));
    }
    RunRecord record{
        experiment::load(folder.experimentFile()), report::readMetrics(folder.path()), folder.path(), {}, {}};
    if (!folder.isFinished()) return record;
    record.report = report::readReport(folder.path());
    record.answers = report::readTestAnswers(folder.path());
    return record;
}

double meanBetween(const std::vector<double>& values, double from, double to) {
    if (values.empty()) return kNotMeasured;
    const auto at = [&](double share) {
        return static_cast<size_t>(share * static_cast<double>(values.size()) + 1e-9);
    };
    const size_t begin = std::min(at(from), values.size() - 1);
    const size_t end = std::clamp(at(to), begin + 1, values.size());
    const auto first = values.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto last = values.begin() + static_cast<std::ptrdiff_t>(end);
    return std::accumulate(first, last, 0.0) / static_cast<double>(end - begin);
}

double Training::highestLoss() const {
    double highest = kNotMeasured;
    for (double from = 0; from < 1 - kStretch / 2; from += kStretch) {
        highest = std::fmax(highest, meanBetween(loss, from, from + kStretch));
    }
    return highest;
}

std::optional<std::pair<double, double>> Training::largestRise() const {
    std::optional<std::pair<double, double>> largest;
    double lowest = HUGE_VAL;
    for (const EpochMetrics& epoch : epochs) {
        lowest = std::min(lowest, epoch.trainLoss);
        if (epoch.trainLoss <= lowest) continue;
        if (!largest || epoch.trainLoss - lowest > largest->second - largest->first) {
            largest = std::pair(lowest, epoch.trainLoss);
        }
    }
    return largest;
}

double Training::fallAtEnd() const {
    if (epochs.size() < 2) return 1 - meanBetween(loss, 0.8, 1) / meanBetween(loss, 0, 0.2);
    const qsizetype fifth = std::max<qsizetype>(1, epochs.size() / 5);
    const auto sum = [&](qsizetype begin) {
        double total = 0;
        for (qsizetype i = begin; i < begin + fifth; ++i) total += epochs[i].trainLoss;
        return total;
    };
    return 1 - sum(epochs.size() - fifth) / sum(epochs.size() - 2 * fifth);
}

const EpochMetrics* Training::leastValidationLoss() const {
    const auto least = std::ranges::min_element(epochs, {}, &EpochMetrics::validationLoss);
    return least == epochs.end() ? nullptr : &*least;
}

Training trainingOf(const report::MetricsHistory& history, Phase phase) {
    Training training;
    const QString labels = experiment::nameOf(experiment::Loss::HardLabels);
    for (const StepMetrics& step : history.steps) {
        if (step.phase != phase) continue;
        training.loss.push_back(step.loss);
        training.highestRate = std::max(training.highestRate, step.learningRate);
        for (const report::LossPart& part : step.parts) {
            if (part.name == labels) training.labelLoss.push_back(part.value);
        }
    }
    std::ranges::copy_if(history.epochs, std::back_inserter(training.epochs),
                         [phase](const EpochMetrics& epoch) { return epoch.phase == phase; });
    return training;
}

std::optional<Softness> softnessAt(const TestAnswers& answers, double temperature) {
    Softness sum;
    qint64 answered = 0;
    for (const TestAnswers::Item& item : answers.items) {
        if (item.teacher.size() < 2) continue;
        const Softness one = softnessOf(item.teacher, temperature);
        sum.likeliest += one.likeliest;
        sum.entropy += one.entropy;
        ++answered;
    }
    if (answered == 0) return std::nullopt;
    const auto count = static_cast<double>(answered);
    return Softness{sum.likeliest / count, sum.entropy / count};
}

double temperatureFor(const TestAnswers& answers, double entropy) {
    double best = 1;
    double least = HUGE_VAL;
    for (double temperature = 1; temperature <= 10; temperature += 0.5) {
        const std::optional<Softness> softness = softnessAt(answers, temperature);
        const double off = softness ? std::abs(softness->entropy - entropy) : HUGE_VAL;
        if (off >= least) continue;
        least = off;
        best = temperature;
    }
    return best;
}

double standardError(double share, qint64 items) {
    return items > 0 ? std::sqrt(share * (1 - share) / static_cast<double>(items)) : 1;
}

Evidence::Evidence(const RunRecord& given)
    : record(given),
      experiment(given.experiment),
      teacher(trainingOf(given.history, Phase::TeacherTrain)),
      student(trainingOf(given.history, Phase::Distil)),
      classes(given.report ? static_cast<int>(given.report->student.scores.classes.size()) : 0) {}

double Evidence::behindTeacher() const {
    return report() ? report()->teacher.scores.accuracy - report()->student.scores.accuracy : kNotMeasured;
}

double Evidence::behindBaseline() const {
    if (!report() || !report()->baseline) return kNotMeasured;
    return report()->baseline->scores.accuracy - report()->student.scores.accuracy;
}

double Evidence::seconds(Phase phase) const {
    return report() ? report()->seconds.value(report::phaseKey(phase), 0) : 0;
}

double Evidence::totalSeconds() const {
    if (!report()) return 0;
    const QList<double> all = report()->seconds.values();
    return std::accumulate(all.begin(), all.end(), 0.0);
}

}  // namespace distillab::advice
