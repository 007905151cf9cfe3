#include "ui/sweep/sweep_draft.h"

#include "core/base/error.h"
#include "core/base/sentences.h"
#include "core/experiment/run_folder.h"
#include "core/models/model_input.h"
#include "core/report/wording.h"
#include "core/sweep/sweep_results.h"
#include "ui/widgets/problem_text.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using experiment::Experiment;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::ui::SweepDraft)
};

QString teacherName(const experiment::TeacherSpec& teacher) {
    switch (teacher.source) {
        case experiment::TeacherSource::Train:
        case experiment::TeacherSource::Hub: return teacher.model;
        case experiment::TeacherSource::Endpoint: return teacher.endpoint.model;
        default: return QFileInfo(teacher.path).fileName();
    }
}

bool isBlank(const QString& text) { return text.trimmed().isEmpty(); }

}  // namespace

void SweepDraft::setBase(const SweepBase& base) {
    m_base = base;
    name = base.experiment.name;
}

sweep::Sweep SweepDraft::read() const {
    sweep::Sweep sweep;
    sweep.base = m_base.experiment;
    sweep.base.name = name.trimmed().isEmpty() ? m_base.experiment.name : name.trimmed();
    if (!isBlank(temperatures))
        sweep.axes.temperatures = sweep::parseTemperatures(temperatures, Text::tr("Temperature"));
    if (!isBlank(alphas)) sweep.axes.alphas = sweep::parseAlphas(alphas, Text::tr("Alpha"));
    if (!isBlank(seeds)) sweep.axes.seeds = sweep::parseSeeds(seeds, Text::tr("Seeds"));
    sweep.axes.recipes = recipes;
    // With another seed other items are held out for the test: a trained teacher would know them.
    const experiment::RunFolder run(m_base.runFolder);
    if (!m_base.runFolder.isEmpty() && sweep.axes.seeds.empty() && models::isModelFolder(run.teacherFolder())) {
        sweep.base.teacher.source = experiment::TeacherSource::Run;
        sweep.base.teacher.path = run.path();
    }
    sweep::validate(sweep);
    return sweep;
}

std::optional<sweep::Sweep> SweepDraft::sweep() const {
    try {
        return read();
    } catch (const Error&) {
        return std::nullopt;  // problem() tells
    }
}

QString SweepDraft::problem() const {
    try {
        read();
        return {};
    } catch (const Error& error) {
        return problemText(session::toProblem(error));
    }
}

QString SweepDraft::planText() const {
    const std::optional<sweep::Sweep> sweep = this->sweep();
    if (!sweep) return {};
    const sweep::Axes& axes = sweep->axes;
    QStringList factors;
    const auto add = [&](size_t count, const QString& text) {
        if (count > 0) factors << text;
    };
    const auto number = [](auto count) { return static_cast<int>(count); };
    add(axes.temperatures.size(), Text::tr("%n temperature(s)", nullptr, number(axes.temperatures.size())));
    add(axes.alphas.size(), Text::tr("%n value(s) of alpha", nullptr, number(axes.alphas.size())));
    add(static_cast<size_t>(axes.recipes.size()), Text::tr("%n recipe(s)", nullptr, number(axes.recipes.size())));
    add(axes.seeds.size(), Text::tr("%n seed(s)", nullptr, number(axes.seeds.size())));
    return Text::tr("%n run(s): %1.", nullptr, number(sweep::cellsOf(*sweep).size())).arg(factors.join(u" × "_s));
}

QString SweepDraft::baseText() const {
    const Experiment& e = m_base.experiment;
    const QString text = Text::tr("%1 teaches %2, %n epoch(s), on %3.", nullptr, e.distill.training.epochs)
                             .arg(teacherName(e.teacher), e.student.model, QFileInfo(e.data.train).fileName());
    if (e.data.limit == 0) return text;
    return joinSentences({text, Text::tr("%1 examples at most.").arg(report::countText(e.data.limit))});
}

std::optional<report::RunReport> SweepDraft::runLikeIt(const sweep::Sweep& sweep) const {
    const auto found = std::ranges::find_if(m_experience, [&](const report::RunReport& run) {
        // Where the teacher is taken over from a run, its own settings tell what the sweep's are.
        return sweep::isAlike(run.experiment, sweep.base) || sweep::isAlike(run.experiment, m_base.experiment);
    });
    return found == m_experience.end() ? std::nullopt : std::optional(*found);
}

QString SweepDraft::timeText() const {
    const std::optional<sweep::Sweep> sweep = this->sweep();
    if (!sweep) return {};
    std::optional<report::RunReport> run = runLikeIt(*sweep);
    if (!run)
        return Text::tr("How long it takes shows after the first run. The teacher is trained and asked only once.");
    if (sweep->base.teacher.source == experiment::TeacherSource::Run) {
        run->seconds.remove(report::phaseKey(report::Phase::TeacherTrain));
    }
    return Text::tr("About %1, as the run “%2” took. The teacher is trained and asked only once.")
        .arg(report::durationText(sweep::estimatedSeconds(*sweep, *run)), QFileInfo(run->runFolder).fileName());
}

}  // namespace distillab::ui
