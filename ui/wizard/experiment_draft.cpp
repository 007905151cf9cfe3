#include "ui/wizard/experiment_draft.h"

#include "core/base/error.h"
#include "core/endpoint/options.h"
#include "core/experiment/document.h"
#include "core/experiment/presets.h"
#include "core/experiment/run_folder.h"
#include "core/experiment/samples.h"
#include "core/experiment/validate.h"
#include "core/hub/known_models.h"
#include "core/library/runs_folder.h"
#include "core/memory/available_memory.h"
#include "core/models/model_input.h"
#include "core/models/registry.h"
#include "ui/widgets/problem_text.h"
#include "ui/wizard/memory_need.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

bool sameData(const experiment::DataSpec& a, const experiment::DataSpec& b) {
    const auto key = [](const experiment::DataSpec& d) {
        return std::tie(d.train, d.labels, d.test, d.testFraction, d.validation, d.validationFraction, d.limit, d.seed,
                        d.imageSize, d.text, d.textPair, d.label, d.positiveAbove, d.encoding, d.header, d.unlabelled,
                        d.labelled);
    };
    return key(a) == key(b);
}

/// The engine has the network itself, not only what it answers.
bool ownsItsWeights(experiment::TeacherSource source) {
    return source != experiment::TeacherSource::Onnx && source != experiment::TeacherSource::TorchScript &&
           source != experiment::TeacherSource::Endpoint;
}

bool sameTeacher(const experiment::TeacherSpec& a, const experiment::TeacherSpec& b) {
    const auto key = [](const experiment::TeacherSpec& t) {
        return std::tie(t.source, t.model, t.width, t.path, t.endpoint.url, t.endpoint.model);
    };
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
    const qint64 itemsPerStep = qint64{training.batchSize} * training.accumulate;
    return training.epochs * ((items + itemsPerStep - 1) / itemsPerStep);
}

experiment::Experiment sampleOf(const QString& task) {
    const bool text = task == experiment::kTextClassification;
    return experiment::sampleExperiment(text ? u"movie-reviews"_s : u"fashion-mnist"_s);
}

/// In whatever order the losses stand.
bool sameRecipe(experiment::Recipe a, experiment::Recipe b) {
    const auto byKind = [](const experiment::LossSpec& x, const experiment::LossSpec& y) { return x.loss < y.loss; };
    for (experiment::Recipe* recipe : {&a, &b}) std::stable_sort(recipe->losses.begin(), recipe->losses.end(), byKind);
    return a == b;
}

/// The preset that says the same, `named` before others; empty when none does.
QString presetOf(const experiment::Recipe& recipe, const QString& named) {
    const std::optional<experiment::Preset> before = experiment::findPreset(named);
    if (before && sameRecipe(before->recipe, recipe)) return named;
    for (const experiment::Preset& preset : experiment::listPresets()) {
        // What a preset sets besides is not seen here.
        if (preset.settings.empty() && sameRecipe(preset.recipe, recipe)) return preset.name;
    }
    return {};
}

/// The page on which a key of the document is set.
std::optional<Step> stepOf(const QString& key) {
    for (const auto& [section, step] : {std::pair{u"data."_s, Step::Data},
                                        {u"teacher."_s, Step::Teacher},
                                        {u"student."_s, Step::Student},
                                        {u"distill."_s, Step::Softening}}) {
        if (key.startsWith(section)) return step;
    }
    return {};
}

/// What the list of known models tells of one that is not here yet.
std::optional<ModelSize> hubModelSize(const QString& id) {
    for (const hub::KnownModel& model : hub::knownModels()) {
        if (model.id == id) return ModelSize{model.parameters, model.parameters * qint64{sizeof(float)}, 0};
    }
    return {};
}

/// The numbers in "0,2,4"; nothing when there is anything else in it.
std::optional<QList<int>> layersIn(const QString& text) {
    QList<int> layers;
    for (const QString& word : text.split(u',', Qt::SkipEmptyParts)) {
        bool isNumber = false;
        layers << word.trimmed().toInt(&isNumber);
        if (!isNumber || layers.last() < 0) return {};
    }
    return layers;
}

/// BERT's, which nearly all small text models share: for the time until the teacher is known.
constexpr int kUsualVocabulary = 30522;

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

ExperimentDraft::ExperimentDraft(QObject* parent) : QObject(parent) {
    begin(sampleOf(experiment::kImageClassification));
}

void ExperimentDraft::begin(const experiment::Experiment& basedOn) {
    m_experiment = basedOn;
    m_sample = sampleOf(basedOn.task);
    m_chosenRunFolder.clear();
    m_suggestedRunFolder = library::newRunFolder(m_experiment.name);
    m_teacherPaths.clear();
    if (!usesSampleData()) m_ownData[m_experiment.task] = m_experiment.data;
    m_data = {};
    readStudentFolder();
    forgetTeacher();
    emit dataChanged();
    emit changed();
}

void ExperimentDraft::takeOver(const ExperimentDraft& other) {
    begin(other.m_experiment);
    m_setAside = other.m_setAside;
    m_ownData = other.m_ownData;
    m_teacherPaths = other.m_teacherPaths;
    m_chosenRunFolder = other.m_chosenRunFolder;
    m_suggestedRunFolder = other.m_suggestedRunFolder;
    emit changed();
}

void ExperimentDraft::setTask(const QString& task) {
    if (task == m_experiment.task) return;
    m_setAside[m_experiment.task] = m_experiment;
    begin(m_setAside.contains(task) ? m_setAside[task] : sampleOf(task));
}

void ExperimentDraft::reset() {
    m_setAside.clear();
    begin(m_sample);
}

void ExperimentDraft::edit(const std::function<void(experiment::Experiment&)>& change) {
    const experiment::Experiment before = m_experiment;
    const bool couldAskTeacher = teacherIsReadable();
    change(m_experiment);
    if (m_experiment.name != before.name) m_suggestedRunFolder = library::newRunFolder(m_experiment.name);
    if (!usesSampleData()) m_ownData[m_experiment.task] = m_experiment.data;
    readStudentFolder();
    const bool dataIsNew = !sameData(before.data, m_experiment.data);
    if (dataIsNew) m_data.ask();
    const bool teacherIsNew = !sameTeacher(before.teacher, m_experiment.teacher);
    if (teacherIsNew) forgetTeacher();
    if (dataIsNew) {
        m_teacher.ask();
        emit dataChanged();
    } else if (teacherIsNew || (!couldAskTeacher && teacherIsReadable())) {
        emit teacherChanged();
    }
    emit changed();
}

void ExperimentDraft::setTeacherSource(experiment::TeacherSource source) {
    edit([&](experiment::Experiment& e) {
        m_teacherPaths[e.teacher.source] = e.teacher.path;
        e.teacher.source = source;
        e.teacher.path = m_teacherPaths[source];
        e.teacher.trustCode = false;  // was said of one file
        if (!ownsItsWeights(source)) e.teacher.quantised = false;
        // The name of a model that is trained here is none of the hub's.
        const bool fromHub = source == experiment::TeacherSource::Hub;
        if (fromHub && !e.teacher.model.contains(u'/')) e.teacher.model.clear();
    });
}

bool ExperimentDraft::teacherOnlyAnswers() const { return !ownsItsWeights(m_experiment.teacher.source); }

void ExperimentDraft::useRecipe(const QString& preset) {
    edit([&](experiment::Experiment& e) {
        const std::optional<experiment::Preset> found = experiment::findPreset(preset);
        if (found) {
            experiment::usePreset(e, *found);
        } else {
            e.distill.preset = preset;
        }
    });
}

void ExperimentDraft::editRecipe(const std::function<void(experiment::Recipe&)>& change) {
    edit([&](experiment::Experiment& e) {
        change(e.distill);
        e.distill.preset = presetOf(e.distill, e.distill.preset);
    });
}

void ExperimentDraft::forgetTeacher() {
    m_teacher = {};
    m_teacherModel = isText() ? textTeacherName(m_experiment.teacher) : teacherModel(m_experiment.teacher);
}

/// The config of the folder that the student begins with, read when another one is named.
void ExperimentDraft::readStudentFolder() {
    if (m_studentFolder == m_experiment.student.path) return;
    m_studentFolder = m_experiment.student.path;
    m_studentFolderConfig.reset();
    const QString file = m_studentFolder + u"/config.json"_s;
    try {
        if (QFileInfo(file).isFile()) m_studentFolderConfig = models::readTransformerConfig(file);
    } catch (const Error&) {
        // the page says that there is no model of a known kind
    }
}

bool ExperimentDraft::usesSampleData() const { return m_experiment.data.train == m_sample.data.train; }

void ExperimentDraft::setUsesSampleData(bool sample) {
    if (sample == usesSampleData()) return;
    const experiment::DataSpec from = sample ? m_sample.data : m_ownData.value(m_experiment.task);
    edit([&](experiment::Experiment& e) {
        // What the files are and how they are read; how much of them is used stays as it was set.
        e.data.train = from.train;
        e.data.labels = from.labels;
        e.data.test = from.test;
        e.data.validation = from.validation;
        e.data.text = from.text;
        e.data.textPair = from.textPair;
        e.data.label = from.label;
        e.data.positiveAbove = from.positiveAbove;
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
    if (teacherIsReady() && m_teacher.preview) {
        return &*m_teacher.preview;
    }
    return m_data.preview ? &*m_data.preview : nullptr;
}

bool ExperimentDraft::teacherIsReadable() const {
    return m_experiment.teacher.source != experiment::TeacherSource::Train && !teacherOnlyAnswers() &&
           isComplete(Step::Data) && teacherProblem().isEmpty();
}

std::shared_ptr<const data::TablePreview> ExperimentDraft::table() const {
    return m_data.preview && dataIsReadable() ? m_data.preview->table : nullptr;
}

const session::TextTeacher* ExperimentDraft::textTeacher() const {
    return m_teacher.preview && m_teacher.preview->textTeacher ? &*m_teacher.preview->textTeacher : nullptr;
}

const tokenizers::Tokenizer* ExperimentDraft::tokenizer() const {
    const session::TextTeacher* teacher = textTeacher();
    return teacher ? &teacher->tokenizer : nullptr;
}

bool ExperimentDraft::teacherIsReady() const {
    if (teacherOnlyAnswers()) return true;
    if (!isText()) return m_experiment.teacher.source != experiment::TeacherSource::Train;
    return textTeacher() && textTeacher()->hasHead;
}

QString ExperimentDraft::problem(Step step) const {
    const auto first = [](const QString& a, const QString& b) { return a.isEmpty() ? b : a; };
    switch (step) {
        case Step::Task: return {};
        case Step::Data: return first(first(dataProblem(), first(m_data.problem, tableProblem())), refusal(step));
        case Step::Teacher:
            return first(firstTeacherProblem(),
                         first(first(furtherTeachersProblem(), assistantsProblem()), refusal(step)));
        case Step::Student: return first(studentProblem(), refusal(step));
        case Step::Softening: return refusal(step);
        case Step::Review: return reviewProblem();
    }
    return {};
}

QString ExperimentDraft::firstTeacherProblem() const {
    const QString problem = teacherProblem();
    return problem.isEmpty() ? m_teacher.problem : problem;
}

/// What the engine would refuse, where it concerns this page: for whatever the page has no words of its own.
QString ExperimentDraft::refusal(Step step) const {
    try {
        experiment::validate(m_experiment);
        return {};
    } catch (const Error& error) {
        if (stepOf(error.where()) != step) return {};
        session::Problem problem = session::toProblem(error);
        problem.where.clear();  // the page is the place
        return problemText(problem);
    }
}

QString ExperimentDraft::pathProblem(const QString& path) const {
    if (QFileInfo::exists(path)) return {};
    return isText() ? tr("There is no file “%1”; check the spelling or use Browse.").arg(path)
                    : tr("There is no folder “%1”; check the spelling or use Browse.").arg(path);
}

QString ExperimentDraft::dataProblem() const {
    const QString& path = m_experiment.data.train;
    if (path.isEmpty()) {
        return isText() ? tr("Choose the file that holds your texts.")
                        : tr("Choose the folder that holds your pictures.");
    }
    if (isText() && QFileInfo(path).isDir()) return tr("“%1” is a folder; choose the file with your texts.").arg(path);
    if (QFileInfo::exists(path) || !usesSampleData()) return pathProblem(path);
    if (isText()) return tr("The movie reviews are not installed: run “./dev setup”.");
    return tr(
        "The Fashion-MNIST pictures are not installed: run “./dev setup”, or install the package "
        "dataset-fashion-mnist.");
}

QString ExperimentDraft::tableProblem() const {
    const auto known = table();
    if (!known || m_data.pending) return {};
    if (!known->problem.isEmpty()) return known->problem;
    if (known->badRows == 0 || m_experiment.data.skipBadRows) return {};
    return tr("%n row(s) cannot be used. Correct the file, or choose to leave them out.", nullptr,
              static_cast<int>(known->badRows));
}

QString ExperimentDraft::teacherProblem() const {
    const experiment::TeacherSpec& teacher = m_experiment.teacher;
    switch (teacher.source) {
        case experiment::TeacherSource::Train: return modelProblem({teacher.model, teacher.width}, modelInput());
        case experiment::TeacherSource::Hub:
            return teacher.model.count(u'/') == 1 ? QString()
                                                  : tr("Choose a model of the list, or name one as owner/name.");
        case experiment::TeacherSource::Endpoint: return endpointProblem();
        case experiment::TeacherSource::Onnx:
            return teacher.path.isEmpty() ? tr("Choose the ONNX file of the teacher.") : QString();
        case experiment::TeacherSource::TorchScript:
            return teacher.path.isEmpty() ? tr("Choose the TorchScript file of the teacher.") : QString();
        default: return givenTeacherProblem();
    }
}

QString ExperimentDraft::endpointProblem() const {
    const experiment::EndpointSpec& endpoint = m_experiment.teacher.endpoint;
    if (endpoint.url.isEmpty()) return tr("Give the address of the server.");
    if (endpoint.model.isEmpty()) return tr("Give the model's name as the server knows it.");
    // Whatever stands there is not repeated: it may be the key itself.
    if (!endpoint.keyVariable.isEmpty() && !endpoint::isVariableName(endpoint.keyVariable)) {
        return tr("Give the name of the environment variable that holds the key, not the key itself.");
    }
    return {};
}

QString ExperimentDraft::givenTeacherProblem() const {
    const experiment::TeacherSpec& teacher = m_experiment.teacher;
    const bool isRun = teacher.source == experiment::TeacherSource::Run;
    if (teacher.path.isEmpty()) {
        return isRun ? tr("Choose the earlier run whose teacher you want.")
                     : tr("Choose the folder of the teacher's model.");
    }
    if (!QFileInfo(teacher.path).isDir()) {
        return tr("There is no folder “%1”; check the spelling or use Browse.").arg(teacher.path);
    }
    if (isRun && !experiment::RunFolder(teacher.path).isRun()) {
        return tr("“%1” is not the folder of a run: it has no experiment.yaml.").arg(teacher.path);
    }
    if (isText() && session::givenTeacherFolder(teacher).isEmpty()) {
        return tr("“%1” is not the folder of a model: it has no config.json.").arg(teacher.path);
    }
    return {};
}

bool ExperimentDraft::holdsTeacher(const QString& path) {
    const experiment::RunFolder run(path);
    const QStringList folders = {run.path(), run.teacherFolder(), run.studentFolder()};
    return std::any_of(folders.begin(), folders.end(), models::isModelFolder);
}

QString ExperimentDraft::furtherTeachersProblem() const {
    const std::vector<experiment::FurtherTeacher>& teachers = m_experiment.teacher.also;
    for (size_t i = 0; i < teachers.size(); ++i) {
        const QString& path = teachers[i].path;
        if (path.isEmpty()) return tr("Choose the folder of further teacher %1, or remove it.").arg(i + 1);
        if (!holdsTeacher(path)) return tr("“%1” holds neither a run nor a model.").arg(path);
    }
    return {};
}

std::optional<ModelSize> ExperimentDraft::assistantSize(const experiment::AssistantSpec& assistant) const {
    const experiment::StudentSpec& student = assistant.student;
    const std::optional<ModelInput> input = modelInput();
    if (!input || student.start != experiment::StudentStart::Scratch) return {};
    return trySizeOf({student.model, student.width}, *input);
}

QString ExperimentDraft::assistantsProblem() const {
    for (const experiment::AssistantSpec& assistant : m_experiment.teacher.assistants) {
        const experiment::StudentSpec& student = assistant.student;
        if (student.start != experiment::StudentStart::Scratch) continue;
        const QString problem = modelProblem({student.model, student.width}, modelInput());
        if (!problem.isEmpty()) return problem;
    }
    return {};
}

QString ExperimentDraft::assistantsWarning() const {
    std::optional<ModelSize> larger = teacherSize();
    const std::vector<experiment::AssistantSpec>& assistants = m_experiment.teacher.assistants;
    for (size_t i = 0; i <= assistants.size() && !assistants.empty(); ++i) {
        const std::optional<ModelSize> size = i < assistants.size() ? assistantSize(assistants[i]) : studentSize();
        if (larger && size && size->parameters >= larger->parameters) {
            return tr(
                "An assistant helps where it is smaller than who teaches it, and larger than who learns from it.");
        }
        larger = size;
    }
    return {};
}

experiment::AssistantSpec ExperimentDraft::suggestedAssistant() const {
    const std::vector<experiment::AssistantSpec>& assistants = m_experiment.teacher.assistants;
    experiment::AssistantSpec suggested;
    if (isText() && !(teacherOnlyAnswers() && assistants.empty())) {
        suggested.student.start = experiment::StudentStart::Teacher;
        return suggested;
    }
    const std::optional<ModelInput> input = modelInput();
    std::optional<ModelSize> larger = teacherSize();
    if (!assistants.empty()) larger = assistantSize(assistants.back());
    const std::optional<ModelSize> student = studentSize();
    suggested.student.model = isText() ? u"bert-mini"_s : m_experiment.teacher.model;
    if (!isText()) suggested.student.width = 0.5;
    if (!input || !larger || !student) return suggested;
    // Half-way between the two, as growth goes.
    const auto distance = [middle = std::sqrt(double(larger->parameters) * double(student->parameters))](double size) {
        return std::abs(std::log(size / middle));
    };
    double least = HUGE_VAL;
    const auto consider = [&](const QString& model, double width) {
        const auto size = trySizeOf({model, width}, *input);
        if (!size || size->parameters >= larger->parameters || size->parameters <= student->parameters) return;
        if (distance(double(size->parameters)) >= least) return;
        least = distance(double(size->parameters));
        suggested.student.model = model;
        suggested.student.width = width;
    };
    // The teacher's own kind, narrower, where that leaves room.
    if (!isText() && m_teacherModel) {
        for (const double share : {0.75, 0.5, 0.35, 0.25})
            consider(m_teacherModel->model, share * m_teacherModel->width);
    }
    if (least < HUGE_VAL) return suggested;
    for (const models::ModelInfo& info : isText() ? models::listTextModels() : models::listModels()) {
        for (const double width : {1.0, 0.5, 0.25}) {
            if (!isText() || width == 1.0) consider(info.name, width);
        }
    }
    return suggested;
}

QString ExperimentDraft::studentProblem() const {
    if (isText()) return textStudentProblem();
    return modelProblem({m_experiment.student.model, m_experiment.student.width}, modelInput());
}

QString ExperimentDraft::textStudentProblem() const {
    const experiment::StudentSpec& student = m_experiment.student;
    const session::TextTeacher* teacher = textTeacher();
    const bool takesFromTeacher = student.start == experiment::StudentStart::Teacher || student.projectEmbeddings;
    if (takesFromTeacher && teacherOnlyAnswers() && m_experiment.teacher.assistants.empty()) {
        return tr("This teacher only gives answers: the student can take neither words nor layers of it.");
    }
    const bool asksServer = m_experiment.teacher.source == experiment::TeacherSource::Endpoint;
    if (asksServer && student.start == experiment::StudentStart::Scratch && student.tokenizer.isEmpty()) {
        return tr("A model on a server brings no tokenizer: choose a folder that holds one.");
    }
    if (student.start == experiment::StudentStart::Folder) {
        if (student.path.isEmpty()) return tr("Choose the folder of the model that the student begins with.");
        if (!m_studentFolderConfig) return tr("“%1” holds no text model that DistilLab knows.").arg(student.path);
        return {};
    }
    if (student.start == experiment::StudentStart::Teacher && teacher) {
        const std::optional<QList<int>> layers = layersIn(student.layers);
        if (!layers) return tr("Write the layers as numbers with commas, such as 0,2,4.");
        for (const int layer : *layers) {
            if (layer < teacher->config.layers) continue;
            return tr("The teacher has no layer %1; its layers are 0 to %2.")
                .arg(layer)
                .arg(teacher->config.layers - 1);
        }
    }
    const std::optional<models::TransformerConfig> config = studentConfig();
    if (student.projectEmbeddings && teacher && config && config->embeddingSize > teacher->config.embeddingSize) {
        return tr(
            "The teacher's embeddings are narrower than this student's: there is nothing to project. Choose a "
            "smaller student, or begin from scratch.");
    }
    return modelProblem({student.model, 1.0}, modelInput());
}

std::optional<models::TransformerConfig> ExperimentDraft::studentConfig() const {
    const std::optional<ModelInput> input = modelInput();
    if (!input) return {};
    const experiment::StudentSpec& student = m_experiment.student;
    const QStringList labels = m_data.preview->classNames;
    try {
        models::TransformerConfig config = models::buildTextModel(student.model, input->vocabulary, labels);
        if (student.start == experiment::StudentStart::Folder) return m_studentFolderConfig;
        if (student.start != experiment::StudentStart::Teacher) return config;
        if (!textTeacher()) return {};
        const QList<int> layers = layersIn(student.layers).value_or(QList<int>());
        config = textTeacher()->config;
        const int count = layers.isEmpty() ? std::max(1, config.layers / 2) : static_cast<int>(layers.size());
        config.layers = count;
        config.labels = labels;
        return config;
    } catch (const RequestError&) {
        return {};
    }
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
    if (step == Step::Teacher) return assistantsWarning();
    if (step == Step::Review) return memoryWarning(*this, memory::memoryBudget());
    if (step == Step::Softening && !m_experiment.distill.listensToTeacher()) {
        return m_experiment.distill.alpha.most() == 0
                   ? tr("With alpha 0 the teacher is not heard: the student learns from the labels alone.")
                   : tr("No loss listens to the teacher: the student learns from the labels alone.");
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
    if (teacher->multiplyAdds > 0 && student->multiplyAdds >= teacher->multiplyAdds) {
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
    ModelInput input{m_data.preview->shape, static_cast<int>(m_data.preview->classNames.size())};
    if (!isText()) return input;
    if (m_data.preview->classNames.size() < 2) return {};
    input.vocabulary = textTeacher() ? textTeacher()->config.vocabularySize : kUsualVocabulary;
    input.tokens = m_experiment.data.maxLength;
    return input;
}

std::optional<ModelSize> ExperimentDraft::teacherSize() const {
    const std::optional<ModelInput> input = modelInput();
    if (!input) return {};
    if (!isText()) return m_teacherModel ? trySizeOf(*m_teacherModel, *input) : std::nullopt;
    if (const session::TextTeacher* teacher = textTeacher()) return sizeOf(teacher->config, input->tokens);
    if (m_experiment.teacher.source == experiment::TeacherSource::Hub) return hubModelSize(m_experiment.teacher.model);
    return {};
}

std::optional<ModelSize> ExperimentDraft::studentSize() const {
    const std::optional<ModelInput> input = modelInput();
    if (!input) return {};
    if (!isText()) return trySizeOf({m_experiment.student.model, m_experiment.student.width}, *input);
    const std::optional<models::TransformerConfig> config = studentConfig();
    return config ? std::optional(sizeOf(*config, input->tokens)) : std::nullopt;
}

TrainingPlan ExperimentDraft::plan() const {
    if (!m_data.preview) return {};
    const qint64 items = m_data.preview->trainItems;
    const qint64 taught = items * (1 + m_experiment.data.augment.copies);  // copies have no labels of their own
    TrainingPlan plan;
    if (m_experiment.teacher.source == experiment::TeacherSource::Train) {
        plan.teacherSteps = stepsOf(m_experiment.teacher.training, items);
    } else if (isText() && !teacherIsReady()) {
        plan.teacherSteps = stepsOf(m_experiment.teacher.finetune, items);
    }
    for (const experiment::AssistantSpec& assistant : m_experiment.teacher.assistants) {
        experiment::TrainingSpec training = m_experiment.distill.training;
        if (assistant.epochs > 0) training.epochs = assistant.epochs;
        plan.assistantSteps += stepsOf(training, taught);
    }
    plan.studentSteps = stepsOf(m_experiment.distill.training, taught);
    if (m_experiment.distill.baseline) plan.baselineSteps = stepsOf(m_experiment.distill.training, items);
    return plan;
}

}  // namespace distillab::ui
