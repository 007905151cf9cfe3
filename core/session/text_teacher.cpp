#include "core/session/text_teacher.h"

#include "core/base/error.h"
#include "core/experiment/run_folder.h"
#include "core/hub/hub.h"
#include "core/models/weights.h"

#include <QFileInfo>

namespace distillab::session {
namespace {

using namespace Qt::Literals::StringLiterals;
using experiment::TeacherSource;

QString configFile(const QString& folder) { return folder + u"/config.json"_s; }

/// A head counts when all of it is there and made for as many classes: the engine then keeps it.
bool hasHeadFor(const QString& folder, models::TransformerConfig config, const QStringList& classNames) {
    config.labels = classNames;
    const models::WeightFile weights = models::readWeights(folder);
    for (const models::TensorInfo& tensor : models::transformerTensors(config)) {
        if (tensor.name.find("classifier") == std::string::npos) continue;
        const auto found = weights.tensors.find(tensor.name);
        if (found == weights.tensors.end() || found->second.shape != tensor.shape) return false;
    }
    return true;
}

}  // namespace

QString givenTeacherFolder(const experiment::TeacherSpec& teacher) {
    switch (teacher.source) {
        case TeacherSource::Train: return {};
        case TeacherSource::Hub: return hub::cachedModel(teacher.model, hub::hubOptionsFromEnvironment());
        default: break;
    }
    const experiment::RunFolder run(teacher.path);
    for (const QString& folder : {run.path(), run.teacherFolder(), run.studentFolder()}) {
        if (QFileInfo::exists(configFile(folder))) return folder;
    }
    return {};
}

TextTeacher readTextTeacher(const QString& folder, const QStringList& classNames) {
    const models::TransformerConfig config = models::readTransformerConfig(configFile(folder));
    return {folder, config, tokenizers::Tokenizer::load(folder), hasHeadFor(folder, config, classNames)};
}

}  // namespace distillab::session
