#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>
#include <QTemporaryDir>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace distillab::deploy {

/// A file in the ONNX format is one message of protobuf, which reads at most 2 GiB. Weights of more than this, with
/// room left for the graph, go into a file of their own beside the model.
inline constexpr std::int64_t kMostBytesInModel = (std::int64_t{1} << 31) - (16 << 20);

/// What ONNX calls external data: "model.onnx.data", which holds the large tensors of "model.onnx". It is written
/// tensor by tensor, so that the weights are nowhere in memory a second time. Both files grow in a hidden folder beside
/// their places and get these together; until then nothing is to be seen of them, and without moveIntoPlace() nothing
/// stays.
class OnnxDataFile {
public:
    /// Smaller tensors stay in the model.
    static constexpr std::size_t kLeastBytes = 1024;
    /// Every tensor begins at a multiple of this, a page of memory: a runtime can map it where it lies.
    static constexpr std::int64_t kAlignment = 4096;

    /// Makes a missing folder. @throws WorkError when it cannot be written to
    OnnxDataFile(const QString& folder, const QString& modelName);

    /// The file as the model calls it, relative to itself.
    std::string location() const;
    /// @return where the bytes begin. @throws WorkError when the disk is full
    std::int64_t append(std::span<const std::byte> bytes);
    /// Writes the model beside its data, and both to the disk. @throws WorkError when the disk is full
    void complete(const QByteArray& model);
    /// By which the model can be opened from when it is complete until it gets its place.
    QString modelPath() const;
    /// Of both files together; known once they are complete.
    qint64 bytes() const;

    /// Gives both files their places, which may be taken by older ones. Cut short in the middle it leaves data without
    /// a model, and never a model with another one's data.
    /// @throws WorkError
    void moveIntoPlace();

private:
    QString placeOf(const QString& name) const { return m_folder + u'/' + name; }
    [[noreturn]] void fail(const QString& reason) const;

    QString m_folder;
    QString m_modelName;
    QString m_dataName;
    QTemporaryDir m_scratch;
    QFile m_file;
    std::int64_t m_end = 0;
};

}  // namespace distillab::deploy
