#pragma once

#include "core/engine/task.h"

#include <QString>

#include <set>
#include <vector>

namespace distillab::engine {

/// An item that an asked teacher gave no answer to.
struct Unanswered {
    Split split = Split::Train;
    std::uint32_t row = 0;  ///< of the table that the split was taken from, from 0
    QString reason;
    QString text;
};

/// unanswered.csv in the run folder: columns split, row, reason, text. No file when there is nothing to list.
void writeUnanswered(const QString& path, const std::vector<Unanswered>& items);
/// The items that such a file lists; none when there is no file.
std::set<std::pair<Split, std::uint32_t>> readUnanswered(const QString& path);

}  // namespace distillab::engine
