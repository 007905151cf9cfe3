#pragma once

#include "core/experiment/experiment.h"
#include "core/report/run_report.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>

/// What leaves the workbench: a folder with which a program, on whatever device, can use a student without DistilLab.
/// docs/deploy.md lists what is in it.
namespace distillab::bundle {

/// What a bundle tells of its model.
struct Origin {
    experiment::Experiment experiment;
    std::optional<report::RunReport> run;  ///< of a finished run
    report::OnnxReport onnx;               ///< the files in the folder, as they were just measured
    QString studentFolder;                 ///< the student of the run
};

/// Refuses a folder in which a bundle would take the place of files that no bundle brought: a README.md, programs.
/// @throws RequestError
void checkTarget(const QString& folder);

/// Completes a folder that holds verified ONNX files and, for texts, config.json and the tokenizer: to these come
/// labels.json, README.md (the model card), programs/, bundle.json, and for images config.json and
/// preprocessor_config.json. The tokenizer's files get the student's own number of tokens, so that every library cuts
/// texts off where the student learnt to read them.
/// @throws WorkError when the disk refuses, RequestError when a file that should be there is not
void complete(const QString& folder, const Origin& origin);

/// Names of the files of an earlier bundle in this folder, which a new one replaces.
QStringList filesOfBundle(const QString& folder);

}  // namespace distillab::bundle
