#include "ui/monitor/export_panel.h"

#include "core/report/wording.h"
#include "core/session/training_session.h"
#include "ui/monitor/results_model.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QBoxLayout>
#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QKeyEvent>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QStandardPaths>
#include <QStyle>
#include <QToolButton>
#include <QUrl>

namespace distillab::ui {

using namespace Qt::Literals::StringLiterals;
using session::TrainingSession;

ExportPanel::ExportPanel(TrainingSession& session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_export(new QToolButton(this)),
      m_progress(new QProgressBar),
      m_heading(makeLabel({}, TextRole::Heading)),
      m_text(makeLabel({}, TextRole::Body)),
      m_showFolder(new QPushButton(tr("Show &folder"))) {
    auto* now = new QAction(tr("&Export to ONNX"), this);
    now->setObjectName(u"monitor.exportNow"_s);
    now->setToolTip(tr("Writes the student as an ONNX file into your documents and checks it."));
    auto* elsewhere = new QAction(tr("Export to another folder…"), this);
    elsewhere->setObjectName(u"monitor.exportElsewhere"_s);
    auto* menu = new QMenu(this);
    menu->addAction(elsewhere);
    m_export->setObjectName(u"monitor.export"_s);
    m_export->setDefaultAction(now);
    m_export->setProperty("role", u"primary"_s);
    m_export->setMenu(menu);
    m_export->setPopupMode(QToolButton::MenuButtonPopup);
    m_export->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_export->setFocusPolicy(Qt::StrongFocus);
    m_export->setAccessibleName(tr("Export to ONNX"));
    m_export->installEventFilter(this);

    m_progress->setObjectName(u"monitor.exportProgress"_s);
    m_progress->setAccessibleName(tr("Exporting and checking"));
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_showFolder->setObjectName(u"monitor.showFolder"_s);
    m_showFolder->setAutoDefault(true);
    m_text->setObjectName(u"monitor.exportText"_s);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);

    auto* card = new Card;
    card->setObjectName(u"monitor.exportCard"_s);
    card->content()->addWidget(m_heading);
    card->content()->addWidget(m_text);
    card->content()->addWidget(m_progress);
    card->content()->addWidget(m_showFolder, 0, Qt::AlignLeft);
    m_card = card;
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(card);

    connect(now, &QAction::triggered, this, [this] { exportTo(defaultFolder(m_runFolder)); });
    connect(elsewhere, &QAction::triggered, this, &ExportPanel::exportElsewhere);
    connect(m_showFolder, &QPushButton::clicked, this,
            [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(m_exportedFolder)); });
    connect(&m_session, &TrainingSession::exported, this, &ExportPanel::showExported);
    connect(&m_session, &TrainingSession::exportFailed, this, &ExportPanel::showFailure);
    connect(&m_session, &TrainingSession::stateChanged, this, [this] { m_export->setEnabled(!m_session.isBusy()); });
    setWorking(false);
    hide();
}

void ExportPanel::setRun(const QString& runFolder) {
    m_runFolder = runFolder;
    setWorking(false);
    m_export->setEnabled(!m_session.isBusy());
    hide();
}

/// A split button has no key of its own for its menu; the arrow down opens it, as it does in a combo box.
bool ExportPanel::eventFilter(QObject* watched, QEvent* event) {
    const bool opens = watched == m_export && event->type() == QEvent::KeyPress &&
                       static_cast<const QKeyEvent*>(event)->key() == Qt::Key_Down;
    if (!opens) return QWidget::eventFilter(watched, event);
    m_export->showMenu();
    return true;
}

QString ExportPanel::defaultFolder(const QString& runFolder) {
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return u"%1/DistilLab/exports/%2"_s.arg(documents, QFileInfo(QDir::cleanPath(runFolder)).fileName());
}

void ExportPanel::exportTo(const QString& folder) {
    if (m_session.isBusy()) return;
    setWorking(true);
    say(u"heading"_s, tr("Exporting and checking…"), QDir::toNativeSeparators(folder));
    m_session.exportOnnx(m_runFolder, folder);
}

void ExportPanel::exportElsewhere() {
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Export to"), documents);
    if (!folder.isEmpty()) exportTo(folder);
}

void ExportPanel::showExported(const report::OnnxReport& onnx) {
    if (!m_working) return;
    setWorking(false);
    m_exportedFolder = onnx.folder;
    m_showFolder->setVisible(true);
    const QString file = onnx.files.empty() ? QString() : onnx.files.front().file;
    QStringList lines = {exportSentence(onnx)};
    for (const report::OnnxFileReport& each : onnx.files) {
        if (!each.isExact()) lines << report::onnxSentence(onnx, each);
    }
    for (const report::OnnxFileReport& each : onnx.notKept) lines << report::notKeptSentence(onnx, each);
    lines << QDir::toNativeSeparators(QDir(onnx.folder).filePath(file));
    lines << tr("README.md beside it says how to use it, with short programs to begin with.");
    say(u"success"_s, tr("Exported and verified"), lines.join(u'\n'));
    emit exported(onnx);
}

void ExportPanel::showFailure(const session::Problem& problem) {
    if (!m_working) return;
    setWorking(false);
    QStringList parts = {problem.message};
    if (!problem.where.isEmpty()) parts << tr("Where: %1").arg(problem.where);
    if (!problem.remedy.isEmpty()) parts << problem.remedy;
    say(u"error"_s, tr("The export has failed"), parts.join(u'\n'));
}

void ExportPanel::setWorking(bool working) {
    m_working = working;
    m_progress->setVisible(working);
    m_showFolder->setVisible(false);
}

void ExportPanel::say(const QString& role, const QString& heading, const QString& text) {
    m_heading->setProperty("role", role);
    style()->unpolish(m_heading);
    style()->polish(m_heading);
    m_heading->setText(heading);
    m_text->setText(text);
    m_card->setAccessibleName(heading);
    m_card->setAccessibleDescription(text);
    show();
}

}  // namespace distillab::ui
