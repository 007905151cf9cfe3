#pragma once

#include "core/experiment/experiment.h"
#include "core/models/transformer_config.h"
#include "core/tokenizers/tokenizer.h"

#include <QString>
#include <QStringList>

namespace distillab::session {

/// A given text model as a teacher, as far as its files tell without Torch.
struct TextTeacher {
    QString folder;
    models::TransformerConfig config;
    tokenizers::Tokenizer tokenizer;
    bool hasHead = false;  ///< tells the classes of the data apart already; else it is fine-tuned first
};

/// Where the files of a teacher that exists already lie: the model folder, or that of an earlier run's teacher (of its
/// student where it trained no teacher), as the engine finds it. Empty for a model of the hub that has not been
/// downloaded, and for a folder without a model.
QString givenTeacherFolder(const experiment::TeacherSpec& teacher);

/// @param classNames  of the data
/// @throws RequestError naming the file that is missing, damaged or of a kind that cannot be used
TextTeacher readTextTeacher(const QString& folder, const QStringList& classNames);

}  // namespace distillab::session
