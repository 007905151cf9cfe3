#pragma once

#include <QByteArray>
#include <QString>

/// What is nobody else's business, such as the user's own texts: only the user may read it, whatever the system grants
/// others by default.
namespace distillab {

/// writeFileAtomically() for such a file. @throws WorkError likewise
void writePrivateFileAtomically(const QString& path, const QByteArray& content);

/// Makes a folder that only the user may enter. @throws WorkError when it cannot be made
void makePrivateFolder(const QString& path);

}  // namespace distillab
