#include "core/tokenizers/trie.h"

#include <algorithm>
#include <array>

namespace distillab::tokenizers {
namespace {

constexpr std::size_t kBytes = 256;

/// Keys [begin, end) that share the first `depth` bytes, and the node that these lead to.
struct Group {
    std::size_t begin;
    std::size_t end;
    std::size_t depth;
    std::int32_t node;
};

/// Which places are free: next(i) is the first one from i on, found by following links that are shortened on the way.
class FreePlaces {
public:
    std::size_t next(std::size_t place) {
        if (place >= m_links.size()) return place;
        std::size_t free = place;
        while (free < m_links.size() && m_links[free] != free) free = m_links[free];
        while (place < free) {
            const std::size_t link = m_links[place];
            m_links[place] = static_cast<std::uint32_t>(free);
            place = link;
        }
        return free;
    }
    bool isFree(std::size_t place) const { return place >= m_links.size() || m_links[place] == place; }
    void take(std::size_t place) {
        while (place >= m_links.size()) m_links.push_back(static_cast<std::uint32_t>(m_links.size()));
        m_links[place] = static_cast<std::uint32_t>(place + 1);
    }

private:
    std::vector<std::uint32_t> m_links;
};

}  // namespace

Trie::Trie(std::vector<Key> keys) {
    std::erase_if(keys, [](const Key& key) { return key.first.empty(); });
    std::stable_sort(keys.begin(), keys.end(), [](const Key& a, const Key& b) { return a.first < b.first; });
    m_units.resize(kBytes);
    FreePlaces places;
    places.take(0);          // the root's
    std::size_t search = 1;  // nothing worth trying lies before
    std::vector<Group> open = {{0, keys.size(), 0, 0}};
    while (!open.empty()) {
        const Group group = open.back();
        open.pop_back();
        std::array<std::pair<unsigned char, std::size_t>, kBytes> children;  // byte and where its keys begin
        std::size_t count = 0;
        for (std::size_t i = group.begin; i < group.end; ++i) {
            if (keys[i].first.size() == group.depth) {
                m_units[static_cast<std::size_t>(group.node)].value = keys[i].second;
                continue;
            }
            const auto byte = static_cast<unsigned char>(keys[i].first[group.depth]);
            if (count == 0 || children[count - 1].first != byte) children[count++] = {byte, i};
        }
        if (count == 0) continue;

        const std::size_t least = children[0].first;
        std::size_t first = places.next(std::max(search, least + 1));
        for (int tried = 0;; first = places.next(first + 1)) {
            const bool fits =
                std::all_of(children.begin() + 1, children.begin() + static_cast<std::ptrdiff_t>(count),
                            [&](const auto& child) { return places.isFree(first - least + child.first); });
            if (fits) break;
            // Gaps that were too narrow many times are given up, or building would take quadratic time.
            if (++tried == 64) search = first;
        }
        const std::size_t base = first - least;
        m_units[static_cast<std::size_t>(group.node)].base = static_cast<std::int32_t>(base);
        if (base + kBytes > m_units.size()) m_units.resize(std::max(base + kBytes, m_units.size() * 3 / 2));
        for (std::size_t i = 0; i < count; ++i) {
            places.take(base + children[i].first);
            m_units[base + children[i].first].parent = group.node;
            const std::size_t end = i + 1 < count ? children[i + 1].second : group.end;
            open.push_back(
                {children[i].second, end, group.depth + 1, static_cast<std::int32_t>(base + children[i].first)});
        }
    }
}

}  // namespace distillab::tokenizers
