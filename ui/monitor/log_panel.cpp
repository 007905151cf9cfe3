#include "ui/monitor/log_panel.h"

#include "ui/widgets/labels.h"
#include "ui/widgets/theme.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QTime>
#include <QToolButton>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kMostLines = 5000;
constexpr int kHeight = 132;

}  // namespace

LogPanel::LogPanel(QWidget* parent)
    : QWidget(parent),
      m_toggle(new QToolButton),
      m_lastLine(makeLabel({}, TextRole::Muted)),
      m_copy(new QToolButton),
      m_lines(new QPlainTextEdit) {
    m_toggle->setObjectName(u"monitor.logToggle"_s);
    m_toggle->setProperty("role", u"fold"_s);
    m_toggle->setText(tr("Log"));
    m_toggle->setToolTip(tr("Show or hide what the engine reports."));
    m_toggle->setCheckable(true);
    m_toggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_toggle->setFocusPolicy(Qt::StrongFocus);
    m_lastLine->setWordWrap(false);
    m_lastLine->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_copy->setObjectName(u"monitor.copyLog"_s);
    m_copy->setText(tr("Copy the log"));
    m_copy->setFocusPolicy(Qt::StrongFocus);
    m_lines->setObjectName(u"monitor.log"_s);
    m_lines->setAccessibleName(tr("Log"));
    m_lines->setReadOnly(true);
    m_lines->setTabChangesFocus(true);
    m_lines->setMaximumBlockCount(kMostLines);
    m_lines->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_lines->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_lines->setFixedHeight(kHeight);

    auto* header = new QHBoxLayout;
    header->setSpacing(kSmallGap);
    header->addWidget(m_toggle);
    header->addWidget(m_lastLine, 1);
    header->addWidget(m_copy);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kSmallGap);
    layout->addLayout(header);
    layout->addWidget(m_lines);

    connect(m_toggle, &QToolButton::toggled, this, &LogPanel::unfold);
    connect(m_copy, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_lines->toPlainText()); });
    unfold(false);
}

void LogPanel::append(const QString& line) {
    m_lines->appendPlainText(QTime::currentTime().toString(u"HH:mm:ss"_s) + u"  "_s + line);
    m_lastLine->setText(line);
}

void LogPanel::clear() {
    m_lines->clear();
    m_lastLine->clear();
}

void LogPanel::takeOver(const LogPanel& other) {
    m_lines->setPlainText(other.m_lines->toPlainText());
    m_lastLine->setText(other.m_lastLine->text());
    m_toggle->setChecked(other.m_toggle->isChecked());
}

void LogPanel::unfold(bool open) {
    m_toggle->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
    m_lines->setVisible(open);
    m_copy->setVisible(open);
    m_lastLine->setVisible(!open);
    if (!open) return;
    m_lines->moveCursor(QTextCursor::End);
    m_lines->ensureCursorVisible();
}

}  // namespace distillab::ui
