#pragma once

#include "core/base/run_control.h"
#include "core/data/image_dataset.h"
#include "core/experiment/experiment.h"
#include "core/report/measurement.h"
#include "core/report/run_events.h"
#include "core/report/run_report.h"

#include <QImage>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace distillab::session {

/// What a model is asked: a picture (a file, or one in memory), or a text (with a second one where the model compares
/// two).
struct Question {
    QString imageFile = {};
    QString text = {};
    QString textPair = {};
    QImage image = {};

    bool isPicture() const { return !image.isNull() || !imageFile.isEmpty(); }
};

struct Prediction {
    QString label;
    QList<std::pair<QString, double>> probabilities;  ///< every class, in the model's order
    double milliseconds = 0;
    std::vector<double> logits = {};  ///< what the model said before the softmax
};

/// What a model is, whatever computes it.
struct ModelFacts {
    QString name;
    bool readsText = false;
    bool readsPairs = false;  ///< it was made from pairs of texts, as far as its folder tells
    bool isExported = false;  ///< an ONNX file: ONNX Runtime answers
    QStringList classNames;
    data::ImageShape input = {};  ///< of the pictures that it knows
    double brightness = 0;        ///< mean of the pictures that it learnt from, 0…1
    qint64 parameters = 0;        ///< 0 where nobody can tell
    qint64 bytes = 0;             ///< of its file of weights
};

/// The engine as the rest of the program knows it, without Torch. Every call blocks; long ones obey `control`.
/// All throw RequestError or WorkError; a stopped run throws Stopped after its checkpoint is written.
class Engine {
public:
    virtual ~Engine() = default;

    /// "LibTorch 2.13.0, 2 threads, AVX512": what computes.
    virtual QString description() const = 0;

    /// The whole way: data, teacher, targets, distillation, baseline, evaluation, ONNX.
    /// @param resume  go on from the checkpoint in `runFolder`
    virtual report::RunReport run(const experiment::Experiment& experiment, const QString& runFolder, bool resume,
                                  report::RunListener& listener, RunControl& control) = 0;

    /// Scores of the run's student on its test split, or on `dataPath`.
    virtual report::ModelReport evaluate(const QString& runFolder, const QString& dataPath) = 0;

    /// Writes the run's student as ONNX into `outFolder` and verifies it; a failed check leaves nothing there.
    /// @param how  nothing: as the run's experiment has it
    virtual report::OnnxReport exportOnnx(const QString& runFolder, const QString& outFolder,
                                          const std::optional<experiment::OnnxSpec>& how, RunControl& control) = 0;

    /// Answers of a run's student, a model folder, or an export folder (through ONNX Runtime).
    virtual std::vector<Prediction> predict(const QString& folder, const std::vector<Question>& questions) = 0;

    /// The model that predict() would ask.
    virtual ModelFacts describe(const QString& folder) = 0;

    /// Asks teacher and student of a finished run for its test items again and writes test_answers.csv: for runs of a
    /// version that did not.
    virtual void writeTestAnswers(const QString& runFolder, RunControl& control) = 0;

    /// Measures a finished run's ONNX files, and its teacher as one, in processes of their own, and writes
    /// measurement.json. Files that are not there are written for the while; so is the teacher's.
    virtual report::Measurement measure(const QString& runFolder, RunControl& control) = 0;

    /// Runs a stranger's TorchScript file in this process, which is given up for it: answers what comes on standard
    /// input, on standard output, until the input ends, and has no rights any more from then on. For
    /// `distillab-cli host-script` alone.
    /// @return the program's exit code
    virtual int hostScript(const QString& file, int threads) = 0;
};

/// Loads the engine's module (and Torch with it) on first use. Thread-safe.
/// @throws WorkError when the module is missing or cannot be loaded
Engine& loadEngine();

/// The name of the factory function that the module exports: `Engine* distillabCreateEngine()`.
inline constexpr const char* kEngineFactory = "distillabCreateEngine";

}  // namespace distillab::session
