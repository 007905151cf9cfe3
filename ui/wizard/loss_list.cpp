#include "ui/wizard/loss_list.h"

#include "core/report/wording.h"
#include "ui/widgets/theme.h"
#include "ui/wizard/fields.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>

#include <algorithm>
#include <cmath>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using experiment::HiddenDistance;
using experiment::Loss;
using experiment::LossInfo;
using experiment::LossSpec;

constexpr double kMostWeight = 100'000;
constexpr int kIndent = 32;  ///< below the text of the check box
const QString kPairs = u"pairs"_s;

QBoxLayout* addLine(QBoxLayout* column) {
    auto* line = new QHBoxLayout;
    line->setSpacing(kSmallGap);
    column->addLayout(line);
    return line;
}

}  // namespace

LossRow::LossRow(const LossInfo& info, const QString& title, const QString& name, QWidget* parent)
    : QWidget(parent), m_counts(new QCheckBox(title)), m_settings(nullptr) {
    m_spec.loss = info.loss;
    m_counts->setObjectName(name);
    m_counts->setToolTip(u"<p><b>%1</b></p><p>%2</p><p>%3</p>"_s.arg(
        info.title.toHtmlEscaped(), info.formula.toHtmlEscaped(), info.summary.toHtmlEscaped()));
    m_counts->setAccessibleDescription(info.formula + u". "_s + info.summary);
    m_settings = makeSettings(name);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_counts, 0, Qt::AlignLeft);
    layout->addWidget(m_settings);
    connect(m_counts, &QCheckBox::toggled, this, &LossRow::toggled);
}

QWidget* LossRow::makeSettings(const QString& name) {
    auto* settings = new QWidget;
    auto* column = new QVBoxLayout(settings);
    column->setContentsMargins(kIndent, 0, 0, kSmallGap);
    column->setSpacing(kSmallGap);
    m_weight = makeNumberField(name + u".weight"_s, 0, kMostWeight, 3);
    m_weight->setAccessibleName(tr("Weight of %1").arg(m_counts->text()));
    m_begin = makeShare(name + u".begin"_s, tr("Share of the run at which %1 begins").arg(m_counts->text()),
                        &LossSpec::begin);
    m_end = makeShare(name + u".end"_s, tr("Share of the run at which %1 ends").arg(m_counts->text()), &LossSpec::end);
    QBoxLayout* line = addLine(column);
    line->addWidget(new QLabel(tr("Weight")));
    line->addWidget(m_weight, 1);
    line->addWidget(new QLabel(tr("from", "the share of the run at which a loss begins")));
    line->addWidget(m_begin);
    line->addWidget(new QLabel(tr("to", "the share of the run at which a loss ends")));
    line->addWidget(m_end);
    connect(m_weight, &QDoubleSpinBox::valueChanged, this, [this](double weight) {
        m_spec.weight = weight;
        emit edited();
    });
    if (QWidget* options = makeOptions(name)) column->addWidget(options);
    return settings;
}

/// What only this loss has; null when it has nothing of its own.
QWidget* LossRow::makeOptions(const QString& name) {
    const bool isHidden = m_spec.loss == Loss::HiddenStates;
    const bool hasNone =
        !experiment::comparesLayers(m_spec.loss) && m_spec.loss != Loss::HardLabels && m_spec.loss != Loss::Decoupled;
    if (hasNone) return nullptr;
    auto* options = new QWidget;
    auto* line = new QHBoxLayout(options);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(kSmallGap);
    const auto add = [line](const QString& label, QWidget* field) {
        line->addWidget(new QLabel(label));
        line->addWidget(field);
    };
    if (m_spec.loss == Loss::HardLabels) {
        add(tr("Label smoothing"),
            makeNumber(name + u".smoothing"_s, tr("Label smoothing"), 0.99, &LossSpec::labelSmoothing));
    }
    if (m_spec.loss == Loss::Decoupled) {
        add(tr("Right class"), makeNumber(name + u".target"_s, tr("Weight of the right class, alpha"), kMostWeight,
                                          &LossSpec::targetWeight));
        add(tr("Other classes"), makeNumber(name + u".others"_s, tr("Weight of the other classes, beta"), kMostWeight,
                                            &LossSpec::nonTargetWeight));
    }
    if (experiment::comparesLayers(m_spec.loss)) m_layers = makeLayers(line, name);
    if (isHidden) {
        m_distance = new QComboBox;
        m_distance->setObjectName(name + u".distance"_s);
        m_distance->setAccessibleName(tr("How hidden states are compared"));
        m_distance->addItem(tr("squared difference"), static_cast<int>(HiddenDistance::Mse));
        m_distance->addItem(tr("cosine"), static_cast<int>(HiddenDistance::Cosine));
        line->addWidget(m_distance);
        connect(m_distance, &QComboBox::currentIndexChanged, this, [this] {
            m_spec.distance = static_cast<HiddenDistance>(m_distance->currentData().toInt());
            emit edited();
        });
    }
    line->addStretch();
    return options;
}

QComboBox* LossRow::makeLayers(QBoxLayout* row, const QString& name) {
    auto* layers = new QComboBox;
    layers->setObjectName(name + u".layers"_s);
    layers->setAccessibleName(tr("Layers that are compared"));
    layers->addItem(tr("layers evenly spread"), experiment::kUniformLayers);
    layers->addItem(tr("the middle layers"), experiment::kMiddleLayer);
    layers->addItem(tr("the last layers"), experiment::kLastLayer);
    layers->addItem(tr("chosen layers"), kPairs);
    m_pairs = new QLineEdit;
    m_pairs->setObjectName(name + u".pairs"_s);
    m_pairs->setAccessibleName(tr("Pairs of layers, the student's and the teacher's"));
    m_pairs->setPlaceholderText(u"0:0,1:3"_s);
    m_pairs->setToolTip(tr("Pairs of the student's and the teacher's layers, the first being 0."));
    m_pairs->setMaximumWidth(120);
    row->addWidget(layers);
    row->addWidget(m_pairs);
    connect(layers, &QComboBox::currentIndexChanged, this, [this, layers] {
        const QString choice = layers->currentData().toString();
        m_spec.layers = choice == kPairs ? u"0:0"_s : choice;
        emit edited();
    });
    connect(m_pairs, &QLineEdit::textEdited, this, [this](const QString& pairs) {
        m_spec.layers = pairs;
        emit edited();
    });
    return layers;
}

QSpinBox* LossRow::makeShare(const QString& name, const QString& accessibleName, double LossSpec::* share) {
    QSpinBox* field = makeWholeField(name, 0, 100, 5);
    field->setSuffix(tr(" %"));
    field->setAccessibleName(accessibleName);
    connect(field, &QSpinBox::valueChanged, this, [this, share](int percent) {
        m_spec.*share = percent / 100.0;
        emit edited();
    });
    return field;
}

QDoubleSpinBox* LossRow::makeNumber(const QString& name, const QString& accessibleName, double most,
                                    double LossSpec::* number) {
    QDoubleSpinBox* field = makeNumberField(name, 0, most, 2);
    field->setAccessibleName(accessibleName);
    m_numbers.emplace_back(field, number);
    connect(field, &QDoubleSpinBox::valueChanged, this, [this, number](double value) {
        m_spec.*number = value;
        emit edited();
    });
    return field;
}

void LossRow::show(const LossSpec* spec) {
    setQuietly(m_counts, spec != nullptr);
    m_settings->setVisible(spec != nullptr);
    if (!spec) return;
    m_spec = *spec;
    setQuietly(m_weight, spec->weight.from);
    // A weight that changes over the run comes from a file; the field would flatten it.
    m_weight->setEnabled(spec->weight.isConstant());
    m_weight->setToolTip(spec->weight.isConstant() ? QString() : report::courseText(spec->weight));
    setQuietly(m_begin, static_cast<int>(std::lround(spec->begin * 100)));
    setQuietly(m_end, static_cast<int>(std::lround(spec->end * 100)));
    showOptions();
}

void LossRow::showOptions() {
    for (const auto& [field, number] : m_numbers) setQuietly(field, m_spec.*number);
    if (m_distance) setQuietly(m_distance, static_cast<int>(m_spec.distance));
    if (!m_layers) return;
    const bool named = m_layers->findData(m_spec.layers) >= 0;
    setQuietly(m_layers, named ? m_spec.layers : kPairs);
    m_pairs->setVisible(!named);
    if (!named) setQuietly(m_pairs, m_spec.layers);
}

LossList::LossList(const QString& names, QWidget* parent) : QWidget(parent), m_names(names) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    makeRows(placesFor({}));
}

std::vector<LossList::Place> LossList::placesFor(const std::vector<LossSpec>& losses) {
    std::vector<Place> places;
    for (const LossInfo& info : experiment::listLosses()) {
        const auto count =
            std::count_if(losses.begin(), losses.end(), [&](const LossSpec& spec) { return spec.loss == info.loss; });
        for (int i = 0; i < std::max<int>(1, static_cast<int>(count)); ++i) places.push_back({info.loss, i});
    }
    return places;
}

void LossList::makeRows(const std::vector<Place>& places) {
    // A row may be going because its own check box was clicked.
    for (LossRow* row : m_rows) row->deleteLater();
    m_rows.clear();
    m_places = places;
    const std::vector<LossInfo> infos = experiment::listLosses();
    for (const Place& place : places) {
        const auto info =
            std::find_if(infos.begin(), infos.end(), [&](const LossInfo& other) { return other.loss == place.loss; });
        const QString number = place.ordinal > 0 ? QString::number(place.ordinal + 1) : QString();
        auto* row = new LossRow(*info, number.isEmpty() ? info->title : info->title + u' ' + number,
                                m_names + u'.' + info->name + (number.isEmpty() ? QString() : u'-' + number));
        layout()->addWidget(row);
        m_rows.push_back(row);
        connect(row, &LossRow::toggled, this, [this, row, place](bool counts) {
            if (counts) {
                m_losses.push_back(row->spec());
            } else if (const auto spec = find(place); spec != m_losses.end()) {
                m_losses.erase(spec);
            }
            emit edited();
        });
        connect(row, &LossRow::edited, this, [this, row, place] {
            if (const auto spec = find(place); spec != m_losses.end()) *spec = row->spec();
            emit edited();
        });
    }
}

std::vector<LossSpec>::iterator LossList::find(const Place& place) {
    int before = place.ordinal;
    return std::find_if(m_losses.begin(), m_losses.end(),
                        [&](const LossSpec& spec) { return spec.loss == place.loss && before-- == 0; });
}

void LossList::show(const std::vector<LossSpec>& losses) {
    m_losses = losses;
    if (const std::vector<Place> places = placesFor(losses); places != m_places) makeRows(places);
    for (size_t i = 0; i < m_rows.size(); ++i) {
        const auto spec = find(m_places[i]);
        m_rows[i]->show(spec == m_losses.end() ? nullptr : &*spec);
    }
}

}  // namespace distillab::ui
