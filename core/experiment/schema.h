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
    /// A number, or a map {from, to, course}.
    virtual void course(const QString& key, Course& value, Bounds bounds, const QString& help) = 0;
    /// A fraction or, if `path` is not empty, a path.
    virtual void split(const QString& key, QString& path, double& fraction, const QString& help) = 0;

    /// A list of maps. `visitItem(item, key)` visits the keys of one, whose names begin with `key`.
    template <typename T, typename VisitItem>
    void list(const QString& key, std::vector<T>& items, const QString& help, VisitItem visitItem) {
        if (const std::optional<size_t> given = beginList(key, items.size(), help)) items.assign(*given, T());
        for (size_t i = 0; i < items.size(); ++i) {
            const QString itemKey = key + QStringLiteral("[%1]").arg(i);
            beginItem(itemKey);
            visitItem(items[i], itemKey);
            endItem();
        }
        endList();
    }
    /// True for a visitor that wants to see the keys of every kind of item.
    virtual bool wantsEveryKey() const { return false; }

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

protected:
    /// @return how many new items take the place of the `count` that are there; nothing to keep these
    virtual std::optional<size_t> beginList(const QString& key, size_t count, const QString& help) = 0;
    virtual void beginItem(const QString& key) = 0;
    virtual void endItem() = 0;
    virtual void endList() = 0;
};

/// Their names in the document and on the command line.
const Choices<OnnxPrecision>& onnxPrecisions();
const Choices<WeightBits>& weightBits();

/// The schema: visits every key of `experiment` in the order in which it is written.
void visitKeys(KeyVisitor& visitor, Experiment& experiment);

}  // namespace distillab::experiment
