#pragma once

#include "core/library/run_library.h"
#include "core/session/training_session.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QPen>
#include <QSortFilterProxyModel>

#include <optional>
#include <vector>

namespace distillab::ui {

/// A run that was chosen to be compared.
struct ChosenRun {
    library::RunEntry run;
    QPen pen;  ///< of its curves
};

/// The runs as a table. The tick before a name chooses a run to be compared; names and notes are changed in place.
class RunListModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        Name,
        Pinned,
        Begun,
        Teacher,
        Student,
        Temperature,
        Alpha,
        Accuracy,
        Agreement,
        Size,
        Time,
        State,
        Note,
        kColumns
    };
    enum Role { SortRole = Qt::UserRole, SearchRole };

    using QAbstractTableModel::QAbstractTableModel;

    /// Looks at the disk again. Rows stay where they are, as far as the runs do.
    void refresh();

    const library::RunEntry& run(int row) const { return m_runs[static_cast<size_t>(row)]; }
    /// −1 when there is no such run.
    int rowOf(const QString& folder) const;
    /// The names of all sweeps, in alphabetical order.
    QStringList sweeps() const;

    bool isChosen(const QString& folder) const { return m_places.contains(folder); }
    void setChosen(const QString& folder, bool chosen);
    void chooseNone();
    /// In the order in which they were chosen.
    std::vector<ChosenRun> chosenRuns() const;

    void setColour(const QString& folder, const QString& colour);
    void setPinned(const QString& folder, bool pinned);
    /// @return its folder in the bin, nothing when it stays; `failed` says why
    std::optional<QString> remove(const QString& folder);
    /// @return its folder, nothing when it cannot be restored; `failed` says why
    std::optional<QString> restore(const QString& binned);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

signals:
    /// Which runs are chosen, or what is known of them.
    void chosenChanged();
    void failed(const distillab::session::Problem& problem);

private:
    QString text(const library::RunEntry& run, int column) const;
    QVariant sortKey(const library::RunEntry& run, int column) const;
    QString toolTip(const library::RunEntry& run, int column) const;
    QVariant swatch(const library::RunEntry& run) const;
    QPen penOf(const library::RunEntry& run) const;
    void take(const std::vector<library::RunEntry>& runs);
    void forgetGoneChoices();
    template <typename Work>
    bool attempt(Work work);

    library::RunLibrary m_library;
    std::vector<library::RunEntry> m_runs;
    QHash<QString, int> m_places;  ///< of the chosen runs by folder: their colours
    QStringList m_chosen;          ///< folders in the order in which they were chosen
};

/// Which of the runs are listed, and in which order: pinned ones first, whatever the order.
class RunListFilter : public QSortFilterProxyModel {
    Q_OBJECT
public:
    enum class Show { All, Pinned, Chosen, Finished, Unfinished, Sweep };

    explicit RunListFilter(RunListModel& runs, QObject* parent = nullptr);

    /// Runs in which every word occurs: in name, note, models, data, or sweep.
    void setWords(const QString& words);
    /// @param sweep  its name, where these are to be shown
    void setShow(Show show, const QString& sweep = {});

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    bool isShown(const library::RunEntry& run) const;

    RunListModel& m_runs;
    QStringList m_words;
    Show m_show = Show::All;
    QString m_sweep;
};

}  // namespace distillab::ui
