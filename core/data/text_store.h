#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace distillab::data {

/// Bytes that are appended one after the other and then read by position, by any number of threads at once.
/// They stay in memory up to a limit; beyond it they go to a scratch file that has no name, lives in TMPDIR (else in
/// /var/tmp, for /tmp may itself be memory) and vanishes with this object, whatever ends the program.
class TextStore {
public:
    explicit TextStore(std::uint64_t mostInMemory);
    ~TextStore();
    TextStore(const TextStore&) = delete;
    TextStore& operator=(const TextStore&) = delete;

    /// @throws WorkError when the disk is full
    void append(std::string_view bytes);
    /// Call once, after the last append and before the first read.
    void finish();

    std::uint64_t size() const { return m_size; }
    bool isInMemory() const { return m_file < 0; }
    /// @throws WorkError when the scratch file cannot be read
    std::string read(std::uint64_t offset, size_t length) const;

private:
    void openScratchFile();
    void flush();

    std::uint64_t m_mostInMemory;
    std::uint64_t m_size = 0;
    std::string m_bytes;  ///< all of them, or those not yet written
    std::string m_folder;
    int m_file = -1;
};

}  // namespace distillab::data
