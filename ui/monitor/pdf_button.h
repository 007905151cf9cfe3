#pragma once

#include <QPushButton>
#include <QThreadPool>

namespace distillab::ui {

class MessageLine;

/// Asks for a file and saves the run's report there as a PDF, in the language of the window; the work is done in the
/// background.
class PdfButton : public QPushButton {
    Q_OBJECT
public:
    /// @param state  says how it went
    explicit PdfButton(MessageLine* state, QWidget* parent = nullptr);
    ~PdfButton() override;

    void setRun(const QString& runFolder);

private:
    void save();
    void write(const QString& file);

    MessageLine* m_state;
    QString m_runFolder;
    QThreadPool m_pool;  ///< its own, so that waiting for it waits for nothing else
};

}  // namespace distillab::ui
