#pragma once

#include <QString>

#include <chrono>
#include <functional>

namespace distillab {
class RunControl;
}

/// Models from the Hugging Face hub, or a mirror of it, in the cache that Hugging Face's own programs use.
namespace distillab::hub {

struct HubOptions {
    QString endpoint;                           ///< where the hub is: scheme, host and, for some mirrors, a path
    QString token;                              ///< sent to the endpoint and to no other host; empty for none
    QString cache;                              ///< the folder that holds models--OWNER--NAME
    QString revision = QStringLiteral("main");  ///< branch, tag or commit
    bool offline = false;                       ///< no connection at all

    int tries = 6;                               ///< in a row that bring nothing, before giving up
    std::chrono::milliseconds firstDelay{1000};  ///< before the second try; doubled before each further one
    std::chrono::milliseconds longestDelay{30'000};
    std::chrono::milliseconds stall{30'000};      ///< a connection that brings nothing for so long is given up
    std::chrono::milliseconds waitUnit{1000};     ///< a second of a server's Retry-After; tests make it shorter
    std::chrono::seconds longestRetryAfter{300};  ///< a server that wants more is not waited for
};

/// What the environment says: HF_ENDPOINT, HF_TOKEN (or the file that `hf auth login` writes), HF_HUB_CACHE, HF_HOME,
/// HF_HUB_OFFLINE; and offline mode, see net::isOffline().
HubOptions hubOptionsFromEnvironment();

/// Where a download stands. Sent at most 30 times a second, and at the end of each file.
struct HubProgress {
    QString file;
    int fileNumber = 0;  ///< from 1
    int files = 0;
    qint64 received = 0;                   ///< bytes of all files, those of an earlier, broken download included
    qint64 total = 0;                      ///< bytes of all files whose size is known so far
    std::chrono::milliseconds waiting{0};  ///< until the next try, when the hub does not answer
};

/// Downloads what DistilLab needs of a model: config.json, the tokenizer's files, and its weights as safetensors or
/// else as PyTorch file, sharded or not. Files that are there already are not fetched again; a broken download is
/// resumed. Each file is put in its place whole, and only with the SHA-256 and the size that the hub names.
///
/// Blocks; for a thread of work, whose queued events it handles meanwhile. Pausing closes the connection, resuming
/// goes on where it was.
///
/// @param id  "owner/name", or "name" for the hub's oldest models
/// @return the snapshot's folder, ready for models::readWeights
/// @throws RequestError when there is no such model, it may not be read, or it is not in the cache when offline
/// @throws WorkError when the hub cannot be reached, what it sends is wrong, or the disk refuses
/// @throws Stopped
QString fetchModel(const QString& id, const HubOptions& options, RunControl& control,
                   const std::function<void(const HubProgress&)>& progress);

/// The snapshot's folder when the cache holds all that fetchModel would fetch, else empty. Connects to nothing.
QString cachedModel(const QString& id, const HubOptions& options);

}  // namespace distillab::hub
