#pragma once

#include "core/tokenizers/hash.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace distillab::tokenizers {

/// The ids of words met before. Text repeats itself: nine words of ten are found here. A new word takes the place of
/// whichever had its slot; long words and words of many tokens are not kept.
class WordCache {
public:
    static constexpr std::size_t kMostBytes = 54;
    static constexpr std::size_t kMostIds = 16;

    /// Where a word is or would be; `word` must have between 1 and kMostBytes bytes.
    std::size_t slotOf(std::string_view word) {
        if (m_entries.empty()) m_entries.resize(kEntries);
        return hashOf(word) >> (64 - kBits);
    }
    bool appendIds(std::size_t slot, std::string_view word, std::vector<std::int32_t>& ids) const {
        const Entry& entry = m_entries[slot];
        if (entry.length != word.size() || std::memcmp(entry.word.data(), word.data(), word.size()) != 0) return false;
        ids.insert(ids.end(), entry.ids.begin(), entry.ids.begin() + entry.count);
        return true;
    }
    void keep(std::size_t slot, std::string_view word, const std::int32_t* ids, std::size_t count) {
        if (count > kMostIds) return;
        Entry& entry = m_entries[slot];
        entry.length = static_cast<std::uint8_t>(word.size());
        entry.count = static_cast<std::uint8_t>(count);
        std::memcpy(entry.word.data(), word.data(), word.size());
        std::copy_n(ids, count, entry.ids.begin());
    }

private:
    static constexpr int kBits = 14;
    static constexpr std::size_t kEntries = std::size_t{1} << kBits;

    struct Entry {
        std::uint8_t length = 0;
        std::uint8_t count = 0;
        std::array<char, kMostBytes> word{};
        std::array<std::int32_t, kMostIds> ids{};
    };

    std::vector<Entry> m_entries;
};

}  // namespace distillab::tokenizers
