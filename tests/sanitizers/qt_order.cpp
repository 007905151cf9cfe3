/// Tells ThreadSanitizer in which order Qt lets things happen.
///
/// Qt's libraries are not built for ThreadSanitizer, and their mutexes rest on system calls that it does not know. So
/// it sees a functor made on one thread and called on another, and nothing in between: a race, it says. These
/// functions stand in for Qt's own, for those who call them from our code, and add to each what Qt's queues promise:
/// what was done before a functor was handed over is done before it is called. They promise it of that functor (for a
/// pool: of that pool) and of nothing else, so that a race beside a queue is still one.
#include <QMetaObject>
#include <QRunnable>
#include <QThread>
#include <QThreadPool>
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
#include <QDeadlineTimer>
#endif

#include <dlfcn.h>
#include <sanitizer/tsan_interface.h>

#include <functional>
#include <utility>

namespace {

/// The function of Qt that comes after ours in the order of the libraries.
template <typename Function>
Function* original(const char* name) {
    void* const found = ::dlsym(RTLD_NEXT, name);
    if (found == nullptr) qFatal("Qt has no function %s", name);
    return reinterpret_cast<Function*>(found);
}

/// A functor on its way to another thread.
class OrderedSlot final : public QtPrivate::QSlotObjectBase {
public:
    explicit OrderedSlot(QSlotObjectBase* slot) : QSlotObjectBase(handle), m_slot(slot) { __tsan_release(this); }

private:
    static void handle(int operation, QSlotObjectBase* self, QObject* receiver, void** arguments, bool*) {
        auto* const ordered = static_cast<OrderedSlot*>(self);
        __tsan_acquire(ordered);
        if (operation == Call) {
            ordered->m_slot->call(receiver, arguments);
            __tsan_release(ordered);  // the thread that sent it may be the last to hold it
        } else if (operation == Destroy) {
            ordered->m_slot->destroyIfLastRef();
            delete ordered;
        }
    }

    QSlotObjectBase* m_slot;
};

/// A piece of a pool's work.
class OrderedWork final : public QRunnable {
public:
    OrderedWork(QThreadPool* pool, QRunnable* work) : m_pool(pool), m_work(work) { __tsan_release(m_pool); }
    ~OrderedWork() override { drop(); }

    void run() override {
        __tsan_acquire(m_pool);
        m_work->run();
        drop();  // what it holds is gone before the pool is done
        __tsan_release(m_pool);
    }

private:
    /// As the pool does with work that it has done, or that it never gets to.
    void drop() {
        QRunnable* const work = std::exchange(m_work, nullptr);
        if (work != nullptr && m_isOurs) delete work;
    }

    QThreadPool* m_pool;
    QRunnable* m_work;
    const bool m_isOurs = m_work->autoDelete();  // afterwards it may be gone
};

}  // namespace

// Each under the name that Qt's headers of this version call.

#if QT_VERSION >= QT_VERSION_CHECK(6, 7, 0)
bool QMetaObject::invokeMethodImpl(QObject* object, QtPrivate::QSlotObjectBase* slot, Qt::ConnectionType type,
                                   qsizetype count, const void* const* parameters, const char* const* names,
                                   const QtPrivate::QMetaTypeInterface* const* types) {
    using Function = bool(QObject*, QtPrivate::QSlotObjectBase*, Qt::ConnectionType, qsizetype, const void* const*,
                          const char* const*, const QtPrivate::QMetaTypeInterface* const*);
    static Function* const invoke = original<Function>(
        "_ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeE"
        "xPKPKvPKPKcPKPKNS2_18QMetaTypeInterfaceE");
    return invoke(object, new OrderedSlot(slot), type, count, parameters, names, types);
}
#else
bool QMetaObject::invokeMethodImpl(QObject* object, QtPrivate::QSlotObjectBase* slot, Qt::ConnectionType type,
                                   void* result) {
    using Function = bool(QObject*, QtPrivate::QSlotObjectBase*, Qt::ConnectionType, void*);
    static Function* const invoke = original<Function>(
        "_ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPv");
    return invoke(object, new OrderedSlot(slot), type, result);
}
#endif

void QThreadPool::start(QRunnable* work, int priority) {
    using Function = void(QThreadPool*, QRunnable*, int);
    static Function* const start = original<Function>("_ZN11QThreadPool5startEP9QRunnablei");
    start(this, work == nullptr ? nullptr : new OrderedWork(this, work), priority);
}

#if QT_VERSION < QT_VERSION_CHECK(6, 6, 0)  // since then a template that leads to the one above
void QThreadPool::start(std::function<void()> work, int priority) {
    start(QRunnable::create(std::move(work)), priority);
}
#endif

#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
bool QThreadPool::waitForDone(QDeadlineTimer deadline) {
    using Function = bool(QThreadPool*, QDeadlineTimer);
    static Function* const wait = original<Function>("_ZN11QThreadPool11waitForDoneE14QDeadlineTimer");
    const bool isDone = wait(this, deadline);
    __tsan_acquire(this);
    return isDone;
}
#else
bool QThreadPool::waitForDone(int milliseconds) {
    using Function = bool(QThreadPool*, int);
    static Function* const wait = original<Function>("_ZN11QThreadPool11waitForDoneEi");
    const bool isDone = wait(this, milliseconds);
    __tsan_acquire(this);
    return isDone;
}
#endif
