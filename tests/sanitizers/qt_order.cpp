/// Tells ThreadSanitizer in which order Qt lets things happen.
///
/// Qt's libraries are not built for ThreadSanitizer, and their mutexes rest on system calls that it does not know. So
/// it sees a functor made on one thread and called on another, and nothing in between: a race, it says. These
/// functions stand in for Qt's own, for those who call them from our code, and add to each what Qt's queues promise:
/// what was done before a functor was handed over is done before it is called. They promise it of that functor (for a
/// pool: of that pool) and of nothing else, so that a race beside a queue is still one.
#include <QMetaObject>
#include <QThread>
#include <QThreadPool>

#include <dlfcn.h>
#include <sanitizer/tsan_interface.h>

#include <functional>
#include <utility>

#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
#error "Qt has other functions inside since 6.5: this file knows those of Debian 12"
#endif

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

}  // namespace

bool QMetaObject::invokeMethodImpl(QObject* object, QtPrivate::QSlotObjectBase* slot, Qt::ConnectionType type,
                                   void* result) {
    using Function = bool(QObject*, QtPrivate::QSlotObjectBase*, Qt::ConnectionType, void*);
    static Function* const invoke = original<Function>(
        "_ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPv");
    return invoke(object, new OrderedSlot(slot), type, result);
}

void QThreadPool::start(std::function<void()> work, int priority) {
    using Function = void(QThreadPool*, std::function<void()>, int);
    static Function* const start = original<Function>("_ZN11QThreadPool5startESt8functionIFvvEEi");
    std::function<void()> ordered = [this, work = std::move(work)]() mutable {
        __tsan_acquire(this);
        std::exchange(work, nullptr)();  // what it holds is gone before the pool is done
        __tsan_release(this);
    };
    __tsan_release(this);
    start(this, std::move(ordered), priority);
}

bool QThreadPool::waitForDone(int milliseconds) {
    using Function = bool(QThreadPool*, int);
    static Function* const wait = original<Function>("_ZN11QThreadPool11waitForDoneEi");
    const bool isDone = wait(this, milliseconds);
    __tsan_acquire(this);
    return isDone;
}
