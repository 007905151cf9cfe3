#include "ui/help/help_pages.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QWidget>

#include <algorithm>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::ui::Help)
};

HelpPage readPage(const QFileInfo& info) {
    static const QRegularExpression number(u"^[0-9]+-"_s);
    HelpPage page;
    page.topic = info.completeBaseName().remove(number);
    QFile file(info.filePath());
    if (file.open(QIODevice::ReadOnly)) page.text = QString::fromUtf8(file.readAll());
    page.title = page.text.section(u'\n', 0, 0).remove(u"# "_s);
    return page;
}

/// "distillab::ui::TextDataPage" → "text-data"
QString topicOfClass(const QString& className) {
    static const QRegularExpression kind(u"(Page|View|Box|Panel)$"_s);
    static const QRegularExpression word(u"(?<=[a-z])(?=[A-Z])"_s);
    return className.section(u"::"_s, -1).remove(kind).replace(word, u"-"_s).toLower();
}

bool holdsAll(const QString& text, const QStringList& words) {
    return std::all_of(words.begin(), words.end(),
                       [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

}  // namespace

std::vector<HelpPage> helpPages() {
    const QDir folder(u":/help/"_s + Text::tr("en", "folder of the help pages in this language"));
    std::vector<HelpPage> pages;
    for (const QFileInfo& info : folder.entryInfoList({u"*.md"_s}, QDir::Files, QDir::Name)) {
        pages.push_back(readPage(info));
    }
    return pages;
}

std::vector<HelpPage> findHelp(const std::vector<HelpPage>& pages, const QString& words) {
    const QStringList wanted = words.simplified().split(u' ', Qt::SkipEmptyParts);
    std::vector<HelpPage> found;
    for (const HelpPage& page : pages) {
        if (holdsAll(page.text, wanted)) found.push_back(page);
    }
    std::stable_partition(found.begin(), found.end(),
                          [&](const HelpPage& page) { return holdsAll(page.title, wanted); });
    return found;
}

QString helpTopicOf(const QWidget* widget, const std::vector<HelpPage>& pages) {
    for (; widget; widget = widget->parentWidget()) {
        const QString own = widget->property("help").toString();
        if (!own.isEmpty()) return own;
        const QString topic = topicOfClass(QString::fromLatin1(widget->metaObject()->className()));
        const bool isThere =
            std::any_of(pages.begin(), pages.end(), [&](const HelpPage& page) { return page.topic == topic; });
        if (isThere) return topic;
    }
    return {};
}

QString helpTopicWithin(const QWidget& page, const std::vector<HelpPage>& pages) {
    QString topic = helpTopicOf(&page, pages);
    for (const QWidget* part : page.findChildren<QWidget*>()) {
        if (!topic.isEmpty()) break;
        if (part->isVisible()) topic = helpTopicOf(part, pages);
    }
    return topic;
}

}  // namespace distillab::ui
