#include "core/distill/schedule.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace distillab::distill {

double learningRateAt(const experiment::TrainingSpec& spec, qint64 step, qint64 totalSteps) {
    const auto warmUpSteps = static_cast<qint64>(std::llround(spec.warmUp * static_cast<double>(totalSteps)));
    if (step < warmUpSteps) {
        return spec.learningRate * static_cast<double>(step + 1) / static_cast<double>(warmUpSteps);
    }
    const double done =
        static_cast<double>(step - warmUpSteps) / static_cast<double>(std::max<qint64>(1, totalSteps - warmUpSteps));
    switch (spec.schedule) {
        case experiment::Schedule::Constant: return spec.learningRate;
        case experiment::Schedule::Cosine: return spec.learningRate * 0.5 * (1 + std::cos(std::numbers::pi * done));
        case experiment::Schedule::Linear: return spec.learningRate * (1 - done);
    }
    return spec.learningRate;
}

}  // namespace distillab::distill
