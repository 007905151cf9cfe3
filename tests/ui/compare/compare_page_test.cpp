#include "ui/compare/compare_page.h"
#include "core/base/run_control.h"
#include "core/experiment/samples.h"
#include "core/library/bin.h"
#include "core/library/run_library.h"
#include "core/report/metrics_log.h"
#include "core/session/engine.h"
#include "tests/core/engine/run_listener.h"
#include "tests/support/test_main.h"
#include "tests/ui/isolated_settings.h"
#include "tests/ui/run_folders.h"
#include "tests/ui/user.h"
#include "ui/compare/comparison_model.h"
#include "ui/compare/curves_card.h"
#include "ui/compare/run_list.h"
#include "ui/main_window.h"
#include "ui/monitor/monitor_page.h"
#include "ui/plot/live_plot.h"

#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QFileInfo>
#include <QHeaderView>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QStackedWidget>
#include <QStyle>
#include <QStyleOptionViewItem>
#include <QTabBar>
#include <QTest>

#include <array>

using namespace distillab;
using namespace distillab::ui;
using namespace Qt::Literals::StringLiterals;
using test::kPatience;
using test::User;

/// The page of all runs, by mouse and keyboard, on runs that the engine really made: 400 pictures of Fashion-MNIST at
/// two temperatures, with one teacher.
class ComparePageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        QVERIFY2(QFileInfo::exists(u"/usr/share/datasets/fashion-mnist"_s), "Debian package dataset-fashion-mnist");
        qputenv("DISTILLAB_CACHE", m_made.filePath(u"cache"_s).toUtf8());
        qputenv("XDG_DATA_HOME", m_made.filePath(u"data"_s).toUtf8());  // the desktop's bin
        experiment::Experiment experiment = experiment::sampleExperiment(u"fashion-mnist"_s);
        experiment.data.limit = 400;
        experiment.teacher.model = u"mlp-small"_s;
        experiment.teacher.training.epochs = 2;
        experiment.student.model = u"mlp-small"_s;
        experiment.distill.training.epochs = 3;
        experiment.distill.baseline = false;
        experiment.onnx.enabled = false;
        experiment.name = u"cold"_s;
        experiment.distill.temperature = 1;
        make(experiment, u"cold"_s);
        experiment.teacher.source = experiment::TeacherSource::Run;
        experiment.teacher.path = m_made.filePath(u"cold"_s);
        experiment.name = u"hot"_s;
        experiment.distill.temperature = 8;
        make(experiment, u"hot"_s);
    }

    void init() {
        m_settings = std::make_unique<test::IsolatedSettings>();
        for (const QString& name : {u"cold"_s, u"hot"_s}) copyFolder(m_made.filePath(name), run(name));
        experiment::Experiment experiment = experiment::sampleExperiment(u"fashion-mnist"_s);
        experiment.name = u"stopped"_s;
        test::writeInterruptedRun(run(u"stopped"_s), experiment);
        m_window = std::make_unique<MainWindow>([]() -> session::Engine& { return session::loadEngine(); });
        m_window->resize(1280, 800);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_user = std::make_unique<User>(*m_window);
        m_user->click(u"nav.runs"_s);
    }
    void cleanup() {
        m_user.reset();
        m_window.reset();
    }

    void tickedRunsAreComparedByMouse() {
        QCOMPARE(names().size(), 3);
        QVERIFY(m_user->find<QLabel>(u"compare.empty"_s)->isVisible());
        tick(u"cold"_s);
        tick(u"hot"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!curves()->isLoading(), kPatience);

        const QAbstractItemModel* model = m_user->find<QTableView>(u"compare.table"_s)->model();
        QCOMPARE(model->columnCount(), 2);
        const int temperature = rowOf(*model, u"Temperature"_s);
        QCOMPARE(model->index(temperature, 0).data().toString(), u"1"_s);
        QCOMPARE(model->index(temperature, 1).data().toString(), u"8"_s);
        QCOMPARE(rowOf(*model, u"Batch size"_s), -1);  // the same in both
        const int accuracy = rowOf(*model, u"Accuracy"_s);
        const auto best = [&](int column) { return model->index(accuracy, column).data(ComparisonModel::BestRole); };
        const bool alike = model->index(accuracy, 0).data().toString() == model->index(accuracy, 1).data().toString();
        QCOMPARE(best(0).toBool() != best(1).toBool(), !alike);
        QVERIFY(m_user->find<QLabel>(u"compare.measuredOn"_s)->text().contains(u"10,000"));

        // Loss, accuracy, agreement, over steps and over time: each has the curves of both runs.
        auto* measures = m_user->find<QTabBar>(u"compare.measure"_s);
        QVERIFY(plot(u"loss.step"_s)->isVisible());
        const size_t steps = plot(u"loss.step"_s)->pointCount();
        QVERIFY(steps >= 12 && steps % 2 == 0);
        for (const QString& name : {u"cold"_s, u"hot"_s}) {
            QVERIFY(plot(u"loss.step"_s)->valuesAt(3).contains(name));
        }
        QVERIFY(m_user->find<QLabel>(u"compare.hint"_s)->isVisible());  // other temperatures are other sums
        QTest::mouseClick(measures, Qt::LeftButton, {}, measures->tabRect(1).center());
        QVERIFY(plot(u"accuracy.step"_s)->isVisible());
        QCOMPARE(plot(u"accuracy.step"_s)->pointCount(), size_t(6));
        QVERIFY(!m_user->find<QLabel>(u"compare.hint"_s)->isVisible());
        QTest::mouseClick(measures, Qt::LeftButton, {}, measures->tabRect(2).center());
        QCOMPARE(plot(u"agreement.step"_s)->pointCount(), size_t(6));
        m_user->pick(u"compare.axis"_s, u"By time"_s);
        QVERIFY(plot(u"agreement.time"_s)->isVisible());
        QCOMPARE(plot(u"agreement.time"_s)->pointCount(), size_t(6));
        QTest::mouseClick(measures, Qt::LeftButton, {}, measures->tabRect(0).center());
        QCOMPARE(plot(u"loss.time"_s)->pointCount(), steps);
        QVERIFY(!plot(u"loss.time"_s)->valuesAt(0.1).isEmpty());

        m_user->click(u"compare.clear"_s);
        QVERIFY(m_user->find<QLabel>(u"compare.empty"_s)->isVisible());
        QCOMPARE(curves()->pointCount(), size_t(0));
    }

    void everythingGoesByKeyboard() {
        QVERIFY(User::tabTo(u"runs.table"_s));
        goTo(u"cold"_s);
        User::press(Qt::Key_Space);
        goTo(u"hot"_s);
        User::press(Qt::Key_Space);
        QCOMPARE(model()->chosenRuns().size(), size_t(2));
        User::press(Qt::Key_Space);
        QCOMPARE(model()->chosenRuns().size(), size_t(1));

        User::press(Qt::Key_F2);
        User::write(u"warm"_s);
        User::press(Qt::Key_Return);
        QCOMPARE(library::readRun(run(u"hot"_s)).name, u"warm"_s);
        QVERIFY(names().contains(u"warm"_s));
        User::press(Qt::Key_F2, Qt::ShiftModifier);
        User::write(u"try 4 next"_s);
        User::press(Qt::Key_Return);
        QCOMPARE(library::readRun(run(u"hot"_s)).note, u"try 4 next"_s);
        User::press(Qt::Key_P, Qt::ControlModifier);
        QVERIFY(library::readRun(run(u"hot"_s)).pinned);
        QCOMPARE(names().first(), u"warm"_s);

        User::press(Qt::Key_Delete);
        QVERIFY(!QFileInfo::exists(run(u"hot"_s)));
        QCOMPARE(names().size(), 2);
        QVERIFY(m_user->find<QLabel>(u"runs.undoBar.sentence"_s)->text().contains(u"warm"_s));
        User::press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(names().size(), 3);
        QVERIFY(library::readRun(run(u"hot"_s)).isFinished());
        QVERIFY(!m_user->find(u"runs.undoBar"_s)->isVisible());

        goTo(u"cold"_s);
        User::press(Qt::Key_Return);
        QCOMPARE(page(), m_window->findChild<MonitorPage*>());
    }

    void listIsSortedAndFiltered() {
        QHeaderView* header = table()->horizontalHeader();
        const auto clickHeader = [&](int column) {
            const int x = header->sectionViewportPosition(column) + header->sectionSize(column) / 2;
            QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, QPoint(x, header->height() / 2));
        };
        clickHeader(RunListModel::Temperature);
        QCOMPARE(names().first(), header->sortIndicatorOrder() == Qt::AscendingOrder ? u"cold"_s : u"hot"_s);
        clickHeader(RunListModel::Temperature);
        QCOMPARE(names().first(), header->sortIndicatorOrder() == Qt::AscendingOrder ? u"cold"_s : u"hot"_s);

        m_user->fill(u"runs.filter"_s, u"hot"_s);
        QCOMPARE(names(), QStringList(u"hot"_s));
        m_user->fill(u"runs.filter"_s, u"no such run"_s);
        QVERIFY(m_user->find(u"runs.nothingFound"_s)->isVisible());
        m_user->click(u"runs.showAll"_s);
        QCOMPARE(names().size(), 3);
        m_user->pick(u"runs.show"_s, u"Unfinished"_s);
        QCOMPARE(names(), QStringList(u"stopped"_s));
        QCOMPARE(m_user->find<QPushButton>(u"runs.open"_s)->isEnabled(), false);  // nothing selected any more
        m_user->clickRow(table(), 0);
        QCOMPARE(m_user->find<QPushButton>(u"runs.open"_s)->text(), u"&Resume"_s);
    }

    void runsArePinnedAndColouredByMouse() {
        clickCell(u"cold"_s, RunListModel::Pinned);
        QVERIFY(library::readRun(run(u"cold"_s)).pinned);
        QCOMPARE(names().first(), u"cold"_s);
        clickCell(u"cold"_s, RunListModel::Begun);
        auto* colours = m_user->find<QPushButton>(u"runs.colour"_s);
        QTimer::singleShot(100, colours, [colours] {
            const auto* entry = colours->window()->findChild<QAction*>(u"runs.colour.pink"_s);
            QMenu* menu = colours->menu();
            QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(const_cast<QAction*>(entry)).center());
        });
        QTest::mouseClick(colours, Qt::LeftButton);
        QCOMPARE(library::readRun(run(u"cold"_s)).colour, u"pink"_s);
    }

    void theBinKeepsRunsUntilItIsEmptied() {
        clickCell(u"cold"_s, RunListModel::Begun);
        m_user->click(u"runs.delete"_s);
        QCOMPARE(library::listBin().size(), size_t(1));
        m_user->click(u"runs.undo"_s);
        QVERIFY(library::listBin().empty());

        clickCell(u"cold"_s, RunListModel::Begun);
        m_user->click(u"runs.delete"_s);
        m_user->click(u"runs.bin"_s);
        auto* dialog = m_user->find<QDialog>(u"runs.bin.dialog"_s);
        QTRY_VERIFY(dialog->isActiveWindow());
        User bin(*dialog);
        QCOMPARE(bin.find<QListWidget>(u"runs.bin.runs"_s)->count(), 1);
        bin.click(u"runs.bin.restore"_s);
        QVERIFY(QFileInfo::exists(run(u"cold"_s)));
        QCOMPARE(names().size(), 3);
        bin.click(u"runs.bin.close"_s);

        clickCell(u"cold"_s, RunListModel::Begun);
        m_user->click(u"runs.delete"_s);
        m_user->click(u"runs.bin"_s);
        dialog = m_user->find<QDialog>(u"runs.bin.dialog"_s);
        QTRY_VERIFY(dialog->isActiveWindow());
        m_user->whenAsked(u"runs.bin.question"_s, [](QWidget&) { User::press(Qt::Key_Escape); });
        User(*dialog).click(u"runs.bin.empty"_s);
        QTRY_VERIFY(!dialog->findChild<QMessageBox*>());
        QCOMPARE(library::listBin().size(), size_t(1));
        m_user->whenAsked(u"runs.bin.question"_s, [](QWidget& question) {
            QTest::mouseClick(question.findChild<QPushButton*>(u"runs.bin.question.yes"_s), Qt::LeftButton);
        });
        User(*dialog).click(u"runs.bin.empty"_s);
        QTRY_VERIFY(library::listBin().empty());
        User(*dialog).click(u"runs.bin.close"_s);
        QVERIFY(!m_user->find(u"runs.undoBar"_s)->isVisible());
        QCOMPARE(names().size(), 2);
    }

    void theRunUnderWayIsNotDeleted() {
        const report::MetricsLog atWork(experiment::RunFolder(run(u"stopped"_s)).metricsFile(), 0);
        clickCell(u"stopped"_s, RunListModel::Begun);
        User::press(Qt::Key_Delete);
        QVERIFY(QFileInfo::exists(run(u"stopped"_s)));
        QVERIFY(m_user->find<QLabel>(u"runs.message"_s)->text().contains(u"under way"_s));
    }

    void aColumnIsAsWideAsWhatStandsInIt() {
        table()->setStyleSheet(u"QTableView { font-size: 20pt }"_s);
        QVERIFY(table()->sizeHintForColumn(RunListModel::Begun) > table()->columnWidth(RunListModel::Begun));
        copyFolder(m_made.filePath(u"hot"_s), run(u"warm"_s));
        m_window->findChild<RunList*>()->refresh();
        QTRY_COMPARE(names().size(), 4);
        for (int column = RunListModel::Begun; column < RunListModel::Note; ++column) {
            QVERIFY2(table()->columnWidth(column) >= table()->sizeHintForColumn(column),
                     qPrintable(QString::number(column)));
        }
    }

    void anEmptyListSaysWhatToDo() {
        for (const QString& name : {u"cold"_s, u"hot"_s, u"stopped"_s}) QVERIFY(QDir(run(name)).removeRecursively());
        m_user->click(u"nav.start"_s);
        m_user->click(u"nav.runs"_s);
        QVERIFY(m_user->find(u"runs.empty"_s)->isVisible());
        m_user->click(u"runs.new"_s);
        QVERIFY(page() != m_window->findChild<ComparePage*>());
    }

private:
    void make(const experiment::Experiment& experiment, const QString& name) const {
        test::RunListener listener;
        RunControl control;
        session::loadEngine().run(experiment, m_made.filePath(name), false, listener, control);
    }
    static void copyFolder(const QString& from, const QString& to) {
        QVERIFY(QDir().mkpath(to));
        for (const QFileInfo& info : QDir(from).entryInfoList(QDir::AllEntries | QDir::NoDotAndDotDot)) {
            const QString target = to + u'/' + info.fileName();
            if (info.isDir()) {
                copyFolder(info.filePath(), target);
            } else {
                QVERIFY(QFile::copy(info.filePath(), target));
            }
        }
    }

    QString run(const QString& name) const { return m_settings->path(u"runs/"_s + name); }
    QWidget* page() const { return m_user->find<QStackedWidget>(u"main.pages"_s)->currentWidget(); }
    RunTable* table() const { return m_user->find<RunTable>(u"runs.table"_s); }
    RunListModel* model() const { return &m_window->findChild<RunList*>()->model(); }
    CurvesCard* curves() const { return m_window->findChild<CurvesCard*>(); }
    LivePlot* plot(const QString& name) const { return m_user->find<LivePlot>(u"compare.plot."_s + name); }

    QStringList names() const {
        QStringList names;
        const QAbstractItemModel& shown = *table()->model();
        for (int row = 0; row < shown.rowCount(); ++row) names << shown.index(row, 0).data().toString();
        return names;
    }
    QModelIndex indexOf(const QString& name, int column) const {
        return table()->model()->index(static_cast<int>(names().indexOf(name)), column);
    }
    void clickCell(const QString& name, int column) const {
        const QModelIndex index = indexOf(name, column);
        table()->scrollTo(index);
        QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, table()->visualRect(index).center());
    }
    /// Clicks the check box itself.
    void tick(const QString& name) const {
        const QModelIndex index = indexOf(name, RunListModel::Name);
        table()->scrollTo(index);
        QStyleOptionViewItem option;
        option.initFrom(table());
        option.rect = table()->visualRect(index);
        option.index = index;
        option.features = QStyleOptionViewItem::HasCheckIndicator | QStyleOptionViewItem::HasDecoration |
                          QStyleOptionViewItem::HasDisplay;
        const QRect box = table()->style()->subElementRect(QStyle::SE_ItemViewItemCheckIndicator, &option, table());
        QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, box.center());
    }
    void goTo(const QString& name) const {
        User::press(Qt::Key_Home, Qt::ControlModifier);
        for (qsizetype row = names().indexOf(name); row > 0; --row) User::press(Qt::Key_Down);
    }
    static int rowOf(const QAbstractItemModel& model, const QString& title) {
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.headerData(row, Qt::Vertical).toString() == title) return row;
        }
        return -1;
    }

    QTemporaryDir m_made;  ///< what the engine made, once for all tests
    std::unique_ptr<test::IsolatedSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<User> m_user;
};

DISTILLAB_TEST(ComparePageTest)
#include "compare_page_test.moc"
