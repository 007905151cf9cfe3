#pragma once

#include <QByteArray>

#include <initializer_list>

namespace distillab::test {

/// The header of an IDX file of unsigned bytes.
inline QByteArray idxHeader(std::initializer_list<quint32> sizes) {
    QByteArray header("\0\0\x08", 3);
    header.append(static_cast<char>(sizes.size()));
    for (const quint32 size : sizes) {
        for (int shift = 24; shift >= 0; shift -= 8) header.append(static_cast<char>((size >> shift) & 0xFF));
    }
    return header;
}

/// A whole label file.
inline QByteArray idxLabels(std::initializer_list<int> labels) {
    QByteArray bytes = idxHeader({static_cast<quint32>(labels.size())});
    for (const int label : labels) bytes.append(static_cast<char>(label));
    return bytes;
}

/// A whole image file; image i is filled with the value i, so that an item can be recognised.
inline QByteArray idxImages(quint32 count, quint32 height, quint32 width) {
    QByteArray bytes = idxHeader({count, height, width});
    for (quint32 i = 0; i < count; ++i) {
        bytes.append(QByteArray(static_cast<qsizetype>(height) * width, static_cast<char>(i)));
    }
    return bytes;
}

}  // namespace distillab::test
