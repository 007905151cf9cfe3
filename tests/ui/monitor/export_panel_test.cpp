#include "ui/monitor/export_panel.h"

#include "core/base/error.h"
#include "core/session/engine.h"
#include "core/session/training_session.h"
#include "tests/core/report/example_report.h"
#include "tests/support/idle_engine.h"
#include "tests/support/test_main.h"
#include "tests/ui/user.h"

#include <QBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QToolButton>

using namespace distillab;
using namespace distillab::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Says of every export what it is told to say, and remembers where it was to go.
class ExportingEngine : public test::IdleEngine {
public:
    bool succeeds = true;
    QString folder;

    report::OnnxReport exportOnnx(const QString&, const QString& outFolder, const std::optional<experiment::OnnxSpec>&,
                                  RunControl&) override {
        folder = outFolder;
        if (!succeeds) throw WorkError(u"the disk is full"_s, outFolder, u"Free some space."_s);
        report::OnnxReport onnx = *test::exampleReport().onnx;
        report::OnnxFileReport int8 = onnx.files.front();
        int8.precision = u"int8"_s;
        int8.file = u"student.int8.onnx"_s;
        report::OnnxFileReport fp16 = int8;
        fp16.precision = u"fp16"_s;
        onnx.files.push_back(int8);
        onnx.notKept.push_back(fp16);
        onnx.folder = outFolder;
        return onnx;
    }
};

}  // namespace

class ExportPanelTest : public QObject {
    Q_OBJECT
private slots:
    void init() {
        m_engine = std::make_unique<ExportingEngine>();
        m_session = std::make_unique<session::TrainingSession>([this]() -> session::Engine& { return *m_engine; });
        m_window = std::make_unique<QWidget>();
        auto* layout = new QVBoxLayout(m_window.get());
        m_panel = new ExportPanel(*m_session);
        layout->addWidget(m_panel->button());
        layout->addWidget(m_panel);
        m_panel->setRun(u"/runs/clothes"_s);
        m_window->show();
    }
    void cleanup() {
        m_window.reset();
        m_session.reset();
    }

    void oneClickExportsIntoTheDocuments() {
        QSignalSpy exported(m_panel, &ExportPanel::exported);
        QVERIFY(!m_panel->isVisible());
        QTest::mouseClick(m_panel->button(), Qt::LeftButton, {}, QPoint(8, m_panel->button()->height() / 2));
        QVERIFY(m_panel->isVisible());
        QVERIFY(!m_panel->button()->isEnabled());
        QTRY_COMPARE(exported.size(), 1);
        const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
        QCOMPARE(m_engine->folder, documents + u"/DistilLab/exports/clothes"_s);
        QVERIFY(text().contains(m_engine->folder + u"/student.onnx"_s));
        QVERIFY(text().contains(u"ONNX in int8: student.int8.onnx"_s));
        QVERIFY(text().contains(u"No fp16 file was kept"_s));
        QVERIFY(text().contains(u"README.md"_s));
        QVERIFY(m_panel->findChild<QPushButton*>(u"monitor.showFolder"_s)->isVisible());
        QVERIFY(m_panel->button()->isEnabled());
    }

    void theMenuAsksForAnotherFolder() {
        QSignalSpy exported(m_panel, &ExportPanel::exported);
        const QTemporaryDir folder;
        const test::User user(*m_window);
        user.whenAsked(u"fileNameEdit"_s, [&](QWidget& dialog) { test::chooseFolder(dialog, folder.path()); });
        user.chooseFromMenu(u"monitor.export"_s, u"monitor.exportElsewhere"_s);
        QTRY_COMPARE(exported.size(), 1);
        QCOMPARE(m_engine->folder, folder.path());
    }

    void failureIsToldWithPlaceAndRemedy() {
        m_engine->succeeds = false;
        QTest::keyClick(m_panel->button(), Qt::Key_Space);
        QTRY_VERIFY(text().contains(u"the disk is full"_s));
        QVERIFY(text().contains(m_engine->folder));
        QVERIFY(text().contains(u"Free some space."_s));
        QVERIFY(!m_panel->findChild<QPushButton*>(u"monitor.showFolder"_s)->isVisible());
        QVERIFY(!m_panel->findChild<QProgressBar*>(u"monitor.exportProgress"_s)->isVisible());
        QVERIFY(m_panel->button()->isEnabled());
    }

    void arrowDownOpensTheMenuWithTheOtherFolder() {
        bool opened = false;
        QTimer::singleShot(50, m_panel, [&] {
            QMenu* menu = m_panel->button()->menu();
            opened = menu->isVisible();
            menu->close();
        });
        QTest::keyClick(m_panel->button(), Qt::Key_Down);
        QTRY_VERIFY(opened);
    }

    void anotherRunForgetsTheLastExport() {
        QTest::keyClick(m_panel->button(), Qt::Key_Space);
        QTRY_VERIFY(m_panel->button()->isEnabled());
        m_panel->setRun(u"/runs/other"_s);
        QVERIFY(!m_panel->isVisible());
    }

private:
    QString text() const { return m_panel->findChild<QLabel*>(u"monitor.exportText"_s)->text(); }

    std::unique_ptr<ExportingEngine> m_engine;
    std::unique_ptr<session::TrainingSession> m_session;
    std::unique_ptr<QWidget> m_window;
    ExportPanel* m_panel = nullptr;
};

DISTILLAB_TEST(ExportPanelTest)
#include "export_panel_test.moc"
