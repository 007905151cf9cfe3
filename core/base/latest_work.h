#pragma once

#include "core/base/run_control.h"

#include <QThreadPool>

#include <functional>
#include <memory>

class QObject;

namespace distillab {

/// Work in the background, of which only what was started last is wanted: what was started before is told to stop, and
/// nothing of it is delivered any more. Belongs to one thread, that of its receiver.
class LatestWork {
public:
    using News = std::function<void()>;
    /// Hands news over while the work goes on.
    using Tell = std::function<void(News)>;
    /// Runs in a thread of its own. Its control stops when it is no longer wanted. It may throw Stopped and nothing
    /// else. @return what to do at the end, in the receiver's thread
    using Work = std::function<News(RunControl& control, const Tell& tell)>;

    /// @param receiver  in whose thread news are delivered; this is a member of it
    explicit LatestWork(QObject* receiver) : m_receiver(receiver) {}
    /// Gives up what is under way, and waits until it has noticed.
    ~LatestWork();
    LatestWork(const LatestWork&) = delete;
    LatestWork& operator=(const LatestWork&) = delete;

    void start(Work work);
    /// What is under way is no longer wanted.
    void cancel();
    bool isUnderWay() const { return m_isUnderWay; }

private:
    QObject* m_receiver;
    quint64 m_request = 0;
    bool m_isUnderWay = false;
    std::shared_ptr<RunControl> m_control;
    QThreadPool m_pool;  ///< its own, so that waiting for it waits for nothing else
};

}  // namespace distillab
