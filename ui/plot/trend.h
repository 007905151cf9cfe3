#pragma once

#include "ui/plot/curve.h"

#include <cstddef>

namespace distillab::ui {

/// The smoothed line of a curve that grows: takes in only what is new, and begins anew when the curve was cut back.
class Trend {
public:
    /// @param source  must outlive the trend
    /// @param points  over about how many points it averages, more than 1
    Trend(const Curve& source, int points);

    /// The trend of all that the source holds now.
    const Curve& curve();

private:
    bool isCutBack() const;

    const Curve& m_source;
    double m_memory;
    SmoothedCurve m_smoothed;
    size_t m_taken = 0;
    QPointF m_last;  ///< taken last
};

}  // namespace distillab::ui
