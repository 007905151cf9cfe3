#pragma once

#include "core/experiment/experiment.h"
#include "core/experiment/presets.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

/// The YAML document of an experiment: reading with line-exact errors, overrides, writing.
namespace distillab::experiment {

/// Longest experiment file read: 1 MiB. Those with every key written out have 2 KiB.
inline constexpr qint64 kMostDocumentBytes = 1 << 20;

/// Reads an experiment file. Relative paths in it are taken from the file's folder.
/// @param overrides  "dotted.key=value" each, applied after the file, as `--set` gives them
/// @throws RequestError naming file, line and key: unreadable YAML, unknown key (with the nearest known one),
///         a value of the wrong kind or out of range
Experiment load(const QString& path, const QStringList& overrides = {});

/// The same for a document in memory; `name` stands for the file in errors, `folder` resolves relative paths.
Experiment parse(const QByteArray& yaml, const QString& name, const QString& folder, const QStringList& overrides = {});

/// Sets what a preset says, and its name. @throws RequestError when the experiment's task is another than its own
void usePreset(Experiment& experiment, const Preset& preset);

/// The document with every key written out, in a stable order, with a comment line per section.
/// load(write(e)) gives e back.
QByteArray write(const Experiment& experiment);

/// Every key with its kind, bounds and one line of help, as Markdown for the documentation.
QByteArray describeKeys();

}  // namespace distillab::experiment
