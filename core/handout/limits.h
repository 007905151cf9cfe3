#pragma once

#include <QtGlobal>

/// What a hand-out may hold: it comes from somebody else, and nobody shall be able to fill a disk with it.
namespace distillab::handout {

inline constexpr int kMostEntries = 10'000;
inline constexpr qint64 kMostTotalBytes = qint64{2} << 30;
/// Packed sizes are small where the content is dull: a file larger than kFreeRatioBytes may not be packed tighter.
inline constexpr qint64 kMostRatio = 100;
inline constexpr qint64 kFreeRatioBytes = qint64{1} << 20;
/// Parts of a path: data/train/shirt/1.png has four.
inline constexpr int kMostDepth = 6;
inline constexpr int kLongestPath = 240;
inline constexpr qint64 kMostManifestBytes = qint64{4} << 20;
/// A run's report.json, whose largest part is a number for each pair of classes.
inline constexpr qint64 kMostReportBytes = qint64{64} << 20;
/// Data that goes along with an experiment, all files together.
inline constexpr qint64 kMostDataBytes = qint64{50} << 20;

/// The same as a value, for tests of the edges.
struct Limits {
    int entries = kMostEntries;
    qint64 totalBytes = kMostTotalBytes;
    qint64 ratio = kMostRatio;
    int depth = kMostDepth;
};

}  // namespace distillab::handout
