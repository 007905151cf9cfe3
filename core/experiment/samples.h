#pragma once

#include "core/experiment/experiment.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace distillab::experiment {

/// A ready experiment, mostly on data that ./dev setup installs.
struct Sample {
    QString name;        ///< "fashion-mnist": for the command line and for file names
    QString title;       ///< translated
    QString summary;     ///< translated, one sentence for a beginner
    QString duration;    ///< translated, about how long it takes
    QString needs = {};  ///< translated: what the user has to bring; empty: it runs as it is
};

std::vector<Sample> listSamples();

/// Stands for sampleDataFolder() in documents that are read on several machines.
inline const QString kSamplesToken = QStringLiteral("@SAMPLES@");

/// Where ./dev setup put the samples' data and models; $DISTILLAB_SAMPLE_DATA names another folder.
QString sampleDataFolder();

/// The document with this machine's folder in the token's place.
QByteArray withSamplePaths(QByteArray document);

/// The sample's YAML document, with comments, as `distillab-cli sample` writes it.
/// @throws RequestError for an unknown name (with the nearest known one)
QByteArray sampleDocument(const QString& name);

/// The same, parsed.
Experiment sampleExperiment(const QString& name);

}  // namespace distillab::experiment
