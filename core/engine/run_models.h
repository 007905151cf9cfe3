#pragma once

#include "core/data/image_dataset.h"
#include "core/nn/model_folder.h"
#include "core/report/run_report.h"

#include <QString>

namespace distillab::engine {

/// The model folder that a path means as a teacher: the folder itself, else teacher/ of a run that trained one,
/// else the run's student/. @throws RequestError when there is none
QString teacherFolderOf(const QString& path);

/// The model folder that a path means as a student: the folder itself, else student/ of a run.
QString studentFolderOf(const QString& path);

nn::LoadedModel loadTeacher(const QString& path, torch::Device device);

/// @throws RequestError when the teacher was made for other images or other classes
void checkTeacherFits(const nn::LoadedModel& teacher, const data::ImageDataset& dataset, const QString& path);

}  // namespace distillab::engine
