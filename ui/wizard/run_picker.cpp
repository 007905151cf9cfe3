#include "ui/wizard/run_picker.h"

#include "core/library/run_library.h"
#include "core/library/runs_folder.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/theme.h"
#include "ui/wizard/experiment_draft.h"
#include "ui/wizard/fields.h"

#include <QBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using experiment::TeacherSource;

constexpr int kMostRuns = 50;

QString titleOf(const library::RunEntry& run, const QString& task) {
    experiment::TeacherSpec teacher;
    teacher.source = TeacherSource::Run;
    teacher.path = run.folder;
    const std::optional<ModelChoice> model =
        task == experiment::kTextClassification ? std::nullopt : teacherModel(teacher);
    const QString begun = QLocale().toString(run.begun, QLocale::ShortFormat);
    return model ? RunPicker::tr("%1, %2, teacher %3").arg(run.name, begun, model->model)
                 : RunPicker::tr("%1, %2").arg(run.name, begun);
}

}  // namespace

RunPicker::RunPicker(ExperimentDraft& draft, const QString& names, QWidget* parent)
    : QWidget(parent),
      m_draft(draft),
      m_runs(new QListWidget),
      m_noRuns(makeLabel(tr("No finished run yet. Once there is one, its teacher can teach again without delay."),
                         TextRole::Muted)),
      m_path(new QLineEdit),
      m_state(new MessageLine) {
    m_runs->setObjectName(names + u".runs"_s);
    m_runs->setMinimumHeight(128);
    m_path->setObjectName(names + u".path"_s);
    m_state->setObjectName(names + u".state"_s);
    auto* row = new QHBoxLayout;
    auto* browse = addPathWithBrowse(row, m_path, names + u".browse"_s, tr("Bro&wse…"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kLargeGap, 0, 0, 0);
    layout->setSpacing(kSmallGap);
    layout->addWidget(makeFieldLabel(tr("Finished &runs:"), m_runs));
    layout->addWidget(m_runs);
    layout->addWidget(m_noRuns);
    layout->addWidget(makeFieldLabel(tr("&Path:"), m_path));
    layout->addLayout(row);
    layout->addWidget(m_state);
    connect(m_runs, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem* item) {
        if (item) usePath(item->data(Qt::UserRole).toString());
    });
    connect(m_path, &QLineEdit::textEdited, this, &RunPicker::usePath);
    connect(browse, &QPushButton::clicked, this, &RunPicker::browse);
}

void RunPicker::listRuns() {
    const QSignalBlocker blocker(m_runs);
    const QString& task = m_draft.experiment().task;
    m_runs->clear();
    for (const library::RunEntry& run : library::recentRuns(kMostRuns)) {
        if (!run.isFinished() || !run.experiment || run.experiment->task != task) continue;
        auto* item = new QListWidgetItem(titleOf(run, task), m_runs);
        item->setData(Qt::UserRole, run.folder);
        if (run.folder == m_draft.experiment().teacher.path) m_runs->setCurrentItem(item);
    }
    m_noRuns->setVisible(m_runs->count() == 0);
    m_runs->setVisible(m_runs->count() > 0);
}

void RunPicker::refresh() {
    const QString& path = m_draft.experiment().teacher.path;
    setQuietly(m_path, path);
    const QString problem = m_draft.firstTeacherProblem();
    const std::optional<ModelChoice> model = m_draft.teacher();
    markInvalid(m_path, !problem.isEmpty() && !path.isEmpty());
    if (problem.isEmpty() && model && !m_draft.isText()) {
        m_state->showHint(tr("The teacher is a %1.").arg(model->model));
    } else {
        m_state->clearMessage();
    }
}

void RunPicker::usePath(const QString& path) {
    m_draft.edit([&](auto& e) { e.teacher.path = path; });
}

void RunPicker::browse() {
    const QString folder = askForFolder(this, tr("Folder of an earlier run"), library::runsFolder());
    if (!folder.isEmpty()) usePath(folder);
}

}  // namespace distillab::ui
