#include "ui/wizard/text_teacher_page.h"

#include "core/report/wording.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/two_columns.h"
#include "ui/wizard/assistants_card.h"
#include "ui/wizard/endpoint_fields.h"
#include "ui/wizard/fields.h"
#include "ui/wizard/further_teachers.h"
#include "ui/wizard/hub_picker.h"
#include "ui/wizard/run_picker.h"
#include "ui/wizard/teacher_file.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using experiment::TeacherSource;
using report::countText;

constexpr qsizetype kMostLabels = 8;

QString architectureName(models::Architecture architecture) {
    switch (architecture) {
        case models::Architecture::Bert: return u"BERT"_s;
        case models::Architecture::Roberta: return u"RoBERTa"_s;
        case models::Architecture::DistilBert: return u"DistilBERT"_s;
        case models::Architecture::MobileBert: return u"MobileBERT"_s;
        case models::Architecture::Electra: return u"ELECTRA"_s;
    }
    return {};
}

}  // namespace

TextTeacherPage::TextTeacherPage(ExperimentDraft& draft)
    : WizardPage(
          Step::Teacher, draft, tr("Teacher"),
          tr("The teacher is a language model that has read much. If it does not know your task yet, it learns it "
             "first, which is called fine-tuning. It is only needed while the student learns, so it may be "
             "slow.")) {
    auto* card = new Card;
    m_folder = makeChoice(tr("A &model in a folder"), "folder", TeacherSource::Folder);
    m_hub = makeChoice(tr("A model of the Hugging Face h&ub"), "hub", TeacherSource::Hub);
    m_earlier = makeChoice(tr("The &teacher of an earlier run"), "earlier", TeacherSource::Run);
    m_onnx = makeChoice(tr("An ONN&X file"), "onnx", TeacherSource::Onnx);
    m_torchScript = makeChoice(tr("A Torc&hScript file"), "torchScript", TeacherSource::TorchScript);
    m_endpoint = makeChoice(tr("A chat model on a ser&ver"), "endpoint", TeacherSource::Endpoint);
    m_folderFields = makeFolderFields();
    m_hubFields = new HubPicker(draft, u"wizard.textTeacher"_s);
    m_runFields = new RunPicker(draft, u"wizard.textTeacher.run"_s);
    m_onnxFields = new TeacherFile(draft, u"wizard.textTeacher.onnx"_s, TeacherSource::Onnx);
    m_torchScriptFields = new TeacherFile(draft, u"wizard.textTeacher.torchScript"_s, TeacherSource::TorchScript);
    m_endpointFields = new EndpointFields(draft, u"wizard.textTeacher.endpoint"_s);
    const std::pair<QRadioButton*, QWidget*> choices[] = {{m_folder, m_folderFields},
                                                          {m_hub, m_hubFields},
                                                          {m_earlier, m_runFields},
                                                          {m_onnx, m_onnxFields},
                                                          {m_torchScript, m_torchScriptFields},
                                                          {m_endpoint, m_endpointFields}};
    for (const auto& [choice, fields] : choices) {
        card->content()->addWidget(choice);
        card->content()->addWidget(fields);
    }
    card->content()->addStretch();
    m_finetuneCard = makeFinetuneCard();
    m_answersCard = makeAnswersCard();

    auto* right = new QWidget;
    auto* column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGap);
    column->addWidget(makeFactsCard());
    column->addWidget(m_finetuneCard);
    column->addWidget(m_answersCard);
    column->addStretch();
    m_also = new FurtherTeachersCard(draft, u"wizard.textTeacher.also"_s);
    m_assistants = new AssistantsCard(draft, u"wizard.textTeacher.assistants"_s);
    auto* left = new QWidget;
    auto* leftColumn = new QVBoxLayout(left);
    leftColumn->setContentsMargins(0, 0, 0, 0);
    leftColumn->setSpacing(kGap);
    for (QWidget* part : std::initializer_list<QWidget*>{card, m_assistants, m_also}) leftColumn->addWidget(part);
    leftColumn->addStretch();
    body()->addWidget(new TwoColumns(left, right, 3, 2));
    body()->addStretch(1);
}

QRadioButton* TextTeacherPage::makeChoice(const QString& text, const char* name, TeacherSource source) {
    auto* choice = new QRadioButton(text);
    choice->setObjectName(u"wizard.textTeacher."_s + QLatin1String(name));
    connect(choice, &QRadioButton::toggled, this, [this, source](bool on) {
        if (on) draft().setTeacherSource(source);
    });
    return choice;
}

QWidget* TextTeacherPage::makeFolderFields() {
    auto* group = new QWidget;
    m_path = new QLineEdit;
    m_path->setObjectName(u"wizard.textTeacher.path"_s);
    m_path->setAccessibleName(tr("Folder of the teacher's model"));
    auto* row = new QHBoxLayout;
    auto* browse = addPathWithBrowse(row, m_path, u"wizard.textTeacher.browse"_s, tr("Bro&wse…"));
    auto* layout = new QVBoxLayout(group);
    layout->setContentsMargins(kLargeGap, 0, 0, 0);
    layout->setSpacing(kSmallGap);
    layout->addLayout(row);
    layout->addWidget(
        makeLabel(tr("As Hugging Face lays it out: config.json, the weights and the tokenizer's files. BERT, "
                     "RoBERTa, DistilBERT, MobileBERT and ELECTRA are known."),
                  TextRole::Muted));
    connect(m_path, &QLineEdit::textEdited, this, &TextTeacherPage::usePath);
    connect(browse, &QPushButton::clicked, this, [this] {
        const QString folder = askForFolder(this, tr("Folder of the teacher's model"), m_path->text());
        if (!folder.isEmpty()) usePath(folder);
    });
    return group;
}

QWidget* TextTeacherPage::makeFactsCard() {
    auto* card = new Card(tr("What it is"));
    m_facts = makeLabel({}, TextRole::Body);
    m_facts->setObjectName(u"wizard.textTeacher.facts"_s);
    m_verdict = makeLabel({}, TextRole::Muted);
    m_verdict->setObjectName(u"wizard.textTeacher.verdict"_s);
    card->content()->addWidget(m_facts);
    card->content()->addWidget(m_verdict);
    return card;
}

QWidget* TextTeacherPage::makeAnswersCard() {
    auto* card = new Card(tr("Its answers"));
    m_quantised = new QCheckBox(tr("Answers with &int8 layers"));
    m_quantised->setObjectName(u"wizard.textTeacher.quantised"_s);
    m_quantisedLine = makeLabel(tr("About twice as fast. Checked on a sample first: where its answers differ too "
                                   "much, it answers as it is."),
                                TextRole::Muted);
    m_cache = new QCheckBox(tr("&Keep its answers for later runs"));
    m_cache->setObjectName(u"wizard.textTeacher.cache"_s);
    card->content()->addWidget(m_quantised, 0, Qt::AlignLeft);
    card->content()->addWidget(m_quantisedLine);
    card->content()->addWidget(m_cache, 0, Qt::AlignLeft);
    card->content()->addWidget(
        makeLabel(tr("A later run with the same data and the same teacher then need not ask again."), TextRole::Muted));
    connect(m_quantised, &QCheckBox::toggled, this,
            [this](bool on) { draft().edit([&](auto& e) { e.teacher.quantised = on; }); });
    connect(m_cache, &QCheckBox::toggled, this,
            [this](bool on) { draft().edit([&](auto& e) { e.teacher.cache = on; }); });
    return card;
}

QWidget* TextTeacherPage::makeFinetuneCard() {
    auto* card = new Card(tr("Its fine-tuning"));
    m_finetune = new TrainingFields(u"wizard.textTeacher"_s);
    card->content()->addWidget(m_finetune);
    connect(m_finetune, &TrainingFields::edited, this,
            [this] { draft().edit([&](auto& e) { m_finetune->apply(e.teacher.finetune); }); });
    return card;
}

void TextTeacherPage::refresh() {
    const experiment::TeacherSpec& teacher = draft().experiment().teacher;
    const TeacherSource source = teacher.source;
    if (source == TeacherSource::Run && !m_runFields->isVisibleTo(this)) m_runFields->listRuns();
    const auto showChoice = [source](QRadioButton* choice, QWidget* fields, TeacherSource own) {
        setQuietly(choice, source == own);
        fields->setVisible(source == own);
    };
    showChoice(m_folder, m_folderFields, TeacherSource::Folder);
    showChoice(m_hub, m_hubFields, TeacherSource::Hub);
    showChoice(m_earlier, m_runFields, TeacherSource::Run);
    showChoice(m_onnx, m_onnxFields, TeacherSource::Onnx);
    showChoice(m_torchScript, m_torchScriptFields, TeacherSource::TorchScript);
    showChoice(m_endpoint, m_endpointFields, TeacherSource::Endpoint);
    setQuietly(m_path, teacher.path);
    markInvalid(m_path, !draft().firstTeacherProblem().isEmpty() && !teacher.path.isEmpty());
    m_onnxFields->refresh();
    m_torchScriptFields->refresh();
    m_endpointFields->refresh();
    m_hubFields->refresh();
    m_runFields->refresh();
    m_finetune->show(teacher.finetune);
    m_finetuneCard->setVisible(!draft().teacherIsReady());
    setQuietly(m_quantised, teacher.quantised);
    setQuietly(m_cache, teacher.cache);
    m_quantised->setVisible(!draft().teacherOnlyAnswers());
    m_quantisedLine->setVisible(!draft().teacherOnlyAnswers());
    m_answersCard->setVisible(source != TeacherSource::Endpoint);  // whose answers are always kept
    m_also->refresh();
    m_assistants->refresh();
    showFacts();
}

void TextTeacherPage::showFacts() {
    if (draft().teacherOnlyAnswers()) {
        m_facts->setText(tr("Nothing but its answers is known of it."));
        m_verdict->setText(
            tr("It teaches as it is. What is inside cannot be passed on: neither words nor layers, and "
               "none of the losses that look inside."));
        return;
    }
    const session::TextTeacher* teacher = draft().textTeacher();
    if (!teacher || !draft().firstTeacherProblem().isEmpty()) {
        const bool hub = draft().experiment().teacher.source == TeacherSource::Hub;
        m_facts->setText(hub ? tr("What is inside is known once it has been downloaded.") : tr("Nothing to show yet."));
        m_verdict->setText(hub ? tr("If it has no head for your labels, it is fine-tuned first.") : QString());
        return;
    }
    const models::TransformerConfig& config = teacher->config;
    m_facts->setText(tr("%1 of %2 layers, %3 wide; %4 parameters, a vocabulary of %5 tokens, texts of up to %6 tokens.")
                         .arg(architectureName(config.architecture), QString::number(config.layers),
                              QString::number(config.hiddenSize), countText(models::parameterCount(config)),
                              countText(config.vocabularySize), countText(config.maxTokens())));
    const QStringList labels = config.labels.mid(0, kMostLabels);
    const QString list = labels.join(u", "_s) + (labels.size() < config.labels.size() ? u", …"_s : QString());
    m_verdict->setText(teacher->hasHead ? tr("It tells %1 labels apart already (%2): it teaches as it is.")
                                              .arg(QString::number(config.labels.size()), list)
                                        : tr("It has no head for the labels of your data: it is fine-tuned first."));
}

void TextTeacherPage::usePath(const QString& path) {
    draft().edit([&](auto& e) { e.teacher.path = path; });
}

}  // namespace distillab::ui
