#include "ui/explorer/explorer_items.h"

#include "core/report/wording.h"
#include "ui/explorer/tempered_answers.h"

#include <QPixmap>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kThumbnailSide = 40;
/// Of a text, as much as a list can show.
constexpr qsizetype kMostCharacters = 120;

}  // namespace

ExplorerItems::ExplorerItems(QObject* parent) : QAbstractListModel(parent) {}

void ExplorerItems::setItems(report::TestAnswers answers, data::Subset pictures) {
    beginResetModel();
    m_answers = std::move(answers);
    m_pictures = std::move(pictures);
    m_judged.clear();
    for (const report::TestAnswers::Item& item : m_answers.items) {
        m_judged.push_back({answerOf(item.teacher), answerOf(item.student), confidenceOf(item.teacher)});
    }
    endResetModel();
}

QImage ExplorerItems::picture(int row) const {
    if (!m_pictures.dataset) return {};
    return m_pictures.dataset->toQImage(m_pictures.indices[static_cast<size_t>(item(row).row)]);
}

QString ExplorerItems::className(int index) const { return m_answers.classes.value(index, u"–"_s); }

bool ExplorerItems::studentErrs(int row) const {
    return item(row).label >= 0 && m_judged[static_cast<size_t>(row)].student != item(row).label;
}

bool ExplorerItems::theyDisagree(int row) const {
    const Judged& judged = m_judged[static_cast<size_t>(row)];
    return judged.teacher >= 0 && judged.teacher != judged.student;
}

bool ExplorerItems::teacherIsUnsure(int row) const {
    const Judged& judged = m_judged[static_cast<size_t>(row)];
    return judged.teacher >= 0 && judged.confidence < kUnsureBelow;
}

bool ExplorerItems::matches(int row, const QString& words) const {
    if (words.isEmpty()) return true;
    const report::TestAnswers::Item& one = item(row);
    const Judged& judged = m_judged[static_cast<size_t>(row)];
    if (QString::number(one.row + 1) == words) return true;
    for (const QString& text : {one.text, one.textPair, m_answers.classes.value(one.label),
                                m_answers.classes.value(judged.teacher), m_answers.classes.value(judged.student)}) {
        if (text.contains(words, Qt::CaseInsensitive)) return true;
    }
    return false;
}

int ExplorerItems::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_answers.items.size());
}

QString ExplorerItems::saidOf(int row) const {
    const Judged& judged = m_judged[static_cast<size_t>(row)];
    const int label = item(row).label;
    const QString student = className(judged.student);
    if (judged.teacher == judged.student) {
        return judged.student == label ? tr("both right") : tr("both say %1", "teacher and student").arg(student);
    }
    if (judged.teacher < 0) return judged.student == label ? tr("student right") : tr("student says %1").arg(student);
    if (judged.student == label) return tr("teacher says %1").arg(className(judged.teacher));
    if (judged.teacher == label) return tr("student says %1").arg(student);
    return tr("teacher says %1, student %2").arg(className(judged.teacher), student);
}

QVariant ExplorerItems::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const int row = index.row();
    const report::TestAnswers::Item& one = item(row);
    const QString label = className(one.label);
    switch (role) {
        case Qt::DisplayRole:
            if (one.text.isEmpty()) return u"%1\n%2"_s.arg(label, saidOf(row));
            return u"%1\n%2 · %3"_s.arg(one.text.left(kMostCharacters).simplified(), label, saidOf(row));
        case Qt::AccessibleTextRole:
            return tr("Item %1, %2, label %3, %4")
                .arg(report::countText(one.row + 1), one.text.isEmpty() ? tr("a picture") : one.text, label,
                     saidOf(row));
        case Qt::ToolTipRole:
            return tr("Item %1 of the test split").arg(report::countText(one.row + 1)) +
                   (one.text.isEmpty() ? QString() : u'\n' + one.text.left(1000));
        case Qt::DecorationRole: {
            const QImage image = picture(row);
            if (image.isNull()) return {};
            return QPixmap::fromImage(
                image.scaled(kThumbnailSide, kThumbnailSide, Qt::KeepAspectRatio, Qt::SmoothTransformation));
        }
        default: return {};
    }
}

ExplorerFilter::ExplorerFilter(ExplorerItems* items) : QSortFilterProxyModel(items), m_items(items) {
    setSourceModel(items);
    sort(0);
}

void ExplorerFilter::setShow(Show show) {
    m_show = show;
    invalidate();
}

void ExplorerFilter::setWords(const QString& words) {
    m_words = words.trimmed();
    invalidateFilter();
}

int ExplorerFilter::count(Show show) const {
    int count = 0;
    for (int row = 0; row < m_items->rowCount(); ++row) count += isOf(show, row) ? 1 : 0;
    return count;
}

bool ExplorerFilter::isOf(Show show, int row) const {
    switch (show) {
        case Show::All: return true;
        case Show::StudentWrong: return m_items->studentErrs(row);
        case Show::Disagreement: return m_items->theyDisagree(row);
        case Show::TeacherUnsure: return m_items->teacherIsUnsure(row);
    }
    return true;
}

bool ExplorerFilter::filterAcceptsRow(int row, const QModelIndex&) const {
    return isOf(m_show, row) && m_items->matches(row, m_words);
}

bool ExplorerFilter::lessThan(const QModelIndex& left, const QModelIndex& right) const {
    if (m_show != Show::TeacherUnsure) return left.row() < right.row();
    return m_items->teacherConfidence(left.row()) < m_items->teacherConfidence(right.row());
}

}  // namespace distillab::ui
