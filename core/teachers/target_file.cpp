#include "core/teachers/target_file.h"

#include "core/base/error.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QIODevice>

#include <algorithm>
#include <bit>
#include <cstring>
#include <functional>
#include <limits>
#include <numeric>
#include <optional>
#include <utility>

#include <sys/file.h>
#include <sys/mman.h>

namespace distillab::teachers {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::TargetFile)
};

static_assert(std::endian::native == std::endian::little, "files hold little-endian numbers");

constexpr std::array<char, 8> kMagic = {'D', 'L', 'T', 'A', 'R', 'G', 'E', 'T'};
constexpr std::uint32_t kVersion = 1;
constexpr size_t kBlockBytes = size_t{1} << 20;
constexpr std::uint64_t kAlignment = 64;
constexpr size_t kMostDimensions = 3;
/// Sizes above this are no sizes: products of two of them still fit.
constexpr std::uint64_t kMostOfAnything = std::uint64_t{1} << 31;

struct Head {
    std::array<char, 8> magic = kMagic;
    std::uint32_t version = kVersion;
    std::uint32_t zero = 0;
    Digest key = {};
    std::array<std::byte, 32> zeros = {};
};
static_assert(sizeof(Head) == kAlignment);

struct LayerEntry {
    std::int64_t index = 0;
    std::int64_t perToken = 0;
    std::int64_t dimensions = 0;
    std::array<std::int64_t, kMostDimensions> shape = {};
};

struct Tail {
    std::uint64_t items = 0;
    std::uint64_t classes = 0;
    std::uint64_t embeddingWidth = 0;
    std::uint64_t layers = 0;
    std::uint64_t recordValues = 0;
    std::uint64_t logitsBegin = 0;
    std::uint64_t indexBegin = 0;
    std::uint64_t layersBegin = 0;
    std::uint64_t checksumsBegin = 0;
    std::uint64_t checksums = 0;
    std::uint64_t sumOfChecksums = 0;
    std::uint64_t sumOfTail = 0;  ///< of all above
};

/// Nothing for a shape that no layer has.
std::optional<std::int64_t> widthOf(const LayerEntry& entry) {
    if (entry.dimensions < 1 || entry.dimensions > static_cast<std::int64_t>(kMostDimensions)) return std::nullopt;
    std::int64_t width = 1;
    for (std::int64_t i = 0; i < entry.dimensions; ++i) {
        const std::int64_t side = entry.shape[static_cast<size_t>(i)];
        if (side < 1 || side > static_cast<std::int64_t>(kMostOfAnything) / width) return std::nullopt;
        width *= side;
    }
    return width;
}

template <typename Value>
std::span<const std::byte> bytesOf(const Value& value) {
    return std::as_bytes(std::span(&value, 1));
}

std::uint64_t sumOf(const Tail& tail) { return checksum(bytesOf(tail).first(offsetof(Tail, sumOfTail))); }

std::uint64_t aligned(std::uint64_t bytes) { return (bytes + kAlignment - 1) / kAlignment * kAlignment; }

std::uint64_t blocksOf(std::uint64_t bytes) { return (bytes + kBlockBytes - 1) / kBlockBytes; }

}  // namespace

std::int64_t KeptLayer::width() const {
    return std::accumulate(shape.begin(), shape.end(), std::int64_t{1}, std::multiplies<>());
}

std::int64_t TargetShape::recordValues(std::int64_t tokens) const {
    std::int64_t values = embeddingWidth;
    for (const KeptLayer& layer : layers) values += layer.width() * (layer.perToken ? tokens : 1);
    return values;
}

std::int64_t targetFileBytes(const TargetShape& shape, std::int64_t tokens) {
    std::int64_t values = shape.embeddingWidth * shape.items;
    for (const KeptLayer& layer : shape.layers) values += layer.width() * (layer.perToken ? tokens : shape.items);
    const auto records = static_cast<std::uint64_t>(values) * sizeof(std::uint16_t);
    const auto logits = static_cast<std::uint64_t>(shape.items * shape.classes) * sizeof(float);
    const auto index = static_cast<std::uint64_t>(shape.hasRecords() ? shape.items : 0) * 2 * sizeof(std::uint64_t);
    const std::uint64_t body = sizeof(Head) + aligned(records) + aligned(logits) + aligned(index) +
                               aligned(shape.layers.size() * sizeof(LayerEntry));
    return static_cast<std::int64_t>(body + blocksOf(body) * sizeof(std::uint64_t) + sizeof(Tail));
}

TargetFileWriter::TargetFileWriter(QIODevice& device, QString path, const Digest& key, TargetShape shape)
    : m_device(device), m_path(std::move(path)), m_shape(std::move(shape)) {
    m_block.reserve(kBlockBytes);
    if (m_shape.hasRecords()) m_index.resize(static_cast<size_t>(m_shape.items));
    Head head;
    head.key = key;
    write(bytesOf(head));
}

template <typename Value>
void TargetFileWriter::write(std::span<const Value> values) {
    std::span<const std::byte> rest = std::as_bytes(values);
    m_bytes += rest.size();
    while (!rest.empty()) {
        const size_t piece = std::min(rest.size(), kBlockBytes - m_block.size());
        m_block.insert(m_block.end(), rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(piece));
        rest = rest.subspan(piece);
        if (m_block.size() == kBlockBytes) flushBlock();
    }
}

void TargetFileWriter::flushBlock() {
    m_checksums.push_back(checksum(m_block));
    writeNow(m_block);
    m_block.clear();
}

void TargetFileWriter::writeNow(std::span<const std::byte> bytes) {
    const auto size = static_cast<qint64>(bytes.size());
    if (m_device.write(reinterpret_cast<const char*>(bytes.data()), size) == size) return;
    throw WorkError(Text::tr("there is no room for the teacher's answers"), m_path);
}

void TargetFileWriter::pad() {
    constexpr std::array<std::byte, kAlignment> kZeros = {};
    write(std::span<const std::byte>(kZeros).first(aligned(m_bytes) - m_bytes));
}

void TargetFileWriter::add(size_t item, std::uint32_t tokens, std::span<const std::uint16_t> record) {
    m_index.at(item) = {m_values, tokens};
    m_values += record.size();
    write(record);
}

void TargetFileWriter::finish(std::span<const float> logits) {
    Tail tail;
    tail.items = static_cast<std::uint64_t>(m_shape.items);
    tail.classes = static_cast<std::uint64_t>(m_shape.classes);
    tail.embeddingWidth = static_cast<std::uint64_t>(m_shape.embeddingWidth);
    tail.layers = m_shape.layers.size();
    tail.recordValues = m_values;
    pad();
    tail.logitsBegin = m_bytes;
    write(logits);
    pad();
    tail.indexBegin = m_bytes;
    write(std::span<const Entry>(m_index));
    pad();
    tail.layersBegin = m_bytes;
    for (const KeptLayer& layer : m_shape.layers) {
        LayerEntry entry{layer.index, layer.perToken ? 1 : 0, static_cast<std::int64_t>(layer.shape.size()), {}};
        std::copy(layer.shape.begin(), layer.shape.end(), entry.shape.begin());
        write(bytesOf(entry));
    }
    pad();
    if (!m_block.empty()) flushBlock();
    tail.checksumsBegin = m_bytes;
    tail.checksums = m_checksums.size();
    const std::span<const std::byte> checksums = std::as_bytes(std::span(m_checksums));
    tail.sumOfChecksums = checksum(checksums);
    tail.sumOfTail = sumOf(tail);
    writeNow(checksums);
    writeNow(bytesOf(tail));
}

TargetFile::TargetFile(const QString& path) : m_path(path), m_file(path) {}

TargetFile::Opened TargetFile::open(const QString& path, const Digest& key, std::int64_t checkedWhole) {
    Opened opened;
    std::unique_ptr<TargetFile> file(new TargetFile(path));
    if (!file->m_file.open(QIODevice::ReadOnly)) return opened;
    ::flock(file->m_file.handle(), LOCK_SH | LOCK_NB);
    opened.state = file->read(key);
    if (opened.state != State::Whole) return opened;
    if (file->bytes() <= checkedWhole && !file->isWhole(0, file->m_checksumsBegin)) {
        opened.state = State::Damaged;
        return opened;
    }
    // The time of the last change is the time of the last use: what lay idle longest goes first.
    file->m_file.setFileTime(QDateTime::currentDateTime(), QFileDevice::FileModificationTime);
    opened.file = std::move(file);
    return opened;
}

template <typename Value>
std::span<const Value> TargetFile::at(std::uint64_t offset, std::uint64_t count) const {
    return {reinterpret_cast<const Value*>(m_bytes.data() + offset), count};
}

TargetFile::State TargetFile::read(const Digest& key) {
    const qint64 size = m_file.size();
    if (size < static_cast<qint64>(sizeof(Head) + sizeof(Tail))) return State::Damaged;
    uchar* const begin = m_file.map(0, size);
    if (begin == nullptr) return State::Damaged;
    m_bytes = std::as_bytes(std::span(begin, static_cast<size_t>(size)));

    Head head;
    std::memcpy(&head, m_bytes.data(), sizeof(head));
    if (head.magic != kMagic) return State::Damaged;
    if (head.version != kVersion) return State::OtherVersion;
    if (head.key != key) return State::Foreign;
    Tail tail;
    std::memcpy(&tail, m_bytes.last(sizeof(tail)).data(), sizeof(tail));
    if (tail.sumOfTail != sumOf(tail)) return State::Damaged;

    // The sum says that the tail is ours; sizes are checked all the same, since nothing is read beyond the file.
    for (const std::uint64_t number : {tail.items, tail.classes, tail.embeddingWidth, tail.layers}) {
        if (number > kMostOfAnything) return State::Damaged;
    }
    const bool hasRecords = tail.embeddingWidth > 0 || tail.layers > 0;
    const std::uint64_t entries = hasRecords ? tail.items : 0;
    std::uint64_t place = sizeof(Head);
    const auto next = [&](std::uint64_t count, std::uint64_t bytesEach) {
        place = aligned(place + count * bytesEach);
        return place;
    };
    if (tail.recordValues > m_bytes.size() || tail.items * tail.classes > m_bytes.size()) return State::Damaged;
    if (tail.logitsBegin != next(tail.recordValues, sizeof(std::uint16_t)) ||
        tail.indexBegin != next(tail.items * tail.classes, sizeof(float)) ||
        tail.layersBegin != next(entries, sizeof(TargetFileWriter::Entry)) ||
        tail.checksumsBegin != next(tail.layers, sizeof(LayerEntry)) || tail.checksums != blocksOf(place) ||
        place + tail.checksums * sizeof(std::uint64_t) + sizeof(Tail) != m_bytes.size()) {
        return State::Damaged;
    }

    m_checksumsBegin = tail.checksumsBegin;
    m_checksums = at<std::uint64_t>(tail.checksumsBegin, tail.checksums);
    if (checksum(std::as_bytes(m_checksums)) != tail.sumOfChecksums) return State::Damaged;
    m_checked.assign(m_checksums.size(), false);
    if (!isWhole(tail.logitsBegin, tail.checksumsBegin)) return State::Damaged;

    m_shape.items = static_cast<std::int64_t>(tail.items);
    m_shape.classes = static_cast<std::int64_t>(tail.classes);
    m_shape.embeddingWidth = static_cast<std::int64_t>(tail.embeddingWidth);
    std::int64_t widths = 0;
    for (const LayerEntry& entry : at<LayerEntry>(tail.layersBegin, tail.layers)) {
        const std::optional<std::int64_t> width = widthOf(entry);
        if (!width) return State::Damaged;
        widths += *width;
        if (widths > static_cast<std::int64_t>(kMostOfAnything)) return State::Damaged;
        m_shape.layers.push_back({static_cast<int>(entry.index),
                                  entry.perToken != 0,
                                  {entry.shape.begin(), entry.shape.begin() + entry.dimensions}});
    }
    m_records = at<std::uint16_t>(sizeof(Head), tail.recordValues);
    m_logits = at<float>(tail.logitsBegin, tail.items * tail.classes);
    m_index = at<TargetFileWriter::Entry>(tail.indexBegin, entries);
    return State::Whole;
}

bool TargetFile::isWhole(std::uint64_t begin, std::uint64_t end) {
    if (begin >= end) return true;
    for (std::uint64_t block = begin / kBlockBytes; block <= (end - 1) / kBlockBytes; ++block) {
        if (m_checked[block]) continue;
        const std::uint64_t first = block * kBlockBytes;
        const std::uint64_t size = std::min<std::uint64_t>(kBlockBytes, m_checksumsBegin - first);
        const std::span<const std::byte> bytes = m_bytes.subspan(first, size);
#ifdef MADV_POPULATE_READ
        // Told beforehand, the system maps the whole block at once instead of page by page.
        ::madvise(const_cast<std::byte*>(bytes.data()), bytes.size(), MADV_POPULATE_READ);
#endif
        if (checksum(bytes) != m_checksums[block]) return false;
        m_checked[block] = true;
    }
    return true;
}

TargetFile::Record TargetFile::record(size_t item) {
    const TargetFileWriter::Entry entry = m_index[item];
    const auto tokens = static_cast<std::int64_t>(std::min(entry.tokens, kMostOfAnything));
    const auto values = static_cast<std::uint64_t>(m_shape.recordValues(tokens));
    if (entry.begin > m_records.size() || values > m_records.size() - entry.begin) return {};
    const std::uint64_t begin = sizeof(Head) + entry.begin * sizeof(std::uint16_t);
    if (!isWhole(begin, begin + values * sizeof(std::uint16_t))) return {};
    return {tokens, m_records.subspan(entry.begin, values)};
}

bool removeUnusedTargetFile(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return false;
    if (::flock(file.handle(), LOCK_EX | LOCK_NB) != 0) return false;
    return file.remove();
}

}  // namespace distillab::teachers
