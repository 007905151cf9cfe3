#pragma once

#include "core/distill/trainer.h"
#include "core/report/run_events.h"

#include <QMap>
#include <QString>

#include <optional>

namespace distillab::distill {

/// Where a run stands, in one safetensors file: the phase in work, its trainer's state, what metrics.jsonl held.
/// Earlier phases are whole on disk (teacher/, student/, …), later ones have not begun.
struct Checkpoint {
    report::Phase phase = report::Phase::Data;
    std::optional<TrainerState> training;  ///< nothing: the phase begins afresh
    qint64 metricsBytes = 0;
    QMap<QString, double> seconds;  ///< of the phases so far, by phaseKey
    QString data;                   ///< digest of what the run learns from and is judged on; empty in old files
    QMap<QString, QString> models;  ///< digests of the models that were given, by the key that names them
};

/// Atomic: write, fsync, rename. @throws DiskRefused or WorkError when it cannot be written
void saveCheckpoint(const QString& path, const Checkpoint& checkpoint);

/// Nothing when there is no file. @throws RequestError when the file is damaged
std::optional<Checkpoint> loadCheckpoint(const QString& path);

}  // namespace distillab::distill
