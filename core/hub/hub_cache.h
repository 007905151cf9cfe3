#pragma once

#include <QByteArray>
#include <QString>

namespace distillab {
class RunControl;
}

namespace distillab::hub {

/// One model's folder in the hub's cache:
///   models--OWNER--NAME/blobs/ETAG                the files' contents, each once
///   models--OWNER--NAME/snapshots/COMMIT/FILE     links to them
///   models--OWNER--NAME/refs/REVISION             the commit that a branch or tag stands for
class HubCache {
public:
    /// @param cache  the folder of all models
    /// @param id     a valid id of a model
    HubCache(const QString& cache, const QString& id);

    QString snapshotFolder(const QString& commit) const;
    QString snapshotFile(const QString& commit, const QString& file) const;
    QString blob(const QString& etag) const;
    /// Where a blob is put together.
    QString incompleteBlob(const QString& etag) const;

    /// The commit of a branch, tag or commit as of the last download, empty when unknown.
    QString commitOf(const QString& revision) const;
    /// @throws WorkError when the disk refuses
    void setCommit(const QString& revision, const QString& commit) const;

    /// Makes the whole download a blob. @throws WorkError when the disk refuses
    void finishBlob(const QString& etag) const;
    /// Gives a blob its name in a snapshot. @throws WorkError when the disk refuses
    void link(const QString& etag, const QString& commit, const QString& file) const;

    /// Held while a blob is written, also against Hugging Face's own programs.
    class Lock {
    public:
        /// Waits for others. @throws Stopped
        Lock(const HubCache& cache, const QString& etag, RunControl& control);
        ~Lock();
        Lock(const Lock&) = delete;
        Lock& operator=(const Lock&) = delete;

    private:
        int m_descriptor = -1;
    };

private:
    QString m_cache;
    QString m_name;  ///< "models--OWNER--NAME"
    QString m_folder;
};

}  // namespace distillab::hub
