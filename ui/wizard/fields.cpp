#include "ui/wizard/fields.h"

#include "ui/widgets/labels.h"
#include "ui/widgets/theme.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QCoreApplication>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>
#include <QStyle>
#include <QToolButton>

#include <cmath>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using experiment::Optimizer;
using experiment::Schedule;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::ui::Fields)
};

}  // namespace

void setQuietly(QSpinBox* field, int value) {
    if (field->value() == value) return;
    const QSignalBlocker blocker(field);
    field->setValue(value);
}

void setQuietly(QDoubleSpinBox* field, double value) {
    if (std::abs(field->value() - value) < 0.5 * std::pow(10, -field->decimals())) return;
    const QSignalBlocker blocker(field);
    field->setValue(value);
}

void setQuietly(QLineEdit* field, const QString& text) {
    if (field->text() == text) return;
    const QSignalBlocker blocker(field);
    field->setText(text);
}

void setQuietly(QAbstractButton* field, bool checked) {
    const QSignalBlocker blocker(field);
    field->setChecked(checked);
    const bool isChoice = checked && field->autoExclusive() && field->parentWidget();
    if (!isChoice) return;
    // Tab comes to the chosen one of several, the arrow keys to the others; Qt sees to that only when it is clicked.
    for (auto* other : field->parentWidget()->findChildren<QRadioButton*>(QString(), Qt::FindDirectChildrenOnly)) {
        other->setFocusPolicy(other == field ? Qt::StrongFocus : Qt::ClickFocus);
    }
}

void setQuietly(QSlider* field, int value) {
    const QSignalBlocker blocker(field);
    field->setValue(value);
}

void setQuietly(QComboBox* field, const QVariant& data) {
    const QSignalBlocker blocker(field);
    field->setCurrentIndex(field->findData(data));
}

void markInvalid(QLineEdit* field, bool invalid) {
    if (field->property("invalid").toBool() == invalid) return;
    field->setProperty("invalid", invalid);
    field->style()->unpolish(field);
    field->style()->polish(field);
}

QSpinBox* makeWholeField(const QString& objectName, int least, int most, int step) {
    auto* field = new QSpinBox;
    field->setObjectName(objectName);
    field->setRange(least, most);
    field->setSingleStep(step);
    field->setGroupSeparatorShown(true);
    return field;
}

QDoubleSpinBox* makeNumberField(const QString& objectName, double least, double most, int decimals) {
    auto* field = new QDoubleSpinBox;
    field->setObjectName(objectName);
    field->setDecimals(decimals);
    field->setRange(least, most);
    field->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    return field;
}

QPushButton* addPathWithBrowse(QBoxLayout* row, QLineEdit* path, const QString& objectName, const QString& text) {
    auto* browse = new QPushButton(text);
    browse->setObjectName(objectName);
    browse->setAutoDefault(true);
    row->addWidget(path, 1);
    row->addWidget(browse);
    return browse;
}

QToolButton* makeFold(const QString& objectName, const QString& text) {
    auto* fold = new QToolButton;
    fold->setObjectName(objectName);
    fold->setProperty("role", u"fold"_s);
    fold->setText(text);
    fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    fold->setCheckable(true);
    fold->setArrowType(Qt::RightArrow);
    fold->setFocusPolicy(Qt::StrongFocus);
    QObject::connect(fold, &QToolButton::toggled, fold,
                     [fold](bool open) { fold->setArrowType(open ? Qt::DownArrow : Qt::RightArrow); });
    return fold;
}

void addField(QGridLayout* grid, const QString& label, QWidget* field) {
    constexpr int kFieldsPerRow = 2;
    constexpr int kPartsPerField = 3;
    const int place = grid->count() / kPartsPerField;
    const int row = place / kFieldsPerRow * kPartsPerField;
    const int column = place % kFieldsPerRow;
    QLabel* explanation = makeLabel(field->toolTip(), TextRole::Muted);
    explanation->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    explanation->setContentsMargins(0, 0, 0, kSmallGap);  // keeps the next field's label away from this field
    field->setAccessibleDescription(field->toolTip());
    grid->addWidget(makeFieldLabel(label, field), row, column);
    grid->addWidget(field, row + 1, column);
    grid->addWidget(explanation, row + 2, column);
    grid->setColumnStretch(column, 1);
    grid->setHorizontalSpacing(kGap);
    grid->setVerticalSpacing(4);
}

QString askForFolder(QWidget* parent, const QString& title, const QString& start) {
    return QFileDialog::getExistingDirectory(parent, title, start.isEmpty() ? QDir::homePath() : start);
}

QString optimizerName(Optimizer optimizer) {
    return optimizer == Optimizer::AdamW ? Text::tr("AdamW") : Text::tr("SGD");
}

QString scheduleName(Schedule schedule) {
    switch (schedule) {
        case Schedule::Constant: return Text::tr("constant");
        case Schedule::Cosine: return Text::tr("cosine");
        case Schedule::Linear: return Text::tr("linear");
    }
    return {};
}

TrainingFields::TrainingFields(const QString& prefix, QWidget* parent)
    : QWidget(parent),
      m_epochs(makeWholeField(prefix + u".epochs"_s, 1, 10000, 1)),
      m_learningRate(makeNumberField(prefix + u".learningRate"_s, 0.00001, 10, 5)),
      m_batchSize(makeWholeField(prefix + u".batchSize"_s, 1, 65536, 16)),
      m_optimizer(new QComboBox),
      m_schedule(new QComboBox) {
    m_optimizer->setObjectName(prefix + u".optimizer"_s);
    m_schedule->setObjectName(prefix + u".schedule"_s);
    for (const Optimizer optimizer : {Optimizer::AdamW, Optimizer::Sgd}) {
        m_optimizer->addItem(optimizerName(optimizer), static_cast<int>(optimizer));
    }
    for (const Schedule schedule : {Schedule::Cosine, Schedule::Linear, Schedule::Constant}) {
        m_schedule->addItem(scheduleName(schedule), static_cast<int>(schedule));
    }
    m_epochs->setToolTip(tr("How often the network sees every example."));
    m_learningRate->setToolTip(tr("How strongly it corrects itself."));
    m_optimizer->setToolTip(tr("The rule that turns errors into corrections."));
    m_schedule->setToolTip(tr("How the learning rate changes during the training."));
    m_batchSize->setToolTip(tr("How many examples it looks at for each correction."));

    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    addField(grid, tr("&Epochs:"), m_epochs);
    addField(grid, tr("&Learning rate:"), m_learningRate);
    addField(grid, tr("Batch si&ze:"), m_batchSize);
    addField(grid, tr("&Optimizer:"), m_optimizer);
    addField(grid, tr("Sche&dule:"), m_schedule);

    connect(m_epochs, &QSpinBox::valueChanged, this, &TrainingFields::edited);
    connect(m_learningRate, &QDoubleSpinBox::valueChanged, this, &TrainingFields::edited);
    connect(m_batchSize, &QSpinBox::valueChanged, this, &TrainingFields::edited);
    connect(m_optimizer, &QComboBox::currentIndexChanged, this, &TrainingFields::edited);
    connect(m_schedule, &QComboBox::currentIndexChanged, this, &TrainingFields::edited);
}

void TrainingFields::show(const experiment::TrainingSpec& training) {
    setQuietly(m_epochs, training.epochs);
    setQuietly(m_learningRate, training.learningRate);
    setQuietly(m_batchSize, training.batchSize);
    setQuietly(m_optimizer, static_cast<int>(training.optimizer));
    setQuietly(m_schedule, static_cast<int>(training.schedule));
}

void TrainingFields::apply(experiment::TrainingSpec& training) const {
    training.epochs = m_epochs->value();
    training.learningRate = m_learningRate->value();
    training.batchSize = m_batchSize->value();
    training.optimizer = static_cast<Optimizer>(m_optimizer->currentData().toInt());
    training.schedule = static_cast<Schedule>(m_schedule->currentData().toInt());
}

}  // namespace distillab::ui
