#include "ui/explorer/explorer_data.h"

#include "core/base/error.h"
#include "core/data/load.h"
#include "core/experiment/run_folder.h"

#include <QCoreApplication>

#include <algorithm>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::ui::ExplorerData)
};

/// Whether these are the pictures that the answers are about: as many, with the same labels.
bool fit(const data::Subset& pictures, const report::TestAnswers& answers) {
    return pictures.dataset->classNames == answers.classes &&
           std::ranges::all_of(answers.items, [&](const report::TestAnswers::Item& item) {
               const auto position = static_cast<size_t>(item.row);
               return position < pictures.count() && pictures.trueLabel(position) == item.label;
           });
}

void readPictures(const experiment::Experiment& experiment, ExplorerData& data) {
    try {
        data::Subset test = data::load(experiment.data).test;
        if (fit(test, data.answers)) {
            data.pictures = std::move(test);
        } else {
            data.remark = Text::tr("The data has changed since this run, so its pictures cannot be shown.");
        }
    } catch (const Error& error) {
        data.remark = Text::tr("The pictures cannot be shown: %1").arg(error.text().replace(u'\n', u' '));
    }
}

void readTokenizer(const experiment::Experiment& experiment, const QString& runFolder, ExplorerData& data) {
    data.maxLength = experiment.data.maxLength;
    try {
        data.tokenizer = tokenizers::Tokenizer::load(experiment::RunFolder(runFolder).studentFolder());
    } catch (const Error& error) {
        data.remark = Text::tr("The tokens cannot be shown: %1").arg(error.text().replace(u'\n', u' '));
    }
}

}  // namespace

std::optional<ExplorerData> readExplorerData(const experiment::Experiment& experiment, const QString& runFolder) {
    std::optional<report::TestAnswers> answers = report::readTestAnswers(runFolder);
    if (!answers) return std::nullopt;
    ExplorerData data;
    data.answers = *std::move(answers);
    if (experiment.learnsFromText()) {
        readTokenizer(experiment, runFolder, data);
    } else {
        readPictures(experiment, data);
    }
    return data;
}

}  // namespace distillab::ui
