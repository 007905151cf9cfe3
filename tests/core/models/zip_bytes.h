#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

namespace distillab::test {

struct ZipPart {
    QByteArray name;
    QByteArray content;
    bool compressed = false;
};

/// Writes an archive with minizip.
void writeZip(const QString& path, const std::vector<ZipPart>& parts);

}  // namespace distillab::test
