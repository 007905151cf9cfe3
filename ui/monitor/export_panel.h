#pragma once

#include "core/report/run_report.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;
class QToolButton;

namespace distillab::session {
class TrainingSession;
struct Problem;
}  // namespace distillab::session

namespace distillab::ui {

/// Writes a run's student as a verified ONNX file: one click into the user's documents, or into a folder of choice.
class ExportPanel : public QWidget {
    Q_OBJECT
public:
    ExportPanel(session::TrainingSession& session, QWidget* parent = nullptr);

    void setRun(const QString& runFolder);

    /// Where one click exports to: <Documents>/DistilLab/exports/<run name>.
    static QString defaultFolder(const QString& runFolder);

    QToolButton* button() const { return m_export; }

signals:
    void exported(const distillab::report::OnnxReport& onnx);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void exportTo(const QString& folder);
    void exportElsewhere();
    void showExported(const report::OnnxReport& onnx);
    void showFailure(const session::Problem& problem);
    void setWorking(bool working);
    void say(const QString& role, const QString& heading, const QString& text);

    session::TrainingSession& m_session;
    QString m_runFolder;
    QString m_exportedFolder;
    bool m_working = false;
    QToolButton* m_export;
    QProgressBar* m_progress;
    QWidget* m_card;
    QLabel* m_heading;
    QLabel* m_text;
    QPushButton* m_showFolder;
};

}  // namespace distillab::ui
