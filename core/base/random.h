#pragma once

#include <cstdint>

namespace distillab {

/// SplitMix64 (Steele, Lea, Flood 2014): a tiny generator whose whole state is its seed, so that every use
/// can have a stream of its own derived from the experiment's seed, and resuming needs no stored state.
class SplitMix64 {
public:
    explicit SplitMix64(std::uint64_t seed) : m_state(seed) {}

    std::uint64_t next() {
        m_state += 0x9E3779B97F4A7C15ULL;
        std::uint64_t z = m_state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31);
    }

    /// Uniform in [0, bound) without modulo bias (Lemire 2019).
    std::uint32_t below(std::uint32_t bound) {
        std::uint64_t product = (next() >> 32) * bound;
        auto low = static_cast<std::uint32_t>(product);
        if (low < bound) {
            const std::uint32_t threshold = (0U - bound) % bound;
            while (low < threshold) {
                product = (next() >> 32) * bound;
                low = static_cast<std::uint32_t>(product);
            }
        }
        return static_cast<std::uint32_t>(product >> 32);
    }

private:
    std::uint64_t m_state;
};

/// A seed of its own for each purpose and place, mixed from the experiment's seed.
template <typename... Parts>
std::uint64_t deriveSeed(std::uint64_t seed, Parts... parts) {
    ((seed = SplitMix64(seed ^ (static_cast<std::uint64_t>(parts) * 0xD6E8FEB86659FD93ULL)).next()), ...);
    return seed;
}

}  // namespace distillab
