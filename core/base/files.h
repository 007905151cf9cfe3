#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QString>

#include <functional>

class QIODevice;

namespace distillab {

/// The disk takes nothing more for now: it is full, a quota is used up, or it may not be written to. Whoever mends that
/// from outside makes the same write work: RunControl::insist waits for it.
class DiskRefused : public WorkError {
public:
    using WorkError::WorkError;
};

/// Says why a file or folder could not be written, and what to do.
/// @param error   as errno has it; 0 where nobody knows
/// @param reason  for errors that have no sentence here; empty: the system's own words
/// @throws DiskRefused where waiting may help, else WorkError
[[noreturn]] void throwUnwritable(const QString& path, int error, const QString& reason = {});

/// Writes a file whole or not at all: temporary file, fsync, rename, fsync of the folder.
/// Creates missing parent folders.
/// @param write  puts the content into the device it is given; what it throws leaves the old file untouched
/// @throws DiskRefused naming the path when the disk is full or read-only, WorkError when it is gone
void writeFileAtomically(const QString& path, const std::function<void(QIODevice&)>& write);
void writeFileAtomically(const QString& path, const QByteArray& content);

/// @throws RequestError when the file is missing or cannot be read
QByteArray readFile(const QString& path);

/// @throws DiskRefused or WorkError when the folder cannot be made
void makeFolder(const QString& path);

/// A rename survives a power cut only when the folder that holds the name is on disk as well: puts it there.
void syncFolder(const QString& folder);

}  // namespace distillab
