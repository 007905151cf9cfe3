#include "core/base/private_file.h"

#include "core/base/files.h"

#include <QFile>
#include <QFileDevice>

namespace distillab {
namespace {

constexpr QFileDevice::Permissions kOnlyTheUser = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

}  // namespace

void writePrivateFileAtomically(const QString& path, const QByteArray& content) {
    writeFileAtomically(path, [&](QIODevice& device) {
        // Before there is anything to read.
        if (auto* file = qobject_cast<QFileDevice*>(&device)) file->setPermissions(kOnlyTheUser);
        device.write(content);
    });
}

void makePrivateFolder(const QString& path) {
    makeFolder(path);
    QFile::setPermissions(path, kOnlyTheUser | QFileDevice::ExeOwner);
}

}  // namespace distillab
