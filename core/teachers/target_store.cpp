#include "core/teachers/target_store.h"

#include "core/base/cache_folder.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/report/wording.h"
#include "core/teachers/teacher_targets.h"

#include <ATen/Parallel.h>
#include <torch/version.h>

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QStorageInfo>

#include <algorithm>
#include <cstring>

namespace distillab::teachers {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::TargetStore)
};

/// Rises when a model's code comes to answer otherwise, or a source shows its items otherwise.
constexpr std::uint32_t kAnswersVersion = 1;

/// Left free on the disk for everything else that a run writes.
constexpr std::int64_t kSpareBytes = std::int64_t{256} << 20;

/// What a killed program left half-written is older than this.
constexpr qint64 kSecondsOfAWriter = 24 * 3600;

/// The largest number that f16 holds.
constexpr double kLargestHalf = 65504;

const QString kSuffix = u".targets"_s;

/// Rows as they are kept. Numbers too large for f16 stay the largest instead of becoming infinite.
torch::Tensor toKept(const torch::Tensor& values) {
    return values.clamp(-kLargestHalf, kLargestHalf).to(torch::kCPU, torch::kFloat16).contiguous();
}

std::span<const std::uint16_t> halves(const torch::Tensor& tensor, std::int64_t begin, std::int64_t count) {
    return {static_cast<const std::uint16_t*>(tensor.const_data_ptr()) + begin, static_cast<size_t>(count)};
}

/// Tokens of each item of a batch: 1 for images.
std::vector<std::int64_t> tokensOf(const nn::Batch& batch) {
    if (batch.input.dim() != 2) return std::vector<std::int64_t>(static_cast<size_t>(batch.count()), 1);
    if (!batch.attentionMask.defined()) {
        return std::vector<std::int64_t>(static_cast<size_t>(batch.count()), batch.input.size(1));
    }
    const torch::Tensor sums = batch.attentionMask.sum(1).to(torch::kCPU);
    return {sums.const_data_ptr<std::int64_t>(), sums.const_data_ptr<std::int64_t>() + sums.numel()};
}

/// One item tells what is kept of all.
TargetShape shapeOf(nn::Model& teacher, nn::ItemSource& items, const nn::FeatureRequest& wanted) {
    TargetShape shape;
    shape.items = static_cast<std::int64_t>(items.count());
    shape.classes = teacher.classCount();
    if (!wanted.any()) return shape;
    const std::uint32_t first = 0;
    const nn::Batch batch = items.load({&first, 1});
    const nn::Features features = teacher.inferAnswer(batch, wanted).features;
    if (wanted.embedding) shape.embeddingWidth = features.embedding.size(1);
    for (size_t i = 0; i < wanted.hiddenStates.size(); ++i) {
        const auto sizes = features.hiddenStates[i].sizes().slice(1);
        shape.layers.push_back({wanted.hiddenStates[i], batch.input.dim() == 2, sizes.vec()});
    }
    return shape;
}

/// The records of a batch, one item after the other.
class BatchRecords {
public:
    BatchRecords(const nn::Answer& answer, const TargetShape& shape) : m_shape(shape) {
        if (shape.embeddingWidth > 0) m_embedding = toKept(answer.features.embedding);
        for (const torch::Tensor& states : answer.features.hiddenStates) m_states.push_back(toKept(states));
        m_begins.assign(m_states.size(), 0);
    }

    std::span<const std::uint16_t> next(std::int64_t tokens) {
        m_record.clear();
        if (m_embedding.defined()) append(m_embedding, m_item * m_shape.embeddingWidth, m_shape.embeddingWidth);
        for (size_t i = 0; i < m_states.size(); ++i) {
            const KeptLayer& layer = m_shape.layers[i];
            const std::int64_t values = layer.width() * (layer.perToken ? tokens : 1);
            append(m_states[i], m_begins[i], values);
            m_begins[i] += values;
        }
        ++m_item;
        return m_record;
    }

private:
    void append(const torch::Tensor& from, std::int64_t begin, std::int64_t count) {
        TORCH_CHECK(begin + count <= from.numel(), "a teacher's features do not fit its batch");
        const auto values = halves(from, begin, count);
        m_record.insert(m_record.end(), values.begin(), values.end());
    }

    const TargetShape& m_shape;
    torch::Tensor m_embedding;
    std::vector<torch::Tensor> m_states;
    std::vector<std::int64_t> m_begins;
    std::int64_t m_item = 0;
    std::vector<std::uint16_t> m_record;
};

void writeAnswers(TargetFileWriter& writer, const TargetShape& shape, nn::Model& teacher, nn::ItemSource& items,
                  const nn::FeatureRequest& wanted, RunControl& control, const std::function<void(size_t)>& onItems) {
    const std::vector<std::uint32_t> order = items.inferenceOrder();
    const size_t batchSize = items.inferenceBatchSize();
    const auto classes = static_cast<size_t>(shape.classes);
    std::vector<float> logits(order.size() * classes);
    for (size_t begin = 0; begin < order.size(); begin += batchSize) {
        control.obey();
        const auto positions = std::span(order).subspan(begin, std::min(batchSize, order.size() - begin));
        const nn::Batch batch = items.load(positions);
        const nn::Answer answer = teacher.inferAnswer(batch, wanted);
        const torch::Tensor rows = answer.logits.to(torch::kCPU).contiguous();
        rejectUnusableAnswers(rows);
        const std::vector<std::int64_t> tokens = tokensOf(batch);
        BatchRecords records(answer, shape);
        for (size_t i = 0; i < positions.size(); ++i) {
            std::copy_n(rows.const_data_ptr<float>() + i * classes, classes, logits.data() + positions[i] * classes);
            if (shape.hasRecords()) {
                writer.add(positions[i], static_cast<std::uint32_t>(tokens[i]), records.next(tokens[i]));
            }
        }
        if (onItems) onItems(begin + positions.size());
    }
    writer.finish(logits);
}

QString complaintOf(TargetFile::State state) {
    switch (state) {
        case TargetFile::State::Foreign: return Text::tr("it holds the answers to something else");
        case TargetFile::State::OtherVersion: return Text::tr("another version of DistilLab wrote it");
        case TargetFile::State::Damaged:
        case TargetFile::State::Missing:
        case TargetFile::State::Whole: break;
    }
    return Text::tr("it is damaged");
}

}  // namespace

torch::Tensor KeptAnswers::logits() const {
    const std::span<const float> values = m_file->logits();
    // Nobody writes to it: rows are chosen from it, which copies them.
    return torch::from_blob(const_cast<float*>(values.data()), {m_file->shape().items, m_file->shape().classes},
                            [file = m_file](void*) {});
}

std::optional<nn::Answer> KeptAnswers::of(std::span<const std::uint32_t> positions) {
    const TargetShape& shape = m_file->shape();
    const auto count = static_cast<std::int64_t>(positions.size());
    torch::Tensor rows = torch::empty({count}, torch::kInt64);
    std::copy(positions.begin(), positions.end(), rows.data_ptr<std::int64_t>());
    nn::Answer answer;
    answer.logits = logits().index_select(0, rows);
    if (!shape.hasRecords()) return answer;

    std::vector<TargetFile::Record> records;
    std::int64_t tokens = 0;
    for (const std::uint32_t position : positions) {
        records.push_back(m_file->record(position));
        if (records.back().values.empty()) return std::nullopt;
        tokens += records.back().tokens;
    }
    std::vector<size_t> begins(records.size(), 0);
    // Of every record the next values, as rows of one tensor.
    const auto gather = [&](std::vector<std::int64_t> sizes, std::int64_t width, bool perToken) {
        const torch::Tensor halfs = torch::empty(sizes, torch::kFloat16);
        auto* out = static_cast<std::uint16_t*>(halfs.mutable_data_ptr());
        for (size_t i = 0; i < records.size(); ++i) {
            const auto values = static_cast<size_t>(width * (perToken ? records[i].tokens : 1));
            std::memcpy(out, records[i].values.data() + begins[i], values * sizeof(std::uint16_t));
            out += values;
            begins[i] += values;
        }
        return halfs.to(torch::kFloat32);
    };
    if (shape.embeddingWidth > 0) {
        answer.features.embedding = gather({count, shape.embeddingWidth}, shape.embeddingWidth, false);
    }
    for (const KeptLayer& layer : shape.layers) {
        std::vector<std::int64_t> sizes = {layer.perToken ? tokens : count};
        sizes.insert(sizes.end(), layer.shape.begin(), layer.shape.end());
        answer.features.hiddenStates.push_back(gather(std::move(sizes), layer.width(), layer.perToken));
    }
    return answer;
}

Digest targetKey(const nn::Model& teacher, const nn::ItemSource& items, const nn::FeatureRequest& wanted) {
    ContentHash hash;
    hash.add(kAnswersVersion);
    // Another number of threads or another LibTorch may round differently; what a run writes must not depend on
    // which run filled the cache.
    hash.add(std::string_view(TORCH_VERSION));
    hash.add(at::get_num_threads());
    hash.add(teacher.device().type());
    teacher.addContentTo(hash);
    hash.add(static_cast<std::uint64_t>(items.count()));
    items.addContentTo(hash);
    hash.add(std::span(wanted.hiddenStates));
    hash.add(wanted.embedding);
    return hash.digest();
}

TargetStore::TargetStore(QString folder, Log log, std::int64_t mostBytes)
    : m_folder(std::move(folder)), m_log(std::move(log)), m_mostBytes(mostBytes) {}

QString TargetStore::defaultFolder() { return cacheFolder() + u"/targets"_s; }

QString TargetStore::pathOf(const Digest& key) const { return m_folder + u'/' + toHex(key) + kSuffix; }

std::shared_ptr<KeptAnswers> TargetStore::find(const Digest& key) {
    TargetFile::Opened opened = TargetFile::open(pathOf(key), key);
    if (opened.file) return std::make_shared<KeptAnswers>(std::move(opened.file));
    if (opened.state == TargetFile::State::Missing) return nullptr;
    m_log(Text::tr("The cache's file %1 cannot be used, %2; the teacher is asked anew.")
              .arg(pathOf(key), complaintOf(opened.state)));
    QFile::remove(pathOf(key));
    return nullptr;
}

bool TargetStore::makeRoom(std::int64_t bytes) {
    makeFolder(m_folder);
    const QDir folder(m_folder);
    const QDateTime longAgo = QDateTime::currentDateTime().addSecs(-kSecondsOfAWriter);
    std::int64_t total = bytes;
    QFileInfoList kept;
    // By the time of the last use, the oldest first.
    for (const QFileInfo& info : folder.entryInfoList(QDir::Files | QDir::Hidden, QDir::Time | QDir::Reversed)) {
        if (info.fileName().endsWith(kSuffix)) {
            total += info.size();
            kept.append(info);
        } else if (info.fileName().contains(kSuffix) && info.lastModified() < longAgo) {
            QFile::remove(info.filePath());  // begun by a program that was killed
        }
    }
    for (const QFileInfo& info : kept) {
        if (total <= m_mostBytes) break;
        if (removeUnusedTargetFile(info.filePath())) total -= info.size();
    }
    return total <= m_mostBytes && QStorageInfo(m_folder).bytesAvailable() >= bytes + kSpareBytes;
}

std::shared_ptr<KeptAnswers> TargetStore::compute(const Digest& key, nn::Model& teacher, nn::ItemSource& items,
                                                  const nn::FeatureRequest& wanted, RunControl& control,
                                                  const std::function<void(size_t)>& onItems) {
    const TargetShape shape = shapeOf(teacher, items, wanted);
    const std::int64_t bytes = targetFileBytes(shape, items.tokenCount());
    try {
        if (!makeRoom(bytes)) {
            m_log(Text::tr("The teacher's answers would take %1, for which there is no room in %2; they are not kept.")
                      .arg(report::bytesText(bytes), m_folder));
            return nullptr;
        }
        m_log(Text::tr("The teacher's answers to %L1 items will take %2 in %3.")
                  .arg(shape.items)
                  .arg(report::bytesText(bytes), m_folder));
        writeFileAtomically(pathOf(key), [&](QIODevice& device) {
            TargetFileWriter writer(device, pathOf(key), key, shape);
            writeAnswers(writer, shape, teacher, items, wanted, control, onItems);
        });
    } catch (const WorkError& error) {
        // A cache that cannot be written costs time; it must not cost the run.
        if (!error.where().startsWith(m_folder)) throw;
        m_log(Text::tr("The teacher's answers are not kept: %1.").arg(error.message()));
        return nullptr;
    }
    return find(key);
}

}  // namespace distillab::teachers
