#include "core/data/text_decoding.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QStringEncoder>
#include <QTemporaryDir>
#include <QTest>

using namespace distillab;
using namespace distillab::data;
using namespace Qt::Literals::StringLiterals;
using experiment::TextEncoding;
using test::caught;

namespace {

const QString kChinese = u"这部电影非常好看，演员的表演也很出色。\n剧情拖沓，画面粗糙，不值得一看。\n"_s;
const QString kFrench =
    u"This café scene is naïve but très charming, with a certain je ne sais quoi à la française.\n"
    u"The fiancée was played with élan; the décor was a cliché.\n"_s;

/// kChinese in GB18030, worked out by an independent program.
const QByteArray kChineseInGb18030 = QByteArray::fromHex(
    "d5e2b2bfb5e7d3b0b7c7b3a3bac3bfb4a3acd1ddd4b1b5c4b1edd1ddd2b2badcb3f6c9aba1a30a"
    "bee7c7e9cdcfedb3a3acbbadc3e6b4d6b2daa3acb2bbd6b5b5c3d2bbbfb4a1a30a");

QByteArray utf16(const QString& text, QStringConverter::Encoding encoding, bool mark) {
    QStringEncoder encoder(encoding, mark ? QStringConverter::Flag::WriteBom : QStringConverter::Flag::Default);
    return encoder(text);
}

}  // namespace

class TextDecodingTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void encodingIsRecognised_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("text");
        const QString big = u"UTF-16 (big-endian)"_s;
        const QString little = u"UTF-16 (little-endian)"_s;
        QTest::newRow("ASCII") << QByteArray("plain\n") << u"UTF-8"_s << u"plain\n"_s;
        QTest::newRow("UTF-8") << kChinese.toUtf8() << u"UTF-8"_s << kChinese;
        QTest::newRow("UTF-8 with mark") << "\xEF\xBB\xBF" + kFrench.toUtf8() << u"UTF-8"_s << kFrench;
        QTest::newRow("emoji") << u"👍🏽 ok\n"_s.toUtf8() << u"UTF-8"_s << u"👍🏽 ok\n"_s;
        QTest::newRow("UTF-16LE with mark") << utf16(kChinese, QStringConverter::Utf16LE, true) << little << kChinese;
        QTest::newRow("UTF-16BE with mark")
            << utf16(kChinese + u"👍"_s, QStringConverter::Utf16BE, true) << big << kChinese + u"👍"_s;
        QTest::newRow("UTF-16LE") << utf16(kFrench, QStringConverter::Utf16LE, false) << little << kFrench;
        QTest::newRow("UTF-16BE") << utf16(kChinese, QStringConverter::Utf16BE, false) << big << kChinese;
        QTest::newRow("GB18030") << kChineseInGb18030 << u"GB18030"_s << kChinese;
        QTest::newRow("GB18030 with mark") << "\x84\x31\x95\x33" + kChineseInGb18030 << u"GB18030"_s << kChinese;
        QTest::newRow("Latin-1") << kFrench.toLatin1() << u"Latin-1"_s << kFrench;
        QTest::newRow("quotes of Windows") << QByteArray("It\x92s a \x93good\x94 film, na\xEFve\n") << u"Latin-1"_s
                                           << u"It’s a “good” film, naïve\n"_s;
        QTest::newRow("empty") << QByteArray() << u"UTF-8"_s << QString();
    }
    void encodingIsRecognised() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, text);
        const QString path = put(bytes);
        const Decoding decoding = findDecoding(path, TextEncoding::Auto);
        QTEST(decoding.name(), "name");
        QCOMPARE(textOf(path, decoding), text);
    }

    void latinLetterFarBehindIsFoundAndSoIsACharacterOnABlocksEdge() {
        const QByteArray filler((1 << 20) - 1, 'x');
        QCOMPARE(findDecoding(put(filler + filler + "\ncaf\xE9 cr\xE8me\n"), TextEncoding::Auto).name(), u"Latin-1"_s);
        QCOMPARE(findDecoding(put(filler + u"é\n"_s.toUtf8()), TextEncoding::Auto).name(), u"UTF-8"_s);
        QCOMPARE(findDecoding(put(filler + "\xE9"), TextEncoding::Auto).name(), u"Latin-1"_s);
    }

    void charactersOnTheEdgesOfBlocksStayWhole() {
        QString text;
        const QStringList characters = {u"é"_s, u"好"_s, u"👍"_s, u"x"_s, u"👍"_s};
        for (qsizetype i = 0; i < 300000; ++i) text += characters[i % characters.size()];
        for (const auto encoding : {QStringConverter::Utf16LE, QStringConverter::Utf16BE}) {
            const QString path = put(utf16(text, encoding, true));
            QVERIFY(textOf(path, findDecoding(path, TextEncoding::Auto)) == text);
        }
    }

    void theUsersWordCounts() {
        const QString path = put(kFrench.toLatin1());
        QVERIFY(textOf(path, findDecoding(path, TextEncoding::Gb18030)) != kFrench);
        QCOMPARE(findDecoding(path, TextEncoding::Utf8).name(), u"UTF-8"_s);
        const QString marked = put("\xEF\xBB\xBFhello\n");
        QCOMPARE(textOf(marked, findDecoding(marked, TextEncoding::Utf8)), u"hello\n"_s);
    }

    void bytesThatSpellNothingAreMarked() {
        const QString path = put(utf16(u"ab"_s, QStringConverter::Utf16LE, true) + QByteArray("\x00\xDC"
                                                                                              "c\0",
                                                                                              4));
        bool whole = false;
        const std::string text = decodedStart(path, findDecoding(path, TextEncoding::Auto), 100, &whole);
        QCOMPARE(QByteArray::fromStdString(text), QByteArray("ab\xFF"
                                                             "c"));
        QVERIFY(!isUtf8(text));
        const QString chinese = put(kChineseInGb18030.first(4) + "\xFF\n");
        const std::string damaged = decodedStart(chinese, findDecoding(chinese, TextEncoding::Gb18030), 100, &whole);
        QCOMPARE(QByteArray::fromStdString(damaged), u"这部"_s.toUtf8() + "\xFF\n");
    }

    void startIsCutWhereAsked() {
        bool whole = true;
        const QString path = put("0123456789");
        const Decoding decoding = findDecoding(path, TextEncoding::Auto);
        QCOMPARE(decodedStart(path, decoding, 4, &whole), std::string("0123"));
        QVERIFY(!whole);
        QCOMPARE(decodedStart(path, decoding, 10, &whole), std::string("0123456789"));
        QVERIFY(whole);
    }

    void binaryFileIsRefused() {
        const QString path = put(QByteArray("\x89PNG\0\0\0\x0D\0IHDR\0\0\0\0\1\0", 19));
        const auto error = caught<RequestError>([&] { findDecoding(path, TextEncoding::Auto); });
        QVERIFY(error.has_value());
        QCOMPARE(error->text(), path +
                                    u": this is no text file: it holds zero bytes\n"
                                    u"Give a CSV, TSV, JSON lines or Parquet file."_s);
    }

    void missingFileIsRefused() {
        const QString path = m_folder->filePath(u"none.csv"_s);
        const auto error = caught<RequestError>([&] { findDecoding(path, TextEncoding::Auto); });
        QVERIFY(error.has_value());
        QCOMPARE(error->where(), path);
    }

    void utf8IsTold_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("good");
        QTest::addRow("empty") << QByteArray() << true;
        QTest::addRow("long ASCII") << QByteArray(100, 'a') << true;
        QTest::addRow("mixed") << u"aaaaaaaaé好👍aaaaaaaaa"_s.toUtf8() << true;
        QTest::addRow("lone byte") << QByteArray("aaaaaaaaaaaa\xE9") << false;
        QTest::addRow("cut off") << u"👍"_s.toUtf8().first(3) << false;
        QTest::addRow("surrogate") << QByteArray("\xED\xA0\x80") << false;
        QTest::addRow("overlong") << QByteArray("\xC0\x80") << false;
        QTest::addRow("beyond Unicode") << QByteArray("\xF4\x90\x80\x80") << false;
    }
    void utf8IsTold() {
        QFETCH(QByteArray, bytes);
        QTEST(isUtf8({bytes.constData(), static_cast<size_t>(bytes.size())}), "good");
    }

    void charactersAreCounted() {
        QCOMPARE(characterCount(""), size_t{0});
        QCOMPARE(characterCount(u"aé好👍"_s.toStdString()), size_t{4});
    }

private:
    QString put(const QByteArray& bytes) {
        const QString path = m_folder->filePath(QString::number(++m_files));
        writeFileAtomically(path, bytes);
        return path;
    }
    static QString textOf(const QString& path, const Decoding& decoding) {
        bool whole = false;
        return QString::fromStdString(decodedStart(path, decoding, 10 << 20, &whole));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    int m_files = 0;
};

DISTILLAB_TEST(TextDecodingTest)
#include "text_decoding_test.moc"
