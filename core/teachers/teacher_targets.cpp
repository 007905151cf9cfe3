#include "core/teachers/teacher_targets.h"

#include "core/base/error.h"
#include "core/nn/inference.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace distillab::teachers {
namespace {

using Positions = std::span<const std::uint32_t>;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::TeacherTargets)
};

/// Every tensor of an answer after `change`.
template <typename Change>
nn::Answer changed(nn::Answer answer, const Change& change) {
    const auto apply = [&](torch::Tensor& tensor) {
        if (tensor.defined()) tensor = change(tensor);
    };
    apply(answer.logits);
    apply(answer.features.embedding);
    for (torch::Tensor& states : answer.features.hiddenStates) apply(states);
    for (torch::Tensor& scores : answer.features.attentions) apply(scores);
    return answer;
}

/// Autograd must be able to save the teacher's tensors, which it cannot do with those of inference mode.
nn::Answer ask(nn::Model& teacher, const nn::Batch& batch, const nn::FeatureRequest& wanted) {
    nn::Answer answer = teacher.inferAnswer(batch, wanted);
    rejectUnusableAnswers(answer.logits);
    return changed(std::move(answer), [](const torch::Tensor& tensor) { return tensor.clone(); });
}

}  // namespace

TeacherTargets TeacherTargets::cached(torch::Tensor logits) {
    return TeacherTargets([logits = std::move(logits)](Positions positions, const nn::Batch& batch) {
        torch::Tensor rows = torch::empty({static_cast<std::int64_t>(positions.size())}, torch::kInt64);
        std::copy(positions.begin(), positions.end(), rows.data_ptr<std::int64_t>());
        return nn::Answer{logits.index_select(0, rows).to(batch.input.device()), {}};
    });
}

TeacherTargets TeacherTargets::kept(std::shared_ptr<KeptAnswers> answers, TeacherTargets ask, TargetStore::Log log) {
    return TeacherTargets([answers = std::move(answers), ask = std::move(ask), log = std::move(log)](
                              Positions positions, const nn::Batch& batch) mutable {
        if (answers) {
            if (auto answer = answers->of(positions)) {
                return changed(std::move(*answer),
                               [&](const torch::Tensor& tensor) { return tensor.to(batch.input.device()); });
            }
            log(Text::tr("The cache's file %1 is damaged; the teacher is asked as the training goes.")
                    .arg(answers->path()));
            QFile::remove(answers->path());
            answers.reset();
        }
        return ask.of(positions, batch);
    });
}

TeacherTargets TeacherTargets::perBatch(nn::Model& teacher, nn::FeatureRequest wanted) {
    return TeacherTargets([&teacher, wanted = std::move(wanted)](Positions /*positions*/, const nn::Batch& batch) {
        return ask(teacher, batch, wanted);
    });
}

TeacherTargets TeacherTargets::live(nn::Model& teacher, std::function<std::unique_ptr<nn::ItemSource>()> openItems,
                                    nn::FeatureRequest wanted) {
    std::shared_ptr<nn::ItemSource> items;
    return TeacherTargets([&teacher, items, openItems = std::move(openItems), wanted = std::move(wanted)](
                              Positions positions, const nn::Batch& /*batch*/) mutable {
        if (!items) items = openItems();
        return ask(teacher, items->load(positions), wanted);
    });
}

TeacherTargets TeacherTargets::chosen(TeacherTargets all, std::vector<std::uint32_t> places) {
    return TeacherTargets(
        [all = std::move(all), places = std::move(places)](Positions positions, const nn::Batch& batch) {
            std::vector<std::uint32_t> inSplit;
            inSplit.reserve(positions.size());
            for (const std::uint32_t position : positions) inSplit.push_back(places[position]);
            return all.of(inSplit, batch);
        });
}

TeacherTargets TeacherTargets::averaged(std::vector<TeacherTargets> teachers, std::vector<double> weights) {
    if (teachers.size() == 1) return std::move(teachers.front());
    return TeacherTargets(
        [teachers = std::move(teachers), weights = std::move(weights)](Positions positions, const nn::Batch& batch) {
            nn::Answer answer = teachers.front().of(positions, batch);
            std::vector<torch::Tensor> logits = {answer.logits};
            for (const TeacherTargets& further : std::span(teachers).subspan(1)) {
                logits.push_back(further.of(positions, batch).logits);
            }
            answer.logits = averagedAnswers(logits, weights);
            return answer;
        });
}

void rejectUnusableAnswers(const torch::Tensor& logits) {
    if (nn::areUsable(logits, nn::kMostLogit)) return;
    throw WorkError(Text::tr("the teacher's answers are no usable numbers: some are NaN, infinite or far too large"),
                    Text::tr("the teacher"),
                    Text::tr("Choose another teacher, or, where it was trained here, lower its learning rate."));
}

torch::Tensor averagedAnswers(std::span<const torch::Tensor> logits, std::span<const double> weights) {
    if (logits.size() == 1) return logits[0];
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    std::vector<torch::Tensor> weighted;
    for (size_t i = 0; i < logits.size(); ++i) {
        weighted.push_back(at::log_softmax(logits[i], 1) + std::log(weights[i] / sum));
    }
    return at::logsumexp(torch::stack(weighted), {0});
}

}  // namespace distillab::teachers
