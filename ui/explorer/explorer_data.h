#pragma once

#include "core/data/image_dataset.h"
#include "core/experiment/experiment.h"
#include "core/report/test_answers.h"
#include "core/tokenizers/tokenizer.h"

#include <QString>

#include <optional>

namespace distillab::ui {

/// What the explorer shows of a run.
struct ExplorerData {
    report::TestAnswers answers;
    data::Subset pictures;  ///< the test split; without a data set for texts, and where `remark` says why
    std::optional<tokenizers::Tokenizer> tokenizer;  ///< the student's, for texts
    int maxLength = 0;                               ///< tokens of a text that the student reads
    QString remark;                                  ///< why there are no pictures or no tokens
};

/// Reads the run's answers, and the data they are about.
/// @return nothing for a run without test_answers.csv
/// @throws RequestError when that file is damaged
std::optional<ExplorerData> readExplorerData(const experiment::Experiment& experiment, const QString& runFolder);

}  // namespace distillab::ui
