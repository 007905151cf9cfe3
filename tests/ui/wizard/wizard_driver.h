#pragma once

#include "tests/ui/isolated_settings.h"
#include "tests/ui/user.h"
#include "ui/wizard/wizard.h"
#include "ui/wizard/wizard_page.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTableView>
#include <QTest>

#include <memory>
#include <optional>

namespace distillab::test {

/// A wizard in a window of its own, and the hands of a person.
class WizardDriver : public QObject {
public:
    void openWizard() {
        m_settings = std::make_unique<IsolatedSettings>();
        m_wizard = std::make_unique<ui::Wizard>();
        m_wizard->resize(1280, 760);
        m_wizard->show();
        m_wizard->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_wizard.get()));
        m_user.emplace(*m_wizard);
    }

    const ui::ExperimentDraft& draft() const { return m_wizard->draft(); }
    template <typename Widget>
    Widget* field(const char* name) const {
        return m_user->find<Widget>(QString::fromLatin1(name));
    }
    QAbstractButton* button(const char* name) const { return field<QAbstractButton>(name); }
    QString message() const { return field<QLabel>("wizard.message")->text(); }
    QScrollArea* area() const {
        return qobject_cast<QScrollArea*>(m_wizard->findChild<QStackedWidget*>()->currentWidget());
    }
    ui::Step step() const { return qobject_cast<ui::WizardPage*>(area()->widget())->step(); }
    static QString focusName() { return User::focusName(); }
    void click(const char* name) const { m_user->click(QString::fromLatin1(name)); }
    static void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { User::press(key, modifiers); }
    static void write(const QString& text) { User::write(text); }
    void type(const char* name, const QString& text) const { m_user->fill(QString::fromLatin1(name), text); }
    void enter(const char* name, const QString& number) const { type(name, number); }
    static int rowOf(const QTableView* table, const QString& name) {
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            if (table->model()->index(row, 0).data().toString() == name) return row;
        }
        return -1;
    }

    /// Every control in sight that takes the focus tells a screen reader what it is.
    void verifyThatControlsAreNamed() const {
        for (const QWidget* widget : m_wizard->findChildren<QWidget*>()) {
            if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible()) continue;
            const auto* button = qobject_cast<const QAbstractButton*>(widget);
            const bool named = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
            // Parts of Qt's own controls.
            const bool inner = widget->objectName().startsWith(QStringLiteral("qt_")) ||
                               qobject_cast<const QLineEdit*>(widget->parentWidget()) ||
                               qobject_cast<const QTableView*>(widget->parentWidget());
            QVERIFY2(named || inner,
                     qPrintable(widget->objectName() + QLatin1String(widget->metaObject()->className())));
        }
    }
    void verifyThatThePageFits() const {
        const int needed = area()->widget()->minimumSizeHint().width();
        QVERIFY2(needed <= area()->viewport()->width(), qPrintable(QStringLiteral("page %1 needs %2 of %3")
                                                                       .arg(static_cast<int>(step()))
                                                                       .arg(needed)
                                                                       .arg(area()->viewport()->width())));
    }

protected:
    std::unique_ptr<IsolatedSettings> m_settings;
    std::unique_ptr<ui::Wizard> m_wizard;
    std::optional<User> m_user;
};

}  // namespace distillab::test
