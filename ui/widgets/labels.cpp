#include "ui/widgets/labels.h"

#include "ui/widgets/theme.h"

#include <QBoxLayout>
#include <QPushButton>
#include <QStyle>

namespace distillab::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

QString roleName(TextRole role) {
    switch (role) {
        case TextRole::Display: return u"display"_s;
        case TextRole::Title: return u"title"_s;
        case TextRole::Heading: return u"heading"_s;
        case TextRole::Muted: return u"muted"_s;
        case TextRole::Body: break;
    }
    return u"body"_s;
}

}  // namespace

QLabel* makeLabel(const QString& text, TextRole role) {
    auto* label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setText(text);
    label->setProperty("role", roleName(role));
    label->setWordWrap(role != TextRole::Display);
    return label;
}

QLabel* makeFieldLabel(const QString& text, QWidget* field) {
    auto* label = new QLabel(text);
    label->setBuddy(field);
    QString name = text;
    name.remove(u'&');
    if (name.endsWith(u':')) name.chop(1);
    field->setAccessibleName(name);
    return label;
}

QPushButton* makePrimaryButton(const QString& text) {
    auto* button = new QPushButton(text);
    button->setProperty("role", u"primary"_s);
    button->setAutoDefault(true);  // answers to Return outside of dialogs, too
    return button;
}

PageHeader::PageHeader(const QString& title, const QString& explanation, QWidget* parent) : QWidget(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kSmallGap);
    layout->addWidget(makeLabel(title, TextRole::Title));
    layout->addWidget(makeLabel(explanation, TextRole::Muted));
}

MessageLine::MessageLine(QWidget* parent) : QLabel(parent) {
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    clearMessage();
}

void MessageLine::showError(const QString& sentence) { show(u"error"_s, sentence); }
void MessageLine::showWarning(const QString& sentence) { show(u"warning"_s, sentence); }
void MessageLine::showHint(const QString& sentence) { show(u"hint"_s, sentence); }

void MessageLine::clearMessage() {
    clear();
    setVisible(false);
}

void MessageLine::show(const QString& role, const QString& sentence) {
    if (property("role").toString() != role) {
        setProperty("role", role);
        style()->unpolish(this);
        style()->polish(this);
    }
    setText(sentence);
    setVisible(!sentence.isEmpty());
}

}  // namespace distillab::ui
