#include "ui/compare/run_list_model.h"

#include "core/base/error.h"
#include "core/report/wording.h"
#include "ui/compare/run_colours.h"
#include "ui/widgets/theme.h"

#include <QDir>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <utility>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using library::RunEntry;
using library::RunState;

const QString kDash = u"–"_s;

QString teacherName(const RunEntry& run) {
    if (run.report) return run.report->teacher.name;
    if (!run.experiment) return kDash;
    const experiment::TeacherSpec& teacher = run.experiment->teacher;
    switch (teacher.source) {
        case experiment::TeacherSource::Train:
        case experiment::TeacherSource::Hub: return teacher.model;
        case experiment::TeacherSource::Endpoint: return teacher.endpoint.model;
        default: return QFileInfo(teacher.path).fileName();
    }
}

QString studentName(const RunEntry& run) {
    if (run.report) return run.report->student.name;
    return run.experiment ? run.experiment->student.model : kDash;
}

double share(const RunEntry& run, double report::RunSummary::* value) {
    return run.report ? (*run.report).*value : NAN;
}

}  // namespace

// ---- what is there ----

void RunListModel::refresh() {
    if (!m_library.refresh()) return;
    take(m_library.runs());
    forgetGoneChoices();
}

/// Rows come and go one by one: what is selected, chosen or edited stays.
void RunListModel::take(const std::vector<RunEntry>& runs) {
    const auto isIn = [](const std::vector<RunEntry>& list, const QString& folder) {
        return std::ranges::find(list, folder, &RunEntry::folder) != list.end();
    };
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (isIn(runs, run(row).folder)) continue;
        beginRemoveRows({}, row, row);
        m_runs.erase(m_runs.begin() + row);
        endRemoveRows();
    }
    for (int row = 0; row < static_cast<int>(runs.size()); ++row) {
        const RunEntry& entry = runs[static_cast<size_t>(row)];
        if (row < rowCount() && run(row).folder == entry.folder) {
            m_runs[static_cast<size_t>(row)] = entry;
            continue;
        }
        if (isIn(m_runs, entry.folder)) {  // they have changed places: a rare thing
            beginResetModel();
            m_runs = runs;
            endResetModel();
            return;
        }
        beginInsertRows({}, row, row);
        m_runs.insert(m_runs.begin() + row, entry);
        endInsertRows();
    }
    if (!m_runs.empty()) emit dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
}

void RunListModel::forgetGoneChoices() {
    const qsizetype before = m_chosen.size();
    m_chosen.removeIf([this](const QString& folder) { return rowOf(folder) < 0; });
    m_places.removeIf([this](const auto& place) { return rowOf(place.key()) < 0; });
    // Those that stay may have come further.
    if (before > 0) emit chosenChanged();
}

int RunListModel::rowOf(const QString& folder) const {
    const auto found = std::ranges::find(m_runs, folder, &RunEntry::folder);
    return found == m_runs.end() ? -1 : static_cast<int>(found - m_runs.begin());
}

QStringList RunListModel::sweeps() const {
    QStringList names;
    for (const RunEntry& run : m_runs) {
        if (!run.sweep.isEmpty()) names << run.sweep;
    }
    names.removeDuplicates();
    names.sort();
    return names;
}

// ---- choosing ----

void RunListModel::setChosen(const QString& folder, bool chosen) {
    const int row = rowOf(folder);
    if (row < 0 || chosen == isChosen(folder)) return;
    if (chosen) {
        // The lowest place that is free, and whose colour no chosen run has for its own.
        const QList<RunColour> colours = runColours();
        const auto isTaken = [&](int place) {
            return std::ranges::any_of(m_chosen, [&](const QString& other) {
                const RunEntry& entry = run(rowOf(other));
                if (m_places[other] == place) return true;
                return place < colours.size() && entry.colour == colours[place].key;
            });
        };
        int place = 0;
        while (isTaken(place)) ++place;
        m_places[folder] = place;
        m_chosen << folder;
    } else {
        m_places.remove(folder);
        m_chosen.removeAll(folder);
    }
    emit dataChanged(index(row, Name), index(row, Name));
    emit chosenChanged();
}

void RunListModel::chooseNone() {
    m_places.clear();
    m_chosen.clear();
    if (!m_runs.empty()) emit dataChanged(index(0, Name), index(rowCount() - 1, Name));
    emit chosenChanged();
}

std::vector<ChosenRun> RunListModel::chosenRuns() const {
    std::vector<ChosenRun> chosen;
    for (const QString& folder : m_chosen) {
        const RunEntry& entry = run(rowOf(folder));
        chosen.push_back({entry, penOf(entry)});
    }
    return chosen;
}

QPen RunListModel::penOf(const RunEntry& run) const { return runPen(run.colour, m_places.value(run.folder)); }

// ---- changing ----

template <typename Work>
bool RunListModel::attempt(Work work) {
    try {
        work();
        return true;
    } catch (const Error& error) {
        emit failed(session::toProblem(error));
        return false;
    }
}

void RunListModel::setColour(const QString& folder, const QString& colour) {
    attempt([&] { m_library.setColour(folder, colour); });
    take(m_library.runs());
    if (isChosen(folder)) emit chosenChanged();
}

void RunListModel::setPinned(const QString& folder, bool pinned) {
    attempt([&] { m_library.setPinned(folder, pinned); });
    take(m_library.runs());
}

std::optional<QString> RunListModel::remove(const QString& folder) {
    QString binned;
    if (!attempt([&] { binned = m_library.remove(folder); })) return std::nullopt;
    take(m_library.runs());
    forgetGoneChoices();
    return binned;
}

std::optional<QString> RunListModel::restore(const QString& binned) {
    QString folder;
    if (!attempt([&] { folder = m_library.restore(binned); })) return std::nullopt;
    take(m_library.runs());
    return folder;
}

bool RunListModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return false;
    const QString folder = run(index.row()).folder;
    if (role == Qt::CheckStateRole && index.column() == Name) {
        setChosen(folder, value.toInt() == Qt::Checked);
        return true;
    }
    if (role != Qt::EditRole || value.toString().trimmed() == index.data(Qt::EditRole).toString()) return false;
    const bool done = attempt([&] {
        if (index.column() == Name) m_library.rename(folder, value.toString());
        if (index.column() == Note) m_library.setNote(folder, value.toString());
    });
    take(m_library.runs());
    if (isChosen(folder)) emit chosenChanged();
    return done;
}

// ---- showing ----

int RunListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_runs.size());
}

int RunListModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : kColumns; }

QString RunListModel::text(const RunEntry& run, int column) const {
    switch (column) {
        case Name: return run.name;
        case Pinned: return run.pinned ? u"★"_s : u"☆"_s;
        case Begun: return QLocale().toString(run.begun, QLocale::ShortFormat);
        case Teacher: return teacherName(run);
        case Student: return studentName(run);
        case Temperature: return run.experiment ? report::courseText(run.experiment->distill.temperature) : kDash;
        case Alpha: return run.experiment ? report::courseText(run.experiment->distill.alpha) : kDash;
        case Accuracy: return run.report ? report::percentText(run.report->student.accuracy) : kDash;
        case Agreement: return report::percentText(share(run, &report::RunSummary::agreement));
        case Size: return run.report ? report::bytesText(run.report->student.bytes) : kDash;
        case Time: return run.report ? report::durationText(run.report->seconds) : kDash;
        case State: return library::stateText(run.state);
        case Note: return run.note;
        default: return {};
    }
}

QVariant RunListModel::sortKey(const RunEntry& run, int column) const {
    // What is not known comes last when the best come first.
    const auto number = [](double value) { return std::isfinite(value) ? value : -1.0; };
    switch (column) {
        case Pinned: return run.pinned;
        case Begun: return run.begun;
        case Temperature: return run.experiment ? run.experiment->distill.temperature.from : -1.0;
        case Alpha: return run.experiment ? run.experiment->distill.alpha.from : -1.0;
        case Accuracy: return run.report ? number(run.report->student.accuracy) : -1.0;
        case Agreement: return number(share(run, &report::RunSummary::agreement));
        case Size: return run.report ? run.report->student.bytes : qint64(-1);
        case Time: return number(share(run, &report::RunSummary::seconds));
        case State: return static_cast<int>(run.state);
        default: return text(run, column);
    }
}

QString RunListModel::toolTip(const RunEntry& run, int column) const {
    switch (column) {
        case Name: {
            QStringList lines{run.name, QDir::toNativeSeparators(run.folder)};
            if (!run.sweep.isEmpty()) lines << tr("Of the sweep %1").arg(run.sweep);
            return lines.join(u'\n');
        }
        case Pinned: return run.pinned ? tr("Pinned: stays on top") : tr("Click to keep it on top");
        case State:
            if (run.failure && !run.failure->message.isEmpty()) {
                return QStringList{run.failure->message, run.failure->where, run.failure->remedy}.join(u'\n').trimmed();
            }
            return run.canResume() ? tr("It can go on from its last checkpoint.") : QString();
        default: return text(run, column);
    }
}

/// A chosen run has the colour of its curves, another one its own.
QVariant RunListModel::swatch(const RunEntry& run) const {
    const QColor colour = isChosen(run.folder) ? penOf(run).color() : runColour(run.colour);
    return runSwatch(colour, qGuiApp->devicePixelRatio());
}

QVariant RunListModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const RunEntry& entry = run(index.row());
    const int column = index.column();
    switch (role) {
        case Qt::DisplayRole: return text(entry, column);
        case Qt::EditRole: return text(entry, column);
        case Qt::ToolTipRole: return toolTip(entry, column);
        case Qt::CheckStateRole:
            if (column != Name) return {};
            return isChosen(entry.folder) ? Qt::Checked : Qt::Unchecked;
        case Qt::DecorationRole: return column == Name ? swatch(entry) : QVariant();
        case Qt::AccessibleTextRole:
            if (column == Pinned) return entry.pinned ? tr("pinned") : tr("not pinned");
            return text(entry, column);
        case Qt::ForegroundRole:
            if (column == State && entry.state == RunState::Failed) return Theme::current().danger;
            if (column == Pinned) return entry.pinned ? Theme::current().accent : Theme::current().controlBorder;
            return {};
        case Qt::TextAlignmentRole:
            if (column == Pinned) return static_cast<int>(Qt::AlignCenter);
            return static_cast<int>((column >= Temperature && column <= Time ? Qt::AlignRight : Qt::AlignLeft) |
                                    Qt::AlignVCenter);
        case SortRole: return sortKey(entry, column);
        case SearchRole:
            return QStringList{entry.name,         entry.note,
                               entry.sweep,        teacherName(entry),
                               studentName(entry), entry.experiment ? entry.experiment->data.train : QString()}
                .join(u'\n');
        default: return {};
    }
}

QVariant RunListModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= kColumns) return {};
    const std::array<QString, kColumns> titles = {
        tr("Name"),     u"★"_s,          tr("Begun"), tr("Teacher"), tr("Student"), u"T"_s,    u"α"_s,
        tr("Accuracy"), tr("Agreement"), tr("Size"),  tr("Time"),    tr("State"),   tr("Note")};
    const std::array<QString, kColumns> explanations = {
        tr("A tick before the name lays the run's curves over those of the others."),
        tr("Pinned runs stay on top."),
        QString(),
        QString(),
        QString(),
        tr("Temperature: larger makes the teacher's answers softer."),
        tr("Alpha: weight of the teacher's answers; the labels get the rest."),
        tr("Share of the test examples that the student names correctly."),
        tr("Share of the test examples to which the student and the teacher give the same answer."),
        tr("Bytes of the student's weights in safetensors format."),
        tr("All phases of the run together, pauses not counted."),
        QString(),
        QString()};
    const auto index = static_cast<size_t>(section);
    switch (role) {
        case Qt::DisplayRole: return titles[index];
        case Qt::ToolTipRole: return explanations[index].isEmpty() ? QVariant() : explanations[index];
        case Qt::AccessibleTextRole:
            if (section == Pinned) return tr("Pinned");
            if (section == Temperature) return tr("Temperature");
            if (section == Alpha) return tr("Alpha");
            return titles[index];
        case Qt::TextAlignmentRole:
            if (section == Pinned) return static_cast<int>(Qt::AlignCenter);
            return static_cast<int>((section >= Temperature && section <= Time ? Qt::AlignRight : Qt::AlignLeft) |
                                    Qt::AlignVCenter);
        default: return {};
    }
}

Qt::ItemFlags RunListModel::flags(const QModelIndex& index) const {
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.column() == Name) flags |= Qt::ItemIsUserCheckable | Qt::ItemIsEditable;
    if (index.column() == Note) flags |= Qt::ItemIsEditable;
    return flags;
}

// ---- the filter ----

RunListFilter::RunListFilter(RunListModel& runs, QObject* parent) : QSortFilterProxyModel(parent), m_runs(runs) {
    setSourceModel(&runs);
    setSortRole(RunListModel::SortRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
    setSortLocaleAware(true);
}

void RunListFilter::setWords(const QString& words) {
    m_words = words.split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

void RunListFilter::setShow(Show show, const QString& sweep) {
    m_show = show;
    m_sweep = sweep;
    invalidateFilter();
}

bool RunListFilter::isShown(const RunEntry& run) const {
    switch (m_show) {
        case Show::All: return true;
        case Show::Pinned: return run.pinned;
        case Show::Chosen: return m_runs.isChosen(run.folder);
        case Show::Finished: return run.isFinished();
        case Show::Unfinished: return !run.isFinished();
        case Show::Sweep: return run.sweep == m_sweep;
    }
    return true;
}

bool RunListFilter::filterAcceptsRow(int row, const QModelIndex& parent) const {
    if (!isShown(m_runs.run(row))) return false;
    const QString words = m_runs.index(row, 0, parent).data(RunListModel::SearchRole).toString();
    return std::ranges::all_of(m_words, [&](const QString& word) { return words.contains(word, Qt::CaseInsensitive); });
}

bool RunListFilter::lessThan(const QModelIndex& left, const QModelIndex& right) const {
    const RunEntry& a = m_runs.run(left.row());
    const RunEntry& b = m_runs.run(right.row());
    if (a.pinned != b.pinned) return a.pinned == (sortOrder() == Qt::AscendingOrder);
    return QSortFilterProxyModel::lessThan(left, right);
}

}  // namespace distillab::ui
