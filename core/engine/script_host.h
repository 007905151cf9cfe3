#pragma once

#include <QString>

#include <cstdint>

/// A TorchScript file is a program of strangers. It runs in a process of its own, `distillab-cli host-script`, which
/// has given up its rights (core/base/sandbox.h): this is what is said between that process and ours, over its standard
/// input and output. Numbers are those of the machine: both ends are the same program.
namespace distillab::engine {

/// Of an array that a model is asked about: pictures, or of texts the token ids, attention mask and token types, each
/// as in nn::Batch. Before it go this, the number of its dimensions and its shape.
enum class HostedType : std::uint8_t { F32, I64 };

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
