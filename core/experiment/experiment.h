#pragma once

#include "core/experiment/device_goal.h"
#include "core/experiment/loss_spec.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace distillab::experiment {

/// How the bytes of a text table spell characters. Auto looks at the byte order mark, then at the bytes.
enum class TextEncoding { Auto, Utf8, Utf16, Latin1, Gb18030 };

/// Whether the first row of a CSV or TSV file names the columns. Auto looks at the rows.
enum class TableHeader { Auto, Present, Absent };

/// Changed copies of the training texts for the teacher to answer: Tang et al., "Distilling Task-Specific Knowledge
/// from BERT into Simple Neural Networks" (2019), section 3.3, without replacement by part of speech.
struct TextAugmentation {
    int copies = 0;       ///< of every training text
    double mask = 0.1;    ///< probability of each word to become the mask token
    double ngram = 0.25;  ///< probability of a copy to be cut to 1 to 5 words in a row

    bool operator==(const TextAugmentation&) const = default;
};

/// What to learn from. Paths are absolute once the document is loaded.
struct DataSpec {
    /// Images: folder with IDX files, an IDX image file, or a folder with one subfolder per class.
    /// Texts: a CSV, TSV, JSON lines or Parquet file.
    QString train;
    QString labels;                   ///< IDX label file, only when `train` is a single IDX image file
    QString test;                     ///< like `train`; empty: the IDX test files beside `train`, else a split of it
    double testFraction = 0.1;        ///< share of `train` held out for the test when there are no test files
    QString validation;               ///< like `train`; empty: a split of the training items
    double validationFraction = 0.1;  ///< share of the training items held out to choose the best weights
    int limit = 0;                    ///< keep this many items of `train` after a seeded shuffle; 0 keeps all
    quint64 seed = 42;                ///< drives data order, initialisation, augmentation and dropout

    // Images
    int imageSize = 0;  ///< side in pixels that images are scaled to; 0: as stored, or 32 for image folders
    int shift = 0;      ///< augmentation: random shift by up to this many pixels
    bool flip = false;  ///< augmentation: random left-right flip

    // Texts. A column is given by its name or by its number, the first being 1.
    QString unlabelled;  ///< a further table like `train`, whose rows have no labels: the teacher's answers count
    int labelled = 0;    ///< labels of only this many training items are used, the others' are hidden; 0: of all
    QString text;        ///< column of the text; empty: guessed
    QString textPair;    ///< column of the second text; empty: there is none
    QString label;       ///< column of the label; empty: guessed
    std::optional<double> positiveAbove;  ///< the label is a rating: "positive" above this number, else "negative"
    int maxLength = 128;                  ///< tokens of a text (or pair of texts), special ones included
    bool skipBadRows = false;             ///< leave out rows that cannot be used, instead of refusing the file
    TextEncoding encoding = TextEncoding::Auto;
    TableHeader header = TableHeader::Auto;
    TextAugmentation augment;

    bool augmented() const { return shift > 0 || flip; }
};

enum class Optimizer { AdamW, Sgd };
/// How a network is trained, whatever the objective.
struct TrainingSpec {
    int epochs = 5;
    int batchSize = 128;
    double learningRate = 2e-3;
    Optimizer optimizer = Optimizer::AdamW;
    double weightDecay = 0.01;
    double momentum = 0.9;  ///< SGD only
    Schedule schedule = Schedule::Cosine;
    double warmUp = 0.1;    ///< share of all steps in which the rate climbs linearly from 0
    double clipNorm = 1.0;  ///< largest L2 norm of the gradient; 0 does not clip
    int accumulate = 1;     ///< batches whose gradients are added up to one step

    /// The usual recipe for transformers: few passes, small steps, a linear course.
    static TrainingSpec forTransformers(int epochs) {
        return {.epochs = epochs, .batchSize = 16, .learningRate = 5e-5, .schedule = Schedule::Linear};
    }
};

/// Where the teacher comes from. An ONNX file, a TorchScript file and an endpoint only give answers: nothing of their
/// insides can be compared.
enum class TeacherSource { Train, Run, Folder, Hub, Onnx, TorchScript, Endpoint };

/// A chat model behind an address that speaks the OpenAI chat API. Its key is no part of an experiment: it comes from
/// the keychain or from an environment variable.
struct EndpointSpec {
    QString url;     ///< base address, as https://host/v1
    QString model;   ///< as the server names it
    QString prompt;  ///< what the texts shall be told apart by; empty: a general one with the names of the classes
    QString keyVariable = QStringLiteral("DISTILLAB_API_KEY");  ///< environment variable that holds the key
    int concurrency = 4;                                        ///< requests at a time
    int samples = 5;           ///< answers per text where the server gives no probabilities
    double temperature = 0.7;  ///< of these answers
    int maxRequests = 0;       ///< 0: no limit
    double maxCost = 0;        ///< in the currency of the prices; 0: no limit
    double priceIn = 0;        ///< of a million tokens read
    double priceOut = 0;       ///< of a million tokens written
    int judge = 200;           ///< test rows that it is judged on; 0: all
};

/// One of several teachers whose probabilities are averaged.
struct FurtherTeacher {
    QString path;       ///< run folder or model folder
    double weight = 1;  ///< beside the first teacher's 1
};

/// Number format in which a model's weights are kept on disk. Fp16 takes half the bytes of fp32; of each weight the
/// first 3 digits stay.
enum class WeightFormat { Fp32, Fp16 };

/// What a student's weights begin with. Texts only know the last two.
enum class StudentStart { Scratch, Teacher, Folder };

struct StudentSpec {
    QString model = QStringLiteral("cnn-tiny");  ///< registry name
    double width = 1.0;                          ///< width multiplier, images only
    StudentStart start = StudentStart::Scratch;
    QString path = {};               ///< model folder to begin with
    QString tokenizer = {};          ///< folder of the tokenizer, where neither teacher nor `path` brings one
    QString layers = {};             ///< the teacher's layers to begin with: "0,2,4"; empty: evenly spaced
    bool projectEmbeddings = false;  ///< begin with the teacher's word embeddings, projected by PCA to the own width
    WeightFormat precision = WeightFormat::Fp32;  ///< of the student's weights as written; the run judges these
};

/// A network between teacher and student, taught by the one before it and teaching the one after it: Mirzadeh et al.,
/// "Improved Knowledge Distillation via Teacher Assistant" (2020).
struct AssistantSpec {
    StudentSpec student = {.model = {}};  ///< what it is
    int epochs = 0;                       ///< 0: as many as the student
    double learningRate = 0;              ///< 0: the student's
};

struct TeacherSpec {
    TeacherSource source = TeacherSource::Train;
    QString model = QStringLiteral("cnn-small");  ///< registry name, when trained here; "owner/name" on the hub
    double width = 1.0;                           ///< width multiplier, when trained here
    QString path;                                 ///< run folder, model folder or file, otherwise
    bool trustCode = false;                       ///< a TorchScript file is a program, which this allows to run
    bool quantised = false;                       ///< answers with int8 linear layers, where they agree; texts only
    bool cache = true;                            ///< answers are kept on disk for later runs
    std::vector<FurtherTeacher> also;
    std::vector<AssistantSpec> assistants;  ///< from the teacher on towards the student
    EndpointSpec endpoint;
    TrainingSpec training;                                     ///< when trained here
    TrainingSpec finetune = TrainingSpec::forTransformers(2);  ///< of a given text model that has no head for the task
};

/// "cnn-small → cnn-tiny, width 0.5": the assistants in their order; empty where there are none.
QString assistantsText(const TeacherSpec& teacher);

/// What the student minimises, see LossSpec for the total.
struct Recipe {
    Course temperature = 4.0;  ///< T in [0.01, 100]; larger is softer
    Course alpha = 0.7;        ///< weight of the teacher's answers, in [0, 1]
    std::vector<LossSpec> losses = {{.loss = Loss::SoftTargets}, {.loss = Loss::HardLabels}};

    /// Of a loss in the total, alpha included. @param progress  share of the run that is done; 0 outside begin…end
    double weightOf(const LossSpec& spec, double progress) const;
    /// False when only labels ever count.
    bool listensToTeacher() const;
    /// The same for a student who has no teacher: labels alone.
    Recipe withoutTeacher() const;

    bool operator==(const Recipe&) const = default;
};

/// Which items an epoch draws: all of them once, or more of those where the teacher is unsure (entropy of its
/// answer), or where student and teacher disagree.
enum class SamplingBy { Uniform, Entropy, Disagreement };

struct SamplingSpec {
    SamplingBy by = SamplingBy::Uniform;
    double strength = 1;  ///< 0 draws all alike; larger draws more of what counts
};

/// Labels that the teacher gives to rows without.
struct PseudoLabelSpec {
    bool enabled = true;     ///< else such rows have soft targets alone
    double threshold = 0.9;  ///< probability that the teacher must give its answer; rows below are left out
};

struct DistillSpec : Recipe {
    QString preset;        ///< named recipe that the keys began with; empty: none
    bool baseline = true;  ///< also train the same student without the teacher
    SamplingSpec sampling;
    PseudoLabelSpec pseudoLabels;
    TrainingSpec training;
};

/// Number formats in which a student is exported. Fp32 is always written, as the others are judged against it; Both is
/// fp32 and int8.
enum class OnnxPrecision { Fp32, Int8, Fp16, Both };

/// Range of int8 weights. Processors without VNNI add two products of a byte and a weight in 16 bits: two large weights
/// side by side go over. Seven (-64...63) never does; Eight (-127...127) may; Auto takes of every output channel the
/// widest range in which no two neighbours can, so that a file is right wherever it is taken.
enum class WeightBits { Auto, Seven, Eight };

struct OnnxSpec {
    bool enabled = true;
    OnnxPrecision precision = OnnxPrecision::Both;
    double maxDrop = 0.5;  ///< points of accuracy that int8 may lose against fp32
    WeightBits weightBits = WeightBits::Auto;
    QString license = {};  ///< of the student, for its model card; empty: not stated
};

inline const QString kImageClassification = QStringLiteral("image-classification");
inline const QString kTextClassification = QStringLiteral("text-classification");

/// Number format of the matrix products while a text model trains; weights, sums and exports stay f32.
/// Auto: bf16 where the processor multiplies it in hardware.
enum class Precision { Fp32, Bf16, Auto };

/// One run, complete and self-contained: the YAML document as a value. See schema.h for every key.
struct Experiment {
    int version = 1;
    QString name = QStringLiteral("experiment");
    QString task = kImageClassification;
    QString device = QStringLiteral("auto");  ///< auto, cpu or cuda
    int threads = 0;                          ///< threads of the engine; 0: one per core
    Precision precision = Precision::Fp32;    ///< of training; texts only
    DataSpec data;
    TeacherSpec teacher;
    StudentSpec student;
    DistillSpec distill;
    OnnxSpec onnx;
    GoalSpec goal;

    bool learnsFromText() const { return task == kTextClassification; }

    /// The defaults of a task's experiment, which differ where images and texts do.
    static Experiment defaultsOf(const QString& task);
};

/// The student's ONNX files in the order in which they are written: "fp32", then "int8" and "fp16" as asked for. A
/// student whose weights are kept in half precision has its "fp16" file in any case: it loses nothing there.
QStringList onnxFormats(OnnxPrecision asked, WeightFormat ofStudent);
/// "model.onnx", "model.int8.onnx", "model.fp16.onnx".
QString onnxFileName(const QString& format);

}  // namespace distillab::experiment
