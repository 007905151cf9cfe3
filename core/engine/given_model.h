#pragma once

#include "core/base/error.h"
#include "core/engine/black_box.h"
#include "core/engine/run_model.h"
#include "core/experiment/experiment.h"

#include <memory>
#include <optional>
#include <utility>

namespace distillab::engine {

/// A teacher that another program wrote, with all that its file and the files beside it tell.
struct GivenModel {
    std::unique_ptr<BlackBox> box;
    QStringList labels;       ///< in the order of its scores; empty where nothing tells them
    QString tokenizerFolder;  ///< texts: where its tokenizer lies
    std::optional<int> maxLength;
    std::optional<data::Normalization> normalization;
};

/// True for sources that are a file: ONNX, TorchScript.
bool readsFile(experiment::TeacherSource source);

/// The file that teacher.path means: itself, else the only one of its kind in the folder, in its onnx/ or student/.
/// @throws RequestError when there is none, or several
QString teacherFileOf(const experiment::TeacherSpec& spec);

/// @throws RequestError when the file is missing or no classifier, or a program that nobody trusts
GivenModel openGivenModel(const experiment::TeacherSpec& spec, bool readsTexts);

/// Puts the scores of a model into the order of the data's classes. Where nothing tells the model's labels, they are
/// taken to be in that order already, as `listener` is told.
/// @throws RequestError when the model knows other classes
void putInOrder(GivenModel& given, const QStringList& classNames, report::RunListener& listener);

/// Where each class stands among a head's labels; nothing when they are not the same words.
std::optional<std::vector<std::int64_t>> orderOf(const QStringList& classNames, const QStringList& labels);

[[noreturn]] void refuseToWrite(const QString& name);

/// Such a model as a teacher of a run. @tparam Reader  what feeds it: TextReader or ImageReader
template <typename Reader>
class GivenRunModel : public Reader {
public:
    template <typename... Words>
    explicit GivenRunModel(GivenModel given, QStringList classNames, Words&&... words)
        : Reader(std::forward<Words>(words)...), m_given(std::move(given)), m_classNames(std::move(classNames)) {}

    nn::Model& model() override { return *m_given.box; }
    QStringList labels() const override { return m_classNames; }
    std::int64_t parameterCount() override { return m_given.box->weightCount(); }
    qint64 bytes() const override { return m_given.box->bytes(); }

    bool isOurs() const override { return false; }
    void save(const QString& /*folder*/, models::DType /*type*/) override { refuseToWrite(this->name()); }
    deploy::WrittenModel toOnnx(const QString& /*recipe*/, const deploy::WeightPlan& /*plan*/,
                                deploy::OnnxDataFile* /*data*/) override {
        refuseToWrite(this->name());
    }
    deploy::Inputs onnxInputs(const nn::Batch& /*batch*/) const override { refuseToWrite(this->name()); }

    GivenModel& given() { return m_given; }

private:
    GivenModel m_given;
    QStringList m_classNames;
};

}  // namespace distillab::engine
