#pragma once

#include <QString>
#include <QTimer>
#include <QWidget>

#include <functional>

class QAbstractButton;
class QAbstractItemView;

namespace distillab::test {

/// How long a user waits for something before the test gives up.
inline constexpr int kPatience = 120'000 * DISTILLAB_SLOWNESS;

/// Somebody in front of a window: what mouse and keyboard can do and nothing else. Controls go by their object names.
class User {
public:
    explicit User(QWidget& window) : m_window(window) {}

    /// A control that is there, seen or not; a name that no control bears ends the test program.
    template <typename Widget = QWidget>
    Widget* find(const QString& name) const {
        auto* found = m_window.findChild<Widget*>(name);
        if (!found) qFatal("no such control: %s", qPrintable(name));
        return found;
    }
    /// Whether the control can be used as it stands.
    bool canUse(const QString& name) const;

    // The mouse.
    /// Scrolls to a control and presses it near its left end, where check boxes and radio buttons have their mark.
    void click(const QString& name) const;
    void clickRow(QAbstractItemView* view, int row) const;
    /// Opens the menu of a split button and chooses one of its entries.
    void chooseFromMenu(const QString& button, const QString& action) const;
    /// Opens a drop-down list, types what the entry is called and confirms.
    void pick(const QString& comboBox, const QString& entry) const;
    /// Clicks into a field and replaces what it holds.
    void fill(const QString& name, const QString& text) const;

    // The keyboard. Keys go to the window in front, as a real keyboard's do.
    static void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {});
    static void type(const QString& text);
    /// Replaces what the field in focus holds.
    static void write(const QString& text);
    static QString focusName();
    /// Presses Tab until the control has the focus.
    /// @return false when a whole round has not come to it
    static bool tabTo(const QString& name);
    /// Goes to a field and replaces what it holds.
    static bool enter(const QString& name, const QString& text);
    /// Goes to a button and presses the space bar.
    static bool push(const QString& name);

    /// Does `deed` as soon as a dialog is open; call it before what opens one, which does not return until then.
    /// @param name  of the dialog or of a control in it
    void whenAsked(const QString& name, std::function<void(QWidget& dialog)> deed) const;

private:
    QWidget& m_window;
};

/// Types a folder into the open folder dialog and accepts it.
void chooseFolder(QWidget& dialog, const QString& folder);

}  // namespace distillab::test
