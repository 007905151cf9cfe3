#pragma once

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <vector>

/// A TorchScript file is a program of strangers. It runs in a process of its own, `distillab-cli host-script`, which
/// has given up its rights (core/base/sandbox.h): this is what is said between that process and ours, over its standard
/// input and output. Numbers are those of the machine: both ends are the same program.
namespace distillab::engine {

/// What a model is asked: token ids, attention mask and token types of texts, or pictures. Numbers as in nn::Batch.
struct HostedArray {
    enum class Type : std::uint8_t { F32, I64 } type = Type::F32;
    std::vector<std::int64_t> shape;
    QByteArray bytes;
};

/// More is no answer of a classifier, but an attempt to fill our memory.
inline constexpr std::int64_t kMostHostedClasses = 1 << 16;
inline constexpr qint64 kMostHostedReason = 1 << 12;
inline constexpr std::int64_t kMostHostedParameters = std::int64_t{1} << 40;

/// Why there is no answer.
enum class HostedProblem : std::uint8_t { None, CannotOpen, DoesNotAnswer, NoScores, NoSandbox };

/// In the process of its own: opens the file and answers until its input ends.
/// @param threads  that each answer may take
/// @return the program's exit code
int hostScript(const QString& file, int threads);

}  // namespace distillab::engine
