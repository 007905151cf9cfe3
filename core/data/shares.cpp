#include "core/data/shares.h"

#include "core/base/error.h"
#include "core/data/batch.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace distillab::data {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Data)
};

constexpr int kFewestClasses = 2;
/// The shuffle of the splits is the epoch that never comes.
constexpr int kSplitShuffle = -1;

/// Takes a share of the items off the front: at least one, and at least `kept` stay.
std::vector<std::uint32_t> takeShare(std::vector<std::uint32_t>& items, double fraction, size_t kept) {
    const auto wanted = static_cast<size_t>(std::llround(static_cast<double>(items.size()) * fraction));
    const size_t share = std::clamp<size_t>(wanted, 1, items.size() - kept);
    const auto middle = items.begin() + static_cast<std::ptrdiff_t>(share);
    std::vector<std::uint32_t> taken(items.begin(), middle);
    items.erase(items.begin(), middle);
    return taken;
}

void rejectTooFewItems(size_t count, size_t needed, const QString& path) {
    if (count >= needed) return;
    throw RequestError(
        Text::tr("%1 items are too few: training, validation and test need at least %2").arg(count).arg(needed), path,
        Text::tr("Give more items or raise data.limit."));
}

}  // namespace

Shares cutShares(size_t count, const experiment::DataSpec& spec, bool ownTest) {
    const bool ownValidation = !spec.validation.isEmpty();
    Shares shares;
    shares.train = epochOrder(count, spec.seed, kSplitShuffle);
    if (spec.limit > 0) shares.train.resize(std::min(count, static_cast<size_t>(spec.limit)));
    const size_t forValidation = ownValidation ? 0 : 1;
    const size_t forTest = ownTest ? 0 : 1;
    rejectTooFewItems(shares.train.size(), 1 + forValidation + forTest, spec.train);
    if (!ownTest) shares.test = takeShare(shares.train, spec.testFraction, 1 + forValidation);
    if (!ownValidation) shares.validation = takeShare(shares.train, spec.validationFraction, 1);
    return shares;
}

size_t putLabelledFirst(std::vector<std::uint32_t>& items, size_t labelled,
                        const std::function<std::int64_t(std::uint32_t)>& labelOf) {
    if (labelled == 0 || labelled >= items.size()) return items.size();
    std::map<std::int64_t, size_t> counts;
    for (const std::uint32_t item : items) ++counts[labelOf(item)];

    // Largest remainders; of equal ones the first class.
    std::map<std::int64_t, size_t> quotas;
    std::vector<std::pair<size_t, std::int64_t>> remainders;
    size_t given = 0;
    for (const auto& [label, count] : counts) {
        given += quotas[label] = labelled * count / items.size();
        remainders.emplace_back(labelled * count % items.size(), label);
    }
    std::stable_sort(remainders.begin(), remainders.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    for (size_t i = 0; given < labelled; ++i, ++given) ++quotas[remainders[i].second];

    std::stable_partition(items.begin(), items.end(), [&](std::uint32_t item) {
        size_t& quota = quotas[labelOf(item)];
        if (quota == 0) return false;
        --quota;
        return true;
    });
    return labelled;
}

void rejectTooFewClasses(const std::vector<size_t>& counts, const QString& where) {
    const auto used = std::count_if(counts.begin(), counts.end(), [](size_t count) { return count > 0; });
    if (used >= kFewestClasses) return;
    throw RequestError(Text::tr("the data has items of one class only"), where,
                       Text::tr("Learning to tell classes apart takes at least two of them."));
}

QString describeLabelled(size_t labelled, size_t train) {
    if (labelled == train) return {};
    return Text::tr("; of those to train, %1 have labels").arg(QLocale().toString(static_cast<qulonglong>(labelled)));
}

std::vector<std::uint32_t> allItems(size_t count) {
    std::vector<std::uint32_t> items(count);
    std::iota(items.begin(), items.end(), 0U);
    return items;
}

}  // namespace distillab::data
