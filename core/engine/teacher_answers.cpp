#include "core/engine/teacher_answers.h"

#include "core/nn/inference.h"
#include "core/report/wording.h"

#include <QCoreApplication>
#include <QElapsedTimer>

namespace distillab::engine {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::TeacherAnswers)
};

}  // namespace

TeacherAnswers::TeacherAnswers(Task& task, const experiment::Experiment& experiment, std::vector<Teacher> teachers,
                               report::RunListener& listener, RunControl& control)
    : m_task(task),
      m_experiment(experiment),
      m_teachers(std::move(teachers)),
      m_listener(listener),
      m_control(control),
      m_store(teachers::TargetStore::defaultFolder(), [this](const QString& line) { m_listener.logged(line); }) {}

std::vector<double> TeacherAnswers::weights() const {
    std::vector<double> weights;
    for (const Teacher& teacher : m_teachers) weights.push_back(teacher.weight);
    return weights;
}

/// The teacher's answers to a split from the cache, asked for and kept there when they are new.
/// @return null when they cannot be kept
std::shared_ptr<teachers::KeptAnswers> TeacherAnswers::kept(RunModel& teacher, nn::ItemSource& items,
                                                            const nn::FeatureRequest& wanted,
                                                            const std::function<void(size_t)>& onItems) {
    if (!m_experiment.teacher.cache || !wanted.attentions.empty() || items.count() == 0) return nullptr;
    QElapsedTimer timer;
    timer.start();
    const Digest key = teachers::targetKey(teacher.model(), items, wanted);
    auto answers = m_store.find(key);
    if (answers) {
        m_listener.logged(Text::tr("The teacher's answers to %L1 items were found in the cache (%2).")
                              .arg(items.count())
                              .arg(report::bytesText(answers->bytes())));
        return answers;
    }
    answers = m_store.compute(key, teacher.model(), items, wanted, m_control, onItems);
    if (!answers) return nullptr;
    m_listener.logged(Text::tr("The teacher's answers to %L1 items are computed and kept (%2, %3 s).")
                          .arg(items.count())
                          .arg(report::bytesText(answers->bytes()))
                          .arg(static_cast<double>(timer.elapsed()) / 1000, 0, 'f', 1));
    return answers;
}

torch::Tensor TeacherAnswers::judged(const torch::Tensor& perTestItem) const {
    return m_asked ? perTestItem.index_select(0, m_asked->testItems) : perTestItem;
}

torch::Tensor TeacherAnswers::logits(Split split) {
    std::vector<torch::Tensor> all;
    for (const auto& [teacher, weight] : m_teachers) {
        if (isAsked(*teacher)) {
            all.push_back(split == Split::Train        ? m_asked->train
                          : split == Split::Validation ? m_asked->validation
                                                       : m_asked->test);
            continue;
        }
        const auto items = m_task.items(*teacher, split);
        const auto answers = kept(*teacher, *items, {}, {});
        all.push_back(answers ? answers->logits() : nn::computeLogits(teacher->model(), *items, m_control));
        teachers::rejectUnusableAnswers(all.back());
        if (split == Split::Test) all.back() = judged(all.back());
    }
    return teachers::averagedAnswers(all, weights());
}

torch::Tensor TeacherAnswers::trainingLogits() {
    if (!m_trainingLogits.defined()) {
        m_trainingLogits = m_targetLogits.size() == m_teachers.size()
                               ? teachers::averagedAnswers(m_targetLogits, weights())
                               : logits(Split::Train);
    }
    return m_trainingLogits;
}

teachers::TeacherTargets TeacherAnswers::targets(const nn::FeatureRequest& wanted,
                                                 const std::function<void(double)>& share) {
    const bool changing = m_experiment.data.augmented();
    if (changing) {
        m_listener.logged(
            Text::tr("The pictures change from epoch to epoch, so the teacher is asked for every batch."));
    }
    std::vector<teachers::TeacherTargets> all;
    for (const auto& [teacher, weight] : m_teachers) {
        const auto shareOfAll = [&, before = all.size()](double done) {
            share((static_cast<double>(before) + done) / static_cast<double>(m_teachers.size()));
        };
        all.push_back(changing ? teachers::TeacherTargets::perBatch(teacher->model(), wanted)
                               : fixedTargets(*teacher, wanted, shareOfAll));
    }
    return teachers::TeacherTargets::averaged(std::move(all), weights());
}

/// Targets of one teacher for items that look the same in every epoch.
teachers::TeacherTargets TeacherAnswers::fixedTargets(RunModel& teacher, const nn::FeatureRequest& wanted,
                                                      const std::function<void(double)>& share) {
    const auto inMemory = [this](torch::Tensor logits) {
        teachers::rejectUnusableAnswers(logits);
        m_targetLogits.push_back(logits);
        return teachers::TeacherTargets::cached(std::move(logits));
    };
    if (isAsked(teacher)) return inMemory(m_asked->train);
    const auto openItems = [this, &teacher] { return m_task.items(teacher, Split::Train); };
    const auto items = openItems();
    const auto total = static_cast<double>(items->count());
    const auto onItems = [&](size_t done) { share(static_cast<double>(done) / total); };
    auto live = teachers::TeacherTargets::live(teacher.model(), openItems, wanted);
    if (auto answers = kept(teacher, *items, wanted, onItems)) {
        m_targetLogits.push_back(answers->logits());
        return teachers::TeacherTargets::kept(std::move(answers), std::move(live),
                                              [this](const QString& line) { m_listener.logged(line); });
    }
    // Logits alone fit into memory.
    if (wanted.any()) return live;
    return inMemory(nn::computeLogits(teacher.model(), *items, m_control, onItems));
}

}  // namespace distillab::engine
