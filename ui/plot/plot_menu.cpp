#include "ui/plot/plot_menu.h"

#include "core/base/error.h"
#include "core/report/wording.h"
#include "core/session/training_session.h"
#include "ui/plot/live_plot.h"
#include "ui/widgets/problem_text.h"

#include <QActionGroup>
#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>
#include <QStandardPaths>

namespace distillab::ui {

using namespace Qt::Literals::StringLiterals;

PlotMenu::PlotMenu(LivePlot& plot) : QMenu(&plot), m_plot(plot) {
    connect(this, &QMenu::aboutToShow, this, &PlotMenu::fill);
}

void PlotMenu::fill() {
    clear();
    const auto addView = [this](const QString& text, const QString& name, const QKeySequence& key, auto method) {
        QAction* action = add(*this, text, name);
        action->setShortcut(key);  // shown; the plot itself answers the key
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, &m_plot, method);
    };
    addView(tr("Zoom &in"), u"zoomIn"_s, Qt::Key_Plus, &LivePlot::zoomIn);
    addView(tr("Zoom &out"), u"zoomOut"_s, Qt::Key_Minus, &LivePlot::zoomOut);
    addView(tr("Show &everything"), u"showEverything"_s, Qt::Key_Home, &LivePlot::showEverything);
    addSeparator();
    QAction* logScale = add(*this, tr("&Logarithmic scale"), u"logScale"_s);
    logScale->setCheckable(true);
    logScale->setChecked(m_plot.isLogScale());
    connect(logScale, &QAction::toggled, &m_plot, &LivePlot::setLogScale);
    addSmoothing();
    addCurves();
    addSeparator();
    addSaving();
}

void PlotMenu::addCurves() {
    const QStringList names = m_plot.curveNames();
    if (names.isEmpty()) return;
    auto* menu = addMenu(tr("&Curves"));
    for (const QString& name : names) {
        QString text = name;
        QAction* action = add(*menu, text.replace(u'&', u"&&"_s), u"curve."_s + name);
        action->setCheckable(true);
        action->setChecked(m_plot.isCurveShown(name));
        connect(action, &QAction::toggled, &m_plot, [this, name](bool shown) { m_plot.setCurveShown(name, shown); });
    }
}

void PlotMenu::addSmoothing() {
    if (!m_plot.canSmooth()) return;
    auto* menu = addMenu(tr("S&moothing"));
    auto* choice = new QActionGroup(menu);
    const auto addChoice = [&](int points, const QString& text) {
        QAction* action = add(*menu, text, u"smoothing.%1"_s.arg(points));
        action->setCheckable(true);
        action->setChecked(points == m_plot.smoothing());
        choice->addAction(action);
        connect(action, &QAction::triggered, &m_plot, [this, points] { m_plot.setSmoothing(points); });
    };
    addChoice(0, tr("&None"));
    for (const int points : kSmoothings) addChoice(points, tr("Over about %n point(s)", nullptr, points));
}

void PlotMenu::addSaving() {
    const auto addFormat = [this](const QString& text, const QString& suffix, const QString& filter) {
        QAction* action = add(*this, text, u"save."_s + suffix);
        action->setEnabled(m_plot.pointCount() > 0);
        // The dialog runs an event loop of its own: not from within the menu.
        connect(
            action, &QAction::triggered, this, [this, suffix, filter] { save(suffix, filter); }, Qt::QueuedConnection);
    };
    addFormat(tr("Save as &picture (PNG)…"), u"png"_s, tr("Pictures (*.png)"));
    addFormat(tr("Save as &drawing (SVG)…"), u"svg"_s, tr("Drawings (*.svg)"));
    addFormat(tr("Save the &values (CSV)…"), u"csv"_s, tr("Tables (*.csv)"));
}

QAction* PlotMenu::add(QMenu& menu, const QString& text, const QString& name) {
    QAction* action = menu.addAction(text);
    action->setObjectName(m_plot.objectName() + u'.' + name);
    return action;
}

void PlotMenu::save(const QString& suffix, const QString& filter) {
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QString title = m_plot.accessibleName().isEmpty() ? tr("plot") : m_plot.accessibleName();
    QFileDialog dialog(m_plot.window(), tr("Save the plot"), folder, filter);
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(suffix);
    dialog.selectFile(title + u'.' + suffix);
    if (dialog.exec() != QDialog::Accepted) return;
    try {
        m_plot.save(dialog.selectedFiles().constFirst());
    } catch (const Error& error) {
        QMessageBox box(QMessageBox::Warning, tr("The plot was not saved"), problemText(session::toProblem(error)),
                        QMessageBox::NoButton, m_plot.window());
        box.addButton(tr("&Close"), QMessageBox::RejectRole);
        box.exec();
    }
}

}  // namespace distillab::ui
