#pragma once

#include "core/base/run_control.h"
#include "core/nn/item_source.h"

#include <cstdint>

namespace distillab::teachers {

/// What a teacher in eight bits is worth, measured against itself in f32 on the same items.
struct QuantisedComparison {
    std::int64_t items = 0;
    double agreement = 0;        ///< share of items with the same argmax
    double logitDifference = 0;  ///< mean |Δ logit|
    double divergence = 0;       ///< mean KL(full ‖ quantised), nats
    double fullSeconds = 0;      ///< for one item, in batches as all items are answered
    double quantisedSeconds = 0;

    double speedup() const { return quantisedSeconds > 0 ? fullSeconds / quantisedSeconds : 0; }
};

constexpr std::int64_t kComparedItems = 256;

/// Answers a sample of the items in f32 and in int8, and times both. Leaves the teacher's products in f32.
///
/// The sample are whole batches spread evenly over the items as ItemSource::inferenceOrder has them, so that short and
/// long texts have their share. Each batch is answered once unmeasured, because the first time prepares weights and
/// kernels, and then twice; the faster time counts, because other programs disturb.
///
/// @param sample  at most so many items; all where there are fewer
/// @throws Stopped when `control` says so
QuantisedComparison compareQuantised(nn::Model& teacher, nn::ItemSource& items, RunControl& control,
                                     std::int64_t sample = kComparedItems);

}  // namespace distillab::teachers
