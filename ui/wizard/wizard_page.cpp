#include "ui/wizard/wizard_page.h"

#include "ui/widgets/labels.h"
#include "ui/widgets/theme.h"

#include <QBoxLayout>

namespace distillab::ui {

using namespace Qt::Literals::StringLiterals;

WizardPage::WizardPage(Step step, ExperimentDraft& draft, const QString& title, const QString& explanation)
    : m_step(step), m_draft(draft), m_title(title), m_body(new QVBoxLayout(this)) {
    setProperty("role", u"page"_s);
    m_body->setContentsMargins(kLargeGap, kLargeGap, kLargeGap, kLargeGap);
    m_body->setSpacing(kGap);
    m_body->addWidget(new PageHeader(title, explanation));
}

void WizardPage::focusFirstField() {
    setFocus();
    focusNextChild();
}

}  // namespace distillab::ui
