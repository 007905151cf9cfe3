#pragma once

#include <QString>

/// Where the student is to run in the end.
namespace distillab::experiment {

enum class Device { None, Phone, Board, Kiosk, Browser };

/// What a student may take. A megabyte is a million bytes, as stores and networks count.
struct DeviceLimits {
    double sizeMb = 0;     ///< of the file
    double latencyMs = 0;  ///< for one item on one thread, 95th percentile, on the device
    double memoryMb = 0;   ///< that comes with the model
    double slowdown = 1;   ///< how many times as long the device takes as the machine that measures
};

// Assumptions, one and all: there are a hundred phones, and a hundred machines that measure. Whoever knows the device
// sets export.goal_… instead. The slowdowns compare one thread with that of a server or desktop processor of about
// 2020.

/// A phone of the middle class: an app that people load over a mobile network and that answers while they type.
inline constexpr DeviceLimits kPhoneLimits = {30, 100, 200, 3};
/// A board with a few ARM cores at 1.5 GHz and 1 GB.
inline constexpr DeviceLimits kBoardLimits = {60, 200, 256, 8};
/// A PC of about 2012 without AVX2: disk and memory matter little, waiting does.
inline constexpr DeviceLimits kKioskLimits = {200, 100, 512, 4};
/// A page that loads the model before it can answer, and computes in WebAssembly on one thread.
inline constexpr DeviceLimits kBrowserLimits = {15, 150, 256, 5};

/// The goal of an experiment: a device, and what is known better than above. 0: as the device has it.
struct GoalSpec {
    Device device = Device::None;
    double sizeMb = 0;
    double latencyMs = 0;
    double memoryMb = 0;
    double slowdown = 0;

    bool isSet() const { return device != Device::None; }
    /// The device's limits with what was set by hand in their place.
    DeviceLimits limits() const;
    bool operator==(const GoalSpec&) const = default;
};

}  // namespace distillab::experiment
