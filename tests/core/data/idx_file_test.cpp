#include "core/data/idx_file.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "tests/core/data/idx_bytes.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

#include <zlib.h>

using namespace distillab;
using namespace distillab::data;
using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray gzip(const QByteArray& bytes, int level = 6) {
    z_stream zlib = {};
    deflateInit2(&zlib, level, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    QByteArray packed(static_cast<qsizetype>(deflateBound(&zlib, static_cast<uLong>(bytes.size()))), '\0');
    zlib.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    zlib.avail_in = static_cast<uInt>(bytes.size());
    zlib.next_out = reinterpret_cast<Bytef*>(packed.data());
    zlib.avail_out = static_cast<uInt>(packed.size());
    deflate(&zlib, Z_FINISH);
    packed.truncate(static_cast<qsizetype>(zlib.total_out));
    deflateEnd(&zlib);
    return packed;
}

/// Larger than the reader's buffer, and not to be compressed much.
QByteArray largeImages() {
    QByteArray bytes = test::idxHeader({500, 28, 28});
    quint32 state = 1;
    for (int i = 0; i < 500 * 28 * 28; ++i) {
        state = state * 1664525U + 1013904223U;
        bytes.append(static_cast<char>(state >> 24));
    }
    return bytes;
}

QByteArray contentOf(const IdxArray& array) {
    return QByteArray(reinterpret_cast<const char*>(array.values.data()), static_cast<qsizetype>(array.values.size()));
}

}  // namespace

class IdxFileTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    QString file(const QByteArray& bytes) const {
        const QString path = m_folder.filePath(u"file"_s);
        writeFileAtomically(path, bytes);
        return path;
    }

    std::optional<RequestError> errorOf(const QByteArray& bytes, int rank) const {
        return test::caught<RequestError>([&] { readIdx(file(bytes), rank); });
    }

    QString at(const QString& offset) const { return m_folder.filePath(u"file"_s) + u", byte "_s + offset; }

private slots:
    void plainFileIsRead() {
        const IdxArray array = readIdx(file(test::idxHeader({2, 1, 3}) + QByteArray("\0\x01\x02\xFD\xFE\xFF", 6)), 3);
        QCOMPARE(array.sizes, (std::vector<std::uint32_t>{2, 1, 3}));
        QCOMPARE(array.values, (std::vector<std::uint8_t>{0, 1, 2, 0xFD, 0xFE, 0xFF}));
    }

    void gzipFileIsReadWhateverItsName() {
        const IdxArray array = readIdx(file(gzip(test::idxLabels({7, 0, 9}))), 1);
        QCOMPARE(array.sizes, std::vector<std::uint32_t>{3});
        QCOMPARE(array.values, (std::vector<std::uint8_t>{7, 0, 9}));
    }

    void fileLargerThanTheBufferIsReadWhole() {
        const QByteArray bytes = largeImages();
        QCOMPARE(contentOf(readIdx(file(bytes), 3)), bytes.mid(16));
        QCOMPARE(contentOf(readIdx(file(gzip(bytes)), 3)), bytes.mid(16));
    }

    void veryCompressibleFileIsRead() {
        const QByteArray bytes = test::idxHeader({1000, 28, 28}) + QByteArray(784000, '\0');
        QCOMPARE(contentOf(readIdx(file(gzip(bytes, 9)), 3)), QByteArray(784000, '\0'));
    }

    void gzipMembersFollowEachOther() {
        const QByteArray bytes = test::idxLabels({1, 2, 3, 4});
        const IdxArray array = readIdx(file(gzip(bytes.left(6)) + gzip(bytes.mid(6))), 1);
        QCOMPARE(array.values, (std::vector<std::uint8_t>{1, 2, 3, 4}));
    }

    void plainFileCutAnywhereIsRefusedWhereItEnds() {
        const QByteArray bytes = test::idxImages(2, 3, 4);
        for (qsizetype length = 0; length < bytes.size(); ++length) {
            const auto error = errorOf(bytes.left(length), 3);
            QVERIFY2(error.has_value(), qPrintable(QString::number(length)));
            QCOMPARE(error->where(), at(QString::number(length)));
            QVERIFY(!error->remedy().isEmpty());
        }
        QVERIFY(!errorOf(bytes, 3));
    }

    void plainFileCutInItsValuesSaysHowLongItShouldBe() {
        const auto error = errorOf(test::idxImages(2, 3, 4).left(30), 3);
        QVERIFY(error.has_value());
        QCOMPARE(
            error->text(),
            at(u"30"_s) + u": the file is too short: its header promises 40 bytes\nCopy or download the file again."_s);
    }

    void gzipFileCutAnywhereIsRefused() {
        const QByteArray packed = gzip(test::idxImages(20, 3, 4));
        for (qsizetype length = 0; length < packed.size(); ++length) {
            const auto error = errorOf(packed.left(length), 3);
            QVERIFY2(error.has_value(), qPrintable(QString::number(length)));
            QVERIFY(error->where().startsWith(at({})));
        }
    }

    void gzipFileCutInTheMiddleSaysWhere() {
        const QByteArray packed = gzip(largeImages());
        const auto error = errorOf(packed.left(300000), 3);
        QVERIFY(error.has_value());
        QCOMPARE(error->message(), u"the compressed data breaks off"_s);
        QCOMPARE(error->where(), at(u"300000"_s));
    }

    void everyDamagedByteOfAGzipFileIsNoticed() {
        const QByteArray bytes = test::idxImages(20, 3, 4);
        const QByteArray packed = gzip(bytes);
        for (qsizetype place = 10; place < packed.size(); ++place) {
            QByteArray damaged = packed;
            damaged[place] = static_cast<char>(damaged[place] ^ 0x55);
            QVERIFY2(errorOf(damaged, 3).has_value(), qPrintable(QString::number(place)));
        }
    }

    void bytesAfterTheDataAreRefused() {
        const QByteArray bytes = test::idxLabels({1, 2});
        const auto plain = errorOf(bytes + '\0', 1);
        QVERIFY(plain.has_value());
        QCOMPARE(plain->where(), at(u"10"_s));
        QCOMPARE(plain->message(), u"the file is too long: the data should end here"_s);
        const auto inside = errorOf(gzip(bytes + '\0'), 1);
        QVERIFY(inside.has_value());
        QCOMPARE(inside->where(), at(u"10 after unpacking"_s));
    }

    void bytesAfterTheCompressedDataAreRefused_data() {
        QTest::addColumn<QByteArray>("garbage");
        QTest::newRow("zero") << QByteArray("\0", 1);
        QTest::newRow("text") << QByteArray("garbage");
        QTest::newRow("half a magic number") << QByteArray("\x1F");
        QTest::newRow("like gzip at first") << QByteArray("\x1Fgarbage");
    }
    void bytesAfterTheCompressedDataAreRefused() {
        QFETCH(QByteArray, garbage);
        const QByteArray packed = gzip(test::idxLabels({1, 2}));
        const auto error = errorOf(packed + garbage, 1);
        QVERIFY(error.has_value());
        QVERIFY(error->where().startsWith(at({})));
    }

    void zeroAfterTheCompressedDataIsNamedWithItsPlace() {
        const QByteArray packed = gzip(test::idxLabels({1, 2}));
        const auto error = errorOf(packed + '\0', 1);
        QVERIFY(error.has_value());
        QCOMPARE(error->where(), at(QString::number(packed.size())));
        QCOMPARE(error->message(), u"something else follows the compressed data"_s);
    }

    void wrongHeaderIsRefusedAtItsByte_data() {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QString>("offset");
        QTest::addColumn<QString>("message");
        QTest::newRow("PNG") << QByteArray("\x89PNG\r\n\x1A\n") << u"0"_s << u"this is no IDX file"_s;
        QTest::newRow("text") << QByteArray("label,pixel1") << u"0"_s << u"this is no IDX file"_s;
        QTest::newRow("floats") << QByteArray("\0\0\x0D\x01\0\0\0\x01\0\0\0\0", 12) << u"2"_s
                                << u"the values are of type 0x0d; only unsigned bytes (0x08) are read"_s;
        QTest::newRow("labels for images")
            << test::idxLabels({1, 2}) << u"3"_s << u"the data has 1 dimensions where 3 were expected"_s;
        QTest::newRow("no images") << test::idxHeader({0, 28, 28}) << u"4"_s
                                   << u"the file is empty: one of its sizes is 0"_s;
        QTest::newRow("no width") << test::idxHeader({5, 28, 0}) << u"12"_s
                                  << u"the file is empty: one of its sizes is 0"_s;
        QTest::newRow("too large") << test::idxHeader({3000000, 28, 28}) << u"4"_s
                                   << u"the header promises more than 2147483648 values, the most that is read"_s;
        QTest::newRow("overflow") << test::idxHeader({0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF}) << u"4"_s
                                  << u"the header promises more than 2147483648 values, the most that is read"_s;
        QTest::newRow("overflow to zero")
            << test::idxHeader({0x80000000, 0x80000000, 4}) << u"4"_s
            << u"the header promises more than 2147483648 values, the most that is read"_s;
    }
    void wrongHeaderIsRefusedAtItsByte() {
        QFETCH(QByteArray, header);
        QFETCH(QString, offset);
        QFETCH(QString, message);
        const auto plain = errorOf(header, 3);
        QVERIFY(plain.has_value());
        QCOMPARE(plain->where(), at(offset));
        QCOMPARE(plain->message(), message);
        const auto packed = errorOf(gzip(header), 3);
        QVERIFY(packed.has_value());
        QCOMPARE(packed->where(), at(offset + u" after unpacking"_s));
        QCOMPARE(packed->message(), message);
    }

    void headerThatPromisesMoreThanTheFileCanHoldIsRefusedAtOnce() {
        // 2 GiB within the limit, but from a few bytes: nothing may be allocated for it.
        const QByteArray header = test::idxHeader({2000000, 32, 32});
        const auto plain = errorOf(header + QByteArray(100, 'x'), 3);
        QVERIFY(plain.has_value());
        QCOMPARE(plain->where(), at(u"116"_s));
        QCOMPARE(plain->message(), u"the file is too short: its header promises 2048000016 bytes"_s);
        const auto packed = errorOf(gzip(header + QByteArray(100, 'x')), 3);
        QVERIFY(packed.has_value());
        QCOMPARE(packed->where(), at(u"16 after unpacking"_s));
    }

    void missingFileIsNamed() {
        const QString path = m_folder.filePath(u"missing"_s);
        const auto error = test::caught<RequestError>([&] { readIdx(path, 1); });
        QVERIFY(error.has_value());
        QCOMPARE(error->where(), path);
    }

    void percentSignsInTheFileNameStayAsTheyAre() {
        const QString path = m_folder.filePath(u"100%2%1"_s);
        writeFileAtomically(path, QByteArray("text"));
        const auto error = test::caught<RequestError>([&] { readIdx(path, 1); });
        QVERIFY(error.has_value());
        QCOMPARE(error->where(), path + u", byte 0"_s);
    }
};

DISTILLAB_TEST(IdxFileTest)
#include "idx_file_test.moc"
