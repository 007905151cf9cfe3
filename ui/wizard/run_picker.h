#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QListWidget;

namespace distillab::ui {

class ExperimentDraft;
class MessageLine;

/// Chooses an earlier run whose teacher shall teach again: from the list of finished ones, or by its folder.
class RunPicker : public QWidget {
    Q_OBJECT
public:
    /// @param names  of the controls: "wizard.teacher" gives "wizard.teacher.runs", ….path, ….browse and ….state
    RunPicker(ExperimentDraft& draft, const QString& names, QWidget* parent = nullptr);

    /// Looks again which runs there are; only those of the draft's task are offered.
    void listRuns();
    void refresh();

private:
    void usePath(const QString& path);
    void browse();

    ExperimentDraft& m_draft;
    QListWidget* m_runs;
    QLabel* m_noRuns;
    QLineEdit* m_path;
    MessageLine* m_state;
};

}  // namespace distillab::ui
