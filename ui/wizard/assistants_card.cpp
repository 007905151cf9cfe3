#include "ui/wizard/assistants_card.h"

#include "core/models/registry.h"
#include "core/models/transformer_config.h"
#include "core/report/wording.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/theme.h"
#include "ui/wizard/experiment_draft.h"
#include "ui/wizard/fields.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>

namespace distillab::ui {

using namespace Qt::Literals::StringLiterals;
using experiment::AssistantSpec;
using experiment::StudentStart;

namespace {

constexpr int kMostEpochs = 10'000;
constexpr size_t kMostAssistants = 8;

/// A choice of the list of models that is none of the registry's.
const QString kTeacherLayers = u"teacher"_s;
const QString kOther = u"other"_s;  ///< as a document has it, which the list cannot tell

QString choiceOf(const AssistantSpec& assistant) {
    const experiment::StudentSpec& student = assistant.student;
    switch (student.start) {
        case StudentStart::Teacher: return student.layers.isEmpty() ? kTeacherLayers : kOther;
        case StudentStart::Folder: return kOther;
        case StudentStart::Scratch: break;
    }
    return student.model;
}

}  // namespace

AssistantsCard::AssistantsCard(ExperimentDraft& draft, const QString& names, QWidget* parent)
    : Card(tr("Between teacher and student"), parent),
      m_draft(draft),
      m_names(names),
      m_list(new QVBoxLayout),
      m_chain(makeLabel({}, TextRole::Body)),
      m_add(new QPushButton(tr("&Put a middle-sized network between"))) {
    m_add->setObjectName(names + u".add"_s);
    m_add->setAutoDefault(true);
    m_chain->setObjectName(names + u".chain"_s);
    m_list->setSpacing(kSmallGap);
    content()->addWidget(
        makeLabel(tr("From a teacher that is very much larger, a small student may learn less than from a middle-sized "
                     "one. An assistant learns from the teacher first and then teaches the student. Each one takes a "
                     "training of its own."),
                  TextRole::Muted));
    content()->addLayout(m_list);
    content()->addWidget(m_chain);
    content()->addWidget(m_add, 0, Qt::AlignLeft);
    content()->addStretch();
    connect(m_add, &QPushButton::clicked, this, [this] {
        m_draft.edit([this](auto& e) { e.teacher.assistants.push_back(m_draft.suggestedAssistant()); });
        refresh();
        m_rows.back().model->setFocus();
    });
}

AssistantsCard::Row AssistantsCard::makeRow(size_t index) {
    const QString number = QString::number(index + 1);
    const QString name = m_names + u'.' + number;
    Row row{new QWidget, makeLabel({}, TextRole::Muted), new QComboBox, makeNumberField(name + u".width"_s, 0.05, 8, 2),
            makeWholeField(name + u".epochs"_s, 0, kMostEpochs, 1)};
    row.model->setObjectName(name + u".model"_s);
    row.model->setAccessibleName(tr("Model of assistant %1").arg(number));
    row.model->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    row.model->setMinimumContentsLength(18);
    row.width->setPrefix(tr("width × ", "before the width multiplier of a model"));
    row.width->setAccessibleName(tr("Width multiplier of assistant %1").arg(number));
    row.epochs->setSpecialValueText(tr("epochs as the student"));
    row.epochs->setPrefix(tr("epochs: "));
    row.epochs->setAccessibleName(tr("Epochs of assistant %1").arg(number));
    auto* remove = new QPushButton(tr("Remove"));
    remove->setObjectName(name + u".remove"_s);
    remove->setAccessibleName(tr("Remove assistant %1").arg(number));
    remove->setAutoDefault(true);

    auto* column = new QVBoxLayout(row.widget);
    column->setContentsMargins(0, 0, 0, kSmallGap);
    column->setSpacing(4);
    auto* second = new QHBoxLayout;
    second->setSpacing(kSmallGap);
    second->addWidget(row.width, 1);
    second->addWidget(row.epochs, 1);
    second->addWidget(remove);
    column->addWidget(row.title);
    column->addWidget(row.model);
    column->addLayout(second);
    QWidget::setTabOrder(row.model, row.width);
    QWidget::setTabOrder(row.width, row.epochs);
    QWidget::setTabOrder(row.epochs, remove);

    connect(row.model, &QComboBox::currentIndexChanged, this, [this, index, model = row.model] {
        const QString choice = model->currentData().toString();
        if (choice.isEmpty() || choice == kOther) return;
        m_draft.edit([&](auto& e) {
            experiment::StudentSpec& student = e.teacher.assistants.at(index).student;
            const bool ofTeacher = choice == kTeacherLayers;
            student = {.model = ofTeacher ? QString() : choice,
                       .width = student.width,
                       .start = ofTeacher ? StudentStart::Teacher : StudentStart::Scratch};
        });
    });
    connect(row.width, &QDoubleSpinBox::valueChanged, this, [this, index](double width) {
        m_draft.edit([&](auto& e) { e.teacher.assistants.at(index).student.width = width; });
    });
    connect(row.epochs, &QSpinBox::valueChanged, this, [this, index](int epochs) {
        m_draft.edit([&](auto& e) { e.teacher.assistants.at(index).epochs = epochs; });
    });
    // Queued: the row goes, and with it the button that is being pressed.
    connect(
        remove, &QPushButton::clicked, this,
        [this, index] {
            m_add->setFocus();
            m_draft.edit([&](auto& e) {
                auto& all = e.teacher.assistants;
                if (index < all.size()) all.erase(all.begin() + std::ptrdiff_t(index));
            });
        },
        Qt::QueuedConnection);
    listModels(row);
    return row;
}

void AssistantsCard::listModels(const Row& row) const {
    const QSignalBlocker blocker(row.model);
    row.model->clear();
    const bool isText = m_draft.isText();
    row.model->setProperty("isText", isText);
    if (isText) row.model->addItem(tr("Half the layers of the one before"), kTeacherLayers);
    for (const models::ModelInfo& info : isText ? models::listTextModels() : models::listModels()) {
        row.model->addItem(info.name, info.name);
    }
}

void AssistantsCard::showModelSizes(const Row& row, double width) const {
    const std::optional<ModelInput> input = m_draft.modelInput();
    if (!input) return;
    for (int i = 0; i < row.model->count(); ++i) {
        const QString model = row.model->itemData(i).toString();
        if (model == kTeacherLayers || model == kOther) continue;
        const auto size = trySizeOf({model, m_draft.isText() ? 1.0 : width}, *input);
        row.model->setItemText(i,
                               size ? tr("%1: %2 parameters").arg(model, report::countText(size->parameters)) : model);
    }
}

void AssistantsCard::refresh() {
    const experiment::TeacherSpec& teacher = m_draft.experiment().teacher;
    while (m_rows.size() > teacher.assistants.size()) {
        delete m_rows.back().widget;
        m_rows.pop_back();
    }
    while (m_rows.size() < teacher.assistants.size()) {
        m_rows.push_back(makeRow(m_rows.size()));
        m_list->addWidget(m_rows.back().widget);
    }
    for (size_t i = 0; i < m_rows.size(); ++i) {
        const Row& row = m_rows[i];
        const AssistantSpec& assistant = teacher.assistants[i];
        if (row.model->property("isText").toBool() != m_draft.isText()) listModels(row);
        showModelSizes(row, assistant.student.width);
        const QString choice = choiceOf(assistant);
        if (choice == kOther && row.model->findData(kOther) < 0) {
            const QSignalBlocker blocker(row.model);
            row.model->addItem(tr("As the experiment file has it"), kOther);
        }
        row.title->setText(m_rows.size() == 1 ? tr("Assistant") : tr("Assistant %1").arg(i + 1));
        setQuietly(row.model, choice);
        setQuietly(row.width, assistant.student.width);
        row.width->setVisible(!m_draft.isText());
        setQuietly(row.epochs, assistant.epochs);
    }
    const QString chain = experiment::assistantsText(teacher);
    m_chain->setText(chain.isEmpty() ? QString() : tr("Teacher → %1 → student").arg(chain));
    m_chain->setVisible(!chain.isEmpty());
    m_add->setText(m_rows.empty() ? tr("&Put a middle-sized network between") : tr("&Put another one between"));
    m_add->setEnabled(m_rows.size() < kMostAssistants);
}

}  // namespace distillab::ui
