#include "ui/wizard/memory_need.h"

#include "core/data/batch.h"
#include "core/models/registry.h"
#include "core/report/wording.h"
#include "ui/wizard/experiment_draft.h"

#include <QCoreApplication>

#include <algorithm>

namespace distillab::ui {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::ui::MemoryNeed)
};

/// Letters of a token, few rather than many: what does not fit is to be noticed.
constexpr double kLettersOfAToken = 3;

/// The longest texts together.
memory::Batch longestTexts(const ExperimentDraft& draft, int texts) {
    const std::int64_t most = draft.experiment().data.maxLength;
    const auto table = draft.table();
    memory::Batch batch;
    const auto add = [&](std::int64_t count, std::int64_t tokens) {
        batch.items += count * tokens;
        batch.pairs += count * tokens * tokens;
    };
    if (!table || table->lengthBars.empty()) {
        add(texts, most);
        return batch;
    }
    std::int64_t left = texts;
    for (size_t bar = table->lengthBars.size(); bar-- > 0 && left > 0;) {
        const std::int64_t count = std::min<std::int64_t>(left, static_cast<std::int64_t>(table->lengthBars[bar]));
        const bool isOpen = bar + 1 == table->lengthBars.size();  // all that are longer
        const double letters = static_cast<double>((bar + 1) * table->lengthStep);
        add(count, isOpen ? most : std::min(most, static_cast<std::int64_t>(letters / kLettersOfAToken) + 2));
        left -= count;
    }
    return batch;
}

memory::Training trainingOf(const ExperimentDraft& draft, const memory::NetworkNeed& network,
                            const experiment::TrainingSpec& spec) {
    const memory::Batch batch =
        draft.isText() ? longestTexts(draft, spec.batchSize)
                       : memory::Batch{std::min<std::int64_t>(spec.batchSize, draft.preview()->trainItems)};
    return {network, spec.optimizer, batch, spec.epochs > 1};
}

std::optional<models::LayerGraph> graphOf(const ModelChoice& choice, const ModelInput& input) {
    if (!trySizeOf(choice, input)) return {};
    return models::buildModel(choice.model, input.shape, input.classes, choice.width);
}

}  // namespace

std::optional<memory::Estimate> memoryEstimateOf(const ExperimentDraft& draft) {
    const experiment::Experiment& experiment = draft.experiment();
    const std::optional<ModelInput> input = draft.modelInput();
    if (!draft.preview() || !input) return {};
    memory::RunNeed run;
    run.isText = draft.isText();
    const session::DataPreview& data = *draft.preview();
    const qint64 items = data.trainItems + data.validationItems + data.testItems;
    const std::vector<experiment::LossSpec>& losses = experiment.distill.losses;
    std::optional<memory::NetworkNeed> student;
    if (draft.isText()) {
        const session::TextTeacher* teacher = draft.textTeacher();
        if (teacher) run.teacher = memory::needOf(teacher->config);
        if (const auto config = draft.studentConfig()) {
            student = teacher ? memory::needOf(*config, teacher->config, losses) : memory::needOf(*config);
        }
        if (draft.textTeacher() && !draft.teacherIsReady() && !draft.teacherOnlyAnswers()) {
            run.teacherTraining = trainingOf(draft, run.teacher, experiment.teacher.finetune);
        }
        run.answered = longestTexts(draft, data::kTextsAnsweredAtOnce);
    } else {
        const auto graph = graphOf({experiment.student.model, experiment.student.width}, *input);
        const auto choice = draft.teacher();
        const auto teacher = choice ? graphOf(*choice, *input) : std::nullopt;
        if (graph) student = teacher ? memory::needOf(*graph, *teacher, losses) : memory::needOf(*graph);
        if (teacher) run.teacher = memory::needOf(*teacher);
        run.data = items * static_cast<std::int64_t>(input->shape.size());
        run.answered = {data::kPicturesAnsweredAtOnce};
        if (experiment.teacher.source == experiment::TeacherSource::Train) {
            run.teacherTraining = trainingOf(draft, run.teacher, experiment.teacher.training);
        }
    }
    if (!student) return {};
    run.student = trainingOf(draft, *student, experiment.distill.training);
    run.hasBaseline = experiment.distill.baseline;
    run.targets = data.trainItems * data.classNames.size() * static_cast<std::int64_t>(sizeof(float));
    run.exports = experiment.onnx.enabled;
    run.measuresTeacher = !draft.teacherOnlyAnswers();
    return memory::estimate(run);
}

QString memoryWarning(const ExperimentDraft& draft, std::int64_t budget) {
    const std::optional<memory::Estimate> estimate = memoryEstimateOf(draft);
    if (!estimate || budget <= 0 || estimate->total() <= budget) return {};
    return Text::tr("This run will take about %1 of memory, and there is room for %2. %3")
        .arg(report::bytesText(estimate->total()), report::bytesText(budget),
             memory::whatToLower(*estimate, draft.experiment()));
}

}  // namespace distillab::ui
