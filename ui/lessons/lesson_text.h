#pragma once

#include <QTextBrowser>

namespace distillab::ui {

/// Markdown of a lesson, as high as its words. Nothing is fetched: pictures come from the lesson's own folder, and
/// links only tell that they were followed. HTML is shown as text.
class LessonText : public QTextBrowser {
    Q_OBJECT
public:
    /// @param pictureFolder  where the pictures lie
    LessonText(const QString& markdown, const QString& pictureFolder, QWidget* parent = nullptr);

    QVariant loadResource(int type, const QUrl& name) override;
    QSize sizeHint() const override;

signals:
    void linkFollowed(const QString& target);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void layOut();
    void fitHeight();

    QString m_markdown;
    QString m_pictureFolder;
};

}  // namespace distillab::ui
