#include "ui/lessons/lesson_text.h"

#include "core/lessons/link.h"
#include "ui/widgets/theme.h"

#include <QFileInfo>
#include <QImageReader>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextTable>
#include <QWheelEvent>

#include <cmath>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr qint64 kMostPictureBytes = qint64{8} << 20;
constexpr int kWidestPicture = 320;
constexpr int kLineHeight = 125;  ///< percent

/// A picture that lies beside the lesson, no wider than the panel; nothing for any other name.
QImage pictureBeside(const QString& folder, const QString& name) {
    const QFileInfo file(folder + u'/' + name);
    if (folder.isEmpty() || !lessons::isImageBeside(name) || !file.isFile() || file.isSymLink()) return {};
    if (file.size() > kMostPictureBytes) return {};
    QImageReader reader(file.filePath());
    reader.setDecideFormatFromContent(true);
    if (reader.format() != "png" && reader.format() != "jpeg") return {};
    const QImage picture = reader.read();
    return picture.width() > kWidestPicture ? picture.scaledToWidth(kWidestPicture, Qt::SmoothTransformation) : picture;
}

}  // namespace

LessonText::LessonText(const QString& markdown, const QString& pictureFolder, QWidget* parent)
    : QTextBrowser(parent), m_markdown(markdown), m_pictureFolder(pictureFolder) {
    setProperty("role", u"lesson"_s);
    setFrameShape(QFrame::NoFrame);
    setOpenLinks(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    document()->setDocumentMargin(kSmallGap / 2);  // room for the frame of the focus
    layOut();
    connect(this, &QTextBrowser::anchorClicked, this,
            [this](const QUrl& url) { emit linkFollowed(url.toString(QUrl::FullyEncoded)); });
}

void LessonText::layOut() {
    document()->setDefaultFont(font());
    document()->setMarkdown(m_markdown, QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub) |
                                            QTextDocument::MarkdownNoHTML);
    QTextCursor cursor(document());
    QTextBlockFormat lines;
    lines.setLineHeight(kLineHeight, QTextBlockFormat::ProportionalHeight);
    cursor.select(QTextCursor::Document);
    cursor.mergeBlockFormat(lines);
    for (QTextFrame* frame : document()->rootFrame()->childFrames()) {
        auto* table = qobject_cast<QTextTable*>(frame);
        if (!table) continue;
        QTextTableFormat format = table->format();
        format.setBorderBrush(Theme::current().border);
        format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
        format.setBorderCollapse(true);
        format.setBorder(1);
        format.setCellPadding(4);
        table->setFormat(format);
    }
    fitHeight();
}

QVariant LessonText::loadResource(int type, const QUrl& name) {
    if (type != QTextDocument::ImageResource) return {};
    const QImage picture = pictureBeside(m_pictureFolder, name.toString());
    return picture.isNull() ? QVariant(QImage(1, 1, QImage::Format_ARGB32)) : QVariant(picture);
}

QSize LessonText::sizeHint() const { return {0, minimumHeight()}; }

void LessonText::fitHeight() {
    document()->setTextWidth(viewport()->width());
    const int around = height() - viewport()->height();
    const int needed = static_cast<int>(std::ceil(document()->size().height())) + around;
    if (needed != minimumHeight()) setFixedHeight(needed);
}

void LessonText::resizeEvent(QResizeEvent* event) {
    QTextBrowser::resizeEvent(event);
    fitHeight();
}

/// The panel scrolls, not the text in it.
void LessonText::wheelEvent(QWheelEvent* event) { event->ignore(); }

void LessonText::changeEvent(QEvent* event) {
    QTextBrowser::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) layOut();
}

}  // namespace distillab::ui
