#pragma once

#include "core/base/run_control.h"
#include "core/endpoint/estimate.h"

#include <QObject>
#include <QThreadPool>

#include <memory>

namespace distillab::ui {

/// One question to a chat model, in the background. Only the answer to the last one is delivered.
class ConnectionTest : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    /// Gives up a question that is under way.
    ~ConnectionTest() override;

    void start(const endpoint::EndpointOptions& options, const endpoint::LabelTask& task,
               const endpoint::LabelText& text);
    /// What is under way is no longer wanted.
    void cancel();
    bool isUnderWay() const { return m_isUnderWay; }

signals:
    void done(const distillab::endpoint::ConnectionReport& report);

private:
    quint64 m_request = 0;
    bool m_isUnderWay = false;
    std::shared_ptr<RunControl> m_control;
    QThreadPool m_pool;  ///< its own, so that waiting for it waits for nothing else
};

}  // namespace distillab::ui
