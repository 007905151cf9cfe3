#pragma once

#include <QLayout>
#include <QList>

namespace distillab::ui {

/// Widgets in a row that goes on in the next line where the width ends, as words do.
class FlowLayout : public QLayout {
    Q_OBJECT
public:
    explicit FlowLayout(QWidget* parent = nullptr);
    ~FlowLayout() override;

    void addItem(QLayoutItem* item) override { m_items.append(item); }
    int count() const override { return static_cast<int>(m_items.size()); }
    QLayoutItem* itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem* takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSize() const override;
    void setGeometry(const QRect& rect) override;

private:
    /// @param place  puts an item into its rectangle
    /// @return the height that all of them take
    template <typename Place>
    int flow(const QRect& rect, Place place) const;

    QList<QLayoutItem*> m_items;
};

}  // namespace distillab::ui
