#include "core/base/content_hash.h"

#include <QByteArray>

#include <algorithm>
#include <new>

#include <xxhash.h>

namespace distillab {

struct ContentHash::State {
    State() : xxh(XXH3_createState()) {
        if (xxh == nullptr) throw std::bad_alloc();
        XXH3_128bits_reset(xxh);
    }
    ~State() { XXH3_freeState(xxh); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    XXH3_state_t* xxh;
};

QString toHex(const Digest& digest) {
    const QByteArray bytes(reinterpret_cast<const char*>(digest.data()), static_cast<qsizetype>(digest.size()));
    return QString::fromLatin1(bytes.toHex());
}

std::uint64_t checksum(std::span<const std::byte> bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

ContentHash::ContentHash() : m_state(std::make_unique<State>()) {}

ContentHash::~ContentHash() = default;

void ContentHash::addBytes(std::span<const std::byte> bytes) {
    XXH3_128bits_update(m_state->xxh, bytes.data(), bytes.size());
}

Digest ContentHash::digest() const {
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(m_state->xxh));
    Digest digest;
    static_assert(sizeof(canonical.digest) == sizeof(Digest));
    const auto bytes = std::as_bytes(std::span(canonical.digest));
    std::copy(bytes.begin(), bytes.end(), digest.begin());
    return digest;
}

}  // namespace distillab
