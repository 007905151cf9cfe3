#pragma once

#include <QDateTime>
#include <QString>

#include <optional>
#include <vector>

/// Where runs are kept and which there are.
namespace distillab::ui {

/// One line of the list of earlier runs.
struct RecentRun {
    QString folder;  ///< absolute
    QString name;    ///< from its experiment, or the folder's name when that cannot be read
    QDateTime begun;
    bool finished = false;           ///< else it was interrupted and can be resumed
    std::optional<double> accuracy;  ///< the student's on the test items, 0…1, when its report can be read
};

/// The folder for new runs: QSettings "runs/folder", else DistilLab/runs among the user's documents.
QString runsFolder();
void setRunsFolder(const QString& folder);

/// A name as a folder may have it: letters and digits of any script, and dashes.
QString safeName(const QString& name);

/// A folder in runsFolder() that does not exist yet: "<name>-<date>-<time>", the name reduced to safe characters.
QString newRunFolder(const QString& name, const QDateTime& now = QDateTime::currentDateTime());

/// Remembers a run that lies elsewhere, so that recentRuns() lists it as well.
void rememberRun(const QString& folder);

/// The runs in runsFolder() and the remembered ones, latest first.
std::vector<RecentRun> recentRuns(int most);

}  // namespace distillab::ui
