#pragma once

#include "core/handout/limits.h"
#include "core/handout/manifest.h"

#include <QString>

namespace distillab::handout {

/// What a hand-out says of itself. Its list of files has been checked, its content has not.
struct Inspected {
    Manifest manifest;
    QString mark;  ///< eight digits that two hand-outs share only if they hold the same
};

struct Unpacked {
    Kind kind = Kind::Run;
    QString name;
    QString path;  ///< the run folder, or the experiment file
};

/// @throws RequestError naming the file (and the entry) when it is no hand-out that could be unpacked
Inspected inspect(const QString& file, const Limits& limits = {});

/// Unpacks into `folder`, which must not exist yet or be empty: whole or not at all. Paths in the experiment become
/// those of this machine; the report is written anew.
/// @throws RequestError when the hand-out is damaged, unsafe or holds something else than it says
/// @throws WorkError when the folder cannot be written
Unpacked unpack(const QString& file, const QString& folder, const Limits& limits = {});

}  // namespace distillab::handout
