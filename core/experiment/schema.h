#pragma once

#include "core/experiment/experiment.h"

#include <QStringList>

#include <optional>
#include <utility>
#include <vector>

namespace distillab::experiment {

/// Bounds of a number; an open end is never reached.
struct Bounds {
    double least = 0;
    double most = 1e18;
    bool leastIsOpen = false;
};

template <typename T>
using Choices = std::vector<std::pair<T, QString>>;

/// Goes over every key of the document once: reader, writer and documentation are the three visitors.
class KeyVisitor {
public:
    virtual ~KeyVisitor() = default;
    virtual void section(const QString& key, const QString& help) = 0;
    virtual void text(const QString& key, QString& value, const QString& help) = 0;
    virtual void path(const QString& key, QString& value, const QString& help) = 0;
    virtual void number(const QString& key, double& value, Bounds bounds, const QString& help) = 0;
    /// A number that may be missing.
    virtual void number(const QString& key, std::optional<double>& value, Bounds bounds, const QString& help) = 0;
    virtual void whole(const QString& key, int& value, Bounds bounds, const QString& help) = 0;
    virtual void seed(const QString& key, quint64& value, const QString& help) = 0;
    virtual void flag(const QString& key, bool& value, const QString& help) = 0;
    virtual void choice(const QString& key, QString& value, const QStringList& allowed, const QString& help) = 0;
    /// A fraction or, if `path` is not empty, a path.
    virtual void split(const QString& key, QString& path, double& fraction, const QString& help) = 0;

    /// An enumeration is a choice with names.
    template <typename T>
    void choice(const QString& key, T& value, const Choices<T>& choices, const QString& help) {
        QStringList names;
        QString name;
        for (const auto& [candidate, candidateName] : choices) {
            names << candidateName;
            if (candidate == value) name = candidateName;
        }
        choice(key, name, names, help);
        for (const auto& [candidate, candidateName] : choices) {
            if (candidateName == name) value = candidate;
        }
    }
};

/// The schema: visits every key of `experiment` in the order in which it is written.
void visitKeys(KeyVisitor& visitor, Experiment& experiment);

}  // namespace distillab::experiment
