#include "core/report/run_events.h"

#include <QCoreApplication>

namespace distillab::report {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Phase)
};

}  // namespace

QString phaseKey(Phase phase) {
    switch (phase) {
        case Phase::Data: return QStringLiteral("data");
        case Phase::TeacherTrain: return QStringLiteral("teacher_train");
        case Phase::Assistants: return QStringLiteral("assistants");
        case Phase::TeacherTargets: return QStringLiteral("teacher_targets");
        case Phase::Distil: return QStringLiteral("distil");
        case Phase::Baseline: return QStringLiteral("baseline");
        case Phase::Evaluate: return QStringLiteral("evaluate");
        case Phase::Export: return QStringLiteral("export");
    }
    return {};
}

QString phaseTitle(Phase phase) {
    switch (phase) {
        case Phase::Data: return Text::tr("Reading the data");
        case Phase::TeacherTrain: return Text::tr("Training the teacher");
        case Phase::Assistants: return Text::tr("Teaching the assistants");
        case Phase::TeacherTargets: return Text::tr("Asking the teacher");
        case Phase::Distil: return Text::tr("Teaching the student");
        case Phase::Baseline: return Text::tr("Training the student without the teacher");
        case Phase::Evaluate: return Text::tr("Testing");
        case Phase::Export: return Text::tr("Exporting to ONNX");
    }
    return {};
}

}  // namespace distillab::report
