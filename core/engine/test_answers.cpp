#include "core/engine/test_answers.h"

#include "core/base/random.h"
#include "core/experiment/run_folder.h"
#include "core/nn/inference.h"
#include "core/report/silence.h"
#include "core/teachers/teacher_targets.h"

#include <algorithm>

namespace distillab::engine {
namespace {

/// Rows of a matrix of logits as lists.
class Rows {
public:
    explicit Rows(const torch::Tensor& logits)
        : m_values(logits.to(torch::kCPU, torch::kFloat32).contiguous()), m_columns(m_values.size(1)) {}

    std::vector<float> at(std::int64_t row) const {
        const float* begin = m_values.const_data_ptr<float>() + row * m_columns;
        return {begin, begin + m_columns};
    }

private:
    torch::Tensor m_values;
    std::int64_t m_columns;
};

/// For each test item the row of the teacher's answer; −1 where it gave none.
std::vector<std::int64_t> rowsOf(const torch::Tensor& answered, size_t items) {
    std::vector<std::int64_t> rows(items, -1);
    for (std::int64_t i = 0; i < answered.size(0); ++i) rows[static_cast<size_t>(answered[i].item<std::int64_t>())] = i;
    return rows;
}

}  // namespace

report::TestAnswers testAnswersOf(const Task& task, const torch::Tensor& labels, const torch::Tensor& student,
                                  const torch::Tensor& teacher, const torch::Tensor& answered, size_t mostValues) {
    report::TestAnswers answers{task.classNames(), {}};
    const auto items = static_cast<size_t>(student.size(0));
    const size_t most = std::max<size_t>(1, mostValues / (2 * static_cast<size_t>(answers.classes.size())));
    const size_t count = std::min(items, most);
    const Rows students(student);
    const Rows teachers(teacher);
    const torch::Tensor truths = labels.to(torch::kCPU, torch::kInt64).contiguous();
    const auto teacherRows = answered.defined() ? rowsOf(answered, items) : std::vector<std::int64_t>();
    for (size_t i = 0; i < count; ++i) {
        const size_t position = i * items / count;
        const auto row = static_cast<std::int64_t>(position);
        const QStringList texts = task.textsOf(Split::Test, position);
        report::TestAnswers::Item item{row, texts.value(0), texts.value(1),
                                       static_cast<int>(truths.const_data_ptr<std::int64_t>()[row])};
        const std::int64_t teacherRow = answered.defined() ? teacherRows[position] : row;
        if (teacherRow >= 0) item.teacher = teachers.at(teacherRow);
        item.student = students.at(row);
        answers.items.push_back(std::move(item));
    }
    return answers;
}

report::TestAnswers askAgain(const experiment::Experiment& experiment, const QString& runFolder, RunControl& control) {
    const experiment::RunFolder run(runFolder);
    const auto task = openTask(experiment, torch::kCPU);
    report::Silence silence;
    const auto logitsOf = [&](RunModel& model) {
        return nn::computeLogits(model.model(), *task->items(model, Split::Test), control);
    };
    // In any case the task has to meet its teacher first.
    std::unique_ptr<RunModel> teacher = task->makeTeacher(deriveSeed(experiment.data.seed, 0), silence, control);
    if (task->trainsTeacher()) teacher = task->open(Role::Teacher, run.teacherFolder());
    const auto student = task->open(Role::Student, run.studentFolder());
    const torch::Tensor studentLogits = logitsOf(*student);
    const torch::Tensor labels = task->items(*student, Split::Test)->labels();
    if (task->asksTeacher()) {
        const torch::Tensor nothing = torch::empty({0, studentLogits.size(1)});
        return testAnswersOf(*task, labels, studentLogits, nothing, torch::empty({0}, torch::kInt64));
    }
    std::vector<torch::Tensor> all = {logitsOf(*teacher)};
    std::vector<double> weights = {1.0};
    for (const experiment::FurtherTeacher& further : experiment.teacher.also) {
        all.push_back(logitsOf(*task->openFurtherTeacher(further.path)));
        weights.push_back(further.weight);
    }
    return testAnswersOf(*task, labels, studentLogits, teachers::averagedAnswers(all, weights), {});
}

}  // namespace distillab::engine
