#pragma once

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QToolButton;

namespace distillab::ui {

/// The run's log: one line that can be opened to all of them.
class LogPanel : public QWidget {
    Q_OBJECT
public:
    explicit LogPanel(QWidget* parent = nullptr);

    /// Adds a line with the time of day.
    void append(const QString& line);
    void clear();
    /// Shows the lines of another log, in the words they were written in.
    void takeOver(const LogPanel& other);

private:
    void unfold(bool open);

    QToolButton* m_toggle;
    QLabel* m_lastLine;
    QToolButton* m_copy;
    QPlainTextEdit* m_lines;
};

}  // namespace distillab::ui
