#pragma once

#include "ui/widgets/token_chips.h"

#include <QWidget>

namespace distillab::ui {

/// The tokens of one text as small chips: special ones pale, and a line where the text is cut off.
class TokenView : public QWidget {
    Q_OBJECT
public:
    explicit TokenView(QWidget* parent = nullptr);

    void show(const TokenizedText& text);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    /// Where each chip stands in a widget of that width; the line of the cut is before the first Kind::Cut.
    QList<QRect> places(int width) const;

    TokenizedText m_text;
};

}  // namespace distillab::ui
