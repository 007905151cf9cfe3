#pragma once

#include <QString>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <type_traits>

namespace distillab {

/// 128 bits that stand for content: equal contents share them, different ones do not, unless somebody means them to.
using Digest = std::array<std::byte, 16>;

/// 32 hexadecimal digits: a file's name.
QString toHex(const Digest& digest);

/// A quick sum over bytes (XXH3, 64 bits) that tells damaged ones.
std::uint64_t checksum(std::span<const std::byte> bytes);

/// Takes in content piece by piece (XXH3, 128 bits). Pieces of no fixed size go in with their size, so that what ends
/// one piece and begins the next counts.
class ContentHash {
public:
    ContentHash();
    ~ContentHash();
    ContentHash(const ContentHash&) = delete;
    ContentHash& operator=(const ContentHash&) = delete;

    template <typename Number>
        requires std::is_arithmetic_v<Number> || std::is_enum_v<Number>
    void add(Number number) {
        addBytes(std::as_bytes(std::span(&number, 1)));
    }
    template <typename Number>
        requires std::is_arithmetic_v<Number>
    void add(std::span<const Number> numbers) {
        add(static_cast<std::uint64_t>(numbers.size()));
        addBytes(std::as_bytes(numbers));
    }
    void add(std::string_view text) { add(std::span<const char>(text)); }

    /// Bytes alone, without their number.
    void addBytes(std::span<const std::byte> bytes);

    Digest digest() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

}  // namespace distillab
