#pragma once

#include "core/session/engine.h"

#include <QColor>
#include <QWidget>

class QLabel;

namespace distillab::ui {

class BarList;

/// What one network answered: the likeliest classes as bars, and how long it took.
class AnswerView : public QWidget {
    Q_OBJECT
public:
    /// @param name    of the network, "Teacher"
    /// @param colour  in which it is drawn everywhere
    AnswerView(const QString& name, const QColor& colour, QWidget* parent = nullptr);

    void show(const session::Prediction& prediction);
    void clear();

private:
    QString m_name;
    QColor m_colour;
    QLabel* m_answer;
    BarList* m_bars;
    QLabel* m_time;
};

}  // namespace distillab::ui
