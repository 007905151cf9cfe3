#pragma once

#include "core/experiment/course.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <utility>
#include <vector>

namespace distillab::experiment {

/// What a student can be asked to come close to. core/distill has the formulas.
enum class Loss {
    SoftTargets,
    HardLabels,
    LogitMse,
    Decoupled,
    HiddenStates,
    AttentionMaps,
    RelationalDistance,
    RelationalAngle,
    Similarity
};

enum class HiddenDistance { Mse, Cosine };

/// How layers of the teacher are told to layers of the student, beside explicit pairs.
inline const QString kUniformLayers = QStringLiteral("uniform");  ///< evenly spread, the lowest and the last included
inline const QString kMiddleLayer = QStringLiteral("middle");     ///< the two middle ones
inline const QString kLastLayer = QStringLiteral("last");         ///< the two last ones

/// One term of what the student minimises.
///
/// The total is alpha · Σ weight · (answers of the teacher) + (1 − alpha) · Σ weight · (labels)
/// + Σ weight · (insides of the teacher), see groupOf().
struct LossSpec {
    Loss loss = Loss::SoftTargets;
    Course weight = 1.0;
    double begin = 0;  ///< share of the run from which it counts
    double end = 1;    ///< share of the run up to which it counts

    double labelSmoothing = 0;                      ///< hard labels: share of a label given to all classes
    double targetWeight = 1;                        ///< dkd's alpha: the teacher's certainty
    double nonTargetWeight = 8;                     ///< dkd's beta: how it tells the other classes apart
    HiddenDistance distance = HiddenDistance::Mse;  ///< hidden states
    QString layers = kUniformLayers;                ///< hidden states, attention maps: or "student:teacher" pairs

    bool operator==(const LossSpec&) const = default;
};

/// What weighs a loss beside its own weight.
enum class LossGroup { Answers, Labels, Insides };
LossGroup groupOf(Loss loss);

/// True for losses that compare chosen layers.
bool comparesLayers(Loss loss);

/// A loss for a list on a screen.
struct LossInfo {
    Loss loss;
    QString name;   ///< as documents and metrics.jsonl write it: "soft-targets"
    QString title;  ///< translated
    QString formula;
    QString summary;  ///< one or two sentences, translated, with the paper
};
std::vector<LossInfo> listLosses();
QString nameOf(Loss loss);
/// The title of a term by its name in metrics.jsonl, where a number follows the second and later ones of a kind:
/// "hidden-states-2".
QString titleOfPart(const QString& name);
/// The names of terms in metrics.jsonl.
QStringList partNames(const std::vector<LossSpec>& losses);

/// Pairs of layers, student's and teacher's, the first being 0.
using LayerPairs = std::vector<std::pair<int, int>>;
/// "0:0,1:3" as pairs; nothing when it is something else.
std::optional<LayerPairs> parseLayerPairs(const QString& text);

/// The pairs that a loss compares between models of so many layers (or stages, or hidden states).
/// @throws RequestError naming a layer that does not exist
LayerPairs layerPairs(const QString& layers, int studentLayers, int teacherLayers);

}  // namespace distillab::experiment
