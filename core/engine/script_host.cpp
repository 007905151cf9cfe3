#include "core/engine/script_host.h"

#include "core/base/error.h"
#include "core/base/sandbox.h"
#include "core/engine/machine.h"

#include <ATen/Parallel.h>
#include <torch/script.h>

#include <QByteArray>

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <optional>
#include <vector>

namespace distillab::engine {
namespace {

/// Thrown for a result that is none, to tell it from what the program itself throws.
struct NoScores {};

bool readAll(void* to, size_t bytes) {
    for (size_t done = 0; done < bytes;) {
        const ssize_t count = ::read(STDIN_FILENO, static_cast<char*>(to) + done, bytes - done);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return false;
        done += static_cast<size_t>(count);
    }
    return true;
}

/// Writes answers where nobody but us does: the stranger's print() goes elsewhere.
class Answers {
public:
    Answers() : m_descriptor(::dup(STDOUT_FILENO)) { ::dup2(STDERR_FILENO, STDOUT_FILENO); }

    void write(const void* from, size_t bytes) const {
        for (size_t done = 0; done < bytes;) {
            const ssize_t count = ::write(m_descriptor, static_cast<const char*>(from) + done, bytes - done);
            if (count < 0 && errno == EINTR) continue;
            if (count <= 0) ::_exit(kExitWorkFailed);  // nobody listens any more
            done += static_cast<size_t>(count);
        }
    }
    template <typename Number>
    void write(Number number) const {
        write(&number, sizeof number);
    }
    void refuse(HostedProblem problem, const QString& reason) const {
        const QByteArray text = reason.toUtf8().left(kMostHostedReason);
        write(static_cast<std::uint8_t>(problem));
        write(static_cast<std::int64_t>(text.size()));
        write(text.constData(), static_cast<size_t>(text.size()));
    }

private:
    int m_descriptor;
};

/// The first line of what LibTorch says: the rest is its own stack.
QString firstLine(const std::exception& error) {
    return QString::fromUtf8(error.what()).section(u'\n', 0, 0).trimmed();
}

/// @return nothing at the end of the input
std::optional<std::vector<torch::Tensor>> readQuestion() {
    std::uint8_t count = 0;
    if (!readAll(&count, 1)) return std::nullopt;
    std::vector<torch::Tensor> tensors;
    for (std::uint8_t i = 0; i < count; ++i) {
        std::uint8_t head[2] = {};  // type, dimensions
        if (!readAll(head, sizeof head)) return std::nullopt;
        std::vector<std::int64_t> shape(head[1]);
        if (!readAll(shape.data(), shape.size() * sizeof(std::int64_t))) return std::nullopt;
        const bool isFloat = static_cast<HostedType>(head[0]) == HostedType::F32;
        tensors.push_back(torch::empty(shape, isFloat ? torch::kFloat32 : torch::kInt64));
        if (!readAll(tensors.back().data_ptr(), tensors.back().nbytes())) return std::nullopt;
    }
    return tensors;
}

/// Texts come as ids, mask and types. By their names where these are the usual ones, else in the usual order; the first
/// argument is the module itself.
std::vector<c10::IValue> argumentsFor(const torch::jit::Module& module, const std::vector<torch::Tensor>& question) {
    if (question.size() != 3) return {question.front()};
    const auto& arguments = module.get_method("forward").function().getSchema().arguments();
    std::vector<c10::IValue> values;
    for (size_t i = 1; i < arguments.size(); ++i) {
        const std::string& name = arguments[i].name();
        if (name.find("mask") != std::string::npos) {
            values.emplace_back(question[1]);
        } else if (name.find("type") != std::string::npos) {
            values.emplace_back(question[2]);
        } else if (i <= 3 && !arguments[i].default_value()) {
            values.emplace_back(question[i - 1]);
        } else {
            break;
        }
    }
    return values;
}

torch::Tensor scoresIn(const c10::IValue& value, std::int64_t items) {
    const auto isScores = [&](const c10::IValue& candidate) {
        return candidate.isTensor() && candidate.toTensor().dim() == 2 && candidate.toTensor().size(0) == items;
    };
    if (isScores(value)) return value.toTensor();
    if (value.isTuple()) {
        for (const c10::IValue& element : value.toTupleRef().elements()) {
            if (isScores(element)) return element.toTensor();
        }
    }
    if (value.isGenericDict()) {
        const auto dict = value.toGenericDict();
        const c10::IValue key(std::string("logits"));
        if (dict.contains(key) && isScores(dict.at(key))) return dict.at(key).toTensor();
    }
    throw NoScores();
}

void answer(torch::jit::Module& module, const std::vector<torch::Tensor>& question, const Answers& answers) {
    try {
        const c10::InferenceMode inference;
        const torch::Tensor scores = scoresIn(module.forward(argumentsFor(module, question)), question.front().size(0))
                                         .to(torch::kCPU, torch::kFloat32)
                                         .contiguous();
        answers.write(static_cast<std::uint8_t>(HostedProblem::None));
        answers.write(scores.size(1));
        answers.write(scores.const_data_ptr<float>(), scores.nbytes());
    } catch (const NoScores&) {
        answers.refuse(HostedProblem::NoScores, {});
    } catch (const std::exception& error) {
        answers.refuse(HostedProblem::DoesNotAnswer, firstLine(error));
    }
}

}  // namespace

int hostScript(const QString& file, int threads) {
    const Answers answers;
    useThreads(threads);
    try {
        giveUpRights();
    } catch (const Error& error) {
        answers.refuse(HostedProblem::NoSandbox, error.message());
        return kExitWorkFailed;
    }
    torch::jit::Module module;
    try {
        module = torch::jit::load(file.toStdString(), torch::kCPU);
        module.eval();
    } catch (const std::exception& error) {
        answers.refuse(HostedProblem::CannotOpen, firstLine(error));
        return kExitBadRequest;
    }
    std::int64_t parameters = 0;
    for (const torch::Tensor& parameter : module.parameters()) parameters += parameter.numel();
    answers.write(static_cast<std::uint8_t>(HostedProblem::None));
    answers.write(parameters);
    while (const auto question = readQuestion()) answer(module, *question, answers);
    return kExitDone;
}

}  // namespace distillab::engine
