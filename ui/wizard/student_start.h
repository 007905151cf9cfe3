#pragma once

#include "ui/widgets/card.h"

class QLabel;
class QLineEdit;
class QRadioButton;

namespace distillab::ui {

class ExperimentDraft;

/// What a student for texts begins with: nothing, the teacher's words, some of its layers, or a model of a folder.
class StudentStartCard : public Card {
    Q_OBJECT
public:
    explicit StudentStartCard(ExperimentDraft& draft);

    void refresh();

private:
    /// What can be chosen; the experiment spells the first two as one start and a flag.
    enum class Choice { Scratch, Projected, Layers, Folder };

    QRadioButton* makeChoice(const QString& text, const QString& explanation, const char* name, Choice choice);
    static Choice choiceOf(const ExperimentDraft& draft);
    QWidget* makeTokenizerFields();
    void choose(Choice choice);

    ExperimentDraft& m_draft;
    QRadioButton* m_scratch;
    QRadioButton* m_projected;
    QRadioButton* m_ofTeacher;
    QRadioButton* m_ofFolder;
    QWidget* m_layerFields;
    QLineEdit* m_layers;
    QLabel* m_layersLine;
    QWidget* m_folderFields;
    QWidget* m_tokenizerFields;
    QLineEdit* m_tokenizer;
    QLineEdit* m_path;
};

}  // namespace distillab::ui
