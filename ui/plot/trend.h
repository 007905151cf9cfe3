#pragma once

#include "ui/plot/curve.h"

#include <cstddef>

namespace distillab::ui {

/// The smoothed line of a curve that grows: takes in only what is new, and begins anew when the curve was cut back or
/// thinned out. Of a thinned curve it averages the means of the stretches, each with the weight of its points, so that
/// it smooths over as many steps as before.
class Trend {
public:
    /// @param source  must outlive the trend
    /// @param points  over about how many points it averages, more than 1
    Trend(const Curve& source, int points);

    /// The trend of all that the source holds now.
    const Curve& curve();

private:
    void begin();
    void takePoints(size_t from);
    void takeStretches();

    const Curve& m_source;
    double m_memory;
    SmoothedCurve m_smoothed;
    size_t m_revision = 0;           ///< of the source
    size_t m_taken = 0;              ///< points, or stretches of a thinned source
    SmoothedCurve::State m_settled;  ///< after the stretches that were taken
};

}  // namespace distillab::ui
