#pragma once

#include <QDialog>

class QCheckBox;
class QPushButton;

namespace distillab::ui {

class MessageLine;

/// Packs a finished run into one file for others.
class HandOutDialog : public QDialog {
    Q_OBJECT
public:
    /// @param name  proposed for the file, without its ending
    HandOutDialog(const QString& runFolder, const QString& name, QWidget* parent = nullptr);

private:
    void chooseFile();
    void pack(const QString& file);
    void setBusy(bool busy);

    QString m_runFolder;
    QString m_name;
    QCheckBox* m_teacher;
    MessageLine* m_message;
    QPushButton* m_save;
    QPushButton* m_close;
};

}  // namespace distillab::ui
