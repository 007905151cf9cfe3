#pragma once

#include "core/experiment/experiment.h"

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QStringList>

/// An experiment on its way to another machine, where other folders are.
namespace distillab::handout {

/// An experiment as it goes into a hand-out.
struct PortableExperiment {
    QByteArray yaml;
    QStringList leftOut;  ///< "key: path" of what is named in it, but will not be there
};

/// Paths of packed files become those in the hand-out, the samples' data and the system's own (/usr/share) are found
/// again elsewhere, of all others only the last part stays. Nothing that opens a door goes along: no permission to
/// run a program, no name or password in an address, no variable that a key is in.
/// @param packed  path on this machine → path in the hand-out
PortableExperiment portable(const experiment::Experiment& experiment, const QMap<QString, QString>& packed);

/// The same experiment on this machine. @param folder  where the hand-out is unpacked
/// @throws RequestError when it is no experiment; `name` stands for the file in the message
experiment::Experiment fromPortable(const QByteArray& yaml, const QString& name, const QString& folder);

/// Paths that are the same on every machine with DistilLab.
bool isEverywhere(const QString& path);

}  // namespace distillab::handout
