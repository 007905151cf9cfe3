#include "core/report/run_report.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/whole_number.h"
#include "core/experiment/document.h"
#include "core/experiment/run_folder.h"
#include "core/report/json.h"
#include "core/report/wording.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace distillab::report {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::RunReport)
};

Json toJsonObject(const ModelReport& model) {
    Json classes = Json::array();
    for (const ClassScores& scores : model.scores.classes) {
        classes.push_back(Json{{"name", scores.name.toStdString()},
                               {"precision", scores.precision},
                               {"recall", scores.recall},
                               {"f1", scores.f1},
                               {"support", scores.support}});
    }
    return Json{
        {"name", model.name.toStdString()},     {"parameters", model.parameters},       {"bytes", model.bytes},
        {"accuracy", model.scores.accuracy},    {"f1_macro", model.scores.f1Macro},     {"loss", model.scores.loss},
        {"latency_ms_p50", model.latencyMsP50}, {"latency_ms_p95", model.latencyMsP95}, {"items", model.scores.items},
        {"per_class", std::move(classes)},      {"confusion", model.scores.confusion}};
}

bool isSquare(const std::vector<std::vector<qint64>>& confusion, size_t classes) {
    return confusion.size() == classes &&
           std::ranges::all_of(confusion, [&](const std::vector<qint64>& row) { return row.size() == classes; });
}

ModelReport modelFrom(const Json& json) {
    ModelReport model;
    model.name = readText(json, "name");
    model.parameters = readWhole(json, "parameters");
    model.bytes = readWhole(json, "bytes");
    model.latencyMsP50 = readNumber(json, "latency_ms_p50");
    model.latencyMsP95 = readNumber(json, "latency_ms_p95");
    model.scores.items = readWhole(json, "items");
    model.scores.accuracy = readNumber(json, "accuracy");
    model.scores.f1Macro = readNumber(json, "f1_macro");
    model.scores.loss = readNumber(json, "loss");
    for (const Json& entry : json.at("per_class")) {
        model.scores.classes.push_back({readText(entry, "name"), readNumber(entry, "precision"),
                                        readNumber(entry, "recall"), readNumber(entry, "f1"),
                                        readWhole(entry, "support")});
    }
    for (const Json& row : json.at("confusion")) {
        std::vector<qint64>& counts = model.scores.confusion.emplace_back();
        for (const Json& count : row) counts.push_back(wholeNumber<qint64>(count));
    }
    if (!isSquare(model.scores.confusion, model.scores.classes.size())) {
        throw RequestError(Text::tr("the confusion matrix of “%1” does not fit its classes").arg(model.name));
    }
    return model;
}

Json toJsonObject(const OnnxFileReport& file) {
    Json json{{"file", file.file.toStdString()},
              {"bytes", file.bytes},
              {"latency_ms_p50", file.latencyMsP50},
              {"latency_ms_p95", file.latencyMsP95},
              {"accuracy", file.accuracy},
              {"max_abs_diff", file.maxAbsDiff},
              {"identical_argmax", file.sameAnswers},
              {"checked_items", file.checkedItems},
              {"agreement", file.agreement}};
    if (file.weightBits > 0) json["weight_bits"] = file.weightBits;
    if (!file.layers.empty()) {
        Json& layers = json["layers"] = Json::array();
        for (const LayerChoice& layer : file.layers) {
            layers.push_back(Json{{"name", layer.name.toStdString()},
                                  {"kind", layer.kind.toStdString()},
                                  {"precision", layer.precision.toStdString()},
                                  {"sensitivity", layer.sensitivity},
                                  {"why", layer.why.toStdString()}});
        }
    }
    if (!file.fusions.empty()) {
        Json& fusions = json["fusions"] = Json::object();
        for (const Fusion& fusion : file.fusions) fusions[fusion.op.toStdString()] = fusion.count;
    }
    return json;
}

OnnxFileReport onnxFileFrom(const Json& json, const QString& precision) {
    OnnxFileReport file;
    file.precision = precision;
    file.file = readText(json, "file");
    file.bytes = readWhole(json, "bytes");
    file.latencyMsP50 = readNumber(json, "latency_ms_p50");
    file.latencyMsP95 = readNumber(json, "latency_ms_p95");
    file.accuracy = readNumber(json, "accuracy");
    file.maxAbsDiff = readNumber(json, "max_abs_diff");
    file.sameAnswers = readFlag(json, "identical_argmax");
    file.checkedItems = readWhole(json, "checked_items");
    if (json.contains("agreement")) file.agreement = readNumber(json, "agreement");
    if (json.contains("weight_bits")) file.weightBits = readWhole<int>(json, "weight_bits");
    if (const auto layers = json.find("layers"); layers != json.end()) {
        for (const Json& layer : *layers) {
            file.layers.push_back({readText(layer, "name"), readText(layer, "kind"), readText(layer, "precision"),
                                   readNumber(layer, "sensitivity"), readText(layer, "why")});
        }
    }
    if (const auto fusions = json.find("fusions"); fusions != json.end()) {
        for (const auto& [op, count] : fusions->items()) {
            file.fusions.push_back({QString::fromStdString(op), wholeNumber<int>(count)});
        }
    }
    return file;
}

Json byPrecision(const std::vector<OnnxFileReport>& files) {
    Json precisions = Json::object();
    for (const OnnxFileReport& file : files) precisions[file.precision.toStdString()] = toJsonObject(file);
    return precisions;
}

std::vector<OnnxFileReport> filesOf(const Json& precisions) {
    std::vector<OnnxFileReport> files;
    for (const auto& [precision, file] : precisions.items()) {
        files.push_back(onnxFileFrom(file, QString::fromStdString(precision)));
    }
    return files;
}

/// Three keys sum up the files that have to answer as the engine does: the worst difference, the fewest items, and
/// whether all agree. Those with rounded weights are judged by their accuracy, each in its own object.
Json toJsonObject(const OnnxReport& onnx) {
    Json names = Json::array();
    double maxAbsDiff = onnx.files.empty() ? kNotMeasured : 0;
    bool sameAnswers = !onnx.files.empty();
    qint64 checkedItems = onnx.files.empty() ? 0 : onnx.files.front().checkedItems;
    for (const OnnxFileReport& file : onnx.files) {
        names.push_back(file.file.toStdString());
        if (!file.isExact()) continue;
        // Not std::max: a difference that is not a number must not vanish.
        if (!(file.maxAbsDiff <= maxAbsDiff)) maxAbsDiff = file.maxAbsDiff;
        sameAnswers = sameAnswers && file.sameAnswers;
        checkedItems = std::min(checkedItems, file.checkedItems);
    }
    Json teacher;
    if (onnx.teacher) {
        teacher = toJsonObject(*onnx.teacher);
        teacher["precision"] = onnx.teacher->precision.toStdString();
    }
    return Json{{"opset", onnx.opset},
                {"folder", onnx.folder.toStdString()},
                {"files", std::move(names)},
                {"max_abs_diff", maxAbsDiff},
                {"identical_argmax", sameAnswers},
                {"checked_items", checkedItems},
                {"precisions", byPrecision(onnx.files)},
                {"not_kept", byPrecision(onnx.notKept)},
                {"teacher", std::move(teacher)}};
}

OnnxReport onnxFrom(const Json& json) {
    OnnxReport onnx;
    onnx.opset = readWhole<int>(json, "opset");
    onnx.folder = readText(json, "folder");
    onnx.files = filesOf(json.at("precisions"));
    if (const auto found = json.find("not_kept"); found != json.end()) onnx.notKept = filesOf(*found);
    const Json& teacher = json.at("teacher");
    if (!teacher.is_null()) onnx.teacher = onnxFileFrom(teacher, readText(teacher, "precision"));
    return onnx;
}

Json toJsonObject(const QuantisedTeacher& teacher) {
    return Json{{"agreement", teacher.agreement},
                {"speedup", teacher.speedup},
                {"items", teacher.items},
                {"used", teacher.isUsed()}};
}

QuantisedTeacher quantisedFrom(const Json& json) {
    return {readWhole(json, "items"), readNumber(json, "agreement"), readNumber(json, "speedup")};
}

Json teacherObject(const RunReport& report) {
    Json teacher = toJsonObject(report.teacher);
    if (report.quantisedTeacher) teacher["quantised"] = toJsonObject(*report.quantisedTeacher);
    return teacher;
}

Json toJsonObject(const PseudoLabelReport& labels) {
    return Json{
        {"rows", labels.rows}, {"kept", labels.kept}, {"threshold", labels.threshold}, {"accuracy", labels.accuracy}};
}

Json assistantsArray(const std::vector<ModelReport>& assistants) {
    Json array = Json::array();
    for (const ModelReport& assistant : assistants) array.push_back(toJsonObject(assistant));
    return array;
}

PseudoLabelReport pseudoLabelsFrom(const Json& json) {
    return {readWhole(json, "rows"), readWhole(json, "kept"), readNumber(json, "threshold"),
            readNumber(json, "accuracy")};
}

Json toJsonObject(const Advice& advice) {
    Json changes = Json::array();
    for (const Change& change : advice.changes) {
        changes.push_back(Json{{"key", change.key.toStdString()},
                               {"name", change.name.toStdString()},
                               {"before", change.before.toStdString()},
                               {"after", change.after.toStdString()}});
    }
    return Json{{"id", advice.id.toStdString()},
                {"title", advice.title.toStdString()},
                {"evidence", advice.evidence.toStdString()},
                {"why", advice.why.toStdString()},
                {"changes", std::move(changes)}};
}

Json toJsonObject(const QList<Advice>& advice) {
    Json array = Json::array();
    for (const Advice& each : advice) array.push_back(toJsonObject(each));
    return array;
}

Advice adviceFrom(const Json& json) {
    Advice advice{
        readText(json, "id"), readText(json, "title"), readText(json, "evidence"), readText(json, "why"), {}, {}};
    for (const Json& change : json.at("changes")) {
        advice.changes << Change{readText(change, "key"), readText(change, "name"), readText(change, "before"),
                                 readText(change, "after")};
    }
    return advice;
}

/// Seconds in the order in which the phases happen.
Json secondsObject(const QMap<QString, double>& seconds) {
    Json result = Json::object();
    for (const Phase phase : kPhases) {
        const auto found = seconds.find(phaseKey(phase));
        if (found != seconds.end()) result[found.key().toStdString()] = found.value();
    }
    for (const auto& [key, value] : seconds.asKeyValueRange()) result[key.toStdString()] = value;
    return result;
}

RunReport reportFrom(const Json& json) {
    RunReport report;
    report.experiment = experiment::parse(readText(json, "experiment_yaml").toUtf8(), u"experiment_yaml"_s, QString());
    report.runFolder = readText(json, "run_folder");
    const Json& data = json.at("data");
    report.dataDescription = readText(data, "description");
    report.trainItems = readWhole(data, "train_items");
    report.validationItems = readWhole(data, "validation_items");
    report.testItems = readWhole(data, "test_items");
    report.teacher = modelFrom(json.at("teacher"));
    if (json.at("teacher").contains("quantised")) {
        report.quantisedTeacher = quantisedFrom(json.at("teacher").at("quantised"));
    }
    if (const auto found = json.find("assistants"); found != json.end()) {
        for (const Json& assistant : *found) report.assistants.push_back(modelFrom(assistant));
    }
    report.student = modelFrom(json.at("student"));
    if (!json.at("baseline").is_null()) report.baseline = modelFrom(json.at("baseline"));
    report.agreement = readNumber(json, "agreement");
    if (const auto found = json.find("pseudo_labels"); found != json.end()) {
        report.pseudoLabels = pseudoLabelsFrom(*found);
    }
    for (const auto& [key, value] : json.at("seconds").items()) {
        report.seconds[QString::fromStdString(key)] = value.is_null() ? kNotMeasured : value.get<double>();
    }
    report.peakRssMib = readNumber(json, "peak_rss_mib");
    if (!json.at("onnx").is_null()) report.onnx = onnxFrom(json.at("onnx"));
    report.machine = readText(json, "machine");
    if (const auto found = json.find("advice"); found != json.end()) {
        for (const Json& advice : *found) report.advice << adviceFrom(advice);
    }
    return report;
}

/// A run folder may have been moved or copied since its report was written.
void moveTo(const QString& folder, RunReport& report) {
    if (report.onnx && report.onnx->folder.startsWith(report.runFolder + u'/')) {
        report.onnx->folder = folder + report.onnx->folder.mid(report.runFolder.size());
    }
    report.runFolder = folder;
}

}  // namespace

QByteArray toJson(const RunReport& report) {
    Json json{{"task", report.experiment.task.toStdString()},
              {"name", report.experiment.name.toStdString()},
              {"teacher", teacherObject(report)},
              {"assistants", assistantsArray(report.assistants)},
              {"student", toJsonObject(report.student)},
              {"baseline", report.baseline ? toJsonObject(*report.baseline) : Json()},
              {"agreement", report.agreement},
              {"seconds", secondsObject(report.seconds)},
              {"peak_rss_mib", report.peakRssMib},
              {"onnx", report.onnx ? toJsonObject(*report.onnx) : Json()},
              {"data",
               {{"description", report.dataDescription.toStdString()},
                {"train_items", report.trainItems},
                {"validation_items", report.validationItems},
                {"test_items", report.testItems}}},
              {"advice", toJsonObject(report.advice)},
              {"machine", report.machine.toStdString()},
              {"run_folder", report.runFolder.toStdString()},
              {"experiment_yaml", experiment::write(report.experiment).toStdString()}};
    if (report.pseudoLabels) json["pseudo_labels"] = toJsonObject(*report.pseudoLabels);
    return indentedText(json);
}

QByteArray modelJson(const ModelReport& model) { return indentedText(toJsonObject(model)); }

QByteArray onnxJson(const OnnxReport& onnx) { return indentedText(toJsonObject(onnx)); }

QByteArray adviceJson(const QList<Advice>& advice) { return indentedText(toJsonObject(advice)); }

QByteArray quantisedJson(const QuantisedTeacher& teacher) { return indentedText(toJsonObject(teacher)); }

QuantisedTeacher quantisedFromJson(const QByteArray& json, const QString& name) {
    try {
        return quantisedFrom(Json::parse(json.toStdString()));
    } catch (const nlohmann::json::exception& error) {
        throw RequestError(Text::tr("this is not the measurement of a quantised teacher: %1").arg(reasonOf(error)),
                           name, Text::tr("Delete the file; the teacher is measured again."));
    }
}

RunReport fromJson(const QByteArray& json, const QString& name) {
    const QString remedy = Text::tr("Give the report.json of a finished run, as DistilLab wrote it.");
    try {
        return reportFrom(Json::parse(json.toStdString()));
    } catch (const nlohmann::json::exception& error) {
        throw RequestError(Text::tr("this is not the report of a run: %1").arg(reasonOf(error)), name, remedy);
    } catch (const RequestError& error) {
        const QString reason = error.where().isEmpty() ? error.message() : error.where() + u": "_s + error.message();
        throw RequestError(Text::tr("this is not the report of a run: %1").arg(reason), name, remedy);
    }
}

RunReport readReport(const QString& runFolder) {
    const experiment::RunFolder folder(runFolder);
    RunReport report = fromJson(readFile(folder.reportJson()), folder.reportJson());
    moveTo(folder.path(), report);
    return report;
}

}  // namespace distillab::report
