#pragma once

#include <QAbstractTableModel>
#include <QWidget>

#include "core/hub/known_models.h"

class QLabel;
class QLineEdit;
class QTableView;

namespace distillab::ui {

/// Known good models of the hub that can teach, those that fit what is searched for.
class HubModels : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Title, Parameters, Download, Languages, Licence, ColumnCount };

    explicit HubModels(QObject* parent = nullptr);

    void search(const QString& words);
    const hub::KnownModel& at(int row) const { return m_models.at(static_cast<size_t>(row)); }
    int rowOf(const QString& id) const;  ///< −1 when it is not among them

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<hub::KnownModel> m_models;
};

class ExperimentDraft;

/// Chooses a model of the hub by searching the list, or by its name.
class HubPicker : public QWidget {
    Q_OBJECT
public:
    /// @param names  of the controls: "wizard.teacher" gives "wizard.teacher.search", ….hubModels and ….hubId
    HubPicker(ExperimentDraft& draft, const QString& names, QWidget* parent = nullptr);

    void refresh();

private:
    void setUpTable();
    void useModel(const QString& id);

    ExperimentDraft& m_draft;
    HubModels m_models;
    QLineEdit* m_search;
    QTableView* m_table;
    QLineEdit* m_id;
    QLabel* m_description;
};

}  // namespace distillab::ui
