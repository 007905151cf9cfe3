#pragma once

#include "ui/widgets/card.h"

class QLineEdit;
class QPushButton;
class QRadioButton;

namespace distillab::ui {

class ExperimentDraft;

/// Where the data comes from: the sample, or a path of the user's own, typed, browsed for or dropped on the page.
class SourceCard : public Card {
    Q_OBJECT
public:
    struct Words {
        QString sample;  ///< the choice of the sample's data, with a mnemonic
        QString own;
        QString path;  ///< what the path is, for screen readers
        QString hint;
    };

    /// @param names  of the controls: "wizard.data" gives "wizard.data.sample", ….own, ….path's and ….browse
    /// @param pathName  the last part of the path field's name
    SourceCard(ExperimentDraft& draft, const QString& names, const QString& pathName, const Words& words);

    void refresh();
    QString path() const;
    /// Files and folders may be dropped anywhere on the page.
    void takeDropsOn(QWidget* page);

signals:
    void typed(const QString& path);
    void dropped(const QString& path);
    void browseRequested();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    ExperimentDraft& m_draft;
    QRadioButton* m_sample;
    QRadioButton* m_own;
    QLineEdit* m_path;
    QPushButton* m_browse;
};

}  // namespace distillab::ui
