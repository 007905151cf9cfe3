#include "ui/wizard/amount_fields.h"

#include "ui/wizard/experiment_draft.h"
#include "ui/wizard/fields.h"

#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QSpinBox>

#include <limits>

namespace distillab::ui {

using namespace Qt::Literals::StringLiterals;

AmountFields::AmountFields(ExperimentDraft& draft, const QString& names, QGridLayout* grid, QObject* parent)
    : QObject(parent),
      m_draft(draft),
      m_limit(makeWholeField(names + u".limit"_s, 0, 2'000'000'000, 1000)),
      m_validation(makeNumberField(names + u".validation"_s, 0.1, 90, 1)),
      m_seed(makeWholeField(names + u".seed"_s, 0, std::numeric_limits<int>::max(), 1)) {
    m_limit->setSpecialValueText(tr("all"));
    m_limit->setToolTip(tr("How many examples to use, drawn at random; 0 uses all."));
    m_validation->setSuffix(tr(" %"));
    m_validation->setToolTip(tr("Held back to check how well new examples are named."));
    m_seed->setGroupSeparatorShown(false);
    m_seed->setToolTip(tr("The same seed gives the same result again."));
    addField(grid, tr("&Limit:"), m_limit);
    addField(grid, tr("&Validation share:"), m_validation);
    addField(grid, tr("S&eed:"), m_seed);
    connect(m_limit, &QSpinBox::valueChanged, this,
            [this](int value) { m_draft.edit([&](auto& e) { e.data.limit = value; }); });
    connect(m_validation, &QDoubleSpinBox::valueChanged, this,
            [this](double percent) { m_draft.edit([&](auto& e) { e.data.validationFraction = percent / 100; }); });
    connect(m_seed, &QSpinBox::valueChanged, this,
            [this](int value) { m_draft.edit([&](auto& e) { e.data.seed = static_cast<quint64>(value); }); });
}

void AmountFields::refresh() {
    const experiment::DataSpec& data = m_draft.experiment().data;
    setQuietly(m_limit, data.limit);
    setQuietly(m_validation, data.validationFraction * 100);
    setQuietly(m_seed, static_cast<int>(data.seed));
}

}  // namespace distillab::ui
