#include "ui/handout/hand_out_dialog.h"

#include "core/handout/pack.h"
#include "ui/handout/background.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/problem_text.h"
#include "ui/widgets/theme.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

const QString kFolderKey = u"handout/folder"_s;
constexpr int kWidth = 460;

QString sizeText(qint64 bytes) { return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeTraditionalFormat); }

}  // namespace

HandOutDialog::HandOutDialog(const QString& runFolder, const QString& name, QWidget* parent)
    : QDialog(parent),
      m_runFolder(runFolder),
      m_name(name),
      m_teacher(new QCheckBox),
      m_message(new MessageLine),
      m_save(makePrimaryButton(tr("&Save…"))),
      m_close(new QPushButton(tr("&Close"))) {
    setObjectName(u"handout.dialog"_s);
    setWindowTitle(tr("Hand out this run"));
    setMinimumWidth(kWidth);
    m_teacher->setObjectName(u"handout.teacher"_s);
    m_message->setObjectName(u"handout.message"_s);
    m_save->setObjectName(u"handout.save"_s);
    m_close->setObjectName(u"handout.close"_s);
    m_save->setDefault(true);

    const qint64 small = handout::sizeOfRun(runFolder, {});
    const qint64 large = handout::sizeOfRun(runFolder, {.teacher = true});
    m_teacher->setText(tr("The &teacher goes along (%1 more)").arg(sizeText(large - small)));
    m_teacher->setToolTip(
        tr("Without it, the curves, the results and the student can be looked at; only the student "
           "can be tried out."));
    m_teacher->setVisible(handout::hasTeacherToPack(runFolder));

    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_close);
    buttons->addWidget(m_save);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kLargeGap, kLargeGap, kLargeGap, kGap);
    layout->setSpacing(kGap);
    layout->addWidget(makeLabel(tr("One file for others"), TextRole::Heading));
    layout->addWidget(makeLabel(
        tr("The curves, the results, the settings and the student go into one .distillab file (about %1). Whoever "
           "opens it in DistilLab sees this run as you see it. Your data, checkpoints, keys and folder names stay "
           "here; "
           "of texts, the test sentences go along with their answers.")
            .arg(sizeText(small)),
        TextRole::Body));
    layout->addWidget(m_teacher);
    layout->addWidget(m_message);
    layout->addLayout(buttons);
    connect(m_save, &QPushButton::clicked, this, &HandOutDialog::chooseFile);
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
}

void HandOutDialog::chooseFile() {
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QDir folder(QSettings().value(kFolderKey, documents).toString());
    QFileDialog dialog(this, tr("Save the hand-out"), folder.filePath(m_name + u".distillab"_s),
                       tr("Hand-outs of DistilLab (*.distillab)"));
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(u"distillab"_s);
    dialog.selectFile(m_name + u".distillab"_s);
    if (dialog.exec() != QDialog::Accepted || dialog.selectedFiles().isEmpty()) return;
    QSettings().setValue(kFolderKey, QFileInfo(dialog.selectedFiles().first()).absolutePath());
    pack(dialog.selectedFiles().first());
}

void HandOutDialog::pack(const QString& file) {
    setBusy(true);
    m_message->showHint(tr("Packing…"));
    const handout::PackOptions options{.teacher = m_teacher->isChecked()};
    inBackground<handout::Packed>(
        this, [run = m_runFolder, file, options] { return handout::pack(run, file, options); },
        [this](const handout::Packed& packed) {
            setBusy(false);
            m_message->showHint(
                tr("Saved: %1 (%2)").arg(QDir::toNativeSeparators(packed.file), sizeText(packed.bytes)));
        },
        [this](const session::Problem& problem) {
            setBusy(false);
            m_message->showError(problemText(problem));
        });
}

void HandOutDialog::setBusy(bool busy) {
    m_save->setEnabled(!busy);
    m_teacher->setEnabled(!busy);
}

}  // namespace distillab::ui
