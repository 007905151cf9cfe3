#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace distillab::experiment {

/// How the bytes of a text table spell characters. Auto looks at the byte order mark, then at the bytes.
enum class TextEncoding { Auto, Utf8, Utf16, Latin1, Gb18030 };

/// Whether the first row of a CSV or TSV file names the columns. Auto looks at the rows.
enum class TableHeader { Auto, Present, Absent };

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
    QString text;                         ///< column of the text; empty: guessed
    QString textPair;                     ///< column of the second text; empty: there is none
    QString label;                        ///< column of the label; empty: guessed
    std::optional<double> positiveAbove;  ///< the label is a rating: "positive" above this number, else "negative"
    int maxLength = 128;                  ///< tokens of a text (or pair of texts), special ones included
    bool skipBadRows = false;             ///< leave out rows that cannot be used, instead of refusing the file
    TextEncoding encoding = TextEncoding::Auto;
    TableHeader header = TableHeader::Auto;

    bool augmented() const { return shift > 0 || flip; }
};

enum class Optimizer { AdamW, Sgd };
enum class Schedule { Constant, Cosine, Linear };

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

enum class TeacherSource { Train, Run, Folder, Hub };

struct TeacherSpec {
    TeacherSource source = TeacherSource::Train;
    QString model = QStringLiteral("cnn-small");  ///< registry name, when trained here; "owner/name" on the hub
    double width = 1.0;                           ///< width multiplier, when trained here
    QString path;                                 ///< run folder or model folder, otherwise
    TrainingSpec training;                        ///< when trained here
    TrainingSpec finetune = TrainingSpec::forTransformers(2);  ///< of a given text model that has no head for the task
};

/// What a student's weights begin with. Texts only know the last two.
enum class StudentStart { Scratch, Teacher, Folder };

struct StudentSpec {
    QString model = QStringLiteral("cnn-tiny");  ///< registry name
    double width = 1.0;                          ///< width multiplier, images only
    StudentStart start = StudentStart::Scratch;
    QString path;                    ///< model folder to begin with
    QString layers;                  ///< the teacher's layers to begin with: "0,2,4"; empty: evenly spaced
    bool projectEmbeddings = false;  ///< begin with the teacher's word embeddings, projected by PCA to the own width
};

struct DistillSpec {
    double temperature = 4.0;  ///< T in (0, 100]; larger is softer
    double alpha = 0.7;        ///< weight of the teacher's soft targets, in [0, 1]
    bool baseline = true;      ///< also train the same student without the teacher
    TrainingSpec training;
};

struct OnnxSpec {
    bool enabled = true;
    QString precision = QStringLiteral("fp32");
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

    bool learnsFromText() const { return task == kTextClassification; }

    /// The defaults of a task's experiment, which differ where images and texts do.
    static Experiment defaultsOf(const QString& task);
};

}  // namespace distillab::experiment
