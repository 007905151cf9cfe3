#pragma once

#include "core/tokenizers/hash.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace distillab::tokenizers {

/// Tokens by id and ids by token. Ids may have holes, as those of some published tokenizers do.
class Vocabulary {
public:
    /// @return false when the id is taken by another token; a token that is there already gets the new id
    bool add(std::string_view token, std::int32_t id);

    std::int32_t find(std::string_view token) const;  ///< -1 when there is no such token
    bool has(std::int32_t id) const;
    std::string_view token(std::int32_t id) const;                     ///< empty when there is no such id
    int idLimit() const { return static_cast<int>(m_tokens.size()); }  ///< one more than the largest id
    std::size_t count() const { return m_count; }

private:
    struct Place {
        std::uint32_t begin = 0;
        std::uint32_t length = kNone;
    };
    static constexpr std::uint32_t kNone = 0xFFFFFFFF;

    std::size_t slotOf(std::string_view token) const;
    void grow();

    std::string m_text;
    std::vector<Place> m_tokens;
    std::vector<std::int32_t> m_slots;  ///< ids in open addressing, -1 when free
    std::size_t m_count = 0;
};

}  // namespace distillab::tokenizers
