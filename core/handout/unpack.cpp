#include "core/handout/unpack.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/limited_file.h"
#include "core/experiment/document.h"
#include "core/experiment/run_folder.h"
#include "core/handout/archive_reader.h"
#include "core/handout/portable_paths.h"
#include "core/report/html_page.h"
#include "core/report/measurement.h"
#include "core/report/run_report.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QMap>
#include <QTemporaryDir>

namespace distillab::handout {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Handout)
};

constexpr qsizetype kMarkLength = 8;

[[noreturn]] void refuse(const QString& file, const QString& path, const QString& message) {
    throw RequestError(message, path.isEmpty() ? file : file + u": "_s + path,
                       Text::tr("Ask for the file again, or have it packed anew. Nothing was unpacked."));
}

QByteArray manifestBytes(const ArchiveReader& archive, const QString& file) {
    const ArchiveEntry* entry = archive.find(kManifestName);
    if (entry == nullptr) refuse(file, {}, Text::tr("this zip archive is no hand-out: it has no manifest.json"));
    if (entry->size > kMostManifestBytes) refuse(file, kManifestName, Text::tr("the list of files is too long"));
    return archive.read(*entry);
}

/// The archive holds what the manifest lists, all of it and nothing else.
void requireListedFiles(const ArchiveReader& archive, const Manifest& manifest, const QString& file) {
    QMap<QString, qint64> listed;
    for (const ManifestFile& each : manifest.files) {
        if (!belongs(manifest.kind, each.path) || listed.contains(each.path)) {
            refuse(file, each.path, Text::tr("this file has no place in a hand-out"));
        }
        listed[each.path] = each.size;
    }
    for (const ArchiveEntry& entry : archive.entries()) {
        if (entry.path == kManifestName) continue;
        const auto found = listed.constFind(entry.path);
        if (found == listed.constEnd()) refuse(file, entry.path, Text::tr("the hand-out does not list this file"));
        if (*found != entry.size) refuse(file, entry.path, Text::tr("this file has another size than listed"));
        listed.erase(found);
    }
    if (!listed.isEmpty()) refuse(file, listed.firstKey(), Text::tr("the hand-out lists this file, but lacks it"));
}

void writeEntry(const ArchiveReader& archive, const ManifestFile& listed, const QString& folder, const QString& file) {
    const QString path = folder + u'/' + listed.path;
    makeFolder(QFileInfo(path).absolutePath());
    QFile target(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!target.open(QIODevice::WriteOnly | QIODevice::NewOnly)) {
        throw WorkError(Text::tr("the file cannot be written: %1").arg(target.errorString()), path,
                        Text::tr("Check that the disk has space and that you may write to this folder."));
    }
    archive.read(*archive.find(listed.path), [&](QByteArrayView piece) {
        hash.addData(piece.toByteArray());
        if (target.write(piece.data(), piece.size()) == piece.size()) return;
        throw WorkError(Text::tr("the file cannot be written: %1").arg(target.errorString()), path,
                        Text::tr("Check that the disk has space and that you may write to this folder."));
    });
    if (!target.flush()) {
        throw WorkError(Text::tr("the file cannot be written: %1").arg(target.errorString()), path,
                        Text::tr("Check that the disk has space and that you may write to this folder."));
    }
    if (QString::fromLatin1(hash.result().toHex()) != listed.sha256) {
        refuse(file, listed.path, Text::tr("this file does not have the content that was packed"));
    }
}

/// Nothing where the run was not measured. @throws RequestError when it is damaged
std::optional<report::Measurement> measurementIn(const QString& unpacked) {
    const QString path = report::measurementFile(unpacked);
    if (!QFileInfo::exists(path)) return std::nullopt;
    return report::measurementFromJson(readFileUpTo(path, kMostReportBytes), path);
}

/// The experiment and the report name folders: in `unpacked` they are rewritten for `final`, where they will lie.
/// @throws RequestError naming the file in `unpacked` that is damaged
void settle(const QString& unpacked, const QString& final, Kind kind) {
    const experiment::RunFolder now(unpacked);
    const experiment::RunFolder then(final);
    const experiment::Experiment experiment = fromPortable(
        readFileUpTo(now.experimentFile(), experiment::kMostDocumentBytes), now.experimentFile(), then.path());
    writeFileAtomically(now.experimentFile(), experiment::write(experiment));
    if (kind == Kind::Experiment) return;
    report::RunReport report = report::fromJson(readFileUpTo(now.reportJson(), kMostReportBytes), now.reportJson());
    report.experiment = experiment;
    report.runFolder = then.path();
    if (report.onnx) report.onnx->folder = then.onnxFolder();
    writeFileAtomically(now.reportJson(), report::toJson(report));
    const std::optional<report::Measurement> measurement = measurementIn(now.path());
    // Written here rather than packed: a page from somebody else could hold a program.
    const std::optional<report::TestAnswers> answers = report::readTestAnswers(now.path());
    const report::Mistakes mistakes =
        answers ? report::mistakesOf(*answers, report::kMistakesShown) : report::Mistakes();
    writeFileAtomically(now.reportHtml(),
                        report::toHtml(report, report::readMetrics(now.path()), mistakes, measurement));
}

void requireFree(const QString& folder) {
    const QFileInfo info(folder);
    if (!info.exists() && !info.isSymLink()) return;
    if (info.isDir() && !info.isSymLink() &&
        QDir(folder).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot))
        return;
    throw RequestError(Text::tr("there is something here already, and it is kept"), folder,
                       Text::tr("Choose another folder."));
}

bool moveFolder(const QString& from, const QString& to) {
    QDir().rmdir(to);  // an empty one makes way; any other was refused
    return QFile::rename(from, to);
}

}  // namespace

Inspected inspect(const QString& file, const Limits& limits) {
    const ArchiveReader archive(file, limits);
    const QByteArray json = manifestBytes(archive, file);
    Inspected inspected{manifestFromJson(json, file), {}};
    requireListedFiles(archive, inspected.manifest, file);
    const QByteArray digest = QCryptographicHash::hash(json, QCryptographicHash::Sha256).toHex();
    inspected.mark = QString::fromLatin1(digest).left(kMarkLength);
    return inspected;
}

Unpacked unpack(const QString& file, const QString& folder, const Limits& limits) {
    const QString final = QDir::cleanPath(QDir::current().absoluteFilePath(folder));
    requireFree(final);
    const ArchiveReader archive(file, limits);
    const Manifest manifest = manifestFromJson(manifestBytes(archive, file), file);
    requireListedFiles(archive, manifest, file);

    makeFolder(QFileInfo(final).absolutePath());
    QTemporaryDir beside(final + u".unpacking-XXXXXX"_s);
    if (!beside.isValid()) {
        throw WorkError(Text::tr("the folder cannot be made: %1").arg(beside.errorString()), final,
                        Text::tr("Check that the disk has space and that you may write to this folder."));
    }
    const QString content = beside.filePath(u"content"_s);
    makeFolder(content);
    for (const ManifestFile& listed : manifest.files) writeEntry(archive, listed, content, file);
    const experiment::RunFolder unpacked(content);
    if (!unpacked.isRun() || (manifest.kind == Kind::Run && !unpacked.isFinished())) {
        refuse(file, {}, Text::tr("the hand-out lacks its experiment or its report"));
    }
    try {
        settle(content, final, manifest.kind);
    } catch (const RequestError& error) {
        refuse(file, QString(error.where()).remove(content + u'/'), error.message());
    }
    if (!moveFolder(content, final)) {
        throw WorkError(Text::tr("the folder cannot be made"), final,
                        Text::tr("Check that nothing else writes to this folder."));
    }
    const QString path = manifest.kind == Kind::Run ? final : experiment::RunFolder(final).experimentFile();
    return {manifest.kind, manifest.name, path};
}

}  // namespace distillab::handout
