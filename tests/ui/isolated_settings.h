#pragma once

#include "core/library/runs_folder.h"

#include <QCoreApplication>
#include <QSettings>
#include <QTemporaryDir>

namespace distillab::test {

/// Settings and runs of a test's own, gone when it ends: nothing of the user's is read or written.
class IsolatedSettings {
public:
    IsolatedSettings() {
        QCoreApplication::setOrganizationName(QStringLiteral("DistilLabTest"));
        QCoreApplication::setApplicationName(QStringLiteral("test"));
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, path(QStringLiteral("settings")));
        QSettings().clear();
        library::setRunsFolder(path(QStringLiteral("runs")));
    }

    QString path(const QString& name) const { return m_dir.filePath(name); }

private:
    QTemporaryDir m_dir;
};

}  // namespace distillab::test
