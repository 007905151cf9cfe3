#include "core/engine/unanswered.h"

#include "core/base/csv.h"
#include "core/base/files.h"
#include "core/base/private_file.h"

#include <QFile>

namespace distillab::engine {
namespace {

constexpr std::pair<Split, const char*> kNames[] = {
    {Split::Train, "train"}, {Split::Validation, "validation"}, {Split::Test, "test"}};

}  // namespace

void writeUnanswered(const QString& path, const std::vector<Unanswered>& items) {
    if (items.empty()) {
        QFile::remove(path);  // of an earlier try
        return;
    }
    QByteArray content = "split,row,reason,text\n";
    for (const Unanswered& item : items) {
        for (const auto& [split, name] : kNames) {
            if (split == item.split) content += name;
        }
        // One line each, so that the file can be read line by line.
        content += ',' + QByteArray::number(item.row) + ',' + quotedCsvCell(item.reason.simplified()) + ',' +
                   quotedCsvCell(item.text.simplified()) + '\n';
    }
    writePrivateFileAtomically(path, content);
}

std::set<std::pair<Split, std::uint32_t>> readUnanswered(const QString& path) {
    std::set<std::pair<Split, std::uint32_t>> items;
    if (!QFile::exists(path)) return items;
    for (const QByteArray& line : readFile(path).split('\n')) {
        const QList<QByteArray> cells = line.split(',');
        for (const auto& [split, name] : kNames) {
            if (cells[0] == name) items.emplace(split, cells.value(1).toUInt());
        }
    }
    return items;
}

}  // namespace distillab::engine
