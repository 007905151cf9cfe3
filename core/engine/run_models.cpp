#include "core/engine/run_models.h"

#include "core/base/error.h"
#include "core/experiment/run_folder.h"

#include <QCoreApplication>

namespace distillab::engine {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::RunModels)
};

QString firstModelFolder(const QStringList& candidates, const QString& path) {
    for (const QString& candidate : candidates) {
        if (nn::isModelFolder(candidate)) return candidate;
    }
    throw RequestError(Text::tr("there is no model in this folder"), path,
                       Text::tr("Choose a finished run, or its student or teacher folder."));
}

QString sizeText(data::ImageShape shape) {
    return u"%1×%2×%3"_s.arg(shape.channels).arg(shape.height).arg(shape.width);
}

}  // namespace

QString teacherFolderOf(const QString& path) {
    const experiment::RunFolder run(path);
    return firstModelFolder({run.path(), run.teacherFolder(), run.studentFolder()}, path);
}

QString studentFolderOf(const QString& path) {
    const experiment::RunFolder run(path);
    return firstModelFolder({run.path(), run.studentFolder()}, path);
}

nn::LoadedModel loadTeacher(const QString& path, torch::Device device) {
    return nn::loadModel(teacherFolderOf(path), device);
}

void checkTeacherFits(const nn::LoadedModel& teacher, const data::ImageDataset& dataset, const QString& path) {
    if (teacher.card.input != dataset.shape) {
        throw RequestError(Text::tr("the teacher knows pictures of %1, the data has %2")
                               .arg(sizeText(teacher.card.input), sizeText(dataset.shape)),
                           path, Text::tr("Choose another teacher, or set data.image_size."));
    }
    if (teacher.card.labels != dataset.classNames) {
        throw RequestError(Text::tr("the teacher knows other classes than the data has"), path,
                           Text::tr("Choose a teacher that was trained on the same classes."));
    }
}

}  // namespace distillab::engine
