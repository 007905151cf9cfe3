#include "ui/playground/examples.h"

#include "core/base/files.h"
#include "tests/support/test_main.h"

#include <QPainter>
#include <QTemporaryDir>
#include <QTest>

using namespace distillab;
using namespace distillab::ui;
using namespace Qt::Literals::StringLiterals;

class ExamplesTest : public QObject {
    Q_OBJECT
private slots:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_file = m_folder->filePath(u"kept/examples.json"_s);
    }

    void theLatestStandsInFrontAndOnce() {
        Examples list(m_file);
        for (const QString& text : {u"a"_s, u"b"_s, u"a"_s}) list.add({text});
        QCOMPARE(texts(list), (QStringList{u"a"_s, u"b"_s}));
        list.add({u"a"_s, u"with a pair"_s});
        QCOMPARE(list.rowCount(), 3);
    }

    void theyAreThereAgainAtTheNextStart() {
        QImage picture(28, 28, QImage::Format_RGB32);
        picture.fill(Qt::black);
        QPainter(&picture).fillRect(3, 4, 5, 6, Qt::white);
        {
            Examples list(m_file);
            list.add({u"很好看"_s, u"second"_s});
            list.add({{}, {}, picture});
        }
        const Examples list(m_file);
        QCOMPARE(list.rowCount(), 2);
        QCOMPARE(list.at(0).picture, picture);
        QCOMPARE(list.at(1).text, u"很好看"_s);
        QCOMPARE(list.at(1).textPair, u"second"_s);
        QVERIFY(!list.index(0).data(Qt::DecorationRole).isNull());
    }

    void whatIsRemovedStaysAway() {
        {
            Examples list(m_file);
            for (const QString& text : {u"a"_s, u"b"_s, u"c"_s}) list.add({text});
            list.remove(1);
            list.remove(7);
        }
        QCOMPARE(texts(Examples(m_file)), (QStringList{u"c"_s, u"a"_s}));
    }

    void onlySoManyAreKept() {
        Examples list(m_file);
        for (int i = 0; i < 100; ++i) list.add({QString::number(i)});
        QCOMPARE(list.rowCount(), 60);
        QCOMPARE(list.at(0).text, u"99"_s);
    }

    void aDamagedFileCountsAsEmpty() {
        writeFileAtomically(m_file, "[{\"text\": ");
        QCOMPARE(Examples(m_file).rowCount(), 0);
        writeFileAtomically(m_file, "[{\"picture\": \"no picture\"}, 3, {\"text\": \"kept\"}]");
        QCOMPARE(texts(Examples(m_file)), QStringList{u"kept"_s});
    }

private:
    static QStringList texts(const Examples& list) {
        QStringList texts;
        for (int row = 0; row < list.rowCount(); ++row) texts << list.at(row).text;
        return texts;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
};

DISTILLAB_TEST(ExamplesTest)
#include "examples_test.moc"
