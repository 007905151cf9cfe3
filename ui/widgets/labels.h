#pragma once

#include <QLabel>

class QPushButton;

namespace distillab::ui {

enum class TextRole { Display, Title, Heading, Body, Muted };

/// A label in one of the program's text styles. All but the display style wrap; a `&` in the text is shown as such.
QLabel* makeLabel(const QString& text, TextRole role);
/// The name of a field: its mnemonic moves the focus to `field`, which is also named by it for screen readers.
QLabel* makeFieldLabel(const QString& text, QWidget* field);
/// The one button that leads on.
QPushButton* makePrimaryButton(const QString& text);

/// Title and a short paragraph that explains the page.
class PageHeader : public QWidget {
    Q_OBJECT
public:
    PageHeader(const QString& title, const QString& explanation, QWidget* parent = nullptr);
};

/// One sentence about what the user entered; gives up its place when there is nothing to say.
class MessageLine : public QLabel {
    Q_OBJECT
public:
    explicit MessageLine(QWidget* parent = nullptr);

    void showError(const QString& sentence);    ///< must be put right first
    void showWarning(const QString& sentence);  ///< worth knowing, does not block
    void showHint(const QString& sentence);     ///< neutral
    void clearMessage();

private:
    void show(const QString& role, const QString& sentence);
};

}  // namespace distillab::ui
