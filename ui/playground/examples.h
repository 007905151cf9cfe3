#pragma once

#include <QAbstractListModel>
#include <QImage>
#include <QList>
#include <QString>

namespace distillab::ui {

/// What was asked once and can be asked again.
struct Example {
    QString text = {};
    QString textPair = {};
    QImage picture = {};

    bool operator==(const Example&) const = default;
};

/// The folder that keeps them, beside the program's settings.
QString examplesFolder();

/// A list of examples that is kept in a file, the latest first.
class Examples : public QAbstractListModel {
    Q_OBJECT
public:
    /// @param file  is read if it is there; one that is damaged counts as empty
    explicit Examples(const QString& file, QObject* parent = nullptr);

    /// Puts an example in front, once. Those beyond the most that are kept leave at the end.
    /// @throws WorkError when it cannot be kept; it is in the list all the same
    void add(const Example& example);
    /// @throws WorkError when the file cannot be written
    void remove(int row);

    const Example& at(int row) const { return m_examples.at(row); }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    void read();
    void write() const;

    QString m_file;
    QList<Example> m_examples;
};

}  // namespace distillab::ui
