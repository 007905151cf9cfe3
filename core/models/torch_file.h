#pragma once

#include "core/models/tensor_file.h"

#include <QByteArrayView>
#include <QString>

#include <cstdint>

/// The files of torch.save: a zip archive with a pickle and one entry per storage, or, before PyTorch 1.6, pickles
/// followed by the storages.
namespace distillab::models {

/// Tensors that do not lie in their storage one number after the other are copied in order. Such copies are never
/// larger than the file, unless a tensor repeats numbers; then by no more than this.
inline constexpr std::uint64_t kMostRepeatedBytes = std::uint64_t{256} << 20U;

/// True when a file that begins so was written by torch.save.
bool isTorchFile(QByteArrayView beginning);

/// The tensors of a state_dict, which may be in a dictionary under "state_dict", "model_state_dict" or "model".
/// @throws RequestError with file and byte offset: anything that is no tensor and could run a program, damage, limits
TensorFile readTorchFile(const QString& path);

}  // namespace distillab::models
