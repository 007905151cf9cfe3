#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QStringList>

#include <functional>
#include <vector>

namespace distillab::soak {

/// A piece of work that can be killed and gone on with.
struct Scenario {
    QString name;
    QString experiment;  ///< its file
    /// What to say to distillab-cli for work in `folder`, whatever state that is in.
    std::function<QStringList(const QString& folder)> words;
};

/// The scenarios with their data in `scratch`: pictures, texts, a sweep, and texts labelled by a chat model.
/// @param chatUrl  where that model answers
std::vector<Scenario> makeScenarios(const QString& scratch, const QString& chatUrl);

/// What a finished piece of work is judged by: its weights, its answers and its metrics without their clock, by path in
/// the folder. @throws Error when a file cannot be read
QMap<QString, QByteArray> worthOf(const QString& folder);

/// What a disturbed piece of work is worth beside the undisturbed one.
/// @return one sentence on what differs; nothing when each byte is the same
QString differenceOf(const QMap<QString, QByteArray>& worth, const QMap<QString, QByteArray>& reference);

}  // namespace distillab::soak
