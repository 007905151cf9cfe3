#pragma once

namespace distillab::experiment {

enum class Schedule { Constant, Cosine, Linear };

/// A setting over a run: one value throughout, or a way from one to another.
struct Course {
    double from = 0;
    double to = 0;
    Schedule shape = Schedule::Constant;  ///< constant: `from` throughout

    Course() = default;
    /// The same throughout.
    Course(double value) : from(value), to(value) {}  // NOLINT(google-explicit-constructor)
    Course(double start, double end, Schedule course) : from(start), to(end), shape(course) {}

    bool isConstant() const { return shape == Schedule::Constant; }
    /// @param progress  share of the run that is done, 0…1. Linear: a straight line; cosine: half a wave, flat at both
    ///                  ends.
    double at(double progress) const;
    /// The largest value on the way.
    double most() const;

    bool operator==(const Course&) const = default;
};

}  // namespace distillab::experiment
