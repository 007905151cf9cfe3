#pragma once

#include "core/experiment/experiment.h"

#include <QList>
#include <QMetaType>
#include <QString>

#include <optional>

namespace distillab::report {

/// One setting that an advice would change.
struct Change {
    QString key;     ///< as `--set` takes it: "distill.temperature"
    QString name;    ///< translated: "Temperature"
    QString before;  ///< as the experiment has it
    QString after;   ///< as `--set` takes it

    bool operator==(const Change&) const = default;
};

/// What a run shows to be amiss, the numbers that say so, and what to try instead. core/advice has the rules.
struct Advice {
    QString id;        ///< of the rule: "learning-rate-too-high"
    QString title;     ///< translated, a few words
    QString evidence;  ///< translated, the numbers of this run
    QString why;       ///< translated, one sentence on how the change helps
    QList<Change> changes;
    std::optional<experiment::Experiment> next;  ///< with the changes made; nothing where only the user can act
};

/// "Temperature 20 → 4, Alpha 0.9 → 0.5"; empty without changes.
QString changesText(const QList<Change>& changes);
/// What stands where there is no advice.
QString nothingAmiss();

}  // namespace distillab::report

Q_DECLARE_METATYPE(distillab::report::Advice)
