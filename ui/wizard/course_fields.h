#pragma once

#include "core/experiment/course.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;

namespace distillab::ui {

/// Whether a setting changes over the run, and if so to what and how. Its value at the start has a field elsewhere.
class CourseFields : public QWidget {
    Q_OBJECT
public:
    struct Words {
        QString changes;  ///< of the check box
        QString end;      ///< what the end value is, for screen readers
    };

    /// @param names  of the controls: "wizard.softening.alpha" gives "wizard.softening.alpha.changes", ….to and
    /// ….course
    /// @param suggestedEnd  the value at the end when the setting begins to change
    CourseFields(const QString& names, const Words& words, double least, double most, double suggestedEnd,
                 QWidget* parent = nullptr);

    void show(const experiment::Course& course);

signals:
    void edited(const experiment::Course& course);

private:
    double m_suggestedEnd;
    experiment::Course m_course;
    QCheckBox* m_changes;
    QWidget* m_way;
    QDoubleSpinBox* m_to;
    QComboBox* m_shape;
};

/// The course with another value at its start.
experiment::Course startingAt(const experiment::Course& course, double value);

}  // namespace distillab::ui
