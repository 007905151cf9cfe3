#pragma once

#include <QString>
#include <QStringList>

namespace distillab::handout {

struct PackOptions {
    bool teacher = false;  ///< of a run: its teacher's weights go along, which are large
    bool data = false;     ///< of an experiment: its own data goes along, up to kMostDataBytes
};

struct Packed {
    QString file;         ///< absolute
    qint64 bytes = 0;     ///< of it
    QStringList files;    ///< paths in it
    QStringList leftOut;  ///< "key: path" of what the receiver will have to bring
};

/// Packs a finished run (experiment, curves, report, answers, student) or an experiment into one file, to give away.
/// Checkpoints, keys and this machine's folders stay here.
/// @param runOrExperiment  a run folder or an experiment file
/// @throws RequestError when it is neither, the run is not finished, or the data is too large
/// @throws WorkError when the file cannot be written
Packed pack(const QString& runOrExperiment, const QString& out, const PackOptions& options);

/// What a finished run's file weighs about before it is packed: bytes of the files that go in.
qint64 sizeOfRun(const QString& runFolder, const PackOptions& options);
/// False where the run kept no teacher of its own.
bool hasTeacherToPack(const QString& runFolder);

}  // namespace distillab::handout
