#include "core/hub/known_models.h"

#include "tests/support/test_main.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <algorithm>

using namespace distillab::hub;
using namespace Qt::Literals::StringLiterals;

class KnownModelsTest : public QObject {
    Q_OBJECT

private slots:
    void everyModelIsDescribed();
    void theSmallestIsFirst();
    void wordsFindModels();
};

void KnownModelsTest::everyModelIsDescribed() {
    const QSet<QString> architectures = {u"bert"_s, u"roberta"_s, u"distilbert"_s, u"mobilebert"_s, u"electra"_s};
    const QRegularExpression id(u"^[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+$"_s);
    QSet<QString> ids;
    for (const KnownModel& model : knownModels()) {
        QVERIFY2(id.match(model.id).hasMatch(), qPrintable(model.id));
        QVERIFY2(!ids.contains(model.id), qPrintable(model.id));
        ids.insert(model.id);
        QVERIFY(architectures.contains(model.architecture));
        QVERIFY(model.isTeacher || model.isStudent);
        for (const QString& text : {model.title, model.languages, model.licence, model.description}) {
            QVERIFY2(!text.isEmpty(), qPrintable(model.id));
        }
        // Four bytes a parameter; files may hold a head besides.
        const double mib = static_cast<double>(model.parameters) * 4 / (1 << 20);
        QVERIFY2(model.downloadMib >= mib * 0.99 && model.downloadMib <= mib * 1.55, qPrintable(model.id));
    }
    QVERIFY(ids.size() > 15);
}

void KnownModelsTest::theSmallestIsFirst() {
    const auto models = knownModels();
    QVERIFY(std::is_sorted(models.begin(), models.end(),
                           [](const KnownModel& a, const KnownModel& b) { return a.parameters < b.parameters; }));
}

void KnownModelsTest::wordsFindModels() {
    QCOMPARE(searchKnownModels({}).size(), knownModels().size());
    QVERIFY(searchKnownModels(u"no such model"_s).empty());
    const auto chinese = searchKnownModels(u" chinese  APACHE "_s);
    QVERIFY(!chinese.empty() && chinese.size() < knownModels().size());
    const auto mobile = searchKnownModels(u"mobilebert"_s);
    QCOMPARE(mobile.size(), size_t{1});
    QCOMPARE(mobile[0].id, u"google/mobilebert-uncased"_s);
}

DISTILLAB_TEST(KnownModelsTest)
#include "known_models_test.moc"
