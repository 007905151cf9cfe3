#include "ui/wizard/student_start.h"

#include "ui/widgets/labels.h"
#include "ui/widgets/theme.h"
#include "ui/wizard/experiment_draft.h"
#include "ui/wizard/fields.h"

#include <QBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>

namespace distillab::ui {

using namespace Qt::Literals::StringLiterals;
using experiment::StudentStart;

namespace {

QHBoxLayout* makeIndented(QWidget* group) {
    auto* row = new QHBoxLayout(group);
    row->setContentsMargins(kLargeGap, 0, 0, 0);
    row->setSpacing(kSmallGap);
    return row;
}

}  // namespace

StudentStartCard::StudentStartCard(ExperimentDraft& draft) : Card(tr("What it begins with")), m_draft(draft) {
    m_scratch = makeChoice(tr("Nothing: &random weights"), {}, "scratch", Choice::Scratch);
    m_tokenizerFields = makeTokenizerFields();
    content()->addWidget(m_tokenizerFields);
    m_projected =
        makeChoice(tr("The teacher's w&ords"),
                   tr("Its embeddings, projected to the student's width by PCA: a good start for small students."),
                   "projected", Choice::Projected);
    m_ofTeacher = makeChoice(tr("&Layers of the teacher"), {}, "ofTeacher", Choice::Layers);
    m_layerFields = new QWidget;
    m_layers = new QLineEdit;
    m_layers->setObjectName(u"wizard.student.layers"_s);
    m_layers->setPlaceholderText(tr("evenly spaced"));
    m_layers->setMaximumWidth(160);
    m_layers->setAccessibleName(tr("Layers of the teacher, as 0,2,4"));
    m_layersLine = makeLabel({}, TextRole::Muted);
    auto* layerRow = makeIndented(m_layerFields);
    layerRow->addWidget(m_layers);
    layerRow->addWidget(m_layersLine, 1);
    content()->addWidget(m_layerFields);

    m_ofFolder = makeChoice(tr("A model in a fol&der"), {}, "ofFolder", Choice::Folder);
    m_folderFields = new QWidget;
    m_path = new QLineEdit;
    m_path->setObjectName(u"wizard.student.path"_s);
    m_path->setAccessibleName(tr("Folder of the model that the student begins with"));
    auto* browse = addPathWithBrowse(makeIndented(m_folderFields), m_path, u"wizard.student.browse"_s, tr("Bro&wse…"));
    content()->addWidget(m_folderFields);

    const auto usePath = [this](const QString& path) { m_draft.edit([&](auto& e) { e.student.path = path; }); };
    connect(m_layers, &QLineEdit::textEdited, this,
            [this](const QString& layers) { m_draft.edit([&](auto& e) { e.student.layers = layers; }); });
    connect(m_path, &QLineEdit::textEdited, this, usePath);
    connect(browse, &QPushButton::clicked, this, [this, usePath] {
        const QString folder = askForFolder(this, m_path->accessibleName(), m_path->text());
        if (!folder.isEmpty()) usePath(folder);
    });
}

QWidget* StudentStartCard::makeTokenizerFields() {
    auto* fields = new QWidget;
    m_tokenizer = new QLineEdit;
    m_tokenizer->setObjectName(u"wizard.student.tokenizer"_s);
    m_tokenizer->setAccessibleName(tr("Folder of the student's tokenizer"));
    m_tokenizer->setPlaceholderText(tr("Folder of its tokenizer"));
    auto* browse =
        addPathWithBrowse(makeIndented(fields), m_tokenizer, u"wizard.student.browseTokenizer"_s, tr("Bro&wse…"));
    const auto usePath = [this](const QString& path) { m_draft.edit([&](auto& e) { e.student.tokenizer = path; }); };
    connect(m_tokenizer, &QLineEdit::textEdited, this, usePath);
    connect(browse, &QPushButton::clicked, this, [this, usePath] {
        const QString folder = askForFolder(this, m_tokenizer->accessibleName(), m_tokenizer->text());
        if (!folder.isEmpty()) usePath(folder);
    });
    return fields;
}

QRadioButton* StudentStartCard::makeChoice(const QString& text, const QString& explanation, const char* name,
                                           Choice choice) {
    auto* button = new QRadioButton(text);
    button->setObjectName(u"wizard.student."_s + QLatin1String(name));
    content()->addWidget(button, 0, Qt::AlignLeft);
    if (!explanation.isEmpty()) {
        QLabel* label = makeLabel(explanation, TextRole::Muted);
        label->setContentsMargins(kLargeGap, 0, 0, 0);
        content()->addWidget(label);
    }
    connect(button, &QRadioButton::toggled, this, [this, choice](bool on) {
        if (on) choose(choice);
    });
    return button;
}

StudentStartCard::Choice StudentStartCard::choiceOf(const ExperimentDraft& draft) {
    const experiment::StudentSpec& student = draft.experiment().student;
    switch (student.start) {
        case StudentStart::Teacher: return Choice::Layers;
        case StudentStart::Folder: return Choice::Folder;
        case StudentStart::Scratch: break;
    }
    return student.projectEmbeddings ? Choice::Projected : Choice::Scratch;
}

void StudentStartCard::choose(Choice choice) {
    m_draft.edit([&](experiment::Experiment& e) {
        e.student.projectEmbeddings = choice == Choice::Projected;
        e.student.start = choice == Choice::Layers   ? StudentStart::Teacher
                          : choice == Choice::Folder ? StudentStart::Folder
                                                     : StudentStart::Scratch;
    });
}

void StudentStartCard::refresh() {
    const experiment::StudentSpec& student = m_draft.experiment().student;
    const Choice choice = choiceOf(m_draft);
    setQuietly(m_scratch, choice == Choice::Scratch);
    setQuietly(m_projected, choice == Choice::Projected);
    setQuietly(m_ofTeacher, choice == Choice::Layers);
    setQuietly(m_ofFolder, choice == Choice::Folder);
    m_layerFields->setVisible(choice == Choice::Layers);
    m_folderFields->setVisible(choice == Choice::Folder);
    // Any other teacher brings the tokenizer along.
    const bool asksServer = m_draft.experiment().teacher.source == experiment::TeacherSource::Endpoint;
    m_tokenizerFields->setVisible(asksServer && choice == Choice::Scratch);
    setQuietly(m_tokenizer, student.tokenizer);
    // An assistant has insides that can be passed on.
    const bool onlyAnswers = m_draft.teacherOnlyAnswers() && m_draft.experiment().teacher.assistants.empty();
    m_projected->setEnabled(!onlyAnswers);
    m_ofTeacher->setEnabled(!onlyAnswers);
    setQuietly(m_layers, student.layers);
    setQuietly(m_path, student.path);
    const bool wrong = !m_draft.problem(Step::Student).isEmpty();
    markInvalid(m_layers, choice == Choice::Layers && wrong);
    markInvalid(m_path, choice == Choice::Folder && wrong && !student.path.isEmpty());
    const session::TextTeacher* teacher = m_draft.textTeacher();
    m_layersLine->setText(
        teacher
            ? tr("Numbers from 0 to %1, with commas. The student is as wide as the teacher; without numbers it gets "
                 "every second layer.")
                  .arg(teacher->config.layers - 1)
            : tr("The student is as wide as the teacher; without numbers it gets every second layer."));
}

}  // namespace distillab::ui
