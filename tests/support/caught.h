#pragma once

#include <optional>

namespace distillab::test {

/// What `work` throws, to be looked at; nothing when it does not throw an `Expected`.
template <typename Expected, typename Work>
std::optional<Expected> caught(Work work) {
    try {
        work();
    } catch (const Expected& error) {
        return error;
    }
    return std::nullopt;
}

}  // namespace distillab::test
