#include "ui/monitor/advice_card.h"

#include "core/advice/advice.h"
#include "core/base/error.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/theme.h"
#include "ui/wizard/fields.h"

#include <QBoxLayout>
#include <QPushButton>
#include <QToolButton>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

QFrame* makeLine() {
    auto* line = new QFrame;
    line->setProperty("role", u"rule"_s);
    return line;
}

}  // namespace

AdviceCard::AdviceCard(const QString& name, WhenFine whenFine, QWidget* parent)
    : Card(tr("What to try next"), parent), m_whenFine(whenFine), m_entries(new QVBoxLayout) {
    setObjectName(name);
    m_entries->setSpacing(kGap);
    content()->addLayout(m_entries);
    hide();
}

AdviceCard::~AdviceCard() { m_pool.waitForDone(); }

void AdviceCard::readRun(const QString& runFolder) {
    hide();
    m_pool.clear();
    const quint64 request = ++m_request;
    m_pool.start([this, request, runFolder] {
        QList<report::Advice> advice;
        try {
            advice = advice::adviceFor(runFolder);
        } catch (const Error&) {
            return;  // a run that cannot be read is said so elsewhere
        }
        QMetaObject::invokeMethod(
            this,
            [this, request, advice] {
                if (request == m_request) setAdvice(advice);
            },
            Qt::QueuedConnection);
    });
}

void AdviceCard::setAdvice(const QList<report::Advice>& advice) {
    while (QLayoutItem* item = m_entries->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    if (advice.isEmpty()) {
        auto* nothing = makeLabel(report::nothingAmiss(), TextRole::Body);
        nothing->setObjectName(objectName() + u".nothing"_s);
        m_entries->addWidget(nothing);
    }
    for (const report::Advice& each : advice) {
        if (m_entries->count() > 0) m_entries->addWidget(makeLine());
        m_entries->addWidget(makeEntry(each));
    }
    setVisible(!advice.isEmpty() || m_whenFine == WhenFine::SaysSo);
}

QWidget* AdviceCard::makeEntry(const report::Advice& advice) {
    const QString name = objectName() + u'.' + advice.id;
    auto* title = makeLabel(advice.title, TextRole::Body);
    QFont bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    auto* evidence = makeLabel(advice.evidence, TextRole::Body);
    evidence->setObjectName(name + u".evidence"_s);
    evidence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* changes = makeLabel(report::changesText(advice.changes), TextRole::Body);
    changes->setObjectName(name + u".changes"_s);
    auto* why = makeLabel(advice.why, TextRole::Muted);
    why->setObjectName(name + u".why"_s);
    QToolButton* fold = makeFold(name + u".fold"_s, tr("Why"));
    fold->setAccessibleName(tr("Why: %1").arg(advice.title));
    connect(fold, &QToolButton::toggled, why, &QWidget::setVisible);

    auto* entry = new QWidget;
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    for (QWidget* line : {title, evidence, changes}) words->addWidget(line);
    words->addWidget(fold, 0, Qt::AlignLeft);
    words->addWidget(why);
    auto* row = new QHBoxLayout(entry);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kGap);
    row->addLayout(words, 1);
    // Only now: what is shown before it has a parent appears as a window of its own, and takes the focus.
    changes->setVisible(!advice.changes.isEmpty());
    // Where only the user can act, the reason is all there is to read.
    fold->setChecked(!advice.next);
    why->setVisible(!advice.next);
    if (!advice.next) return entry;
    auto* tryIt = new QPushButton(tr("Try this"));
    tryIt->setObjectName(name + u".try"_s);
    tryIt->setAccessibleName(tr("Try this: %1").arg(report::changesText(advice.changes)));
    tryIt->setToolTip(tr("Opens the wizard with this change made and all else as it was."));
    tryIt->setAutoDefault(true);
    connect(tryIt, &QPushButton::clicked, this, [this, next = *advice.next] { emit tryRequested(next); });
    row->addWidget(tryIt, 0, Qt::AlignTop);
    return entry;
}

}  // namespace distillab::ui
