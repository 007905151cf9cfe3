#include "ui/wizard/teacher_page.h"

#include "core/models/registry.h"
#include "core/report/wording.h"
#include "ui/start/recent_runs.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/theme.h"
#include "ui/wizard/fields.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalBlocker>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using report::countText;
using experiment::TeacherSource;

constexpr int kMostRuns = 50;
constexpr int kWidestFields = 720;

QWidget* makeGroup() {
    auto* group = new QWidget;
    auto* layout = new QVBoxLayout(group);
    layout->setContentsMargins(kLargeGap, 0, 0, 0);
    layout->setSpacing(kSmallGap);
    return group;
}

}  // namespace

TeacherPage::TeacherPage(ExperimentDraft& draft)
    : WizardPage(Step::Teacher, draft, tr("Teacher"),
                 tr("The teacher is the network that knows. It should be clearly larger than the student; it is only "
                    "needed while the student learns, so it may be slow.")) {
    auto* card = new Card;
    m_train = new QRadioButton(tr("&Train a teacher here"));
    m_train->setObjectName(u"wizard.teacher.train"_s);
    m_earlier = new QRadioButton(tr("&Use the teacher of an earlier run"));
    m_earlier->setObjectName(u"wizard.teacher.earlier"_s);
    m_trainFields = makeTrainCard();
    m_trainFields->setMaximumWidth(kWidestFields);
    m_runFields = makeRunCard();
    card->content()->addWidget(m_train, 0, Qt::AlignLeft);
    card->content()->addWidget(m_trainFields);
    card->content()->addWidget(m_earlier, 0, Qt::AlignLeft);
    card->content()->addWidget(m_runFields);
    body()->addWidget(card);
    body()->addStretch(1);
    connect(m_train, &QRadioButton::toggled, this, [this](bool train) {
        this->draft().edit(
            [&](auto& e) { e.teacher.source = train ? TeacherSource::Train : TeacherSource::Run; });
    });
}

QWidget* TeacherPage::makeTrainCard() {
    QWidget* group = makeGroup();
    m_model = new QComboBox;
    m_model->setObjectName(u"wizard.teacher.model"_s);
    m_modelLine = makeLabel({}, TextRole::Muted);
    m_training = new TrainingFields(u"wizard.teacher"_s);
    group->layout()->addWidget(makeFieldLabel(tr("&Model:"), m_model));
    group->layout()->addWidget(m_model);
    group->layout()->addWidget(m_modelLine);
    group->layout()->addWidget(m_training);
    for (const models::ModelInfo& info : models::listModels()) m_model->addItem(info.name, info.name);
    connect(m_model, &QComboBox::currentIndexChanged, this, [this] {
        draft().edit([&](auto& e) { e.teacher.model = m_model->currentData().toString(); });
    });
    connect(m_training, &TrainingFields::edited, this,
            [this] { draft().edit([&](auto& e) { m_training->apply(e.teacher.training); }); });
    return group;
}

QWidget* TeacherPage::makeRunCard() {
    QWidget* group = makeGroup();
    m_runs = new QListWidget;
    m_runs->setObjectName(u"wizard.teacher.runs"_s);
    m_runs->setMinimumHeight(128);
    m_noRuns = makeLabel(tr("No finished run yet. Once there is one, its teacher can teach again without delay."),
                         TextRole::Muted);
    m_path = new QLineEdit;
    m_path->setObjectName(u"wizard.teacher.path"_s);
    auto* browse = new QPushButton(tr("Bro&wse…"));
    browse->setObjectName(u"wizard.teacher.browse"_s);
    browse->setAutoDefault(true);
    m_state = new MessageLine;
    m_state->setObjectName(u"wizard.teacher.state"_s);
    auto* row = new QHBoxLayout;
    row->addWidget(m_path, 1);
    row->addWidget(browse);
    auto* layout = qobject_cast<QBoxLayout*>(group->layout());
    layout->addWidget(makeFieldLabel(tr("Finished &runs:"), m_runs));
    layout->addWidget(m_runs);
    layout->addWidget(m_noRuns);
    layout->addWidget(makeFieldLabel(tr("Fol&der:"), m_path));
    layout->addLayout(row);
    layout->addWidget(m_state);
    connect(m_runs, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem* item) {
        if (item) usePath(item->data(Qt::UserRole).toString());
    });
    connect(m_path, &QLineEdit::textEdited, this, &TeacherPage::usePath);
    connect(browse, &QPushButton::clicked, this, &TeacherPage::browse);
    return group;
}

void TeacherPage::refresh() {
    const experiment::TeacherSpec& teacher = draft().experiment().teacher;
    const bool train = teacher.source == TeacherSource::Train;
    setQuietly(train ? m_train : m_earlier, true);
    m_trainFields->setVisible(train);
    if (!train && !m_runFields->isVisibleTo(this)) listRuns();
    m_runFields->setVisible(!train);
    listModels();
    setQuietly(m_model, teacher.model);
    m_training->show(teacher.training);
    setQuietly(m_path, teacher.path);
    if (train) return;
    const QString problem = draft().problem(Step::Teacher);
    const std::optional<ModelChoice> model = draft().teacher();
    markInvalid(m_path, !problem.isEmpty() && !teacher.path.isEmpty());
    if (problem.isEmpty() && model) {
        m_state->showHint(tr("The teacher is a %1.").arg(model->model));
    } else {
        m_state->clearMessage();
    }
}

void TeacherPage::listModels() {
    const std::optional<ModelInput> input = draft().modelInput();
    const std::vector<models::ModelInfo> infos = models::listModels();
    for (int i = 0; i < m_model->count(); ++i) {
        const models::ModelInfo& info = infos.at(static_cast<size_t>(i));
        QString text = info.name;
        if (input) {
            const ModelChoice choice{info.name, draft().experiment().teacher.width};
            if (const auto size = trySizeOf(choice, *input)) {
                text = tr("%1: %2 parameters").arg(info.name, countText(size->parameters));
            }
        }
        m_model->setItemText(i, text);
        if (info.name == draft().experiment().teacher.model) m_modelLine->setText(info.summary);
    }
}

void TeacherPage::listRuns() {
    const QSignalBlocker blocker(m_runs);
    m_runs->clear();
    for (const RecentRun& run : recentRuns(kMostRuns)) {
        if (!run.finished) continue;
        const std::optional<ModelChoice> model = teacherModel({TeacherSource::Run, {}, 1.0, run.folder, {}});
        auto* item = new QListWidgetItem(tr("%1, %2, teacher %3")
                                             .arg(run.name, QLocale().toString(run.begun, QLocale::ShortFormat),
                                                  model ? model->model : u"–"_s),
                                         m_runs);
        item->setData(Qt::UserRole, run.folder);
        if (run.folder == draft().experiment().teacher.path) m_runs->setCurrentItem(item);
    }
    m_noRuns->setVisible(m_runs->count() == 0);
    m_runs->setVisible(m_runs->count() > 0);
}

void TeacherPage::usePath(const QString& path) {
    draft().edit([&](auto& e) { e.teacher.path = path; });
}

void TeacherPage::browse() {
    const QString folder = askForFolder(this, tr("Folder of an earlier run"), runsFolder());
    if (!folder.isEmpty()) usePath(folder);
}

}  // namespace distillab::ui
