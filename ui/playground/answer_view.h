#pragma once

#include "core/session/engine.h"

#include <QColor>
#include <QWidget>

class QLabel;

namespace distillab::ui {

class BarList;

/// What one network answered: the likeliest classes as bars, how long it took, and how large it is.
class AnswerView : public QWidget {
    Q_OBJECT
public:
    /// @param name  of the network, "Teacher"
    explicit AnswerView(const QString& name, QWidget* parent = nullptr);

    /// @param facts  of the network, in words; empty while they are not known
    void setFacts(const QString& facts);
    void show(const session::Prediction& prediction, const QColor& colour);
    void clear();

private:
    QString m_name;
    QLabel* m_answer;
    QLabel* m_facts;
    BarList* m_bars;
    QLabel* m_time;
};

}  // namespace distillab::ui
