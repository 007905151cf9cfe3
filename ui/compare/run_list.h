#pragma once

#include "ui/compare/run_list_model.h"

#include <QTableView>
#include <QTimer>
#include <QWidget>

#include <array>

class QAction;
class QComboBox;
class QLineEdit;
class QMenu;
class QPushButton;
class QStackedWidget;

namespace distillab::ui {

class MessageLine;
class UndoBar;

/// A table that tells whether one of its cells is being edited, and how wide those of a column are.
class RunTable : public QTableView {
    Q_OBJECT
public:
    using QTableView::QTableView;
    using QTableView::sizeHintForColumn;

    bool isEditing() const { return state() == EditingState; }
};

/// All runs in a table, and what can be done with them: choose, sort, filter, rename, note, colour, pin, delete, open.
/// Keeps up with the disk while it is in sight.
class RunList : public QWidget {
    Q_OBJECT
public:
    explicit RunList(QWidget* parent = nullptr);

    RunListModel& model() { return m_model; }
    /// The run at work, which can neither be deleted nor resumed; while there is one, no other can be resumed.
    void setActiveRun(const QString& folder);
    void refresh();

signals:
    void openRequested(const QString& runFolder);
    void resumeRequested(const QString& runFolder);
    void newDistillationRequested();
    /// The run that the user has come to; empty when there is none.
    void currentChanged(const QString& runFolder);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeBar();
    void makeTable();
    void widenColumns();
    void makeActions();
    QWidget* makeEmpty();
    QWidget* makeNothingFound();
    QAction* makeAction(const QString& name, const QString& text, const QKeySequence& keys, void (RunList::*deed)());
    void fillColours();
    void fillShow();
    void applyShow();
    void updateControls();
    void onClicked(const QModelIndex& index);
    void showMenu(const QPoint& position);

    void open();
    void rename();
    void editNote();
    void togglePinned();
    void toggleChosen();
    void deleteSelected();
    void restore(const QStringList& binned);
    void openBin();

    void edit(RunListModel::Column column);
    void select(const QString& folder);
    /// −1 when no run is current.
    int currentRow() const;
    QStringList selectedFolders() const;

    RunListModel m_model;
    RunListFilter m_filter;
    QString m_activeRun;
    QTimer m_looks;

    QLineEdit* m_words;
    QComboBox* m_show;
    QPushButton* m_open;
    QPushButton* m_rename;
    QPushButton* m_colour;
    QPushButton* m_pin;
    QPushButton* m_delete;
    QPushButton* m_bin;
    QMenu* m_colours;
    RunTable* m_table;
    QStackedWidget* m_stack;
    UndoBar* m_undoBar;
    MessageLine* m_message;
    std::array<QAction*, 6> m_actions;
};

}  // namespace distillab::ui
