#include "ui/compare/bin_dialog.h"

#include "core/base/error.h"
#include "core/library/bin.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/problem_text.h"
#include "ui/widgets/theme.h"

#include <QBoxLayout>
#include <QDir>
#include <QListWidget>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>

namespace distillab::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

QPushButton* makeButton(const QString& text, const QString& name) {
    auto* button = new QPushButton(text);
    button->setObjectName(name);
    return button;
}

}  // namespace

BinDialog::BinDialog(QWidget* parent)
    : QDialog(parent),
      m_runs(new QListWidget),
      m_restore(makeButton(tr("&Put back"), u"runs.bin.restore"_s)),
      m_empty(makeButton(tr("&Empty the bin…"), u"runs.bin.empty"_s)),
      m_message(new MessageLine) {
    setObjectName(u"runs.bin.dialog"_s);
    setWindowTitle(tr("Bin"));
    resize(560, 380);
    m_runs->setObjectName(u"runs.bin.runs"_s);
    m_runs->setAccessibleName(tr("Deleted runs"));
    m_runs->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_message->setObjectName(u"runs.bin.message"_s);
    auto* close = makeButton(tr("&Close"), u"runs.bin.close"_s);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_empty);
    buttons->addStretch();
    buttons->addWidget(m_restore);
    buttons->addWidget(close);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kGap, kGap, kGap, kGap);
    layout->setSpacing(kSmallGap);
    layout->addWidget(makeLabel(tr("Deleted runs stay here until the bin is emptied."), TextRole::Muted));
    layout->addWidget(m_runs, 1);
    layout->addWidget(m_message);
    layout->addLayout(buttons);
    connect(m_restore, &QPushButton::clicked, this, &BinDialog::restore);
    connect(m_empty, &QPushButton::clicked, this, &BinDialog::askToEmpty);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    connect(m_runs, &QListWidget::itemSelectionChanged, this,
            [this] { m_restore->setEnabled(!m_runs->selectedItems().isEmpty()); });
    refresh();
}

void BinDialog::refresh() {
    m_runs->clear();
    for (const library::BinnedRun& run : library::listBin()) {
        const QString when = QLocale().toString(run.deleted, QLocale::ShortFormat);
        auto* item = new QListWidgetItem(tr("%1, deleted %2", "run and date").arg(run.name, when), m_runs);
        item->setData(Qt::UserRole, run.folder);
        item->setToolTip(QDir::toNativeSeparators(run.from));
    }
    const bool any = m_runs->count() > 0;
    if (any) m_runs->setCurrentRow(0);
    m_empty->setEnabled(any);
    m_restore->setEnabled(any);
    if (!any) m_message->showHint(tr("The bin is empty."));
}

void BinDialog::restore() {
    m_message->clearMessage();
    try {
        for (const QListWidgetItem* item : m_runs->selectedItems()) {
            emit restored(library::restoreFromBin(item->data(Qt::UserRole).toString()));
        }
        refresh();
    } catch (const Error& error) {
        refresh();
        m_message->showError(problemText(session::toProblem(error)));
    }
}

void BinDialog::askToEmpty() {
    auto* box = new QMessageBox(QMessageBox::Warning, tr("Empty the bin?"),
                                tr("%n run(s) with their students and curves will be gone.", nullptr, m_runs->count()),
                                QMessageBox::NoButton, this);
    box->setObjectName(u"runs.bin.question"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton* yes = box->addButton(tr("&Empty the bin"), QMessageBox::AcceptRole);
    yes->setObjectName(u"runs.bin.question.yes"_s);
    QPushButton* no = box->addButton(tr("&Keep them"), QMessageBox::RejectRole);
    no->setObjectName(u"runs.bin.question.no"_s);
    box->setDefaultButton(no);
    connect(yes, &QPushButton::clicked, this, &BinDialog::empty);
    box->open();
}

void BinDialog::empty() {
    m_message->clearMessage();
    try {
        library::emptyBin();
        refresh();
    } catch (const Error& error) {
        refresh();
        m_message->showError(problemText(session::toProblem(error)));
    }
    emit emptied();
}

}  // namespace distillab::ui
