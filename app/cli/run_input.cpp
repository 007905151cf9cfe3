#include "app/cli/run_input.h"

#include "core/base/error.h"
#include "core/experiment/document.h"
#include "core/experiment/run_folder.h"
#include "core/experiment/validate.h"
#include "core/models/registry.h"
#include "core/models/transformer_config.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

namespace distillab::cli {
namespace {

using namespace Qt::Literals::StringLiterals;
using experiment::Experiment;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::RunInput)
};

/// What `build` complains about, with the key that is to blame.
template <typename Build>
void checkModel(const QString& key, const Build& build) {
    try {
        build();
    } catch (const RequestError& error) {
        throw RequestError(error.message(), key, error.remedy());
    }
}

/// Finds a misspelt model before the engine is loaded and the data read. The size of pictures and vocabularies is not
/// known yet.
void checkModels(const Experiment& experiment) {
    const experiment::StudentSpec& student = experiment.student;
    if (experiment.learnsFromText()) {
        if (student.start != experiment::StudentStart::Scratch) return;
        return checkModel(u"student.model"_s, [&] { models::buildTextModel(student.model, 1000, {u"a"_s, u"b"_s}); });
    }
    constexpr data::ImageShape kLargeEnough{3, 64, 64};
    checkModel(u"student.model"_s, [&] { models::buildModel(student.model, kLargeEnough, 2, student.width); });
    const experiment::TeacherSpec& teacher = experiment.teacher;
    if (teacher.source != experiment::TeacherSource::Train) return;
    checkModel(u"teacher.model"_s, [&] { models::buildModel(teacher.model, kLargeEnough, 2, teacher.width); });
}

}  // namespace

Experiment readExperiment(const QString& path, const QStringList& overrides) {
    const Experiment experiment = experiment::load(path, overrides);
    experiment::validate(experiment);
    checkModels(experiment);
    return experiment;
}

std::pair<QString, QString> firstDifference(const Experiment& theirs, const Experiment& ours) {
    const QStringList a = QString::fromUtf8(experiment::write(theirs)).split(u'\n');
    const QStringList b = QString::fromUtf8(experiment::write(ours)).split(u'\n');
    const auto [inA, inB] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    return {inA == a.end() ? QString() : inA->trimmed(), inB == b.end() ? QString() : inB->trimmed()};
}

QString requireRunWithStudent(const QString& folder) {
    const experiment::RunFolder run(folder);
    if (!run.isRun()) {
        throw RequestError(Text::tr("this is not a run folder"), run.path(),
                           Text::tr("Give the folder that “distillab-cli run … --out” made."));
    }
    if (!QFileInfo(run.studentFolder()).isDir()) {
        throw RequestError(Text::tr("this run has no trained student yet"), run.path(),
                           Text::tr("Finish the run first, with --resume."));
    }
    return run.path();
}

}  // namespace distillab::cli
