#pragma once

#include "ui/widgets/card.h"

class QCheckBox;
class QDoubleSpinBox;
class QLineEdit;
class QSpinBox;
class QToolButton;

namespace distillab::ui {

class ExperimentDraft;

/// What there is to learn from beside labelled texts: texts without labels, which only the teacher answers, and changed
/// copies of the training texts. Folded until it is wanted.
class UnlabelledCard : public Card {
    Q_OBJECT
public:
    /// @param names  of the controls: "wizard.textData" gives "wizard.textData.more", ….unlabelled, ….browseUnlabelled,
    ///               ….labelled, ….pseudoLabels, ….threshold, ….copies, ….mask, ….ngram
    UnlabelledCard(ExperimentDraft& draft, const QString& names);

    void refresh();

private:
    QWidget* makeFields(const QString& names);
    QWidget* makeFile(const QString& names);
    void browse();
    void useFile(const QString& file);

    ExperimentDraft& m_draft;
    QToolButton* m_more;
    QLineEdit* m_file;
    QSpinBox* m_labelled;
    QCheckBox* m_pseudoLabels;
    QDoubleSpinBox* m_threshold;
    QSpinBox* m_copies;
    QDoubleSpinBox* m_mask;
    QDoubleSpinBox* m_ngram;
};

}  // namespace distillab::ui
