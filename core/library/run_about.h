#pragma once

#include <QDateTime>
#include <QString>

/// about.json: what the user says about a run, in its folder.
namespace distillab::library {

struct RunAbout {
    QString name;    ///< in lists; empty: the experiment's
    QString note;    ///< anything
    QString colour;  ///< of its curves: a name of ui/compare/run_colours.h, or "#rrggbb"; empty: any
    bool pinned = false;

    QString deletedFrom;  ///< in the bin: the folder where the run was
    QDateTime deletedAt;

    bool operator==(const RunAbout&) const = default;
};

/// A file that is missing or damaged says nothing about the run.
RunAbout readAbout(const QString& runFolder);

/// Writes it whole or not at all. Keys that this version does not know stay; a damaged file is kept beside the new one,
/// as about.json.damaged. @throws WorkError when it cannot be written
void writeAbout(const QString& runFolder, const RunAbout& about);

}  // namespace distillab::library
