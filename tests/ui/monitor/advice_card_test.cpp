#include "ui/monitor/advice_card.h"
#include "core/advice/advice.h"
#include "core/base/files.h"
#include "core/experiment/document.h"
#include "core/experiment/run_folder.h"
#include "core/session/engine.h"
#include "tests/support/test_main.h"
#include "tests/ui/isolated_settings.h"
#include "tests/ui/user.h"
#include "ui/main_window.h"
#include "ui/wizard/wizard.h"

#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

using namespace distillab;
using namespace distillab::ui;
using namespace Qt::Literals::StringLiterals;
using test::kPatience;

namespace {

QList<report::Advice> twoAdvices() {
    experiment::Experiment longer;
    longer.distill.training.epochs = 10;
    return {{u"underfitting"_s,
             u"Still learning"_s,
             u"The student reached 81.2 %."_s,
             u"It gets better by going on."_s,
             {{u"distill.epochs"_s, u"Epochs"_s, u"5"_s, u"10"_s}},
             longer},
            {u"weak-teacher"_s, u"The teacher knows less"_s, u"62 % against 78 %."_s, u"Choose another."_s, {}, {}}};
}

}  // namespace

/// Advice as a user meets it: read, unfolded, taken.
class AdviceCardTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void numbersShowAndTheReasonUnfolds() {
        AdviceCard card(u"advice"_s, AdviceCard::WhenFine::SaysSo);
        showCard(card, twoAdvices());
        const test::User user(card);
        QVERIFY(user.find<QLabel>(u"advice.underfitting.evidence"_s)->text().contains(u"81.2 %"_s));
        QCOMPARE(user.find<QLabel>(u"advice.underfitting.changes"_s)->text(), u"Epochs: 5 → 10"_s);
        const auto* why = user.find<QLabel>(u"advice.underfitting.why"_s);
        QVERIFY(!why->isVisible());
        user.click(u"advice.underfitting.fold"_s);
        QVERIFY(why->isVisible());
        user.click(u"advice.underfitting.fold"_s);
        QVERIFY(!why->isVisible());
        // What only the user can do has no button, and its reason is there at once.
        QVERIFY(user.find<QLabel>(u"advice.weak-teacher.why"_s)->isVisible());
        QVERIFY(!card.findChild<QWidget*>(u"advice.weak-teacher.try"_s));
    }

    void buttonHandsOverTheChangedExperiment() {
        AdviceCard card(u"advice"_s, AdviceCard::WhenFine::SaysSo);
        showCard(card, twoAdvices());
        const test::User user(card);
        QSignalSpy asked(&card, &AdviceCard::tryRequested);
        user.click(u"advice.underfitting.try"_s);
        QVERIFY(test::User::push(u"advice.underfitting.try"_s));
        QCOMPARE(asked.size(), 2);
        QCOMPARE(asked[1][0].value<experiment::Experiment>().distill.training.epochs, 10);
    }

    void nothingAmissIsSaidOrPassedOver() {
        AdviceCard says(u"advice"_s, AdviceCard::WhenFine::SaysSo);
        says.setAdvice({});
        QVERIFY(!says.isHidden());
        QVERIFY(says.findChild<QLabel*>(u"advice.nothing"_s)->text().contains(u"nothing"_s));
        AdviceCard hides(u"advice"_s, AdviceCard::WhenFine::Hides);
        hides.setAdvice({});
        QVERIFY(hides.isHidden());
    }

    void aRunWithTooLittleDataLeadsToALargerOneAndToAPdf() {
        openWindow();
        experiment::Experiment tiny = small();
        tiny.data.limit = 60;
        const QString folder = startedFrom(tiny);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->findChild<QWidget*>(u"monitor.advice.too-little-data.try"_s), kPatience);
        QVERIFY(m_user->find<QLabel>(u"monitor.advice.too-little-data.evidence"_s)->text().contains(u"54"_s));

        const QString pdf = m_settings->path(u"report.pdf"_s);
        m_user->whenAsked(u"fileNameEdit"_s, [&](QWidget& dialog) { test::chooseFolder(dialog, pdf); });
        m_user->click(u"monitor.savePdf"_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_user->find<QLabel>(u"monitor.pdfState"_s)->text().contains(u"report.pdf"_s),
                                 kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(QFileInfo::exists(pdf), kPatience);
        QVERIFY(readFile(pdf).startsWith("%PDF-"));

        m_user->click(u"monitor.advice.too-little-data.try"_s);
        auto* wizard = m_window->findChild<Wizard*>();
        QTRY_VERIFY(wizard->isVisible());
        QCOMPARE(wizard->draft().experiment().data.limit, 600);
        QVERIFY(experiment::RunFolder(folder).isFinished());
    }

    void aRunThatDivergedLeadsToAGentlerOneByKeyboard() {
        openWindow();
        experiment::Experiment wild = small();
        wild.teacher.training.optimizer = experiment::Optimizer::Sgd;
        wild.teacher.training.learningRate = 10;
        wild.teacher.training.clipNorm = 0;
        wild.teacher.training.warmUp = 0;
        startedFrom(wild);
        const QString button = u"monitor.failureAdvice.learning-rate-too-high.try"_s;
        QTRY_VERIFY_WITH_TIMEOUT(m_window->findChild<QWidget*>(button), kPatience);
        QTRY_VERIFY(m_user->canUse(button));
        QVERIFY(test::User::push(button));
        auto* wizard = m_window->findChild<Wizard*>();
        QTRY_VERIFY(wizard->isVisible());
        QCOMPARE(wizard->draft().experiment().teacher.training.learningRate, 0.05);
    }

    void cleanup() {
        m_user.reset();
        m_window.reset();
        m_settings.reset();
    }

private:
    static void showCard(AdviceCard& card, const QList<report::Advice>& advice) {
        card.setAdvice(advice);
        card.resize(900, 400);
        card.show();
        QVERIFY(QTest::qWaitForWindowActive(&card));
    }

    static experiment::Experiment small() {
        experiment::Experiment e;
        e.name = u"small"_s;
        e.data.train = u"/usr/share/datasets/fashion-mnist"_s;
        e.data.limit = 300;
        e.teacher.model = u"mlp-small"_s;
        e.teacher.training.epochs = 2;
        e.distill.training.epochs = 2;
        e.onnx.enabled = false;
        return e;
    }

    void openWindow() {
        m_settings = std::make_unique<test::IsolatedSettings>();
        m_window = std::make_unique<MainWindow>([]() -> session::Engine& { return session::loadEngine(); });
        m_window->resize(1280, 800);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_user = std::make_unique<test::User>(*m_window);
    }

    /// Opens the experiment as a file and starts it from the wizard's last page. @return the run's folder
    QString startedFrom(const experiment::Experiment& experiment) {
        const QString file = m_settings->path(u"experiment.yaml"_s);
        writeFileAtomically(file, experiment::write(experiment));
        m_window->open(file);
        QTest::qWait(100);
        for (int i = 0; i < 1200 && !m_user->canUse(u"wizard.start"_s); ++i) QTest::qWait(100);
        m_user->click(u"wizard.start"_s);
        return m_window->session().runFolder();
    }

    std::unique_ptr<test::IsolatedSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<test::User> m_user;
};

DISTILLAB_TEST(AdviceCardTest)
#include "advice_card_test.moc"
