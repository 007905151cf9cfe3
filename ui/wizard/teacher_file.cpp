#include "ui/wizard/teacher_file.h"

#include "ui/widgets/labels.h"
#include "ui/widgets/theme.h"
#include "ui/wizard/experiment_draft.h"
#include "ui/wizard/fields.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>

namespace distillab::ui {

using namespace Qt::Literals::StringLiterals;
using experiment::TeacherSource;

TeacherFile::TeacherFile(ExperimentDraft& draft, const QString& names, TeacherSource kind, QWidget* parent)
    : QWidget(parent),
      m_draft(draft),
      m_kind(kind),
      m_path(new QLineEdit),
      m_trust(new QCheckBox(tr("I trust who made it: &let it run"))) {
    const bool isProgram = kind == TeacherSource::TorchScript;
    m_path->setObjectName(names + u".path"_s);
    m_path->setAccessibleName(isProgram ? tr("TorchScript file of the teacher") : tr("ONNX file of the teacher"));
    m_trust->setObjectName(names + u".trust"_s);
    if (!isProgram) m_trust->hide();
    auto* row = new QHBoxLayout;
    auto* browse = addPathWithBrowse(row, m_path, names + u".browse"_s, tr("Bro&wse…"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kLargeGap, 0, 0, 0);
    layout->setSpacing(kSmallGap);
    layout->addLayout(row);
    layout->addWidget(makeLabel(
        isProgram ? tr("A file that torch.jit.save wrote. It is a program: it could do anything on this computer that "
                       "you can. An ONNX file is only data.")
                  : tr("A file that any framework exports, with one answer (logits) per example. Only its answers can "
                       "be learned, nothing of what goes on inside."),
        TextRole::Muted));
    layout->addWidget(m_trust, 0, Qt::AlignLeft);
    connect(m_path, &QLineEdit::textEdited, this, &TeacherFile::usePath);
    connect(browse, &QPushButton::clicked, this, &TeacherFile::browse);
    connect(m_trust, &QCheckBox::toggled, this, [this](bool wanted) {
        if (wanted) return askWhetherToTrust();
        m_draft.edit([](auto& e) { e.teacher.trustCode = false; });
    });
}

void TeacherFile::refresh() {
    const experiment::TeacherSpec& teacher = m_draft.experiment().teacher;
    setQuietly(m_path, teacher.path);
    markInvalid(m_path, !teacher.path.isEmpty() && !QFileInfo::exists(teacher.path));
    setQuietly(m_trust, teacher.trustCode);
    m_trust->setEnabled(QFileInfo(teacher.path).isFile());
}

void TeacherFile::browse() {
    const bool isProgram = m_kind == TeacherSource::TorchScript;
    const QString start = m_path->text().isEmpty() ? QDir::homePath() : QFileInfo(m_path->text()).path();
    const QString file = QFileDialog::getOpenFileName(
        this, m_path->accessibleName(), start,
        (isProgram ? tr("TorchScript (*.pt *.pth *.ts *.torchscript)") : tr("ONNX (*.onnx)")) + u";;"_s +
            tr("All files (*)"));
    if (file.isEmpty()) return;
    usePath(file);
    if (isProgram) askWhetherToTrust();
}

/// What was said of one file does not hold for another.
void TeacherFile::usePath(const QString& path) {
    m_draft.edit([&](auto& e) {
        e.teacher.path = path;
        e.teacher.trustCode = false;
    });
}

void TeacherFile::askWhetherToTrust() {
    QMessageBox box(QMessageBox::Warning, tr("Run this file?"),
                    tr("A TorchScript file is a program. When it runs, it could read, change or send anything on this "
                       "computer that you can.\n\n%1\n\nRun it?")
                        .arg(QDir::toNativeSeparators(m_draft.experiment().teacher.path)),
                    QMessageBox::NoButton, this);
    box.setObjectName(u"wizard.trustQuestion"_s);
    QPushButton* run = box.addButton(tr("&Run it"), QMessageBox::AcceptRole);
    run->setObjectName(u"wizard.trustQuestion.run"_s);
    QPushButton* no = box.addButton(tr("&No"), QMessageBox::RejectRole);
    no->setObjectName(u"wizard.trustQuestion.no"_s);
    box.setDefaultButton(no);
    box.setEscapeButton(no);
    box.exec();
    const bool trusted = box.clickedButton() == run;
    m_draft.edit([&](auto& e) { e.teacher.trustCode = trusted; });
}

}  // namespace distillab::ui
