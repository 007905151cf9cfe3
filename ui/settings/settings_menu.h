#pragma once

#include <QMenu>

class QActionGroup;

namespace distillab::ui {

/// Language, light or dark, the size of the text, and offline mode. What is chosen shows at once and is remembered.
class SettingsMenu : public QMenu {
    Q_OBJECT
public:
    explicit SettingsMenu(QWidget* parent = nullptr);

private:
    void addLanguages();
    void addThemes();
    void addTextSizes();
    void addOffline();
};

}  // namespace distillab::ui
