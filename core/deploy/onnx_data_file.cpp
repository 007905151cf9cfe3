#include "core/deploy/onnx_data_file.h"

#include "core/base/error.h"
#include "core/base/files.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace distillab::deploy {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::OnnxDataFile)
};

QString made(const QString& folder) {
    makeFolder(folder);
    return folder;
}

}  // namespace

OnnxDataFile::OnnxDataFile(const QString& folder, const QString& modelName)
    : m_folder(made(folder)),
      m_modelName(modelName),
      m_dataName(modelName + u".data"_s),
      m_scratch(placeOf(u".%1.XXXXXX"_s.arg(modelName))),
      m_file(m_scratch.filePath(m_dataName)) {
    if (!m_scratch.isValid()) fail(m_scratch.errorString());
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Unbuffered)) fail(m_file.errorString());
}

std::string OnnxDataFile::location() const { return m_dataName.toStdString(); }

std::int64_t OnnxDataFile::append(std::span<const std::byte> bytes) {
    const std::int64_t begin = (m_end + kAlignment - 1) / kAlignment * kAlignment;
    const auto size = static_cast<qint64>(bytes.size());
    // Skipped bytes read as zeros.
    if (!m_file.seek(begin) || m_file.write(reinterpret_cast<const char*>(bytes.data()), size) != size) {
        fail(m_file.errorString());
    }
    m_end = begin + size;
    return begin;
}

void OnnxDataFile::complete(const QByteArray& model) {
    if (::fsync(m_file.handle()) != 0) fail(qt_error_string(errno));
    m_file.close();
    writeFileAtomically(modelPath(), model);
}

QString OnnxDataFile::modelPath() const { return m_scratch.filePath(m_modelName); }

qint64 OnnxDataFile::bytes() const { return m_end + QFileInfo(modelPath()).size(); }

void OnnxDataFile::moveIntoPlace() {
    // The model last, and no older one meanwhile: who finds a model finds its own data.
    if (QFile::exists(placeOf(m_modelName)) && !QFile::remove(placeOf(m_modelName))) {
        fail(Text::tr("the older model cannot be removed"));
    }
    for (const QString& name : {m_dataName, m_modelName}) {
        const QByteArray from = QFile::encodeName(m_scratch.filePath(name));
        if (std::rename(from.constData(), QFile::encodeName(placeOf(name)).constData()) != 0) {
            fail(QString::fromLocal8Bit(std::strerror(errno)));
        }
        syncFolder(m_folder);
    }
}

void OnnxDataFile::fail(const QString& reason) const { throwUnwritable(placeOf(m_dataName), errno, reason); }

}  // namespace distillab::deploy
