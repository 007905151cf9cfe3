#include "app/cli/run_input.h"

#include "core/base/error.h"
#include "core/experiment/run_folder.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace distillab::cli {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::RunInput)
};

}  // namespace

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
