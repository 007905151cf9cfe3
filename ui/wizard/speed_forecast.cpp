#include "ui/wizard/speed_forecast.h"

#include "core/base/error.h"
#include "core/session/training_session.h"
#include "ui/widgets/problem_text.h"

namespace distillab::ui {

SpeedForecast::~SpeedForecast() {
    cancel();
    m_pool.waitForDone();
}

void SpeedForecast::cancel() {
    if (m_control) m_control->stop();
    ++m_request;
    m_isUnderWay = false;
}

void SpeedForecast::start(const std::vector<measure::UntrainedNetwork>& networks) {
    cancel();
    m_isUnderWay = true;
    m_control = std::make_shared<RunControl>();
    m_pool.start([this, networks, control = m_control, request = m_request] {
        const auto tell = [this, request](auto news) {
            QMetaObject::invokeMethod(
                this,
                [this, request, news] {
                    if (request == m_request) news();
                },
                Qt::QueuedConnection);
        };
        const auto end = [this, tell](auto news) {
            tell([this, news] {
                m_isUnderWay = false;
                news();
            });
        };
        try {
            const report::Measurement measurement = measure::measureUntrained(
                networks, *control, [this, tell](double share) { tell([this, share] { emit progressed(share); }); });
            end([this, measurement] { emit done(measurement); });
        } catch (const Stopped&) {
            return;  // nobody waits for it any more
        } catch (const Error& error) {
            end([this, problem = problemText(session::toProblem(error))] { emit failed(problem); });
        }
    });
}

}  // namespace distillab::ui
