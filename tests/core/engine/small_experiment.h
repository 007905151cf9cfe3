#pragma once

#include "core/experiment/experiment.h"

#include <QString>

namespace distillab::test {

/// Pictures, a teacher and a student that are trained in a second or two, without the student alone.
/// @param data  folder of test::writeSyntheticIdx()
inline experiment::Experiment smallExperiment(const QString& data, int batchSize, int studentEpochs) {
    experiment::Experiment e;
    e.data.train = data;
    e.data.seed = 7;
    e.teacher.model = QStringLiteral("cnn-small");
    e.teacher.width = 0.25;
    e.teacher.training.epochs = 1;
    e.teacher.training.batchSize = batchSize;
    e.student.model = QStringLiteral("cnn-tiny");
    e.distill.training.epochs = studentEpochs;
    e.distill.training.batchSize = batchSize;
    e.distill.baseline = false;
    return e;
}

}  // namespace distillab::test
