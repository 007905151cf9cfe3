#include "core/experiment/run_folder.h"

#include <QDir>
#include <QFileInfo>

namespace distillab::experiment {

RunFolder::RunFolder(const QString& path) : m_path(QDir::cleanPath(QDir::current().absoluteFilePath(path))) {}

bool RunFolder::isRun() const { return QFileInfo::exists(experimentFile()); }

bool RunFolder::isFinished() const { return QFileInfo::exists(reportJson()); }

bool RunFolder::canResume() const { return isRun() && !isFinished(); }

}  // namespace distillab::experiment
