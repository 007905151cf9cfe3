#include "core/teachers/target_file.h"

#include "core/base/files.h"
#include "tests/fuzz/fuzz.h"

#include <QBuffer>

#include <algorithm>

/// Every sum of this program is 0, in seeds and in what is read: a changed file gets past the checks against damage, as
/// one does whose sums somebody has made to fit.
std::uint64_t distillab::checksum(std::span<const std::byte> /*bytes*/) { return 0; }

namespace distillab::fuzz {

using namespace Qt::Literals::StringLiterals;

void readHostile(const QByteArray& bytes) {
    constexpr std::int64_t kMostRecords = 100;
    auto opened = teachers::TargetFile::open(asFile(bytes, u"targets"_s), Digest{});
    if (!opened.file) return;
    float sum = 0;
    for (const float logit : opened.file->logits()) sum += logit;
    if (!opened.file->shape().hasRecords()) return;
    for (std::int64_t i = 0; i < std::min(kMostRecords, opened.file->shape().items); ++i) {
        for (const std::uint16_t value : opened.file->record(static_cast<size_t>(i)).values) sum += value;
    }
    [[maybe_unused]] volatile float kept = sum;
}

std::vector<QByteArray> seeds() {
    using teachers::KeptLayer;
    std::vector<QByteArray> all;
    for (const teachers::TargetShape& shape :
         std::vector<teachers::TargetShape>{{.items = 3, .classes = 2},
                                            {.items = 2, .classes = 4, .embeddingWidth = 3},
                                            {.items = 2,
                                             .classes = 2,
                                             .embeddingWidth = 2,
                                             .layers = {KeptLayer{0, true, {4}}, KeptLayer{3, false, {2, 3, 1}}}}}) {
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        teachers::TargetFileWriter writer(buffer, u"seed"_s, Digest{}, shape);
        constexpr std::uint32_t kTokens = 2;
        const std::vector<std::uint16_t> record(static_cast<size_t>(shape.recordValues(kTokens)));
        if (shape.hasRecords()) {
            for (std::int64_t i = 0; i < shape.items; ++i) writer.add(static_cast<size_t>(i), kTokens, record);
        }
        writer.finish(std::vector<float>(static_cast<size_t>(shape.items * shape.classes)));
        all.push_back(buffer.data());
    }
    return all;
}

}  // namespace distillab::fuzz
