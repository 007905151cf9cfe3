#pragma once

#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>

namespace distillab::bundle {

/// A folder in the making. What is written into path() appears in the folder that it is for by publish(), all of it, or
/// nothing; without publish() it vanishes. What else is in that folder stays.
class StagedFolder {
public:
    /// @param target  made when missing
    /// @throws WorkError when it cannot be made
    explicit StagedFolder(const QString& target);
    ~StagedFolder();
    StagedFolder(const StagedFolder&) = delete;
    StagedFolder& operator=(const StagedFolder&) = delete;

    /// Where to write, on the same disk.
    QString path() const { return m_new; }

    /// Moves all files into the target, in place of those that have their names.
    /// @param obsolete  names of files that leave the target with this
    /// @throws WorkError when the disk refuses; the target is as it was then
    void publish(const QStringList& obsolete);

private:
    QString m_target;
    bool m_isNew;  ///< nothing was there before
    std::unique_ptr<QTemporaryDir> m_scratch;
    QString m_new;
    QString m_replaced;  ///< what was in the way, until all is done
};

}  // namespace distillab::bundle
