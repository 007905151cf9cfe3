#include "ui/compare/undo_bar.h"

#include "ui/widgets/labels.h"
#include "ui/widgets/theme.h"

#include <QBoxLayout>
#include <QPushButton>

#include <utility>

namespace distillab::ui {

using namespace Qt::Literals::StringLiterals;

UndoBar::UndoBar(QWidget* parent)
    : QFrame(parent), m_sentence(makeLabel({}, TextRole::Body)), m_undo(new QPushButton(tr("&Undo"))) {
    setProperty("role", u"card"_s);
    setObjectName(u"runs.undoBar"_s);
    m_sentence->setObjectName(u"runs.undoBar.sentence"_s);
    m_undo->setObjectName(u"runs.undo"_s);
    m_undo->setToolTip(u"Ctrl+Z"_s);
    m_undo->setAutoDefault(true);
    auto* close = new QPushButton(tr("Dismiss"));
    close->setObjectName(u"runs.undoBar.dismiss"_s);
    close->setAutoDefault(true);
    close->setToolTip(tr("The bin still has it."));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(kGap, kSmallGap, kSmallGap, kSmallGap);
    row->setSpacing(kSmallGap);
    row->addWidget(m_sentence, 1);
    row->addWidget(m_undo);
    row->addWidget(close);
    connect(m_undo, &QPushButton::clicked, this, &UndoBar::undo);
    connect(close, &QPushButton::clicked, this, &UndoBar::clear);
    hide();
}

void UndoBar::push(const QString& sentence, const QStringList& binned) {
    m_deeds.push_back({sentence, binned});
    showLatest();
}

void UndoBar::undo() {
    if (m_deeds.empty()) return;
    const Deed deed = std::move(m_deeds.back());
    m_deeds.pop_back();
    showLatest();
    emit undoRequested(deed.binned);
}

void UndoBar::clear() {
    m_deeds.clear();
    showLatest();
}

void UndoBar::showLatest() {
    setVisible(!m_deeds.empty());
    if (!m_deeds.empty()) m_sentence->setText(m_deeds.back().sentence);
}

}  // namespace distillab::ui
