#include "core/base/latest_work.h"

#include "core/base/error.h"

#include <QObject>

#include <utility>

namespace distillab {

LatestWork::~LatestWork() {
    cancel();
    m_pool.waitForDone();
}

void LatestWork::cancel() {
    if (m_control) m_control->stop();
    m_pool.clear();
    ++m_request;
    m_isUnderWay = false;
}

void LatestWork::start(Work work) {
    cancel();
    m_isUnderWay = true;
    m_control = std::make_shared<RunControl>();
    m_pool.start([this, work = std::move(work), control = m_control, request = m_request] {
        const Tell tell = [this, request](const News& news) {
            QMetaObject::invokeMethod(
                m_receiver,
                [this, request, news] {
                    if (request == m_request) news();
                },
                Qt::QueuedConnection);
        };
        try {
            const News end = work(*control, tell);
            tell([this, end] {
                m_isUnderWay = false;
                end();
            });
        } catch (const Stopped&) {
            return;  // nobody waits for it any more
        }
    });
}

}  // namespace distillab
