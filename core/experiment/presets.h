#pragma once

#include "core/experiment/experiment.h"

#include <QStringList>

#include <optional>
#include <utility>
#include <vector>

namespace distillab::experiment {

/// A recipe by name: what the student comes close to, at what temperature and with what weight. Some set more than
/// that.
struct Preset {
    QString name;     ///< as documents write it: "tinybert-2-stage"
    QString title;    ///< translated
    QString summary;  ///< one or two sentences, translated, with the paper
    Recipe recipe;
    QString task = {};                                       ///< the only task that it is for; empty: any
    std::vector<std::pair<QString, QString>> settings = {};  ///< further keys of the document, with their values

    bool suits(const QString& otherTask) const { return task.isEmpty() || task == otherTask; }
};

std::vector<Preset> listPresets();
QStringList presetNames();
/// Of those that suit a task.
QStringList presetNames(const QString& task);
std::optional<Preset> findPreset(const QString& name);

}  // namespace distillab::experiment
