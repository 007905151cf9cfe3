#include "app/cli/progress_display.h"

#include "core/base/error.h"
#include "core/report/wording.h"

#include <QCoreApplication>

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace distillab::cli {
namespace {

using namespace Qt::Literals::StringLiterals;
using report::EpochMetrics;
using report::Phase;
using report::Progress;
using report::StepMetrics;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::ProgressDisplay)
};

constexpr int kBarCells = 28;
constexpr qint64 kRedrawMilliseconds = 100;

void writeError(const QString& text) {
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stderr);
    std::fflush(stderr);
}

int terminalColumns() {
    winsize size{};
    return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

QString barText(double fraction) {
    const int full = std::clamp(static_cast<int>(std::lround(fraction * kBarCells)), 0, kBarCells);
    return u'[' + QString(full, u'#') + QString(kBarCells - full, u'.') + u']';
}

QString timeLeft(double seconds) {
    return seconds < 10 ? Text::tr("a few seconds left") : Text::tr("%1 left").arg(report::durationText(seconds));
}

QString epochText(const EpochMetrics& m) {
    QString line = Text::tr("  pass %1 of %2: loss %3, validation accuracy %4")
                       .arg(QString::number(m.epoch), QString::number(m.epochs),
                            QString::number(m.validationLoss, 'f', 4), report::percentText(m.validationAccuracy));
    if (m.best) line += Text::tr(", best so far");
    return line + u", "_s + report::durationText(m.seconds);
}

}  // namespace

ProgressDisplay::ProgressDisplay(RunControl& control) : m_control(control), m_terminal(::isatty(STDERR_FILENO) == 1) {
    control.setObstacleListener({[this](const Error& obstacle) { showObstacle(obstacle); },
                                 [this] { printLine(Text::tr("The disk takes files again: the run goes on.")); }});
}

ProgressDisplay::~ProgressDisplay() {
    m_control.setObstacleListener({});
    wipeBar();
}

void ProgressDisplay::showObstacle(const Error& obstacle) {
    printLine(Text::tr("Paused: %1").arg(obstacle.text()));
    printLine(
        Text::tr("The run goes on by itself as soon as that is done. Ctrl+C stops it; its last checkpoint is "
                 "kept."));
}

void ProgressDisplay::phaseStarted(Phase phase) {
    m_step = {};
    m_progress.phase = phase;
    printLine(report::phaseTitle(phase));
}

void ProgressDisplay::progressed(const Progress& progress) {
    m_progress = progress;
    if (!m_terminal) return;
    if (m_barShown && m_sinceDrawn.elapsed() < kRedrawMilliseconds) return;
    drawBar();
}

void ProgressDisplay::stepDone(const StepMetrics& metrics) { m_step = metrics; }

void ProgressDisplay::epochDone(const EpochMetrics& metrics) { printLine(epochText(metrics)); }

void ProgressDisplay::logged(const QString& line) { printLine(u"  "_s + line); }

void ProgressDisplay::printLine(const QString& line) {
    wipeBar();
    writeError(line + u'\n');
    if (m_terminal) drawBar();
}

void ProgressDisplay::drawBar() {
    QString line =
        barText(m_progress.fraction) + QString::number(100 * m_progress.fraction, 'f', 0).rightJustified(4) + u" %"_s;
    if (m_progress.secondsLeft >= 0) line += u"  "_s + timeLeft(m_progress.secondsLeft);
    if (m_step.step > 0) {
        line += u"  "_s + Text::tr("loss %1").arg(QString::number(m_step.loss, 'f', 4)) + u"  "_s +
                Text::tr("%1 items/s").arg(report::countText(std::llround(m_step.itemsPerSecond)));
    }
    // A line that wraps could not be wiped by going back to its start.
    writeError(u"\r\x1b[K"_s + line.left(terminalColumns() - 1));
    m_barShown = true;
    m_sinceDrawn.start();
}

void ProgressDisplay::wipeBar() {
    if (!m_barShown) return;
    writeError(u"\r\x1b[K"_s);
    m_barShown = false;
}

}  // namespace distillab::cli
