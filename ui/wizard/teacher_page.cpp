#include "ui/wizard/teacher_page.h"

#include "core/models/registry.h"
#include "core/report/wording.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/two_columns.h"
#include "ui/wizard/assistants_card.h"
#include "ui/wizard/fields.h"
#include "ui/wizard/further_teachers.h"
#include "ui/wizard/run_picker.h"
#include "ui/wizard/teacher_file.h"

#include <QBoxLayout>
#include <QCheckBox>
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
    m_train = makeChoice(tr("&Train a teacher here"), "train", TeacherSource::Train);
    m_earlier = makeChoice(tr("&Use the teacher of an earlier run"), "earlier", TeacherSource::Run);
    m_onnx = makeChoice(tr("An ONN&X file"), "onnx", TeacherSource::Onnx);
    m_torchScript = makeChoice(tr("A Torc&hScript file"), "torchScript", TeacherSource::TorchScript);
    m_trainFields = makeTrainCard();
    m_trainFields->setMaximumWidth(kWidestFields);
    m_runFields = new RunPicker(draft, u"wizard.teacher"_s);
    m_onnxFields = new TeacherFile(draft, u"wizard.teacher.onnx"_s, TeacherSource::Onnx);
    m_torchScriptFields = new TeacherFile(draft, u"wizard.teacher.torchScript"_s, TeacherSource::TorchScript);
    const std::pair<QRadioButton*, QWidget*> choices[] = {{m_train, m_trainFields},
                                                          {m_earlier, m_runFields},
                                                          {m_onnx, m_onnxFields},
                                                          {m_torchScript, m_torchScriptFields}};
    for (const auto& [choice, fields] : choices) {
        card->content()->addWidget(choice, 0, Qt::AlignLeft);
        card->content()->addWidget(fields);
    }
    m_also = new FurtherTeachersCard(draft, u"wizard.teacher.also"_s);
    m_assistants = new AssistantsCard(draft, u"wizard.teacher.assistants"_s);
    body()->addWidget(card);
    body()->addWidget(new TwoColumns(m_assistants, m_also, 1, 1));
    body()->addWidget(makeAnswersCard());
    body()->addStretch(1);
}

QRadioButton* TeacherPage::makeChoice(const QString& text, const char* name, TeacherSource source) {
    auto* choice = new QRadioButton(text);
    choice->setObjectName(u"wizard.teacher."_s + QLatin1String(name));
    connect(choice, &QRadioButton::toggled, this, [this, source](bool on) {
        if (on) draft().setTeacherSource(source);
    });
    return choice;
}

QWidget* TeacherPage::makeAnswersCard() {
    auto* card = new Card;
    m_cache = new QCheckBox(tr("&Keep the teacher's answers for later runs"));
    m_cache->setObjectName(u"wizard.teacher.cache"_s);
    card->content()->addWidget(m_cache, 0, Qt::AlignLeft);
    card->content()->addWidget(
        makeLabel(tr("A later run with the same data and the same teacher then need not ask again."), TextRole::Muted));
    connect(m_cache, &QCheckBox::toggled, this,
            [this](bool on) { draft().edit([&](auto& e) { e.teacher.cache = on; }); });
    return card;
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
    const TeacherSource source = teacher.source;
    setQuietly(m_train, source == TeacherSource::Train);
    setQuietly(m_earlier, source == TeacherSource::Run);
    setQuietly(m_onnx, source == TeacherSource::Onnx);
    setQuietly(m_torchScript, source == TeacherSource::TorchScript);
    m_trainFields->setVisible(source == TeacherSource::Train);
    if (source == TeacherSource::Run && !m_runFields->isVisibleTo(this)) m_runFields->listRuns();
    m_runFields->setVisible(source == TeacherSource::Run);
    m_onnxFields->setVisible(source == TeacherSource::Onnx);
    m_torchScriptFields->setVisible(source == TeacherSource::TorchScript);
    m_onnxFields->refresh();
    m_torchScriptFields->refresh();
    setQuietly(m_cache, teacher.cache);
    listModels();
    setQuietly(m_model, teacher.model);
    m_training->show(teacher.training);
    m_runFields->refresh();
    m_also->refresh();
    m_assistants->refresh();
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
