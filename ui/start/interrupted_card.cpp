#include "ui/start/interrupted_card.h"

#include "core/library/run_library.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/theme.h"

#include <QBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QSettings>

#include <algorithm>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

const QString kWavedAside = u"start/wavedAside"_s;

}  // namespace

InterruptedCard::InterruptedCard(QWidget* parent)
    : Card({}, parent), m_words(makeLabel({}, TextRole::Body)), m_resume(makePrimaryButton(tr("&Resume"))) {
    m_words->setObjectName(u"start.interrupted.words"_s);
    m_resume->setObjectName(u"start.interrupted.resume"_s);
    auto* notNow = new QPushButton(tr("N&ot now"));
    notNow->setObjectName(u"start.interrupted.notNow"_s);
    notNow->setToolTip(tr("The run stays in the list below."));
    notNow->setAutoDefault(true);
    auto* row = new QHBoxLayout;
    row->setSpacing(kSmallGap);
    row->addWidget(m_words, 1);
    row->addWidget(notNow);
    row->addWidget(m_resume);
    content()->addLayout(row);
    connect(m_resume, &QPushButton::clicked, this, [this] { emit resumeRequested(m_folder); });
    connect(notNow, &QPushButton::clicked, this, [this] {
        QSettings().setValue(kWavedAside, m_folder);
        hide();
    });
    hide();
}

void InterruptedCard::offer(const std::vector<library::RunEntry>& runs, const QString& activeRun) {
    const auto run =
        std::find_if(runs.begin(), runs.end(), [](const library::RunEntry& each) { return each.canResume(); });
    const bool isOffered =
        run != runs.end() && activeRun.isEmpty() && run->folder != QSettings().value(kWavedAside).toString();
    setVisible(isOffered);
    if (!isOffered) return;
    m_folder = run->folder;
    m_words->setText(tr("The run “%1” of %2 was interrupted. It goes on where it was.")
                         .arg(run->name, QLocale().toString(run->begun, QLocale::ShortFormat)));
}

}  // namespace distillab::ui
