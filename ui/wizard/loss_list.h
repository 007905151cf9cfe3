#pragma once

#include "core/experiment/loss_spec.h"

#include <QWidget>

#include <vector>

class QBoxLayout;
class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLineEdit;
class QSpinBox;

namespace distillab::ui {

/// One loss: whether it counts, and if so how much and when.
class LossRow : public QWidget {
    Q_OBJECT
public:
    /// @param name  of the check box: "….soft-targets"; the fields add ".weight", ".begin", ".end" and what the loss
    ///              has of its own
    LossRow(const experiment::LossInfo& info, const QString& title, const QString& name, QWidget* parent = nullptr);

    /// @param spec  null when the loss does not count; what was set before is kept for the case that it counts again
    void show(const experiment::LossSpec* spec);
    const experiment::LossSpec& spec() const { return m_spec; }

signals:
    void toggled(bool counts);
    void edited();

private:
    QWidget* makeSettings(const QString& name);
    QWidget* makeOptions(const QString& name);
    QComboBox* makeLayers(QBoxLayout* row, const QString& name);
    QSpinBox* makeShare(const QString& name, const QString& accessibleName, double experiment::LossSpec::* share);
    QDoubleSpinBox* makeNumber(const QString& name, const QString& accessibleName, double most,
                               double experiment::LossSpec::* number);
    void showOptions();

    experiment::LossSpec m_spec;
    QCheckBox* m_counts;
    QWidget* m_settings;
    QDoubleSpinBox* m_weight;
    QSpinBox* m_begin;
    QSpinBox* m_end;
    QComboBox* m_layers = nullptr;
    QLineEdit* m_pairs = nullptr;
    QComboBox* m_distance = nullptr;
    std::vector<std::pair<QDoubleSpinBox*, double experiment::LossSpec::*>> m_numbers;
};

/// All losses there are, the ones of a recipe checked.
class LossList : public QWidget {
    Q_OBJECT
public:
    /// @param names  of the rows: "wizard.softening.loss" gives "wizard.softening.loss.soft-targets"
    explicit LossList(const QString& names, QWidget* parent = nullptr);

    void show(const std::vector<experiment::LossSpec>& losses);
    const std::vector<experiment::LossSpec>& losses() const { return m_losses; }

signals:
    void edited();

private:
    /// The `ordinal`-th of a kind; a recipe may name a kind more than once.
    struct Place {
        experiment::Loss loss;
        int ordinal;
        bool operator==(const Place&) const = default;
    };

    static std::vector<Place> placesFor(const std::vector<experiment::LossSpec>& losses);
    void makeRows(const std::vector<Place>& places);
    std::vector<experiment::LossSpec>::iterator find(const Place& place);

    QString m_names;
    std::vector<experiment::LossSpec> m_losses;
    std::vector<Place> m_places;
    std::vector<LossRow*> m_rows;
};

}  // namespace distillab::ui
