#include "ui/compare/comparison_model.h"

#include "ui/compare/run_colours.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kBadgePadding = 6;
constexpr int kCellPadding = 10;

QString badgeText() { return ComparisonModel::tr("best", "mark of a cell"); }

QFont badgeFont(const QFont& font) {
    QFont small = font;
    small.setBold(false);
    small.setPointSizeF(font.pointSizeF() * 0.85);
    return small;
}

QFont bold(QFont font) {
    font.setBold(true);
    return font;
}

}  // namespace

void ComparisonModel::setRuns(const std::vector<ChosenRun>& chosen) {
    beginResetModel();
    m_runs = chosen;
    std::vector<library::RunEntry> runs;
    for (const ChosenRun& run : chosen) runs.push_back(run.run);
    m_comparison = library::compareRuns(runs);
    endResetModel();
}

int ComparisonModel::rowCount(const QModelIndex& parent) const {
    if (parent.isValid() || m_runs.empty()) return 0;
    const size_t settings = m_comparison.settings.size();
    return static_cast<int>(m_comparison.results.size() + (settings > 0 ? settings + 1 : 0));
}

int ComparisonModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_runs.size());
}

const library::ComparedRow* ComparisonModel::rowAt(int row) const {
    const auto index = static_cast<size_t>(row);
    const size_t settings = m_comparison.settings.size();
    if (settings == 0) return &m_comparison.results[index];
    if (index < settings) return &m_comparison.settings[index];
    return index == settings ? nullptr : &m_comparison.results[index - settings - 1];
}

QString ComparisonModel::headingAt(int row) const { return rowAt(row) ? QString() : tr("Results"); }

QVariant ComparisonModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const library::ComparedRow* row = rowAt(index.row());
    if (role == SectionRole) return row == nullptr;
    if (!row) return role == Qt::BackgroundRole ? QVariant(Theme::current().window) : QVariant();
    const QString& cell = row->cells[index.column()];
    const bool best = std::ranges::find(row->best, index.column()) != row->best.end();
    switch (role) {
        case Qt::DisplayRole: return cell;
        case Qt::ToolTipRole: return best ? tr("%1: the best of the chosen runs").arg(cell) : cell;
        case Qt::AccessibleTextRole: {
            const QString text = tr("%1, %2: %3", "run, figure, value")
                                     .arg(m_runs[static_cast<size_t>(index.column())].run.name, row->title, cell);
            return best ? tr("%1, the best").arg(text) : text;
        }
        case Qt::TextAlignmentRole: return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
        case BestRole: return best;
        default: return {};
    }
}

QVariant ComparisonModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (section < 0) return {};
    if (orientation == Qt::Horizontal) {
        if (section >= columnCount()) return {};
        const ChosenRun& column = m_runs[static_cast<size_t>(section)];
        switch (role) {
            case Qt::DisplayRole: return column.run.name;
            case Qt::ToolTipRole: return column.run.name;
            case Qt::DecorationRole: return runSwatch(column.pen.color(), qGuiApp->devicePixelRatio());
            case Qt::TextAlignmentRole: return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
            default: return {};
        }
    }
    if (section >= rowCount()) return {};
    const library::ComparedRow* row = rowAt(section);
    switch (role) {
        case Qt::DisplayRole: return row ? row->title : headingAt(section);
        case Qt::ToolTipRole: return row ? row->explanation : QString();
        case Qt::TextAlignmentRole: return static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter);
        default: return {};
    }
}

Qt::ItemFlags ComparisonModel::flags(const QModelIndex& index) const {
    return index.isValid() && !rowAt(index.row()) ? Qt::NoItemFlags : QAbstractTableModel::flags(index);
}

void BestCellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    if (!index.data(ComparisonModel::BestRole).toBool()) {
        QStyledItemDelegate::paint(painter, option, index);
        return;
    }
    const Theme& theme = Theme::current();
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    cell.font = bold(option.font);
    const QString value = cell.text;
    const int valueWidth = QFontMetrics(cell.font).horizontalAdvance(value) + kCellPadding;
    cell.text.clear();  // the ground and the selection alone
    const QStyle* style = option.widget ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, option.widget);

    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setFont(cell.font);
    painter->setPen(theme.text);
    painter->drawText(option.rect.adjusted(0, 0, -kCellPadding, 0), Qt::AlignRight | Qt::AlignVCenter, value);
    const QFont small = badgeFont(option.font);
    const QFontMetrics metrics(small);
    QRectF badge(0, 0, metrics.horizontalAdvance(badgeText()) + 2 * kBadgePadding, metrics.height() + 2);
    badge.moveCenter(option.rect.center());
    badge.moveRight(option.rect.right() - valueWidth - kBadgePadding);
    painter->setFont(small);
    painter->setPen(theme.success);
    painter->drawRoundedRect(badge, badge.height() / 2, badge.height() / 2);
    painter->drawText(badge, Qt::AlignCenter, badgeText());
    painter->restore();
}

QSize BestCellDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    // Room for the mark in every cell: columns do not jump when another run becomes the best.
    const QString value = index.data(Qt::DisplayRole).toString();
    const bool isFigure = index.data(ComparisonModel::BestRole).isValid() && !value.isEmpty();
    if (!isFigure) return size;
    const int badge = QFontMetrics(badgeFont(option.font)).horizontalAdvance(badgeText()) + 3 * kBadgePadding;
    return {QFontMetrics(bold(option.font)).horizontalAdvance(value) + badge + 2 * kCellPadding, size.height()};
}

}  // namespace distillab::ui
