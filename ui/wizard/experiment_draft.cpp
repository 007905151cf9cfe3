#include "ui/wizard/experiment_draft.h"

#include "core/base/error.h"
#include "core/experiment/run_folder.h"
#include "core/experiment/samples.h"
#include "ui/start/recent_runs.h"
#include "ui/widgets/problem_text.h"

#include <QDir>
#include <QFileInfo>

#include <tuple>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

bool sameData(const experiment::DataSpec& a, const experiment::DataSpec& b) {
    const auto key = [](const experiment::DataSpec& d) {
        return std::tie(d.train, d.labels, d.test, d.testFraction, d.validation, d.validationFraction, d.limit, d.seed,
                        d.imageSize);
    };
    return key(a) == key(b);
}

bool sameTeacher(const experiment::TeacherSpec& a, const experiment::TeacherSpec& b) {
    const auto key = [](const experiment::TeacherSpec& t) { return std::tie(t.source, t.model, t.width, t.path); };
    return key(a) == key(b);
}

QString modelProblem(const ModelChoice& choice, const std::optional<ModelInput>& input) {
    if (!input) return {};
    try {
        sizeOf(choice, *input);
        return {};
    } catch (const Error& error) {
        return problemText(session::toProblem(error));
    }
}

qint64 stepsOf(const experiment::TrainingSpec& training, qint64 items) {
    return training.epochs * ((items + training.batchSize - 1) / training.batchSize);
}

/// The folder itself or the nearest one above it that exists.
QFileInfo nearestExisting(const QString& path) {
    QFileInfo info(path);
    while (!info.exists() && !info.isRoot()) info = QFileInfo(info.absolutePath());
    return info;
}

}  // namespace

void ExperimentDraft::Lookup::ask() {
    problem.clear();
    pending = true;
}

void ExperimentDraft::Lookup::answer(const session::DataPreview& found) {
    preview = found;
    problem.clear();
    pending = false;
}

void ExperimentDraft::Lookup::refuse(const QString& sentence) {
    preview.reset();
    problem = sentence;
    pending = false;
}

ExperimentDraft::ExperimentDraft(QObject* parent)
    : QObject(parent), m_sampleData(experiment::sampleExperiment(u"fashion-mnist"_s).data) {
    begin(experiment::sampleExperiment(u"fashion-mnist"_s));
}

void ExperimentDraft::begin(const experiment::Experiment& basedOn) {
    m_experiment = basedOn;
    m_chosenRunFolder.clear();
    m_suggestedRunFolder = newRunFolder(m_experiment.name);
    if (!usesSampleData()) m_ownData = m_experiment.data.train;
    m_data = {};
    m_teacher = {};
    m_teacherModel = teacherModel(m_experiment.teacher);
    emit dataChanged();
    emit changed();
}

void ExperimentDraft::edit(const std::function<void(experiment::Experiment&)>& change) {
    const experiment::Experiment before = m_experiment;
    change(m_experiment);
    if (m_experiment.name != before.name) m_suggestedRunFolder = newRunFolder(m_experiment.name);
    if (!usesSampleData()) m_ownData = m_experiment.data.train;
    const bool dataIsNew = !sameData(before.data, m_experiment.data);
    if (dataIsNew) m_data.ask();
    const bool teacherIsNew = !sameTeacher(before.teacher, m_experiment.teacher);
    if (teacherIsNew) forgetTeacher();
    if (dataIsNew) {
        m_teacher.ask();
        emit dataChanged();
    } else if (teacherIsNew) {
        emit teacherChanged();
    }
    emit changed();
}

void ExperimentDraft::forgetTeacher() {
    m_teacher = {};
    m_teacherModel = teacherModel(m_experiment.teacher);
}

bool ExperimentDraft::usesSampleData() const { return m_experiment.data.train == m_sampleData.train; }

void ExperimentDraft::setUsesSampleData(bool sample) {
    if (sample == usesSampleData()) return;
    edit([&](experiment::Experiment& e) {
        e.data.train = sample ? m_sampleData.train : m_ownData;
        e.data.labels = sample ? m_sampleData.labels : QString();
        e.data.test = sample ? m_sampleData.test : QString();
    });
}

QString ExperimentDraft::runFolder() const {
    return m_chosenRunFolder.isEmpty() ? m_suggestedRunFolder : m_chosenRunFolder;
}

void ExperimentDraft::setRunFolder(const QString& folder) {
    if (folder == runFolder()) return;
    m_chosenRunFolder = folder;
    emit changed();
}

void ExperimentDraft::setSessionBusy(bool busy) {
    if (busy == m_sessionBusy) return;
    m_sessionBusy = busy;
    emit changed();
}

void ExperimentDraft::setPreview(const session::DataPreview& preview) {
    m_data.answer(preview);
    emit teacherChanged();
    emit changed();
}

void ExperimentDraft::setPreviewProblem(const QString& sentence) {
    m_data.refuse(sentence);
    emit changed();
}

void ExperimentDraft::setTeacherPreview(const session::DataPreview& preview) {
    m_teacher.answer(preview);
    emit changed();
}

void ExperimentDraft::setTeacherProblem(const QString& sentence) {
    m_teacher.refuse(sentence);
    emit changed();
}

const session::DataPreview* ExperimentDraft::examples() const {
    if (m_experiment.teacher.source != experiment::TeacherSource::Train && m_teacher.preview) {
        return &*m_teacher.preview;
    }
    return m_data.preview ? &*m_data.preview : nullptr;
}

bool ExperimentDraft::teacherIsReadable() const {
    return m_experiment.teacher.source != experiment::TeacherSource::Train && isComplete(Step::Data) &&
           teacherProblem().isEmpty();
}

QString ExperimentDraft::problem(Step step) const {
    switch (step) {
        case Step::Task: return {};
        case Step::Data: {
            const QString problem = dataProblem();
            return problem.isEmpty() ? m_data.problem : problem;
        }
        case Step::Teacher: {
            const QString problem = teacherProblem();
            return problem.isEmpty() ? m_teacher.problem : problem;
        }
        case Step::Student:
            return modelProblem({m_experiment.student.model, m_experiment.student.width}, modelInput());
        case Step::Softening: return {};
        case Step::Review: return reviewProblem();
    }
    return {};
}

QString ExperimentDraft::dataProblem() const {
    const QString& path = m_experiment.data.train;
    if (path.isEmpty()) return tr("Choose the folder that holds your pictures.");
    if (QFileInfo::exists(path)) return {};
    if (usesSampleData()) {
        return tr("The Fashion-MNIST pictures are not installed: run “./dev setup”, or install the package "
                  "dataset-fashion-mnist.");
    }
    return tr("There is no folder “%1”; check the spelling or use Browse.").arg(path);
}

QString ExperimentDraft::teacherProblem() const {
    const experiment::TeacherSpec& teacher = m_experiment.teacher;
    if (teacher.source == experiment::TeacherSource::Train) {
        return modelProblem({teacher.model, teacher.width}, modelInput());
    }
    if (teacher.path.isEmpty()) return tr("Choose the earlier run whose teacher you want.");
    if (!QFileInfo(teacher.path).isDir()) {
        return tr("There is no folder “%1”; check the spelling or use Browse.").arg(teacher.path);
    }
    if (teacher.source == experiment::TeacherSource::Run && !experiment::RunFolder(teacher.path).isRun()) {
        return tr("“%1” is not the folder of a run: it has no experiment.yaml.").arg(teacher.path);
    }
    return {};
}

QString ExperimentDraft::reviewProblem() const {
    if (m_sessionBusy) return tr("Another run is under way: stop it, or wait until it is done.");
    if (m_experiment.name.trimmed().isEmpty()) return tr("Give the run a name.");
    const QString folder = runFolder();
    if (QDir::isRelativePath(folder)) return tr("Give the whole path of the run's folder, from the root.");
    if (experiment::RunFolder(folder).isRun()) {
        return tr("“%1” already holds a run; choose another folder.").arg(folder);
    }
    const QFileInfo ground = nearestExisting(folder);
    if (!ground.isDir()) return tr("“%1” is a file, not a folder.").arg(ground.filePath());
    if (!ground.isWritable()) return tr("You may not write in “%1”; choose another folder.").arg(ground.filePath());
    return {};
}

QString ExperimentDraft::warning(Step step) const {
    if (step == Step::Student) return studentWarning();
    if (step == Step::Softening && m_experiment.distill.alpha == 0) {
        return tr("With alpha 0 the teacher is not heard: the student learns from the labels alone.");
    }
    return {};
}

QString ExperimentDraft::studentWarning() const {
    const std::optional<ModelSize> student = studentSize();
    const std::optional<ModelSize> teacher = teacherSize();
    if (!student || !teacher) return {};
    if (student->parameters >= teacher->parameters) {
        return tr("This student is not smaller than its teacher: it may learn well, but nothing is saved.");
    }
    if (student->multiplyAdds >= teacher->multiplyAdds) {
        return tr("This student is smaller than its teacher, but has as much to compute: it will not be faster.");
    }
    return {};
}

bool ExperimentDraft::isWaiting(Step step) const {
    if (step == Step::Task) return false;
    if (dataIsReadable() && m_data.pending) return true;
    const bool asksTeacher = step == Step::Teacher || step == Step::Review;
    return asksTeacher && teacherIsReadable() && m_teacher.pending;
}

Step ExperimentDraft::firstIncomplete() const {
    for (int i = 0; i < kStepCount; ++i) {
        if (!isComplete(static_cast<Step>(i))) return static_cast<Step>(i);
    }
    return Step::Review;
}

std::optional<ModelInput> ExperimentDraft::modelInput() const {
    if (!m_data.preview) return {};
    return ModelInput{m_data.preview->shape, static_cast<int>(m_data.preview->classNames.size())};
}

std::optional<ModelSize> ExperimentDraft::teacherSize() const {
    const std::optional<ModelInput> input = modelInput();
    return m_teacherModel && input ? trySizeOf(*m_teacherModel, *input) : std::nullopt;
}

std::optional<ModelSize> ExperimentDraft::studentSize() const {
    const std::optional<ModelInput> input = modelInput();
    const ModelChoice student{m_experiment.student.model, m_experiment.student.width};
    return input ? trySizeOf(student, *input) : std::nullopt;
}

TrainingPlan ExperimentDraft::plan() const {
    if (!m_data.preview) return {};
    const qint64 items = m_data.preview->trainItems;
    TrainingPlan plan;
    if (m_experiment.teacher.source == experiment::TeacherSource::Train) {
        plan.teacherSteps = stepsOf(m_experiment.teacher.training, items);
    }
    plan.studentSteps = stepsOf(m_experiment.distill.training, items);
    if (m_experiment.distill.baseline) plan.baselineSteps = plan.studentSteps;
    return plan;
}

}  // namespace distillab::ui
