#include "core/nn/fused.h"

#include "core/base/random.h"
#include "core/nn/wide.h"

#include <ATen/Parallel.h>
#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <optional>

// The BLAS that LibTorch brings; its integers are 32 bits wide or 64, which little-endian 64-bit values serve both.
extern "C" void sgemm_(const char* transA, const char* transB, const std::int64_t* m, const std::int64_t* n,
                       const std::int64_t* k, const float* alpha, const float* a, const std::int64_t* lda,
                       const float* b, const std::int64_t* ldb, const float* beta, float* c, const std::int64_t* ldc);

namespace distillab::nn {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

constexpr std::int64_t kLanes = 16;

/// Sixteen values side by side. The compiler keeps them in the registers of whatever processor it compiles for.
using Pack = float __attribute__((vector_size(kLanes * sizeof(float)), aligned(4)));
using Bits = std::uint32_t __attribute__((vector_size(kLanes * sizeof(std::uint32_t)), aligned(4)));
using Whole = std::int32_t __attribute__((vector_size(kLanes * sizeof(std::int32_t)), aligned(4)));

/// Keeps or drops by a hash of the position: Wellons' two-round 32-bit mixer, with a key before and between the rounds.
struct Mask {
    explicit Mask(const DropoutPlan& plan)
        : first(static_cast<std::uint32_t>(SplitMix64(plan.seed).next())),
          second(static_cast<std::uint32_t>(SplitMix64(plan.seed).next() >> 32)),
          threshold(static_cast<std::uint32_t>(plan.probability * 4294967296.0)),
          scale(static_cast<float>(1.0 / (1.0 - plan.probability))),
          active(plan.probability > 0) {}

    std::uint32_t first;
    std::uint32_t second;
    std::uint32_t threshold;
    float scale;
    bool active;
};

constexpr Whole kCount = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};

// Always inlined, so that they are compiled for the processor of the clone that calls them.
#define DISTILLAB_INLINE [[gnu::always_inline]] inline

DISTILLAB_INLINE void load(Pack& pack, const float* from) { std::memcpy(&pack, from, sizeof(Pack)); }
DISTILLAB_INLINE void store(float* to, const Pack& pack) { std::memcpy(to, &pack, sizeof(Pack)); }
DISTILLAB_INLINE void loadPart(Pack& pack, const float* from, std::int64_t count) {
    pack = Pack{};
    std::memcpy(&pack, from, static_cast<size_t>(count) * sizeof(float));
}
DISTILLAB_INLINE void storePart(float* to, const Pack& pack, std::int64_t count) {
    std::memcpy(to, &pack, static_cast<size_t>(count) * sizeof(float));
}
DISTILLAB_INLINE float sumOf(const Pack& pack) {
    float sum = 0;
    for (std::int64_t i = 0; i < kLanes; ++i) sum += pack[i];
    return sum;
}

/// Drops among sixteen values, the first of which is number `position` of its place.
DISTILLAB_INLINE void drop(Pack& values, const Mask& mask, std::uint64_t position) {
    Bits x = reinterpret_cast<Bits>(kCount) + (static_cast<std::uint32_t>(position) + mask.first);
    x ^= x >> 16;
    x *= 0x7feb352dU;
    x ^= mask.second;
    x ^= x >> 15;
    x *= 0x846ca68bU;
    x ^= x >> 16;
    values = x >= mask.threshold ? values * mask.scale : Pack{};
}

/// Calls `whole(at)` for each sixteen of `width` values and `part(at, count)` for the rest.
template <typename Body>
DISTILLAB_INLINE void eachPack(std::int64_t width, const Body& body) {
    std::int64_t at = 0;
    for (; at + kLanes <= width; at += kLanes) body(at, kLanes);
    if (at < width) body(at, width - at);
}

// Add and normalise.

struct Rows {
    std::int64_t begin;
    std::int64_t end;
    std::int64_t width;
};

/// @param sum    out: dropout(x) + residual, kept for backward
/// @param stats  out: mean and reciprocal deviation of each row
DISTILLAB_WIDE void normRows(Rows rows, const float* x, const float* residual, const float* weight, const float* bias,
                             float epsilon, const Mask& mask, float* sum, float* stats, float* out) {
    const std::int64_t width = rows.width;
    const std::int64_t whole = width / kLanes * kLanes;
    const std::int64_t rest = width - whole;
    for (std::int64_t row = rows.begin; row < rows.end; ++row) {
        const std::int64_t base = row * width;
        Pack total = {};
        for (std::int64_t i = 0; i < width; i += kLanes) {
            Pack value;
            Pack other = {};
            if (i < whole) {
                load(value, x + base + i);
                if (residual) load(other, residual + base + i);
            } else {
                loadPart(value, x + base + i, rest);
                if (residual) loadPart(other, residual + base + i, rest);
            }
            if (mask.active) drop(value, mask, static_cast<std::uint64_t>(base + i));
            value += other;
            total += value;
            if (i < whole) {
                store(sum + base + i, value);
            } else {
                storePart(sum + base + i, value, rest);
            }
        }
        const float mean = sumOf(total) / static_cast<float>(width);
        Pack squares = {};
        for (std::int64_t i = 0; i < whole; i += kLanes) {
            Pack value;
            load(value, sum + base + i);
            value -= mean;
            squares += value * value;
        }
        float variance = sumOf(squares);
        for (std::int64_t i = whole; i < width; ++i) {
            const float value = sum[base + i] - mean;
            variance += value * value;
        }
        const float scale = 1.0F / std::sqrt(variance / static_cast<float>(width) + epsilon);
        stats[2 * row] = mean;
        stats[2 * row + 1] = scale;
        for (std::int64_t i = 0; i < width; i += kLanes) {
            Pack value;
            Pack factor;
            Pack shift;
            if (i < whole) {
                load(value, sum + base + i);
                load(factor, weight + i);
                load(shift, bias + i);
                store(out + base + i, (value - mean) * scale * factor + shift);
            } else {
                loadPart(value, sum + base + i, rest);
                loadPart(factor, weight + i, rest);
                loadPart(shift, bias + i, rest);
                storePart(out + base + i, (value - mean) * scale * factor + shift, rest);
            }
        }
    }
}

/// @param gradSum  out: gradient of dropout(x) + residual
/// @param gradX    out: the same through dropout; null without dropout, where both are one
/// @param gradWeight, gradBias  [width], added to
DISTILLAB_WIDE void normRowsBackward(Rows rows, const float* grad, const float* sum, const float* stats,
                                     const float* weight, const Mask& mask, float* gradSum, float* gradX,
                                     float* gradWeight, float* gradBias) {
    const std::int64_t width = rows.width;
    const std::int64_t whole = width / kLanes * kLanes;
    const std::int64_t rest = width - whole;
    const float share = 1.0F / static_cast<float>(width);
    for (std::int64_t row = rows.begin; row < rows.end; ++row) {
        const std::int64_t base = row * width;
        const float mean = stats[2 * row];
        const float scale = stats[2 * row + 1];
        Pack plain = {};
        Pack along = {};
        for (std::int64_t i = 0; i < width; i += kLanes) {
            Pack g, value, factor, toWeight, toBias;
            const bool full = i < whole;
            if (full) {
                load(g, grad + base + i);
                load(value, sum + base + i);
                load(factor, weight + i);
                load(toWeight, gradWeight + i);
                load(toBias, gradBias + i);
            } else {
                loadPart(g, grad + base + i, rest);
                loadPart(value, sum + base + i, rest);
                loadPart(factor, weight + i, rest);
                loadPart(toWeight, gradWeight + i, rest);
                loadPart(toBias, gradBias + i, rest);
            }
            // Beyond the row's end g is 0, so that `value` there does not matter.
            value = (value - mean) * scale;
            toWeight += g * value;
            toBias += g;
            g *= factor;
            plain += g;
            along += g * value;
            if (full) {
                store(gradWeight + i, toWeight);
                store(gradBias + i, toBias);
            } else {
                storePart(gradWeight + i, toWeight, rest);
                storePart(gradBias + i, toBias, rest);
            }
        }
        const float meanPlain = sumOf(plain) * share;
        const float meanAlong = sumOf(along) * share;
        for (std::int64_t i = 0; i < width; i += kLanes) {
            Pack g, value, factor;
            const bool full = i < whole;
            if (full) {
                load(g, grad + base + i);
                load(value, sum + base + i);
                load(factor, weight + i);
            } else {
                loadPart(g, grad + base + i, rest);
                loadPart(value, sum + base + i, rest);
                loadPart(factor, weight + i, rest);
            }
            value = (value - mean) * scale;
            g = (g * factor - meanPlain - value * meanAlong) * scale;
            if (full) {
                store(gradSum + base + i, g);
            } else {
                storePart(gradSum + base + i, g, rest);
            }
            if (!gradX) continue;
            drop(g, mask, static_cast<std::uint64_t>(base + i));
            if (full) {
                store(gradX + base + i, g);
            } else {
                storePart(gradX + base + i, g, rest);
            }
        }
    }
}

constexpr std::int64_t kRowsPerThread = 16;
/// Gradients of weight and bias are summed in this many parts, whatever the number of threads: the same bytes always.
constexpr std::int64_t kParts = 8;

struct Normalized {
    torch::Tensor out;
    torch::Tensor sum;
    torch::Tensor stats;
};

Normalized normalize(const torch::Tensor& x, const torch::Tensor& residual, const torch::Tensor& weight,
                     const torch::Tensor& bias, double epsilon, const DropoutPlan& dropout) {
    Normalized result{torch::empty_like(x), torch::empty_like(x), torch::empty({x.size(0), 2}, x.options())};
    const Mask mask(dropout);
    const float* const other = residual.defined() ? residual.const_data_ptr<float>() : nullptr;
    at::parallel_for(0, x.size(0), kRowsPerThread, [&](std::int64_t begin, std::int64_t end) {
        normRows({begin, end, x.size(1)}, x.const_data_ptr<float>(), other, weight.const_data_ptr<float>(),
                 bias.const_data_ptr<float>(), static_cast<float>(epsilon), mask, result.sum.data_ptr<float>(),
                 result.stats.data_ptr<float>(), result.out.data_ptr<float>());
    });
    return result;
}

class AddNorm : public torch::autograd::Function<AddNorm> {
public:
    static torch::Tensor forward(AutogradContext* context, const torch::Tensor& x,
                                 const std::optional<torch::Tensor>& residual, const torch::Tensor& weight,
                                 const torch::Tensor& bias, double epsilon, double probability, std::int64_t seed) {
        Normalized result = normalize(x, residual.value_or(torch::Tensor()), weight, bias, epsilon,
                                      {probability, static_cast<std::uint64_t>(seed)});
        context->save_for_backward({result.sum, result.stats, weight});
        context->saved_data["probability"] = probability;
        context->saved_data["seed"] = seed;
        context->saved_data["residual"] = residual.has_value();
        return result.out;
    }

    static variable_list backward(AutogradContext* context, variable_list grads) {
        const variable_list saved = context->get_saved_variables();
        const torch::Tensor grad = grads[0].contiguous();
        const torch::Tensor& sum = saved[0];
        const torch::Tensor& weight = saved[2];
        const std::int64_t rows = sum.size(0);
        const std::int64_t width = sum.size(1);
        const Mask mask({context->saved_data["probability"].toDouble(),
                         static_cast<std::uint64_t>(context->saved_data["seed"].toInt())});

        torch::Tensor gradSum = torch::empty_like(sum);
        torch::Tensor gradX = mask.active ? torch::empty_like(sum) : gradSum;
        torch::Tensor parts = torch::zeros({2, kParts, width}, sum.options());
        const std::int64_t perPart = (rows + kParts - 1) / kParts;
        float* const toWeight = parts.data_ptr<float>();
        float* const toBias = toWeight + kParts * width;
        at::parallel_for(0, kParts, 1, [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t part = begin; part < end; ++part) {
                const Rows own = {std::min(rows, part * perPart), std::min(rows, (part + 1) * perPart), width};
                normRowsBackward(own, grad.const_data_ptr<float>(), sum.const_data_ptr<float>(),
                                 saved[1].const_data_ptr<float>(), weight.const_data_ptr<float>(), mask,
                                 gradSum.data_ptr<float>(), mask.active ? gradX.data_ptr<float>() : nullptr,
                                 toWeight + part * width, toBias + part * width);
            }
        });
        const torch::Tensor summed = parts.sum(1);
        const bool hasResidual = context->saved_data["residual"].toBool();
        return {gradX,           hasResidual ? gradSum : torch::Tensor(),
                summed[0],       summed[1],
                torch::Tensor(), torch::Tensor(),
                torch::Tensor()};
    }
};

// Attention.

/// C[m, n] (+)= alpha · op(A) op(B), row-major, as BLAS sees it: the transposed product.
struct Matrix {
    const float* data;
    std::int64_t stride;
    bool transposed = false;
};
void multiply(std::int64_t m, std::int64_t n, std::int64_t k, const Matrix& a, const Matrix& b, float* c,
              std::int64_t stride) {
    constexpr float kOne = 1;
    constexpr float kZero = 0;
    sgemm_(b.transposed ? "T" : "N", a.transposed ? "T" : "N", &n, &m, &k, &kOne, b.data, &b.stride, a.data, &a.stride,
           &kZero, c, &stride);
}

/// exp(x) = 2ⁿ · exp(f) with |f| ≤ ln 2 / 2 and the Taylor polynomial of exp(f); relative error below 3e-7.
DISTILLAB_INLINE void exponential(Pack& x) {
    const Pack low = Pack{} - 87.0F;
    x = x < low ? low : x;
    const Pack scaled = x * 1.44269504F;
    // Rounds to the nearest whole number: the sum's last bit is worth one.
    constexpr float kRounder = 12582912.0F;
    const Pack rounded = (scaled + kRounder) - kRounder;
    Pack f = x - rounded * 0.693145752F;
    f -= rounded * 1.42860677e-6F;
    Pack p = f * (1.0F / 5040) + (1.0F / 720);
    p = p * f + (1.0F / 120);
    p = p * f + (1.0F / 24);
    p = p * f + (1.0F / 6);
    p = p * f + 0.5F;
    p = p * f + 1.0F;
    p = p * f + 1.0F;
    const Whole power = (__builtin_convertvector(rounded, Whole) + 127) << 23;
    x = p * reinterpret_cast<Pack>(power);
}

/// softmax(scores · scale) of each row, in place.
DISTILLAB_WIDE void softmaxRows(float* scores, std::int64_t rows, std::int64_t width, float scale) {
    for (std::int64_t row = 0; row < rows; ++row, scores += width) {
        Pack most = Pack{} - std::numeric_limits<float>::infinity();
        const std::int64_t whole = width / kLanes * kLanes;
        for (std::int64_t i = 0; i < whole; i += kLanes) {
            Pack value;
            load(value, scores + i);
            most = value > most ? value : most;
        }
        float top = most[0];
        for (std::int64_t i = 1; i < kLanes; ++i) top = std::max(top, most[i]);
        for (std::int64_t i = whole; i < width; ++i) top = std::max(top, scores[i]);

        Pack total = {};
        for (std::int64_t i = 0; i < whole; i += kLanes) {
            Pack value;
            load(value, scores + i);
            value = (value - top) * scale;
            exponential(value);
            total += value;
            store(scores + i, value);
        }
        float sum = sumOf(total);
        if (whole < width) {
            Pack value;
            loadPart(value, scores + whole, width - whole);
            value = (value - top) * scale;
            exponential(value);
            for (std::int64_t i = 0; i < width - whole; ++i) sum += value[i];
            storePart(scores + whole, value, width - whole);
        }
        const float share = 1.0F / sum;
        for (std::int64_t i = 0; i < width; ++i) scores[i] *= share;
    }
}

/// out = dropout(in), positions counted from `first`.
DISTILLAB_WIDE void dropValues(const float* in, float* out, std::int64_t count, const Mask& mask, std::uint64_t first) {
    eachPack(count, [&](std::int64_t at, std::int64_t lanes) __attribute__((always_inline)) {
        Pack value;
        loadPart(value, in + at, lanes);
        drop(value, mask, first + static_cast<std::uint64_t>(at));
        storePart(out + at, value, lanes);
    });
}

/// Gradient of the scores from that of the probabilities, in place: p ∘ (g − Σ p g) · scale, row by row.
DISTILLAB_WIDE void softmaxRowsBackward(const float* probabilities, float* grad, std::int64_t rows, std::int64_t width,
                                        float scale) {
    const std::int64_t whole = width / kLanes * kLanes;
    for (std::int64_t row = 0; row < rows; ++row, grad += width, probabilities += width) {
        Pack along = {};
        for (std::int64_t i = 0; i < whole; i += kLanes) {
            Pack p, g;
            load(p, probabilities + i);
            load(g, grad + i);
            along += p * g;
        }
        float sum = sumOf(along);
        for (std::int64_t i = whole; i < width; ++i) sum += probabilities[i] * grad[i];
        for (std::int64_t i = 0; i < whole; i += kLanes) {
            Pack p, g;
            load(p, probabilities + i);
            load(g, grad + i);
            store(grad + i, p * (g - sum) * scale);
        }
        for (std::int64_t i = whole; i < width; ++i) grad[i] = probabilities[i] * (grad[i] - sum) * scale;
    }
}

/// Where things lie: the texts, the heads, and each text's block of probabilities.
struct Layout {
    Layout(const Offsets& queries, const Offsets& keys, std::int64_t heads, std::int64_t width)
        : queries(queries), keys(keys), heads(heads), depth(width / heads) {
        blocks.push_back(0);
        for (size_t i = 0; i + 1 < queries.size(); ++i) {
            const std::int64_t block = (queries[i + 1] - queries[i]) * (keys[i + 1] - keys[i]);
            blocks.push_back(blocks.back() + block * heads);
            longest = std::max(longest, block);
        }
    }

    std::int64_t texts() const { return static_cast<std::int64_t>(queries.size()) - 1; }
    float scale() const { return 1.0F / std::sqrt(static_cast<float>(depth)); }

    Offsets queries;
    Offsets keys;
    std::int64_t heads;
    std::int64_t depth;
    Offsets blocks;            ///< of probabilities: text i begins at blocks[i], its heads behind one another
    std::int64_t longest = 0;  ///< values of the largest block of one head
};

/// One head of one text.
struct Head {
    Head(const Layout& layout, std::int64_t index) {
        const auto text = static_cast<size_t>(index / layout.heads);
        const std::int64_t head = index % layout.heads;
        firstQuery = layout.queries[text];
        firstKey = layout.keys[text];
        queries = layout.queries[text + 1] - firstQuery;
        keys = layout.keys[text + 1] - firstKey;
        column = head * layout.depth;
        block = layout.blocks[text] + head * queries * keys;
    }
    std::int64_t firstQuery, firstKey, queries, keys, column, block;
};

/// @param probabilities  out, all of them, kept for backward; undefined when nobody will ask
torch::Tensor attend(const torch::Tensor& query, const torch::Tensor& key, const torch::Tensor& value,
                     const Layout& layout, const Mask& mask, const torch::Tensor& probabilities) {
    torch::Tensor out = torch::empty({query.size(0), query.size(1)}, query.options());
    const float* const q = query.const_data_ptr<float>();
    const float* const k = key.const_data_ptr<float>();
    const float* const v = value.const_data_ptr<float>();
    const std::int64_t qStride = query.stride(0);
    const std::int64_t kStride = key.stride(0);
    const std::int64_t vStride = value.stride(0);
    float* const kept = probabilities.defined() ? probabilities.data_ptr<float>() : nullptr;
    float* const result = out.data_ptr<float>();
    const std::int64_t width = query.size(1);
    at::parallel_for(0, layout.texts() * layout.heads, 1, [&](std::int64_t begin, std::int64_t end) {
        std::vector<float> scratch(static_cast<size_t>(kept && !mask.active ? 0 : layout.longest));
        for (std::int64_t i = begin; i < end; ++i) {
            const Head head(layout, i);
            float* const p = kept ? kept + head.block : scratch.data();
            multiply(head.queries, head.keys, layout.depth, {q + head.firstQuery * qStride + head.column, qStride},
                     {k + head.firstKey * kStride + head.column, kStride, true}, p, head.keys);
            softmaxRows(p, head.queries, head.keys, layout.scale());
            const float* used = p;
            if (mask.active) {
                dropValues(p, scratch.data(), head.queries * head.keys, mask, static_cast<std::uint64_t>(head.block));
                used = scratch.data();
            }
            multiply(head.queries, layout.depth, head.keys, {used, head.keys},
                     {v + head.firstKey * vStride + head.column, vStride},
                     result + head.firstQuery * width + head.column, width);
        }
    });
    return out;
}

class PackedAttention : public torch::autograd::Function<PackedAttention> {
public:
    static torch::Tensor forward(AutogradContext* context, const torch::Tensor& query, const torch::Tensor& key,
                                 const torch::Tensor& value, const Offsets& queries, const Offsets& keys,
                                 std::int64_t heads, double probability, std::int64_t seed) {
        const Layout layout(queries, keys, heads, query.size(1));
        const torch::Tensor probabilities = torch::empty({layout.blocks.back()}, query.options());
        torch::Tensor out =
            attend(query, key, value, layout, Mask({probability, static_cast<std::uint64_t>(seed)}), probabilities);
        context->save_for_backward({query, key, value, probabilities});
        context->saved_data["queries"] = queries;
        context->saved_data["keys"] = keys;
        context->saved_data["heads"] = heads;
        context->saved_data["probability"] = probability;
        context->saved_data["seed"] = seed;
        return out;
    }

    static variable_list backward(AutogradContext* context, variable_list grads) {
        const variable_list saved = context->get_saved_variables();
        const torch::Tensor &query = saved[0], &key = saved[1], &value = saved[2], &probabilities = saved[3];
        const torch::Tensor grad = grads[0].contiguous();
        const std::int64_t width = query.size(1);
        const Layout layout(context->saved_data["queries"].toIntVector(), context->saved_data["keys"].toIntVector(),
                            context->saved_data["heads"].toInt(), width);
        const Mask mask({context->saved_data["probability"].toDouble(),
                         static_cast<std::uint64_t>(context->saved_data["seed"].toInt())});
        torch::Tensor gradQuery = torch::empty({query.size(0), width}, query.options());
        torch::Tensor gradKey = torch::empty({key.size(0), width}, query.options());
        torch::Tensor gradValue = torch::empty({key.size(0), width}, query.options());

        const float* const q = query.const_data_ptr<float>();
        const float* const k = key.const_data_ptr<float>();
        const float* const v = value.const_data_ptr<float>();
        const std::int64_t qStride = query.stride(0);
        const std::int64_t kStride = key.stride(0);
        const std::int64_t vStride = value.stride(0);
        const float* const kept = probabilities.const_data_ptr<float>();
        const float* const g = grad.const_data_ptr<float>();
        float* const toQuery = gradQuery.data_ptr<float>();
        float* const toKey = gradKey.data_ptr<float>();
        float* const toValue = gradValue.data_ptr<float>();
        at::parallel_for(0, layout.texts() * layout.heads, 1, [&](std::int64_t begin, std::int64_t end) {
            std::vector<float> scratch(static_cast<size_t>(layout.longest));
            for (std::int64_t i = begin; i < end; ++i) {
                const Head head(layout, i);
                const std::int64_t count = head.queries * head.keys;
                const auto first = static_cast<std::uint64_t>(head.block);
                const float* const p = kept + head.block;
                const Matrix gradOut = {g + head.firstQuery * width + head.column, width};
                const std::int64_t keyPlace = head.firstKey * width + head.column;

                const float* used = p;
                if (mask.active) {
                    dropValues(p, scratch.data(), count, mask, first);
                    used = scratch.data();
                }
                multiply(head.keys, layout.depth, head.queries, {used, head.keys, true}, gradOut, toValue + keyPlace,
                         width);
                float* const scores = scratch.data();
                multiply(head.queries, head.keys, layout.depth, gradOut,
                         {v + head.firstKey * vStride + head.column, vStride, true}, scores, head.keys);
                if (mask.active) dropValues(scores, scores, count, mask, first);
                softmaxRowsBackward(p, scores, head.queries, head.keys, layout.scale());
                multiply(head.queries, layout.depth, head.keys, {scores, head.keys},
                         {k + head.firstKey * kStride + head.column, kStride},
                         toQuery + head.firstQuery * width + head.column, width);
                multiply(head.keys, layout.depth, head.queries, {scores, head.keys, true},
                         {q + head.firstQuery * qStride + head.column, qStride}, toKey + keyPlace, width);
            }
        });
        return {gradQuery,       gradKey,         gradValue,       torch::Tensor(),
                torch::Tensor(), torch::Tensor(), torch::Tensor(), torch::Tensor()};
    }
};

bool isPlain(const torch::Tensor& tensor) {
    return !tensor.defined() || (tensor.device().is_cpu() && tensor.scalar_type() == torch::kFloat32);
}

bool wantsGradient(std::initializer_list<torch::Tensor> tensors) {
    return at::GradMode::is_enabled() && std::any_of(tensors.begin(), tensors.end(), [](const torch::Tensor& tensor) {
               return tensor.defined() && tensor.requires_grad();
           });
}

}  // namespace

torch::Tensor addNorm(const torch::Tensor& x, const torch::Tensor& residual, const torch::Tensor& weight,
                      const torch::Tensor& bias, double epsilon, const DropoutPlan& dropout) {
    if (!isPlain(x) || !isPlain(residual) || !isPlain(weight)) {
        torch::Tensor sum = dropout.probability > 0 ? at::dropout(x, dropout.probability, true) : x;
        if (residual.defined()) sum = sum + residual;
        return at::layer_norm(sum, {sum.size(1)}, weight, bias, epsilon);
    }
    const torch::Tensor other = residual.defined() ? residual.contiguous() : residual;
    if (!wantsGradient({x, residual, weight, bias})) {
        return normalize(x.contiguous(), other, weight, bias, epsilon, dropout).out;
    }
    return AddNorm::apply(x.contiguous(), other.defined() ? std::optional(other) : std::nullopt, weight, bias, epsilon,
                          dropout.probability, static_cast<std::int64_t>(dropout.seed));
}

torch::Tensor packedAttention(const torch::Tensor& query, const torch::Tensor& key, const torch::Tensor& value,
                              const Offsets& queries, const Offsets& keys, std::int64_t heads,
                              const DropoutPlan& dropout) {
    TORCH_CHECK(isPlain(query) && isPlain(key) && isPlain(value), "packed attention reads f32 on the CPU");
    TORCH_CHECK(queries.size() == keys.size() && queries.back() == query.size(0) && keys.back() == key.size(0) &&
                    key.size(0) == value.size(0) && query.size(1) % heads == 0,
                "packed attention of texts that do not fit");
    if (!wantsGradient({query, key, value})) {
        return attend(query, key, value, Layout(queries, keys, heads, query.size(1)), Mask(dropout), {});
    }
    return PackedAttention::apply(query, key, value, queries, keys, heads, dropout.probability,
                                  static_cast<std::int64_t>(dropout.seed));
}

}  // namespace distillab::nn
