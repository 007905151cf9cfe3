#include "ui/handout/hand_out_opener.h"

#include "core/experiment/run_folder.h"
#include "core/library/runs_folder.h"
#include "ui/handout/background.h"
#include "ui/widgets/problem_text.h"

#include <QFileInfo>
#include <QStandardPaths>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

/// Made of the hand-out's own name, which is somebody else's, and of its mark.
QString folderFor(const handout::Inspected& handOut, const QString& runs, const QString& experiments) {
    const QString parent = handOut.manifest.kind == handout::Kind::Run ? runs : experiments;
    return parent + u'/' + library::safeName(handOut.manifest.name) + u'-' + handOut.mark;
}

handout::Unpacked unpackOnce(const QString& file, const QString& runs, const QString& experiments) {
    const handout::Inspected handOut = handout::inspect(file);
    const QString folder = folderFor(handOut, runs, experiments);
    const experiment::RunFolder there(folder);
    if (!there.isRun()) return handout::unpack(file, folder);
    const bool isRun = handOut.manifest.kind == handout::Kind::Run;
    return {handOut.manifest.kind, handOut.manifest.name, isRun ? there.path() : there.experimentFile()};
}

}  // namespace

void HandOutOpener::open(const QString& file) {
    const QString experiments = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + u"/hand-outs"_s;
    inBackground<handout::Unpacked>(
        this,
        [file = QFileInfo(file).absoluteFilePath(), runs = library::runsFolder(), experiments] {
            return unpackOnce(file, runs, experiments);
        },
        [this](const handout::Unpacked& unpacked) { emit opened(unpacked.kind, unpacked.path); },
        [this](const session::Problem& problem) { emit failed(problemText(problem)); });
}

}  // namespace distillab::ui
