#include "ui/start/start_page.h"

#include "tests/support/test_main.h"
#include "tests/ui/isolated_settings.h"
#include "tests/ui/run_folders.h"

#include <QFileInfo>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace distillab;
using namespace distillab::ui;
using namespace Qt::Literals::StringLiterals;

class StartPageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_settings = std::make_unique<test::IsolatedSettings>(); }

    void saysSoWhenThereAreNoRuns() {
        StartPage page;
        QVERIFY(page.findChild<QLabel*>(u"start.noRuns"_s));
        QVERIFY(!page.findChild<QPushButton*>(u"start.run.open"_s));
    }

    void startsASampleWithOneClickIfItsDataIsThere() {
        StartPage page;
        page.show();
        QSignalSpy wanted(&page, &StartPage::sampleRequested);
        auto* button = page.findChild<QPushButton*>(u"start.sample.fashion-mnist"_s);
        auto* note = page.findChild<QLabel*>(u"start.sample.fashion-mnist.note"_s);
        QVERIFY(button && note);
        const bool installed = QFileInfo::exists(experiment::sampleExperiment(u"fashion-mnist"_s).data.train);
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(wanted.size(), installed ? 1 : 0);
        QCOMPARE(note->text().contains(u"dataset-fashion-mnist"_s), !installed);
    }

    void offersToOpenFinishedAndToResumeInterruptedRuns() {
        experiment::Experiment experiment;
        experiment.data.train = u"/data"_s;
        const QString finished = m_settings->path(u"runs/finished"_s);
        const QString interrupted = m_settings->path(u"runs/interrupted"_s);
        test::writeFinishedRun(finished, experiment, 0.913);
        test::writeInterruptedRun(interrupted, experiment);
        StartPage page;
        page.show();
        QSignalSpy opened(&page, &StartPage::openRequested);
        QSignalSpy resumed(&page, &StartPage::resumeRequested);
        QTest::mouseClick(page.findChild<QPushButton*>(u"start.run.open"_s), Qt::LeftButton);
        QTest::mouseClick(page.findChild<QPushButton*>(u"start.run.resume"_s), Qt::LeftButton);
        QCOMPARE(opened.value(0).value(0).toString(), finished);
        QCOMPARE(resumed.value(0).value(0).toString(), interrupted);
        bool accuracyIsShown = false;
        for (const QLabel* label : page.findChildren<QLabel*>()) accuracyIsShown |= label->text().contains(u"91.3 %"_s);
        QVERIFY(accuracyIsShown);
    }

    void offersAnInterruptedRunAtTheTopUntilItIsWavedAside() {
        experiment::Experiment experiment;
        experiment.name = u"mine"_s;
        experiment.data.train = u"/data"_s;
        const QString run = m_settings->path(u"runs/mine"_s);
        test::writeInterruptedRun(run, experiment);
        StartPage page;
        page.show();
        QSignalSpy resumed(&page, &StartPage::resumeRequested);
        QVERIFY(page.findChild<QLabel*>(u"start.interrupted.words"_s)->text().contains(u"mine"_s));
        QTest::mouseClick(page.findChild<QPushButton*>(u"start.interrupted.resume"_s), Qt::LeftButton);
        QCOMPARE(resumed.value(0).value(0).toString(), run);
        page.setActiveRun(run);
        QVERIFY(!page.findChild<QPushButton*>(u"start.interrupted.resume"_s)->isVisible());
        page.setActiveRun({});
        QTest::mouseClick(page.findChild<QPushButton*>(u"start.interrupted.notNow"_s), Qt::LeftButton);
        StartPage next;
        next.show();
        QVERIFY(!next.findChild<QPushButton*>(u"start.interrupted.resume"_s)->isVisible());
        QVERIFY(next.findChild<QPushButton*>(u"start.run.resume"_s)->isVisible());
    }

    void startsNothingWhileARunIsUnderWay() {
        experiment::Experiment experiment;
        experiment.data.train = u"/data"_s;
        test::writeInterruptedRun(m_settings->path(u"runs/active"_s), experiment);
        test::writeInterruptedRun(m_settings->path(u"runs/other"_s), experiment);
        StartPage page;
        page.show();
        page.setActiveRun(m_settings->path(u"runs/active"_s));
        QVERIFY(!page.findChild<QPushButton*>(u"start.sample.fashion-mnist"_s)->isEnabled());
        const auto resumes = page.findChildren<QPushButton*>(u"start.run.resume"_s);
        QCOMPARE(resumes.size(), 1);  // the active run offers nothing
        QVERIFY(!resumes.first()->isEnabled());
        QSignalSpy wanted(&page, &StartPage::activeRunRequested);
        QTest::mouseClick(page.findChild<QPushButton*>(u"start.active.show"_s), Qt::LeftButton);
        QCOMPARE(wanted.size(), 1);
    }

private:
    std::unique_ptr<test::IsolatedSettings> m_settings;
};

DISTILLAB_TEST(StartPageTest)
#include "start_page_test.moc"
