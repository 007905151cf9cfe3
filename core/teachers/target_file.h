#pragma once

#include "core/base/content_hash.h"

#include <QFile>
#include <QString>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

class QIODevice;

/// A file of a teacher's answers, mapped into memory. Free of Torch.
///
///     head       magic, version, key
///     records    one per item in the order in which they were computed: embedding, then each hidden state, f16
///     logits     [items, classes], f32, in the order of the items
///     index      where each item's record begins, and its tokens
///     layers     what the hidden states are
///     checksums  one per block of all of the above
///     tail       sizes, places, a checksum of checksums and tail
///
/// What is known only in the end stands at the end, so that the file is written in one stream.
namespace distillab::teachers {

/// Hidden states that are kept: index as in nn::FeatureRequest.
struct KeptLayer {
    int index = 0;
    bool perToken = true;             ///< texts: [tokens of the item, width]; images: one value of `shape` per item
    std::vector<std::int64_t> shape;  ///< texts: {width}; images: {channels, height, width}

    std::int64_t width() const;
    bool operator==(const KeptLayer&) const = default;
};

/// What a file keeps of its items besides the logits.
struct TargetShape {
    std::int64_t items = 0;
    std::int64_t classes = 0;
    std::int64_t embeddingWidth = 0;  ///< 0: no embedding
    std::vector<KeptLayer> layers;

    bool hasRecords() const { return embeddingWidth > 0 || !layers.empty(); }
    /// Values of the record of an item of so many tokens.
    std::int64_t recordValues(std::int64_t tokens) const;
    bool operator==(const TargetShape&) const = default;
};

/// Bytes that a file takes. @param tokens  of all items together
std::int64_t targetFileBytes(const TargetShape& shape, std::int64_t tokens);

/// Writes a file in one stream.
class TargetFileWriter {
public:
    /// @param device  open for writing, at its begin
    /// @param path    what complaints call it
    TargetFileWriter(QIODevice& device, QString path, const Digest& key, TargetShape shape);

    /// The next item, in any order. @param record  f16, as many as shape.recordValues(tokens)
    void add(size_t item, std::uint32_t tokens, std::span<const std::uint16_t> record);

    /// @param logits  [items, classes]
    void finish(std::span<const float> logits);

private:
    struct Entry {
        std::uint64_t begin = 0;  ///< of the record, in values from the begin of all records
        std::uint64_t tokens = 0;
    };
    friend class TargetFile;

    template <typename Value>
    void write(std::span<const Value> values);
    /// @throws WorkError when the disk does not take them
    void writeNow(std::span<const std::byte> bytes);
    void pad();
    void flushBlock();

    QIODevice& m_device;
    QString m_path;
    TargetShape m_shape;
    std::vector<Entry> m_index;
    std::vector<std::byte> m_block;  ///< not yet written
    std::vector<std::uint64_t> m_checksums;
    std::uint64_t m_bytes = 0;
    std::uint64_t m_values = 0;
};

/// A whole file, open for reading. Its lock keeps it from being cleaned away. Not for several threads at once.
class TargetFile {
public:
    enum class State { Whole, Missing, Foreign, OtherVersion, Damaged };
    struct Opened;

    /// Files up to this size are checked when they are opened, block by block; of larger ones the tables and logits,
    /// and each record when it is first read.
    static constexpr std::int64_t kCheckedWhole = std::int64_t{1} << 30;

    static Opened open(const QString& path, const Digest& key, std::int64_t checkedWhole = kCheckedWhole);

    const TargetShape& shape() const { return m_shape; }
    const QString& path() const { return m_path; }
    std::int64_t bytes() const { return static_cast<std::int64_t>(m_bytes.size()); }

    /// [items, classes]
    std::span<const float> logits() const { return m_logits; }

    struct Record {
        std::int64_t tokens = 0;
        std::span<const std::uint16_t> values;  ///< f16; empty when the file is damaged here
    };
    Record record(size_t item);

private:
    explicit TargetFile(const QString& path);
    State read(const Digest& key);
    template <typename Value>
    std::span<const Value> at(std::uint64_t offset, std::uint64_t count) const;
    /// True when all blocks of these bytes are as they were written.
    bool isWhole(std::uint64_t begin, std::uint64_t end);

    QString m_path;
    QFile m_file;  ///< keeps mapping and lock
    std::span<const std::byte> m_bytes;
    TargetShape m_shape;
    std::span<const std::uint16_t> m_records;
    std::span<const float> m_logits;
    std::span<const TargetFileWriter::Entry> m_index;
    std::span<const std::uint64_t> m_checksums;
    std::uint64_t m_checksumsBegin = 0;
    std::vector<bool> m_checked;
};

struct TargetFile::Opened {
    State state = State::Missing;
    std::unique_ptr<TargetFile> file;  ///< when whole
};

/// True when no program has the file open as a TargetFile, in which case it is removed.
bool removeUnusedTargetFile(const QString& path);

}  // namespace distillab::teachers
