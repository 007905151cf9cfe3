#include "ui/help/help_window.h"

#include "ui/widgets/theme.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QSignalBlocker>
#include <QTextBlock>
#include <QTextBrowser>
#include <QUrl>

#include <algorithm>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr QSize kFirstSize(820, 640);
constexpr int kListWidth = 230;
constexpr double kLineHeight = 130;  ///< percent: help is read, not glanced at

/// Markdown sets lines close; headings get air above.
void airOut(QTextDocument& document) {
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        QTextCursor cursor(block);
        QTextBlockFormat format = block.blockFormat();
        format.setLineHeight(kLineHeight, QTextBlockFormat::ProportionalHeight);
        if (format.headingLevel() > 1) format.setTopMargin(14);
        cursor.setBlockFormat(format);
    }
}

}  // namespace

HelpWindow::HelpWindow(QWidget* parent)
    : QWidget(parent, Qt::Window),
      m_pages(helpPages()),
      m_search(new QLineEdit),
      m_list(new QListWidget),
      m_text(new QTextBrowser) {
    setObjectName(u"help"_s);
    setWindowTitle(tr("Help – DistilLab"));
    m_search->setObjectName(u"help.search"_s);
    m_search->setPlaceholderText(tr("Search the help"));
    m_search->setAccessibleName(tr("Search the help"));
    m_search->setClearButtonEnabled(true);
    m_list->setObjectName(u"help.pages"_s);
    m_list->setAccessibleName(tr("Pages"));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_text->setObjectName(u"help.text"_s);
    m_text->setAccessibleName(tr("The page"));
    m_text->setProperty("role", u"help"_s);
    m_text->setOpenLinks(false);
    m_text->document()->setDocumentMargin(kGap);

    auto* side = new QVBoxLayout;
    side->setSpacing(kSmallGap);
    side->addWidget(m_search);
    side->addWidget(m_list, 1);
    m_search->setFixedWidth(kListWidth);
    m_list->setFixedWidth(kListWidth);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(kGap, kGap, kGap, kGap);
    layout->setSpacing(kGap);
    layout->addLayout(side);
    layout->addWidget(m_text, 1);
    resize(kFirstSize);

    connect(m_search, &QLineEdit::textChanged, this, [this](const QString& words) { list(findHelp(m_pages, words)); });
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        if (m_list->count() > 0) m_list->setCurrentRow(0);
        m_text->setFocus();
    });
    connect(m_list, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem* item) {
        if (item) read(item->data(Qt::UserRole).toString());
    });
    connect(m_text, &QTextBrowser::anchorClicked, this, &HelpWindow::follow);
    list(m_pages);
}

void HelpWindow::list(const std::vector<HelpPage>& pages) {
    const QSignalBlocker blocker(m_list);
    m_list->clear();
    for (const HelpPage& page : pages) {
        auto* item = new QListWidgetItem(page.title, m_list);
        item->setData(Qt::UserRole, page.topic);
        if (page.topic == m_topic) m_list->setCurrentItem(item);
    }
}

void HelpWindow::showTopic(const QString& topic) {
    const bool isKnown =
        std::any_of(m_pages.begin(), m_pages.end(), [&](const HelpPage& page) { return page.topic == topic; });
    m_search->clear();
    read(isKnown || m_pages.empty() ? topic : m_pages.front().topic);
    show();
    raise();
    activateWindow();
    m_text->setFocus();
}

void HelpWindow::read(const QString& topic) {
    m_topic = topic;
    const QSignalBlocker blocker(m_list);
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->data(Qt::UserRole) == topic) m_list->setCurrentRow(row);
    }
    render();
}

void HelpWindow::render() {
    const auto page =
        std::find_if(m_pages.begin(), m_pages.end(), [this](const HelpPage& p) { return p.topic == m_topic; });
    if (page == m_pages.end()) return;
    m_text->setMarkdown(page->text);
    airOut(*m_text->document());
    m_text->moveCursor(QTextCursor::Start);
}

void HelpWindow::follow(const QUrl& link) {
    read(link.path());
    if (link.hasFragment()) scrollTo(link.fragment());
}

void HelpWindow::scrollTo(const QString& heading) {
    for (QTextBlock block = m_text->document()->begin(); block.isValid(); block = block.next()) {
        const bool isIt = block.blockFormat().headingLevel() > 0 && block.text() == heading;
        if (!isIt) continue;
        m_text->moveCursor(QTextCursor::End);  // from below, the heading comes to stand at the top
        m_text->setTextCursor(QTextCursor(block));
        return;
    }
}

void HelpWindow::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) render();  // colours of links
}

void HelpWindow::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        close();
        return;
    }
    QWidget::keyPressEvent(event);
}

}  // namespace distillab::ui
