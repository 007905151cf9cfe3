#include "core/data/idx_file.h"

#include "core/base/error.h"
#include "tests/core/data/idx_bytes.h"
#include "tests/fuzz/fuzz.h"

#include <QFile>

#include <zlib.h>

namespace distillab::fuzz {
namespace {

using namespace Qt::Literals::StringLiterals;

QByteArray gzipped(const QByteArray& bytes) {
    const QString path = scratchFolder() + u"/seed.gz"_s;
    const gzFile file = gzopen(qPrintable(path), "wb");
    gzwrite(file, bytes.constData(), static_cast<unsigned>(bytes.size()));
    gzclose(file);
    QFile written(path);
    return written.open(QIODevice::ReadOnly) ? written.readAll() : QByteArray();
}

void readAs(const QString& path, int rank) {
    const data::IdxArray array = data::readIdx(path, rank);
    std::uint64_t count = 1;
    for (const std::uint32_t size : array.sizes) count *= size;
    demand(count == array.values.size(), "as many values as the sizes say");
}

}  // namespace

void readHostile(const QByteArray& bytes) {
    const QString path = asFile(bytes, u"idx"_s);
    try {
        readAs(path, 3);
    } catch (const Error&) {  // then perhaps labels
        readAs(path, 1);
    }
}

std::vector<QByteArray> seeds() {
    return {test::idxLabels({1, 2, 3}), test::idxImages(2, 3, 4), gzipped(test::idxImages(2, 3, 4)),
            gzipped(test::idxLabels({0, 9}))};
}

}  // namespace distillab::fuzz
