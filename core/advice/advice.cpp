#include "core/advice/advice.h"

#include "core/advice/rules.h"
#include "core/experiment/document.h"
#include "core/experiment/key_value.h"

#include <QCoreApplication>
#include <QMap>

#include <algorithm>
#include <optional>
#include <vector>

namespace distillab::advice {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Advisor)
};

struct Rule {
    QString id;
    std::optional<Advice> (*find)(const Evidence&);
    QStringList explainedBy;  ///< rules that, where they speak, name the cause of what this one sees
};

/// The most important first.
const std::vector<Rule>& rules() {
    static const QStringList rate = {u"learning-rate-too-high"_s, u"learning-rate-too-low"_s};
    static const QStringList badTeacher = rate + QStringList{u"weak-teacher"_s};
    static const QStringList softening =
        badTeacher + QStringList{u"baseline-better"_s, u"temperature-too-high"_s, u"temperature-too-low"_s};
    static const QStringList fit = rate + QStringList{u"too-little-data"_s, u"overfitting"_s};
    static const std::vector<Rule> all = {
        {u"learning-rate-too-high"_s, learningRateTooHigh, {}},
        {u"learning-rate-too-low"_s, learningRateTooLow, {u"learning-rate-too-high"_s}},
        {u"too-little-data"_s, tooLittleData, rate},
        {u"weak-teacher"_s, weakTeacher, rate + QStringList{u"too-little-data"_s}},
        {u"overfitting"_s, overfitting, rate + QStringList{u"too-little-data"_s}},
        {u"underfitting"_s, underfitting, fit},
        {u"baseline-better"_s, baselineBetter, badTeacher + QStringList{u"too-little-data"_s}},
        {u"temperature-too-high"_s, temperatureTooHigh, badTeacher},
        {u"temperature-too-low"_s, temperatureTooLow, rate},
        {u"student-too-small"_s, studentTooSmall, fit + softening + QStringList{u"underfitting"_s}},
        {u"unbalanced-classes"_s, unbalancedClasses, rate + QStringList{u"too-little-data"_s}},
        {u"accuracy-lost-in-int8"_s, accuracyLostInInt8, {}},
        {u"goal-missed"_s, goalMissed, {}},
        {u"training-slow"_s, trainingSlow, {}},
    };
    return all;
}

QString nameOf(const QString& key) {
    const QMap<QString, QString> names = {
        {u"data.limit"_s, Text::tr("Limit of training items")},
        {u"data.shift"_s, Text::tr("Random shift in pixels")},
        {u"data.flip"_s, Text::tr("Random left-right flip")},
        {u"data.augment.copies"_s, Text::tr("Changed copies of each text")},
        {u"data.max_length"_s, Text::tr("Most tokens of a text")},
        {u"teacher.source"_s, Text::tr("Source of the teacher")},
        {u"teacher.path"_s, Text::tr("Folder of the teacher")},
        {u"teacher.cache"_s, Text::tr("Teacher's answers kept on disk")},
        {u"teacher.quantised"_s, Text::tr("Quantised teacher")},
        {u"teacher.epochs"_s, Text::tr("Epochs of the teacher")},
        {u"teacher.finetune.epochs"_s, Text::tr("Epochs of the teacher")},
        {u"teacher.learning_rate"_s, Text::tr("Learning rate of the teacher")},
        {u"teacher.finetune.learning_rate"_s, Text::tr("Learning rate of the teacher")},
        {u"student.model"_s, Text::tr("Student")},
        {u"student.width"_s, Text::tr("Width of the student")},
        {u"distill.preset"_s, Text::tr("Recipe")},
        {u"distill.temperature"_s, Text::tr("Temperature")},
        {u"distill.alpha"_s, Text::tr("Alpha, the teacher's weight")},
        {u"distill.epochs"_s, Text::tr("Epochs of the student")},
        {u"distill.learning_rate"_s, Text::tr("Learning rate of the student")},
        {u"export.onnx.precision"_s, Text::tr("Precision of the ONNX files")},
    };
    return names.value(key, key);
}

bool speaks(const QList<Advice>& given, const QStringList& ids) {
    return std::ranges::any_of(given, [&](const Advice& advice) { return ids.contains(advice.id); });
}

}  // namespace

QString numberText(double value) { return QString::number(value, 'g', 3); }

Advice makeAdvice(const Evidence& evidence, const QString& title, const QString& numbers, const QString& why,
                  const Settings& settings) {
    Advice advice{{}, title, numbers, why, {}, {}};
    QStringList assignments;
    for (const auto& [key, value] : settings) {
        advice.changes << report::Change{key, nameOf(key), experiment::valueText(evidence.experiment, key), value};
        assignments << key + u'=' + value;
    }
    if (!assignments.isEmpty()) {
        advice.next = experiment::parse(experiment::write(evidence.experiment), evidence.experiment.name,
                                        evidence.record.folder, assignments);
    }
    return advice;
}

QList<Advice> adviceFor(const RunRecord& record) {
    const Evidence evidence(record);
    QList<Advice> given;
    for (const Rule& rule : rules()) {
        if (speaks(given, rule.explainedBy)) continue;
        std::optional<Advice> advice = rule.find(evidence);
        if (!advice) continue;
        advice->id = rule.id;
        given << *std::move(advice);
    }
    return given;
}

QList<Advice> adviceFor(const QString& runFolder) { return adviceFor(readRecord(runFolder)); }

QStringList ruleIds() {
    QStringList ids;
    for (const Rule& rule : rules()) ids << rule.id;
    return ids;
}

}  // namespace distillab::advice
