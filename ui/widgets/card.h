#pragma once

#include <QFrame>

class QBoxLayout;

namespace distillab::ui {

/// A raised panel with a thin outline that keeps together what belongs together.
class Card : public QFrame {
    Q_OBJECT
public:
    /// @param heading  a bold line at the top, none when empty
    explicit Card(const QString& heading = {}, QWidget* parent = nullptr);

    /// Where the content goes: a vertical layout, below the heading.
    QBoxLayout* content() const { return m_content; }

private:
    QBoxLayout* m_content;
};

}  // namespace distillab::ui
