#include "ui/monitor/confusion_view.h"

#include "core/report/wording.h"
#include "ui/widgets/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace distillab::ui {
namespace {

constexpr int kGapToName = 6;
constexpr int kMostNameWidth = 110;
constexpr double kSmallestCell = 26;
constexpr double kLargestCell = 52;

double linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& color) {
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

QColor mixed(const QColor& from, const QColor& to, double share) {
    const auto mix = [share](float a, float b) { return a + (b - a) * static_cast<float>(share); };
    return QColor::fromRgbF(mix(from.redF(), to.redF()), mix(from.greenF(), to.greenF()),
                            mix(from.blueF(), to.blueF()));
}

}  // namespace

ConfusionCells::ConfusionCells(const report::Scores& scores) : m_counts(scores.confusion) {
    for (const report::ClassScores& each : scores.classes) m_names << each.name;
    for (const auto& row : m_counts) m_totals.push_back(std::accumulate(row.begin(), row.end(), qint64{0}));
}

qint64 ConfusionCells::count(int truth, int answer) const {
    return m_counts[static_cast<size_t>(truth)][static_cast<size_t>(answer)];
}

double ConfusionCells::share(int truth, int answer) const {
    const qint64 total = m_totals[static_cast<size_t>(truth)];
    return total > 0 ? static_cast<double>(count(truth, answer)) / static_cast<double>(total) : 0;
}

QString ConfusionCells::sentence(int truth, int answer) const {
    const QString total = report::countText(m_totals[static_cast<size_t>(truth)]);
    const QString number = report::countText(count(truth, answer));
    const QString percent = report::percentText(share(truth, answer));
    if (truth == answer) {
        return ConfusionView::tr("Of %1 examples of “%2”, %3 (%4) were recognised.")
            .arg(total, name(truth), number, percent);
    }
    return ConfusionView::tr("Of %1 examples of “%2”, %3 (%4) were taken for “%5”.")
        .arg(total, name(truth), number, percent, name(answer));
}

QColor readableOn(const QColor& background) {
    const double light = luminance(background);
    const double whiteContrast = 1.05 / (light + 0.05);
    const double blackContrast = (light + 0.05) / 0.05;
    return whiteContrast >= blackContrast ? Qt::white : Qt::black;
}

ConfusionView::ConfusionView(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(tr("Confusion matrix"));
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    setSizePolicy(policy);
}

void ConfusionView::setScores(const report::Scores& scores, const QColor& color) {
    m_cells = ConfusionCells(scores);
    m_color = color;
    m_truth = m_answer = -1;
    updateGeometry();
    update();
}

QSize ConfusionView::sizeHint() const {
    const int side = static_cast<int>(m_cells.classes() * 40);
    return {side + nameWidth() + kGapToName, side + nameWidth() + kGapToName + 2 * fontMetrics().height()};
}

QSize ConfusionView::minimumSizeHint() const {
    const int side = static_cast<int>(m_cells.classes() * kSmallestCell);
    return {side + nameWidth() + kGapToName, side + nameWidth() + kGapToName + 2 * fontMetrics().height()};
}

void ConfusionView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (int truth = 0; truth < m_cells.classes(); ++truth) {
        for (int answer = 0; answer < m_cells.classes(); ++answer) paintCell(painter, truth, answer);
    }
    paintNames(painter);
    if (m_truth < 0) return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(Theme::current().text, hasFocus() ? 2.5 : 1.5));
    painter.drawRect(cell(m_truth, m_answer).adjusted(1, 1, -1, -1));
}

void ConfusionView::paintCell(QPainter& painter, int truth, int answer) const {
    const Theme& theme = Theme::current();
    // The square root lets rare mistakes show; mistakes have the colour of a warning, right answers that of the model.
    const double strength = std::sqrt(m_cells.share(truth, answer));
    const QColor background = mixed(theme.surface, truth == answer ? m_color : theme.danger, strength);
    const QRectF area = cell(truth, answer).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(Qt::NoPen);
    painter.setBrush(background);
    painter.drawRect(area);
    painter.setPen(QPen(theme.border, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(area);

    const qint64 count = m_cells.count(truth, answer);
    const QString text = report::countText(count);
    if (count == 0 || painter.fontMetrics().horizontalAdvance(text) > area.width() - 2) return;
    painter.setPen(readableOn(background));
    painter.drawText(area, Qt::AlignCenter, text);
}

void ConfusionView::paintNames(QPainter& painter) const {
    const Theme& theme = Theme::current();
    const QRectF area = grid();
    const QFontMetrics metrics = painter.fontMetrics();
    const int width = nameWidth();
    for (int index = 0; index < m_cells.classes(); ++index) {
        const QRectF diagonal = cell(index, index);
        const QString name = metrics.elidedText(m_cells.name(index), Qt::ElideRight, width);
        painter.setPen(index == m_truth ? theme.text : theme.mutedText);
        painter.drawText(QRectF(area.left() - kGapToName - width, diagonal.top(), width, diagonal.height()),
                         static_cast<int>(Qt::AlignRight | Qt::AlignVCenter), name);
        painter.setPen(index == m_answer ? theme.text : theme.mutedText);
        painter.save();
        painter.translate(diagonal.center().x(), area.bottom() + kGapToName);
        painter.rotate(-90);
        painter.drawText(QRectF(-width, -diagonal.width() / 2, width, diagonal.width()),
                         static_cast<int>(Qt::AlignRight | Qt::AlignVCenter), name);
        painter.restore();
    }
    painter.setPen(theme.mutedText);
    const QString legend = tr("Rows: what it is. Columns: the answer.");
    // Of few classes the matrix is narrower than this sentence.
    const double left = std::min<double>(area.left(), std::max(0, this->width() - metrics.horizontalAdvance(legend)));
    painter.drawText(QRectF(left, 0, this->width() - left, metrics.height()),
                     static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter), legend);
}

void ConfusionView::mouseMoveEvent(QMouseEvent* event) {
    for (int truth = 0; truth < m_cells.classes(); ++truth) {
        for (int answer = 0; answer < m_cells.classes(); ++answer) {
            if (cell(truth, answer).contains(event->position())) choose(truth, answer);
        }
    }
}

void ConfusionView::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Left: choose(m_truth, m_answer - 1); break;
        case Qt::Key_Right: choose(m_truth, m_answer + 1); break;
        case Qt::Key_Up: choose(m_truth - 1, m_answer); break;
        case Qt::Key_Down: choose(m_truth + 1, m_answer); break;
        default: QWidget::keyPressEvent(event);
    }
}

void ConfusionView::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    choose(m_truth, m_answer);
}

QRectF ConfusionView::grid() const {
    const int names = nameWidth() + kGapToName;
    const int top = fontMetrics().height() + kGapToName;
    const int classes = std::max(m_cells.classes(), 1);
    const double room = std::min<double>(width() - names, height() - names - top);
    const double side = std::min(room, kLargestCell * classes);
    return {static_cast<double>(names), static_cast<double>(top), side, side};
}

QRectF ConfusionView::cell(int truth, int answer) const {
    const QRectF area = grid();
    const double side = area.width() / std::max(m_cells.classes(), 1);
    return {area.left() + answer * side, area.top() + truth * side, side, side};
}

void ConfusionView::choose(int truth, int answer) {
    if (m_cells.classes() == 0) return;
    m_truth = std::clamp(truth, 0, m_cells.classes() - 1);
    m_answer = std::clamp(answer, 0, m_cells.classes() - 1);
    const QString sentence = m_cells.sentence(m_truth, m_answer);
    setAccessibleDescription(sentence);
    update();
    emit cellChosen(sentence);
}

int ConfusionView::nameWidth() const {
    int widest = 0;
    for (int index = 0; index < m_cells.classes(); ++index) {
        widest = std::max(widest, fontMetrics().horizontalAdvance(m_cells.name(index)));
    }
    return std::min(widest, kMostNameWidth);
}

}  // namespace distillab::ui
