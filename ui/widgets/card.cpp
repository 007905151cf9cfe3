#include "ui/widgets/card.h"

#include "ui/widgets/labels.h"
#include "ui/widgets/theme.h"

#include <QBoxLayout>

namespace distillab::ui {

using namespace Qt::Literals::StringLiterals;

Card::Card(const QString& heading, QWidget* parent) : QFrame(parent), m_content(new QVBoxLayout(this)) {
    setProperty("role", u"card"_s);
    m_content->setContentsMargins(kGap, kGap, kGap, kGap);
    m_content->setSpacing(kSmallGap);
    if (!heading.isEmpty()) m_content->addWidget(makeLabel(heading, TextRole::Heading));
}

}  // namespace distillab::ui
