#include "core/engine/given_model.h"

#include "core/base/files.h"
#include "core/tokenizers/tokenizer.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>

namespace distillab::engine {
namespace {

using namespace Qt::Literals::StringLiterals;
using experiment::TeacherSource;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::GivenModel)
};

/// What a Hugging Face folder says of the model beside its weights, whatever kind of model that is.
QJsonObject configBeside(const QString& folder) {
    const QString path = folder + u"/config.json"_s;
    return QFileInfo::exists(path) ? QJsonDocument::fromJson(readFile(path)).object() : QJsonObject();
}

QStringList labelsIn(const QJsonObject& config) {
    const QJsonObject names = config.value(u"id2label"_s).toObject();
    QStringList labels;
    for (int id = 0; names.contains(QString::number(id)); ++id) labels << names.value(QString::number(id)).toString();
    return labels;
}

/// "LABEL_0" names nothing.
bool namesNothing(const QStringList& labels) {
    static const QRegularExpression kNumbered(u"^LABEL_\\d+$"_s);
    return std::all_of(labels.begin(), labels.end(),
                       [](const QString& label) { return kNumbered.match(label).hasMatch(); });
}

/// The tokenizer beside the file, or in the folder above, as exports have it.
QString tokenizerFolderOf(const QString& file) {
    const QString beside = QFileInfo(file).absolutePath();
    for (const QString& folder : {beside, QFileInfo(beside).absolutePath()}) {
        if (tokenizers::Tokenizer::isIn(folder)) return folder;
    }
    throw RequestError(Text::tr("there is no tokenizer beside the teacher's file"), file,
                       Text::tr("Put tokenizer.json, or vocab.txt, into its folder: the one it was trained with."));
}

}  // namespace

bool readsFile(TeacherSource source) { return source == TeacherSource::Onnx || source == TeacherSource::TorchScript; }

QString teacherFileOf(const experiment::TeacherSpec& spec) {
    if (!QFileInfo(spec.path).isDir()) return spec.path;
    const bool isOnnx = spec.source == TeacherSource::Onnx;
    const QStringList patterns =
        isOnnx ? QStringList{u"*.onnx"_s} : QStringList{u"*.pt"_s, u"*.pth"_s, u"*.ts"_s, u"*.torchscript"_s};
    for (const QString& folder : {spec.path, spec.path + u"/onnx"_s}) {
        const QStringList files = QDir(folder).entryList(patterns, QDir::Files);
        if (files.size() == 1) return folder + u'/' + files.first();
        if (files.contains(u"model.onnx"_s)) return folder + u"/model.onnx"_s;
        if (files.isEmpty()) continue;
        throw RequestError(Text::tr("there are several files that could be the teacher: %1").arg(files.join(u", "_s)),
                           spec.path, Text::tr("Name one of them in teacher.path."));
    }
    throw RequestError(isOnnx ? Text::tr("there is no ONNX file in this folder")
                              : Text::tr("there is no TorchScript file in this folder"),
                       spec.path, Text::tr("Name the file in teacher.path."));
}

GivenModel openGivenModel(const experiment::TeacherSpec& spec, bool readsTexts) {
    const QString file = teacherFileOf(spec);
    if (spec.source == TeacherSource::TorchScript && !spec.trustCode) {
        throw RequestError(
            Text::tr("a TorchScript file is a program: opening it runs code of whoever made it"), file,
            Text::tr("If you trust them, set teacher.trust_code to true; otherwise ask for an ONNX file, "
                     "which is none."));
    }
    GivenModel given;
    if (readsTexts) given.tokenizerFolder = tokenizerFolderOf(file);
    given.box = spec.source == TeacherSource::Onnx ? BlackBox::openOnnx(file) : BlackBox::openTorchScript(file);
    const QJsonObject config = configBeside(QFileInfo(file).absolutePath());
    given.labels = given.box->labels().value_or(labelsIn(config));
    if (namesNothing(given.labels)) given.labels.clear();
    given.normalization = given.box->normalization();
    given.maxLength = given.box->maxLength();
    const int positions = config.value(u"max_position_embeddings"_s).toInt();
    if (!given.maxLength && positions > 0) given.maxLength = positions;
    return given;
}

std::optional<std::vector<std::int64_t>> orderOf(const QStringList& classNames, const QStringList& labels) {
    if (classNames.size() != labels.size()) return std::nullopt;
    std::vector<std::int64_t> order;
    for (const QString& name : classNames) {
        const auto found = std::find_if(labels.begin(), labels.end(), [&](const QString& label) {
            return label.compare(name, Qt::CaseInsensitive) == 0;
        });
        if (found == labels.end()) return std::nullopt;
        order.push_back(found - labels.begin());
    }
    return order;
}

void putInOrder(GivenModel& given, const QStringList& classNames, report::RunListener& listener) {
    const QString remedy = Text::tr("Choose a teacher that was trained on the same classes.");
    if (given.box->classCount() != classNames.size()) {
        throw RequestError(Text::tr("the teacher knows %1 classes, the data has %2")
                               .arg(given.box->classCount())
                               .arg(classNames.size()),
                           given.box->file(), remedy);
    }
    if (given.labels.isEmpty()) {
        listener.logged(Text::tr("Nothing names the classes of the teacher's file: they are taken to be, in this "
                                 "order, %1.")
                            .arg(classNames.join(u", "_s)));
        return;
    }
    const auto order = orderOf(classNames, given.labels);
    if (!order) {
        throw RequestError(Text::tr("the teacher knows the classes %1, the data has %2")
                               .arg(given.labels.join(u", "_s), classNames.join(u", "_s)),
                           given.box->file(), remedy);
    }
    given.box->setOrder(*order);
}

void refuseToWrite(const QString& name) {
    throw RequestError(Text::tr("a teacher that another program wrote is not written anew"), name,
                       Text::tr("Use the file that it came from."));
}

}  // namespace distillab::engine
