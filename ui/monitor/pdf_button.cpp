#include "ui/monitor/pdf_button.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/session/run_documents.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/problem_text.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>

namespace distillab::ui {

using namespace Qt::Literals::StringLiterals;

PdfButton::PdfButton(MessageLine* state, QWidget* parent) : QPushButton(tr("Save as &PDF…"), parent), m_state(state) {
    setObjectName(u"monitor.savePdf"_s);
    setToolTip(tr("The report with its plots, the confusion matrix and the student's surest mistakes, on A4 paper."));
    setAutoDefault(true);
    connect(this, &QPushButton::clicked, this, &PdfButton::save);
}

PdfButton::~PdfButton() { m_pool.waitForDone(); }

void PdfButton::setRun(const QString& runFolder) {
    m_runFolder = runFolder;
    m_state->clearMessage();
}

void PdfButton::save() {
    const QString name = QFileInfo(QDir::cleanPath(m_runFolder)).fileName() + u".pdf"_s;
    const QString chosen = QFileDialog::getSaveFileName(this, tr("Save the report"), QDir::home().filePath(name),
                                                        tr("PDF (*.pdf)") + u";;"_s + tr("All files (*)"));
    if (!chosen.isEmpty()) write(chosen);
}

void PdfButton::write(const QString& file) {
    setEnabled(false);
    m_state->showHint(tr("The report is being written…"));
    m_pool.start([this, file, folder = m_runFolder] {
        QString problem;
        try {
            writeFileAtomically(file, session::pdfOf(session::readRunDocument(folder)));
        } catch (const Error& error) {
            problem = problemText(session::toProblem(error));
        }
        QMetaObject::invokeMethod(
            this,
            [this, file, problem] {
                setEnabled(true);
                if (problem.isEmpty()) {
                    m_state->showHint(tr("Saved as %1.").arg(QDir::toNativeSeparators(file)));
                } else {
                    m_state->showError(problem);
                }
            },
            Qt::QueuedConnection);
    });
}

}  // namespace distillab::ui
