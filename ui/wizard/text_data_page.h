#pragma once

#include "ui/wizard/table_preview_model.h"
#include "ui/wizard/wizard_page.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QSpinBox;
class QTableView;

namespace distillab::ui {

class AmountFields;
class ClassOverview;
class LengthChart;
class MessageLine;
class SourceCard;
class TokenView;
class UnlabelledCard;

/// Which texts to learn from: the file, its columns, and a look at both.
class TextDataPage : public WizardPage {
    Q_OBJECT
public:
    explicit TextDataPage(ExperimentDraft& draft);
    void refresh() override;

private:
    QWidget* makeSourceCard();
    QWidget* makeColumnsCard();
    QWidget* makeAmountCard();
    QWidget* makePreviewCard();
    QWidget* makeTokensCard();
    QComboBox* makeColumnBox(const char* name, QString experiment::DataSpec::* column);
    void useFile(const QString& file);
    void browse();
    void fitColumns(const data::TablePreview& table);
    void showColumns(const data::TablePreview& table);
    void showRating();
    void showBadRows();
    void showTable();
    void showTokens();

    SourceCard* m_source;
    QComboBox* m_text;
    QComboBox* m_pair;
    QComboBox* m_label;
    QCheckBox* m_isRating;
    QDoubleSpinBox* m_positiveAbove;
    QCheckBox* m_skipBad;
    QLabel* m_badRows;
    AmountFields* m_amount;
    QSpinBox* m_maxLength;
    UnlabelledCard* m_unlabelled;
    MessageLine* m_state;
    QLabel* m_counts;
    QTableView* m_rows;
    TablePreviewModel m_model;
    ClassOverview* m_labels;
    LengthChart* m_lengths;
    QWidget* m_look;
    TokenView* m_tokens;
    QLabel* m_tokensLine;
    std::shared_ptr<const data::TablePreview> m_shown;
};

}  // namespace distillab::ui
