#include "ui/wizard/connection_test.h"

#include "core/base/error.h"

namespace distillab::ui {
namespace {

using endpoint::ConnectionReport;

ConnectionReport ask(const endpoint::EndpointOptions& options, const endpoint::LabelTask& task,
                     const endpoint::LabelText& text, RunControl& control) {
    ConnectionReport report;
    try {
        endpoint::checkOptions(options);
        const endpoint::ApiKey key = endpoint::findKey(options.keyVariable, endpoint::chatUrl(options).host());
        return endpoint::testConnection(options, task, text, key, control);
    } catch (const Stopped&) {
        return report;  // which nobody waits for
    } catch (const Error& error) {
        report.problem = error.message();
        report.remedy = error.remedy();
        return report;
    }
}

}  // namespace

ConnectionTest::~ConnectionTest() {
    cancel();
    m_pool.waitForDone();
}

void ConnectionTest::cancel() {
    if (m_control) m_control->stop();
    ++m_request;
    m_isUnderWay = false;
}

void ConnectionTest::start(const endpoint::EndpointOptions& options, const endpoint::LabelTask& task,
                           const endpoint::LabelText& text) {
    cancel();
    m_isUnderWay = true;
    m_control = std::make_shared<RunControl>();
    m_pool.start([this, options, task, text, control = m_control, request = m_request] {
        const ConnectionReport report = ask(options, task, text, *control);
        QMetaObject::invokeMethod(
            this,
            [this, request, report] {
                if (request != m_request) return;
                m_isUnderWay = false;
                emit done(report);
            },
            Qt::QueuedConnection);
    });
}

}  // namespace distillab::ui
