#include "ui/settings/settings_menu.h"

#include "core/net/network.h"
#include "ui/settings/language.h"
#include "ui/settings/offline.h"
#include "ui/widgets/theme.h"

#include <QActionGroup>
#include <QApplication>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

/// A sub-menu in which one of several values is chosen.
template <typename Value, typename Choose>
class Choice {
public:
    Choice(QMenu& menu, const QString& title, const QString& name, Value now, Choose choose)
        : m_menu(menu.addMenu(title)), m_group(new QActionGroup(m_menu)), m_name(name), m_now(now), m_choose(choose) {}

    void add(Value value, const QString& text, const QString& name) {
        QAction* action = m_menu->addAction(text);
        action->setObjectName(m_name + u'.' + name);
        action->setCheckable(true);
        action->setChecked(value == m_now);
        m_group->addAction(action);
        // Once the menu has closed: what is chosen may replace the menu itself.
        QObject::connect(
            action, &QAction::triggered, qApp, [choose = m_choose, value] { choose(value); }, Qt::QueuedConnection);
    }

private:
    QMenu* m_menu;
    QActionGroup* m_group;
    QString m_name;
    Value m_now;
    Choose m_choose;
};

}  // namespace

SettingsMenu::SettingsMenu(QWidget* parent) : QMenu(tr("&Settings"), parent) {
    addLanguages();
    addThemes();
    addTextSizes();
    addSeparator();
    addOffline();
}

void SettingsMenu::addLanguages() {
    Choice menu(*this, tr("&Language"), u"menu.language"_s, chosenLanguage(), &chooseLanguage);
    menu.add(Language::System, tr("As the &system"), u"system"_s);
    // In their own words, whatever the window speaks: who reads only one of them finds it.
    menu.add(Language::English, u"&English"_s, u"en"_s);
    menu.add(Language::Chinese, u"简体中文(&C)"_s, u"zh_CN"_s);
}

void SettingsMenu::addThemes() {
    Choice menu(*this, tr("&Theme"), u"menu.theme"_s, chosenTheme(), &chooseTheme);
    menu.add(ThemeChoice::System, tr("As the &system"), u"system"_s);
    menu.add(ThemeChoice::Light, tr("&Light"), u"light"_s);
    menu.add(ThemeChoice::Dark, tr("&Dark"), u"dark"_s);
}

void SettingsMenu::addTextSizes() {
    Choice menu(*this, tr("Text si&ze"), u"menu.textSize"_s, chosenTextPercent(), &chooseTextPercent);
    for (const int percent : kTextPercents) {
        menu.add(percent, tr("%1 %", "size of the text").arg(percent), QString::number(percent));
    }
}

void SettingsMenu::addOffline() {
    setToolTipsVisible(true);
    const bool isForced = net::isOfflineByEnvironment();
    QAction* action = addAction(tr("Work &offline"));
    action->setObjectName(u"menu.offline"_s);
    action->setCheckable(true);
    action->setChecked(isForced || isOfflineChosen());
    action->setEnabled(!isForced);
    action->setToolTip(isForced
                           ? tr("The environment variable DISTILLAB_OFFLINE says so.")
                           : tr("No connection at all: models of the hub come from what was downloaded before, and "
                                "teachers behind a chat API are not asked."));
    connect(action, &QAction::toggled, this, &chooseOffline);
}

}  // namespace distillab::ui
