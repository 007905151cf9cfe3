#include "ui/wizard/teacher_page.h"

#include "core/models/registry.h"
#include "core/report/wording.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/theme.h"
#include "ui/wizard/fields.h"
#include "ui/wizard/run_picker.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QRadioButton>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using experiment::TeacherSource;
using report::countText;

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
    m_runFields = new RunPicker(draft, u"wizard.teacher"_s);
    card->content()->addWidget(m_train, 0, Qt::AlignLeft);
    card->content()->addWidget(m_trainFields);
    card->content()->addWidget(m_earlier, 0, Qt::AlignLeft);
    card->content()->addWidget(m_runFields);
    body()->addWidget(card);
    body()->addStretch(1);
    connect(m_train, &QRadioButton::toggled, this, [this](bool train) {
        this->draft().edit([&](auto& e) { e.teacher.source = train ? TeacherSource::Train : TeacherSource::Run; });
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
    connect(m_model, &QComboBox::currentIndexChanged, this,
            [this] { draft().edit([&](auto& e) { e.teacher.model = m_model->currentData().toString(); }); });
    connect(m_training, &TrainingFields::edited, this,
            [this] { draft().edit([&](auto& e) { m_training->apply(e.teacher.training); }); });
    return group;
}

void TeacherPage::refresh() {
    const experiment::TeacherSpec& teacher = draft().experiment().teacher;
    const bool train = teacher.source == TeacherSource::Train;
    setQuietly(train ? m_train : m_earlier, true);
    m_trainFields->setVisible(train);
    if (!train && !m_runFields->isVisibleTo(this)) m_runFields->listRuns();
    m_runFields->setVisible(!train);
    listModels();
    setQuietly(m_model, teacher.model);
    m_training->show(teacher.training);
    m_runFields->refresh();
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

}  // namespace distillab::ui
