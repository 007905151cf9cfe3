#include "core/nn/transformer.h"

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/nn/fused.h"
#include "core/nn/int8_linear.h"

#include <ATen/CPUGeneratorImpl.h>

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <limits>
#include <mutex>
#include <unordered_map>
#include <utility>

namespace distillab::nn {
namespace {

using models::Architecture;
using models::TransformerConfig;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Transformer)
};

struct Linear {
    torch::Tensor weight;
    torch::Tensor bias;
    Int8Weight int8 = {};  ///< only while products are in int8
};

struct Norm {
    torch::Tensor weight;
    torch::Tensor bias;
    double epsilon = 0;
    bool scalesOnly = false;  ///< MobileBERT's "NoNorm"
};

/// Two linear layers with the activation between, added to their input and normalised.
struct Feedforward {
    Linear intermediate;
    Linear output;
    Norm norm;
};

struct Layer {
    Linear query;
    Linear key;
    Linear value;
    Linear attentionOutput;
    Norm attentionNorm;
    std::vector<Feedforward> feedforwards;  ///< one but for MobileBERT

    // MobileBERT's way in and out.
    Linear inputBottleneck;
    Norm inputBottleneckNorm;
    Linear attentionBottleneck;
    Norm attentionBottleneckNorm;
    Linear outputBottleneck;
    Norm outputBottleneckNorm;
};

enum class Activation { GeluExact, GeluTanh, Relu, Silu };

Activation activationNamed(const QString& name) {
    if (name == QLatin1String("relu")) return Activation::Relu;
    if (name == QLatin1String("silu") || name == QLatin1String("swish")) return Activation::Silu;
    return name == QLatin1String("gelu") ? Activation::GeluExact : Activation::GeluTanh;
}

/// @param x  a fresh value that nobody else reads
torch::Tensor activate(torch::Tensor x, Activation activation) {
    switch (activation) {
        case Activation::GeluExact: return at::gelu(x);
        case Activation::GeluTanh: return at::gelu(x, "tanh");
        case Activation::Relu: return at::relu_(x);
        case Activation::Silu: return at::silu(x);
    }
    Q_UNREACHABLE();
}

/// The tensors of a model by name, for its modules to find theirs.
class TensorsByName {
public:
    TensorsByName(const std::vector<models::TensorInfo>& layout, const std::vector<torch::Tensor>& tensors) {
        for (size_t i = 0; i < layout.size(); ++i) m_tensors[layout[i].name] = tensors[i];
    }

    /// Undefined where the architecture has none of that name.
    torch::Tensor weight(const std::string& module) const {
        const auto found = m_tensors.find(module + ".weight");
        return found == m_tensors.end() ? torch::Tensor() : found->second;
    }
    Linear linear(const std::string& module) const {
        const torch::Tensor weight = this->weight(module);
        return {weight, weight.defined() ? m_tensors.at(module + ".bias") : torch::Tensor()};
    }
    Norm norm(const std::string& module, const TransformerConfig& config) const {
        const Linear tensors = linear(module);
        const bool scalesOnly =
            config.architecture == Architecture::MobileBert && config.normalization == QLatin1String("no_norm");
        return {tensors.weight, tensors.bias, config.layerNormEps, scalesOnly};
    }

private:
    std::unordered_map<std::string, torch::Tensor> m_tensors;
};

bool contains(const std::vector<int>& list, int value) {
    return std::find(list.begin(), list.end(), value) != list.end();
}

std::uint64_t hashOf(const std::string& name) {
    std::uint64_t hash = 0xcbf29ce484222325ULL;  // FNV-1a
    for (const char letter : name) hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3ULL;
    return hash;
}

/// PyTorch gives convolutions to oneDNN, matrix products to MKL, whose kernels for AMD leave half of AVX-512 unused: a
/// 1x1 convolution over the tokens is the same product at twice the speed there, and as fast elsewhere. PyTorch asks
/// oneDNN only with several threads; few rows are not worth its overhead.
constexpr std::int64_t kFewRows = 64;

bool usesConvolutions(std::int64_t rows) { return rows >= kFewRows && at::get_num_threads() > 1 && at::hasMKLDNN(); }

bool asConvolution(const torch::Tensor& x) { return x.device().is_cpu() && usesConvolutions(x.size(0)); }

/// oneDNN prepares its kernels for every number of rows that it meets, and keeps them: a gigabyte of them where every
/// batch has its own number of tokens.
constexpr std::int64_t kRowStep = 64;

torch::Tensor convolve(const torch::Tensor& x, const Linear& module) {
    const std::int64_t rows = x.size(0);
    const std::int64_t in = module.weight.size(1);
    const std::int64_t out = module.weight.size(0);
    const torch::Tensor image = x.contiguous().view({1, rows, 1, in}).permute({0, 3, 1, 2});
    return at::conv2d(image, module.weight.view({out, in, 1, 1}), module.bias)
        .permute({0, 2, 3, 1})
        .reshape({rows, out});
}

/// A number from the generator that torch::manual_seed sets, as at::dropout would draw its mask from it.
std::uint64_t drawSeed() {
    auto generator = at::detail::getDefaultCPUGenerator();
    const std::scoped_lock lock(generator.mutex());
    return at::check_generator<at::CPUGeneratorImpl>(generator)->random64();
}

}  // namespace

struct Transformer::Modules {
    torch::Tensor words;
    torch::Tensor positions;
    torch::Tensor types;
    Linear transformation;  ///< MobileBERT's, from the embeddings to the hidden width
    Norm embeddingNorm;
    Linear projection;  ///< ELECTRA's
    std::vector<Layer> layers;
    Linear headDense;  ///< undefined where the head is the classifier alone
    Linear classifier;
    Activation activation = Activation::GeluExact;

    /// Calls `visit(linear)` for each linear layer that Step::linear computes.
    template <typename Visit>
    void eachLinear(const Visit& visit) {
        const auto visitDefined = [&](Linear& linear) {
            if (linear.weight.defined()) visit(linear);
        };
        visitDefined(transformation);
        visitDefined(projection);
        for (Layer& layer : layers) {
            for (Linear* linear : {&layer.query, &layer.key, &layer.value, &layer.attentionOutput,
                                   &layer.inputBottleneck, &layer.attentionBottleneck, &layer.outputBottleneck}) {
                visitDefined(*linear);
            }
            for (Feedforward& feedforward : layer.feedforwards) {
                visitDefined(feedforward.intermediate);
                visitDefined(feedforward.output);
            }
        }
    }
};

/// What holds for one pass: training or not, and a seed for each place of dropout.
struct Transformer::Step {
    bool training = false;
    std::uint64_t seed = 0;
    std::uint64_t place = 0;
    ProductType productType = ProductType::F32;

    DropoutPlan dropout(double probability) {
        return training && probability > 0 ? DropoutPlan{probability, deriveSeed(seed, place++)} : DropoutPlan{};
    }

    torch::Tensor linear(const torch::Tensor& x, const Linear& module) const {
        switch (productType) {
            case ProductType::F32:
                return asConvolution(x) ? convolve(x, module) : at::linear(x, module.weight, module.bias);
            case ProductType::Bf16:
                return at::linear(x.to(torch::kBFloat16), module.weight.to(torch::kBFloat16),
                                  module.bias.to(torch::kBFloat16))
                    .to(torch::kFloat32);
            case ProductType::Int8: return int8Linear(x, module.int8, module.bias);
        }
        Q_UNREACHABLE();
    }

    /// norm(dropout(x) + residual)
    torch::Tensor addNorm(const torch::Tensor& x, const torch::Tensor& residual, const Norm& norm, double probability) {
        const DropoutPlan plan = dropout(probability);
        if (!norm.scalesOnly) return nn::addNorm(x, residual, norm.weight, norm.bias, norm.epsilon, plan);
        torch::Tensor sum = plan.probability > 0 ? at::dropout(x, plan.probability, true) : x;
        if (residual.defined()) sum = sum + residual;
        return at::addcmul(norm.bias, sum, norm.weight);
    }
};

/// The embedded tokens of a batch: packed behind one another, or with their padding and a mask.
struct Transformer::Tokens {
    torch::Tensor hidden;        ///< [tokens, width]
    torch::Tensor real;          ///< where the real tokens stand in [n · length]; undefined when all do, in order
    torch::Tensor additiveMask;  ///< padded: [n, 1, 1, length]; undefined when nothing is padded
    Offsets offsets;             ///< packed: the texts' rows, and those of the text that fills them up
    std::int64_t count = 0;
    std::int64_t length = 0;
    bool packed = false;

    /// Adds a text that nobody reads, so that the rows are a multiple of kRowStep.
    void fillUp() {
        const std::int64_t rows = offsets.back();
        const std::int64_t lacking = (kRowStep - rows % kRowStep) % kRowStep;
        if (lacking == 0 || !usesConvolutions(rows)) return;
        const torch::Tensor all = real.defined() ? real : torch::arange(rows, torch::kInt64);
        real = at::cat({all, torch::zeros({lacking}, torch::kInt64)});
        offsets.push_back(rows + lacking);
    }

    /// Of each text, the one that fills up included.
    torch::Tensor firstRows() const {
        std::vector<std::int64_t> rows;
        if (packed) {
            rows.assign(offsets.begin(), offsets.end() - 1);
        } else {
            for (std::int64_t i = 0; i < count; ++i) rows.push_back(i * length);
        }
        return torch::tensor(rows, torch::kInt64).to(hidden.device());
    }

    /// Of rows of all tokens, those of real tokens: without padding, without the text that fills up.
    torch::Tensor realRows(const torch::Tensor& rows) const {
        if (packed) return rows.narrow(0, 0, offsets[static_cast<size_t>(count)]);
        return real.defined() ? rows.index_select(0, real) : rows;
    }

    /// q·kᵀ/√d of every text, [n, heads, length, length], from rows of all tokens.
    torch::Tensor attentionScores(const torch::Tensor& query, const torch::Tensor& key, std::int64_t heads) const {
        const auto split = [&](const torch::Tensor& rows) {
            const std::int64_t width = rows.size(1);
            torch::Tensor padded = rows;
            if (packed && real.defined()) {
                const torch::Tensor known = realRows(rows);
                padded = torch::zeros({count * length, width}, rows.options())
                             .index_copy(0, real.narrow(0, 0, known.size(0)), known);
            }
            return padded.reshape({count, length, heads, width / heads}).transpose(1, 2);
        };
        const double scale = 1 / std::sqrt(static_cast<double>(query.size(1) / heads));
        return at::matmul(split(query) * scale, split(key).transpose(2, 3));
    }

    torch::Tensor attend(const torch::Tensor& query, const torch::Tensor& key, const torch::Tensor& value,
                         bool firstTokensOnly, std::int64_t heads, const DropoutPlan& dropout) const {
        if (packed) {
            Offsets queries = offsets;
            if (firstTokensOnly) {
                for (size_t i = 0; i < queries.size(); ++i) queries[i] = static_cast<std::int64_t>(i);
            }
            return packedAttention(query, key, value, queries, offsets, heads, dropout);
        }
        const auto split = [&](const torch::Tensor& rows) {
            return rows.view({count, -1, heads, rows.size(1) / heads}).transpose(1, 2);
        };
        const auto mask = additiveMask.defined() ? std::optional(additiveMask) : std::nullopt;
        return at::scaled_dot_product_attention(split(query), split(key), split(value), mask, dropout.probability)
            .transpose(1, 2)
            .reshape({-1, query.size(1)});
    }
};

Transformer::Transformer(TransformerConfig config, std::uint64_t seed, torch::Device device)
    : Transformer(config, freshTensors(config, seed), device) {}

Transformer::Transformer(TransformerConfig config, std::vector<torch::Tensor> tensors, torch::Device device)
    : Model(device), m_config(std::move(config)), m_modules(std::make_unique<Modules>()) {
    for (torch::Tensor& tensor : tensors) tensor = tensor.to(device);
    adopt(models::transformerTensors(m_config), std::move(tensors));
    const TensorsByName find(this->layout(), this->tensors());
    const std::string prefix = models::encoderPrefix(m_config.architecture);
    const std::string embeddings = prefix + "embeddings.";
    Modules& modules = *m_modules;
    modules.words = find.weight(embeddings + "word_embeddings");
    modules.positions = find.weight(embeddings + "position_embeddings");
    modules.types = find.weight(embeddings + "token_type_embeddings");
    modules.transformation = find.linear(embeddings + "embedding_transformation");
    modules.embeddingNorm = find.norm(embeddings + "LayerNorm", m_config);
    modules.projection = find.linear(prefix + "embeddings_project");
    modules.activation = activationNamed(m_config.activation);
    for (int i = 0; i < m_config.layers; ++i) {
        const models::LayerNames names = models::layerNames(m_config.architecture, i);
        Layer layer;
        layer.query = find.linear(names.query);
        layer.key = find.linear(names.key);
        layer.value = find.linear(names.value);
        layer.attentionOutput = find.linear(names.attentionOutput);
        layer.attentionNorm = find.norm(names.attentionNorm, m_config);
        for (int j = 0; find.weight(names.prefix + "ffn." + std::to_string(j) + ".intermediate.dense").defined(); ++j) {
            const std::string ffn = names.prefix + "ffn." + std::to_string(j) + '.';
            layer.feedforwards.push_back({find.linear(ffn + "intermediate.dense"), find.linear(ffn + "output.dense"),
                                          find.norm(ffn + "output.LayerNorm", m_config)});
        }
        layer.feedforwards.push_back(
            {find.linear(names.intermediate), find.linear(names.output), find.norm(names.outputNorm, m_config)});
        layer.inputBottleneck = find.linear(names.prefix + "bottleneck.input.dense");
        layer.inputBottleneckNorm = find.norm(names.prefix + "bottleneck.input.LayerNorm", m_config);
        layer.attentionBottleneck = find.linear(names.prefix + "bottleneck.attention.dense");
        layer.attentionBottleneckNorm = find.norm(names.prefix + "bottleneck.attention.LayerNorm", m_config);
        layer.outputBottleneck = find.linear(names.prefix + "output.bottleneck.dense");
        layer.outputBottleneckNorm = find.norm(names.prefix + "output.bottleneck.LayerNorm", m_config);
        modules.layers.push_back(std::move(layer));
    }
    if (m_config.architecture == Architecture::MobileBert) {
        // transformers leaves these two at PyTorch's own epsilon.
        constexpr double kPyTorchEpsilon = 1e-5;
        modules.embeddingNorm.epsilon = kPyTorchEpsilon;
        for (Layer& layer : modules.layers) layer.feedforwards.back().norm.epsilon = kPyTorchEpsilon;
    }
    switch (m_config.architecture) {
        case Architecture::Bert:
        case Architecture::MobileBert:
            modules.headDense = find.linear(prefix + "pooler.dense");
            modules.classifier = find.linear("classifier");
            break;
        case Architecture::DistilBert:
            modules.headDense = find.linear("pre_classifier");
            modules.classifier = find.linear("classifier");
            break;
        case Architecture::Roberta:
        case Architecture::Electra:
            modules.headDense = find.linear("classifier.dense");
            modules.classifier = find.linear("classifier.out_proj");
            break;
    }
}

Transformer::~Transformer() = default;

void Transformer::addContentTo(ContentHash& hash) const {
    Model::addContentTo(hash);
    const QByteArray config = models::writeTransformerConfig(m_config);
    hash.add(std::string_view(config.constData(), static_cast<size_t>(config.size())));
    hash.add(m_productType);
}

bool Transformer::usesDropout() const {
    return m_config.hiddenDropout > 0 || m_config.attentionDropout > 0 || m_config.classifierDropout > 0;
}

void Transformer::setProductType(ProductType type) {
    if (type != ProductType::Int8) m_modules->eachLinear([](Linear& linear) { linear.int8 = {}; });
    m_productType = type;
}

/// @return the type of one pass's products
ProductType Transformer::prepareProducts(bool training) {
    if (m_productType != ProductType::Int8) return m_productType;
    if (training || at::GradMode::is_enabled() || !device().is_cpu()) return ProductType::F32;
    m_modules->eachLinear([](Linear& linear) {
        if (!linear.int8.isOf(linear.weight)) linear.int8 = quantise(linear.weight);
    });
    return ProductType::Int8;
}

Transformer::Tokens Transformer::embed(const Batch& batch, Step& step) const {
    const Modules& modules = *m_modules;
    const bool mobile = m_config.architecture == Architecture::MobileBert;
    Tokens tokens;
    tokens.count = batch.input.size(0);
    tokens.length = batch.input.size(1);
    if (tokens.length < 1 || tokens.length > m_config.maxTokens()) {
        throw RequestError(
            Text::tr("a text of %1 tokens; this model reads 1 to %2").arg(tokens.length).arg(m_config.maxTokens()), {},
            Text::tr("Set data.max_length to at most %1.").arg(m_config.maxTokens()));
    }
    const torch::Tensor ids = batch.input.reshape({-1});
    const torch::Tensor& mask = batch.attentionMask;
    // The head reads the first column: a text that is padded there (on the left) cannot be packed.
    tokens.packed = device().is_cpu() && (!mask.defined() || mask.select(1, 0).all().item<bool>());
    if (tokens.packed && mask.defined()) {
        tokens.real = mask.reshape({-1}).nonzero().squeeze(1);
        const torch::Tensor lengths = mask.sum(1);
        tokens.offsets.push_back(0);
        for (std::int64_t i = 0; i < tokens.count; ++i) {
            tokens.offsets.push_back(tokens.offsets.back() + lengths.const_data_ptr<std::int64_t>()[i]);
        }
    } else if (tokens.packed) {
        for (std::int64_t i = 0; i <= tokens.count; ++i) tokens.offsets.push_back(i * tokens.length);
    } else if (mask.defined()) {
        tokens.real = mask.reshape({-1}).nonzero().squeeze(1);
        tokens.additiveMask = at::where(mask, 0.0, -std::numeric_limits<float>::max())
                                  .to(torch::kFloat32)
                                  .view({tokens.count, 1, 1, tokens.length});
    }
    if (tokens.packed) tokens.fillUp();
    const auto pack = [&](const torch::Tensor& rows) {
        return tokens.packed && tokens.real.defined() ? rows.index_select(0, tokens.real) : rows;
    };

    torch::Tensor sum;
    if (mobile && m_config.trigramInput) {
        // The neighbours are those in the padded row, the padding included: so has transformers trained the weights.
        const torch::Tensor words = at::embedding(modules.words, batch.input, m_config.padId);
        const torch::Tensor next = at::constant_pad_nd(words.narrow(1, 1, tokens.length - 1), {0, 0, 0, 1});
        const torch::Tensor previous = at::constant_pad_nd(words.narrow(1, 0, tokens.length - 1), {0, 0, 1, 0});
        sum = pack(at::cat({next, words, previous}, 2).view({-1, 3 * m_config.embeddingSize}));
    } else {
        sum = at::embedding(modules.words, pack(ids), m_config.padId);
    }
    if (mobile && (m_config.trigramInput || m_config.embeddingSize != m_config.hiddenSize)) {
        sum = step.linear(sum, modules.transformation);
    }
    if (m_config.architecture == Architecture::Roberta) {
        const torch::Tensor real = batch.input.ne(m_config.padId);
        const torch::Tensor places = at::cumsum(real, 1).mul_(real).add_(m_config.padId);
        sum = sum + at::embedding(modules.positions, pack(places.view({-1})), m_config.padId);
    } else {
        const torch::Tensor places =
            torch::arange(tokens.length, ids.options()).expand({tokens.count, tokens.length}).reshape({-1});
        sum = sum + at::embedding(modules.positions, pack(places));
    }
    if (modules.types.defined()) {
        sum = sum + (batch.tokenTypes.defined() ? at::embedding(modules.types, pack(batch.tokenTypes.reshape({-1})))
                                                : modules.types.select(0, 0));
    }
    tokens.hidden = step.addNorm(sum, {}, modules.embeddingNorm, 0);
    tokens.hidden = at::dropout(tokens.hidden, m_config.hiddenDropout, step.training);
    if (modules.projection.weight.defined()) tokens.hidden = step.linear(tokens.hidden, modules.projection);
    return tokens;
}

torch::Tensor Transformer::encode(const Tokens& tokens, const FeatureRequest& wanted, Features& seen,
                                  Step& step) const {
    const bool narrow = m_config.architecture == Architecture::MobileBert && m_config.useBottleneck;
    // DistilBERT drops nothing between attention and its norm, MobileBERT nothing between its bottlenecks.
    const double attentionOutputDropout =
        narrow || m_config.architecture == Architecture::DistilBert ? 0 : m_config.hiddenDropout;
    const double feedforwardDropout = narrow ? 0 : m_config.hiddenDropout;
    const auto keepHidden = [&](size_t index, const torch::Tensor& rows) {
        for (size_t j = 0; j < wanted.hiddenStates.size(); ++j) {
            if (wanted.hiddenStates[j] == static_cast<int>(index)) seen.hiddenStates[j] = tokens.realRows(rows);
        }
    };
    // The head reads no token of the last layer but the first.
    const int last = m_config.layers - 1;
    const bool lastIsWhole = contains(wanted.hiddenStates, last + 1) || contains(wanted.attentions, last);
    torch::Tensor hidden = tokens.hidden;
    keepHidden(0, hidden);
    for (size_t i = 0; i < m_modules->layers.size(); ++i) {
        const Layer& layer = m_modules->layers[i];
        const bool reduced = !lastIsWhole && static_cast<int>(i) == last;
        const auto through = [&](const torch::Tensor& x, const Linear& dense, const Norm& norm) {
            return step.addNorm(step.linear(x, dense), {}, norm, 0);
        };
        const torch::Tensor asking = reduced ? hidden.index_select(0, tokens.firstRows()) : hidden;
        torch::Tensor queries = asking;
        torch::Tensor keys = hidden;
        torch::Tensor values = hidden;
        torch::Tensor residual = asking;
        if (narrow) {
            residual = through(asking, layer.inputBottleneck, layer.inputBottleneckNorm);
            if (m_config.useBottleneckAttention) {
                queries = residual;
                keys = values = reduced ? through(hidden, layer.inputBottleneck, layer.inputBottleneckNorm) : residual;
            } else if (m_config.keyQuerySharedBottleneck) {
                keys = through(hidden, layer.attentionBottleneck, layer.attentionBottleneckNorm);
                queries = reduced ? keys.index_select(0, tokens.firstRows()) : keys;
            }
        }
        const torch::Tensor query = step.linear(queries, layer.query);
        const torch::Tensor key = step.linear(keys, layer.key);
        for (size_t j = 0; j < wanted.attentions.size(); ++j) {
            if (wanted.attentions[j] != static_cast<int>(i)) continue;
            seen.attentions[j] = tokens.attentionScores(query, key, m_config.heads);
        }
        const torch::Tensor attended = tokens.attend(query, key, step.linear(values, layer.value), reduced,
                                                     m_config.heads, step.dropout(m_config.attentionDropout));
        torch::Tensor x = step.addNorm(step.linear(attended, layer.attentionOutput), residual, layer.attentionNorm,
                                       attentionOutputDropout);
        for (size_t j = 0; j < layer.feedforwards.size(); ++j) {
            const Feedforward& feedforward = layer.feedforwards[j];
            const torch::Tensor inner = activate(step.linear(x, feedforward.intermediate), m_modules->activation);
            const bool ends = j + 1 == layer.feedforwards.size();
            x = step.addNorm(step.linear(inner, feedforward.output), x, feedforward.norm,
                             ends ? feedforwardDropout : 0);
        }
        if (narrow) {
            x = step.addNorm(step.linear(x, layer.outputBottleneck), asking, layer.outputBottleneckNorm,
                             m_config.hiddenDropout);
        }
        hidden = x;
        if (!reduced) keepHidden(i + 1, hidden);
    }
    return lastIsWhole || last < 0 ? hidden.index_select(0, tokens.firstRows()) : hidden;
}

torch::Tensor Transformer::classify(const torch::Tensor& first, Step& step) const {
    const double probability = m_config.classifierDropout;
    const auto dropout = [&](const torch::Tensor& x) { return at::dropout(x, probability, step.training); };
    const auto linear = [](const torch::Tensor& x, const Linear& module) {
        return at::linear(x, module.weight, module.bias);
    };
    const Linear& dense = m_modules->headDense;
    torch::Tensor x = first;
    switch (m_config.architecture) {
        case Architecture::Bert:
        case Architecture::MobileBert:
            if (dense.weight.defined()) x = at::tanh(linear(x, dense));
            break;
        case Architecture::DistilBert: x = at::relu(linear(x, dense)); break;
        case Architecture::Roberta: x = at::tanh(linear(dropout(x), dense)); break;
        case Architecture::Electra: x = at::gelu(linear(dropout(x), dense)); break;
    }
    return linear(dropout(x), m_modules->classifier);
}

FeatureShapes Transformer::featureShapes() const {
    const auto layers = static_cast<size_t>(m_config.layers);
    return {.hiddenWidths = std::vector<std::int64_t>(layers + 1, m_config.hiddenSize),
            .attentionHeads = std::vector<std::int64_t>(layers, m_config.heads),
            .embeddingWidth = m_config.hiddenSize};
}

Answer Transformer::answer(const Batch& batch, bool training, const FeatureRequest& wanted) {
    checkOffered(wanted);
    Step step{training, training && usesDropout() ? drawSeed() : 0, 0, prepareProducts(training)};
    const Tokens tokens = embed(batch, step);
    Answer answer;
    answer.features.hiddenStates.resize(wanted.hiddenStates.size());
    answer.features.attentions.resize(wanted.attentions.size());
    const torch::Tensor first = encode(tokens, wanted, answer.features, step).narrow(0, 0, tokens.count);
    if (wanted.embedding) answer.features.embedding = first;
    answer.logits = classify(first, step);
    return answer;
}

torch::Tensor freshTensor(const models::TensorInfo& info, const TransformerConfig& config, std::uint64_t seed) {
    const torch::NoGradGuard noGrad;
    if (info.name.ends_with(".bias")) return torch::zeros(info.shape);
    if (info.shape.size() == 1) return torch::ones(info.shape);
    auto random = at::make_generator<at::CPUGeneratorImpl>(deriveSeed(seed, hashOf(info.name)));
    torch::Tensor tensor = torch::empty(info.shape).normal_(0.0, config.initializerRange, random);
    const bool hasPaddingRow =
        info.name.ends_with(".word_embeddings.weight") ||
        (config.architecture == Architecture::Roberta && info.name.ends_with(".position_embeddings.weight"));
    if (hasPaddingRow) tensor[config.padId].zero_();
    return tensor;
}

std::vector<torch::Tensor> freshTensors(const TransformerConfig& config, std::uint64_t seed) {
    std::vector<torch::Tensor> tensors;
    for (const models::TensorInfo& info : models::transformerTensors(config)) {
        tensors.push_back(freshTensor(info, config, seed));
    }
    return tensors;
}

}  // namespace distillab::nn
