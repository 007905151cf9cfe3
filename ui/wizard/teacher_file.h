#pragma once

#include "core/experiment/experiment.h"

#include <QWidget>

class QCheckBox;
class QLineEdit;

namespace distillab::ui {

class ExperimentDraft;

/// Chooses the file of a teacher: ONNX, or TorchScript, which is a program and only runs once it has been allowed to.
class TeacherFile : public QWidget {
    Q_OBJECT
public:
    /// @param names  of the controls: "wizard.teacher.onnx" gives "wizard.teacher.onnx.path", ….browse and, for
    ///               TorchScript, ….trust
    TeacherFile(ExperimentDraft& draft, const QString& names, experiment::TeacherSource kind,
                QWidget* parent = nullptr);

    void refresh();

private:
    void browse();
    void usePath(const QString& path);
    void askWhetherToTrust();

    ExperimentDraft& m_draft;
    experiment::TeacherSource m_kind;
    QLineEdit* m_path;
    QCheckBox* m_trust;
};

}  // namespace distillab::ui
