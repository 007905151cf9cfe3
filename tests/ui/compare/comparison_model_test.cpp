#include "ui/compare/comparison_model.h"

#include "tests/support/test_main.h"
#include "tests/ui/isolated_settings.h"
#include "tests/ui/run_folders.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace distillab;
using namespace distillab::ui;
using namespace Qt::Literals::StringLiterals;

class ComparisonModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_settings = std::make_unique<test::IsolatedSettings>(); }

    void hasDifferingSettingsThenResults() {
        ComparisonModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRuns({makeRun(u"cold"_s, 1, 0.8), makeRun(u"hot"_s, 8, 0.9)});
        QCOMPARE(model.columnCount(), 2);
        QCOMPARE(model.headerData(1, Qt::Horizontal).toString(), u"hot"_s);
        const int accuracy = rowOf(model, u"Accuracy"_s);
        const int temperature = rowOf(model, u"Temperature"_s);
        const int heading = rowOf(model, u"Results"_s);
        QVERIFY(temperature >= 0 && temperature < heading && heading < accuracy);
        QCOMPARE(model.index(accuracy, 0).data().toString(), u"80.0 %"_s);
        QVERIFY(!model.index(accuracy, 0).data(ComparisonModel::BestRole).toBool());
        QVERIFY(model.index(accuracy, 1).data(ComparisonModel::BestRole).toBool());
        QCOMPARE(model.index(temperature, 1).data().toString(), u"8"_s);
        QVERIFY(!model.index(temperature, 1).data(ComparisonModel::BestRole).toBool());
        QVERIFY(model.index(heading, 0).data(ComparisonModel::SectionRole).toBool());
        QVERIFY(!(model.flags(model.index(heading, 0)) & Qt::ItemIsSelectable));
    }

    /// Whoever cannot see the mark hears it.
    void theBestCellSaysSo() {
        ComparisonModel model;
        model.setRuns({makeRun(u"cold"_s, 1, 0.8), makeRun(u"hot"_s, 8, 0.9)});
        const int accuracy = rowOf(model, u"Accuracy"_s);
        QCOMPARE(model.index(accuracy, 1).data(Qt::AccessibleTextRole).toString(),
                 u"hot, Accuracy: 90.0 %, the best"_s);
        QCOMPARE(model.index(accuracy, 0).data(Qt::AccessibleTextRole).toString(), u"cold, Accuracy: 80.0 %"_s);
    }

    void runsThatDifferInNothingHaveNoSettings() {
        ComparisonModel model;
        model.setRuns({makeRun(u"a"_s, 4, 0.8), makeRun(u"b"_s, 4, 0.9)});
        QCOMPARE(rowOf(model, u"Results"_s), -1);
        model.setRuns({});
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(model.columnCount(), 0);
    }

private:
    ChosenRun makeRun(const QString& name, double temperature, double accuracy) const {
        const QString folder = m_settings->path(u"runs/"_s + name);
        experiment::Experiment experiment;
        experiment.name = name;
        experiment.data.train = u"/data"_s;
        experiment.distill.temperature = temperature;
        test::writeFinishedRun(folder, experiment, accuracy);
        return {library::readRun(folder), QPen(Qt::red)};
    }
    static int rowOf(const ComparisonModel& model, const QString& title) {
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.headerData(row, Qt::Vertical).toString() == title) return row;
        }
        return -1;
    }

    std::unique_ptr<test::IsolatedSettings> m_settings;
};

DISTILLAB_TEST(ComparisonModelTest)
#include "comparison_model_test.moc"
