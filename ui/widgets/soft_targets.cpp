#include "ui/widgets/soft_targets.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace distillab::ui {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::ui::SoftTargets)
};

/// Of all the classes beyond the first, the share that must look possible before all look alike.
constexpr double kNearlyAlike = 0.95;
constexpr double kLeastOnSlider = 0.5;
constexpr double kMostOnSlider = 20;

/// log softmax(logits / T), which stays exact where a probability is too small for a number.
std::vector<double> logSoftTargets(const std::vector<double>& logits, double temperature) {
    const double largest = *std::max_element(logits.begin(), logits.end());
    double sum = 0;
    for (const double logit : logits) sum += std::exp((logit - largest) / temperature);
    std::vector<double> logs;
    for (const double logit : logits) logs.push_back((logit - largest) / temperature - std::log(sum));
    return logs;
}

}  // namespace

std::vector<double> softTargets(const std::vector<double>& logits, double temperature) {
    if (logits.empty()) return {};
    const double largest = *std::max_element(logits.begin(), logits.end());
    std::vector<double> probabilities(logits.size());
    std::transform(logits.begin(), logits.end(), probabilities.begin(),
                   [&](double logit) { return std::exp((logit - largest) / temperature); });
    const double sum = std::accumulate(probabilities.begin(), probabilities.end(), 0.0);
    for (double& probability : probabilities) probability /= sum;
    return probabilities;
}

double entropy(const std::vector<double>& probabilities) {
    double sum = 0;
    for (const double p : probabilities) {
        if (p > 0) sum -= p * std::log(p);
    }
    return sum;
}

double divergence(const std::vector<double>& teacher, const std::vector<double>& student, double temperature) {
    const std::vector<double> p = logSoftTargets(teacher, temperature);
    const std::vector<double> q = logSoftTargets(student, temperature);
    double sum = 0;
    for (size_t i = 0; i < p.size(); ++i) {
        const double share = std::exp(p[i]);
        if (share > 0) sum += share * (p[i] - q[i]);
    }
    return std::max(sum, 0.0);  // rounding
}

double effectiveClasses(const std::vector<double>& probabilities) { return std::exp(entropy(probabilities)); }

QString uncertaintySentence(const std::vector<double>& probabilities) {
    const double classes = effectiveClasses(probabilities);
    if (classes < 1.1) {
        return Text::tr("The teacher names one class and says almost nothing about the others, like a plain label.");
    }
    if (classes > 1 + kNearlyAlike * static_cast<double>(probabilities.size() - 1)) {
        return Text::tr("Nearly all classes look equally likely: there is little left to tell them apart.");
    }
    if (probabilities.size() == 2) {
        return Text::tr(
            "The teacher leans to one class and still gives the other a share: the student sees how sure it "
            "is.");
    }
    return Text::tr("The teacher seems to waver between about %1 classes: the student sees what resembles what.")
        .arg(QLocale().toString(classes, 'f', 1));
}

std::vector<int> likeliestClasses(const std::vector<double>& logits, int most) {
    std::vector<int> order(logits.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(),
                     [&](int a, int b) { return logits[static_cast<size_t>(a)] > logits[static_cast<size_t>(b)]; });
    order.resize(std::min(order.size(), static_cast<size_t>(most)));
    return order;
}

double temperatureAt(int tick) {
    return kLeastOnSlider * std::pow(kMostOnSlider / kLeastOnSlider, static_cast<double>(tick) / kTemperatureTicks);
}

int tickOf(double temperature) {
    const double bounded = std::clamp(temperature, kLeastOnSlider, kMostOnSlider);
    return static_cast<int>(
        std::lround(std::log(bounded / kLeastOnSlider) / std::log(kMostOnSlider / kLeastOnSlider) * kTemperatureTicks));
}

}  // namespace distillab::ui
