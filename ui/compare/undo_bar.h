#pragma once

#include <QFrame>
#include <QStringList>

#include <vector>

class QLabel;
class QPushButton;

namespace distillab::ui {

/// Says what was deleted and offers to take it back. Out of sight while there is nothing to take back.
class UndoBar : public QFrame {
    Q_OBJECT
public:
    explicit UndoBar(QWidget* parent = nullptr);

    /// Remembers a deletion, above the earlier ones.
    /// @param binned  the runs' folders in the bin
    void push(const QString& sentence, const QStringList& binned);
    bool isEmpty() const { return m_deeds.empty(); }

public slots:
    /// Asks for the latest deletion to be taken back.
    void undo();
    /// Nothing of it is to be taken back here; the bin still has it.
    void clear();

signals:
    void undoRequested(const QStringList& binned);

private:
    struct Deed {
        QString sentence;
        QStringList binned;
    };
    void showLatest();

    std::vector<Deed> m_deeds;
    QLabel* m_sentence;
    QPushButton* m_undo;
};

}  // namespace distillab::ui
