#pragma once

#include <QDateTime>
#include <QString>

#include <vector>

/// The bin: the folder .bin in the runs folder. Runs are moved there whole and can be moved back; only emptying the bin
/// parts with them, and even then into the desktop's own bin where there is one.
namespace distillab::library {

struct BinnedRun {
    QString folder;  ///< in the bin
    QString name;
    QString from;  ///< where it was; empty when nobody knows
    QDateTime deleted;
};

/// Moves a run folder into the bin. @return its folder there @throws WorkError when it cannot be moved
QString moveToBin(const QString& runFolder);

/// Moves a run back to where it was, or beside it when that place is taken. @return its folder
/// @throws WorkError when it cannot be moved
QString restoreFromBin(const QString& binned);

/// What is in the bin, latest first.
std::vector<BinnedRun> listBin();

/// Parts with everything in the bin. @throws WorkError when something cannot be removed
void emptyBin();

}  // namespace distillab::library
