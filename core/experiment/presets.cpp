#include "core/experiment/presets.h"

#include <QCoreApplication>

#include <algorithm>

namespace distillab::experiment {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Presets)
};

Recipe hinton() { return {.temperature = 4.0, .alpha = 0.9}; }

Recipe tutorial() { return {.temperature = 2.0, .alpha = 0.6}; }

/// 5 parts soft targets, 2 parts of what a text is to be told (masked words there, labels here), 1 part cosine.
Recipe distilbert() {
    return {
        .temperature = 2.0,
        .alpha = 0.7,
        .losses = {
            {.loss = Loss::SoftTargets},
            {.loss = Loss::HardLabels},
            {.loss = Loss::HiddenStates, .weight = 0.14, .distance = HiddenDistance::Cosine, .layers = kLastLayer}}};
}

/// First the insides, then the answers at T = 1 and nothing else.
Recipe tinybert() {
    return {.temperature = 1.0,
            .alpha = 1.0,
            .losses = {{.loss = Loss::HiddenStates, .end = 0.5},
                       {.loss = Loss::AttentionMaps, .end = 0.5},
                       {.loss = Loss::SoftTargets, .begin = 0.5}}};
}

/// First a hint in the middle, then answers whose weight falls from 4 parts of 5 to one half.
Recipe fitnets() {
    return {.temperature = 3.0,
            .alpha = Course(0.8, 0.5, Schedule::Linear),
            .losses = {{.loss = Loss::HiddenStates, .end = 0.3, .layers = kMiddleLayer},
                       {.loss = Loss::SoftTargets, .begin = 0.3},
                       {.loss = Loss::HardLabels, .begin = 0.3}}};
}

Recipe relational() {
    return {.temperature = 1.0,
            .alpha = 0.0,
            .losses = {{.loss = Loss::HardLabels},
                       {.loss = Loss::RelationalDistance, .weight = 25},
                       {.loss = Loss::RelationalAngle, .weight = 50}}};
}

Recipe decoupled() {
    return {.temperature = 4.0,
            .alpha = 0.5,
            .losses = {{.loss = Loss::Decoupled, .weight = 2}, {.loss = Loss::HardLabels, .weight = 2}}};
}

/// Hinton's answers, and nothing of the insides: compared layers did not help a student of two.
Recipe bestTiny() { return hinton(); }

}  // namespace

std::vector<Preset> listPresets() {
    return {
        {u"hinton"_s, Text::tr("Classic"),
         Text::tr("The teacher's softened answers, and a little of the labels. Hinton, Vinyals, Dean (2015)."),
         hinton()},
        {u"tutorial"_s, Text::tr("Tutorial"), Text::tr("Temperature 2 and alpha 0.6, as most tutorials have it."),
         tutorial()},
        {u"distilbert"_s, u"DistilBERT"_s,
         Text::tr("Answers, labels and the direction of the last hidden state. Sanh et al. (2019)."), distilbert()},
        {u"tinybert-2-stage"_s, u"TinyBERT"_s,
         Text::tr("First what the layers say and where they look, then the answers alone. Jiao et al. (2020)."),
         tinybert()},
        {u"fitnets"_s, u"FitNets"_s,
         Text::tr("First a hint from the middle of the teacher, then its answers. Romero et al. (2015)."), fitnets()},
        {u"rkd"_s, Text::tr("Relations"),
         Text::tr("The labels, and how the items of a batch lie to each other. Park et al. (2019)."), relational()},
        {u"dkd"_s, Text::tr("Decoupled"),
         Text::tr("The teacher's certainty and its view of the other classes, weighed apart. Zhao et al. (2022)."),
         decoupled()},
        {u"best-tiny"_s,
         Text::tr("Best for bert-tiny"),
         Text::tr("The best that was found for bert-tiny on movie reviews. Also sets the student: it begins with the "
                  "teacher's words and is written in half precision. Give it texts without labels, too."),
         bestTiny(),
         kTextClassification,
         {{u"student.model"_s, u"bert-tiny"_s},
          {u"student.start"_s, u"scratch"_s},
          {u"student.project_embeddings"_s, u"true"_s},
          {u"student.precision"_s, u"fp16"_s},
          {u"distill.epochs"_s, u"5"_s},
          {u"distill.batch_size"_s, u"64"_s},
          {u"distill.learning_rate"_s, u"5e-4"_s},
          {u"distill.pseudo_labels.enabled"_s, u"false"_s}}}};
}

QStringList presetNames() {
    QStringList names;
    for (const Preset& preset : listPresets()) names << preset.name;
    return names;
}

QStringList presetNames(const QString& task) {
    QStringList names;
    for (const Preset& preset : listPresets()) {
        if (preset.suits(task)) names << preset.name;
    }
    return names;
}

std::optional<Preset> findPreset(const QString& name) {
    for (Preset& preset : listPresets()) {
        if (preset.name == name) return std::move(preset);
    }
    return std::nullopt;
}

}  // namespace distillab::experiment
