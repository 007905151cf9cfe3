#pragma once

#include "core/session/data_preview.h"

#include <QWidget>

namespace distillab::ui {

/// One row for each class: its name, a few of its pictures, and how many there are as a bar.
class ClassOverview : public QWidget {
    Q_OBJECT
public:
    explicit ClassOverview(QWidget* parent = nullptr);

    void show(const session::DataPreview& preview);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Row {
        QString name;
        qint64 count = 0;
        QList<QImage> pictures;
    };
    int nameWidth() const;

    QList<Row> m_rows;
    qint64 m_largest = 1;
    qsizetype m_hidden = 0;  ///< classes beyond the ones that are shown
};

}  // namespace distillab::ui
