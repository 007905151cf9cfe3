#pragma once

#include "ui/monitor/run_status.h"

#include <QWidget>

namespace distillab::ui {

/// The way through a run as a row of dots: behind, here, ahead.
class PhaseStrip : public QWidget {
    Q_OBJECT
public:
    explicit PhaseStrip(QWidget* parent = nullptr);

    void setMarks(const QList<PhaseMark>& marks);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString description() const;

    QList<PhaseMark> m_marks;
};

}  // namespace distillab::ui
