#include "ui/wizard/source_card.h"

#include "ui/widgets/labels.h"
#include "ui/wizard/experiment_draft.h"
#include "ui/wizard/fields.h"

#include <QBoxLayout>
#include <QDropEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QRadioButton>
#include <QUrl>

namespace distillab::ui {

using namespace Qt::Literals::StringLiterals;

SourceCard::SourceCard(ExperimentDraft& draft, const QString& names, const QString& pathName, const Words& words)
    : Card(tr("Where from")),
      m_draft(draft),
      m_sample(new QRadioButton(words.sample)),
      m_own(new QRadioButton(words.own)),
      m_path(new QLineEdit),
      m_browse(new QPushButton(tr("Bro&wse…"))) {
    m_sample->setObjectName(names + u".sample"_s);
    m_own->setObjectName(names + u".own"_s);
    m_path->setObjectName(names + u'.' + pathName);
    m_path->setAccessibleName(words.path);
    m_browse->setObjectName(names + u".browse"_s);
    m_browse->setAutoDefault(true);
    auto* row = new QHBoxLayout;
    row->addWidget(m_path, 1);
    row->addWidget(m_browse);
    content()->addWidget(m_sample, 0, Qt::AlignLeft);
    content()->addWidget(m_own, 0, Qt::AlignLeft);
    content()->addLayout(row);
    content()->addWidget(makeLabel(words.hint, TextRole::Muted));
    connect(m_sample, &QRadioButton::toggled, this, [this](bool on) { m_draft.setUsesSampleData(on); });
    connect(m_path, &QLineEdit::textEdited, this, &SourceCard::typed);
    connect(m_browse, &QPushButton::clicked, this, &SourceCard::browseRequested);
}

QString SourceCard::path() const { return m_path->text(); }

void SourceCard::refresh() {
    const bool sample = m_draft.usesSampleData();
    setQuietly(sample ? m_sample : m_own, true);
    m_path->setEnabled(!sample);
    m_browse->setEnabled(!sample);
    setQuietly(m_path, sample ? QString() : m_draft.experiment().data.train);
    markInvalid(m_path, !sample && !m_draft.problem(Step::Data).isEmpty());
}

void SourceCard::takeDropsOn(QWidget* page) {
    page->setAcceptDrops(true);
    page->installEventFilter(this);
}

bool SourceCard::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::DragEnter && event->type() != QEvent::Drop) return Card::eventFilter(watched, event);
    auto* drop = static_cast<QDropEvent*>(event);
    const QList<QUrl> urls = drop->mimeData()->urls();
    if (urls.size() != 1 || !urls.first().isLocalFile()) return true;
    drop->acceptProposedAction();
    if (event->type() == QEvent::Drop) emit dropped(urls.first().toLocalFile());
    return true;
}

}  // namespace distillab::ui
