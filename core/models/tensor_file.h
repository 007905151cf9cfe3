#pragma once

#include "core/models/tensor.h"

#include <QString>
#include <QStringList>

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace distillab::models {

/// Tensors by name, and what keeps their bytes: mapped files and buffers.
struct TensorFile {
    std::map<std::string, TensorView> tensors;         ///< views into storage
    std::map<std::string, std::string> metadata;       ///< the "__metadata__" entry of a safetensors file
    std::vector<std::shared_ptr<const void>> storage;  ///< copies of this object share it

    /// @throws RequestError when there is no such tensor, or its type or shape differs
    const TensorView& get(const std::string& name, DType type, const std::vector<std::int64_t>& shape,
                          const QString& path) const;
};

/// A tensor that a network needs.
struct WantedTensor {
    std::string name;
    std::vector<std::int64_t> shape;
};

/// How a file's tensors differ from those that a network needs, by name.
struct Mismatch {
    QStringList missing;
    QStringList extra;      ///< in the file alone
    QStringList misshaped;  ///< "name [2, 3] instead of [3, 2]"
    QStringList notFloat;   ///< "name I64"

    /// One line for a user, the longer lists cut short; empty when all fits.
    QString text() const;
};

/// @param wanted  every tensor that is to be read as floats
Mismatch compareTensors(const TensorFile& file, const std::vector<WantedTensor>& wanted);

}  // namespace distillab::models
