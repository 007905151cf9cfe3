#include "core/experiment/schema.h"

#include "core/experiment/presets.h"

namespace distillab::experiment {
namespace {

using namespace Qt::Literals::StringLiterals;

const Choices<Optimizer> kOptimizers = {{Optimizer::AdamW, u"adamw"_s}, {Optimizer::Sgd, u"sgd"_s}};
const Choices<Schedule> kSchedules = {
    {Schedule::Constant, u"constant"_s}, {Schedule::Cosine, u"cosine"_s}, {Schedule::Linear, u"linear"_s}};
const Choices<TeacherSource> kTeacherSources = {
    {TeacherSource::Train, u"train"_s},      {TeacherSource::Run, u"run"_s},
    {TeacherSource::Folder, u"folder"_s},    {TeacherSource::Hub, u"hub"_s},
    {TeacherSource::Onnx, u"onnx"_s},        {TeacherSource::TorchScript, u"torchscript"_s},
    {TeacherSource::Endpoint, u"endpoint"_s}};
const Choices<SamplingBy> kSamplings = {{SamplingBy::Uniform, u"uniform"_s},
                                        {SamplingBy::Entropy, u"entropy"_s},
                                        {SamplingBy::Disagreement, u"disagreement"_s}};
const Choices<HiddenDistance> kDistances = {{HiddenDistance::Mse, u"mse"_s}, {HiddenDistance::Cosine, u"cosine"_s}};
const Choices<Device> kDevices = {{Device::None, u"none"_s},
                                  {Device::Phone, u"phone"_s},
                                  {Device::Board, u"board"_s},
                                  {Device::Kiosk, u"kiosk"_s},
                                  {Device::Browser, u"browser"_s}};
const Choices<Precision> kPrecisions = {
    {Precision::Fp32, u"fp32"_s}, {Precision::Bf16, u"bf16"_s}, {Precision::Auto, u"auto"_s}};
const Choices<WeightFormat> kWeightFormats = {{WeightFormat::Fp32, u"fp32"_s}, {WeightFormat::Fp16, u"fp16"_s}};
const Choices<StudentStart> kStudentStarts = {
    {StudentStart::Scratch, u"scratch"_s}, {StudentStart::Teacher, u"teacher"_s}, {StudentStart::Folder, u"folder"_s}};

const Choices<TextEncoding> kEncodings = {{TextEncoding::Auto, u"auto"_s},
                                          {TextEncoding::Utf8, u"utf-8"_s},
                                          {TextEncoding::Utf16, u"utf-16"_s},
                                          {TextEncoding::Latin1, u"latin-1"_s},
                                          {TextEncoding::Gb18030, u"gb18030"_s}};
const Choices<TableHeader> kHeaders = {
    {TableHeader::Auto, u"auto"_s}, {TableHeader::Present, u"true"_s}, {TableHeader::Absent, u"false"_s}};

void visitTraining(KeyVisitor& v, const QString& section, TrainingSpec& training) {
    const auto key = [&](const char* name) { return section + u'.' + QLatin1String(name); };
    v.whole(key("epochs"), training.epochs, {1, 100000}, u"passes over the training items"_s);
    v.whole(key("batch_size"), training.batchSize, {1, 65536}, u"items per step"_s);
    v.number(key("learning_rate"), training.learningRate, {0, 10, true}, u"peak learning rate"_s);
    v.choice(key("optimizer"), training.optimizer, kOptimizers, u"how gradients become steps"_s);
    v.number(key("weight_decay"), training.weightDecay, {0, 10}, u"decoupled weight decay (L2 for sgd)"_s);
    v.number(key("momentum"), training.momentum, {0, 0.9999}, u"momentum of sgd"_s);
    v.choice(key("schedule"), training.schedule, kSchedules, u"course of the learning rate after warm-up"_s);
    v.number(key("warm_up"), training.warmUp, {0, 0.9}, u"share of steps in which the rate climbs from 0"_s);
    v.number(key("clip_norm"), training.clipNorm, {0, 1e6}, u"largest gradient norm; 0 does not clip"_s);
    v.whole(key("accumulate"), training.accumulate, {1, 4096}, u"batches whose gradients make one step"_s);
}

Choices<Loss> lossChoices() {
    Choices<Loss> choices;
    for (const LossInfo& info : listLosses()) choices.emplace_back(info.loss, info.name);
    return choices;
}

void visitLoss(KeyVisitor& v, const QString& item, LossSpec& spec) {
    const auto key = [&](const char* name) { return item + u'.' + QLatin1String(name); };
    const auto concerns = [&](bool applies) { return applies || v.wantsEveryKey(); };
    v.choice(key("loss"), spec.loss, lossChoices(), u"what the student comes close to (distillab-cli list losses)"_s);
    v.course(key("weight"), spec.weight, {0, 1e6}, u"weight beside alpha"_s);
    v.number(key("begin"), spec.begin, {0, 1}, u"share of the run from which it counts"_s);
    v.number(key("end"), spec.end, {0, 1, true}, u"share of the run up to which it counts"_s);
    if (concerns(spec.loss == Loss::HardLabels)) {
        v.number(key("label_smoothing"), spec.labelSmoothing, {0, 0.99},
                 u"hard-labels: share of a label that all classes get"_s);
    }
    if (concerns(spec.loss == Loss::Decoupled)) {
        v.number(key("alpha"), spec.targetWeight, {0, 1e6}, u"dkd: weight of the teacher's certainty"_s);
        v.number(key("beta"), spec.nonTargetWeight, {0, 1e6}, u"dkd: weight of how it tells other classes apart"_s);
    }
    if (concerns(spec.loss == Loss::HiddenStates)) {
        v.choice(key("distance"), spec.distance, kDistances, u"hidden-states: how they are compared"_s);
    }
    if (concerns(comparesLayers(spec.loss))) {
        v.text(key("layers"), spec.layers,
               u"hidden-states, attention-maps: uniform, middle, last, or student:teacher as 0:0,1:3"_s);
    }
}

/// A network that learns from another one: the student, or an assistant. @param item  "student"
void visitLearner(KeyVisitor& v, const QString& item, StudentSpec& learner) {
    const auto key = [&](const char* name) { return item + u'.' + QLatin1String(name); };
    v.text(key("model"), learner.model, u"model to train (distillab-cli list models)"_s);
    v.number(key("width"), learner.width, {0.05, 8}, u"width multiplier of the model"_s);
    v.choice(key("start"), learner.start, kStudentStarts, u"texts: what the weights begin with"_s);
    v.path(key("path"), learner.path, u"texts: model folder to begin with"_s);
    v.path(key("tokenizer"), learner.tokenizer, u"texts: tokenizer folder, where the teacher has none"_s);
    v.text(key("layers"), learner.layers, u"texts: the teacher's layers to begin with, as 0,2,4"_s);
    v.flag(key("project_embeddings"), learner.projectEmbeddings,
           u"texts: begin with the teacher's word embeddings, projected by PCA"_s);
}

void visitAssistant(KeyVisitor& v, const QString& item, AssistantSpec& assistant) {
    visitLearner(v, item, assistant.student);
    v.whole(item + u".epochs"_s, assistant.epochs, {0, 100000}, u"passes over the training items; 0: as the student"_s);
    v.number(item + u".learning_rate"_s, assistant.learningRate, {0, 10}, u"peak learning rate; 0: the student's"_s);
}

void visitEndpoint(KeyVisitor& v, EndpointSpec& endpoint) {
    v.section(u"teacher.endpoint"_s, u"a chat model behind an address; its key never stands here"_s);
    v.text(u"teacher.endpoint.url"_s, endpoint.url, u"base address, as https://host/v1"_s);
    v.text(u"teacher.endpoint.model"_s, endpoint.model, u"the model's name there"_s);
    v.text(u"teacher.endpoint.prompt"_s, endpoint.prompt, u"what to tell the texts apart by; empty: the class names"_s);
    v.text(u"teacher.endpoint.key_variable"_s, endpoint.keyVariable, u"environment variable that holds the key"_s);
    v.whole(u"teacher.endpoint.concurrency"_s, endpoint.concurrency, {1, 64}, u"requests at a time"_s);
    v.whole(u"teacher.endpoint.samples"_s, endpoint.samples, {1, 100},
            u"answers per text, where the server gives no probabilities"_s);
    v.number(u"teacher.endpoint.temperature"_s, endpoint.temperature, {0, 2}, u"of these answers"_s);
    v.whole(u"teacher.endpoint.max_requests"_s, endpoint.maxRequests, {0, 2e9}, u"limit; 0: none"_s);
    v.number(u"teacher.endpoint.max_cost"_s, endpoint.maxCost, {0, 1e9}, u"limit in the prices' currency; 0: none"_s);
    v.number(u"teacher.endpoint.price_in"_s, endpoint.priceIn, {0, 1e6}, u"price of a million tokens read"_s);
    v.number(u"teacher.endpoint.price_out"_s, endpoint.priceOut, {0, 1e6}, u"price of a million tokens written"_s);
    v.whole(u"teacher.endpoint.judge"_s, endpoint.judge, {0, 2e9}, u"test rows that it is judged on; 0: all"_s);
}

}  // namespace

const Choices<OnnxPrecision>& onnxPrecisions() {
    static const Choices<OnnxPrecision> choices = {{OnnxPrecision::Fp32, u"fp32"_s},
                                                   {OnnxPrecision::Int8, u"int8"_s},
                                                   {OnnxPrecision::Fp16, u"fp16"_s},
                                                   {OnnxPrecision::Both, u"both"_s}};
    return choices;
}

const Choices<WeightBits>& weightBits() {
    static const Choices<WeightBits> choices = {
        {WeightBits::Auto, u"auto"_s}, {WeightBits::Seven, u"7"_s}, {WeightBits::Eight, u"8"_s}};
    return choices;
}

void visitKeys(KeyVisitor& v, Experiment& e) {
    v.whole(u"version"_s, e.version, {1, 1}, u"version of this document"_s);
    v.text(u"name"_s, e.name, u"what this experiment is called in lists"_s);
    v.choice(u"task"_s, e.task, QStringList{kImageClassification, kTextClassification}, u"what the student shall do"_s);
    v.choice(u"device"_s, e.device, QStringList{u"auto"_s, u"cpu"_s, u"cuda"_s}, u"where to compute"_s);
    v.whole(u"threads"_s, e.threads, {0, 1024}, u"threads of the engine; 0: one per core"_s);
    v.choice(u"precision"_s, e.precision, kPrecisions,
             u"texts: products while training; auto: bf16 where the processor has it"_s);

    v.section(u"data"_s, u"what to learn from"_s);
    v.path(u"data.train"_s, e.data.train,
           u"images (IDX files, a folder per class) or a table of texts (CSV, TSV, JSON lines, Parquet)"_s);
    v.path(u"data.labels"_s, e.data.labels, u"IDX label file, when train is one IDX image file"_s);
    v.split(u"data.test"_s, e.data.test, e.data.testFraction, u"test data like train, or a fraction of train"_s);
    v.split(u"data.validation"_s, e.data.validation, e.data.validationFraction,
            u"data that chooses the best weights, or a fraction of train"_s);
    v.whole(u"data.limit"_s, e.data.limit, {0, 2e9}, u"items kept after a seeded shuffle; 0 keeps all"_s);
    v.seed(u"data.seed"_s, e.data.seed, u"the one seed: order, initialisation, augmentation"_s);
    v.whole(u"data.image_size"_s, e.data.imageSize, {0, 1024}, u"side in pixels; 0: as stored (32 for folders)"_s);
    v.whole(u"data.shift"_s, e.data.shift, {0, 64}, u"augmentation: random shift in pixels"_s);
    v.flag(u"data.flip"_s, e.data.flip, u"augmentation: random left-right flip"_s);
    v.text(u"data.text"_s, e.data.text, u"texts: column of the text, by name or number; empty: guessed"_s);
    v.text(u"data.text_pair"_s, e.data.textPair, u"texts: column of the second text; empty: none"_s);
    v.text(u"data.label"_s, e.data.label, u"texts: column of the label; empty: guessed"_s);
    v.number(u"data.positive_above"_s, e.data.positiveAbove, {-1e18, 1e18},
             u"texts: the label is a rating, positive above this number and else negative"_s);
    v.whole(u"data.max_length"_s, e.data.maxLength, {2, 8192}, u"texts: tokens kept of each, special ones included"_s);
    v.flag(u"data.skip_bad_rows"_s, e.data.skipBadRows, u"texts: leave out rows that cannot be used"_s);
    v.choice(u"data.encoding"_s, e.data.encoding, kEncodings, u"texts: how the file spells characters"_s);
    v.choice(u"data.header"_s, e.data.header, kHeaders, u"texts: whether the first row names the columns"_s);
    v.path(u"data.unlabelled"_s, e.data.unlabelled, u"texts: a further table, whose rows only the teacher answers"_s);
    v.whole(u"data.labelled"_s, e.data.labelled, {0, 2e9},
            u"training items whose labels are used, the others only have the teacher; 0: all"_s);
    v.section(u"data.augment"_s, u"texts: changed copies for the teacher to answer"_s);
    v.whole(u"data.augment.copies"_s, e.data.augment.copies, {0, 1000}, u"copies of every training text"_s);
    v.number(u"data.augment.mask"_s, e.data.augment.mask, {0, 1}, u"probability of a word to be masked"_s);
    v.number(u"data.augment.ngram"_s, e.data.augment.ngram, {0, 1}, u"probability of a copy to be cut to few words"_s);

    v.section(u"teacher"_s, u"who teaches"_s);
    v.choice(u"teacher.source"_s, e.teacher.source, kTeacherSources,
             u"trained here, an earlier run, a model folder, a model on the hub, a file, an endpoint"_s);
    v.text(u"teacher.model"_s, e.teacher.model,
           u"model to train (distillab-cli list models), or owner/name on the hub"_s);
    v.number(u"teacher.width"_s, e.teacher.width, {0.05, 8}, u"width multiplier of the model"_s);
    v.path(u"teacher.path"_s, e.teacher.path, u"run folder, model folder, ONNX or TorchScript file"_s);
    v.flag(u"teacher.trust_code"_s, e.teacher.trustCode, u"allows a TorchScript file, which is a program, to run"_s);
    v.flag(u"teacher.quantised"_s, e.teacher.quantised, u"texts: answers with int8 layers, if they agree"_s);
    v.flag(u"teacher.cache"_s, e.teacher.cache, u"keeps the answers on disk for later runs"_s);
    v.list(u"teacher.also"_s, e.teacher.also, u"further teachers, probabilities averaged"_s,
           [&](FurtherTeacher& teacher, const QString& key) {
               v.path(key + u".path"_s, teacher.path, u"run or model folder"_s);
               v.number(key + u".weight"_s, teacher.weight, {0, 1e6, true}, u"beside the first teacher's 1"_s);
           });
    v.list(u"teacher.assistants"_s, e.teacher.assistants,
           u"networks between teacher and student, each taught by the one before"_s,
           [&](AssistantSpec& assistant, const QString& key) { visitAssistant(v, key, assistant); });
    visitTraining(v, u"teacher"_s, e.teacher.training);
    v.section(u"teacher.finetune"_s, u"texts: how a given teacher without a head for the task is taught it"_s);
    visitTraining(v, u"teacher.finetune"_s, e.teacher.finetune);
    visitEndpoint(v, e.teacher.endpoint);

    v.section(u"student"_s, u"who learns"_s);
    visitLearner(v, u"student"_s, e.student);
    v.choice(u"student.precision"_s, e.student.precision, kWeightFormats,
             u"number format of the weights that are written; fp16: half the bytes"_s);

    v.section(u"distill"_s, u"how the student learns"_s);
    v.choice(u"distill.preset"_s, e.distill.preset, QStringList(QString()) + presetNames(),
             u"recipe to begin with (distillab-cli list presets)"_s);
    v.course(u"distill.temperature"_s, e.distill.temperature, {0.01, 100}, u"T; larger makes softer targets"_s);
    v.course(u"distill.alpha"_s, e.distill.alpha, {0, 1}, u"weight of the teacher; the labels get the rest"_s);
    v.list(u"distill.losses"_s, e.distill.losses, u"what the student minimises"_s,
           [&](LossSpec& loss, const QString& key) { visitLoss(v, key, loss); });
    v.flag(u"distill.baseline"_s, e.distill.baseline, u"also train the student without the teacher"_s);
    visitTraining(v, u"distill"_s, e.distill.training);
    v.section(u"distill.sampling"_s, u"which items an epoch draws"_s);
    v.choice(u"distill.sampling.by"_s, e.distill.sampling.by, kSamplings,
             u"more of what the teacher is unsure of, or of where the two disagree"_s);
    v.number(u"distill.sampling.strength"_s, e.distill.sampling.strength, {0, 10}, u"0 draws all alike"_s);
    v.section(u"distill.pseudo_labels"_s, u"labels that the teacher gives to rows without"_s);
    v.flag(u"distill.pseudo_labels.enabled"_s, e.distill.pseudoLabels.enabled, u"else only soft targets"_s);
    v.number(u"distill.pseudo_labels.threshold"_s, e.distill.pseudoLabels.threshold, {0, 1},
             u"probability below which a row is left out"_s);

    v.section(u"export"_s, u"where the student is to run"_s);
    v.choice(u"export.goal"_s, e.goal.device, kDevices,
             u"device that sets limits, which the results are held against; the keys below change them"_s);
    v.number(u"export.goal_size_mb"_s, e.goal.sizeMb, {0, 1e6}, u"most megabytes of its file; 0: the device's"_s);
    v.number(u"export.goal_latency_ms"_s, e.goal.latencyMs, {0, 1e6},
             u"most milliseconds for one item on the device; 0: the device's"_s);
    v.number(u"export.goal_memory_mb"_s, e.goal.memoryMb, {0, 1e6}, u"most megabytes in memory; 0: the device's"_s);
    v.number(u"export.goal_slowdown"_s, e.goal.slowdown, {0, 1000},
             u"how many times as long the device takes as this machine, an assumption; 0: the device's"_s);
    v.text(u"export.license"_s, e.onnx.license, u"of the student, for its model card, as apache-2.0"_s);
    v.section(u"export.onnx"_s, u"the ONNX file, always verified"_s);
    v.flag(u"export.onnx.enabled"_s, e.onnx.enabled, u"export at the end of the run"_s);
    v.choice(u"export.onnx.precision"_s, e.onnx.precision, onnxPrecisions(),
             u"number formats of the weights; fp32 is always written, both: fp32 and int8"_s);
    v.number(u"export.onnx.max_drop"_s, e.onnx.maxDrop, {0, 100},
             u"points of accuracy that int8 or fp16 may lose against fp32"_s);
    v.choice(u"export.onnx.weight_bits"_s, e.onnx.weightBits, weightBits(),
             u"range of int8 weights; auto and 7 are right on every processor, 8 only on those with VNNI or ARM's"_s);
}

}  // namespace distillab::experiment
