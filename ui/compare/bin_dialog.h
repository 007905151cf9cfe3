#pragma once

#include <QDialog>

class QListWidget;
class QPushButton;

namespace distillab::ui {

class MessageLine;

/// What was deleted: to be taken back, or to be parted with.
class BinDialog : public QDialog {
    Q_OBJECT
public:
    explicit BinDialog(QWidget* parent = nullptr);

signals:
    void restored(const QString& runFolder);
    void emptied();

private:
    void refresh();
    void restore();
    void askToEmpty();
    void empty();

    QListWidget* m_runs;
    QPushButton* m_restore;
    QPushButton* m_empty;
    MessageLine* m_message;
};

}  // namespace distillab::ui
