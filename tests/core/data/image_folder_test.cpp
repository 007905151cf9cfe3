#include "core/data/image_folder.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <cstdlib>
#include <optional>

using namespace distillab;
using namespace distillab::data;
using namespace Qt::Literals::StringLiterals;
using test::caught;

class ImageFolderTest : public QObject {
    Q_OBJECT

    std::optional<QTemporaryDir> m_folder;

    QString path(const QString& name) const { return m_folder->filePath(name); }

    void save(const QString& name, QColor colour, QSize size = {8, 8}) const {
        QImage image(size, QImage::Format_RGB32);
        image.fill(colour);
        QDir().mkpath(QFileInfo(path(name)).path());
        if (!image.save(path(name))) qFatal("cannot save %s", qPrintable(name));
    }

    std::optional<RequestError> errorOfReading() const {
        return caught<RequestError>([&] { readImageFolder(m_folder->path(), 8); });
    }

private slots:
    void init() { m_folder.emplace(); }

    void subfoldersAreClassesAndFilesAreTheirItems() {
        save(u"red/1.png"_s, QColor(200, 0, 0));
        save(u"blue/1.png"_s, QColor(0, 0, 100));
        save(u"blue/2.jpg"_s, QColor(0, 0, 200), {50, 50});
        const ImageDataset dataset = readImageFolder(m_folder->path(), 4);
        QCOMPARE(dataset.classNames, (QStringList{u"blue"_s, u"red"_s}));
        QCOMPARE(dataset.labels, (std::vector<std::int64_t>{0, 0, 1}));
        QCOMPARE(dataset.shape, (ImageShape{3, 4, 4}));
        QCOMPARE(dataset.pixels.size(), size_t{3 * 3 * 16});
        QCOMPARE(dataset.toQImage(0).pixelColor(3, 3), QColor(0, 0, 100));
        QVERIFY(std::abs(dataset.toQImage(1).pixelColor(1, 2).blue() - 200) <= 3);
        QCOMPARE(dataset.toQImage(2).pixelColor(0, 0), QColor(200, 0, 0));
    }

    void greyPicturesGiveOneChannel() {
        save(u"dark/a.png"_s, QColor(20, 20, 20));
        save(u"light/a.jpg"_s, QColor(220, 220, 220), {30, 30});
        const ImageDataset dataset = readImageFolder(m_folder->path(), 8);
        QCOMPARE(dataset.shape, (ImageShape{1, 8, 8}));
        QCOMPARE(dataset.pixels.size(), size_t{2 * 64});
        QCOMPARE(int{dataset.image(0)[0]}, 20);
        QVERIFY(std::abs(dataset.image(1)[63] - 220) <= 2);
    }

    void oneColouredPictureMakesAllColoured() {
        save(u"a/1.png"_s, QColor(20, 20, 20));
        save(u"b/1.png"_s, QColor(20, 20, 21));
        QCOMPARE(readImageFolder(m_folder->path(), 8).shape.channels, 3);
    }

    void classesAndFilesComeInNaturalOrder() {
        const QStringList ordered = {u"class 1"_s, u"class 2"_s, u"class 10"_s, u"class 10b"_s, u"class a"_s};
        for (const QString& name : {u"class 10b"_s, u"class a"_s, u"class 2"_s, u"class 10"_s, u"class 1"_s}) {
            save(name + u"/1.png"_s, Qt::black);
        }
        QCOMPARE(classFolders(m_folder->path()), ordered);

        save(u"class 1/10.png"_s, QColor(10, 10, 10));
        save(u"class 1/9.png"_s, QColor(9, 9, 9));
        save(u"class 1/009.png"_s, QColor(7, 7, 7));
        const ImageDataset dataset = readImageFolder(m_folder->path(), 8);
        QCOMPARE(dataset.classNames, ordered);
        QCOMPARE(int{dataset.image(1)[0]}, 7);
        QCOMPARE(int{dataset.image(2)[0]}, 9);
        QCOMPARE(int{dataset.image(3)[0]}, 10);
    }

    void namesThatDifferInLeadingZerosOnlyHaveAnOrder() {
        save(u"7/1.png"_s, Qt::black);
        save(u"07/1.png"_s, Qt::black);
        save(u"007/1.png"_s, Qt::black);
        QCOMPARE(classFolders(m_folder->path()), (QStringList{u"007"_s, u"07"_s, u"7"_s}));
    }

    void numbersTooLongForAnIntegerAreOrdered() {
        save(u"99999999999999999999999/1.png"_s, Qt::black);
        save(u"100000000000000000000000/1.png"_s, Qt::black);
        QCOMPARE(classFolders(m_folder->path()),
                 (QStringList{u"99999999999999999999999"_s, u"100000000000000000000000"_s}));
    }

    void hiddenFilesAndFilesBesideTheClassesAreSkipped() {
        save(u"a/1.png"_s, Qt::black);
        save(u"b/1.png"_s, Qt::white);
        writeFileAtomically(path(u"a/.DS_Store"_s), QByteArray("x"));
        writeFileAtomically(path(u".git/config"_s), QByteArray("x"));
        writeFileAtomically(path(u"README.txt"_s), QByteArray("x"));
        const ImageDataset dataset = readImageFolder(m_folder->path(), 8);
        QCOMPARE(dataset.classNames, (QStringList{u"a"_s, u"b"_s}));
        QCOMPARE(dataset.count(), size_t{2});
    }

    void emptyClassIsNamed() {
        save(u"a/1.png"_s, Qt::black);
        QDir(m_folder->path()).mkdir(u"nothing"_s);
        const auto error = errorOfReading();
        QVERIFY(error.has_value());
        QCOMPARE(error->text(), path(u"nothing"_s) +
                                    u": the folder of class “nothing” is empty\nPut pictures into it or remove it."_s);
    }

    void fileThatIsNoImageIsNamed() {
        save(u"a/1.png"_s, Qt::black);
        writeFileAtomically(path(u"a/notes.txt"_s), QByteArray("remember the milk"));
        const auto error = errorOfReading();
        QVERIFY(error.has_value());
        QCOMPARE(error->where(), path(u"a/notes.txt"_s));
    }

    void folderInsideAClassIsNamed() {
        save(u"a/1.png"_s, Qt::black);
        save(u"b/more/1.png"_s, Qt::black);
        const auto error = errorOfReading();
        QVERIFY(error.has_value());
        QCOMPARE(error->where(), path(u"b/more"_s));
        QCOMPARE(error->message(), u"there is a folder inside the folder of class “b”"_s);
    }

    void folderWithoutClassesIsNamed() {
        save(u"1.png"_s, Qt::black);
        const auto error = errorOfReading();
        QVERIFY(error.has_value());
        QCOMPARE(error->where(), m_folder->path());
    }

    void tooMuchDataIsRefusedBeforeItIsRead() {
        rejectTooMuchData(4096, {1, 1024, 1024}, u"/data"_s);
        const auto error = caught<RequestError>([] { rejectTooMuchData(4097, {1, 1024, 1024}, u"/data"_s); });
        QVERIFY(error.has_value());
        QCOMPARE(error->text(),
                 u"/data: 4097 images of 1024 × 1024 pixels do not fit into memory (limit: 4 GiB)\n"
                 u"Choose a smaller data.image_size or fewer images."_s);
    }

    void channelsAreConvertedBothWays() {
        ImageDataset grey;
        grey.shape = {1, 1, 2};
        grey.pixels = {1, 2, 3, 4};
        grey.labels = {0, 1};
        const ImageDataset colour = withChannels(grey, 3);
        QCOMPARE(colour.shape, (ImageShape{3, 1, 2}));
        QCOMPARE(colour.pixels, (std::vector<std::uint8_t>{1, 2, 1, 2, 1, 2, 3, 4, 3, 4, 3, 4}));
        QCOMPARE(colour.labels, grey.labels);
        QCOMPARE(withChannels(colour, 1).pixels, grey.pixels);
        QCOMPARE(withChannels(grey, 1).pixels, grey.pixels);
    }
};

DISTILLAB_TEST(ImageFolderTest)
#include "image_folder_test.moc"
