#include "core/data/image_file.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cstdlib>

using namespace distillab;
using namespace distillab::data;
using namespace Qt::Literals::StringLiterals;
using test::caught;

namespace {

using Pixels = std::vector<std::uint8_t>;

QImage filled(int width, int height, QColor colour) {
    QImage image(width, height, QImage::Format_RGB32);
    image.fill(colour);
    return image;
}

}  // namespace

class ImageFileTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    QString saved(const QImage& image, const QString& name) const {
        const QString path = m_folder.filePath(name);
        if (!image.save(path)) qFatal("cannot save %s", qPrintable(path));
        return path;
    }

private slots:
    void pngOfTheRightSizeKeepsItsPixels() {
        QImage image(2, 1, QImage::Format_RGB32);
        image.setPixelColor(0, 0, QColor(1, 2, 3));
        image.setPixelColor(1, 0, QColor(253, 254, 255));
        QCOMPARE(readImage(saved(image, u"a.png"_s), {3, 1, 2}), (Pixels{1, 253, 2, 254, 3, 255}));
    }

    void greyImageKeepsEveryLevel() {
        QImage image(256, 1, QImage::Format_Grayscale8);
        for (int x = 0; x < 256; ++x) image.scanLine(0)[x] = static_cast<uchar>(x);
        const QString path = saved(image, u"grey.png"_s);
        Pixels levels(256);
        for (size_t i = 0; i < 256; ++i) levels[i] = static_cast<std::uint8_t>(i);
        QCOMPARE(readImage(path, {1, 1, 256}), levels);
        Pixels thrice = levels;
        thrice.insert(thrice.end(), levels.begin(), levels.end());
        thrice.insert(thrice.end(), levels.begin(), levels.end());
        QCOMPARE(readImage(path, {3, 1, 256}), thrice);
    }

    void colourBecomesLuminance() {
        // Qt's weights: (11 red + 16 green + 5 blue) / 32.
        QCOMPARE(toPixels(filled(1, 1, QColor(255, 0, 0)), {1, 1, 1}), Pixels{255 * 11 / 32});
        QCOMPARE(toPixels(filled(1, 1, QColor(0, 255, 0)), {1, 1, 1}), Pixels{255 * 16 / 32});
        QCOMPARE(toPixels(filled(1, 1, QColor(0, 0, 255)), {1, 1, 1}), Pixels{255 * 5 / 32});
    }

    void formatIsToldByContentNotByName() {
        const QString jpeg = saved(filled(8, 8, QColor(200, 200, 200)), u"picture.jpg"_s);
        const QString path = m_folder.filePath(u"picture.png"_s);
        QVERIFY(QFile::copy(jpeg, path));
        const Pixels pixels = readImage(path, {1, 8, 8});
        for (const std::uint8_t value : pixels) QVERIFY(std::abs(value - 200) <= 2);
    }

    void smallerAndLargerImagesAreScaledToFit() {
        for (const int side : {1, 3, 28, 100, 777}) {
            const Pixels pixels = toPixels(filled(side, side, QColor(10, 20, 30)), {3, 28, 28});
            QCOMPARE(pixels.size(), size_t{3 * 28 * 28});
            for (size_t i = 0; i < 784; ++i) {
                QVERIFY(std::abs(pixels[i] - 10) <= 1);
                QVERIFY(std::abs(pixels[784 + i] - 20) <= 1);
                QVERIFY(std::abs(pixels[1568 + i] - 30) <= 1);
            }
        }
    }

    void shrinkingAveragesOverAllPixels() {
        QImage checkers(400, 400, QImage::Format_RGB32);
        for (int y = 0; y < 400; ++y) {
            for (int x = 0; x < 400; ++x) checkers.setPixelColor(x, y, (x + y) % 2 == 0 ? Qt::white : Qt::black);
        }
        for (const std::uint8_t value : toPixels(checkers, {1, 10, 10})) QVERIFY(std::abs(value - 127) <= 2);
    }

    void wideImageIsPaddedAboveAndBelow() {
        const Pixels pixels = toPixels(filled(40, 20, Qt::white), {1, 4, 4});
        QCOMPARE(pixels, (Pixels{0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0}));
    }

    void tallImageIsPaddedLeftAndRight() {
        const Pixels pixels = toPixels(filled(20, 40, Qt::white), {1, 4, 4});
        QCOMPARE(pixels, (Pixels{0, 255, 255, 0, 0, 255, 255, 0, 0, 255, 255, 0, 0, 255, 255, 0}));
    }

    void veryLongImageIsNotScaledToNothing() {
        const Pixels pixels = toPixels(filled(1000, 1, Qt::white), {1, 8, 8});
        QVERIFY(std::count(pixels.begin(), pixels.end(), 255) >= 8);
    }

    void transparentPartsAreBlack() {
        QImage image(2, 1, QImage::Format_ARGB32);
        image.setPixelColor(0, 0, QColor(255, 255, 255, 0));
        image.setPixelColor(1, 0, QColor(255, 255, 255, 255));
        QCOMPARE(toPixels(image, {1, 1, 2}), (Pixels{0, 255}));
    }

    void missingFileIsNamed() {
        const QString path = m_folder.filePath(u"missing.png"_s);
        const auto error = caught<RequestError>([&] { readImage(path, {1, 8, 8}); });
        QVERIFY(error.has_value());
        QCOMPARE(error->where(), path);
    }

    void fileThatIsNoImageIsNamed_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("text") << QByteArray("not a picture at all");
        QTest::newRow("start of a PNG") << QByteArray("\x89PNG\r\n\x1A\n");
    }
    void fileThatIsNoImageIsNamed() {
        QFETCH(QByteArray, content);
        const QString path = m_folder.filePath(u"note.png"_s);
        writeFileAtomically(path, content);
        const auto error = caught<RequestError>([&] { readImage(path, {1, 8, 8}); });
        QVERIFY(error.has_value());
        QCOMPARE(error->where(), path);
        QVERIFY(error->message().startsWith(u"the file cannot be read as an image: "_s));
        QCOMPARE(error->remedy(), u"Give a PNG or JPEG file."_s);
    }

    void truncatedPngIsRefused() {
        const QString whole = saved(noise(), u"whole.png"_s);
        const QByteArray bytes = readFile(whole);
        const QString path = m_folder.filePath(u"cut.png"_s);
        writeFileAtomically(path, bytes.left(bytes.size() / 2));
        const auto error = caught<RequestError>([&] { readImage(path, {1, 8, 8}); });
        QVERIFY(error.has_value());
        QCOMPARE(error->where(), path);
    }

    void hugeImageIsRefusedBeforeItIsDecoded() {
        // A PNG header that promises 60,000 × 60,000 pixels and holds none.
        QByteArray bytes = readFile(saved(filled(1, 1, Qt::white), u"one.png"_s));
        const QByteArray side("\0\0\xEA\x60", 4);
        bytes.replace(16, 8, side + side);
        const QByteArray header = bytes.mid(12, 17);
        const quint32 crc = crcOf(header);
        for (int i = 0; i < 4; ++i) bytes[29 + i] = static_cast<char>((crc >> (24 - 8 * i)) & 0xFF);
        const QString path = m_folder.filePath(u"huge.png"_s);
        writeFileAtomically(path, bytes);
        const auto error = caught<RequestError>([&] { readImage(path, {1, 8, 8}); });
        QVERIFY(error.has_value());
        QCOMPARE(error->text(), path +
                                    u": the image is too large: 60000 × 60000 pixels\n"
                                    u"Scale it down to at most 33 million pixels."_s);
    }

private:
    static QImage noise() {
        QImage image(64, 64, QImage::Format_RGB32);
        quint32 state = 7;
        for (int y = 0; y < 64; ++y) {
            for (int x = 0; x < 64; ++x) {
                state = state * 1664525U + 1013904223U;
                image.setPixel(x, y, 0xFF000000U | (state >> 8));
            }
        }
        return image;
    }

    /// CRC-32 of PNG chunks.
    static quint32 crcOf(const QByteArray& bytes) {
        quint32 crc = 0xFFFFFFFFU;
        for (const char byte : bytes) {
            crc ^= static_cast<quint8>(byte);
            for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
        }
        return ~crc;
    }
};

DISTILLAB_TEST(ImageFileTest)
#include "image_file_test.moc"
