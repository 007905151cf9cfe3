#include "ui/wizard/hub_picker.h"

#include "core/report/wording.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/theme.h"
#include "ui/wizard/experiment_draft.h"
#include "ui/wizard/fields.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QTableView>

#include <algorithm>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using report::countText;

constexpr int kTableHeight = 232;

}  // namespace

HubModels::HubModels(QObject* parent) : QAbstractTableModel(parent) { search({}); }

void HubModels::search(const QString& words) {
    beginResetModel();
    m_models = hub::searchKnownModels(words);
    std::erase_if(m_models, [](const hub::KnownModel& model) { return !model.isTeacher; });
    endResetModel();
}

int HubModels::rowOf(const QString& id) const {
    const auto found =
        std::find_if(m_models.begin(), m_models.end(), [&](const auto& model) { return model.id == id; });
    return found == m_models.end() ? -1 : static_cast<int>(found - m_models.begin());
}

int HubModels::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_models.size());
}

int HubModels::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant HubModels::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const hub::KnownModel& model = at(index.row());
    if (role == Qt::ToolTipRole) return tr("%1: %2", "id and description of a model").arg(model.id, model.description);
    if (role == Qt::TextAlignmentRole && (index.column() == Parameters || index.column() == Download)) {
        return int(Qt::AlignRight | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) return {};
    switch (index.column()) {
        case Title: return model.title;
        case Parameters: return countText(model.parameters);
        case Download: return tr("%1 MiB").arg(countText(model.downloadMib));
        case Languages: return model.languages;
        case Licence: return model.licence;
        default: return {};
    }
}

QVariant HubModels::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole) {
        const bool number = section == Parameters || section == Download;
        return int((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case Title: return tr("Model");
        case Parameters: return tr("Parameters");
        case Download: return tr("Download");
        case Languages: return tr("Languages");
        case Licence: return tr("Licence");
        default: return {};
    }
}

HubPicker::HubPicker(ExperimentDraft& draft, const QString& names, QWidget* parent)
    : QWidget(parent),
      m_draft(draft),
      m_search(new QLineEdit),
      m_table(new QTableView),
      m_id(new QLineEdit),
      m_description(makeLabel({}, TextRole::Muted)) {
    m_search->setObjectName(names + u".search"_s);
    m_search->setPlaceholderText(tr("Name, language or licence"));
    m_search->setClearButtonEnabled(true);
    m_table->setObjectName(names + u".hubModels"_s);
    m_id->setObjectName(names + u".hubId"_s);
    m_description->setObjectName(names + u".hubDescription"_s);
    setUpTable();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kLargeGap, 0, 0, 0);
    layout->setSpacing(kSmallGap);
    layout->addWidget(makeFieldLabel(tr("Se&arch:"), m_search));
    layout->addWidget(m_search);
    layout->addWidget(m_table);
    layout->addWidget(m_description);
    layout->addWidget(makeFieldLabel(tr("&Its name on the hub:"), m_id));
    layout->addWidget(m_id);
    layout->addWidget(
        makeLabel(tr("It is downloaded when the run begins, unless this machine has it already. The address "
                     "of a mirror goes into the environment variable HF_ENDPOINT."),
                  TextRole::Muted));
    connect(m_search, &QLineEdit::textEdited, this, [this](const QString& words) {
        const QSignalBlocker blocker(m_table->selectionModel());  // what is chosen stays chosen, in sight or not
        m_models.search(words);
        refresh();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) {
                if (current.isValid()) useModel(m_models.at(current.row()).id);
            });
    connect(m_id, &QLineEdit::textEdited, this, &HubPicker::useModel);
}

void HubPicker::setUpTable() {
    m_table->setAccessibleName(tr("Models of the hub"));
    m_table->setModel(&m_models);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->setFixedHeight(kTableHeight);
    QHeaderView* header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(HubModels::Title, QHeaderView::Stretch);
    header->setMinimumSectionSize(64);
}

void HubPicker::refresh() {
    const QString& id = m_draft.experiment().teacher.model;
    setQuietly(m_id, id);
    const QSignalBlocker blocker(m_table->selectionModel());
    const int row = m_models.rowOf(id);
    if (row < 0) {
        m_table->clearSelection();
        m_description->setText(m_models.rowCount() == 0 ? tr("No model of the list fits.") : QString());
        return;
    }
    if (m_table->currentIndex().row() != row) m_table->selectRow(row);
    m_table->viewport()->update();
    m_description->setText(m_models.at(row).description);
}

void HubPicker::useModel(const QString& id) {
    m_draft.edit([&](auto& e) { e.teacher.model = id.trimmed(); });
}

}  // namespace distillab::ui
