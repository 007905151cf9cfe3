#pragma once

#include <QDateTime>
#include <QString>
#include <QStringList>

/// Where runs are kept and which there are.
namespace distillab::library {

/// The folder for new runs: QSettings "runs/folder", else DistilLab/runs among the user's documents.
QString runsFolder();
void setRunsFolder(const QString& folder);

/// A name as a folder may have it: letters and digits of any script, and dashes.
QString safeName(const QString& name);

/// A folder in runsFolder() that does not exist yet: "<name>-<date>-<time>", the name reduced to safe characters.
QString newRunFolder(const QString& name, const QDateTime& now = QDateTime::currentDateTime());

/// Remembers a run that lies elsewhere, so that findRuns() lists it as well.
void rememberRun(const QString& folder);

/// The folders of all runs: those in runsFolder(), those in the sweeps there, and the remembered ones. Latest first, as
/// their experiment.yaml was written. Opens no file.
QStringList findRuns();

/// The name of the sweep that a run belongs to, which is that of the folder around it; empty for a run by itself.
QString sweepOf(const QString& runFolder);

}  // namespace distillab::library
