#include "ui/plot/live_plot.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "tests/support/test_main.h"
#include "tests/ui/user.h"
#include "ui/plot/plot_file.h"

#include <QApplication>
#include <QImage>
#include <QMenu>
#include <QSignalSpy>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <cmath>

using namespace distillab;
using namespace distillab::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

/// A plot in a window of its own, with a noisy loss of 5,000 steps and a short curve that ends before it.
class Stage {
public:
    Stage() : user(window) {
        for (int step = 1; step <= 5000; ++step) loss.append(step, 2 * std::exp(-step / 1500.0) + 0.1 * (step % 7));
        for (int step = 1; step <= 3; ++step) few.append(step * 1000, 0.5 * step);
        plot->setObjectName(u"test.plot"_s);
        plot->setAccessibleName(u"Loss over steps"_s);
        window.resize(700, 400);
        plot->setGeometry(0, 0, 700, 400);
        plot->setCurves({{.name = u"loss"_s, .pen = QPen(Qt::blue, 1), .points = &loss, .smoothable = true},
                         {.name = u"a, few"_s, .pen = QPen(Qt::red, 2), .points = &few, .dots = true}},
                        {{u"level"_s, Qt::black, 1.5}});
        window.show();
        window.activateWindow();
        settle();
    }
    void settle() const {
        const int draws = plot->drawCount();
        if (!QTest::qWaitForWindowActive(&const_cast<QWidget&>(static_cast<const QWidget&>(window)))) return;
        (void)QTest::qWaitFor([&] { return plot->drawCount() > draws; }, 500);  // or there was nothing to draw
    }
    QPoint legendEntry(int index) const { return plot->legend->item(index)->outerRect().center(); }
    bool isDrawn(const QString& name) const {
        for (int i = 0; i < plot->graphCount(); ++i) {
            if (plot->graph(i)->name() == name && plot->graph(i)->visible()) return true;
        }
        return false;
    }
    /// Opens the plot's menu by its button and clicks an entry of it or of one of its sub-menus.
    void choose(const QString& action) {
        QTimer::singleShot(0, plot, [this, action] {
            auto* entry = plot->findChild<QAction*>(action);
            if (!entry) qFatal("no such entry: %s", qPrintable(action));
            auto* menu = qobject_cast<QMenu*>(entry->parent());
            if (menu != QApplication::activePopupWidget()) {
                auto* main = qobject_cast<QMenu*>(QApplication::activePopupWidget());
                main->setActiveAction(menu->menuAction());  // as the mouse that rests on it does
                if (!QTest::qWaitFor([menu] { return menu->isVisible(); })) qFatal("the sub-menu does not open");
            }
            QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(entry).center());
            while (auto* open = QApplication::activePopupWidget()) open->close();
        });
        QTest::mouseClick(plot->findChild<QToolButton*>(u"test.plot.menu"_s), Qt::LeftButton);
    }

    Curve loss;
    Curve few;
    QWidget window;
    LivePlot* plot =
        new LivePlot({.x = u"Step"_s, .y = u"Loss"_s, .xValue = u"Step %1"_s, .yValue = u"%1"_s}, u"empty"_s, &window);
    test::User user;
};

}  // namespace

class LivePlotTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aClickInTheLegendHidesACurveAndAnotherShowsItAgain() {
        Stage stage;
        QVERIFY(stage.plot->valuesAt(1000).contains(u"a, few"_s));
        QTest::mouseClick(stage.plot, Qt::LeftButton, {}, stage.legendEntry(1));
        QVERIFY(!stage.plot->isCurveShown(u"a, few"_s));
        QVERIFY(!stage.isDrawn(u"a, few"_s));
        QVERIFY(stage.isDrawn(u"loss"_s));
        QVERIFY(!stage.plot->valuesAt(1000).contains(u"a, few"_s));
        QVERIFY(stage.plot->isFollowing());
        QTest::mouseClick(stage.plot, Qt::LeftButton, {}, stage.legendEntry(1));
        QVERIFY(stage.isDrawn(u"a, few"_s));
    }

    void aHiddenCurveStaysHiddenWhenItGrows() {
        Stage stage;
        stage.plot->setCurveShown(u"loss"_s, false);
        stage.plot->setCurves(
            {{.name = u"loss"_s, .pen = QPen(Qt::blue, 1), .points = &stage.loss, .smoothable = true}}, {});
        QVERIFY(!stage.isDrawn(u"loss"_s));
    }

    void theScaleFitsWhatIsShown() {
        Stage stage;
        Curve high;
        high.append(1, 1000);
        stage.plot->setCurves({{.name = u"loss"_s, .pen = QPen(Qt::blue), .points = &stage.loss},
                               {.name = u"high"_s, .pen = QPen(Qt::red), .points = &high}},
                              {});
        stage.settle();
        QVERIFY(stage.plot->yAxis->range().upper > 900);
        stage.plot->setCurveShown(u"high"_s, false);
        QTRY_VERIFY(stage.plot->yAxis->range().upper < 10);
    }

    void curvesAreHiddenByKeyboardAlone() {
        Stage stage;
        stage.plot->setFocus();
        QVERIFY(test::User::tabTo(u"test.plot.menu"_s));
        QTimer::singleShot(0, stage.plot, [&] {
            auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
            QVERIFY(menu);
            QTest::keyClick(menu, Qt::Key_C);  // Curves
            auto* curves = qobject_cast<QMenu*>(QApplication::activePopupWidget());
            QTest::keyClick(curves, Qt::Key_Return);
            if (menu->isVisible()) menu->close();
        });
        test::User::press(Qt::Key_Space);
        QVERIFY(!stage.plot->isCurveShown(u"loss"_s));
    }

    void smoothingIsChosenFromTheMenu() {
        Stage stage;
        QSignalSpy changed(stage.plot, &LivePlot::smoothingChanged);
        const int lines = stage.plot->graphCount();
        stage.choose(u"test.plot.smoothing.0"_s);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(stage.plot->graphCount(), lines - 1);  // no pale line behind
        stage.choose(u"test.plot.smoothing.100"_s);
        QCOMPARE(stage.plot->smoothing(), 100);
        QCOMPARE(stage.plot->graphCount(), lines);
    }

    void theLogScaleIsChosenFromTheMenu() {
        Stage stage;
        QSignalSpy changed(stage.plot, &LivePlot::logScaleChanged);
        stage.choose(u"test.plot.logScale"_s);
        QVERIFY(stage.plot->isLogScale());
        QCOMPARE(changed.size(), 1);
    }

    void zoomedByWheelAndKeysAndBackByHome() {
        Stage stage;
        const double whole = stage.plot->xAxis->range().size();
        stage.plot->setFocus();
        test::User::press(Qt::Key_Plus);
        QVERIFY(stage.plot->xAxis->range().size() < whole);
        QVERIFY(!stage.plot->isFollowing());
        const double left = stage.plot->xAxis->range().lower;
        test::User::press(Qt::Key_Right);
        QVERIFY(stage.plot->xAxis->range().lower > left);
        test::User::press(Qt::Key_Home);
        QTRY_COMPARE(stage.plot->xAxis->range().size(), whole);
    }

    void draggingDrawsThePointsOfWhatComesIntoSight() {
        Stage stage;
        for (int i = 0; i < 12; ++i) stage.plot->zoomIn();
        stage.settle();
        const QPoint middle = stage.plot->axisRect()->rect().center();
        QTest::mousePress(stage.plot, Qt::LeftButton, {}, middle);
        QTest::mouseMove(stage.plot, middle + QPoint(150, 0));
        const int draws = stage.plot->drawCount();
        QTRY_VERIFY(stage.plot->drawCount() > draws);
        QTest::mouseRelease(stage.plot, Qt::LeftButton, {}, middle + QPoint(150, 0));
        const auto* data = stage.plot->graph(0)->data().data();
        QVERIFY(data->constBegin()->key <= stage.plot->xAxis->range().lower);
    }

    void savedPictureIsTwiceAsFine() {
        Stage stage;
        stage.plot->save(m_dir.filePath(u"plot.png"_s));
        QCOMPARE(QImage(m_dir.filePath(u"plot.png"_s)).size(), stage.plot->size() * 2);
    }

    void savedDrawingIsAnSvgOfThePlot() {
        Stage stage;
        const QString file = m_dir.filePath(u"plot.svg"_s);
        stage.plot->save(file);
        QSvgRenderer svg(file);
        QVERIFY(svg.isValid());
        QCOMPARE(svg.viewBox().size(), stage.plot->size());
        QVERIFY(readFile(file).contains("polyline"));
    }

    void savedValuesAreAllThatWereMeasured() {
        Stage stage;
        for (int i = 0; i < 5; ++i) stage.plot->zoomIn();  // what is in sight does not matter
        const QString file = m_dir.filePath(u"values.csv"_s);
        stage.plot->save(file);
        const QList<QByteArray> lines = readFile(file).split('\n');
        QCOMPARE(lines.at(0), QByteArray("Step,loss,\"a, few\",level\r"));
        QCOMPARE(lines.size(), 5000 + 2);  // and the empty one behind the last
        const QList<QByteArray> cells = lines.at(1000).trimmed().split(',');
        QCOMPARE(cells.at(0), QByteArray("1000"));
        QCOMPARE(cells.at(1).toDouble(), stage.loss.points().at(999).y());
        QCOMPARE(cells.at(2), QByteArray("0.5"));
        QCOMPARE(lines.at(7).trimmed().split(',').at(2), QByteArray());
    }

    void isSavedThroughTheMenuAndADialog() {
        Stage stage;
        const QString file = m_dir.filePath(u"by menu.csv"_s);
        stage.user.whenAsked(u"fileNameEdit"_s, [&](QWidget& dialog) { test::chooseFolder(dialog, file); });
        stage.choose(u"test.plot.save.csv"_s);
        QTRY_VERIFY(QFile::exists(file));
    }

    void anUnwritableFileIsSaidSo() {
        Stage stage;
        QVERIFY_THROWS_EXCEPTION(WorkError, stage.plot->save(u"/proc/none/plot.png"_s));
    }

    void trendBeginsAnewWhenItsCurveIsCutBack() {
        Curve curve;
        for (int i = 1; i <= 10; ++i) curve.append(i, i);
        Trend trend(curve, 2);
        QCOMPARE(trend.curve().points().size(), size_t(10));
        curve.append(5, 100);
        for (int i = 6; i <= 20; ++i) curve.append(i, 100);
        Trend fresh(curve, 2);
        QCOMPARE(trend.curve().points(), fresh.curve().points());
    }

private:
    QTemporaryDir m_dir;
};

DISTILLAB_TEST(LivePlotTest)
#include "live_plot_test.moc"
