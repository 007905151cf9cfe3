#include "core/report/run_summary.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/experiment/run_folder.h"
#include "core/report/json.h"

#include <QCoreApplication>

#include <cmath>

namespace distillab::report {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::RunSummary)
};

ModelSummary modelFrom(const Json& json) {
    ModelSummary model;
    model.name = readText(json, "name");
    model.parameters = readWhole(json, "parameters");
    model.bytes = readWhole(json, "bytes");
    model.accuracy = readNumber(json, "accuracy");
    model.f1Macro = readNumber(json, "f1_macro");
    model.latencyMsP50 = readNumber(json, "latency_ms_p50");
    return model;
}

void addOnnx(const Json& onnx, RunSummary& summary) {
    if (onnx.is_null()) return;
    const Json& precisions = onnx.at("precisions");
    if (const auto fp32 = precisions.find("fp32"); fp32 != precisions.end()) {
        summary.student.onnxLatencyMsP50 = readNumber(*fp32, "latency_ms_p50");
    }
    const Json& teacher = onnx.at("teacher");
    if (!teacher.is_null()) summary.teacher.onnxLatencyMsP50 = readNumber(teacher, "latency_ms_p50");
}

RunSummary summaryFrom(const Json& json) {
    RunSummary summary;
    summary.teacher = modelFrom(json.at("teacher"));
    summary.student = modelFrom(json.at("student"));
    if (!json.at("baseline").is_null()) summary.baseline = modelFrom(json.at("baseline"));
    summary.agreement = readNumber(json, "agreement");
    for (const auto& [phase, seconds] : json.at("seconds").items()) {
        if (seconds.is_number()) summary.seconds += seconds.get<double>();
    }
    summary.peakRssMib = readNumber(json, "peak_rss_mib");
    summary.dataDescription = readText(json.at("data"), "description");
    summary.testItems = readWhole(json.at("data"), "test_items");
    summary.machine = readText(json, "machine");
    addOnnx(json.at("onnx"), summary);
    return summary;
}

/// Passes over what grows with the number of classes.
bool isWanted(int /*depth*/, Json::parse_event_t event, Json& parsed) {
    if (event != Json::parse_event_t::key) return true;
    const auto* key = parsed.get_ptr<const std::string*>();
    return *key != "confusion" && *key != "per_class" && *key != "experiment_yaml";
}

}  // namespace

RunSummary readSummary(const QString& runFolder) {
    const QString path = experiment::RunFolder(runFolder).reportJson();
    const QByteArray text = readFile(path);
    try {
        RunSummary summary = summaryFrom(Json::parse(text.cbegin(), text.cend(), isWanted));
        summary.measurement = soundMeasurement(runFolder);
        return summary;
    } catch (const nlohmann::json::exception& error) {
        throw RequestError(Text::tr("this is not the report of a run: %1").arg(reasonOf(error)), path,
                           Text::tr("Resume the run: what is missing is made again."));
    }
}

}  // namespace distillab::report
