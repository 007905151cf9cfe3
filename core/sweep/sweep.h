#pragma once

#include "core/experiment/experiment.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <vector>

/// One experiment under many settings: what varies, and the runs that this makes.
namespace distillab::sweep {

/// What varies. An axis without values keeps what the experiment says.
struct Axes {
    std::vector<double> temperatures;
    std::vector<double> alphas;
    QStringList recipes;         ///< names of presets, or losses joined by a plus: "dkd+hard-labels"
    std::vector<quint64> seeds;  ///< each with data order, weights and teacher of its own

    bool operator==(const Axes&) const = default;
};

/// An axis as a user types it: values apart by commas or spaces.
/// @param place  where the text came from, for errors: "--temperature"
/// @throws RequestError for what is no such value, out of range, or there twice
std::vector<double> parseTemperatures(const QString& text, const QString& place);
std::vector<double> parseAlphas(const QString& text, const QString& place);
std::vector<quint64> parseSeeds(const QString& text, const QString& place);
/// Names of presets. @throws RequestError likewise, with the nearest name that exists
QStringList parsePresets(const QString& text, const QString& place);
/// Losses joined by a plus. @throws RequestError likewise
QStringList parseLosses(const QString& text, const QString& place);

/// "Classic (hinton)" or "Soft targets + Hard labels": a value of the axis of recipes for a person. Empty for the
/// experiment's own recipe.
QString recipeTitle(const QString& recipe);
/// Values as parse… reads them: "1, 2, 4".
QString textOf(const std::vector<double>& values);
QString textOf(const std::vector<quint64>& values);

struct Sweep {
    experiment::Experiment base;
    Axes axes;
};

/// One run of a sweep.
struct Cell {
    QString name;    ///< of its folder in the sweep's: "T2-a0.6"
    QString recipe;  ///< of the axis; empty: the experiment's own
    /// Complete, as if it stood alone, but without ONNX files: whichever is best is exported afterwards.
    experiment::Experiment experiment;

    const experiment::Course& temperature() const { return experiment.distill.temperature; }
    const experiment::Course& alpha() const { return experiment.distill.alpha; }
    quint64 seed() const { return experiment.data.seed; }
};

/// All runs of a sweep: those of one seed after the other, and of one recipe after the other, alpha by alpha.
/// @throws RequestError when one of the presets is for another task
std::vector<Cell> cellsOf(const Sweep& sweep);

inline constexpr size_t kMostCells = 500;

/// @throws RequestError when nothing varies, there are more than kMostCells runs, or the experiment of one of them is
///         refused by experiment::validate
void validate(const Sweep& sweep);

/// sweep.yaml: the axes, and the experiment in full.
QByteArray write(const Sweep& sweep);
/// @throws RequestError naming `name` when it is not such a document
Sweep read(const QByteArray& yaml, const QString& name);

}  // namespace distillab::sweep
