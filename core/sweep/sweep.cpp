#include "core/sweep/sweep.h"

#include "core/base/error.h"
#include "core/base/spelling.h"
#include "core/experiment/document.h"
#include "core/experiment/presets.h"
#include "core/experiment/validate.h"
#include "core/experiment/yaml.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

#include <yaml-cpp/yaml.h>

#include <algorithm>

namespace distillab::sweep {
namespace {

using namespace Qt::Literals::StringLiterals;
using experiment::Experiment;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Sweep)
};

constexpr double kLeastTemperature = 0.01;  // as experiment documents have it
constexpr double kMostTemperature = 100;

QString numberText(double value) { return QString::number(value, 'g', QLocale::FloatingPointShortest); }

QStringList wordsOf(const QString& text) {
    // A Chinese keyboard has commas of its own.
    static const QRegularExpression apart(u"[\\s,;，、；]+"_s);
    return text.split(apart, Qt::SkipEmptyParts);
}

/// Reads every word of an axis by `parse`, which returns nothing for what is no value.
template <typename T, typename Parse>
std::vector<T> parseAxis(const QString& text, const QString& place, const QString& remedy, const Parse& parse) {
    std::vector<T> values;
    for (const QString& word : wordsOf(text)) {
        const std::optional<T> value = parse(word);
        if (!value) throw RequestError(Text::tr("“%1” is not valid here").arg(word), place, remedy);
        if (std::ranges::find(values, *value) != values.end()) {
            throw RequestError(Text::tr("“%1” stands here twice").arg(word), place, Text::tr("Keep one of the two."));
        }
        values.push_back(*value);
    }
    if (values.empty()) throw RequestError(Text::tr("there is no value here"), place, remedy);
    return values;
}

std::optional<double> numberIn(const QString& word, double least, double most) {
    bool ok = false;
    const double value = word.toDouble(&ok);
    return ok && value >= least && value <= most ? std::optional(value) : std::nullopt;
}

QStringList lossNames() {
    QStringList names;
    for (const experiment::LossInfo& info : experiment::listLosses()) names << info.name;
    return names;
}

/// @throws RequestError when `names` has no such word
void requireKnown(const QString& word, const QStringList& names, const QString& place) {
    if (names.contains(word)) return;
    const QString nearest = nearestWord(word, names);
    throw RequestError(Text::tr("“%1” is not known").arg(word), place,
                       nearest.isEmpty() ? Text::tr("Choose from: %1.").arg(names.join(u", "_s))
                                         : Text::tr("Did you mean “%1”?").arg(nearest));
}

void requireOnce(const QStringList& words, const QString& place) {
    for (qsizetype i = 0; i < words.size(); ++i) {
        if (words.indexOf(words[i]) == i) continue;
        throw RequestError(Text::tr("“%1” stands here twice").arg(words[i]), place, Text::tr("Keep one of the two."));
    }
}

std::vector<experiment::LossSpec> lossesOf(const QString& recipe) {
    std::vector<experiment::LossSpec> losses;
    for (const QString& name : recipe.split(u'+')) {
        for (const experiment::LossInfo& info : experiment::listLosses()) {
            if (info.name == name) losses.push_back({.loss = info.loss});
        }
    }
    return losses;
}

/// @throws RequestError for a preset that is for another task
void applyRecipe(const QString& recipe, Experiment& experiment) {
    if (recipe.isEmpty()) return;
    if (const std::optional<experiment::Preset> preset = experiment::findPreset(recipe)) {
        experiment::usePreset(experiment, *preset);
        return;
    }
    experiment.distill.preset.clear();
    experiment.distill.losses = lossesOf(recipe);
}

/// A recipe goes by a preset's name as long as it says what that one says.
void dropPresetThatNoLongerFits(experiment::DistillSpec& distill) {
    const std::optional<experiment::Preset> preset = experiment::findPreset(distill.preset);
    if (preset && !(static_cast<const experiment::Recipe&>(distill) == preset->recipe)) distill.preset.clear();
}

Cell makeCell(const Sweep& sweep, std::optional<quint64> seed, const QString& recipe, std::optional<double> alpha,
              std::optional<double> temperature) {
    Cell cell;
    cell.recipe = recipe;
    cell.experiment = sweep.base;
    Experiment& e = cell.experiment;
    applyRecipe(recipe, e);
    QStringList name;
    QStringList title = {sweep.base.name};
    if (!recipe.isEmpty()) {
        name << recipe;
        title << recipe;
    }
    if (temperature) {
        e.distill.temperature = *temperature;
        name << u'T' + numberText(*temperature);
        title << u"T "_s + numberText(*temperature);
    }
    if (alpha) {
        e.distill.alpha = *alpha;
        name << u'a' + numberText(*alpha);
        title << u"alpha "_s + numberText(*alpha);
    }
    if (seed) {
        e.data.seed = *seed;
        name << u's' + QString::number(*seed);
        title << u"seed "_s + QString::number(*seed);
    }
    dropPresetThatNoLongerFits(e.distill);
    e.onnx.enabled = false;
    e.name = title.join(u", "_s);
    cell.name = name.isEmpty() ? u"run"_s : name.join(u'-');
    return cell;
}

/// An axis as a list that is never empty: nothing stands for what the experiment says.
template <typename T>
std::vector<std::optional<T>> choices(const std::vector<T>& axis) {
    if (axis.empty()) return {std::nullopt};
    return {axis.begin(), axis.end()};
}

QString placeOf(const Cell& cell, const QString& key) { return key.isEmpty() ? cell.name : cell.name + u": "_s + key; }

QString listText(const QStringList& words) { return u'[' + words.join(u", "_s) + u']'; }

/// The words of an axis, as a user types them.
QString axisText(const YAML::Node& root, const char* key) {
    QStringList words;
    if (const YAML::Node node = root[key]) {
        for (const std::string& word : node.as<std::vector<std::string>>()) words << QString::fromStdString(word);
    }
    return words.join(u", "_s);
}

/// Presets and losses joined by a plus, each once.
QStringList parseRecipes(const QString& text, const QString& place) {
    QStringList recipes;
    for (const QString& word : wordsOf(text)) {
        recipes << (experiment::findPreset(word) ? QStringList(word) : parseLosses(word, place));
    }
    requireOnce(recipes, place);
    return recipes;
}

template <typename T, typename ToText>
QString joined(const std::vector<T>& values, const ToText& toText) {
    QStringList words;
    for (const T value : values) words << toText(value);
    return words.join(u", "_s);
}

}  // namespace

std::vector<double> parseTemperatures(const QString& text, const QString& place) {
    return parseAxis<double>(text, place,
                             Text::tr("Give numbers from %1 to %2, for example 1, 2, 4, 8.")
                                 .arg(numberText(kLeastTemperature), numberText(kMostTemperature)),
                             [](const QString& word) { return numberIn(word, kLeastTemperature, kMostTemperature); });
}

std::vector<double> parseAlphas(const QString& text, const QString& place) {
    return parseAxis<double>(text, place, Text::tr("Give numbers from 0 to 1, for example 0.3, 0.6, 0.9."),
                             [](const QString& word) { return numberIn(word, 0, 1); });
}

std::vector<quint64> parseSeeds(const QString& text, const QString& place) {
    return parseAxis<quint64>(text, place, Text::tr("Give whole numbers from 0, for example 1, 2, 3."),
                              [](const QString& word) {
                                  bool ok = false;
                                  const quint64 seed = word.toULongLong(&ok);
                                  return ok ? std::optional(seed) : std::nullopt;
                              });
}

QStringList parsePresets(const QString& text, const QString& place) {
    const QStringList names = wordsOf(text);
    for (const QString& name : names) requireKnown(name, experiment::presetNames(), place);
    requireOnce(names, place);
    if (names.isEmpty()) {
        throw RequestError(Text::tr("there is no value here"), place,
                           Text::tr("Choose from: %1.").arg(experiment::presetNames().join(u", "_s)));
    }
    return names;
}

QStringList parseLosses(const QString& text, const QString& place) {
    const QStringList recipes = wordsOf(text);
    for (const QString& recipe : recipes) {
        const QStringList names = recipe.split(u'+');
        for (const QString& name : names) requireKnown(name, lossNames(), place);
        requireOnce(names, place);
    }
    requireOnce(recipes, place);
    if (recipes.isEmpty()) {
        throw RequestError(Text::tr("there is no value here"), place,
                           Text::tr("Join losses by a plus, for example soft-targets+hard-labels,dkd+hard-labels."));
    }
    return recipes;
}

QString recipeTitle(const QString& recipe) {
    if (recipe.isEmpty()) return {};
    if (const std::optional<experiment::Preset> preset = experiment::findPreset(recipe)) return preset->title;
    QStringList titles;
    for (const QString& name : recipe.split(u'+')) titles << experiment::titleOfPart(name);
    return titles.join(u" + "_s);
}

QString textOf(const std::vector<double>& values) { return joined(values, numberText); }

QString textOf(const std::vector<quint64>& values) {
    return joined(values, [](quint64 value) { return QString::number(value); });
}

std::vector<Cell> cellsOf(const Sweep& sweep) {
    const QStringList recipes = sweep.axes.recipes.isEmpty() ? QStringList{QString()} : sweep.axes.recipes;
    std::vector<Cell> cells;
    for (const std::optional<quint64> seed : choices(sweep.axes.seeds)) {
        for (const QString& recipe : recipes) {
            for (const std::optional<double> alpha : choices(sweep.axes.alphas)) {
                for (const std::optional<double> temperature : choices(sweep.axes.temperatures)) {
                    cells.push_back(makeCell(sweep, seed, recipe, alpha, temperature));
                }
            }
        }
    }
    return cells;
}

void validate(const Sweep& sweep) {
    const auto sizeOf = [](const auto& axis) { return std::max<size_t>(1, static_cast<size_t>(axis.size())); };
    const Axes& axes = sweep.axes;
    double count = 1;
    for (const size_t size :
         {sizeOf(axes.temperatures), sizeOf(axes.alphas), sizeOf(axes.recipes), sizeOf(axes.seeds)}) {
        count *= static_cast<double>(size);
    }
    if (count < 2) {
        throw RequestError(Text::tr("there is nothing to compare: this is a single run"), {},
                           Text::tr("Give several temperatures, several values of alpha, or several recipes."));
    }
    if (count > kMostCells) {
        throw RequestError(Text::tr("these are %L1 runs, and %L2 are the most").arg(count, 0, 'f', 0).arg(kMostCells),
                           {}, Text::tr("Take out some values."));
    }
    for (const Cell& cell : cellsOf(sweep)) {
        try {
            experiment::validate(cell.experiment);
        } catch (const RequestError& error) {
            throw RequestError(error.message(), placeOf(cell, error.where()), error.remedy());
        }
    }
}

QByteArray write(const Sweep& sweep) {
    const Axes& axes = sweep.axes;
    QString text = u"# A sweep: this experiment under several settings, a run folder for each beside this file.\n"_s;
    text += u"version: 1\n"_s;
    text += u"temperatures: [%1]\n"_s.arg(textOf(axes.temperatures));
    text += u"alphas: [%1]\n"_s.arg(textOf(axes.alphas));
    text += u"recipes: %1\n"_s.arg(listText(axes.recipes));
    text += u"seeds: [%1]\n"_s.arg(textOf(axes.seeds));
    text += u"experiment:\n"_s;
    const QString experiment = QString::fromUtf8(experiment::write(sweep.base));
    for (const QString& line : experiment.split(u'\n')) text += line.isEmpty() ? u"\n"_s : u"  "_s + line + u'\n';
    return text.trimmed().toUtf8() + '\n';
}

Sweep read(const QByteArray& yaml, const QString& name) {
    const QString remedy = Text::tr("Give the folder of a sweep, as DistilLab wrote it.");
    try {
        const YAML::Node root = experiment::parseYaml(yaml, name);
        if (!root.IsMap() || !root["experiment"].IsDefined()) {
            throw RequestError(Text::tr("this is not the file of a sweep"), name, remedy);
        }
        Sweep sweep;
        const auto readAxis = [&](const char* key, const auto& parse, auto& axis) {
            const QString text = axisText(root, key);
            if (!text.isEmpty()) axis = parse(text, name + u": "_s + QLatin1String(key));
        };
        readAxis("temperatures", parseTemperatures, sweep.axes.temperatures);
        readAxis("alphas", parseAlphas, sweep.axes.alphas);
        readAxis("recipes", parseRecipes, sweep.axes.recipes);
        readAxis("seeds", parseSeeds, sweep.axes.seeds);
        sweep.base = experiment::parse(QByteArray::fromStdString(YAML::Dump(root["experiment"])),
                                       name + u": experiment"_s, QString());
        return sweep;
    } catch (const YAML::Exception& error) {
        throw RequestError(Text::tr("this is not the file of a sweep: %1").arg(QString::fromStdString(error.msg)), name,
                           remedy);
    }
}

}  // namespace distillab::sweep
