#pragma once

#include "core/experiment/experiment.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace distillab::data {

/// Which items of the training files go where: indices into them, in the order of one seeded shuffle.
struct Shares {
    std::vector<std::uint32_t> train;
    std::vector<std::uint32_t> validation;  ///< empty when there are validation files
    std::vector<std::uint32_t> test;        ///< empty when there are test files
};

/// Limits and splits `count` items: the limit, the test share and the validation share are cut, in this order, from
/// one shuffle that depends on count and seed alone. Every share has at least one item.
/// @param ownTest  there are test files: nothing is held out for the test
/// @throws RequestError naming the training data when there are too few items
Shares cutShares(size_t count, const experiment::DataSpec& spec, bool ownTest);

/// Chooses the training items whose labels are used: moves them to the front, of each class its share, and keeps the
/// order otherwise.
/// @param labelled  how many; 0 or more than there are: all
/// @return how many they are
size_t putLabelledFirst(std::vector<std::uint32_t>& items, size_t labelled,
                        const std::function<std::int64_t(std::uint32_t)>& labelOf);

/// @param counts  items of each class
/// @throws RequestError naming the data unless at least two classes have items
void rejectTooFewClasses(const std::vector<size_t>& counts, const QString& where);

/// "; of those to train, 1,000 have labels", or nothing when all have.
QString describeLabelled(size_t labelled, size_t train);

/// 0, 1, …, count − 1
std::vector<std::uint32_t> allItems(size_t count);

}  // namespace distillab::data
