#include "core/base/files.h"
#include "core/experiment/samples.h"
#include "core/experiment/validate.h"
#include "tests/support/synthetic_images.h"
#include "tests/support/test_main.h"
#include "tests/ui/run_folders.h"
#include "tests/ui/wizard/wizard_driver.h"
#include "ui/wizard/soft_target_chart.h"

#include <QCheckBox>
#include <QComboBox>
#include <QListWidget>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QTableView>

using namespace distillab;
using namespace distillab::ui;
using namespace Qt::Literals::StringLiterals;
using test::kPatience;

/// The wizard as a person uses it: with mouse and keys, on a small data set in files.
class WizardTest : public test::WizardDriver {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        m_data = std::make_unique<QTemporaryDir>();
        test::writeSyntheticIdx(m_data->path(), 300, 60, 1);
    }

    void init() {
        openWizard();
        m_wizard->begin(experiment::sampleExperiment(u"fashion-mnist"_s));
    }

    void aGoalTellsWhichStudentsAreSmallEnough() {
        click("wizard.next");
        QTRY_VERIFY_WITH_TIMEOUT(button("wizard.next")->isEnabled(), kPatience);
        click("wizard.next");
        click("wizard.next");
        QCOMPARE(step(), Step::Student);
        const auto* forecast = field<QLabel>("wizard.student.goal.forecast");
        QVERIFY(!forecast->isVisible());
        m_user->pick(u"wizard.student.goal"_s, u"Browser"_s);
        QVERIFY(draft().experiment().goal.device == experiment::Device::Browser);
        QVERIFY(forecast->isVisible());
        QVERIFY(forecast->text().startsWith(u"Small enough for a browser"_s));
        QVERIFY(field<QLabel>("wizard.student.goal.candidates")->text().contains(u"cnn-tiny"_s));
        QVERIFY(field<QLabel>("wizard.student.goal.limits")->text().contains(u"5 times as long"_s));
        // A device of one's own: 11,074 parameters are 44 kB in f32 and 11 in int8.
        click("wizard.student.goal.more");
        enter("wizard.student.goal.size", QLocale().toString(0.1));
        press(Qt::Key_Tab);
        QCOMPARE(draft().experiment().goal.sizeMb, 0.1);
        QVERIFY(forecast->text().contains(u"of at most 0.1 MB"_s));
        QVERIFY(!field<QLabel>("wizard.student.goal.candidates")->text().contains(u"mobilenet-v2"_s));
    }

    void aGoalTellsWhichStudentsAreFastEnough() {
        click("wizard.next");
        QTRY_VERIFY_WITH_TIMEOUT(button("wizard.next")->isEnabled(), kPatience);
        click("wizard.next");
        click("wizard.next");
        m_user->pick(u"wizard.student.goal"_s, u"Browser"_s);
        click("wizard.student.goal.more");
        enter("wizard.student.goal.size", QLocale().toString(0.05));  // for cnn-tiny alone
        press(Qt::Key_Tab);
        const auto* speeds = field<QLabel>("wizard.student.goal.speeds");
        QVERIFY(!speeds->isVisible());
        click("wizard.student.goal.measure");
        QVERIFY(speeds->text().startsWith(u"Measuring"_s));
        click("wizard.student.goal.measure");  // stops
        QVERIFY(!speeds->isVisible());
        click("wizard.student.goal.measure");
        QTRY_VERIFY_WITH_TIMEOUT(speeds->text().contains(u"cnn-tiny in fp32: one item about "_s), kPatience);
        QVERIFY2(speeds->text().contains(u"file 45 kB, memory "_s), qPrintable(speeds->text()));
        QVERIFY(!speeds->text().contains(u"nan"_s));
        // What was measured is held against other limits without being measured again.
        enter("wizard.student.goal.latency", QLocale().toString(0.1));
        enter("wizard.student.goal.slowdown", QLocale().toString(1000.0));
        press(Qt::Key_Tab);
        QVERIFY2(speeds->text().contains(u"✗ cnn-tiny"_s), qPrintable(speeds->text()));
        // Another width is another network.
        enter("wizard.student.width", QLocale().toString(0.5));
        press(Qt::Key_Tab);
        QVERIFY(!speeds->isVisible());
    }

    void isWalkedThroughWithTheMouse() {
        QSignalSpy started(m_wizard.get(), &Wizard::startRequested);
        click("wizard.next");
        QCOMPARE(step(), Step::Data);
        click("wizard.data.own");
        type("wizard.data.folder", m_data->path());
        enter("wizard.data.limit", u"200"_s);
        QTRY_VERIFY_WITH_TIMEOUT(button("wizard.next")->isEnabled(), kPatience);
        QCOMPARE(m_wizard->draft().preview()->trainItems, 180);
        QVERIFY(field<QLabel>("wizard.data.counts")->text().contains(u"180"_s));
        click("wizard.data.flip");
        click("wizard.next");

        QCOMPARE(step(), Step::Teacher);
        enter("wizard.teacher.epochs", u"3"_s);
        enter("wizard.teacher.learningRate", QLocale().toString(0.005));
        click("wizard.next");

        QCOMPARE(step(), Step::Student);
        auto* models = field<QTableView>("wizard.student.models");
        const int row = rowOf(models, u"mlp-small"_s);
        QTest::mouseClick(models->viewport(), Qt::LeftButton, {},
                          models->visualRect(models->model()->index(row, 0)).center());
        click("wizard.next");

        QCOMPARE(step(), Step::Softening);
        click("wizard.softening.more");
        enter("wizard.softening.epochs", u"4"_s);
        enter("wizard.softening.alpha", QLocale().toString(0.25));
        click("wizard.next");

        QCOMPARE(step(), Step::Review);
        type("wizard.review.name", u"by mouse"_s);
        click("wizard.start");

        QCOMPARE(started.size(), 1);
        const auto experiment = started[0][0].value<experiment::Experiment>();
        QCOMPARE(experiment.name, u"by mouse"_s);
        QCOMPARE(experiment.data.train, m_data->path());
        QCOMPARE(experiment.data.limit, 200);
        QCOMPARE(experiment.data.flip, true);
        QCOMPARE(experiment.teacher.training.epochs, 3);
        QCOMPARE(experiment.teacher.training.learningRate, 0.005);
        QCOMPARE(experiment.student.model, u"mlp-small"_s);
        QCOMPARE(experiment.distill.training.epochs, 4);
        QCOMPARE(experiment.distill.alpha, 0.25);
        QVERIFY(started[0][1].toString().startsWith(m_settings->path(u"runs/by-mouse-"_s)));
    }

    void isWalkedThroughWithTheKeyboardAlone() {
        // A button that is pressed through its Alt key answers only once it has been seen to go down.
        QSignalSpy started(m_wizard.get(), &Wizard::startRequested);
        press(Qt::Key_N, Qt::AltModifier);
        QTRY_COMPARE(step(), Step::Data);
        press(Qt::Key_O, Qt::AltModifier);
        QTRY_VERIFY(field<QLineEdit>("wizard.data.folder")->isEnabled());
        press(Qt::Key_Tab);
        QCOMPARE(focusName(), u"wizard.data.folder"_s);
        write(m_data->path());
        press(Qt::Key_E, Qt::AltModifier);
        QCOMPARE(focusName(), u"wizard.data.seed"_s);
        write(u"7"_s);
        QTRY_VERIFY_WITH_TIMEOUT(button("wizard.next")->isEnabled(), kPatience);
        press(Qt::Key_N, Qt::AltModifier);

        QTRY_COMPARE(step(), Step::Teacher);
        press(Qt::Key_E, Qt::AltModifier);
        QCOMPARE(focusName(), u"wizard.teacher.epochs"_s);
        write(u"2"_s);
        press(Qt::Key_N, Qt::AltModifier);

        QTRY_COMPARE(step(), Step::Student);
        QCOMPARE(focusName(), u"wizard.student.models"_s);
        press(Qt::Key_Home, Qt::ControlModifier);
        press(Qt::Key_Down);
        const QString second = field<QTableView>("wizard.student.models")->model()->index(1, 0).data().toString();
        QCOMPARE(m_wizard->draft().experiment().student.model, second);
        press(Qt::Key_W, Qt::AltModifier);
        write(QLocale().toString(0.5));
        press(Qt::Key_N, Qt::AltModifier);

        QTRY_COMPARE(step(), Step::Softening);
        press(Qt::Key_T, Qt::AltModifier);
        write(QLocale().toString(3.5));
        press(Qt::Key_Tab);
        QCOMPARE(focusName(), u"wizard.softening.alphaSlider"_s);
        press(Qt::Key_Home);
        press(Qt::Key_PageUp);
        const bool baseline = m_wizard->draft().experiment().distill.baseline;
        press(Qt::Key_W, Qt::AltModifier);
        QTRY_COMPARE(m_wizard->draft().experiment().distill.baseline, !baseline);
        press(Qt::Key_N, Qt::AltModifier);

        QTRY_COMPARE(step(), Step::Review);
        QCOMPARE(focusName(), u"wizard.review.name"_s);
        write(u"by keys"_s);
        press(Qt::Key_S, Qt::AltModifier);

        QTRY_COMPARE(started.size(), 1);
        const auto experiment = started[0][0].value<experiment::Experiment>();
        QCOMPARE(experiment.name, u"by keys"_s);
        QCOMPARE(experiment.data.train, m_data->path());
        QCOMPARE(experiment.data.seed, quint64(7));
        QCOMPARE(experiment.teacher.training.epochs, 2);
        QCOMPARE(experiment.student.model, second);
        QCOMPARE(experiment.student.width, 0.5);
        QCOMPARE(experiment.distill.temperature, 3.5);
        QCOMPARE(experiment.distill.alpha, 0.1);
        QCOMPARE(experiment.distill.baseline, !baseline);
    }

    void tabReachesEveryControlOfAPageAndTheButtonsBelow() {
        goTo(Step::Softening);
        QSet<QString> reached;
        for (int i = 0; i < 40; ++i) {
            reached << focusName();
            press(Qt::Key_Tab);
        }
        for (const auto* name :
             {"wizard.softening.recipe", "wizard.softening.temperatureSlider", "wizard.softening.temperature",
              "wizard.softening.alphaSlider", "wizard.softening.alpha", "wizard.softening.baseline",
              "wizard.softening.more", "wizard.softening.another", "wizard.cancel", "wizard.back", "wizard.next",
              "wizard.steps"}) {
            QVERIFY2(reached.contains(QString::fromLatin1(name)), name);
        }
    }

    void everyControlHasAName() {
        for (int i = 0; i < kStepCount; ++i) {
            goTo(static_cast<Step>(i));
            showEverything();
            verifyThatControlsAreNamed();
        }
    }

    void sliderMovesTheSoftTargetsLive() {
        goTo(Step::Softening);
        auto* chart = field<SoftTargetChart>("wizard.softening.chart");
        auto* slider = field<QSlider>("wizard.softening.temperatureSlider");
        slider->setFocus();
        press(Qt::Key_Home);
        const double sharp = *std::max_element(chart->probabilities().begin(), chart->probabilities().end());
        press(Qt::Key_End);
        const double soft = *std::max_element(chart->probabilities().begin(), chart->probabilities().end());
        QVERIFY(sharp > soft);
        QCOMPARE(m_wizard->draft().experiment().distill.temperature, 20.0);
        QCOMPARE(field<QDoubleSpinBox>("wizard.softening.temperature")->value(), 20.0);
        QVERIFY(field<QLabel>("wizard.softening.source")->text().contains(u"stand-in"_s));
    }

    void assistantIsPutBetweenAndTakenAway() {
        goTo(Step::Teacher);
        click("wizard.teacher.assistants.add");
        QCOMPARE(draft().experiment().teacher.assistants.size(), size_t(1));
        QCOMPARE(focusName(), u"wizard.teacher.assistants.1.model"_s);
        // What is offered lies between the two.
        const auto& assistant = draft().experiment().teacher.assistants[0];
        const auto size = sizeOf({assistant.student.model, assistant.student.width}, *draft().modelInput());
        QVERIFY(size.parameters < draft().teacherSize()->parameters);
        QVERIFY(size.parameters > draft().studentSize()->parameters);
        QCOMPARE(message(), QString());
        m_user->pick(u"wizard.teacher.assistants.1.model"_s, u"resnet-8"_s);
        enter("wizard.teacher.assistants.1.width", QLocale().toString(0.5));
        enter("wizard.teacher.assistants.1.epochs", u"2"_s);
        QCOMPARE(assistant.student.model, u"resnet-8"_s);
        QCOMPARE(assistant.student.width, 0.5);
        QCOMPARE(assistant.epochs, 2);
        QVERIFY(field<QLabel>("wizard.teacher.assistants.chain")->text().contains(u"resnet-8, width 0.5"_s));
        click("wizard.teacher.assistants.add");
        enter("wizard.teacher.assistants.2.width", u"8"_s);
        QVERIFY(message().contains(u"assistant"_s));  // larger than who teaches it
        QVERIFY(button("wizard.next")->isEnabled());
        const qint64 steps = draft().plan().assistantSteps;
        verifyThatControlsAreNamed();
        click("wizard.teacher.assistants.1.remove");
        QTRY_COMPARE(draft().experiment().teacher.assistants.size(), size_t(1));
        QCOMPARE(draft().experiment().teacher.assistants[0].student.width, 8.0);
        QVERIFY(draft().plan().assistantSteps < steps);
        QCOMPARE(field<QDoubleSpinBox>("wizard.teacher.assistants.1.width")->value(), 8.0);
        QVERIFY(!m_wizard->findChild<QWidget*>(u"wizard.teacher.assistants.2.model"_s));
        click("wizard.teacher.assistants.1.remove");
        QTRY_VERIFY(draft().experiment().teacher.assistants.empty());
        QVERIFY(!field<QLabel>("wizard.teacher.assistants.chain")->isVisible());
    }

    void furtherTeachersAreAddedWeighedAndRemoved() {
        const QString run = m_settings->path(u"runs/other"_s);
        test::writeFinishedRun(run, smallExperiment(), 0.8);
        writeFileAtomically(run + u"/teacher/config.json"_s, "{}");
        goTo(Step::Teacher);
        click("wizard.teacher.also.add");
        QCOMPARE(focusName(), u"wizard.teacher.also.1.path"_s);
        QVERIFY(message().contains(u"further teacher 1"_s));
        QVERIFY(!button("wizard.next")->isEnabled());
        type("wizard.teacher.also.1.path", m_settings->path(u"none"_s));
        QVERIFY(message().contains(u"none"_s));
        type("wizard.teacher.also.1.path", run);
        QVERIFY(button("wizard.next")->isEnabled());
        enter("wizard.teacher.also.1.weight", QLocale().toString(2.5));
        QCOMPARE(draft().experiment().teacher.also.size(), size_t(1));
        QCOMPARE(draft().experiment().teacher.also[0].path, run);
        QCOMPARE(draft().experiment().teacher.also[0].weight, 2.5);
        verifyThatControlsAreNamed();
        experiment::validate(draft().experiment());
        click("wizard.teacher.also.1.remove");
        QTRY_VERIFY(draft().experiment().teacher.also.empty());
        QCOMPARE(focusName(), u"wizard.teacher.also.add"_s);
    }

    void recipeFillsTemperatureAlphaAndLosses() {
        goTo(Step::Softening);
        click("wizard.softening.more");
        m_user->pick(u"wizard.softening.recipe"_s, u"FitNets"_s);
        QCOMPARE(draft().experiment().distill.preset, u"fitnets"_s);
        QCOMPARE(field<QDoubleSpinBox>("wizard.softening.temperature")->value(), 3.0);
        QVERIFY(button("wizard.softening.alpha.changes")->isChecked());
        QCOMPARE(field<QDoubleSpinBox>("wizard.softening.alpha.to")->value(), 0.5);
        QVERIFY(button("wizard.softening.loss.hidden-states")->isChecked());
        QCOMPARE(field<QSpinBox>("wizard.softening.loss.hidden-states.end")->value(), 30);
        QVERIFY(!button("wizard.softening.loss.similarity")->isChecked());
        QVERIFY(button("wizard.next")->isEnabled());
    }

    void recipeChangedByHandIsTheUsersOwn() {
        goTo(Step::Softening);
        auto* recipe = field<QComboBox>("wizard.softening.recipe");
        m_user->pick(u"wizard.softening.recipe"_s, u"Tutorial"_s);
        QCOMPARE(recipe->currentText(), u"Tutorial"_s);
        enter("wizard.softening.temperature", QLocale().toString(7.5));
        QCOMPARE(recipe->currentText(), u"Own"_s);
        QCOMPARE(draft().experiment().distill.preset, QString());
        enter("wizard.softening.temperature", QLocale().toString(2.0));
        QCOMPARE(recipe->currentText(), u"Tutorial"_s);
    }

    void lossesAreAddedSetAndRemoved() {
        goTo(Step::Softening);
        m_user->pick(u"wizard.softening.recipe"_s, u"Classic"_s);
        click("wizard.softening.more");
        click("wizard.softening.loss.hidden-states");
        enter("wizard.softening.loss.hidden-states.weight", QLocale().toString(0.5));
        enter("wizard.softening.loss.hidden-states.end", u"40"_s);
        m_user->pick(u"wizard.softening.loss.hidden-states.layers"_s, u"chosen"_s);
        type("wizard.softening.loss.hidden-states.pairs", u"0:1,1:3"_s);
        click("wizard.softening.loss.hard-labels");
        const std::vector<experiment::LossSpec>& losses = draft().experiment().distill.losses;
        QCOMPARE(losses.size(), size_t(2));
        QCOMPARE(losses[1].loss, experiment::Loss::HiddenStates);
        QCOMPARE(losses[1].weight, experiment::Course(0.5));
        QCOMPARE(losses[1].end, 0.4);
        QCOMPARE(losses[1].layers, u"0:1,1:3"_s);
        QCOMPARE(draft().experiment().distill.preset, QString());
        type("wizard.softening.loss.hidden-states.pairs", u"none"_s);
        QVERIFY(message().contains(u"none"_s));
        QVERIFY(!button("wizard.next")->isEnabled());
        click("wizard.softening.loss.hidden-states");
        QVERIFY(button("wizard.next")->isEnabled());
        QCOMPARE(draft().experiment().distill.losses.size(), size_t(1));
    }

    void secondLossOfAKindHasARowOfItsOwn() {
        experiment::Experiment experiment = smallExperiment();
        experiment.distill.losses.push_back({.loss = experiment::Loss::SoftTargets, .weight = 3});
        m_wizard->begin(experiment, Step::Softening);
        click("wizard.softening.more");
        QCOMPARE(field<QDoubleSpinBox>("wizard.softening.loss.soft-targets-2.weight")->value(), 3.0);
        click("wizard.softening.loss.soft-targets-2");
        QCOMPARE(draft().experiment().distill.losses.size(), size_t(2));
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY(!m_wizard->findChild<QWidget*>(u"wizard.softening.loss.soft-targets-2"_s));
    }

    void temperatureFallsOverTheRun() {
        goTo(Step::Softening);
        click("wizard.softening.more");
        enter("wizard.softening.temperature", QLocale().toString(8.0));
        QVERIFY(!field<QWidget>("wizard.softening.temperature.to")->isVisible());
        click("wizard.softening.temperature.changes");
        enter("wizard.softening.temperature.to", QLocale().toString(2.0));
        m_user->pick(u"wizard.softening.temperature.course"_s, u"along"_s);
        QCOMPARE(draft().experiment().distill.temperature, experiment::Course(8, 2, experiment::Schedule::Cosine));
        enter("wizard.softening.temperature", QLocale().toString(6.0));
        QCOMPARE(draft().experiment().distill.temperature, experiment::Course(6, 2, experiment::Schedule::Cosine));
        click("wizard.softening.temperature.changes");
        QCOMPARE(draft().experiment().distill.temperature, experiment::Course(6));
    }

    void doubtsAreDrawnMoreOften() {
        goTo(Step::Softening);
        click("wizard.softening.more");
        QVERIFY(!field<QWidget>("wizard.softening.strength")->isEnabled());
        m_user->pick(u"wizard.softening.sampling"_s, u"The teacher"_s);
        enter("wizard.softening.strength", QLocale().toString(2.5));
        QCOMPARE(draft().experiment().distill.sampling.by, experiment::SamplingBy::Entropy);
        QCOMPARE(draft().experiment().distill.sampling.strength, 2.5);
    }

    void reviewNamesTheRecipeAndItsLosses() {
        goTo(Step::Softening);
        m_user->pick(u"wizard.softening.recipe"_s, u"DistilBERT"_s);
        click("wizard.next");
        QVERIFY(shows(u"DistilBERT"_s));
        QVERIFY(shows(u"Hidden states × 0.14"_s));
        QVERIFY(!shows(u"The student alone is exported"_s));
    }

    void reviewSaysThatATeacherOfAnotherProgramIsNotExported() {
        goTo(Step::Teacher);
        click("wizard.teacher.onnx");
        QFile file(m_settings->path(u"teacher.onnx"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        type("wizard.teacher.onnx.path", file.fileName());
        while (step() != Step::Review) {
            QVERIFY(button("wizard.next")->isEnabled());
            click("wizard.next");
        }
        QVERIFY(shows(u"The student alone is exported: this teacher only answers."_s));
    }

    void torchScriptFileRunsOnlyWhenAllowed() {
        QFile program(m_settings->path(u"teacher.pt"_s));
        QVERIFY(program.open(QIODevice::WriteOnly));
        program.close();
        goTo(Step::Teacher);
        click("wizard.teacher.torchScript");
        type("wizard.teacher.torchScript.path", program.fileName());
        QVERIFY(message().contains(u"program"_s));
        QVERIFY(!button("wizard.next")->isEnabled());
        m_user->whenAsked(u"wizard.trustQuestion"_s, [](QWidget&) { press(Qt::Key_Return); });  // the default is no
        click("wizard.teacher.torchScript.trust");
        QVERIFY(!draft().experiment().teacher.trustCode);
        QVERIFY(!button("wizard.teacher.torchScript.trust")->isChecked());
        m_user->whenAsked(u"wizard.trustQuestion"_s, [](QWidget& dialog) {
            QTest::mouseClick(dialog.findChild<QAbstractButton*>(u"wizard.trustQuestion.run"_s), Qt::LeftButton);
        });
        click("wizard.teacher.torchScript.trust");
        QVERIFY(draft().experiment().teacher.trustCode);
        QVERIFY(button("wizard.next")->isEnabled());
        m_wizard->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_wizard.get()));
        type("wizard.teacher.torchScript.path", program.fileName() + u'x');
        QVERIFY(!draft().experiment().teacher.trustCode);
    }

    void onnxFileIsChosenAsTeacher() {
        goTo(Step::Teacher);
        click("wizard.teacher.onnx");
        QVERIFY(!message().isEmpty());
        type("wizard.teacher.onnx.path", u"/no/such/teacher.onnx"_s);
        QVERIFY(message().contains(u"/no/such/teacher.onnx"_s));
        QFile file(m_settings->path(u"teacher.onnx"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        type("wizard.teacher.onnx.path", file.fileName());
        QVERIFY(button("wizard.next")->isEnabled());
        click("wizard.teacher.cache");
        QCOMPARE(draft().experiment().teacher.source, experiment::TeacherSource::Onnx);
        QVERIFY(!draft().experiment().teacher.cache);
    }

    void anotherExampleShowsAnotherPicture() {
        goTo(Step::Softening);
        const auto before = field<SoftTargetChart>("wizard.softening.chart")->probabilities();
        click("wizard.softening.another");
        QVERIFY(field<SoftTargetChart>("wizard.softening.chart")->probabilities() != before);
    }

    void wrongFolderIsNamedWhereItIsTyped() {
        goTo(Step::Data);
        type("wizard.data.folder", u"/no/such/folder"_s);
        QVERIFY(message().contains(u"/no/such/folder"_s));
        QVERIFY(!button("wizard.next")->isEnabled());
        press(Qt::Key_N, Qt::AltModifier);
        QCOMPARE(step(), Step::Data);
        type("wizard.data.folder", {});
        QVERIFY(!message().isEmpty());
        type("wizard.data.folder", m_data->path());
        QTRY_VERIFY_WITH_TIMEOUT(button("wizard.next")->isEnabled(), kPatience);
        QVERIFY(message().isEmpty());
    }

    void damagedFileIsNamed() {
        const QString folder = m_settings->path(u"damaged"_s);
        test::writeSyntheticIdx(folder, 50, 20, 1);
        QFile images(folder + u"/train-images-idx3-ubyte"_s);
        QVERIFY(images.resize(1000));
        goTo(Step::Data);
        type("wizard.data.folder", folder);
        QTRY_VERIFY_WITH_TIMEOUT(message().contains(u"train-images-idx3-ubyte"_s), kPatience);
        QVERIFY(!button("wizard.next")->isEnabled());
    }

    void folderThatIsNoRunIsRefusedAsTeacher() {
        goTo(Step::Teacher);
        click("wizard.teacher.earlier");
        QVERIFY(!message().isEmpty());
        type("wizard.teacher.path", m_data->path());
        QVERIFY(message().contains(u"experiment.yaml"_s));
        QVERIFY(!button("wizard.next")->isEnabled());
        click("wizard.teacher.train");
        QVERIFY(button("wizard.next")->isEnabled());
    }

    void finishedRunsAreOfferedAsTeachers() {
        experiment::Experiment earlier;
        earlier.name = u"well taught"_s;
        earlier.data.train = m_data->path();
        test::writeFinishedRun(m_settings->path(u"runs/done"_s), earlier, 0.9);
        test::writeInterruptedRun(m_settings->path(u"runs/stopped"_s), earlier);
        goTo(Step::Teacher);
        click("wizard.teacher.earlier");
        auto* runs = field<QListWidget>("wizard.teacher.runs");
        QCOMPARE(runs->count(), 1);
        QTest::mouseClick(runs->viewport(), Qt::LeftButton, {}, runs->visualItemRect(runs->item(0)).center());
        QCOMPARE(m_wizard->draft().experiment().teacher.path, m_settings->path(u"runs/done"_s));
    }

    void runWithoutANameIsNotStarted() {
        goTo(Step::Review);
        QVERIFY(button("wizard.start")->isEnabled());
        type("wizard.review.name", {});
        QVERIFY(!message().isEmpty());
        QVERIFY(!button("wizard.start")->isEnabled());
    }

    void laterStepsOpenOnlyWhenTheEarlierOnesAreComplete() {
        goTo(Step::Data);
        type("wizard.data.folder", u"/no/such/folder"_s);
        auto* steps = field<QListWidget>("wizard.steps");
        QVERIFY(!(steps->item(static_cast<int>(Step::Review))->flags() & Qt::ItemIsEnabled));
        type("wizard.data.folder", m_data->path());
        QTRY_VERIFY_WITH_TIMEOUT(steps->item(static_cast<int>(Step::Review))->flags() & Qt::ItemIsEnabled, kPatience);
        QTest::mouseClick(steps->viewport(), Qt::LeftButton, {},
                          steps->visualItemRect(steps->item(static_cast<int>(Step::Review))).center());
        QCOMPARE(step(), Step::Review);
    }

    void reviewNamesThePageThatIsIncomplete() {
        experiment::Experiment experiment = experiment::sampleExperiment(u"fashion-mnist"_s);
        experiment.data.train = u"/no/such/folder"_s;
        m_wizard->begin(experiment, Step::Review);
        QVERIFY(message().startsWith(u"Data"_s));
        QVERIFY(!button("wizard.start")->isEnabled());
    }

    void resetBringsTheSampleBack() {
        experiment::Experiment experiment = experiment::sampleExperiment(u"fashion-mnist"_s);
        experiment.distill.temperature = 77;
        m_wizard->begin(experiment);
        click("wizard.task.reset");
        QVERIFY(m_wizard->draft().experiment().distill.temperature != 77);
    }

    void fitsASmallWindowByScrolling_data() {
        QTest::addColumn<QSize>("size");
        QTest::newRow("1024 × 700") << QSize(1024, 660);
        QTest::newRow("1280 × 800 at 200 %") << QSize(640, 360);
    }
    void fitsASmallWindowByScrolling() {
        QFETCH(QSize, size);
        QVERIFY(m_wizard->minimumSizeHint().width() <= size.width());
        QVERIFY(m_wizard->minimumSizeHint().height() <= size.height());
        m_wizard->resize(size);
        for (int i = 0; i < kStepCount; ++i) {
            goTo(static_cast<Step>(i));
            showEverything();
            verifyThatThePageFits();
        }
    }

private:
    experiment::Experiment smallExperiment() const {
        experiment::Experiment experiment = experiment::sampleExperiment(u"fashion-mnist"_s);
        experiment.data.train = m_data->path();
        experiment.data.test.clear();
        experiment.data.limit = 0;
        return experiment;
    }

    /// Whether the page says so somewhere.
    bool shows(const QString& text) const {
        const QList<QLabel*> labels = area()->widget()->findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(),
                           [&](const QLabel* label) { return label->text().contains(text); });
    }

    /// Opens what is folded, with every loss and course.
    void showEverything() {
        if (step() == Step::Teacher) click("wizard.teacher.torchScript");
        if (step() != Step::Softening) return;
        auto* more = button("wizard.softening.more");
        if (!more->isChecked()) more->click();
        for (auto* box : m_wizard->findChildren<QCheckBox*>()) {
            const bool adds = box->objectName().startsWith(u"wizard.softening."_s) && box->isVisible();
            if (adds && !box->isChecked()) box->click();
        }
        QCoreApplication::processEvents();
    }

    /// On the small data set, which is read before this returns.
    void goTo(Step step) {
        m_wizard->begin(smallExperiment(), step);
        QTRY_VERIFY_WITH_TIMEOUT(m_wizard->draft().isComplete(Step::Data), kPatience);
    }

    std::unique_ptr<QTemporaryDir> m_data;
};

DISTILLAB_TEST(WizardTest)
#include "wizard_test.moc"
