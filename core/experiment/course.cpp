#include "core/experiment/course.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace distillab::experiment {

double Course::at(double progress) const {
    const double done = std::clamp(progress, 0.0, 1.0);
    switch (shape) {
        case Schedule::Constant: return from;
        case Schedule::Linear: return from + (to - from) * done;
        case Schedule::Cosine: return from + (to - from) * 0.5 * (1 - std::cos(std::numbers::pi * done));
    }
    return from;
}

double Course::most() const { return isConstant() ? from : std::max(from, to); }

}  // namespace distillab::experiment
