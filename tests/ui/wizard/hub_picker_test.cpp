#include "ui/wizard/hub_picker.h"

#include "tests/support/test_main.h"
#include "tests/ui/isolated_settings.h"
#include "ui/wizard/experiment_draft.h"

#include <QLineEdit>
#include <QTableView>
#include <QTest>

using namespace distillab;
using namespace distillab::ui;
using namespace Qt::Literals::StringLiterals;

class HubPickerTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_settings = std::make_unique<test::IsolatedSettings>();
        m_draft = std::make_unique<ExperimentDraft>();
        m_draft->setTask(experiment::kTextClassification);
        m_draft->edit([](auto& e) {
            e.teacher.source = experiment::TeacherSource::Hub;
            e.teacher.model.clear();
        });
        m_picker = std::make_unique<HubPicker>(*m_draft, u"picker"_s);
        connect(m_draft.get(), &ExperimentDraft::changed, m_picker.get(), &HubPicker::refresh);
        m_picker->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_picker.get()));
    }

    void everyRowIsATeacherWithSizeLanguagesAndLicence() {
        HubModels models;
        QVERIFY(models.rowCount() > 3);
        for (int row = 0; row < models.rowCount(); ++row) {
            QVERIFY(models.at(row).isTeacher);
            for (int column = 0; column < HubModels::ColumnCount; ++column) {
                QVERIFY(!models.index(row, column).data().toString().isEmpty());
            }
        }
    }

    void searchKeepsTheModelsWithAllWords() {
        auto* search = m_picker->findChild<QLineEdit*>(u"picker.search"_s);
        auto* table = m_picker->findChild<QTableView*>(u"picker.hubModels"_s);
        const int all = table->model()->rowCount();
        QTest::keyClicks(search, u"chinese roberta"_s);
        QVERIFY(table->model()->rowCount() > 0);
        QVERIFY(table->model()->rowCount() < all);
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            QCOMPARE(table->model()->index(row, HubModels::Languages).data().toString(), u"Chinese"_s);
        }
        search->clear();
        QTest::keyClicks(search, u"no such model"_s);
        QCOMPARE(table->model()->rowCount(), 0);
    }

    void clickedModelIsChosenAndStaysChosenWhileSearching() {
        auto* table = m_picker->findChild<QTableView*>(u"picker.hubModels"_s);
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                          table->visualRect(table->model()->index(1, 0)).center());
        const QString chosen = m_draft->experiment().teacher.model;
        QCOMPARE(chosen, HubModels().at(1).id);
        QCOMPARE(m_picker->findChild<QLineEdit*>(u"picker.hubId"_s)->text(), chosen);
        QTest::keyClicks(m_picker->findChild<QLineEdit*>(u"picker.search"_s), u"xyz"_s);
        QCOMPARE(m_draft->experiment().teacher.model, chosen);
        QVERIFY(m_draft->problem(Step::Teacher).isEmpty());
    }

    void anyOtherModelCanBeNamed() {
        auto* id = m_picker->findChild<QLineEdit*>(u"picker.hubId"_s);
        QTest::keyClicks(id, u"someone"_s);
        QVERIFY(!m_draft->problem(Step::Teacher).isEmpty());
        QTest::keyClicks(id, u"/something"_s);
        QCOMPARE(m_draft->experiment().teacher.model, u"someone/something"_s);
        QVERIFY(m_draft->problem(Step::Teacher).isEmpty());
    }

private:
    std::unique_ptr<test::IsolatedSettings> m_settings;
    std::unique_ptr<ExperimentDraft> m_draft;
    std::unique_ptr<HubPicker> m_picker;
};

DISTILLAB_TEST(HubPickerTest)
#include "hub_picker_test.moc"
