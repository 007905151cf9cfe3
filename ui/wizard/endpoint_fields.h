#pragma once

#include "core/base/latest_work.h"

#include <QWidget>

class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;

namespace distillab::endpoint {
struct ConnectionReport;
}

namespace distillab::ui {

class ExperimentDraft;
class MessageLine;

/// A chat model on a server as teacher: where it is, what it is asked, how the key is found and where to stop. The key
/// itself is never entered: an environment variable holds it.
class EndpointFields : public QWidget {
    Q_OBJECT
public:
    /// @param names  of the controls: "wizard.textTeacher.endpoint" gives "wizard.textTeacher.endpoint.url", ….model,
    ///               ….prompt, ….keyVariable, ….concurrency, ….samples, ….temperature, ….judge, ….maxRequests,
    ///               ….maxCost, ….priceIn, ….priceOut, ….test, ….testResult
    EndpointFields(ExperimentDraft& draft, const QString& names, QWidget* parent = nullptr);

    void refresh();

private:
    void makeServer(const QString& names);
    void makeLimits(const QString& names);
    void makeTest(const QString& names);
    void test();
    void showTest(const endpoint::ConnectionReport& report);
    /// What was tested is no longer what stands here.
    void forgetTest();
    qint64 textsToAskAbout() const;
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
    QDoubleSpinBox* m_temperature;
    QSpinBox* m_judge;
    LatestWork m_connection;
    QPushButton* m_test;
    MessageLine* m_testResult;
};

}  // namespace distillab::ui
