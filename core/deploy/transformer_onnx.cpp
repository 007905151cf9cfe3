#include "core/deploy/transformer_onnx.h"

#include "core/deploy/int8_layers.h"
#include "core/deploy/onnx_builder.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace distillab::deploy {
namespace {

using models::Architecture;
using models::TensorView;
using models::TransformerConfig;

using Value = std::string;
using Sides = std::vector<std::int64_t>;

constexpr const char* kBatchDimension = "batch";
constexpr const char* kSequenceDimension = "sequence";
constexpr std::int64_t kToFloat = 1;  ///< TensorProto.FLOAT, for Cast
constexpr std::int64_t kToInt64 = 7;  ///< TensorProto.INT64
/// transformers leaves two of MobileBERT's norms at PyTorch's own epsilon.
constexpr double kPyTorchEpsilon = 1e-5;

/// The weight of a linear layer, [out, in] as PyTorch has it, and its bias.
struct Linear {
    std::int64_t in = 0;
    std::int64_t out = 0;
    std::vector<float> weight;
    std::vector<float> bias;

    /// y = (W x + b) · scale + shift is again a linear layer. In double, as its rounding is all that may differ.
    void fold(const std::vector<float>& scale, const std::vector<float>& shift) {
        for (size_t row = 0; row < bias.size(); ++row) {
            for (size_t i = row * static_cast<size_t>(in); i < (row + 1) * static_cast<size_t>(in); ++i) {
                weight[i] = static_cast<float>(static_cast<double>(weight[i]) * scale[row]);
            }
            bias[row] = static_cast<float>(static_cast<double>(bias[row]) * scale[row] + shift[row]);
        }
    }

    std::vector<float> transposed() const {
        std::vector<float> values(weight.size());
        for (size_t row = 0; row < bias.size(); ++row) {
            for (size_t column = 0; column < static_cast<size_t>(in); ++column) {
                values[column * bias.size() + row] = weight[row * static_cast<size_t>(in) + column];
            }
        }
        return values;
    }
};

/// Writes the graph module by module. A node is called "module/Operator", its value too.
class GraphWriter {
public:
    GraphWriter(const TransformerConfig& config, const std::map<std::string, TensorView>& tensors, OnnxBuilder& out,
                LayerBook& book)
        : m_config(config), m_weights(models::transformerTensors(config), tensors), m_out(out), m_book(book) {}

    void write() {
        describeInputs();
        Value hidden = embed();
        const Value bias = maskBias();
        for (int i = 0; i + 1 < m_config.layers; ++i) hidden = encodeLayer(hidden, bias, i, false);
        hidden = m_config.layers > 0 ? encodeLayer(hidden, bias, m_config.layers - 1, true)
                                     : firstToken(hidden, m_prefix + "first_token");
        classify(hidden);
        m_out.addOutput(kLogits, ElementType::F32, {kBatchDimension, std::int64_t{m_config.labels.size()}});
    }

private:
    bool isMobile() const { return m_config.architecture == Architecture::MobileBert; }
    bool readsTypes() const { return textSignatureOf(m_config, m_config.maxTokens()).tokenTypes; }
    bool scalesOnly() const { return isMobile() && m_config.normalization == QLatin1String("no_norm"); }
    bool transformsEmbeddings() const {
        return isMobile() && (m_config.trigramInput || m_config.embeddingSize != m_config.hiddenSize);
    }
    /// A norm that only scales goes into the tables of embeddings and their transformation.
    bool foldsEmbeddingNorm() const { return scalesOnly() && transformsEmbeddings(); }

    void describeInputs() {
        const std::vector<OnnxBuilder::Side> shape = {kBatchDimension, kSequenceDimension};
        m_out.addInput(kInputIds, ElementType::I64, shape);
        m_out.addInput(kAttentionMask, ElementType::I64, shape);
        if (readsTypes()) m_out.addInput(kTokenTypeIds, ElementType::I64, shape);
    }

    // Pieces

    Value node(const char* type, const std::string& module, const std::vector<Value>& inputs,
               const std::vector<OnnxBuilder::Attribute>& attributes = {}) {
        return m_out.node(type, module + '/' + type, inputs, attributes);
    }

    Value weight(const std::string& name) {
        return m_out.constant(name, m_weights.shape(name), m_weights.values(name));
    }

    Linear linearOf(const std::string& module) const {
        const Sides& shape = m_weights.shape(module + ".weight");
        return {shape[1], shape[0], m_weights.values(module + ".weight"), m_weights.values(module + ".bias")};
    }

    Value linear(const Value& x, const std::string& module, const Linear& layer) {
        if (m_book.takesInt8(module, LayerKind::Linear, layer.weight.size())) {
            return writeInt8Linear(m_out, x, module, layer.weight, layer.bias, m_book.plan().bits);
        }
        const Value product =
            node("MatMul", module, {x, m_out.constant(module + ".weight", {layer.in, layer.out}, layer.transposed())});
        return node("Add", module, {product, m_out.constant(module + ".bias", {layer.out}, layer.bias)});
    }
    Value linear(const Value& x, const std::string& module) { return linear(x, module, linearOf(module)); }

    /// Of one vector per text.
    Value headLinear(const Value& x, const std::string& module, const std::string& output = {}) {
        const Linear layer = linearOf(module);
        if (m_book.takesInt8(module, LayerKind::Linear, layer.weight.size())) {
            return writeInt8Linear(m_out, x, module, layer.weight, layer.bias, m_book.plan().bits, output);
        }
        return m_out.node("Gemm", module + "/Gemm", {x, weight(module + ".weight"), weight(module + ".bias")},
                          {{"transB", std::int64_t{1}}}, output);
    }

    Value norm(const Value& x, const std::string& module, double epsilon) {
        const Value scale = weight(module + ".weight");
        const Value shift = weight(module + ".bias");
        if (scalesOnly()) return node("Add", module, {node("Mul", module, {x, scale}), shift});
        return node("LayerNormalization", module, {x, scale, shift},
                    {{"axis", std::int64_t{-1}}, {"epsilon", epsilon}});
    }

    /// norm(linear(x) + residual)
    Value linearAddNorm(const Value& x, const Value& residual, const std::string& dense, const std::string& normModule,
                        double epsilon) {
        const Value sum = m_out.node("Add", normModule + "/residual/Add", {linear(x, dense), residual});
        return norm(sum, normModule, epsilon);
    }

    /// norm(linear(x)); a norm that only scales goes into the weights.
    Value linearNorm(const Value& x, const std::string& dense, const std::string& normModule) {
        if (!scalesOnly()) return norm(linear(x, dense), normModule, m_config.layerNormEps);
        Linear layer = linearOf(dense);
        layer.fold(m_weights.values(normModule + ".weight"), m_weights.values(normModule + ".bias"));
        return linear(x, dense, layer);
    }

    /// In the forms that ONNX Runtime knows as Gelu, BiasGelu, FastGelu and QuickGelu.
    Value activate(const Value& x, const QString& activation, const std::string& module) {
        if (activation == QLatin1String("relu")) return node("Relu", module, {x});
        if (activation == QLatin1String("silu") || activation == QLatin1String("swish")) {
            return node("Mul", module, {x, node("Sigmoid", module, {x})});
        }
        return activation == QLatin1String("gelu") ? gelu(x, module) : tanhGelu(x, module);
    }

    /// x · (erf(x / √2) + 1) · ½
    Value gelu(const Value& x, const std::string& module) {
        const Value scaled = node("Div", module, {x, m_out.scalar("sqrt_2", std::sqrt(2.0F))});
        const Value shifted = node("Add", module, {node("Erf", module, {scaled}), m_out.scalar("one", 1.0F)});
        const Value product = node("Mul", module, {x, shifted});
        return m_out.node("Mul", module + "/half/Mul", {product, m_out.scalar("half", 0.5F)});
    }

    /// ½ x · (1 + tanh(√(2/π) · (x + 0.044715 x³)))
    Value tanhGelu(const Value& x, const std::string& module) {
        const Value cube = node("Pow", module, {x, m_out.scalar("three", 3.0F)});
        const Value bent = m_out.node("Mul", module + "/cube/Mul", {m_out.scalar("gelu.cubic", 0.044715F), cube});
        const Value sum = m_out.node("Add", module + "/cube/Add", {x, bent});
        const Value scaled =
            m_out.node("Mul", module + "/scale/Mul", {m_out.scalar("gelu.sqrt_2_over_pi", 0.7978845608028654F), sum});
        const Value shifted = node("Add", module, {m_out.scalar("one", 1.0F), node("Tanh", module, {scaled})});
        const Value half = m_out.node("Mul", module + "/half/Mul", {x, m_out.scalar("half", 0.5F)});
        return node("Mul", module, {half, shifted});
    }

    Value whole(std::int64_t number) { return m_out.constant("int64." + std::to_string(number), {}, Sides{number}); }
    Value axes(std::int64_t axis) { return m_out.constant("axes." + std::to_string(axis), {1}, Sides{axis}); }

    Value firstToken(const Value& hidden, const std::string& module) {
        return node("Gather", module, {hidden, whole(0)}, {{"axis", std::int64_t{1}}});
    }

    // Embeddings

    Value embed() {
        const std::string module = m_prefix + "embeddings";
        Value sum = wordsOf(module);
        sum = m_out.node("Add", module + "/position/Add", {sum, positionsOf(module)});
        if (readsTypes()) {
            const Value types = gather(module + ".token_type_embeddings",
                                       table(module, ".token_type_embeddings.weight"), kTokenTypeIds);
            sum = m_out.node("Add", module + "/token_type/Add", {sum, types});
        }
        if (!foldsEmbeddingNorm()) {
            sum = norm(sum, module + ".LayerNorm", isMobile() ? kPyTorchEpsilon : m_config.layerNormEps);
        }
        const std::string projection = m_prefix + "embeddings_project";
        return m_weights.has(projection + ".weight") ? linear(sum, projection) : sum;
    }

    /// A table of embeddings as wide as the norm behind them.
    std::vector<float> table(const std::string& module, const char* name) const {
        std::vector<float> values = m_weights.values(module + name);
        if (foldsEmbeddingNorm()) scaleRows(values, m_weights.values(module + ".LayerNorm.weight"));
        return values;
    }

    /// Rows of a table of embeddings, which `pick` takes out of it.
    Value rowsOf(const std::string& module, const std::vector<float>& values, const PickRows& pick) {
        const Sides& shape = m_weights.shape(module + ".weight");
        if (m_book.takesInt8(module, LayerKind::Embedding, values.size())) {
            return writeInt8Rows(m_out, module, values, static_cast<size_t>(shape[0]), pick);
        }
        return pick(m_out.constant(module + ".weight", shape, values), module);
    }

    Value gather(const std::string& module, const std::vector<float>& values, const Value& places) {
        return rowsOf(module, values, [&](const Value& table, const std::string& part) {
            return node("Gather", part, {table, places});
        });
    }

    static void scaleRows(std::vector<float>& values, const std::vector<float>& scale) {
        for (size_t i = 0; i < values.size(); ++i) values[i] *= scale[i % scale.size()];
    }

    Value wordsOf(const std::string& module) {
        const std::string table = module + ".word_embeddings";
        const Value words = gather(table, m_weights.values(table + ".weight"), kInputIds);
        if (!transformsEmbeddings()) return words;
        const std::string transformation = module + ".embedding_transformation";
        Linear layer = linearOf(transformation);
        if (foldsEmbeddingNorm()) {
            layer.fold(m_weights.values(module + ".LayerNorm.weight"), m_weights.values(module + ".LayerNorm.bias"));
        }
        return linear(m_config.trigramInput ? trigrams(words, transformation) : words, transformation, layer);
    }

    /// Each token with its neighbours: [next, own, previous], zeros beyond the ends.
    Value trigrams(const Value& words, const std::string& module) {
        const Value none = m_out.constant("trigram.none", {3}, Sides{0, 0, 0});
        const Value fromSecond = m_out.constant("trigram.from_second", {3}, Sides{0, 1, 0});
        const Value all = m_out.constant("trigram.all", {3}, Sides(3, std::numeric_limits<std::int64_t>::max()));
        const Value allButLast = m_out.constant(
            "trigram.all_but_last", {3},
            Sides{std::numeric_limits<std::int64_t>::max(), -1, std::numeric_limits<std::int64_t>::max()});
        const Value after = m_out.constant("trigram.pad_after", {6}, Sides{0, 0, 0, 0, 1, 0});
        const Value before = m_out.constant("trigram.pad_before", {6}, Sides{0, 1, 0, 0, 0, 0});
        const Value next = m_out.node("Pad", module + "/next/Pad",
                                      {m_out.node("Slice", module + "/next/Slice", {words, fromSecond, all}), after});
        const Value previous =
            m_out.node("Pad", module + "/previous/Pad",
                       {m_out.node("Slice", module + "/previous/Slice", {words, none, allButLast}), before});
        return node("Concat", module, {next, words, previous}, {{"axis", std::int64_t{2}}});
    }

    Value positionsOf(const std::string& embeddings) {
        const std::string module = embeddings + ".position_embeddings";
        if (m_config.architecture == Architecture::Roberta) return robertaPositions(embeddings, module);
        // Rows 0 … length − 1 of the table. ONNX Runtime cannot tell how many these are, and so leaves the layers' Add
        // and LayerNormalization alone: its fused SkipLayerNormalization is the slower on a CPU: MiniLM takes 6 %
        // longer with it at 16 and 32 tokens, 10 % at 64, BERT-tiny 7 to 18 % (tests/bench/onnx_fusions.py, ONNX
        // Runtime 1.32).
        const Value length = lengthOf(module);
        return rowsOf(module, table(embeddings, ".position_embeddings.weight"),
                      [&](const Value& table, const std::string& part) {
                          return node("Slice", part, {table, axes(0), length, axes(0)});
                      });
    }

    /// How many tokens a text has.
    Value lengthOf(const std::string& module) {
        return node("Shape", module, {kInputIds}, {{"start", std::int64_t{1}}, {"end", std::int64_t{2}}});
    }

    /// Tokens are counted from padId + 1; padding stays at padId.
    Value robertaPositions(const std::string& embeddings, const std::string& module) {
        const Value pad = whole(m_config.padId);
        const Value isPadding = node("Equal", module, {kInputIds, pad});
        const Value real = node("Cast", module, {node("Not", module, {isPadding})}, {{"to", kToInt64}});
        const Value counted = node("CumSum", module, {real, whole(1)});
        const Value all = node("Add", module, {node("Mul", module, {counted, real}), pad});
        // They are as many as that already: it is for what positionsOf() says of ONNX Runtime.
        const Value places = node("Slice", module, {all, axes(0), lengthOf(module), axes(1)});
        // Every token is of the first type: its embedding goes into the positions'.
        std::vector<float> rows = m_weights.values(module + ".weight");
        const std::vector<float> types = m_weights.values(embeddings + ".token_type_embeddings.weight");
        const auto width = static_cast<size_t>(m_config.embeddingSize);
        for (size_t i = 0; i < rows.size(); ++i) rows[i] += types[i % width];
        return gather(module, rows, places);
    }

    /// 0 for tokens and the lowest number for padding, [batch, 1, 1, sequence].
    Value maskBias() {
        const std::string module = kAttentionMask;
        if (m_config.layers == 0) return {};
        const Value wide = m_out.node("Unsqueeze", module + "/heads/Unsqueeze", {kAttentionMask, axes(1)});
        const Value wider = m_out.node("Unsqueeze", module + "/queries/Unsqueeze", {wide, axes(2)});
        const Value mask = node("Cast", module, {wider}, {{"to", kToFloat}});
        const Value padding = node("Sub", module, {m_out.scalar("one", 1.0F), mask});
        return node("Mul", module, {padding, m_out.scalar("lowest", std::numeric_limits<float>::lowest())});
    }

    // Layers

    Value encodeLayer(const Value& hidden, const Value& bias, int index, bool last) {
        const models::LayerNames names = models::layerNames(m_config.architecture, index);
        const bool narrow = isMobile() && m_config.useBottleneck;
        const Value asking = last ? firstToken(hidden, names.prefix + "first_token") : hidden;
        Value queries = asking;
        Value keys = hidden;
        Value values = hidden;
        Value residual = asking;
        if (narrow) {
            const std::string input = names.prefix + "bottleneck.input";
            residual =
                linearNorm(m_config.useBottleneckAttention ? hidden : asking, input + ".dense", input + ".LayerNorm");
            if (m_config.useBottleneckAttention) {
                queries = keys = values = residual;
                if (last) queries = residual = firstToken(residual, input + ".first_token");
            } else if (m_config.keyQuerySharedBottleneck) {
                const std::string attention = names.prefix + "bottleneck.attention";
                keys = linearNorm(hidden, attention + ".dense", attention + ".LayerNorm");
                queries = last ? firstToken(keys, attention + ".first_token") : keys;
            }
        }
        const Value attended = attend(queries, keys, values, bias, names, last);
        Value x = linearAddNorm(attended, residual, names.attentionOutput, names.attentionNorm, m_config.layerNormEps);
        for (int i = 0; isMobile() && i + 1 < m_config.feedforwardNetworks; ++i) {
            const std::string ffn = names.prefix + "ffn." + std::to_string(i);
            const Value inner = activate(linear(x, ffn + ".intermediate.dense"), m_config.activation,
                                         ffn + ".intermediate.intermediate_act_fn");
            x = linearAddNorm(inner, x, ffn + ".output.dense", ffn + ".output.LayerNorm", m_config.layerNormEps);
        }
        const Value inner =
            activate(linear(x, names.intermediate), m_config.activation, names.intermediate + ".activation");
        x = linearAddNorm(inner, x, names.output, names.outputNorm,
                          isMobile() ? kPyTorchEpsilon : m_config.layerNormEps);
        if (!narrow) return x;
        const std::string bottleneck = names.prefix + "output.bottleneck";
        return linearAddNorm(x, asking, bottleneck + ".dense", bottleneck + ".LayerNorm", m_config.layerNormEps);
    }

    /// softmax(Q Kᵀ / √d + bias) V of all heads. The division is of the form that ONNX Runtime takes into the product
    /// (FusedMatMul). Its Attention cannot be had in a file that every runtime reads: version 1.32 does not know the
    /// mask of opset 17, nor that of PyTorch's files. Written in by hand, which ties a file to ONNX Runtime, it takes 1
    /// % less time for MiniLM, within the spread, and 3 to 5 % for BERT-tiny (measured as in positionsOf()). One query
    /// per text (`single`) has no sequence axis, so that nothing has to be transposed for it.
    Value attend(const Value& queries, const Value& keys, const Value& values, const Value& bias,
                 const models::LayerNames& names, bool single) {
        const std::int64_t heads = m_config.heads;
        const std::int64_t width = m_config.trueHiddenSize();
        const std::int64_t size = width / heads;
        const Value headShape = m_out.constant("shape.heads", {4}, Sides{0, 0, heads, size});
        const std::string module = names.prefix + "attention";
        const auto split = [&](const Value& x, const std::string& projection, Sides order) {
            const Value parts = node("Reshape", projection, {linear(x, projection), headShape});
            return node("Transpose", projection, {parts}, {{"perm", std::move(order)}});
        };
        const Value q =
            single
                ? node("Reshape", names.query,
                       {linear(queries, names.query), m_out.constant("shape.one_query", {4}, Sides{0, heads, 1, size})})
                : split(queries, names.query, {0, 2, 1, 3});
        const Value k = split(keys, names.key, {0, 2, 3, 1});
        const Value v = split(values, names.value, {0, 2, 1, 3});
        const Value product = m_out.node("MatMul", module + "/scores/MatMul", {q, k});
        const Value scores =
            node("Div", module, {product, m_out.scalar("sqrt_head_size", std::sqrt(static_cast<float>(size)))});
        const Value weights =
            node("Softmax", module, {node("Add", module, {scores, bias})}, {{"axis", std::int64_t{-1}}});
        const Value context = m_out.node("MatMul", module + "/context/MatMul", {weights, v});
        if (single) {
            return node("Reshape", module, {context, m_out.constant("shape.one_context", {2}, Sides{0, width})});
        }
        const Value ordered = node("Transpose", module, {context}, {{"perm", Sides{0, 2, 1, 3}}});
        return node("Reshape", module, {ordered, m_out.constant("shape.context", {3}, Sides{0, 0, width})});
    }

    // Head

    void classify(Value x) {
        switch (m_config.architecture) {
            case Architecture::Bert:
            case Architecture::MobileBert: {
                const std::string pooler = m_prefix + "pooler.dense";
                if (m_weights.has(pooler + ".weight")) {
                    x = node("Tanh", m_prefix + "pooler.activation", {headLinear(x, pooler)});
                }
                headLinear(x, "classifier", kLogits);
                break;
            }
            case Architecture::DistilBert:
                headLinear(node("Relu", "pre_classifier", {headLinear(x, "pre_classifier")}), "classifier", kLogits);
                break;
            case Architecture::Roberta:
                x = node("Tanh", "classifier", {headLinear(x, "classifier.dense")});
                headLinear(x, "classifier.out_proj", kLogits);
                break;
            case Architecture::Electra:
                x = gelu(headLinear(x, "classifier.dense"), "classifier.activation");
                headLinear(x, "classifier.out_proj", kLogits);
                break;
        }
    }

    const TransformerConfig& m_config;
    const WeightSource m_weights;
    OnnxBuilder& m_out;
    LayerBook& m_book;
    const std::string m_prefix = models::encoderPrefix(m_config.architecture);
};

}  // namespace

TextSignature textSignatureOf(const TransformerConfig& config, int maxLength) {
    QString modelType = QString::fromStdString(models::encoderPrefix(config.architecture));
    modelType.chop(1);  // the dot
    return {modelType, maxLength, config.typeVocabularySize > 0 && config.architecture != Architecture::Roberta};
}

QByteArray writeTransformerOnnx(const TransformerConfig& config, const std::map<std::string, TensorView>& tensors,
                                int maxLength, const OnnxModelInfo& info, OnnxDataFile* data) {
    return writeTransformerOnnx(config, tensors, maxLength, info, WeightPlan(), data).bytes;
}

WrittenModel writeTransformerOnnx(const TransformerConfig& config, const std::map<std::string, TensorView>& tensors,
                                  int maxLength, const OnnxModelInfo& info, const WeightPlan& plan,
                                  OnnxDataFile* data) {
    OnnxBuilder model(info, plan.precision == WeightPrecision::F16, data);
    const TextSignature signature = textSignatureOf(config, maxLength);
    model.addMetadata("model_type", signature.modelType.toUtf8());
    model.addMetadata("max_length", QByteArray::number(signature.maxLength));
    LayerBook book(plan);
    GraphWriter(config, tensors, model, book).write();
    return {model.serialize(), book.layers()};
}

}  // namespace distillab::deploy
