#include "ui/compare/run_list_model.h"

#include "core/library/bin.h"
#include "core/report/metrics_log.h"
#include "tests/support/test_main.h"
#include "tests/ui/isolated_settings.h"
#include "tests/ui/run_folders.h"
#include "ui/compare/run_colours.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

using namespace distillab;
using namespace distillab::ui;
using namespace Qt::Literals::StringLiterals;

class RunListModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_settings = std::make_unique<test::IsolatedSettings>();
        m_model = std::make_unique<RunListModel>();
        m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
    }
    void cleanup() {
        m_tester.reset();
        m_model.reset();
    }

    void rowsTellWhatIsKnownOfARun() {
        const QString finished = makeRun(u"finished"_s, 0.875);
        const QString stopped = makeRun(u"stopped"_s);
        m_model->refresh();
        QCOMPARE(m_model->rowCount(), 2);
        QCOMPARE(cell(finished, RunListModel::Name), u"finished"_s);
        QCOMPARE(cell(finished, RunListModel::Teacher), u"cnn-small"_s);
        QCOMPARE(cell(finished, RunListModel::Student), u"cnn-tiny"_s);
        QCOMPARE(cell(finished, RunListModel::Temperature), u"4"_s);
        QCOMPARE(cell(finished, RunListModel::Alpha), u"0.7"_s);
        QCOMPARE(cell(finished, RunListModel::Accuracy), u"87.5 %"_s);
        QCOMPARE(cell(finished, RunListModel::Agreement), u"94.0 %"_s);
        QCOMPARE(cell(finished, RunListModel::Size), u"165 KiB"_s);
        QCOMPARE(cell(finished, RunListModel::Time), u"1 min 32 s"_s);
        QCOMPARE(cell(finished, RunListModel::State), u"finished"_s);
        QCOMPARE(cell(stopped, RunListModel::Accuracy), u"–"_s);
        QCOMPARE(cell(stopped, RunListModel::State), u"stopped"_s);
    }

    void refreshingKeepsChoicesAndTheRowsOfOthers() {
        const QString first = makeRun(u"first"_s, 0.8);
        const QString second = makeRun(u"second"_s, 0.8);
        m_model->refresh();
        m_model->setChosen(second, true);
        const QPersistentModelIndex kept(m_model->index(m_model->rowOf(second), 0));
        QVERIFY(QDir(first).removeRecursively());
        makeRun(u"third"_s, 0.9);
        m_model->refresh();
        QCOMPARE(m_model->rowCount(), 2);
        QVERIFY(kept.isValid());
        QCOMPARE(kept.data().toString(), u"second"_s);
        QVERIFY(m_model->isChosen(second));
        QVERIFY(QDir(second).removeRecursively());
        QSignalSpy changed(m_model.get(), &RunListModel::chosenChanged);
        m_model->refresh();
        QVERIFY(m_model->chosenRuns().empty());
        QCOMPARE(changed.size(), 1);
    }

    void nothingIsSaidWhenNothingIsNew() {
        m_model->setChosen(makeRun(u"run"_s, 0.8), true);
        m_model->refresh();
        QSignalSpy changed(m_model.get(), &RunListModel::dataChanged);
        QSignalSpy chosen(m_model.get(), &RunListModel::chosenChanged);
        m_model->refresh();
        QCOMPARE(changed.size(), 0);
        QCOMPARE(chosen.size(), 0);
    }

    void chosenRunsHaveColoursThatNoOtherHas() {
        QStringList folders;
        for (int i = 0; i < 20; ++i) folders << makeRun(u"run %1"_s.arg(i), 0.8);
        m_model->refresh();
        m_model->setColour(folders[0], u"green"_s);
        for (const QString& folder : folders) m_model->setChosen(folder, true);
        const auto looks = [&] {
            QSet<QString> kinds;
            for (const ChosenRun& chosen : m_model->chosenRuns()) {
                kinds << chosen.pen.color().name() + QString::number(static_cast<int>(chosen.pen.style()));
            }
            return kinds.size();
        };
        QCOMPARE(looks(), 20);
        QCOMPARE(m_model->chosenRuns()[0].pen.color(), runColour(u"green"_s));
        // Others keep theirs when one goes and comes back.
        const QColor before = m_model->chosenRuns()[5].pen.color();
        m_model->setChosen(folders[3], false);
        QCOMPARE(m_model->chosenRuns()[4].pen.color(), before);
        m_model->setChosen(folders[3], true);
        QCOMPARE(looks(), 20);
    }

    void namesAndNotesAreChangedInPlace() {
        const QString folder = makeRun(u"run"_s, 0.8);
        m_model->refresh();
        const int row = m_model->rowOf(folder);
        QVERIFY(m_model->setData(m_model->index(row, RunListModel::Name), u"衣服"_s));
        QVERIFY(m_model->setData(m_model->index(row, RunListModel::Note), u"good"_s));
        QCOMPARE(cell(folder, RunListModel::Name), u"衣服"_s);
        QCOMPARE(library::readRun(folder).note, u"good"_s);
        QVERIFY(!m_model->setData(m_model->index(row, RunListModel::Note), u" good "_s));  // nothing new
        QVERIFY(!(m_model->flags(m_model->index(row, RunListModel::Accuracy)) & Qt::ItemIsEditable));
    }

    void aRunThatCannotBeDeletedStaysAndSaysWhy() {
        const QString folder = makeRun(u"running"_s);
        const report::MetricsLog atWork(experiment::RunFolder(folder).metricsFile(), 0);
        m_model->refresh();
        QSignalSpy failed(m_model.get(), &RunListModel::failed);
        QVERIFY(!m_model->remove(folder));
        QCOMPARE(failed.size(), 1);
        QVERIFY(failed[0][0].value<session::Problem>().message.contains(u"under way"));
        QVERIFY(m_model->rowOf(folder) >= 0);
    }

    void deletedRunsComeBack() {
        const QString folder = makeRun(u"run"_s, 0.8);
        m_model->refresh();
        m_model->setChosen(folder, true);
        const auto binned = m_model->remove(folder);
        QVERIFY(binned);
        QCOMPARE(m_model->rowCount(), 0);
        QVERIFY(m_model->chosenRuns().empty());
        QCOMPARE(m_model->restore(*binned), std::optional(folder));
        QCOMPARE(m_model->rowCount(), 1);
    }

    void filterAndOrder() {
        const QString best = makeRun(u"best"_s, 0.9);
        const QString worst = makeRun(u"worst"_s, 0.7);
        const QString middle = makeRun(u"middle"_s, 0.8);
        const QString stopped = makeRun(u"stopped"_s);
        const QString cell = makeRun(u"sweep-1/t2"_s, 0.85);
        m_model->refresh();
        RunListFilter filter(*m_model);
        filter.sort(RunListModel::Accuracy, Qt::DescendingOrder);
        QCOMPARE(names(filter), QStringList({u"best"_s, u"sweep-1/t2"_s, u"middle"_s, u"worst"_s, u"stopped"_s}));
        m_model->setPinned(worst, true);
        QCOMPARE(names(filter).first(), u"worst"_s);
        filter.sort(RunListModel::Accuracy, Qt::AscendingOrder);
        QCOMPARE(names(filter), QStringList({u"worst"_s, u"stopped"_s, u"middle"_s, u"sweep-1/t2"_s, u"best"_s}));

        filter.setWords(u"mid CNN-tiny"_s);
        QCOMPARE(names(filter), QStringList(u"middle"_s));
        filter.setWords(QString());
        filter.setShow(RunListFilter::Show::Pinned);
        QCOMPARE(names(filter), QStringList(u"worst"_s));
        filter.setShow(RunListFilter::Show::Unfinished);
        QCOMPARE(names(filter), QStringList(u"stopped"_s));
        filter.setShow(RunListFilter::Show::Sweep, u"sweep-1"_s);
        QCOMPARE(names(filter), QStringList(u"sweep-1/t2"_s));
        QCOMPARE(m_model->sweeps(), QStringList(u"sweep-1"_s));
        filter.setShow(RunListFilter::Show::Chosen);
        QVERIFY(names(filter).isEmpty());
        m_model->setChosen(best, true);
        QCOMPARE(names(filter), QStringList(u"best"_s));
    }

private:
    QString makeRun(const QString& name, std::optional<double> accuracy = {}) const {
        const QString folder = m_settings->path(u"runs/"_s + name);
        experiment::Experiment experiment;
        experiment.name = name;
        experiment.data.train = u"/data"_s;
        if (accuracy) {
            test::writeFinishedRun(folder, experiment, *accuracy);
        } else {
            test::writeInterruptedRun(folder, experiment);
        }
        return folder;
    }
    QString cell(const QString& folder, int column) const {
        return m_model->index(m_model->rowOf(folder), column).data().toString();
    }
    static QStringList names(const RunListFilter& filter) {
        QStringList names;
        for (int row = 0; row < filter.rowCount(); ++row) names << filter.index(row, 0).data().toString();
        return names;
    }

    std::unique_ptr<test::IsolatedSettings> m_settings;
    std::unique_ptr<RunListModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

DISTILLAB_TEST(RunListModelTest)
#include "run_list_model_test.moc"
