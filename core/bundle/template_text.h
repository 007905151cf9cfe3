#pragma once

#include <QMap>
#include <QSet>
#include <QString>

namespace distillab::bundle {

/// What a template is filled with.
struct Filling {
    QMap<QString, QString> values;  ///< by name: "LABELS"
    QSet<QString> flags;            ///< names that hold: "PAIRS"
};

/// Fills a template in: @NAME@ becomes the value of that name. Lines between "@if NAME" and "@end" stay where the flag
/// holds, those between "@else" and "@end" where it does not. Such parts do not lie in one another.
/// @throws std::logic_error for a name without a value, and for an @if, @else or @end that has no partner: a template
///         is ours, and a test fills all of them in
QString filled(const QString& text, const Filling& filling);

}  // namespace distillab::bundle
