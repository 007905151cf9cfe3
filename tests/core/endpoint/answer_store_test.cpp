#include "core/endpoint/answer_store.h"

#include "core/base/files.h"
#include "tests/support/caught.h"
#include "tests/support/small_disk.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace distillab;
using namespace distillab::endpoint;
using namespace Qt::Literals::StringLiterals;

namespace {

ChatReply replyOf(const QString& text) {
    ChatReply reply;
    reply.text = text;
    return reply;
}

}  // namespace

class AnswerStoreTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void numbersThatNoAnswerHasAreDamage_data() {
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<QByteArray>("seconds");
        QTest::addColumn<bool>("isDamaged");
        QTest::newRow("sound") << QByteArray("12") << QByteArray("0.5") << false;
        QTest::newRow("at the limit") << QByteArray("1000000000000") << QByteArray("1e12") << false;
        QTest::newRow("beyond") << QByteArray("1000000000001") << QByteArray("1") << true;
        QTest::newRow("whole and huge") << QByteArray("9223372036854775807") << QByteArray("1") << true;
        QTest::newRow("beyond every whole number") << QByteArray("1e300") << QByteArray("1") << true;
        QTest::newRow("negative") << QByteArray("-1") << QByteArray("1") << true;
        QTest::newRow("endless") << QByteArray("1") << QByteArray("1e300") << true;
        QTest::newRow("no number") << QByteArray("\"1\"") << QByteArray("1") << true;
    }

    void numbersThatNoAnswerHasAreDamage() {
        QFETCH(QByteArray, input);
        QFETCH(QByteArray, seconds);
        QFETCH(bool, isDamaged);
        const QString path = m_folder.filePath(u"answers.jsonl"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        for (const char* key : {"a", "b"}) {
            file.write(QByteArray("{\"key\":\"") + key +
                       "\",\"job\":\"j\",\"text\":\"B\",\"finish_reason\":\"stop\",\"input\":" + input +
                       ",\"output\":1,\"estimated\":false,\"seconds\":" + seconds + ",\"first_token\":[]}\n");
        }
        file.close();
        const AnswerStore store(path);
        QCOMPARE(store.damagedLines(), isDamaged ? 2 : 0);
        QCOMPARE(store.find("a") == nullptr, isDamaged);
        QCOMPARE(store.spentBy("j").requests, isDamaged ? 0 : 2);
    }

    void onlyTheUserReadsTheAnswers() {
        const mode_t before = ::umask(0);
        const QString path = m_folder.filePath(u"cache/answers/a.jsonl"_s);
        const AnswerStore store(path);
        ::umask(before);
        const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther |
                                          QFile::WriteOther | QFile::ExeOther;
        QVERIFY(!(QFile::permissions(path) & others));
        QVERIFY(!(QFile::permissions(QFileInfo(path).path()) & others));
    }

    void answersThatFindNoRoomAreKeptOnceThereIsSome() {
        const test::SmallDisk disk(64 << 10);
        if (!disk.isMounted()) QSKIP(qPrintable(disk.reason()));
        const QString path = disk.path(u"answers.jsonl"_s);
        {
            AnswerStore store(path);
            store.add("a", "j", replyOf(u"first"_s));
            store.commit();
            disk.fill();
            for (int i = 0; i < 40; ++i) store.add("b" + QByteArray::number(i), "j", replyOf(QString(200, u'x')));
            QVERIFY(test::caught<DiskRefused>([&] { store.commit(); }).has_value());
            QVERIFY(test::caught<DiskRefused>([&] { store.commit(); }).has_value());
            disk.makeRoom();
            store.commit();
        }
        const AnswerStore store(path);
        QCOMPARE(store.damagedLines(), 0);
        QCOMPARE(store.spentBy("j").requests, 41);  // none twice: each has its price
        QVERIFY(store.find("b39") != nullptr);
    }

private:
    QTemporaryDir m_folder;
};

DISTILLAB_TEST(AnswerStoreTest)
#include "answer_store_test.moc"
