#include "tests/support/test_main.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>

#include <algorithm>
#include <vector>

using namespace Qt::Literals::StringLiterals;

namespace {

/// One message of a .ts file; a message with a number has one translation per plural form.
struct Message {
    QString context;
    QString source;
    QString disambiguation;
    QStringList translations;
    bool finished = true;
};

void readTranslation(QXmlStreamReader& xml, Message& message) {
    message.finished = !xml.attributes().hasAttribute(u"type"_s);
    QString text;
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isEndElement()) break;
        if (xml.isCharacters()) text += xml.text();
        if (xml.isStartElement()) message.translations << xml.readElementText();
    }
    if (message.translations.isEmpty()) message.translations << text;
}

Message readMessage(QXmlStreamReader& xml, const QString& context) {
    Message message{context, {}, {}, {}};
    while (xml.readNextStartElement()) {
        if (xml.name() == u"source") {
            message.source = xml.readElementText();
        } else if (xml.name() == u"comment") {
            message.disambiguation = xml.readElementText();
        } else if (xml.name() == u"translation") {
            readTranslation(xml, message);
        } else {
            xml.skipCurrentElement();
        }
    }
    return message;
}

std::vector<Message> readMessages(const QString& language) {
    QFile file(QStringLiteral(DISTILLAB_SOURCE_DIR "/resources/translations/distillab_%1.ts").arg(language));
    if (!file.open(QIODevice::ReadOnly)) return {};
    QXmlStreamReader xml(&file);
    std::vector<Message> messages;
    QString context;
    while (!xml.atEnd()) {
        xml.readNext();
        if (!xml.isStartElement()) continue;
        if (xml.name() == u"name") context = xml.readElementText();
        if (xml.name() == u"message") messages.push_back(readMessage(xml, context));
    }
    return xml.hasError() ? std::vector<Message>() : messages;
}

/// All matches of a pattern, in alphabetical order: a translation may change their order, not their number.
QStringList parts(const QString& text, const QRegularExpression& pattern) {
    QStringList found;
    for (auto match = pattern.globalMatch(text); match.hasNext();) found << match.next().captured().toLower();
    found.sort();
    return found;
}

QString describe(const Message& message) {
    return u"%1: “%2” became “%3”"_s.arg(message.context, message.source, message.translations.join(u"” or “"_s));
}

/// The messages whose translations have other matches of the pattern than the source.
QString deviations(const QString& language, const QRegularExpression& pattern) {
    QStringList list;
    for (const Message& message : readMessages(language)) {
        const QStringList expected = parts(message.source, pattern);
        const bool same = std::all_of(message.translations.begin(), message.translations.end(),
                                      [&](const QString& text) { return parts(text, pattern) == expected; });
        if (!same) list << describe(message);
    }
    return list.join(u'\n');
}

}  // namespace

class TranslationsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyTextIsTranslated_data() { addLanguages(); }
    void everyTextIsTranslated() {
        QFETCH(QString, language);
        const std::vector<Message> messages = readMessages(language);
        QVERIFY(!messages.empty());
        QStringList missing;
        for (const Message& message : messages) {
            if (!message.finished || message.translations.contains(QString())) missing << describe(message);
        }
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u'\n')));
    }

    void translationsKeepThePlaceholders_data() { addLanguages(); }
    void translationsKeepThePlaceholders() {
        QFETCH(QString, language);
        const QString found = deviations(language, QRegularExpression(u"%L?[0-9]+|%L?n"_s));
        QVERIFY2(found.isEmpty(), qPrintable(found));
    }

    void translationsKeepTheMnemonicsAndTags_data() { addLanguages(); }
    void translationsKeepTheMnemonicsAndTags() {
        QFETCH(QString, language);
        const QString found = deviations(language, QRegularExpression(u"&\\w|</?\\w+>"_s));
        QVERIFY2(found.isEmpty(), qPrintable(found));
    }

    /// lupdate writes a bare "Text" where it lost track of the namespace; such a text is never found at run time.
    void everyTextHasTheContextOfItsClass() {
        for (const Message& message : readMessages(u"zh_CN"_s)) {
            QVERIFY2(message.context == u"main" || message.context.startsWith(u"distillab::"),
                     qPrintable(describe(message)));
        }
    }

    void chineseIsEmbedded() {
        QTranslator translator;
        QVERIFY(translator.load(QLocale(u"zh_CN"_s), u"distillab"_s, u"_"_s, u":/i18n"_s));
        for (const Message& message : readMessages(u"zh_CN"_s)) {
            const QString text = translator.translate(qUtf8Printable(message.context), qUtf8Printable(message.source),
                                                      qUtf8Printable(message.disambiguation), 2);
            QVERIFY2(!text.isEmpty(), qPrintable(describe(message)));
        }
        QCOMPARE(translator.translate("distillab::ui::MainWindow", "&New distillation"), u"新建蒸馏(&N)"_s);
    }

    void englishPluralsReadRight() {
        QTranslator translator;
        QVERIFY(translator.load(QLocale(u"en_GB"_s), u"distillab"_s, u"_"_s, u":/i18n"_s));
        const auto shift = [&](int pixels) {
            return translator.translate("distillab::ui::ReviewPage", "moved by up to %n pixel(s)", nullptr, pixels);
        };
        QCOMPARE(shift(1), u"moved by up to %n pixel"_s);
        QCOMPARE(shift(2), u"moved by up to %n pixels"_s);
    }

private:
    static void addLanguages() {
        QTest::addColumn<QString>("language");
        QTest::newRow("Chinese") << u"zh_CN"_s;
        QTest::newRow("English plurals") << u"en"_s;
    }
};

DISTILLAB_TEST(TranslationsTest)
#include "translations_test.moc"
