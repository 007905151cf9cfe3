#pragma once

#include <QLocale>
#include <QString>

/// The language of the window.
namespace distillab::ui {

enum class Language { System, English, Chinese };

/// What the user chose in the menu; System at first.
Language chosenLanguage();
/// Remembers the choice and switches to it: every window is told by QEvent::LanguageChange.
void chooseLanguage(Language language);

QLocale localeOf(Language language);
/// Installs the texts, and makes numbers and dates read as in that place. Other languages than ours are shown English.
void useLocale(const QLocale& locale);

}  // namespace distillab::ui
