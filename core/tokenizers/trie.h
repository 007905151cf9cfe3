#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace distillab::tokenizers {

/// A double-array trie over bytes: which keys begin a text? One load per byte, no hashing.
/// Aoe, "An efficient digital search algorithm by using a double-array structure" (1989).
class Trie {
public:
    using Key = std::pair<std::string_view, std::int32_t>;

    Trie() = default;
    /// Of equal keys the last one counts; empty keys are left out.
    explicit Trie(std::vector<Key> keys);

    /// Calls found(length, value) for each key that begins [begin, end), shortest first.
    template <typename Found>
    void prefixes(const char* begin, const char* end, Found found) const {
        if (m_units.empty()) return;
        std::int32_t node = 0;
        for (const char* p = begin; p < end; ++p) {
            node = child(node, static_cast<unsigned char>(*p));
            if (node < 0) return;
            const std::int32_t value = m_units[static_cast<std::size_t>(node)].value;
            if (value >= 0) found(static_cast<std::uint32_t>(p - begin + 1), value);
        }
    }

    struct Match {
        std::uint32_t length = 0;
        std::int32_t value = -1;
    };
    /// The longest key that begins [begin, end).
    Match longest(const char* begin, const char* end) const {
        Match match;
        prefixes(begin, end, [&](std::uint32_t length, std::int32_t value) { match = {length, value}; });
        return match;
    }

private:
    struct Unit {
        std::int32_t base = 0;
        std::int32_t parent = -1;
        std::int32_t value = -1;
    };

    std::int32_t child(std::int32_t node, unsigned char byte) const {
        const std::int32_t index = m_units[static_cast<std::size_t>(node)].base + byte;
        return m_units[static_cast<std::size_t>(index)].parent == node ? index : -1;
    }

    std::vector<Unit> m_units;  ///< 256 from every base on, so that child() needs no check
};

}  // namespace distillab::tokenizers
