#pragma once

#include <QString>

#include <vector>

class QWidget;

/// The pages behind F1: Markdown in resources/help, a folder for each language, `NUMBER-TOPIC.md`.
namespace distillab::ui {

struct HelpPage {
    QString topic;  ///< "start": what links and widgets call it
    QString title;  ///< its first heading
    QString text;   ///< Markdown, all of it
};

/// All pages in the language of the window, by their numbers.
std::vector<HelpPage> helpPages();
/// Those that hold all of the words, in the title first.
std::vector<HelpPage> findHelp(const std::vector<HelpPage>& pages, const QString& words);

/// The topic of a widget or of the nearest widget around it that has one: the property "help", or its class in small
/// letters without "Page", "View", "Box" or "Panel": TextDataPage is "text-data". Empty when there is none.
QString helpTopicOf(const QWidget* widget, const std::vector<HelpPage>& pages);
/// The topic of the page, else that of what is in sight on it.
QString helpTopicWithin(const QWidget& page, const std::vector<HelpPage>& pages);

}  // namespace distillab::ui
