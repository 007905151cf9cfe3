#include "core/handout/archive_writer.h"

#include "core/base/error.h"
#include "core/base/files.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QString>

#include <zip.h>

#include <list>

namespace distillab::handout {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Handout)
};

/// 1 January 1980, the first day that a zip archive knows.
constexpr zip_uint16_t kFirstDay = (0 << 9) | (1 << 5) | 1;
constexpr zip_uint32_t kPlainFile = zip_uint32_t{0100644} << 16U;

}  // namespace

struct ArchiveWriter::Handle {
    zip_t* zip = nullptr;
    std::list<QByteArray> contents;  ///< libzip reads them when the archive is closed

    ~Handle() {
        if (zip != nullptr) zip_discard(zip);
    }
};

ArchiveWriter::ArchiveWriter(const QString& file) : m_file(file), m_handle(std::make_unique<Handle>()) {
    makeFolder(QFileInfo(file).absolutePath());
    int code = 0;
    m_handle->zip = zip_open(QFile::encodeName(file).constData(), ZIP_CREATE | ZIP_TRUNCATE, &code);
    if (m_handle->zip == nullptr) fail();
}

ArchiveWriter::~ArchiveWriter() = default;

void ArchiveWriter::add(const QString& path, const QByteArray& content) {
    const QByteArray& kept = m_handle->contents.emplace_back(content);
    addSource(path, zip_source_buffer(m_handle->zip, kept.constData(), static_cast<zip_uint64_t>(kept.size()), 0));
}

void ArchiveWriter::addFile(const QString& path, const QString& source) {
    addSource(path, zip_source_file(m_handle->zip, QFile::encodeName(source).constData(), 0, -1));
}

void ArchiveWriter::addSource(const QString& path, void* source) {
    auto* content = static_cast<zip_source_t*>(source);
    if (content == nullptr) fail();
    const zip_int64_t index = zip_file_add(m_handle->zip, path.toUtf8().constData(), content, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(content);
        fail();
    }
    const auto entry = static_cast<zip_uint64_t>(index);
    zip_file_set_dostime(m_handle->zip, entry, 0, kFirstDay, 0);
    zip_file_set_external_attributes(m_handle->zip, entry, 0, ZIP_OPSYS_UNIX, kPlainFile);
}

void ArchiveWriter::finish() {
    if (zip_close(m_handle->zip) != 0) fail();
    m_handle->zip = nullptr;  // it is gone with the close
}

void ArchiveWriter::fail() const {
    throw WorkError(Text::tr("the hand-out cannot be written"), m_file,
                    Text::tr("Check that the disk has space and that you may write to this folder."));
}

}  // namespace distillab::handout
