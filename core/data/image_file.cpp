#include "core/data/image_file.h"

#include "core/base/error.h"

#include <QCoreApplication>
#include <QImageReader>
#include <QPainter>

namespace distillab::data {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Data)
};

void rejectTooLarge(QSize size, const QString& path) {
    if (qint64{size.width()} * size.height() <= kMostImagePixels) return;
    throw RequestError(Text::tr("the image is too large: %1 × %2 pixels").arg(size.width()).arg(size.height()), path,
                       Text::tr("Scale it down to at most %1 million pixels.").arg(kMostImagePixels / 1'000'000));
}

/// The picture in the middle of a black canvas, as large as fits.
QImage fitted(const QImage& image, QSize size) {
    const QImage scaled =
        image.size() == size ? image : image.scaled(size, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    QImage canvas(size, QImage::Format_RGB32);
    canvas.fill(Qt::black);
    QPainter painter(&canvas);
    painter.drawImage((size.width() - scaled.width()) / 2, (size.height() - scaled.height()) / 2, scaled);
    return canvas;
}

}  // namespace

QImage readPicture(const QString& path) {
    QImageReader reader(path);
    reader.setDecideFormatFromContent(true);
    reader.setAutoTransform(true);
    rejectTooLarge(reader.size(), path);
    QImage image = reader.read();
    if (image.isNull()) {
        throw RequestError(Text::tr("the file cannot be read as an image: %1").arg(reader.errorString()), path,
                           Text::tr("Give a PNG or JPEG file."));
    }
    return image;
}

std::vector<std::uint8_t> toPixels(const QImage& image, ImageShape shape) {
    const QImage canvas = fitted(image, QSize(shape.width, shape.height));
    const size_t plane = static_cast<size_t>(shape.height) * shape.width;
    std::vector<std::uint8_t> pixels(shape.size());
    std::uint8_t* out = pixels.data();
    for (int y = 0; y < shape.height; ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(canvas.constScanLine(y));
        for (int x = 0; x < shape.width; ++x, ++out) {
            if (shape.channels == 1) {
                *out = static_cast<std::uint8_t>(qGray(line[x]));
            } else {
                out[0] = static_cast<std::uint8_t>(qRed(line[x]));
                out[plane] = static_cast<std::uint8_t>(qGreen(line[x]));
                out[2 * plane] = static_cast<std::uint8_t>(qBlue(line[x]));
            }
        }
    }
    return pixels;
}

std::vector<std::uint8_t> readImage(const QString& path, ImageShape shape) {
    return toPixels(readPicture(path), shape);
}

}  // namespace distillab::data
