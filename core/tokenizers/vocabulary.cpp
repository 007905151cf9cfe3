#include "core/tokenizers/vocabulary.h"

namespace distillab::tokenizers {

bool Vocabulary::has(std::int32_t id) const {
    return id >= 0 && id < idLimit() && m_tokens[static_cast<std::size_t>(id)].length != kNone;
}

std::string_view Vocabulary::token(std::int32_t id) const {
    if (!has(id)) return {};
    const Place& place = m_tokens[static_cast<std::size_t>(id)];
    return std::string_view(m_text).substr(place.begin, place.length);
}

std::size_t Vocabulary::slotOf(std::string_view token) const {
    const std::size_t mask = m_slots.size() - 1;
    std::size_t slot = hashOf(token) & mask;
    while (m_slots[slot] >= 0 && this->token(m_slots[slot]) != token) slot = (slot + 1) & mask;
    return slot;
}

std::int32_t Vocabulary::find(std::string_view token) const { return m_slots.empty() ? -1 : m_slots[slotOf(token)]; }

void Vocabulary::grow() {
    m_slots.assign(m_slots.empty() ? 64 : m_slots.size() * 2, -1);
    for (std::int32_t id = 0; id < idLimit(); ++id) {
        if (has(id)) m_slots[slotOf(token(id))] = id;
    }
}

bool Vocabulary::add(std::string_view token, std::int32_t id) {
    if (has(id)) return this->token(id) == token;
    if (2 * (m_count + 1) > m_slots.size()) grow();
    if (id >= idLimit()) m_tokens.resize(static_cast<std::size_t>(id) + 1);
    const std::size_t slot = slotOf(token);
    if (m_slots[slot] < 0) ++m_count;
    const auto begin = static_cast<std::uint32_t>(m_text.size());
    m_text.append(token);
    m_tokens[static_cast<std::size_t>(id)] = {begin, static_cast<std::uint32_t>(token.size())};
    m_slots[slot] = id;
    return true;
}

}  // namespace distillab::tokenizers
