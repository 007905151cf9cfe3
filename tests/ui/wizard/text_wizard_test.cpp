#include "core/base/files.h"
#include "core/experiment/samples.h"
#include "core/experiment/validate.h"
#include "tests/core/endpoint/loopback_chat.h"
#include "tests/support/small_text_model.h"
#include "tests/support/synthetic_texts.h"
#include "tests/support/test_main.h"
#include "tests/ui/run_folders.h"
#include "tests/ui/wizard/wizard_driver.h"
#include "ui/wizard/soft_target_chart.h"

#include <QApplication>
#include <QComboBox>
#include <QElapsedTimer>
#include <QListWidget>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QTableView>

using namespace distillab;
using namespace distillab::ui;
using namespace Qt::Literals::StringLiterals;
using experiment::StudentStart;
using experiment::TeacherSource;
using test::kPatience;

/// The wizard's pages for texts, with mouse and keys, on a small table and a small model in files.
class TextWizardTest : public test::WizardDriver {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        m_data = std::make_unique<QTemporaryDir>();
        test::writeSyntheticReviews(path(u"reviews.csv"_s), 400, 1);
        test::writeSmallTextModel(path(u"bare"_s), {u"x"_s, u"y"_s}, false);
        QByteArray rated("film,stars,critic\n");
        for (int i = 0; i < 80; ++i) {
            rated +=
                "the film number " + QByteArray::number(i) + " was seen," + QByteArray::number(i / 10.0) + ",Ann\n";
        }
        rated += ",3,Ann\n";
        writeFileAtomically(path(u"rated.csv"_s), rated);
    }

    void init() {
        openWizard();
        m_wizard->begin(experiment::sampleExperiment(u"fashion-mnist"_s));
    }

    void isWalkedThroughWithTheMouse() {
        QSignalSpy started(m_wizard.get(), &Wizard::startRequested);
        click("wizard.task.textClassification");
        click("wizard.next");
        QCOMPARE(step(), Step::Data);
        click("wizard.textData.own");
        type("wizard.textData.file", path(u"reviews.csv"_s));
        enter("wizard.textData.limit", u"300"_s);
        QTRY_VERIFY_WITH_TIMEOUT(button("wizard.next")->isEnabled(), kPatience);
        QCOMPARE(draft().preview()->trainItems, 243);  // 300 without 10 % for the test and 10 % of the rest
        QCOMPARE(box("wizard.textData.text")->currentText(), u"sentence"_s);
        QCOMPARE(box("wizard.textData.label")->currentText(), u"label"_s);
        enter("wizard.textData.maxLength", u"32"_s);
        click("wizard.next");

        QCOMPARE(step(), Step::Teacher);
        type("wizard.textTeacher.path", path(u"bare"_s));
        QTRY_VERIFY_WITH_TIMEOUT(field<QLabel>("wizard.textTeacher.facts")->text().contains(u"BERT"_s), kPatience);
        QVERIFY(field<QLabel>("wizard.textTeacher.verdict")->text().contains(u"fine-tuned"_s));
        enter("wizard.textTeacher.epochs", u"4"_s);
        click("wizard.next");

        QCOMPARE(step(), Step::Student);
        auto* models = field<QTableView>("wizard.student.models");
        QCOMPARE(models->model()->index(0, 0).data().toString(), u"bert-tiny"_s);
        click("wizard.student.scratch");
        click("wizard.student.halfPrecision");
        choose("wizard.student.export", u"Full precision alone"_s);
        QVERIFY(!field<QDoubleSpinBox>("wizard.student.maxDrop")->isEnabled());
        choose("wizard.student.export", u"Full precision and int8"_s);
        enter("wizard.student.maxDrop", u"1.5"_s);
        type("wizard.student.license", u"apache-2.0"_s);
        click("wizard.next");

        QCOMPARE(step(), Step::Softening);
        QVERIFY(field<QComboBox>("wizard.softening.recipe")->findData(u"best-tiny"_s) >= 0);
        QVERIFY(field<QLabel>("wizard.softening.sentence")->isVisible());
        QVERIFY(field<QLabel>("wizard.softening.source")->text().contains(u"naive Bayes"_s));
        click("wizard.next");

        QCOMPARE(step(), Step::Review);
        type("wizard.review.name", u"by mouse"_s);
        click("wizard.start");
        QCOMPARE(started.size(), 1);
        const auto experiment = started[0][0].value<experiment::Experiment>();
        QCOMPARE(experiment.task, experiment::kTextClassification);
        QCOMPARE(experiment.data.train, path(u"reviews.csv"_s));
        QCOMPARE(experiment.data.limit, 300);
        QCOMPARE(experiment.data.maxLength, 32);
        QCOMPARE(experiment.teacher.source, TeacherSource::Folder);
        QCOMPARE(experiment.teacher.path, path(u"bare"_s));
        QCOMPARE(experiment.teacher.finetune.epochs, 4);
        QCOMPARE(experiment.student.start, StudentStart::Scratch);
        QVERIFY(!experiment.student.projectEmbeddings);
        QVERIFY(experiment.student.precision == experiment::WeightFormat::Fp16);
        QVERIFY(experiment.onnx.precision == experiment::OnnxPrecision::Both);
        QCOMPARE(experiment.onnx.maxDrop, 1.5);
        QCOMPARE(experiment.onnx.license, u"apache-2.0"_s);
        experiment::validate(experiment);  // the engine takes it as it is
    }

    void isWalkedThroughWithTheKeyboardAlone() {
        QSignalSpy started(m_wizard.get(), &Wizard::startRequested);
        press(Qt::Key_X, Qt::AltModifier);
        QTRY_VERIFY(draft().isText());
        press(Qt::Key_N, Qt::AltModifier);
        QTRY_COMPARE(step(), Step::Data);
        press(Qt::Key_O, Qt::AltModifier);
        QTRY_VERIFY(field<QLineEdit>("wizard.textData.file")->isEnabled());
        press(Qt::Key_Tab);
        QCOMPARE(focusName(), u"wizard.textData.file"_s);
        write(path(u"reviews.csv"_s));
        press(Qt::Key_K, Qt::AltModifier);
        QCOMPARE(focusName(), u"wizard.textData.maxLength"_s);
        write(u"40"_s);
        QTRY_VERIFY_WITH_TIMEOUT(button("wizard.next")->isEnabled(), kPatience);
        press(Qt::Key_N, Qt::AltModifier);

        QTRY_COMPARE(step(), Step::Teacher);
        QCOMPARE(focusName(), u"wizard.textTeacher.folder"_s);
        press(Qt::Key_Tab);
        QCOMPARE(focusName(), u"wizard.textTeacher.path"_s);
        write(path(u"bare"_s));
        QTRY_VERIFY_WITH_TIMEOUT(button("wizard.next")->isEnabled(), kPatience);
        press(Qt::Key_N, Qt::AltModifier);

        QTRY_COMPARE(step(), Step::Student);
        press(Qt::Key_L, Qt::AltModifier);
        QTRY_COMPARE(draft().experiment().student.start, StudentStart::Teacher);
        press(Qt::Key_Tab);
        QCOMPARE(focusName(), u"wizard.student.layers"_s);
        write(u"1"_s);
        QTRY_VERIFY(button("wizard.next")->isEnabled());
        press(Qt::Key_N, Qt::AltModifier);
        QTRY_COMPARE(step(), Step::Softening);
        press(Qt::Key_N, Qt::AltModifier);
        QTRY_COMPARE(step(), Step::Review);
        press(Qt::Key_S, Qt::AltModifier);
        QTRY_COMPARE(started.size(), 1);
        const auto experiment = started[0][0].value<experiment::Experiment>();
        QCOMPARE(experiment.data.maxLength, 40);
        QCOMPARE(experiment.student.layers, u"1"_s);
        experiment::validate(experiment);
    }

    void guessedColumnsAreCorrected() {
        begin(u"rated.csv"_s, Step::Data);
        QTRY_VERIFY_WITH_TIMEOUT(draft().table() && !draft().isWaiting(Step::Data), kPatience);
        QCOMPARE(box("wizard.textData.text")->currentText(), u"film"_s);
        choose("wizard.textData.label", u"stars"_s);
        QTRY_VERIFY_WITH_TIMEOUT(message().contains(u"ratings"_s), kPatience);  // eighty numbers are no classes
        click("wizard.textData.isRating");
        enter("wizard.textData.positiveAbove", QLocale().toString(3.5));
        // One row has no text.
        QTRY_VERIFY_WITH_TIMEOUT(field<QLabel>("wizard.textData.badRows")->isVisible(), kPatience);
        QVERIFY(field<QLabel>("wizard.textData.badRows")->text().contains(u"82"_s));
        QTRY_VERIFY(!button("wizard.next")->isEnabled());
        click("wizard.textData.skipBadRows");
        QTRY_VERIFY_WITH_TIMEOUT(button("wizard.next")->isEnabled(), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(draft().isComplete(Step::Teacher), kPatience);
        QCOMPARE(draft().experiment().data.label, u"stars"_s);
        QCOMPARE(draft().experiment().data.positiveAbove, std::optional(3.5));
        QCOMPARE(draft().preview()->classNames, (QStringList{u"negative"_s, u"positive"_s}));
    }

    void chosenRowIsShownInTokens() {
        begin(u"reviews.csv"_s, Step::Data);
        auto* line = field<QLabel>("wizard.textData.tokensLine");
        QTRY_VERIFY_WITH_TIMEOUT(line->text().startsWith(u"Row 1:"_s), kPatience);
        QVERIFY(field<QWidget>("wizard.textData.tokens")->isVisible());
        auto* rows = field<QTableView>("wizard.textData.rows");
        QTest::mouseClick(rows->viewport(), Qt::LeftButton, {}, rows->visualRect(rows->model()->index(2, 0)).center());
        QVERIFY(line->text().startsWith(u"Row 3:"_s));
        enter("wizard.textData.maxLength", u"4"_s);
        QVERIFY(line->text().contains(u"cut off"_s));
    }

    void folderInPlaceOfAFileIsRefused() {
        begin(u"reviews.csv"_s, Step::Data);
        type("wizard.textData.file", m_data->path());
        QVERIFY(message().contains(u"folder"_s));
        type("wizard.textData.file", path(u"none.csv"_s));
        QVERIFY(message().contains(u"none.csv"_s));
        QVERIFY(!button("wizard.next")->isEnabled());
    }

    void folderWithoutModelIsRefusedAsTeacher() {
        begin(u"reviews.csv"_s, Step::Teacher);
        type("wizard.textTeacher.path", m_data->path());
        QVERIFY(message().contains(u"config.json"_s));
        type("wizard.textTeacher.path", path(u"bare"_s));
        QTRY_VERIFY_WITH_TIMEOUT(button("wizard.next")->isEnabled(), kPatience);
    }

    void chatModelIsAskedAtItsAddress() {
        begin(u"reviews.csv"_s, Step::Teacher);
        click("wizard.textTeacher.endpoint");
        QVERIFY(message().contains(u"address"_s));
        type("wizard.textTeacher.endpoint.url", u"localhost"_s);
        type("wizard.textTeacher.endpoint.model", u"small-chat"_s);
        QVERIFY(message().contains(u"localhost"_s));
        type("wizard.textTeacher.endpoint.url", u"http://localhost:8080/v1"_s);
        QVERIFY(button("wizard.next")->isEnabled());
        type("wizard.textTeacher.endpoint.prompt", u"Does it praise the film?"_s);
        type("wizard.textTeacher.endpoint.keyVariable", u"sk-secret"_s);
        QVERIFY(!message().contains(u"sk-secret"_s));
        QVERIFY(!button("wizard.next")->isEnabled());
        type("wizard.textTeacher.endpoint.keyVariable", u"FILM_KEY"_s);
        enter("wizard.textTeacher.endpoint.maxRequests", u"900"_s);
        enter("wizard.textTeacher.endpoint.concurrency", u"8"_s);
        enter("wizard.textTeacher.endpoint.maxCost", QLocale().toString(2.5));
        click("wizard.next");

        QCOMPARE(step(), Step::Student);
        click("wizard.student.scratch");
        QVERIFY(message().contains(u"tokenizer"_s));
        type("wizard.student.tokenizer", path(u"bare"_s));
        QVERIFY(button("wizard.next")->isEnabled());
        click("wizard.next");
        QVERIFY(field<QLabel>("wizard.softening.source")->text().contains(u"stand-in"_s));
        m_user->pick(u"wizard.softening.recipe"_s, u"TinyBERT"_s);
        QVERIFY(!button("wizard.next")->isEnabled());             // looks inside
        QTest::qWait(2 * QApplication::keyboardInputInterval());  // what is typed next is another word
        m_user->pick(u"wizard.softening.recipe"_s, u"Tutorial"_s);
        QCOMPARE(message(), QString());
        QCOMPARE(draft().experiment().distill.preset, u"tutorial"_s);
        click("wizard.next");

        QCOMPARE(step(), Step::Review);
        const experiment::EndpointSpec& endpoint = draft().experiment().teacher.endpoint;
        QCOMPARE(endpoint.url, u"http://localhost:8080/v1"_s);
        QCOMPARE(endpoint.prompt, u"Does it praise the film?"_s);
        QCOMPARE(endpoint.keyVariable, u"FILM_KEY"_s);
        QCOMPARE(endpoint.maxRequests, 900);
        QCOMPARE(endpoint.concurrency, 8);
        QCOMPARE(endpoint.maxCost, 2.5);
        experiment::validate(draft().experiment());
    }

    void connectionIsTestedWithARealText() {
        test::LoopbackChat server;
        begin(u"reviews.csv"_s, Step::Teacher);
        click("wizard.textTeacher.endpoint");
        QVERIFY(!button("wizard.textTeacher.endpoint.test")->isEnabled());
        type("wizard.textTeacher.endpoint.url", server.url());
        type("wizard.textTeacher.endpoint.model", u"tiny"_s);
        enter("wizard.textTeacher.endpoint.judge", u"10"_s);
        enter("wizard.textTeacher.endpoint.temperature", QLocale().toString(0.4));
        QCOMPARE(draft().experiment().teacher.endpoint.judge, 10);
        QCOMPARE(draft().experiment().teacher.endpoint.temperature, 0.4);
        auto* result = field<QLabel>("wizard.textTeacher.endpoint.testResult");
        click("wizard.textTeacher.endpoint.test");
        QTRY_VERIFY_WITH_TIMEOUT(result->text().contains(u"stands for"_s), kPatience);
        QCOMPARE(server.requests.size(), size_t(1));
        QVERIFY(server.requests[0].prompt.contains(draft().table()->rows[0][0]));
        QVERIFY2(result->text().contains(u"one request per text"_s), qPrintable(result->text()));
        // 400 rows: 324 to train, 36 to validate, and 10 of the test.
        QVERIFY2(result->text().contains(u"All 370 texts: 370 requests"_s), qPrintable(result->text()));
        QVERIFY(result->text().contains(u"prices"_s));

        // What changes makes the answer worthless.
        enter("wizard.textTeacher.endpoint.priceIn", QLocale().toString(1000.0));
        server.givesLogprobs = false;
        type("wizard.textTeacher.endpoint.prompt", u"Is the film praised?"_s);
        QVERIFY(!result->isVisible());
        click("wizard.textTeacher.endpoint.test");
        QTRY_VERIFY_WITH_TIMEOUT(result->text().contains(u"1,850 requests"_s), kPatience);
        QVERIFY2(result->text().contains(u"Cost: about"_s), qPrintable(result->text()));

        server.say = [](const auto&) { return u"Let me think about that."_s; };
        click("wizard.textTeacher.endpoint.test");
        QTRY_VERIFY_WITH_TIMEOUT(result->text().contains(u"names none of the labels"_s), kPatience);

        server.alter = [](const auto&, test::LoopbackChat::Reply& reply) { reply.status = 401; };
        click("wizard.textTeacher.endpoint.test");
        QTRY_VERIFY_WITH_TIMEOUT(result->text().contains(u"401"_s), kPatience);
        QVERIFY(button("wizard.textTeacher.endpoint.test")->isEnabled());
    }

    void leavingWhileTheServerIsSilentDoesNotWait() {
        test::LoopbackChat server;
        server.alter = [](const auto&, test::LoopbackChat::Reply& reply) { reply.delayMs = 60'000; };
        begin(u"reviews.csv"_s, Step::Teacher);
        click("wizard.textTeacher.endpoint");
        type("wizard.textTeacher.endpoint.url", server.url());
        type("wizard.textTeacher.endpoint.model", u"tiny"_s);
        click("wizard.textTeacher.endpoint.test");
        QVERIFY(!button("wizard.textTeacher.endpoint.test")->isEnabled());
        QTRY_COMPARE_WITH_TIMEOUT(server.requests.size(), size_t(1), kPatience);
        QElapsedTimer timer;
        timer.start();
        m_wizard.reset();
        QVERIFY2(timer.elapsed() < 5000 * DISTILLAB_SLOWNESS, qPrintable(QString::number(timer.elapsed())));
    }

    void assistantsOfTextsBeginWithLayersOfTheTeacher() {
        begin(u"reviews.csv"_s, Step::Teacher);
        click("wizard.textTeacher.assistants.add");
        QCOMPARE(draft().experiment().teacher.assistants[0].student.start, StudentStart::Teacher);
        QVERIFY(!field<QWidget>("wizard.textTeacher.assistants.1.width")->isVisible());
        m_user->pick(u"wizard.textTeacher.assistants.1.model"_s, u"bert-mini"_s);
        QCOMPARE(draft().experiment().teacher.assistants[0].student.model, u"bert-mini"_s);
        QCOMPARE(draft().experiment().teacher.assistants[0].student.start, StudentStart::Scratch);
        experiment::validate(draft().experiment());
    }

    void answersAreQuantisedAndKept() {
        begin(u"reviews.csv"_s, Step::Teacher);
        click("wizard.textTeacher.quantised");
        click("wizard.textTeacher.cache");
        QVERIFY(draft().experiment().teacher.quantised);
        QVERIFY(!draft().experiment().teacher.cache);
        click("wizard.textTeacher.onnx");  // whose layers cannot be changed
        QVERIFY(!button("wizard.textTeacher.quantised")->isVisible());
        QVERIFY(!draft().experiment().teacher.quantised);
    }

    void textsWithoutLabelsAndCopiesAreChosen() {
        begin(u"reviews.csv"_s, Step::Data);
        click("wizard.textData.more");
        type("wizard.textData.unlabelled", path(u"none.csv"_s));
        QVERIFY(message().contains(u"none.csv"_s));
        type("wizard.textData.unlabelled", path(u"rated.csv"_s));
        enter("wizard.textData.labelled", u"100"_s);
        enter("wizard.textData.threshold", u"80"_s);
        enter("wizard.textData.copies", u"3"_s);
        enter("wizard.textData.mask", u"20"_s);
        QTRY_VERIFY_WITH_TIMEOUT(button("wizard.next")->isEnabled(), kPatience);
        const experiment::Experiment& experiment = draft().experiment();
        QCOMPARE(experiment.data.unlabelled, path(u"rated.csv"_s));
        QCOMPARE(experiment.data.labelled, 100);
        QCOMPARE(experiment.distill.pseudoLabels.threshold, 0.8);
        QCOMPARE(experiment.data.augment.copies, 3);
        QCOMPARE(experiment.data.augment.mask, 0.2);
        click("wizard.textData.pseudoLabels");
        QVERIFY(!experiment.distill.pseudoLabels.enabled);
        QVERIFY(!field<QWidget>("wizard.textData.threshold")->isEnabled());
    }

    void onlyRunsOfTheSameTaskAreOfferedAsTeachers() {
        experiment::Experiment text = textExperiment(u"reviews.csv"_s);
        text.name = u"of texts"_s;
        test::writeFinishedRun(m_settings->path(u"runs/texts"_s), text, 0.8);
        experiment::Experiment pictures;
        pictures.name = u"of pictures"_s;
        test::writeFinishedRun(m_settings->path(u"runs/pictures"_s), pictures, 0.8);
        begin(u"reviews.csv"_s, Step::Teacher);
        click("wizard.textTeacher.earlier");
        auto* runs = field<QListWidget>("wizard.textTeacher.run.runs");
        QCOMPARE(runs->count(), 1);
        QVERIFY(runs->item(0)->text().contains(u"of texts"_s));
    }

    void wrongLayersAreNamed() {
        begin(u"reviews.csv"_s, Step::Student);
        click("wizard.student.ofTeacher");
        type("wizard.student.layers", u"0,7"_s);
        QVERIFY(message().contains(u"7"_s));
        type("wizard.student.layers", u"first"_s);
        QVERIFY(!message().isEmpty());
        type("wizard.student.layers", u"0"_s);
        QVERIFY(button("wizard.next")->isEnabled());
        QCOMPARE(draft().studentSize()->parameters < draft().teacherSize()->parameters, true);
    }

    void embeddingsAreNotProjectedToAWiderStudent() {
        begin(u"reviews.csv"_s, Step::Student);
        click("wizard.student.projected");  // the teacher is 16 wide, bert-tiny 128
        QVERIFY(!message().isEmpty());
        QVERIFY(!button("wizard.next")->isEnabled());
    }

    void studentOfAFolderNeedsAModelThere() {
        begin(u"reviews.csv"_s, Step::Student);
        click("wizard.student.ofFolder");
        QVERIFY(!button("wizard.next")->isEnabled());
        type("wizard.student.path", path(u"bare"_s));
        QVERIFY(button("wizard.next")->isEnabled());
        QCOMPARE(draft().studentSize()->parameters, draft().teacherSize()->parameters);
    }

    void sliderMovesTheSoftTargetsLive() {
        begin(u"reviews.csv"_s, Step::Softening);
        auto* chart = field<SoftTargetChart>("wizard.softening.chart");
        field<QSlider>("wizard.softening.temperatureSlider")->setFocus();
        press(Qt::Key_Home);
        const double sharp = *std::max_element(chart->probabilities().begin(), chart->probabilities().end());
        press(Qt::Key_End);
        const double soft = *std::max_element(chart->probabilities().begin(), chart->probabilities().end());
        QVERIFY(sharp > soft);
        const QString sentence = field<QLabel>("wizard.softening.sentence")->text();
        click("wizard.softening.another");
        QVERIFY(field<QLabel>("wizard.softening.sentence")->text() != sentence);
    }

    void settingsOfTheOtherTaskAreKept() {
        begin(u"reviews.csv"_s, Step::Task);
        click("wizard.task.imageClassification");
        QVERIFY(!draft().isText());
        click("wizard.task.textClassification");
        QCOMPARE(draft().experiment().data.train, path(u"reviews.csv"_s));
        click("wizard.task.reset");
        QVERIFY(draft().isText());
        QVERIFY(draft().usesSampleData());
    }

    void sampleAndOwnFileAreSwitched() {
        begin(u"reviews.csv"_s, Step::Data);
        click("wizard.textData.sample");
        QCOMPARE(draft().experiment().data.positiveAbove, std::optional(0.0));
        click("wizard.textData.own");
        QCOMPARE(draft().experiment().data.train, path(u"reviews.csv"_s));
        QVERIFY(!draft().experiment().data.positiveAbove);
    }

    void everyControlHasAName() {
        begin(u"reviews.csv"_s, Step::Review);
        for (int i = 0; i < kStepCount; ++i) {
            goTo(static_cast<Step>(i));
            if (i == static_cast<int>(Step::Data)) click("wizard.textData.more");
            if (i == static_cast<int>(Step::Teacher)) {
                click("wizard.textTeacher.endpoint");
                verifyThatControlsAreNamed();
                click("wizard.textTeacher.hub");
            }
            verifyThatControlsAreNamed();
            if (i == static_cast<int>(Step::Teacher)) click("wizard.textTeacher.folder");
        }
    }

    void fitsASmallWindowByScrolling_data() {
        QTest::addColumn<QSize>("size");
        QTest::newRow("1024 × 700") << QSize(1024, 660);
        QTest::newRow("1280 × 800 at 200 %") << QSize(640, 360);
    }
    void fitsASmallWindowByScrolling() {
        QFETCH(QSize, size);
        begin(u"reviews.csv"_s, Step::Review);
        m_wizard->resize(size);
        for (int i = 0; i < kStepCount; ++i) {
            goTo(static_cast<Step>(i));
            if (i == static_cast<int>(Step::Data)) click("wizard.textData.more");
            if (i == static_cast<int>(Step::Teacher)) {
                click("wizard.textTeacher.endpoint");
                verifyThatThePageFits();
                click("wizard.textTeacher.hub");
            }
            verifyThatThePageFits();
            if (i == static_cast<int>(Step::Teacher)) click("wizard.textTeacher.folder");
        }
    }

private:
    QString path(const QString& name) const { return m_data->filePath(name); }

    experiment::Experiment textExperiment(const QString& file) const {
        experiment::Experiment experiment = experiment::Experiment::defaultsOf(experiment::kTextClassification);
        experiment.data.train = path(file);
        experiment.teacher.path = path(u"bare"_s);
        return experiment;
    }

    /// Opens the wizard at a page, with all that comes before it read.
    void begin(const QString& file, Step step) {
        m_wizard->begin(textExperiment(file), Step::Task);
        if (step > Step::Data) {
            QTRY_VERIFY_WITH_TIMEOUT(draft().isComplete(Step::Data) && draft().isComplete(Step::Teacher), kPatience);
        }
        goTo(step);
    }
    void goTo(Step step) {
        auto* steps = field<QListWidget>("wizard.steps");
        QTRY_VERIFY_WITH_TIMEOUT(steps->item(static_cast<int>(step))->flags() & Qt::ItemIsEnabled, kPatience);
        steps->setCurrentRow(static_cast<int>(step));
        QCOMPARE(this->step(), step);
        QCoreApplication::processEvents();  // the page finds its place
    }

    QComboBox* box(const char* name) const { return field<QComboBox>(name); }
    /// Chooses an entry of a combo box with the keyboard.
    void choose(const char* name, const QString& entry) const {
        QComboBox* combo = box(name);
        combo->setFocus();
        QTest::keyClick(combo, Qt::Key_Home);
        for (int i = 0; i < combo->count() && combo->currentText() != entry; ++i) QTest::keyClick(combo, Qt::Key_Down);
        QCOMPARE(combo->currentText(), entry);
    }

    std::unique_ptr<QTemporaryDir> m_data;
};

DISTILLAB_TEST(TextWizardTest)
#include "text_wizard_test.moc"
