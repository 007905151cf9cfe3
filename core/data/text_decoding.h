#pragma once

#include "core/experiment/experiment.h"

#include <QString>

#include <string>
#include <string_view>

namespace arrow::io {
class InputStream;
}

namespace distillab::data {

/// How the bytes of one file become characters.
struct Decoding {
    experiment::TextEncoding encoding = experiment::TextEncoding::Utf8;  ///< never Auto
    bool bigEndian = false;                                              ///< of UTF-16
    int markBytes = 0;                                                   ///< length of the byte order mark

    QString name() const;  ///< "UTF-8", "UTF-16 (little-endian)", …
};

/// Finds out how a file spells characters: by its byte order mark, else by its bytes (valid UTF-8, line breaks
/// and commas of two bytes, else the statistics of ICU's charset detector, which tells GB18030 and Latin-1 apart).
/// Of a very large file only the first part is looked at.
/// @param wished  what the user says; Auto to look. A byte order mark of that encoding is skipped all the same
/// @throws RequestError when the file cannot be read, is binary, or is in an encoding that is not read here
Decoding findDecoding(const QString& path, experiment::TextEncoding wished);

/// The file's content in UTF-8, from front to back, without its byte order mark. Bytes that spell no character come
/// out as the byte 0xFF, which no UTF-8 has: the row that holds it is then found out by isUtf8().
/// Latin-1 is read as Windows-1252, as browsers do: it has the same letters, and quotes where Latin-1 has nothing.
std::shared_ptr<arrow::io::InputStream> openDecoded(const QString& path, const Decoding& decoding);

/// The first bytes of that content.
/// @param isWhole  whether that is all
std::string decodedStart(const QString& path, const Decoding& decoding, size_t bytes, bool* isWhole);

bool isUtf8(std::string_view bytes);

/// Code points of valid UTF-8.
size_t characterCount(std::string_view utf8);

}  // namespace distillab::data
