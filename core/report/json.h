#pragma once

#include "core/base/whole_number.h"
#include "core/report/run_events.h"

#include <QString>

#include <nlohmann/json.hpp>

/// What the readers and writers of metrics.jsonl and report.json share. Only for .cpp files of core/report.
/// JSON knows no NaN: what was not measured is written as null (nlohmann does so by itself) and read back as NaN.
/// The readers throw nlohmann::json::exception when a key is missing or of the wrong kind.
namespace distillab::report {

using Json = nlohmann::ordered_json;

inline QByteArray compactText(const Json& json) {
    return QByteArray::fromStdString(json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

inline QByteArray indentedText(const Json& json) {
    return QByteArray::fromStdString(json.dump(2, ' ', false, Json::error_handler_t::replace)) + '\n';
}

inline double readNumber(const Json& json, const char* key) {
    const Json& value = json.at(key);
    return value.is_null() ? kNotMeasured : value.get<double>();
}

template <std::integral Whole = qint64>
Whole readWhole(const Json& json, const char* key) {
    return wholeNumber<Whole>(json.at(key));
}

inline bool readFlag(const Json& json, const char* key) { return json.at(key).get<bool>(); }

inline QString readText(const Json& json, const char* key) {
    return QString::fromStdString(json.at(key).get<std::string>());
}

/// The sentence inside nlohmann's "[json.exception.out_of_range.403] key 'loss' not found".
inline QString reasonOf(const nlohmann::json::exception& error) {
    const QString what = QString::fromUtf8(error.what());
    return what.mid(what.indexOf(QLatin1Char(']')) + 1).trimmed();
}

}  // namespace distillab::report
