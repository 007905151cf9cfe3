#include "ui/monitor/results_model.h"

#include "tests/core/report/example_report.h"
#include "tests/support/test_main.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace distillab;
using namespace distillab::ui;
using namespace Qt::Literals::StringLiterals;

class ResultsModelTest : public QObject {
    Q_OBJECT
private slots:
    void modelsStandSideBySide() {
        ResultsModel model;
        const QAbstractItemModelTester tester(&model);
        model.setReport(test::exampleReport());
        QCOMPARE(columns(model),
                 QStringList({u"Teacher"_s, u"Student"_s, u"Student without teacher"_s, u"Student against teacher"_s}));
        QCOMPARE(row(model, u"Accuracy"_s),
                 QStringList({u"91.0 %"_s, u"89.0 %"_s, u"88.0 %"_s, u"2.0 points below"_s}));
        QCOMPARE(row(model, u"Parameters"_s), QStringList({u"422,250"_s, u"42,000"_s, u"42,000"_s, u"10× fewer"_s}));
        QCOMPARE(row(model, u"Time per example, ONNX"_s).last(), u"5.0× faster"_s);
        QCOMPARE(row(model, u"Agreement"_s), QStringList({u"–"_s, u"94.0 %"_s, u"–"_s, u"–"_s}));
    }

    void runWithoutBaselineAndOnnxLeavesThemOut() {
        report::RunReport report = test::exampleReport();
        report.baseline.reset();
        report.onnx.reset();
        ResultsModel model;
        model.setReport(report);
        QCOMPARE(columns(model), QStringList({u"Teacher"_s, u"Student"_s, u"Student against teacher"_s}));
        QCOMPARE(row(model, u"Time per example, ONNX"_s), QStringList({u"–"_s, u"–"_s, u"–"_s}));
    }

    void assistantsStandBetweenTeacherAndStudent() {
        report::RunReport report = test::exampleReport();
        report.assistants = {report.student};
        report.assistants[0].parameters = 100'000;
        ResultsModel model;
        model.setReport(report);
        QCOMPARE(columns(model), QStringList({u"Teacher"_s, u"Assistant"_s, u"Student"_s, u"Student without teacher"_s,
                                              u"Student against teacher"_s}));
        QCOMPARE(row(model, u"Parameters"_s),
                 QStringList({u"422,250"_s, u"100,000"_s, u"42,000"_s, u"42,000"_s, u"10× fewer"_s}));
        for (const QString& figure : {u"Time per example, ONNX"_s, u"Agreement"_s}) {
            QCOMPARE(row(model, figure).size(), 5);
            QCOMPARE(row(model, figure)[1], u"–"_s);
        }
        report.experiment.teacher.assistants = {{.student = {.model = u"cnn-small"_s, .width = 0.5}}};
        report.experiment.teacher.also = {{.path = u"/runs/other"_s, .weight = 2}};
        const auto settings = usedSettings(report.experiment);
        QVERIFY(settings.contains({u"Between teacher and student"_s, u"cnn-small, width 0.5"_s}));
        QVERIFY(settings.contains({u"Further teachers"_s, u"other × 2"_s}));
    }

    void everyFigureExplainsItself() {
        ResultsModel model;
        model.setReport(test::exampleReport());
        for (int i = 0; i < model.rowCount(); ++i) {
            QVERIFY(!model.headerData(i, Qt::Vertical, Qt::ToolTipRole).toString().isEmpty());
            const QString spoken = model.index(i, 1).data(Qt::AccessibleTextRole).toString();
            QVERIFY2(spoken.startsWith(u"Student, "_s + model.headerData(i, Qt::Vertical).toString()),
                     qPrintable(spoken));
        }
    }

    void classesHaveTheirOwnScores() {
        ClassScoresModel model;
        const QAbstractItemModelTester tester(&model);
        model.setScores(test::exampleReport().student.scores);
        QCOMPARE(model.rowCount(), 3);
        QStringList cells;
        for (int column = 0; column < model.columnCount(); ++column) cells << model.index(1, column).data().toString();
        QCOMPARE(cells, QStringList({u"Trouser"_s, u"89.0 %"_s, u"89.0 %"_s, u"89.0 %"_s, u"100"_s}));
    }

    void exportSaysWhatItHasProven() {
        const QString sentence = exportSentence(*test::exampleReport().onnx);
        QVERIFY(sentence.contains(u"256 test examples"_s));
        QVERIFY(sentence.contains(u"The teacher as ONNX"_s));
        QVERIFY(exportSentence({}).isEmpty());
    }

private:
    static QStringList columns(const ResultsModel& model) {
        QStringList titles;
        for (int i = 0; i < model.columnCount(); ++i) titles << model.headerData(i, Qt::Horizontal).toString();
        return titles;
    }
    static QStringList row(const ResultsModel& model, const QString& title) {
        QStringList cells;
        for (int i = 0; i < model.rowCount(); ++i) {
            if (model.headerData(i, Qt::Vertical).toString() != title) continue;
            for (int j = 0; j < model.columnCount(); ++j) cells << model.index(i, j).data().toString();
        }
        return cells;
    }
};

DISTILLAB_TEST(ResultsModelTest)
#include "results_model_test.moc"
