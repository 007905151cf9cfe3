#include "core/measure/timing.h"

#include "core/base/error.h"
#include "core/base/whole_number.h"
#include "core/measure/deploy_library.h"

#include <QCoreApplication>

#include <nlohmann/json.hpp>

namespace distillab::measure {
namespace {

using Json = nlohmann::ordered_json;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Timing)
};

constexpr std::pair<const char*, double Timing::*> kFigures[] = {
    {"one_thread_ms_p50", &Timing::oneThreadP50},   {"one_thread_ms_p95", &Timing::oneThreadP95},
    {"all_threads_ms_p50", &Timing::allThreadsP50}, {"all_threads_ms_p95", &Timing::allThreadsP95},
    {"items_per_second", &Timing::itemsPerSecond},  {"peak_mib", &Timing::peakMib},
    {"resident_mib", &Timing::residentMib},         {"processor_share", &Timing::processorShare},
};

}  // namespace

QByteArray toJson(const Timing& timing) {
    Json json;
    for (const auto& [key, figure] : kFigures) json[key] = timing.*figure;
    json["runs"] = timing.runs;
    json["threads"] = timing.threads;
    json["items"] = timing.items;
    json["of_texts"] = timing.ofTexts;
    json["runtime"] = timing.runtime.toStdString();
    return QByteArray::fromStdString(json.dump()) + '\n';
}

Timing timingFromJson(const QByteArray& text) {
    try {
        const Json json = Json::parse(text.toStdString());
        Timing timing;
        for (const auto& [key, figure] : kFigures) {
            const Json& value = json.at(key);
            timing.*figure = value.is_null() ? report::kNotMeasured : value.get<double>();
        }
        timing.runs = wholeNumber<int>(json.at("runs"));
        timing.threads = wholeNumber<int>(json.at("threads"));
        timing.items = wholeNumber<qint64>(json.at("items"));
        timing.ofTexts = json.at("of_texts").get<bool>();
        timing.runtime = QString::fromStdString(json.at("runtime").get<std::string>());
        return timing;
    } catch (const nlohmann::json::exception&) {
        throw WorkError(Text::tr("the measuring process answered with something else"));
    }
}

Timing timeModel(const Job& job) {
    using Function = void (*)(const Job&, Timing&);
    Timing timing;
    reinterpret_cast<Function>(deployFunction(kTimerFunction))(job, timing);
    return timing;
}

}  // namespace distillab::measure
