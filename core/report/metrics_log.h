#pragma once

#include "core/report/run_events.h"

#include <QFile>

namespace distillab::report {

/// metrics.jsonl: one JSON object a line, each line flushed as it is written. Its file is locked meanwhile: whoever
/// lists runs sees that this one is under way, in whichever program.
class MetricsLog {
public:
    /// Opens for appending, first cutting the file to `keepBytes`: what a checkpoint vouches for.
    /// @throws WorkError when the file cannot be written (DiskRefused where waiting helps), or another program is
    /// writing it
    MetricsLog(const QString& path, qint64 keepBytes);

    /// A line is in the file whole or not at all. @throws DiskRefused or WorkError when there is no room for it
    void write(const StepMetrics& metrics);
    void write(const EpochMetrics& metrics);
    void write(const SamplingMetrics& metrics);
    /// The step at which a training diverged, beside those that were done.
    void writeDiverged(const StepMetrics& metrics);

    qint64 bytes() const { return m_bytes; }

    /// Whoever goes on in a folder that was deleted or moved writes into nowhere, or makes half a folder anew.
    /// @throws WorkError when the file is no longer where it was opened
    void requireInPlace() const;

private:
    void writeLine(QByteArray line);

    QFile m_file;
    qint64 m_bytes = 0;
};

/// Whether a program is at work on this run.
bool isUnderWay(const QString& runFolder);

}  // namespace distillab::report
