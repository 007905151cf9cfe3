#include "tests/fuzz/fuzz.h"

#include "core/base/error.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace distillab::fuzz {
namespace {

using namespace Qt::Literals::StringLiterals;

void put(const QByteArray& bytes, const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) {
        std::fprintf(stderr, "%s cannot be written\n", qPrintable(path));
        std::exit(EXIT_FAILURE);
    }
}

}  // namespace

QString scratchFolder() {
    static const QTemporaryDir folder((QDir(u"/dev/shm"_s).exists() ? u"/dev/shm"_s : QDir::tempPath()) +
                                      u"/distillab-fuzz-XXXXXX"_s);
    return folder.path();
}

QString asFile(const QByteArray& bytes, const QString& name) {
    const QString path = scratchFolder() + u'/' + name;
    QFile::remove(path);  // a mapping of the older one keeps what it maps
    put(bytes, path);
    return path;
}

void demand(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "this does not hold: %s\n", what);
    std::abort();
}

}  // namespace distillab::fuzz

// With DISTILLAB_FUZZ_SEEDS=FOLDER the program writes its seeds there, and that is all.
extern "C" int LLVMFuzzerInitialize(int* /*count*/, char*** /*words*/) {
    using namespace distillab::fuzz;
    const QString folder = qEnvironmentVariable("DISTILLAB_FUZZ_SEEDS");
    if (folder.isEmpty()) return 0;
    QDir().mkpath(folder);
    const std::vector<QByteArray> all = seeds();
    for (size_t i = 0; i < all.size(); ++i) put(all[i], folder + QStringLiteral("/seed-%1").arg(i));
    std::exit(EXIT_SUCCESS);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        distillab::fuzz::readHostile({reinterpret_cast<const char*>(data), static_cast<qsizetype>(size)});
    } catch (const distillab::Error&) {  // as it should be
    }
    return 0;
}
