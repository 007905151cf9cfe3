#pragma once

#include "core/advice/advice.h"

#include <initializer_list>
#include <optional>
#include <utility>

/// The rules, one function each: an advice where the evidence shows the fault, else nothing.
namespace distillab::advice {

std::optional<Advice> learningRateTooHigh(const Evidence& evidence);
std::optional<Advice> learningRateTooLow(const Evidence& evidence);
std::optional<Advice> overfitting(const Evidence& evidence);
std::optional<Advice> underfitting(const Evidence& evidence);

std::optional<Advice> weakTeacher(const Evidence& evidence);
std::optional<Advice> baselineBetter(const Evidence& evidence);
std::optional<Advice> temperatureTooHigh(const Evidence& evidence);
std::optional<Advice> temperatureTooLow(const Evidence& evidence);
std::optional<Advice> studentTooSmall(const Evidence& evidence);

std::optional<Advice> tooLittleData(const Evidence& evidence);
std::optional<Advice> unbalancedClasses(const Evidence& evidence);

std::optional<Advice> accuracyLostInInt8(const Evidence& evidence);
std::optional<Advice> goalMissed(const Evidence& evidence);

std::optional<Advice> trainingSlow(const Evidence& evidence);

/// Settings to change: key and new value, as `--set` takes them.
using Settings = QList<std::pair<QString, QString>>;

/// What the rules say, put together: the values that the keys have now, and the experiment with the new ones.
Advice makeAdvice(const Evidence& evidence, const QString& title, const QString& numbers, const QString& why,
                  const Settings& settings);

/// A number as documents and people write it.
QString numberText(double value);

}  // namespace distillab::advice
