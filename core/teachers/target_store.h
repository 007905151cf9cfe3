#pragma once

#include "core/base/run_control.h"
#include "core/nn/item_source.h"
#include "core/teachers/target_file.h"

#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <span>

namespace distillab::teachers {

/// What a teacher answered to every item of a split, on disk.
class KeptAnswers {
public:
    explicit KeptAnswers(std::unique_ptr<TargetFile> file) : m_file(std::move(file)) {}

    /// [items, classes], f32, on the map, which it keeps open.
    torch::Tensor logits() const;

    /// @param positions  places in the split
    /// @return logits and all features that are kept, f32, on the CPU; nothing when the file is damaged there
    std::optional<nn::Answer> of(std::span<const std::uint32_t> positions);

    std::int64_t bytes() const { return m_file->bytes(); }
    QString path() const { return m_file->path(); }

private:
    std::shared_ptr<TargetFile> m_file;
};

/// A name for the answers of this model to these items: a digest of all that they depend on. Other labels, another
/// temperature, another student do not change it.
Digest targetKey(const nn::Model& teacher, const nn::ItemSource& items, const nn::FeatureRequest& wanted);

/// The folder that keeps teachers' answers from run to run, a file for each key. Several programs may use one at once.
class TargetStore {
public:
    static constexpr std::int64_t kMostBytes = std::int64_t{20} << 30;
    using Log = std::function<void(const QString& line)>;

    /// @param log  told in one sentence of what is not as expected
    TargetStore(QString folder, Log log, std::int64_t mostBytes = kMostBytes);

    /// In the folder that keeps what would cost time or money to get again (core/base/cache_folder.h).
    static QString defaultFolder();

    /// Damaged files, and such that are not what their name says, are removed. @return null when there is none
    std::shared_ptr<KeptAnswers> find(const Digest& key);

    /// Asks the teacher for all items and keeps what it says. Says beforehand how much that is, and makes room by
    /// removing files that lay unused the longest.
    /// @param wanted   no attentions
    /// @param onItems  told how many items are done; may be empty
    /// @return null when there is no room
    /// @throws Stopped when `control` says so; nothing is left behind
    std::shared_ptr<KeptAnswers> compute(const Digest& key, nn::Model& teacher, nn::ItemSource& items,
                                         const nn::FeatureRequest& wanted, RunControl& control,
                                         const std::function<void(size_t)>& onItems = {});

    QString pathOf(const Digest& key) const;

private:
    bool makeRoom(std::int64_t bytes);

    QString m_folder;
    Log m_log;
    std::int64_t m_mostBytes;
};

}  // namespace distillab::teachers
