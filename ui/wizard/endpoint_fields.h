#pragma once

#include <QWidget>

class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QSpinBox;

namespace distillab::ui {

class ExperimentDraft;

/// A chat model on a server as teacher: where it is, what it is asked, how the key is found and where to stop. The key
/// itself is never entered: an environment variable holds it.
class EndpointFields : public QWidget {
    Q_OBJECT
public:
    /// @param names  of the controls: "wizard.textTeacher.endpoint" gives "wizard.textTeacher.endpoint.url", ….model,
    ///               ….prompt, ….keyVariable, ….concurrency, ….samples, ….maxRequests, ….maxCost, ….priceIn, ….priceOut
    EndpointFields(ExperimentDraft& draft, const QString& names, QWidget* parent = nullptr);

    void refresh();

private:
    void makeServer(const QString& names);
    void makeLimits(const QString& names);
    QString keyState() const;
    QString effort() const;

    ExperimentDraft& m_draft;
    QLineEdit* m_url;
    QLineEdit* m_model;
    QPlainTextEdit* m_prompt;
    QLineEdit* m_keyVariable;
    QLabel* m_keyState;
    QLabel* m_effort;
    QSpinBox* m_concurrency;
    QSpinBox* m_samples;
    QSpinBox* m_maxRequests;
    QDoubleSpinBox* m_maxCost;
    QDoubleSpinBox* m_priceIn;
    QDoubleSpinBox* m_priceOut;
};

}  // namespace distillab::ui
