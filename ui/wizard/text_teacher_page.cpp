#include "ui/wizard/text_teacher_page.h"

#include "core/report/wording.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/two_columns.h"
#include "ui/wizard/fields.h"
#include "ui/wizard/hub_picker.h"
#include "ui/wizard/run_picker.h"

#include <QBoxLayout>
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
    m_folderFields = makeFolderFields();
    m_hubFields = new HubPicker(draft, u"wizard.textTeacher"_s);
    m_runFields = new RunPicker(draft, u"wizard.textTeacher.run"_s);
    for (QWidget* part :
         {static_cast<QWidget*>(m_folder), m_folderFields, static_cast<QWidget*>(m_hub),
          static_cast<QWidget*>(m_hubFields), static_cast<QWidget*>(m_earlier), static_cast<QWidget*>(m_runFields)}) {
        card->content()->addWidget(part);
    }
    card->content()->addStretch();

    m_factsCard = new Card(tr("What it is"));
    m_facts = makeLabel({}, TextRole::Body);
    m_facts->setObjectName(u"wizard.textTeacher.facts"_s);
    m_verdict = makeLabel({}, TextRole::Muted);
    m_verdict->setObjectName(u"wizard.textTeacher.verdict"_s);
    qobject_cast<Card*>(m_factsCard)->content()->addWidget(m_facts);
    qobject_cast<Card*>(m_factsCard)->content()->addWidget(m_verdict);
    m_finetuneCard = makeFinetuneCard();

    auto* right = new QWidget;
    auto* column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGap);
    column->addWidget(m_factsCard);
    column->addWidget(m_finetuneCard);
    column->addStretch();
    body()->addWidget(new TwoColumns(card, right, 3, 2));
    body()->addStretch(1);
}

QRadioButton* TextTeacherPage::makeChoice(const QString& text, const char* name, TeacherSource source) {
    auto* choice = new QRadioButton(text);
    choice->setObjectName(u"wizard.textTeacher."_s + QLatin1String(name));
    connect(choice, &QRadioButton::toggled, this, [this, source](bool on) {
        if (!on) return;
        draft().edit([&](auto& e) {
            e.teacher.source = source;
            // The name of a model that is trained here is none of the hub's.
            if (source == TeacherSource::Hub && !e.teacher.model.contains(u'/')) e.teacher.model.clear();
        });
    });
    return choice;
}

QWidget* TextTeacherPage::makeFolderFields() {
    auto* group = new QWidget;
    m_path = new QLineEdit;
    m_path->setObjectName(u"wizard.textTeacher.path"_s);
    m_path->setAccessibleName(tr("Folder of the teacher's model"));
    auto* browse = new QPushButton(tr("Bro&wse…"));
    browse->setObjectName(u"wizard.textTeacher.browse"_s);
    browse->setAutoDefault(true);
    auto* row = new QHBoxLayout;
    row->addWidget(m_path, 1);
    row->addWidget(browse);
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
    setQuietly(m_folder, teacher.source == TeacherSource::Folder);
    setQuietly(m_hub, teacher.source == TeacherSource::Hub);
    setQuietly(m_earlier, teacher.source == TeacherSource::Run);
    if (teacher.source == TeacherSource::Run && !m_runFields->isVisibleTo(this)) m_runFields->listRuns();
    m_folderFields->setVisible(teacher.source == TeacherSource::Folder);
    m_hubFields->setVisible(teacher.source == TeacherSource::Hub);
    m_runFields->setVisible(teacher.source == TeacherSource::Run);
    setQuietly(m_path, teacher.path);
    markInvalid(m_path, !draft().problem(Step::Teacher).isEmpty() && !teacher.path.isEmpty());
    m_hubFields->refresh();
    m_runFields->refresh();
    m_finetune->show(teacher.finetune);
    m_finetuneCard->setVisible(!draft().teacherIsReady());
    showFacts();
}

void TextTeacherPage::showFacts() {
    const session::TextTeacher* teacher = draft().textTeacher();
    if (!teacher || !draft().problem(Step::Teacher).isEmpty()) {
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
