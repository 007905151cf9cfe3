#pragma once

#include <QByteArray>
#include <QString>

#include <functional>

class QIODevice;

namespace distillab {

/// Writes a file whole or not at all: temporary file, fsync, rename, fsync of the folder.
/// Creates missing parent folders.
/// @param write  puts the content into the device it is given; what it throws leaves the old file untouched
/// @throws WorkError naming the path when the disk is full, read-only or gone
void writeFileAtomically(const QString& path, const std::function<void(QIODevice&)>& write);
void writeFileAtomically(const QString& path, const QByteArray& content);

/// @throws RequestError when the file is missing or cannot be read
QByteArray readFile(const QString& path);

/// @throws WorkError when the folder cannot be made
void makeFolder(const QString& path);

/// A rename survives a power cut only when the folder that holds the name is on disk as well: puts it there.
void syncFolder(const QString& folder);

}  // namespace distillab
