#include "core/models/mapped_file.h"

#include "core/base/error.h"

#include <QCoreApplication>

namespace distillab::models {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::MappedFile)
};

[[noreturn]] void throwUnreadable(const QFile& file) {
    throw RequestError(Text::tr("the file cannot be read: %1").arg(file.errorString()), file.fileName(),
                       Text::tr("Check the path and that you may read the file."));
}

}  // namespace

MappedFile::MappedFile(const QString& path) : m_file(path) {
    if (!m_file.open(QIODevice::ReadOnly)) throwUnreadable(m_file);
    const qint64 size = m_file.size();
    if (size == 0) return;  // nothing to map, and the system refuses to
    const uchar* begin = m_file.map(0, size);
    if (begin == nullptr) throwUnreadable(m_file);
    m_bytes = std::as_bytes(std::span(begin, static_cast<size_t>(size)));
}

}  // namespace distillab::models
