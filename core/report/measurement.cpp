#include "core/report/measurement.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/experiment/run_folder.h"
#include "core/report/json.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>
#include <cmath>

namespace distillab::report {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Measurement)
};

/// A figure, and what it is called in measurement.json.
constexpr std::pair<const char*, Spread MeasuredModel::*> kFigures[] = {
    {"one_thread_ms_p50", &MeasuredModel::oneThreadP50},
    {"one_thread_ms_p95", &MeasuredModel::oneThreadP95},
    {"all_threads_ms_p50", &MeasuredModel::allThreadsP50},
    {"all_threads_ms_p95", &MeasuredModel::allThreadsP95},
    {"items_per_second", &MeasuredModel::itemsPerSecond},
    {"peak_mib", &MeasuredModel::peakMib},
    {"model_mib", &MeasuredModel::modelMib},
};

Json toJsonObject(const MeasuredModel& model) {
    Json json{{"who", model.who.toStdString()},
              {"precision", model.precision.toStdString()},
              {"file", model.file.toStdString()},
              {"bytes", model.bytes},
              {"accuracy", model.accuracy},
              {"runs", model.runs},
              {"processor_share", model.processorShare}};
    for (const auto& [key, figure] : kFigures) {
        const Spread& spread = model.*figure;
        json[key] = Json{{"median", spread.median}, {"least", spread.least}, {"most", spread.most}};
    }
    if (!model.isMeasured()) json["problem"] = model.problem.toStdString();
    return json;
}

MeasuredModel modelFrom(const Json& json) {
    MeasuredModel model;
    model.who = readText(json, "who");
    model.precision = readText(json, "precision");
    model.file = readText(json, "file");
    model.bytes = readWhole(json, "bytes");
    model.accuracy = readNumber(json, "accuracy");
    model.runs = readWhole<int>(json, "runs");
    model.processorShare = readNumber(json, "processor_share");
    for (const auto& [key, figure] : kFigures) {
        const Json& spread = json.at(key);
        model.*figure = {readNumber(spread, "median"), readNumber(spread, "least"), readNumber(spread, "most")};
    }
    if (json.contains("problem")) model.problem = readText(json, "problem");
    return model;
}

Measurement measurementFrom(const Json& json) {
    Measurement measurement;
    measurement.rounds = readWhole<int>(json, "rounds");
    measurement.threads = readWhole<int>(json, "threads");
    measurement.batch = readWhole<int>(json, "batch");
    measurement.items = readWhole(json, "items");
    measurement.generatedTokens = readWhole<int>(json, "generated_tokens");
    measurement.testItems = readWhole(json, "test_items");
    measurement.ofTexts = readFlag(json, "of_texts");
    measurement.machine = readText(json, "machine");
    measurement.seconds = readNumber(json, "seconds");
    for (const Json& model : json.at("models")) measurement.models.push_back(modelFrom(model));
    return measurement;
}

}  // namespace

Spread spreadOf(std::vector<double> values) {
    std::erase_if(values, [](double value) { return !std::isfinite(value); });
    if (values.empty()) return {};
    std::ranges::sort(values);
    const size_t middle = values.size() / 2;
    const double median = values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    return {median, values.front(), values.back()};
}

const MeasuredModel* Measurement::teacher() const {
    const auto found = std::ranges::find_if(
        models, [](const MeasuredModel& model) { return model.who == u"teacher" && model.isMeasured(); });
    return found == models.end() ? nullptr : &*found;
}

const MeasuredModel* Measurement::student(const QString& precision) const {
    const auto found = std::ranges::find_if(models, [&](const MeasuredModel& model) {
        return model.who == u"student" && model.isMeasured() && (precision.isEmpty() || model.precision == precision);
    });
    return found == models.end() ? nullptr : &*found;
}

const MeasuredModel* Measurement::fastestStudent() const {
    const MeasuredModel* fastest = nullptr;
    for (const MeasuredModel& model : models) {
        if (model.who != u"student" || !std::isfinite(model.oneThreadP50.median)) continue;
        if (!fastest || model.oneThreadP50.median < fastest->oneThreadP50.median) fastest = &model;
    }
    return fastest;
}

QByteArray toJson(const Measurement& measurement) {
    Json models = Json::array();
    for (const MeasuredModel& model : measurement.models) models.push_back(toJsonObject(model));
    return indentedText(Json{{"machine", measurement.machine.toStdString()},
                             {"rounds", measurement.rounds},
                             {"threads", measurement.threads},
                             {"batch", measurement.batch},
                             {"items", measurement.items},
                             {"generated_tokens", measurement.generatedTokens},
                             {"test_items", measurement.testItems},
                             {"of_texts", measurement.ofTexts},
                             {"seconds", measurement.seconds},
                             {"models", std::move(models)}});
}

Measurement measurementFromJson(const QByteArray& json, const QString& name) {
    try {
        return measurementFrom(Json::parse(json.toStdString()));
    } catch (const nlohmann::json::exception& error) {
        throw RequestError(Text::tr("this is no measurement: %1").arg(reasonOf(error)), name,
                           Text::tr("Measure the run again; the file is written anew."));
    }
}

QString measurementFile(const QString& runFolder) {
    return experiment::RunFolder(runFolder).path() + QStringLiteral("/measurement.json");
}

void writeMeasurement(const QString& runFolder, const Measurement& measurement) {
    writeFileAtomically(measurementFile(runFolder), toJson(measurement));
}

std::optional<Measurement> readMeasurement(const QString& runFolder) {
    const QString file = measurementFile(runFolder);
    if (!QFileInfo::exists(file)) return std::nullopt;
    return measurementFromJson(readFile(file), file);
}

std::optional<Measurement> soundMeasurement(const QString& runFolder) {
    try {
        return readMeasurement(runFolder);
    } catch (const RequestError&) {
        return std::nullopt;
    }
}

}  // namespace distillab::report
