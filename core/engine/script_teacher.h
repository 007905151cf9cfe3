#pragma once

#include "core/engine/black_box.h"

#include <QProcess>

#include <memory>

namespace distillab::engine {

/// A TorchScript file, asked in a process of its own that has no rights (core/engine/script_host.h). It answers on the
/// processor, whatever device the student learns on.
class ScriptTeacher : public BlackBox {
public:
    /// Starts the process, `distillab-cli host-script`, which lies beside this program.
    /// @throws RequestError when LibTorch cannot open the file
    /// @throws WorkError when the process cannot be started or locked in
    explicit ScriptTeacher(const QString& file);

    std::int64_t weightCount() const override { return m_parameters; }
    qint64 processId() const { return m_process->processId(); }

protected:
    torch::Tensor ask(const nn::Batch& batch) override;

private:
    /// Lets the process end by itself, as it does when nobody asks any more.
    struct End {
        void operator()(QProcess* process) const;
    };

    void read(void* to, qint64 bytes);
    std::int64_t readNumber();
    void send(const nn::Batch& batch);
    void send(const torch::Tensor& tensor);
    [[noreturn]] void failGone() const;
    /// @throws what the other process says is the matter, if anything
    void obeyProblem(bool isText);

    std::unique_ptr<QProcess, End> m_process;
    std::int64_t m_parameters = 0;
};

}  // namespace distillab::engine
