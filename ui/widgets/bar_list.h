#pragma once

#include <QColor>
#include <QImage>
#include <QList>
#include <QWidget>

#include <optional>

namespace distillab::ui {

/// One row for each thing: its name, perhaps a few pictures, a bar, and a figure at the end.
class BarList : public QWidget {
    Q_OBJECT
public:
    struct Row {
        QString name;
        double share = 0;  ///< of the longest bar, 0…1
        QString figure;
        QList<QImage> pictures = {};
    };

    explicit BarList(QWidget* parent = nullptr);

    /// @param colour  of the bars; the accent colour when none is given
    void setRows(const QList<Row>& rows, const std::optional<QColor>& colour = {});
    /// How many things there are beyond the ones that are shown.
    void setHidden(qsizetype hidden);
    const QList<Row>& rows() const { return m_rows; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int nameWidth() const;
    int figureWidth() const;
    int rowHeight() const;
    bool hasPictures() const;

    QList<Row> m_rows;
    std::optional<QColor> m_colour;
    qsizetype m_hidden = 0;
};

}  // namespace distillab::ui
