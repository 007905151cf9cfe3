#pragma once

#include <QWidget>

class QBoxLayout;

namespace distillab::ui {

/// Two widgets beside each other where there is room, one above the other where there is not.
class TwoColumns : public QWidget {
    Q_OBJECT
public:
    /// @param leftStretch, rightStretch  shares of the width
    TwoColumns(QWidget* left, QWidget* right, int leftStretch, int rightStretch, QWidget* parent = nullptr);

    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;

private:
    void arrange();

    QBoxLayout* m_layout;
    QWidget* m_left;
    QWidget* m_right;
};

}  // namespace distillab::ui
