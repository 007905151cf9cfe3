#include "core/engine/script_teacher.h"

#include "core/base/error.h"
#include "core/engine/script_host.h"

#include <ATen/Parallel.h>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>

#include <algorithm>

namespace distillab::engine {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::BlackBox)
};

/// One answer that takes longer than this will never come.
constexpr int kLongestAnswerMs = 600'000;
constexpr int kPollMs = 1'000;
constexpr int kGoodbyeMs = 2'000;

}  // namespace

ScriptTeacher::ScriptTeacher(const QString& file) : BlackBox(file, torch::kCPU), m_process(new QProcess) {
    const QString program = QCoreApplication::applicationDirPath() + u"/distillab-cli"_s;
    m_process->setStandardErrorFile(QProcess::nullDevice());  // what the stranger's program prints
    m_process->start(program,
                     {u"host-script"_s, QString::number(at::get_num_threads()), QFileInfo(file).absoluteFilePath()});
    if (!m_process->waitForStarted()) {
        throw WorkError(
            Text::tr("the process for the teacher's program cannot be started: %1").arg(m_process->errorString()),
            program, Text::tr("Install DistilLab again."));
    }
    obeyProblem(false);
    m_parameters = std::clamp<std::int64_t>(readNumber(), 0, kMostHostedParameters);
}

void ScriptTeacher::End::operator()(QProcess* process) const {
    process->closeWriteChannel();
    if (process->state() != QProcess::NotRunning && !process->waitForFinished(kGoodbyeMs)) {
        process->kill();
        process->waitForFinished();
    }
    delete process;
}

torch::Tensor ScriptTeacher::ask(const nn::Batch& batch) {
    send(batch);
    obeyProblem(batch.input.dim() == 2);
    const std::int64_t classes = readNumber();
    if (classes < 1 || classes > kMostHostedClasses) failGone();
    torch::Tensor scores = torch::empty({batch.count(), classes});
    read(scores.data_ptr(), static_cast<qint64>(scores.nbytes()));
    return scores;
}

void ScriptTeacher::send(const nn::Batch& batch) {
    const bool isText = batch.input.dim() == 2;
    m_process->putChar(isText ? 3 : 1);
    send(batch.input);
    if (!isText) return;
    send(attentionMaskOf(batch));
    send(tokenTypesOf(batch));
}

void ScriptTeacher::send(const torch::Tensor& tensor) {
    const torch::Tensor values = tensor.to(torch::kCPU).contiguous();
    const bool isFloat = values.scalar_type() == torch::kFloat32;
    m_process->putChar(static_cast<char>(isFloat ? HostedType::F32 : HostedType::I64));
    m_process->putChar(static_cast<char>(values.dim()));
    m_process->write(reinterpret_cast<const char*>(values.sizes().data()),
                     static_cast<qint64>(values.sizes().size() * sizeof(std::int64_t)));
    m_process->write(static_cast<const char*>(values.data_ptr()), static_cast<qint64>(values.nbytes()));
}

void ScriptTeacher::read(void* to, qint64 bytes) {
    QElapsedTimer timer;
    timer.start();
    for (qint64 done = 0; done < bytes;) {
        const qint64 count = m_process->read(static_cast<char*>(to) + done, bytes - done);
        if (count < 0) failGone();
        done += count;
        if (count > 0) continue;
        const bool isOver = m_process->state() == QProcess::NotRunning && m_process->bytesAvailable() == 0;
        if (isOver || timer.elapsed() > kLongestAnswerMs) failGone();
        m_process->waitForReadyRead(kPollMs);  // writes as well what is still to be sent
    }
}

std::int64_t ScriptTeacher::readNumber() {
    std::int64_t number = 0;
    read(&number, sizeof number);
    return number;
}

void ScriptTeacher::obeyProblem(bool isText) {
    std::uint8_t code = 0;
    read(&code, 1);
    const auto problem = static_cast<HostedProblem>(code);
    if (problem == HostedProblem::None) return;
    const qint64 size = readNumber();
    if (size < 0 || size > kMostHostedReason) failGone();
    QByteArray text(size, Qt::Uninitialized);
    read(text.data(), size);
    const QString reason = QString::fromUtf8(text);
    switch (problem) {
        case HostedProblem::None: return;
        case HostedProblem::CannotOpen:
            throw RequestError(Text::tr("LibTorch cannot open the file: %1").arg(reason), file(),
                               Text::tr("Choose a file that torch.jit.save has written."));
        case HostedProblem::DoesNotAnswer:
            throw RequestError(Text::tr("the program in the file does not answer: %1").arg(reason), file(),
                               isText ? Text::tr("It is called with input_ids, attention_mask and, if it has a third "
                                                 "input, token_type_ids, [batch, tokens] each.")
                                      : Text::tr("It is called with pictures, [batch, channels, height, width]."));
        case HostedProblem::NoScores:
            throw RequestError(
                Text::tr("the program in the file gives no scores [batch, classes]"), file(),
                Text::tr("It should return a tensor, a tuple that holds one, or a dictionary with “logits”."));
        case HostedProblem::NoSandbox:
            throw WorkError(reason, file(), Text::tr("Ask for an ONNX file instead: it holds no program."));
    }
    failGone();
}

void ScriptTeacher::failGone() const {
    throw WorkError(Text::tr("the process in which the teacher's program runs has ended, or answers nonsense"), file(),
                    Text::tr("It may have wanted more memory than there is, or something that it may not do: connect, "
                             "write files, start programs. Choose another teacher."));
}

}  // namespace distillab::engine
