#include "core/base/files.h"
#include "core/hub/hub.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace distillab;
using namespace distillab::hub;
using namespace Qt::Literals::StringLiterals;

class HubOptionsTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void theStandardPlaceIsUsed();
    void theCacheCanBeMoved();
    void mirrorsAndTokensAreTaken();
    void theStoredTokenIsRead();
    void offlineIsUnderstood_data();
    void offlineIsUnderstood();
};

void HubOptionsTest::init() {
    for (const char* name :
         {"HF_ENDPOINT", "HF_TOKEN", "HF_TOKEN_PATH", "HF_HOME", "HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE",
          "HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "XDG_CACHE_HOME", "HF_HUB_DISABLE_IMPLICIT_TOKEN"}) {
        qunsetenv(name);
    }
}

void HubOptionsTest::theStandardPlaceIsUsed() {
    QCOMPARE(hubOptionsFromEnvironment().cache, QDir::homePath() + u"/.cache/huggingface/hub"_s);
    QVERIFY(hubOptionsFromEnvironment().endpoint.startsWith(u"https://"_s));
    QVERIFY(!hubOptionsFromEnvironment().offline);
    qputenv("XDG_CACHE_HOME", "/cache");
    QCOMPARE(hubOptionsFromEnvironment().cache, u"/cache/huggingface/hub"_s);
}

void HubOptionsTest::theCacheCanBeMoved() {
    qputenv("HF_HOME", "~/models/");
    QCOMPARE(hubOptionsFromEnvironment().cache, QDir::homePath() + u"/models/hub"_s);
    qputenv("HF_HUB_CACHE", "/big/hub");
    QCOMPARE(hubOptionsFromEnvironment().cache, u"/big/hub"_s);
}

void HubOptionsTest::mirrorsAndTokensAreTaken() {
    qputenv("HF_ENDPOINT", "https://mirror.example/hf/");
    qputenv("HF_TOKEN", " hf_abc\n");
    QCOMPARE(hubOptionsFromEnvironment().endpoint, u"https://mirror.example/hf/"_s);
    QCOMPARE(hubOptionsFromEnvironment().token, u"hf_abc"_s);
}

void HubOptionsTest::theStoredTokenIsRead() {
    const QTemporaryDir home;
    qputenv("HF_HOME", home.path().toUtf8());
    QVERIFY(hubOptionsFromEnvironment().token.isEmpty());
    writeFileAtomically(home.filePath(u"token"_s), QByteArray("hf_stored\n"));
    QCOMPARE(hubOptionsFromEnvironment().token, u"hf_stored"_s);
    qputenv("HF_TOKEN", "hf_first");
    QCOMPARE(hubOptionsFromEnvironment().token, u"hf_first"_s);
    qunsetenv("HF_TOKEN");
    qputenv("HF_HUB_DISABLE_IMPLICIT_TOKEN", "1");
    QVERIFY(hubOptionsFromEnvironment().token.isEmpty());
}

void HubOptionsTest::offlineIsUnderstood_data() {
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("offline");
    QTest::newRow("1") << QByteArray("1") << true;
    QTest::newRow("yes") << QByteArray("yes") << true;
    QTest::newRow("True") << QByteArray("True") << true;
    QTest::newRow("0") << QByteArray("0") << false;
    QTest::newRow("empty") << QByteArray("") << false;
}

void HubOptionsTest::offlineIsUnderstood() {
    QFETCH(QByteArray, value);
    QFETCH(bool, offline);
    qputenv("HF_HUB_OFFLINE", value);
    QCOMPARE(hubOptionsFromEnvironment().offline, offline);
}

DISTILLAB_TEST(HubOptionsTest)
#include "hub_options_test.moc"
