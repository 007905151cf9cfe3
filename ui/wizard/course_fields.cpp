#include "ui/wizard/course_fields.h"

#include "ui/widgets/theme.h"
#include "ui/wizard/fields.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>

namespace distillab::ui {

using namespace Qt::Literals::StringLiterals;
using experiment::Course;
using experiment::Schedule;

CourseFields::CourseFields(const QString& names, const Words& words, double least, double most, double suggestedEnd,
                           QWidget* parent)
    : QWidget(parent),
      m_suggestedEnd(suggestedEnd),
      m_changes(new QCheckBox(words.changes)),
      m_way(new QWidget),
      m_to(makeNumberField(names + u".to"_s, least, most, 2)),
      m_shape(new QComboBox) {
    m_changes->setObjectName(names + u".changes"_s);
    m_to->setAccessibleName(words.end);
    m_shape->setObjectName(names + u".course"_s);
    m_shape->setAccessibleName(tr("The way from the first value to the last"));
    m_shape->addItem(tr("in a straight line"), static_cast<int>(Schedule::Linear));
    m_shape->addItem(tr("along a cosine"), static_cast<int>(Schedule::Cosine));
    auto* way = new QHBoxLayout(m_way);
    way->setContentsMargins(kLargeGap, 0, 0, 0);
    way->setSpacing(kSmallGap);
    way->addWidget(new QLabel(tr("At the end:")));
    way->addWidget(m_to);
    way->addWidget(m_shape);
    way->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kSmallGap);
    layout->addWidget(m_changes, 0, Qt::AlignLeft);
    layout->addWidget(m_way);
    connect(m_changes, &QCheckBox::toggled, this, [this](bool changes) {
        m_course = changes ? Course(m_course.from, m_suggestedEnd, Schedule::Linear) : Course(m_course.from);
        emit edited(m_course);
    });
    connect(m_to, &QDoubleSpinBox::valueChanged, this, [this](double end) {
        m_course.to = end;
        emit edited(m_course);
    });
    connect(m_shape, &QComboBox::currentIndexChanged, this, [this] {
        m_course.shape = static_cast<Schedule>(m_shape->currentData().toInt());
        emit edited(m_course);
    });
}

void CourseFields::show(const Course& course) {
    m_course = course;
    setQuietly(m_changes, !course.isConstant());
    m_way->setVisible(!course.isConstant());
    if (course.isConstant()) return;
    setQuietly(m_to, course.to);
    setQuietly(m_shape, static_cast<int>(course.shape));
}

Course startingAt(const Course& course, double value) {
    return course.isConstant() ? Course(value) : Course(value, course.to, course.shape);
}

}  // namespace distillab::ui
