#pragma once

#include <QString>

#include <cstdint>

namespace distillab::memory {

/// Bytes that this process may still take: what the system has left, or less where a control group (a container, a
/// batch system) sets a limit. 0 where nobody tells.
/// @param root  where proc and sys lie: another place for tests
std::int64_t availableMemory(const QString& root = {});

/// Bytes that this process may have in all, what it has already included; 0 where nobody knows. DISTILLAB_MEMORY_MIB,
/// when it is set, counts as that.
std::int64_t memoryBudget();

}  // namespace distillab::memory
