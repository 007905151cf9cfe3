#pragma once

#include "core/deploy/named_input.h"
#include "core/deploy/weight_plan.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace distillab::deploy {

class OnnxDataFile;

/// A model, and what it has to answer on a test split. Items are known by their places in the split.
struct ExportRequest {
    QByteArray model;              ///< as writeOnnx() or writeTransformerOnnx() gives it, in f32
    OnnxDataFile* data = nullptr;  ///< that these were given; complete
    int classCount = 0;
    std::vector<std::int64_t> targets;  ///< the right class of every test item

    /// What the model reads for the items `first` … `first + count − 1`: texts padded to the longest of these.
    std::function<Inputs(size_t first, size_t count)> inputs;
    /// The engine's logits for the same inputs, count · classes.
    std::function<std::vector<float>(size_t first, size_t count)> engineLogits;
};

/// The same model in fewer bits.
struct RoundedRequest {
    WeightPlan plan;     ///< Int8 or F16; layers that stay in f32 are for the export to choose
    double maxDrop = 0;  ///< points of accuracy on the test split that may be lost against f32

    std::function<WrittenModel(const WeightPlan& plan)> write;
    /// Items that layers are ranked on, one at a time. They are no test items: the test split only judges the file.
    size_t samples = 0;
    std::function<Inputs(size_t index)> sample;
};

/// What a model is worth as a file, and the file: bytes that nobody has written yet.
struct ProvenFile {
    report::OnnxFileReport report;
    QByteArray bytes;              ///< empty where nothing is to be kept
    OnnxDataFile* data = nullptr;  ///< of a model that has its data beside it: bytes and data are in there
};

}  // namespace distillab::deploy
