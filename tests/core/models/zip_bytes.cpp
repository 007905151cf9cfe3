#include "tests/core/models/zip_bytes.h"

#include <QFile>

#include <minizip/zip.h>
#include <zlib.h>

namespace distillab::test {

void writeZip(const QString& path, const std::vector<ZipPart>& parts) {
    zipFile zip = zipOpen64(QFile::encodeName(path).constData(), APPEND_STATUS_CREATE);
    for (const ZipPart& part : parts) {
        const zip_fileinfo info = {};
        const bool written =
            zipOpenNewFileInZip64(zip, part.name.constData(), &info, nullptr, 0, nullptr, 0, nullptr,
                                  part.compressed ? Z_DEFLATED : 0, Z_DEFAULT_COMPRESSION, 0) == ZIP_OK &&
            zipWriteInFileInZip(zip, part.content.constData(), static_cast<unsigned>(part.content.size())) == ZIP_OK &&
            zipCloseFileInZip(zip) == ZIP_OK;
        if (!written) qFatal("the archive cannot be written");
    }
    zipClose(zip, nullptr);
}

}  // namespace distillab::test
