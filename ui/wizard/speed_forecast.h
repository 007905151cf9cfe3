#pragma once

#include "core/measure/untrained.h"

#include <QObject>
#include <QThreadPool>

#include <memory>

namespace distillab::ui {

/// Measures networks before they are trained, in the background. Only what was asked for last is delivered.
class SpeedForecast : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    /// Gives up a measurement that is under way.
    ~SpeedForecast() override;

    void start(const std::vector<measure::UntrainedNetwork>& networks);
    /// What is under way is no longer wanted.
    void cancel();
    bool isUnderWay() const { return m_isUnderWay; }

signals:
    void progressed(double share);
    void done(const distillab::report::Measurement& measurement);
    void failed(const QString& problem);

private:
    quint64 m_request = 0;
    bool m_isUnderWay = false;
    std::shared_ptr<RunControl> m_control;
    QThreadPool m_pool;  ///< its own, so that waiting for it waits for nothing else
};

}  // namespace distillab::ui
