#include "core/sweep/sweep.h"

#include "core/base/error.h"
#include "core/experiment/document.h"
#include "core/experiment/presets.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace distillab;
using namespace distillab::sweep;
using namespace Qt::Literals::StringLiterals;
using test::caught;

class SweepTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void axesAreReadAsTyped() {
        QCOMPARE(parseTemperatures(u"1,2, 4 ,0.5"_s, {}), (std::vector<double>{1, 2, 4, 0.5}));
        QCOMPARE(parseAlphas(u"0，0.5、1"_s, {}), (std::vector<double>{0, 0.5, 1}));
        QCOMPARE(parseSeeds(u"1 2;3"_s, {}), (std::vector<quint64>{1, 2, 3}));
        QCOMPARE(parsePresets(u"hinton,dkd"_s, {}), (QStringList{u"hinton"_s, u"dkd"_s}));
        QCOMPARE(parseLosses(u"soft-targets+hard-labels,dkd"_s, {}),
                 (QStringList{u"soft-targets+hard-labels"_s, u"dkd"_s}));
        QCOMPARE(textOf(parseTemperatures(u"0.1,0.30,8"_s, {})), u"0.1, 0.3, 8"_s);
    }

    void faultyAxesSayWhatAndWhere_data() {
        QTest::addColumn<QString>("axis");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("part");
        QTest::newRow("no number") << u"T"_s << u"1,two"_s << u"two"_s;
        QTest::newRow("zero") << u"T"_s << u"0,1"_s << u"0"_s;
        QTest::newRow("too hot") << u"T"_s << u"1,101"_s << u"101"_s;
        QTest::newRow("twice") << u"T"_s << u"2,4,2.0"_s << u"2.0"_s;
        QTest::newRow("nothing") << u"T"_s << u" , "_s << u"no value"_s;
        QTest::newRow("not a number at all") << u"T"_s << u"nan"_s << u"nan"_s;
        QTest::newRow("alpha above 1") << u"a"_s << u"0.5,1.5"_s << u"1.5"_s;
        QTest::newRow("alpha below 0") << u"a"_s << u"-0.1"_s << u"-0.1"_s;
        QTest::newRow("seed") << u"s"_s << u"1,-2"_s << u"-2"_s;
        QTest::newRow("preset") << u"p"_s << u"hintom"_s << u"hintom"_s;
        QTest::newRow("loss") << u"l"_s << u"soft-targets+hard-lables"_s << u"hard-lables"_s;
        QTest::newRow("loss twice") << u"l"_s << u"dkd+dkd"_s << u"dkd"_s;
    }

    void faultyAxesSayWhatAndWhere() {
        QFETCH(QString, axis);
        QFETCH(QString, text);
        QFETCH(QString, part);
        const auto error = caught<RequestError>([&] {
            if (axis == u"T") parseTemperatures(text, u"--here"_s);
            if (axis == u"a") parseAlphas(text, u"--here"_s);
            if (axis == u"s") parseSeeds(text, u"--here"_s);
            if (axis == u"p") parsePresets(text, u"--here"_s);
            if (axis == u"l") parseLosses(text, u"--here"_s);
        });
        QVERIFY(error);
        QVERIFY2(error->message().contains(part), qPrintable(error->message()));
        QCOMPARE(error->where(), u"--here"_s);
        QVERIFY(!error->remedy().isEmpty());
    }

    void misspeltNamesAreRecognised() {
        const auto error = caught<RequestError>([] { parsePresets(u"hintom"_s, {}); });
        QVERIFY(error);
        QVERIFY2(error->remedy().contains(u"hinton"_s), qPrintable(error->remedy()));
    }

    void everyCombinationIsACellWithANameOfItsOwn() {
        const Sweep sweep{base(), {{1, 2}, {0.3, 0.6, 0.9}, {u"hinton"_s, u"dkd+hard-labels"_s}, {7, 8}}};
        const std::vector<Cell> cells = cellsOf(sweep);
        QCOMPARE(cells.size(), size_t{24});
        std::set<QString> names;
        for (const Cell& cell : cells) names.insert(cell.name);
        QCOMPARE(names.size(), cells.size());
        QCOMPARE(cells[0].name, u"hinton-T1-a0.3-s7"_s);
        QCOMPARE(cells[1].name, u"hinton-T2-a0.3-s7"_s);
        QCOMPARE(cells[2].name, u"hinton-T1-a0.6-s7"_s);
        QCOMPARE(cells[6].name, u"dkd+hard-labels-T1-a0.3-s7"_s);
        QCOMPARE(cells[12].seed(), quint64{8});
        for (const Cell& cell : cells) {
            QVERIFY(!cell.experiment.onnx.enabled);
            QCOMPARE(cell.experiment.data.train, sweep.base.data.train);
        }
    }

    void axesThatAreNotGivenKeepWhatTheExperimentSays() {
        experiment::Experiment experiment = base();
        experiment.distill.temperature = experiment::Course(8, 2, experiment::Schedule::Linear);
        const std::vector<Cell> cells = cellsOf({experiment, {{}, {0.2, 0.8}, {}, {}}});
        QCOMPARE(cells.size(), size_t{2});
        QCOMPARE(cells[0].temperature(), experiment.distill.temperature);
        QCOMPARE(cells[1].alpha(), experiment::Course(0.8));
        QCOMPARE(cells[0].name, u"a0.2"_s);
    }

    void recipesBringTheirOwnSettingsUnlessAnAxisHasThem() {
        const experiment::Recipe dkd = experiment::findPreset(u"dkd"_s)->recipe;
        const std::vector<Cell> alone = cellsOf({base(), {{}, {}, {u"dkd"_s, u"hinton"_s}, {}}});
        QCOMPARE(static_cast<const experiment::Recipe&>(alone[0].experiment.distill), dkd);
        QCOMPARE(alone[0].experiment.distill.preset, u"dkd"_s);
        const std::vector<Cell> crossed = cellsOf({base(), {{1, 3}, {}, {u"dkd"_s}, {}}});
        QCOMPARE(crossed[1].temperature(), experiment::Course(3.0));
        QCOMPARE(crossed[1].alpha(), dkd.alpha);
        QCOMPARE(crossed[1].experiment.distill.losses, dkd.losses);
        QVERIFY(crossed[1].experiment.distill.preset.isEmpty());  // no longer what the preset says
        const std::vector<Cell> losses = cellsOf({base(), {{}, {}, {u"logit-mse+hard-labels"_s}, {}}});
        QCOMPARE(experiment::partNames(losses[0].experiment.distill.losses),
                 (QStringList{u"logit-mse"_s, u"hard-labels"_s}));
    }

    void sweepsThatMakeNoSenseAreRefused() {
        QVERIFY(caught<RequestError>([this] { validate({base(), {}}); }));
        QVERIFY(caught<RequestError>([this] { validate({base(), {{2}, {0.5}, {}, {}}}); }));
        std::vector<quint64> many(kMostCells + 1);
        for (size_t i = 0; i < many.size(); ++i) many[i] = i;
        QVERIFY(caught<RequestError>([&] { validate({base(), {{}, {}, {}, many}}); }));
        many.resize(1 << 16);
        const std::vector<double> values(1 << 16, 0.5);
        const QStringList recipes(1 << 16, u"hinton"_s);
        QVERIFY(caught<RequestError>([&] { validate({base(), {values, values, recipes, many}}); }));  // 2^64
        validate({base(), {{1, 2}, {}, {}, {}}});
    }

    void aCellThatCannotRunIsNamed() {
        // Soft targets alone, and alpha 0: nothing would pull at the student.
        const auto error =
            caught<RequestError>([this] { validate({base(), {{}, {0, 0.5}, {u"soft-targets"_s}, {}}}); });
        QVERIFY(error);
        QVERIFY2(error->where().contains(u"soft-targets-a0"_s), qPrintable(error->where()));
    }

    void documentsAreReadBackAsWritten() {
        experiment::Experiment experiment = base();
        experiment.name = u"null: \"quoted\" #, and – 中文"_s;
        experiment.distill.alpha = experiment::Course(0.9, 0.1, experiment::Schedule::Cosine);
        const Sweep sweep{experiment,
                          {{0.5, 0.0625}, {}, {u"hinton"_s, u"dkd+hard-labels"_s}, {1, 18446744073709551615U}}};
        const Sweep again = read(write(sweep), u"sweep.yaml"_s);
        QCOMPARE(again.axes, sweep.axes);
        QCOMPARE(experiment::write(again.base), experiment::write(sweep.base));
    }

    void damagedDocumentsAreNamed_data() {
        QTest::addColumn<QByteArray>("document");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("not a map") << QByteArray("- 1\n");
        QTest::newRow("no experiment") << QByteArray("version: 1\ntemperatures: [1]\n");
        QTest::newRow("no numbers") << QByteArray("temperatures: [a]\nexperiment: {name: x}\n");
        QTest::newRow("unknown recipe") << QByteArray("recipes: [nothing]\nexperiment: {name: x}\n");
        QTest::newRow("recipes in one word") << QByteArray("recipes: ['dkd, dkd']\nexperiment: {name: x}\n");
        QTest::newRow("no temperature") << QByteArray("temperatures: [.nan, -1]\nexperiment: {name: x}\n");
        QTest::newRow("two documents") << QByteArray("experiment: {name: x}\n---\nexperiment: {name: x}\n");
        QTest::newRow("unknown key") << QByteArray("experiment: {nome: x}\n");
        QTest::newRow("torn") << QByteArray("temperatures: [1, 2\n");
    }

    void damagedDocumentsAreNamed() {
        QFETCH(QByteArray, document);
        const auto error = caught<RequestError>([&] { read(document, u"that.yaml"_s); });
        QVERIFY(error);
        QVERIFY2(error->where().startsWith(u"that.yaml"_s), qPrintable(error->where()));
    }

private:
    experiment::Experiment base() const {
        experiment::Experiment experiment;
        experiment.data.train = m_data.path();
        return experiment;
    }

    QTemporaryDir m_data;
};

DISTILLAB_TEST(SweepTest)
#include "sweep_test.moc"
