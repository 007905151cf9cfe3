#pragma once

#include "core/data/batch.h"
#include "core/data/image_dataset.h"
#include "core/deploy/onnx_model.h"

#include <QString>

#include <cstdint>
#include <span>
#include <vector>

/// What the inputs of an exported model mean. The names are Hugging Face's.
namespace distillab::deploy {

inline constexpr const char* kPixelValues = "pixel_values";  ///< f32 [batch, channels, height, width], normalised
inline constexpr const char* kInputIds = "input_ids";        ///< i64 [batch, sequence]
inline constexpr const char* kAttentionMask =
    "attention_mask";                                           ///< i64 [batch, sequence], 1 for a token, 0 for padding
inline constexpr const char* kTokenTypeIds = "token_type_ids";  ///< i64 [batch, sequence], the sentence of a token
inline constexpr const char* kLogits = "logits";                ///< f32 [batch, classes]

struct ImageSignature {
    data::ImageShape shape;
    data::Normalization normalization;

    /// @param values  normalised, a multiple of shape.size()
    Inputs inputs(std::vector<float> values) const;
};

struct TextSignature {
    QString modelType;        ///< "bert": as config.json has it
    int maxLength = 0;        ///< the most tokens of a text
    bool tokenTypes = false;  ///< reads kTokenTypeIds too

    /// Texts that are padded to `length` tokens each. Without `types` they are all of one sentence.
    Inputs inputs(std::vector<std::int64_t> ids, std::vector<std::int64_t> mask, std::vector<std::int64_t> types,
                  size_t length) const;
};

/// True for a model that reads tokens, false for any other.
bool readsText(const OnnxModel& model);

/// @throws RequestError when the model classifies no images, or its metadata does not tell how to prepare them
ImageSignature imageSignatureOf(const OnnxModel& model);

/// @throws RequestError when the model classifies no texts, or its metadata does not tell how to prepare them
TextSignature textSignatureOf(const OnnxModel& model);

}  // namespace distillab::deploy
