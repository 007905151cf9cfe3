#pragma once

#include <QWidget>

#include "core/experiment/experiment.h"

class QAbstractButton;
class QBoxLayout;
class QComboBox;
class QDoubleSpinBox;
class QGridLayout;
class QLineEdit;
class QPushButton;
class QSlider;
class QSpinBox;
class QToolButton;

namespace distillab::ui {

// Show a value without telling anybody, and without moving the cursor of a field that shows it already.
void setQuietly(QSpinBox* field, int value);
void setQuietly(QDoubleSpinBox* field, double value);
void setQuietly(QLineEdit* field, const QString& text);
void setQuietly(QAbstractButton* field, bool checked);
void setQuietly(QSlider* field, int value);
/// Chooses the entry with this data.
void setQuietly(QComboBox* field, const QVariant& data);

/// Draws the outline of a field in the colour of errors, or as usual.
void markInvalid(QLineEdit* field, bool invalid);

QSpinBox* makeWholeField(const QString& objectName, int least, int most, int step);
QDoubleSpinBox* makeNumberField(const QString& objectName, double least, double most, int decimals);

/// A button with an arrow that is checked while what belongs to it is in sight.
QToolButton* makeFold(const QString& objectName, const QString& text);

/// Appends a labelled field: the label above the field, its tool tip in sight below, two fields to a row.
void addField(QGridLayout* grid, const QString& label, QWidget* field);

/// Puts a path's field into a row, and behind it a button that is to look for the path.
QPushButton* addPathWithBrowse(QBoxLayout* row, QLineEdit* path, const QString& objectName, const QString& text);

/// Asks for a folder. Empty when the user thought better of it.
QString askForFolder(QWidget* parent, const QString& title, const QString& start);

/// Epochs, learning rate, batch size, optimizer and schedule of one training.
class TrainingFields : public QWidget {
    Q_OBJECT
public:
    /// @param prefix  of the fields' object names: "wizard.teacher" gives "wizard.teacher.epochs", …
    explicit TrainingFields(const QString& prefix, QWidget* parent = nullptr);

    void show(const experiment::TrainingSpec& training);
    /// Writes the fields' values into `training`, leaving the rest of it alone.
    void apply(experiment::TrainingSpec& training) const;

signals:
    void edited();

private:
    QSpinBox* m_epochs;
    QDoubleSpinBox* m_learningRate;
    QSpinBox* m_batchSize;
    QComboBox* m_optimizer;
    QComboBox* m_schedule;
};

/// Names of the choices for a person.
QString optimizerName(experiment::Optimizer optimizer);
QString scheduleName(experiment::Schedule schedule);

}  // namespace distillab::ui
