#include "ui/help/help_window.h"

#include "tests/support/test_main.h"
#include "tests/ui/isolated_settings.h"
#include "tests/ui/user.h"
#include "ui/settings/language.h"
#include "ui/start/start_page.h"
#include "ui/wizard/wizard_page.h"

#include <QLineEdit>
#include <QListWidget>
#include <QRegularExpression>
#include <QTest>
#include <QTextBlock>
#include <QTextBrowser>
#include <QUrl>

#include <algorithm>
#include <memory>

using namespace distillab;
using namespace distillab::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

QStringList topics(const std::vector<HelpPage>& pages) {
    QStringList names;
    for (const HelpPage& page : pages) names << page.topic;
    return names;
}

QStringList headings(const QString& text) {
    static const QRegularExpression heading(u"^#+ (.+)$"_s, QRegularExpression::MultilineOption);
    QStringList found;
    for (auto match = heading.globalMatch(text); match.hasNext();) found << match.next().captured(1);
    return found;
}

}  // namespace

class HelpTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_settings = std::make_unique<test::IsolatedSettings>(); }
    void cleanup() { useLocale(localeOf(Language::English)); }

    void bothLanguagesHaveTheSamePages() {
        useLocale(localeOf(Language::English));
        const std::vector<HelpPage> english = helpPages();
        useLocale(localeOf(Language::Chinese));
        const std::vector<HelpPage> chinese = helpPages();
        QVERIFY(english.size() > 10);
        QCOMPARE(topics(english), topics(chinese));
        QVERIFY(english[0].title != chinese[0].title);
        for (size_t i = 0; i < english.size(); ++i) {
            QCOMPARE(headings(english[i].text).size(), headings(chinese[i].text).size());
        }
    }

    void linksLeadSomewhere_data() {
        QTest::addColumn<int>("language");
        QTest::newRow("English") << static_cast<int>(Language::English);
        QTest::newRow("Chinese") << static_cast<int>(Language::Chinese);
    }
    void linksLeadSomewhere() {
        QFETCH(int, language);
        useLocale(localeOf(static_cast<Language>(language)));
        const std::vector<HelpPage> pages = helpPages();
        static const QRegularExpression link(u"\\]\\(([^)#]+)#?([^)]*)\\)"_s);
        for (const HelpPage& page : pages) {
            for (auto match = link.globalMatch(page.text); match.hasNext();) {
                const QRegularExpressionMatch found = match.next();
                const auto target = std::find_if(pages.begin(), pages.end(),
                                                 [&](const HelpPage& p) { return p.topic == found.captured(1); });
                QVERIFY2(target != pages.end(), qPrintable(found.captured()));
                const QString heading = found.captured(2);
                QVERIFY2(heading.isEmpty() || headings(target->text).contains(heading), qPrintable(found.captured()));
            }
        }
    }

    void aWidgetHasTheTopicOfThePageAroundIt() {
        const std::vector<HelpPage> pages = helpPages();
        const StartPage start;
        const auto* button = start.findChild<QWidget*>(u"start.new"_s);
        QCOMPARE(helpTopicOf(button, pages), u"start"_s);
        QWidget alone;
        QCOMPARE(helpTopicOf(&alone, pages), QString());
        alone.setProperty("help", u"glossary"_s);
        QCOMPARE(helpTopicOf(&alone, pages), u"glossary"_s);
    }

    void isSearchedAndReadByKeyboardAlone() {
        HelpWindow help;
        help.showTopic(u"start"_s);
        QVERIFY(QTest::qWaitForWindowActive(&help));
        const test::User user(help);
        const auto* list = user.find<QListWidget>(u"help.pages"_s);
        const int all = list->count();
        QVERIFY(test::User::enter(u"help.search"_s, u"entropy"_s));
        QVERIFY(list->count() > 0);
        QVERIFY(list->count() < all);
        QVERIFY(test::User::tabTo(u"help.pages"_s));
        test::User::press(Qt::Key_End);
        QCOMPARE(help.topic(), u"glossary"_s);
        QVERIFY(user.find<QTextBrowser>(u"help.text"_s)->toPlainText().contains(u"undecided"_s));
        test::User::press(Qt::Key_Escape);
        QVERIFY(!help.isVisible());
    }

    void aLinkOpensThePageAtItsHeading() {
        HelpWindow help;
        help.showTopic(u"data"_s);
        auto* text = help.findChild<QTextBrowser*>(u"help.text"_s);
        emit text->anchorClicked(QUrl(u"glossary#Seed"_s));
        QCOMPARE(help.topic(), u"glossary"_s);
        QCOMPARE(text->textCursor().block().text(), u"Seed"_s);
    }

private:
    std::unique_ptr<test::IsolatedSettings> m_settings;
};

DISTILLAB_TEST(HelpTest)
#include "help_test.moc"
