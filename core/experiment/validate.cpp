#include "core/experiment/validate.h"

#include "core/base/error.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QUrl>

#include <algorithm>
#include <utility>
#include <vector>

namespace distillab::experiment {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Experiment)
};

/// A key of one task that an experiment of the other task sets.
[[noreturn]] void refuseForTask(const QString& key, const QString& task) {
    throw RequestError(Text::tr("this key means nothing for the task %1").arg(task), key,
                       Text::tr("Remove it, or choose the task that it belongs to."));
}

/// A key that has its default is as good as absent.
void refuseKeysOfOtherTask(const Experiment& e) {
    const DataSpec defaults;
    const DataSpec& d = e.data;
    const std::vector<std::pair<QString, bool>> imageKeys = {{u"data.labels"_s, d.labels != defaults.labels},
                                                             {u"data.image_size"_s, d.imageSize != defaults.imageSize},
                                                             {u"data.shift"_s, d.shift != defaults.shift},
                                                             {u"data.flip"_s, d.flip != defaults.flip}};
    const std::vector<std::pair<QString, bool>> textKeys = {
        {u"data.text"_s, d.text != defaults.text},
        {u"data.text_pair"_s, d.textPair != defaults.textPair},
        {u"data.label"_s, d.label != defaults.label},
        {u"data.positive_above"_s, d.positiveAbove != defaults.positiveAbove},
        {u"data.max_length"_s, d.maxLength != defaults.maxLength},
        {u"data.skip_bad_rows"_s, d.skipBadRows != defaults.skipBadRows},
        {u"data.encoding"_s, d.encoding != defaults.encoding},
        {u"data.header"_s, d.header != defaults.header},
        {u"data.unlabelled"_s, d.unlabelled != defaults.unlabelled},
        {u"data.augment"_s, d.augment != defaults.augment},
        {u"teacher.quantised"_s, e.teacher.quantised},
        {u"student.tokenizer"_s, !e.student.tokenizer.isEmpty()}};
    for (const auto& [key, isSet] : e.learnsFromText() ? imageKeys : textKeys) {
        if (isSet) refuseForTask(key, e.task);
    }
}

void validateColumns(const DataSpec& data) {
    const auto refuseSame = [](const QString& key, const QString& column, const QString& other) {
        throw RequestError(Text::tr("the column “%1” is also %2").arg(column, other), key,
                           Text::tr("Name different columns."));
    };
    if (!data.text.isEmpty() && data.text == data.label) refuseSame(u"data.label"_s, data.label, u"data.text"_s);
    if (data.textPair.isEmpty()) return;
    if (data.textPair == data.text) refuseSame(u"data.text_pair"_s, data.textPair, u"data.text"_s);
    if (data.textPair == data.label) refuseSame(u"data.text_pair"_s, data.textPair, u"data.label"_s);
}

QString remedyForMissing(const QString& path) {
    if (path.startsWith(u"/usr/share/datasets/fashion-mnist")) {
        return Text::tr("Install the Debian package dataset-fashion-mnist; ./dev setup does it.");
    }
    if (path.contains(u"/.deps/")) return Text::tr("./dev setup fetches it.");
    return Text::tr("Check the path.");
}

void validateData(const Experiment& e) {
    const DataSpec& data = e.data;
    refuseKeysOfOtherTask(e);
    if (data.train.isEmpty()) {
        throw RequestError(Text::tr("no training data is named"), u"data.train"_s,
                           e.learnsFromText() ? Text::tr("Give a CSV, TSV, JSON lines or Parquet file.")
                                              : Text::tr("Give a folder or a file with images."));
    }
    for (const auto& [key, path] : {std::pair{u"data.train"_s, data.train},
                                    {u"data.labels"_s, data.labels},
                                    {u"data.test"_s, data.test},
                                    {u"data.validation"_s, data.validation},
                                    {u"data.unlabelled"_s, data.unlabelled}}) {
        if (path.isEmpty()) continue;
        if (!QFileInfo::exists(path)) {
            throw RequestError(Text::tr("“%1” does not exist").arg(path), key, remedyForMissing(path));
        }
        if (e.learnsFromText() && QFileInfo(path).isDir()) {
            throw RequestError(Text::tr("“%1” is a folder").arg(path), key,
                               Text::tr("Give a CSV, TSV, JSON lines or Parquet file."));
        }
    }
    if (!data.labels.isEmpty() && QFileInfo(data.train).isDir()) {
        throw RequestError(Text::tr("a label file is named, but the training data is a folder"), u"data.labels"_s,
                           Text::tr("Remove it, or name a single IDX image file as data.train."));
    }
    validateColumns(data);
}

void validateFolder(const QString& path, const QString& key) {
    if (path.isEmpty()) {
        throw RequestError(Text::tr("no folder is named"), key, Text::tr("Give a run folder or a model folder."));
    }
    if (!QFileInfo(path).isDir()) {
        throw RequestError(Text::tr("“%1” is not a folder").arg(path), key,
                           Text::tr("Give a run folder or a model folder."));
    }
}

void validateFile(const QString& path, const QString& key, const QString& remedy) {
    if (!path.isEmpty() && QFileInfo::exists(path)) return;
    throw RequestError(path.isEmpty() ? Text::tr("no file is named") : Text::tr("“%1” does not exist").arg(path), key,
                       remedy);
}

void validateEndpoint(const Experiment& e) {
    if (!e.learnsFromText()) {
        throw RequestError(Text::tr("an endpoint answers questions about texts, not about pictures"),
                           u"teacher.source"_s, Text::tr("Set it to train, run, folder, onnx or torchscript."));
    }
    const EndpointSpec& endpoint = e.teacher.endpoint;
    const QString scheme = QUrl(endpoint.url, QUrl::StrictMode).scheme();
    if (scheme != u"https" && scheme != u"http") {
        throw RequestError(Text::tr("“%1” is no address of a server").arg(endpoint.url), u"teacher.endpoint.url"_s,
                           Text::tr("Write it as https://host/v1."));
    }
    if (endpoint.model.isEmpty()) {
        throw RequestError(Text::tr("no model is named"), u"teacher.endpoint.model"_s,
                           Text::tr("Give its name as the server knows it."));
    }
}

/// A chat model, an ONNX file and a TorchScript file show nothing of their insides.
bool onlyAnswers(TeacherSource source) {
    return source == TeacherSource::Onnx || source == TeacherSource::TorchScript || source == TeacherSource::Endpoint;
}

void validateLayers(const QString& layers, const QString& key) {
    const QStringList words = {kUniformLayers, kMiddleLayer, kLastLayer};
    if (words.contains(layers) || parseLayerPairs(layers)) return;
    throw RequestError(Text::tr("“%1” tells no layers").arg(layers), key + u".layers"_s,
                       Text::tr("Write uniform, middle, last, or pairs of the student's and the teacher's layers, the "
                                "first being 0: 0:0,1:3."));
}

/// At every moment of the run something must pull at the student.
void validateCourse(const Recipe& recipe) {
    std::vector<double> moments = {0};
    for (const LossSpec& spec : recipe.losses) moments.insert(moments.end(), {spec.begin, spec.end});
    for (const double moment : moments) {
        if (moment >= 1) continue;
        const bool somethingCounts = std::any_of(recipe.losses.begin(), recipe.losses.end(), [&](const LossSpec& spec) {
            return recipe.weightOf(spec, moment) > 0;
        });
        if (somethingCounts) continue;
        throw RequestError(Text::tr("at %1 % of the run no loss counts").arg(100 * moment), u"distill.losses"_s,
                           Text::tr("Change alpha, or when the losses begin and end."));
    }
}

void validateLosses(const Experiment& e) {
    if (e.distill.losses.empty()) {
        throw RequestError(Text::tr("the student has nothing to minimise"), u"distill.losses"_s,
                           Text::tr("Name at least one loss, for example {loss: soft-targets}."));
    }
    for (size_t i = 0; i < e.distill.losses.size(); ++i) {
        const LossSpec& spec = e.distill.losses[i];
        const QString key = u"distill.losses[%1]"_s.arg(i);
        if (!(spec.begin < spec.end)) {
            throw RequestError(Text::tr("this loss would never count"), key + u".begin"_s,
                               Text::tr("Let it begin before it ends."));
        }
        if (comparesLayers(spec.loss)) {
            validateLayers(spec.layers, key);
            // The numbers of one pair of networks are not those of the next.
            if (!e.teacher.assistants.empty() && parseLayerPairs(spec.layers)) {
                throw RequestError(Text::tr("assistants and student have layers of their own each"), key + u".layers"_s,
                                   Text::tr("Write uniform, middle or last."));
            }
        }
        if (groupOf(spec.loss) == LossGroup::Insides && (onlyAnswers(e.teacher.source) || !e.teacher.also.empty())) {
            throw RequestError(Text::tr("%1 compares the insides of one teacher, and this one only gives answers")
                                   .arg(nameOf(spec.loss)),
                               key + u".loss"_s,
                               Text::tr("Use soft-targets, logit-mse or dkd, or a single teacher from a folder."));
        }
    }
    validateCourse(e.distill);
}

/// Which items are drawn is told by what the teacher says to them.
void validateSampling(const Experiment& e) {
    if (e.distill.sampling.by == SamplingBy::Uniform || e.distill.listensToTeacher()) return;
    throw RequestError(Text::tr("items are to be drawn by the teacher's answers, but no loss listens to the teacher"),
                       u"distill.sampling.by"_s,
                       Text::tr("Set it to uniform, or let a loss such as soft-targets count."));
}

void validateTeacher(const Experiment& e) {
    for (size_t i = 0; i < e.teacher.also.size(); ++i) {
        validateFolder(e.teacher.also[i].path, u"teacher.also[%1].path"_s.arg(i));
    }
    switch (e.teacher.source) {
        case TeacherSource::Onnx:
            return validateFile(e.teacher.path, u"teacher.path"_s, Text::tr("Give an ONNX file or its folder."));
        case TeacherSource::TorchScript:
            validateFile(e.teacher.path, u"teacher.path"_s, Text::tr("Give a TorchScript file."));
            if (e.teacher.trustCode) return;
            throw RequestError(Text::tr("a TorchScript file is a program, which could do anything on this computer"),
                               u"teacher.trust_code"_s,
                               Text::tr("Set it to true if you trust whoever made the file; otherwise use ONNX."));
        case TeacherSource::Endpoint: return validateEndpoint(e);
        default: break;
    }
    if (e.teacher.source == TeacherSource::Train) {
        if (!e.learnsFromText()) return;
        throw RequestError(
            Text::tr("a teacher for texts is not trained from nothing"), u"teacher.source"_s,
            Text::tr("Set it to folder, hub or run, and name the model in teacher.path or teacher.model."));
    }
    if (e.teacher.source != TeacherSource::Hub) return validateFolder(e.teacher.path, u"teacher.path"_s);
    if (!e.learnsFromText()) {
        throw RequestError(Text::tr("models of the hub are for texts"), u"teacher.source"_s,
                           Text::tr("Set it to train, run or folder."));
    }
    if (e.teacher.model.count(u'/') != 1) {
        throw RequestError(Text::tr("“%1” is no model of the hub").arg(e.teacher.model), u"teacher.model"_s,
                           Text::tr("Write owner/name."));
    }
}

/// The student, or an assistant. @param item  "student"
/// @param onlyAnswers  its teacher shows nothing of its insides
void validateLearner(const Experiment& e, const QString& item, const StudentSpec& learner, bool onlyAnswers) {
    if (learner.start == StudentStart::Folder) validateFolder(learner.path, item + u".path"_s);
    if (!learner.tokenizer.isEmpty()) validateFolder(learner.tokenizer, item + u".tokenizer"_s);
    const QString key = item + (learner.projectEmbeddings ? u".project_embeddings"_s : u".start"_s);
    const bool takesFromTeacher = learner.start == StudentStart::Teacher || learner.projectEmbeddings;
    if (e.learnsFromText() && takesFromTeacher && onlyAnswers) {
        throw RequestError(
            Text::tr("of this teacher only its answers are known: a student cannot begin with a part of it"), key,
            Text::tr("Remove the key, or begin with a folder."));
    }
    if (e.learnsFromText()) return;
    if (!learner.tokenizer.isEmpty()) refuseForTask(item + u".tokenizer"_s, e.task);
    if (learner.start != StudentStart::Scratch || learner.projectEmbeddings) {
        throw RequestError(Text::tr("a student for images begins from nothing"), key, Text::tr("Remove the key."));
    }
}

void validateStudent(const Experiment& e) {
    const std::vector<AssistantSpec>& assistants = e.teacher.assistants;
    for (size_t i = 0; i < assistants.size(); ++i) {
        const StudentSpec& assistant = assistants[i].student;
        const QString item = u"teacher.assistants[%1]"_s.arg(i);
        if (assistant.model.isEmpty() && assistant.start == StudentStart::Scratch) {
            throw RequestError(Text::tr("no model is named"), item + u".model"_s,
                               Text::tr("Name one of “distillab-cli list models”."));
        }
        validateLearner(e, item, assistant, i == 0 && onlyAnswers(e.teacher.source));
    }
    validateLearner(e, u"student"_s, e.student, assistants.empty() && onlyAnswers(e.teacher.source));
}

}  // namespace

void checkPresetSuits(const Preset& preset, const QString& task) {
    if (preset.suits(task)) return;
    throw RequestError(Text::tr("the recipe “%1” is for %2").arg(preset.name, preset.task), u"distill.preset"_s,
                       Text::tr("Choose another one: %1.").arg(presetNames(task).join(u", "_s)));
}

void validate(const Experiment& e) {
    if (const auto preset = findPreset(e.distill.preset)) checkPresetSuits(*preset, e.task);
    validateData(e);
    validateTeacher(e);
    validateStudent(e);
    validateLosses(e);
    validateSampling(e);
}

}  // namespace distillab::experiment
