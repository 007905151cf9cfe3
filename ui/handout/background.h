#pragma once

#include "core/base/error.h"
#include "core/session/training_session.h"

#include <QObject>
#include <QThread>

#include <exception>
#include <memory>
#include <optional>

namespace distillab::ui {

/// Does work that only touches files on a thread of its own, then hands its result, or the problem, to `owner`'s
/// thread. An owner that is gone meanwhile hears nothing.
template <typename Result, typename Work, typename Done, typename Failed>
void inBackground(QObject* owner, Work work, Done done, Failed failed) {
    struct Outcome {
        std::optional<Result> result;
        session::Problem problem;
    };
    auto outcome = std::make_shared<Outcome>();
    QThread* thread = QThread::create([outcome, work] {
        try {
            outcome->result = work();
        } catch (const Error& error) {
            outcome->problem = session::toProblem(error);
        } catch (const std::exception& error) {
            outcome->problem = {QString::fromUtf8(error.what()), {}, {}};
        }
    });
    QObject::connect(thread, &QThread::finished, owner, [outcome, done, failed] {
        if (outcome->result) {
            done(*outcome->result);
        } else {
            failed(outcome->problem);
        }
    });
    QObject::connect(thread, &QThread::finished, thread, &QObject::deleteLater);
    thread->start();
}

}  // namespace distillab::ui
