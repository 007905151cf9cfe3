#pragma once

#include "core/base/content_hash.h"
#include "core/nn/model.h"

#include <cstdint>
#include <span>
#include <vector>

namespace distillab::nn {

/// The items of one split as batches for one model: what trainer, evaluator and teacher read.
class ItemSource {
public:
    virtual ~ItemSource() = default;

    virtual size_t count() const = 0;
    virtual std::int64_t label(size_t position) const = 0;  ///< −1: there is none

    /// @param positions  places in the split
    /// @return on the model's device; valid until the next call
    virtual Batch load(std::span<const std::uint32_t> positions) = 0;

    /// The same as training shows them: images are shifted and flipped, by `stream` alone.
    virtual Batch loadForTraining(std::span<const std::uint32_t> positions, std::uint64_t /*stream*/) {
        return load(positions);
    }
    /// True when training shows every item the same way in every epoch, so that a teacher's answers can be kept.
    virtual bool isFixed() const { return true; }

    /// The order of one epoch: each `batchSize` positions in a row are a batch. Depends on its arguments alone.
    std::vector<std::uint32_t> epochOrder(std::uint64_t seed, int epoch, size_t batchSize) const;

    /// Puts positions that an epoch has drawn, some perhaps more than once, into batches of items that go well
    /// together.
    /// @param drawn  in random order
    virtual std::vector<std::uint32_t> arranged(std::vector<std::uint32_t> drawn, std::uint64_t /*seed*/, int /*epoch*/,
                                                size_t /*batchSize*/) const {
        return drawn;
    }

    /// The order in which all items are answered fastest, and how many at a time.
    virtual std::vector<std::uint32_t> inferenceOrder() const;
    virtual size_t inferenceBatchSize() const = 0;

    /// Everything that load() shows of the items, in their order: what a model's answers depend on.
    virtual void addContentTo(ContentHash& hash) const = 0;
    /// Tokens of all items together: texts; estimated where they are not kept.
    virtual std::int64_t tokenCount() const { return 0; }

    /// Labels of the positions, or of all items: [n], i64, on the CPU.
    torch::Tensor labels(std::span<const std::uint32_t> positions) const;
    torch::Tensor labels() const;
};

}  // namespace distillab::nn
