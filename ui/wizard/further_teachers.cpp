#include "ui/wizard/further_teachers.h"

#include "core/library/runs_folder.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/theme.h"
#include "ui/wizard/experiment_draft.h"
#include "ui/wizard/fields.h"

#include <QBoxLayout>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QPushButton>

namespace distillab::ui {

using namespace Qt::Literals::StringLiterals;
using experiment::FurtherTeacher;

namespace {

constexpr double kMostWeight = 1000;

}  // namespace

FurtherTeachersCard::FurtherTeachersCard(ExperimentDraft& draft, const QString& names, QWidget* parent)
    : Card(tr("Further teachers"), parent),
      m_draft(draft),
      m_names(names),
      m_list(new QVBoxLayout),
      m_add(new QPushButton(tr("Add a teacher"))) {
    m_add->setObjectName(names + u".add"_s);
    m_add->setAutoDefault(true);
    m_list->setSpacing(kSmallGap);
    content()->addWidget(
        makeLabel(tr("Several teachers err less than one: the student learns from the average of their answers. They "
                     "must know the same classes, and answer as they are."),
                  TextRole::Muted));
    content()->addLayout(m_list);
    content()->addWidget(m_add, 0, Qt::AlignLeft);
    content()->addStretch();
    connect(m_add, &QPushButton::clicked, this, [this] {
        m_draft.edit([](auto& e) { e.teacher.also.emplace_back(); });
        refresh();
        m_rows.back().path->setFocus();
    });
}

FurtherTeachersCard::Row FurtherTeachersCard::makeRow(size_t index) {
    const QString number = QString::number(index + 1);
    const QString name = m_names + u'.' + number;
    Row row{new QWidget, new QLineEdit, makeNumberField(name + u".weight"_s, 0.01, kMostWeight, 2)};
    row.path->setObjectName(name + u".path"_s);
    row.path->setAccessibleName(tr("Folder of further teacher %1").arg(number));
    row.path->setPlaceholderText(tr("Folder of a run or a model"));
    row.weight->setStepType(QAbstractSpinBox::DefaultStepType);
    row.weight->setSingleStep(0.25);
    row.weight->setAccessibleName(tr("Weight of further teacher %1").arg(number));
    row.weight->setToolTip(tr("How much it counts beside the first teacher's 1."));
    row.weight->setPrefix(tr("counts × ", "before the weight of a teacher"));
    auto* remove = new QPushButton(tr("Remove"));
    remove->setObjectName(name + u".remove"_s);
    remove->setAccessibleName(tr("Remove further teacher %1").arg(number));
    remove->setAutoDefault(true);
    auto* column = new QVBoxLayout(row.widget);
    column->setContentsMargins(0, 0, 0, kSmallGap);
    column->setSpacing(4);
    auto* first = new QHBoxLayout;
    first->setSpacing(kSmallGap);
    auto* browse = addPathWithBrowse(first, row.path, name + u".browse"_s, tr("Browse…"));
    auto* second = new QHBoxLayout;
    second->addWidget(row.weight);
    second->addStretch(1);
    second->addWidget(remove);
    column->addLayout(first);
    column->addLayout(second);
    QWidget::setTabOrder(row.path, browse);
    QWidget::setTabOrder(browse, row.weight);
    QWidget::setTabOrder(row.weight, remove);
    const auto usePath = [this, index](const QString& path) {
        m_draft.edit([&](auto& e) { e.teacher.also.at(index).path = path; });
    };
    connect(row.path, &QLineEdit::textEdited, this, usePath);
    connect(browse, &QPushButton::clicked, this, [this, usePath, path = row.path] {
        const QString start = path->text().isEmpty() ? library::runsFolder() : path->text();
        const QString folder = askForFolder(this, tr("Folder of a run or a model"), start);
        if (!folder.isEmpty()) usePath(folder);
    });
    connect(row.weight, &QDoubleSpinBox::valueChanged, this,
            [this, index](double weight) { m_draft.edit([&](auto& e) { e.teacher.also.at(index).weight = weight; }); });
    // Queued: the row goes, and with it the button that is being pressed.
    connect(
        remove, &QPushButton::clicked, this,
        [this, index] {
            m_add->setFocus();
            m_draft.edit([&](auto& e) {
                if (index < e.teacher.also.size()) e.teacher.also.erase(e.teacher.also.begin() + std::ptrdiff_t(index));
            });
        },
        Qt::QueuedConnection);
    return row;
}

void FurtherTeachersCard::refresh() {
    const std::vector<FurtherTeacher>& teachers = m_draft.experiment().teacher.also;
    while (m_rows.size() > teachers.size()) {
        delete m_rows.back().widget;
        m_rows.pop_back();
    }
    while (m_rows.size() < teachers.size()) {
        m_rows.push_back(makeRow(m_rows.size()));
        m_list->addWidget(m_rows.back().widget);
    }
    for (size_t i = 0; i < teachers.size(); ++i) {
        setQuietly(m_rows[i].path, teachers[i].path);
        setQuietly(m_rows[i].weight, teachers[i].weight);
        markInvalid(m_rows[i].path, !teachers[i].path.isEmpty() && !m_draft.holdsTeacher(teachers[i].path));
    }
}

}  // namespace distillab::ui
