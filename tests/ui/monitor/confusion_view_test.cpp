#include "ui/monitor/confusion_view.h"

#include "tests/core/report/example_report.h"
#include "tests/support/test_main.h"

#include <QSignalSpy>
#include <QTest>

using namespace distillab;
using namespace distillab::ui;
using namespace Qt::Literals::StringLiterals;

class ConfusionViewTest : public QObject {
    Q_OBJECT
private slots:
    void cellsSayHowManyOfWhatWereTakenForWhat() {
        const ConfusionCells cells(scores());
        QCOMPARE(cells.classes(), 3);
        QCOMPARE(cells.count(0, 1), 11);
        QCOMPARE(cells.share(0, 0), 0.89);
        QCOMPARE(cells.sentence(0, 0), u"Of 100 examples of “Shirt”, 89 (89.0 %) were recognised."_s);
        QCOMPARE(cells.sentence(0, 1), u"Of 100 examples of “Shirt”, 11 (11.0 %) were taken for “Bag”."_s);
    }

    void classWithoutPicturesHasNoShares() {
        report::Scores empty = scores();
        empty.confusion[2] = {0, 0, 0};
        QCOMPARE(ConfusionCells(empty).share(2, 2), 0.0);
    }

    void writingStaysReadableOnEveryShade() {
        QCOMPARE(readableOn(Qt::white), QColor(Qt::black));
        QCOMPARE(readableOn(Qt::yellow), QColor(Qt::black));
        QCOMPARE(readableOn(Qt::darkBlue), QColor(Qt::white));
    }

    void arrowKeysWalkOverTheCellsAndStopAtTheEdge() {
        ConfusionView view;
        view.setScores(scores(), Qt::blue);
        view.show();
        QSignalSpy chosen(&view, &ConfusionView::cellChosen);
        QTest::keyClick(&view, Qt::Key_Right);  // into the grid
        QTest::keyClick(&view, Qt::Key_Right);
        QCOMPARE(chosen.last()[0].toString(), ConfusionCells(scores()).sentence(0, 1));
        QCOMPARE(view.accessibleDescription(), chosen.last()[0].toString());
        for (int i = 0; i < 5; ++i) QTest::keyClick(&view, Qt::Key_Down);
        QCOMPARE(chosen.last()[0].toString(), ConfusionCells(scores()).sentence(2, 1));
    }

    void theCellUnderTheMouseIsRead() {
        ConfusionView view;
        view.setScores(scores(), Qt::blue);
        view.resize(view.sizeHint());
        view.show();
        QSignalSpy chosen(&view, &ConfusionView::cellChosen);
        QTest::mouseMove(&view, QPoint(view.width() - 8, view.fontMetrics().height() + 14));  // top right
        QTRY_VERIFY(!chosen.isEmpty());
        QCOMPARE(chosen.last()[0].toString(), ConfusionCells(scores()).sentence(0, 2));
    }

private:
    /// Of 100 examples of each class, 89 are recognised, 11 taken for the next.
    static report::Scores scores() { return test::exampleScores({u"Shirt"_s, u"Bag"_s, u"Boot"_s}, 89, 11); }
};

DISTILLAB_TEST(ConfusionViewTest)
#include "confusion_view_test.moc"
