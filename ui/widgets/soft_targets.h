#pragma once

#include <QString>

#include <vector>

/// What the temperature does to an answer, without Torch.
namespace distillab::ui {

/// softmax(logits / T), stable for large logits. Hinton et al. 2015, eq. 1.
/// @param temperature  T > 0
std::vector<double> softTargets(const std::vector<double>& logits, double temperature);

/// −Σ p ln p in nats: 0 for an answer without doubt, ln(classes) for one that is nothing but doubt.
double entropy(const std::vector<double>& probabilities);

/// KL(softmax(teacher / T) ‖ softmax(student / T)) = Σ p ln(p / q) in nats: 0 where both say the same. As in the loss
/// of Hinton et al. 2015, there times T².
/// @param teacher, student  logits of the same classes
double divergence(const std::vector<double>& teacher, const std::vector<double>& student, double temperature);

/// exp of the entropy in nats: the number of equally likely classes that would be as uncertain. 1 … count.
double effectiveClasses(const std::vector<double>& probabilities);

/// effectiveClasses as a sentence for a beginner.
QString uncertaintySentence(const std::vector<double>& probabilities);

/// The `most` likeliest classes by their index, likeliest first; ties by index. The order does not depend on T.
std::vector<int> likeliestClasses(const std::vector<double>& logits, int most);

/// The slider of T runs evenly in log T, as equal factors feel equal: 0 … kTemperatureTicks for 0.5 … 20.
inline constexpr int kTemperatureTicks = 1000;
double temperatureAt(int tick);
int tickOf(double temperature);

}  // namespace distillab::ui
