#pragma once

#include "core/experiment/experiment.h"

#include <QStringList>

#include <optional>
#include <vector>

namespace distillab::experiment {

/// A published recipe by name: what the student comes close to, at what temperature and with what weight.
struct Preset {
    QString name;     ///< as documents write it: "tinybert-2-stage"
    QString title;    ///< translated
    QString summary;  ///< one or two sentences, translated, with the paper
    Recipe recipe;
};

std::vector<Preset> listPresets();
QStringList presetNames();
std::optional<Preset> findPreset(const QString& name);

}  // namespace distillab::experiment
