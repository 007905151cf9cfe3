#pragma once

#include <QFrame>
#include <QMap>

class QButtonGroup;
class QToolButton;
class QVBoxLayout;

namespace distillab::ui {

/// The places of the window, one below the other at its left edge: a symbol and a word each. Ctrl+1, Ctrl+2 … go there.
class NavigationRail : public QFrame {
    Q_OBJECT
public:
    explicit NavigationRail(QWidget* parent = nullptr);

    /// Adds a place below those that there are; its button is `nav.NAME`.
    /// @param symbol  file in :/icons, drawn in the colour of the text
    void addPlace(const QString& name, const QString& symbol, const QString& title, const QString& explanation);
    /// Marks where the window is; nowhere of these when empty.
    void setCurrent(const QString& name);
    void setPlaceEnabled(const QString& name, bool enabled);
    bool isPlaceEnabled(const QString& name) const;

signals:
    void chosen(const QString& name);

protected:
    void changeEvent(QEvent* event) override;

private:
    void drawSymbols();

    struct Place {
        QToolButton* button;
        QString symbol;
    };
    QMap<QString, Place> m_places;
    QButtonGroup* m_buttons;
    QVBoxLayout* m_layout;
};

}  // namespace distillab::ui
