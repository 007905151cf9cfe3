#pragma once

#include <QObject>

class QDoubleSpinBox;
class QGridLayout;
class QSpinBox;

namespace distillab::ui {

class ExperimentDraft;

/// How much of the data is used, which part of it is held back, and the seed by which both are drawn.
class AmountFields : public QObject {
    Q_OBJECT
public:
    /// @param names  of the fields: "wizard.data" gives "wizard.data.limit", ….validation and ….seed
    AmountFields(ExperimentDraft& draft, const QString& names, QGridLayout* grid, QObject* parent);

    void refresh();

private:
    ExperimentDraft& m_draft;
    QSpinBox* m_limit;
    QDoubleSpinBox* m_validation;
    QSpinBox* m_seed;
};

}  // namespace distillab::ui
