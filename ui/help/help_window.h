#pragma once

#include "ui/help/help_pages.h"

#include <QWidget>

class QLineEdit;
class QListWidget;
class QTextBrowser;
class QUrl;

namespace distillab::ui {

/// Help beside the window: the pages with a search, and the page that is read.
class HelpWindow : public QWidget {
    Q_OBJECT
public:
    explicit HelpWindow(QWidget* parent = nullptr);

    const std::vector<HelpPage>& pages() const { return m_pages; }
    /// Opens at a topic; at the first page when there is none of that name.
    void showTopic(const QString& topic);
    QString topic() const { return m_topic; }

protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void list(const std::vector<HelpPage>& pages);
    void read(const QString& topic);
    void render();
    /// A link to "topic" or "topic#Heading".
    void follow(const QUrl& link);
    void scrollTo(const QString& heading);

    std::vector<HelpPage> m_pages;
    QString m_topic;
    QLineEdit* m_search;
    QListWidget* m_list;
    QTextBrowser* m_text;
};

}  // namespace distillab::ui
