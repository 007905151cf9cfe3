#include "core/base/error.h"
#include "core/base/files.h"
#include "core/experiment/run_folder.h"
#include "tests/support/test_main.h"
#include "tests/ui/user.h"
#include "ui/monitor/pseudo_labels_card.h"

#include <QLabel>
#include <QLineEdit>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace distillab;
using namespace distillab::ui;
using namespace Qt::Literals::StringLiterals;
using Model = PseudoLabelsModel;

/// The teacher's labels of a run, as a person looks through them.
class PseudoLabelsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        writeFileAtomically(file(),
                            "row,text,label,confidence,kept\r\n"
                            "7,\"a fine film, \"\"really\"\"\",good,0.9312,1\r\n"
                            "12,a dull one,bad,0.5500,0\r\n"
                            "103,Fine but long,bad,0.9000,1\r\n");
    }

    void fileIsReadAsATable() {
        Model model;
        model.read(file());
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.index(0, Model::Text).data().toString(), u"a fine film, \"really\""_s);
        QCOMPARE(model.index(2, Model::Row).data(Model::kValueRole).toLongLong(), 103);
        QCOMPARE(model.index(1, Model::Confidence).data(Model::kValueRole).toDouble(), 0.55);
        QCOMPARE(model.index(1, Model::Kept).data(Model::kValueRole).toBool(), false);
        QCOMPARE(model.labels(), (QStringList{u"bad"_s, u"good"_s}));
        model.read(m_folder->filePath(u"none.csv"_s));
        QCOMPARE(model.rowCount(), 0);
    }

    void picturesHaveNoText() {
        writeFileAtomically(file(), "row,label,confidence,kept\r\n1,shoe,0.9900,1\r\n2,bag,0.4,0\r\n");
        Model model;
        model.read(file());
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.index(0, Model::Label).data().toString(), u"shoe"_s);
        QVERIFY(model.index(0, Model::Kept).data(Model::kValueRole).toBool());
    }

    void foreignFileIsRefused() {
        writeFileAtomically(file(), "a,b\r\n1,2\r\n");
        Model model;
        QVERIFY_THROWS_EXCEPTION(RequestError, model.read(file()));
    }

    void rowsAreFilteredByWordsLabelAndConfidence() {
        PseudoLabelsCard card;
        card.setReport(report());
        card.resize(1000, 700);
        card.show();
        QVERIFY(QTest::qWaitForWindowActive(&card));
        const test::User user(card);
        const auto* table = user.find<QTableView>(u"monitor.pseudoLabels.table"_s);
        QCOMPARE(table->model()->rowCount(), 3);
        user.fill(u"monitor.pseudoLabels.words"_s, u"FINE"_s);
        QCOMPARE(table->model()->rowCount(), 2);
        user.pick(u"monitor.pseudoLabels.label"_s, u"bad"_s);
        QCOMPARE(table->model()->rowCount(), 1);
        QCOMPARE(table->model()->index(0, Model::Text).data().toString(), u"Fine but long"_s);
        user.fill(u"monitor.pseudoLabels.words"_s, {});
        user.fill(u"monitor.pseudoLabels.most"_s, u"60"_s);
        QCOMPARE(table->model()->rowCount(), 1);
        QCOMPARE(table->model()->index(0, Model::Text).data().toString(), u"a dull one"_s);
        QVERIFY(user.find<QLabel>(u"monitor.pseudoLabels.count"_s)->text().startsWith(u"1 of 3"_s));
    }

    void thresholdItselfIsInTheRange() {
        PseudoLabelsFilter filter;
        Model model;
        model.read(file());
        filter.setSourceModel(&model);
        filter.setConfidence(0.9, 1);
        QCOMPARE(filter.rowCount(), 2);
        filter.sort(Model::Confidence, Qt::DescendingOrder);
        QCOMPARE(filter.index(0, Model::Label).data().toString(), u"good"_s);
    }

    void runWithoutSuchRowsShowsNothing() {
        PseudoLabelsCard card;
        report::RunReport none = report();
        none.pseudoLabels.reset();
        card.setReport(none);
        QVERIFY(card.isHidden());
    }

private:
    QString file() const { return experiment::RunFolder(m_folder->path()).pseudoLabelsFile(); }
    report::RunReport report() const {
        report::RunReport report;
        report.runFolder = m_folder->path();
        report.experiment.task = experiment::kTextClassification;
        report.pseudoLabels = report::PseudoLabelReport{.rows = 3, .kept = 2, .threshold = 0.9};
        return report;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

DISTILLAB_TEST(PseudoLabelsTest)
#include "pseudo_labels_test.moc"
