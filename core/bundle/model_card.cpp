#include "core/bundle/model_card.h"

#include "core/base/files.h"
#include "core/bundle/template_text.h"
#include "core/experiment/loss_spec.h"
#include "core/report/wording.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QRegularExpression>
#include <QSet>

#include <nlohmann/json.hpp>

namespace distillab::bundle {
namespace {

using namespace Qt::Literals::StringLiterals;
using experiment::Experiment;
using experiment::TeacherSource;
using nlohmann::ordered_json;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::ModelCard)
};

constexpr qsizetype kMostClassesListed = 20;

/// Words of a user between Markdown's own signs.
QString plain(const QString& text) {
    static const QRegularExpression kSigns(u"([\\\\`*_{}\\[\\]<>#|~])"_s);
    QString result = text.simplified();
    return result.replace(kSigns, u"\\\\1"_s);
}

QString row(const QStringList& cells) { return u"| "_s + cells.join(u" | "_s) + u" |"_s; }

/// A file or folder without the place where it lies on this machine.
QString nameOf(const QString& path) { return QFileInfo(QDir::cleanPath(path)).fileName(); }

QString teacherText(const experiment::TeacherSpec& teacher) {
    switch (teacher.source) {
        case TeacherSource::Train: return Text::tr("%1, trained on the same data").arg(teacher.model);
        case TeacherSource::Hub: return teacher.model;
        case TeacherSource::Endpoint: return teacher.endpoint.model;
        default: return nameOf(teacher.path);
    }
}

QString studentText(const experiment::StudentSpec& student) {
    switch (student.start) {
        case experiment::StudentStart::Folder: return nameOf(student.path);
        case experiment::StudentStart::Teacher: return Text::tr("layers of its teacher");
        case experiment::StudentStart::Scratch: break;
    }
    return student.model;
}

QString lossesText(const Experiment& e) {
    QStringList names;
    for (const experiment::LossSpec& spec : e.distill.losses) names << experiment::nameOf(spec.loss);
    return names.join(u", "_s);
}

QStringList originRows(const Origin& origin) {
    const Experiment& e = origin.experiment;
    QList<std::pair<QString, QString>> facts = {{Text::tr("data"), nameOf(e.data.train)}};
    if (origin.run) {
        facts << std::pair(
            Text::tr("items to train, to choose the best weights, and to test"),
            QStringList{report::countText(origin.run->trainItems), report::countText(origin.run->validationItems),
                        report::countText(origin.run->testItems)}
                .join(u" / "_s));
    }
    const experiment::TrainingSpec& training = e.distill.training;
    facts << std::pair(Text::tr("teacher"), teacherText(e.teacher))
          << std::pair(Text::tr("student"), studentText(e.student))
          << std::pair(Text::tr("temperature"), report::courseText(e.distill.temperature))
          << std::pair(Text::tr("alpha, the teacher's weight"), report::courseText(e.distill.alpha))
          << std::pair(Text::tr("losses"), lossesText(e))
          << std::pair(Text::tr("passes, batch size, learning rate"),
                       u"%1 / %2 / %3"_s.arg(QString::number(training.epochs), QString::number(training.batchSize),
                                             QString::number(training.learningRate, 'g', 4)))
          << std::pair(Text::tr("seed"), QString::number(e.data.seed));
    QStringList rows;
    for (const auto& [name, value] : facts) rows << row({name, plain(value)});
    return rows;
}

QString resultRow(const QString& title, const report::ModelReport& model) {
    return row({title, report::percentText(model.scores.accuracy), report::percentText(model.scores.f1Macro),
                report::countText(model.parameters)});
}

QStringList resultRows(const report::RunReport& run) {
    QStringList rows = {resultRow(Text::tr("teacher"), run.teacher), resultRow(Text::tr("student"), run.student)};
    if (run.baseline) rows << resultRow(Text::tr("the same student without its teacher"), *run.baseline);
    return rows;
}

QString precisionText(const QString& precision) {
    if (precision == u"int8") return Text::tr("the model with weights of 8 bits");
    if (precision == u"fp16") return Text::tr("the model with weights of 16 bits");
    return Text::tr("the model with weights of 32 bits");
}

QString codeOf(const report::OnnxFileReport& file) { return u'`' + QFileInfo(file.file).fileName() + u'`'; }

/// The front matter's dataset: by its name alone, for nobody knows it by another one.
ordered_json datasetOf(const Experiment& e) {
    const std::string name = nameOf(e.data.train).toStdString();
    return {{"name", name}, {"type", name}, {"split", "test"}};
}

ordered_json modelIndex(const Origin& origin, const std::string& task) {
    const report::Scores& scores = origin.run->student.scores;
    const ordered_json metrics = {{{"type", "accuracy"}, {"value", scores.accuracy}},
                                  {{"type", "f1"}, {"name", "F1 (macro)"}, {"value", scores.f1Macro}}};
    const ordered_json result = {
        {"task", {{"type", task}}}, {"dataset", datasetOf(origin.experiment)}, {"metrics", metrics}};
    return ordered_json::array(
        {{{"name", origin.experiment.name.toStdString()}, {"results", ordered_json::array({result})}}});
}

/// Licences that Hugging Face's hub has a name for (https://huggingface.co/docs/hub/repositories-licenses): the usual
/// ones. Any other is "other" with a name.
bool isKnownLicense(const QString& license) {
    static const QSet<QString> kKnown = {
        u"apache-2.0"_s, u"mit"_s,       u"openrail"_s,     u"bsd-2-clause"_s, u"bsd-3-clause"_s,
        u"cc0-1.0"_s,    u"cc-by-4.0"_s, u"cc-by-sa-4.0"_s, u"cc-by-nc-4.0"_s, u"cc-by-nc-sa-4.0"_s,
        u"gpl-3.0"_s,    u"lgpl-3.0"_s,  u"agpl-3.0"_s,     u"mpl-2.0"_s,      u"unlicense"_s};
    return kKnown.contains(license);
}

/// YAML, whose flow style is JSON.
QStringList frontMatter(const Origin& origin) {
    const bool isText = origin.experiment.learnsFromText();
    const std::string task = isText ? "text-classification" : "image-classification";
    ordered_json fields;
    const QString license = origin.experiment.onnx.license.trimmed();
    if (isKnownLicense(license.toLower())) {
        fields["license"] = license.toLower().toStdString();
    } else if (!license.isEmpty()) {
        fields["license"] = "other";
        fields["license_name"] = license.toStdString();
    }
    fields["pipeline_tag"] = task;
    fields["tags"] = {"onnx", "knowledge-distillation", "distillab"};
    if (origin.run) {
        fields["metrics"] = {"accuracy", "f1"};
        fields["model-index"] = modelIndex(origin, task);
    }
    QStringList lines = {u"---"_s};
    for (const auto& [key, value] : fields.items()) {
        const auto text = value.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
        lines << QString::fromStdString(key + ": " + text);
    }
    return lines << u"---"_s;
}

QString classesText(const QStringList& labels) {
    QStringList names;
    for (const QString& label : labels.mid(0, kMostClassesListed)) names << plain(label);
    const auto more = static_cast<int>(labels.size() - names.size());
    const QString list = names.join(u", "_s);
    return more > 0 ? Text::tr("%1 and %n more", nullptr, more).arg(list) : list;
}

QString exampleText(bool isPair) {
    const QString first = u'"' + Text::tr("a text to judge") + u'"';
    return isPair ? first + u" \""_s + Text::tr("a second text") + u'"' : first;
}

/// How near a file's answers are to those of the student that was trained.
QString nearnessText(const report::OnnxFileReport& file) {
    if (file.isExact()) return Text::tr("logits differ by at most %1").arg(report::differenceText(file.maxAbsDiff));
    return Text::tr("%1 of its answers are those of `model.onnx`").arg(report::percentText(file.agreement));
}

QStringList onnxRows(const report::OnnxReport& onnx) {
    QStringList rows;
    for (const report::OnnxFileReport& file : onnx.files) {
        const QString name =
            file.file.isEmpty() ? Text::tr("%1, not kept: it lost too much").arg(file.precision) : codeOf(file);
        rows << row({name, report::countText(file.bytes), report::percentText(file.accuracy), nearnessText(file),
                     report::millisecondsText(file.latencyMsP50)});
    }
    return rows;
}

/// The layers of a quantised file that are not quantised, in a sentence.
QStringList keptLayers(const report::OnnxReport& onnx) {
    QStringList sentences;
    for (const report::OnnxFileReport& file : onnx.files) {
        QStringList names;
        for (const report::LayerChoice& layer : file.layers) {
            if (layer.precision == u"fp32") names << u'`' + layer.name + u'`';
        }
        if (names.isEmpty() || file.file.isEmpty()) continue;
        sentences << Text::tr("In %1 these layers kept 32 bits: %2.").arg(codeOf(file), names.join(u", "_s));
    }
    return sentences;
}

}  // namespace

QByteArray modelCard(const Origin& origin, const CardFacts& facts) {
    const bool isText = origin.experiment.learnsFromText();
    const QString example = exampleText(!origin.experiment.data.textPair.isEmpty());
    QStringList fileRows;
    for (const report::OnnxFileReport& file : origin.onnx.files) {
        if (!file.file.isEmpty()) fileRows << row({codeOf(file), precisionText(file.precision)});
    }
    const QString license = origin.experiment.onnx.license.trimmed();
    const QString lines = u"\n"_s;
    Filling filling;
    filling.values = {{u"NAME"_s, plain(origin.experiment.name)},
                      {u"COUNT"_s, QString::number(facts.labels.size())},
                      {u"CLASSES"_s, classesText(facts.labels)},
                      {u"FILE_ROWS"_s, fileRows.join(lines)},
                      {u"EXAMPLE"_s, example},
                      {u"EXAMPLE_CODE"_s, QString(example).replace(u"\" \""_s, u"\", \""_s)},
                      {u"TOKENIZER"_s, facts.tokenizer},
                      {u"MAX_TOKENS"_s, QString::number(facts.maxTokens)},
                      {u"WIDTH"_s, QString::number(facts.width)},
                      {u"HEIGHT"_s, QString::number(facts.height)},
                      {u"GREY"_s, facts.isGrey ? Text::tr(", in shades of grey") : QString()},
                      {u"ORIGIN_ROWS"_s, originRows(origin).join(lines)},
                      {u"ONNX_ROWS"_s, onnxRows(origin.onnx).join(lines)},
                      {u"LICENSE"_s, license.isEmpty() ? Text::tr("Not stated.") : plain(license)}};
    filling.flags << (isText ? u"TEXT"_s : u"IMAGE"_s) << (facts.hasCpp ? u"NATIVE"_s : u"NO_NATIVE"_s);
    if (license.isEmpty()) filling.flags << u"UNSTATED"_s;
    if (const QStringList kept = keptLayers(origin.onnx); !kept.isEmpty()) {
        filling.flags << u"KEPT_LAYERS"_s;
        filling.values[u"KEPT_LAYERS"_s] = kept.join(lines);
    }
    if (origin.run) {
        filling.flags << u"RUN"_s;
        filling.values[u"RESULT_ROWS"_s] = resultRows(*origin.run).join(lines);
        filling.values[u"MEASURED_ON"_s] = report::measuredOn(*origin.run);
    }
    //: The name of the model card's file: "en", or in Chinese "zh_CN".
    const QString language = Text::tr("en");
    const QString body = QString::fromUtf8(readFile(u":/bundle/card/"_s + language + u".md"_s));
    return (frontMatter(origin).join(lines) + u"\n\n"_s + filled(body, filling)).toUtf8();
}

}  // namespace distillab::bundle
