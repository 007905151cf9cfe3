#include "core/handout/pack.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/experiment/document.h"
#include "core/experiment/run_folder.h"
#include "core/handout/archive_reader.h"
#include "core/handout/archive_writer.h"
#include "core/handout/limits.h"
#include "core/handout/manifest.h"
#include "core/handout/portable_paths.h"
#include "core/report/measurement.h"
#include "core/report/run_report.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QMap>

#include <algorithm>
#include <vector>

namespace distillab::handout {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Handout)
};

/// A file on its way into the archive: made here, or lying on the disk.
struct Part {
    QString path;
    QByteArray content;
    QString source = {};  ///< file that holds the content instead

    qint64 size() const { return source.isEmpty() ? content.size() : QFileInfo(source).size(); }
};

/// Names this machine's user where a program wrote down where it found something.
QByteArray withoutHome(QByteArray text) {
    const QByteArray home = QDir::homePath().toUtf8();
    return home.size() > 1 ? text.replace(home + '/', "~/") : text;
}

QString digestOf(const Part& part) {
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (part.source.isEmpty()) {
        hash.addData(part.content);
    } else {
        QFile file(part.source);
        if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file)) {
            throw RequestError(Text::tr("the file cannot be read"), part.source, Text::tr("Check its permissions."));
        }
    }
    return QString::fromLatin1(hash.result().toHex());
}

/// The files of a model folder, which holds no folders.
void addModel(std::vector<Part>& parts, const QString& folder, const QString& name) {
    for (const QFileInfo& file : QDir(folder).entryInfoList(QDir::Files | QDir::NoSymLinks, QDir::Name)) {
        const QString path = name + u'/' + file.fileName();
        if (file.suffix() == u"json") {
            parts.push_back({path, withoutHome(readFile(file.filePath()))});
        } else {
            parts.push_back({path, {}, file.filePath()});
        }
    }
}

void addIfThere(std::vector<Part>& parts, const QString& file) {
    if (QFileInfo(file).isFile()) parts.push_back({QFileInfo(file).fileName(), {}, file});
}

std::vector<Part> filesOfRun(const experiment::RunFolder& run, const PackOptions& options) {
    std::vector<Part> parts;
    addIfThere(parts, run.metricsFile());
    addIfThere(parts, run.path() + u"/test_answers.csv"_s);
    addIfThere(parts, run.pseudoLabelsFile());
    addModel(parts, run.studentFolder(), u"student"_s);
    if (options.teacher) addModel(parts, run.teacherFolder(), u"teacher"_s);
    return parts;
}

std::vector<Part> partsOfRun(const experiment::RunFolder& run, const PackOptions& options, Manifest& manifest,
                             QStringList& leftOut) {
    if (!run.isFinished()) {
        throw RequestError(Text::tr("this run is not finished"), run.path(),
                           Text::tr("Resume it first, or hand out its experiment.yaml."));
    }
    report::RunReport report = report::readReport(run.path());
    manifest.kind = Kind::Run;
    manifest.name = report.experiment.name;
    const PortableExperiment portableOne = portable(report.experiment, {});
    leftOut = portableOne.leftOut;
    std::vector<Part> parts = filesOfRun(run, options);
    parts.insert(parts.begin(), {u"experiment.yaml"_s, portableOne.yaml});
    // The receiver's report names the receiver's folders: of the sender's, nothing is told.
    report.experiment = experiment::parse(portableOne.yaml, u"experiment.yaml"_s, u"/"_s);
    report.runFolder.clear();
    report.dataDescription = QString::fromUtf8(withoutHome(report.dataDescription.toUtf8()));
    if (report.onnx) report.onnx->folder.clear();
    parts.push_back({u"report.json"_s, report::toJson(report)});
    if (const auto measurement = report::soundMeasurement(run.path())) {
        parts.push_back({u"measurement.json"_s, withoutHome(report::toJson(*measurement))});
    }
    return parts;
}

void addData(std::vector<Part>& parts, QMap<QString, QString>& packed, const QString& path) {
    if (path.isEmpty() || packed.contains(path) || isEverywhere(path)) return;
    const QFileInfo info(path);
    // A number keeps apart what has the same name in several folders.
    QString name = u"data/"_s + info.fileName();
    if (packed.values().contains(name)) name = u"data/%1-%2"_s.arg(packed.size()).arg(info.fileName());
    packed[path] = name;
    if (info.isFile()) {
        parts.push_back({name, {}, path});
        return;
    }
    QDirIterator files(path, QDir::Files | QDir::NoSymLinks, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString file = files.next();
        parts.push_back({name + u'/' + QDir(path).relativeFilePath(file), {}, file});
    }
}

std::vector<Part> partsOfExperiment(const QString& file, const PackOptions& options, Manifest& manifest,
                                    QStringList& leftOut) {
    const experiment::Experiment experiment = experiment::load(file);
    manifest.kind = Kind::Experiment;
    manifest.name = experiment.name;
    std::vector<Part> parts;
    QMap<QString, QString> packed;
    if (options.data) {
        const experiment::DataSpec& data = experiment.data;
        for (const QString& path : {data.train, data.labels, data.test, data.validation, data.unlabelled}) {
            addData(parts, packed, path);
        }
        qint64 bytes = 0;
        for (const Part& part : parts) bytes += part.size();
        if (bytes > kMostDataBytes) {
            throw RequestError(
                Text::tr("the data is too large to go along: %1 MiB").arg(bytes >> 20), file,
                Text::tr("Pack the experiment without it; at most %1 MiB of data go along.").arg(kMostDataBytes >> 20));
        }
    }
    const PortableExperiment portableOne = portable(experiment, packed);
    leftOut = portableOne.leftOut;
    parts.insert(parts.begin(), {u"experiment.yaml"_s, portableOne.yaml});
    return parts;
}

/// What could not be unpacked again is not packed.
void requirePlainPaths(const std::vector<Part>& parts) {
    if (parts.size() >= static_cast<size_t>(kMostEntries)) {
        throw RequestError(Text::tr("there are more than %1 files to pack").arg(kMostEntries), {},
                           Text::tr("Pack the experiment without its data."));
    }
    for (const Part& part : parts) {
        if (isPlainPath(part.path, kMostDepth)) continue;
        throw RequestError(Text::tr("a file of this name cannot be handed out"), part.source,
                           Text::tr("Give it a shorter name without : * ? \" < > | or \\."));
    }
}

Packed writeArchive(const std::vector<Part>& parts, Manifest manifest, const QString& out) {
    for (const Part& part : parts) manifest.files.push_back({part.path, part.size(), digestOf(part)});
    ArchiveWriter archive(out);
    archive.add(kManifestName, toJson(manifest));
    Packed packed{out, 0, {}, {}};
    for (const Part& part : parts) {
        packed.files << part.path;
        if (part.source.isEmpty()) {
            archive.add(part.path, part.content);
        } else {
            archive.addFile(part.path, part.source);
        }
    }
    archive.finish();
    packed.bytes = QFileInfo(out).size();
    return packed;
}

}  // namespace

Packed pack(const QString& runOrExperiment, const QString& out, const PackOptions& options) {
    const experiment::RunFolder run(runOrExperiment);
    const bool isFolder = QFileInfo(runOrExperiment).isDir();
    if (isFolder && !run.isRun()) {
        throw RequestError(Text::tr("this is not the folder of a run"), runOrExperiment,
                           Text::tr("Give a run folder or an experiment file."));
    }
    Manifest manifest;
    manifest.program = QCoreApplication::applicationVersion();
    QStringList leftOut;
    const std::vector<Part> parts = isFolder ? partsOfRun(run, options, manifest, leftOut)
                                             : partsOfExperiment(runOrExperiment, options, manifest, leftOut);
    requirePlainPaths(parts);
    Packed packed = writeArchive(parts, manifest, QDir::current().absoluteFilePath(out));
    packed.leftOut = leftOut;
    return packed;
}

qint64 sizeOfRun(const QString& runFolder, const PackOptions& options) {
    qint64 bytes = 0;
    for (const Part& part : filesOfRun(experiment::RunFolder(runFolder), options)) bytes += part.size();
    return bytes;
}

bool hasTeacherToPack(const QString& runFolder) {
    return QFileInfo(experiment::RunFolder(runFolder).teacherFolder()).isDir();
}

}  // namespace distillab::handout
