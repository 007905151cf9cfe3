#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

namespace distillab::handout {

enum class Kind { Run, Experiment };

inline const QString kManifestName = QStringLiteral("manifest.json");

struct ManifestFile {
    QString path;
    qint64 size = 0;
    QString sha256;  ///< 64 hexadecimal digits
};

/// manifest.json: what a hand-out is and what it holds.
struct Manifest {
    static constexpr int kFormat = 1;

    QString program;  ///< version of the program that packed it
    Kind kind = Kind::Run;
    QString name;
    std::vector<ManifestFile> files;  ///< all but the manifest itself
};

QByteArray toJson(const Manifest& manifest);
/// @throws RequestError naming `name` when it is no manifest, or one of a newer format
Manifest manifestFromJson(const QByteArray& json, const QString& name);

/// Whether a file of this path has a place in a hand-out of this kind.
bool belongs(Kind kind, const QString& path);

}  // namespace distillab::handout
