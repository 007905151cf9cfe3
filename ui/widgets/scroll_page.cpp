#include "ui/widgets/scroll_page.h"

#include <QHBoxLayout>
#include <QScrollArea>

namespace distillab::ui {

using namespace Qt::Literals::StringLiterals;

QWidget* makeScrollPage(QWidget* page) {
    page->setProperty("role", u"page"_s);
    auto* centre = new QWidget;
    centre->setProperty("role", u"page"_s);
    auto* row = new QHBoxLayout(centre);
    row->setContentsMargins(0, 0, 0, 0);
    row->addStretch();
    row->addWidget(page, 1000);  // what is left over goes to both sides
    row->addStretch();
    auto* area = new QScrollArea;
    area->setWidget(centre);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
    return area;
}

}  // namespace distillab::ui
