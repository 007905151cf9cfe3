#include "core/distill/feature_losses.h"

#include "core/base/error.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace distillab::distill {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::FeatureLosses)
};

/// What a loss compares: the student with its graph, the teacher without.
struct Pair {
    torch::Tensor student;
    torch::Tensor teacher;
};

/// @param sentence  names the teacher's shape as %1 and the student's as %2
void require(bool fits, const QString& sentence, const torch::Tensor& student, const torch::Tensor& teacher) {
    if (fits) return;
    const auto shape = [](const torch::Tensor& tensor) { return QString::fromStdString(c10::str(tensor.sizes())); };
    throw RequestError(sentence.arg(shape(teacher), shape(student)));
}

Pair atSmallerSize(const torch::Tensor& student, const torch::Tensor& teacher) {
    const Pair same{student, teacher.detach()};
    if (student.dim() != 4 || teacher.dim() != 4) return same;
    if (student.sizes().slice(2) == teacher.sizes().slice(2)) return same;
    const std::array size{std::min(student.size(2), teacher.size(2)), std::min(student.size(3), teacher.size(3))};
    return {at::adaptive_avg_pool2d(same.student, size), at::adaptive_avg_pool2d(same.teacher, size)};
}

Pair hiddenStates(const torch::Tensor& student, const torch::Tensor& teacher) {
    const Pair pair = atSmallerSize(student, teacher);
    require(pair.student.dim() >= 2 && pair.student.sizes() == pair.teacher.sizes(),
            Text::tr("the hidden states of teacher and student differ in shape: %1 and %2"), student, teacher);
    return pair;
}

/// One row per item.
Pair itemRows(const torch::Tensor& student, const torch::Tensor& teacher) {
    require(student.dim() >= 2 && teacher.dim() >= 2 && student.size(0) == teacher.size(0),
            Text::tr("the features of teacher and student are not of the same items: %1 and %2"), student, teacher);
    return {student.flatten(1), teacher.detach().flatten(1)};
}

/// How at::cdist takes distances: from differences. Matrix products are faster but blur what is small.
constexpr std::int64_t kWithoutProducts = 2;

/// The vectors along an axis at length 1. One of length 0 stays as it is, with a gradient that is finite.
torch::Tensor unit(const torch::Tensor& vectors, std::int64_t axis) {
    const torch::Tensor length = at::linalg_vector_norm(vectors, 2, axis, /*keepdim=*/true);
    return vectors / length.masked_fill(length.eq(0), 1);
}

/// Huber loss of relations of which so many are no relation of an item to itself; 0 when there is none.
torch::Tensor meanHuber(const torch::Tensor& student, const torch::Tensor& teacher, std::int64_t relations) {
    return at::smooth_l1_loss(student, teacher, at::Reduction::Sum) / std::max<std::int64_t>(relations, 1);
}

}  // namespace

torch::Tensor hiddenMseLoss(const torch::Tensor& student, const torch::Tensor& teacher) {
    const Pair pair = hiddenStates(student, teacher);
    return at::mse_loss(pair.student, pair.teacher);
}

torch::Tensor hiddenCosineLoss(const torch::Tensor& student, const torch::Tensor& teacher) {
    const Pair pair = hiddenStates(student, teacher);
    return 1 - (unit(pair.student, 1) * unit(pair.teacher, 1)).sum(1).mean();
}

torch::Tensor attentionMapLoss(const torch::Tensor& student, const torch::Tensor& teacher, const torch::Tensor& mask) {
    const auto withOneHead = [](const torch::Tensor& maps) { return maps.dim() == 4 ? maps.narrow(1, 0, 1) : maps; };
    require(student.dim() == 4 && student.size(2) == student.size(3) &&
                withOneHead(student).sizes() == withOneHead(teacher).sizes(),
            Text::tr("the attention maps of teacher and student differ in shape: %1 and %2"), student, teacher);
    const torch::Tensor real =
        mask.defined() ? mask : at::ones({student.size(0), student.size(2)}, student.options().dtype(at::kBool));
    if (real.dim() != 2 || real.size(0) != student.size(0) || real.size(1) != student.size(2)) {
        throw RequestError(Text::tr("the attention mask does not tell for each token whether it is real"));
    }

    const torch::Tensor padding = (real.unsqueeze(2) & real.unsqueeze(1)).logical_not().unsqueeze(1);
    const auto compared = [&](const torch::Tensor& scores) {
        if (student.size(1) == teacher.size(1)) return scores.masked_fill(padding, 0);
        // The least number, not −inf, which would make 0/0 of a row of padding alone.
        const torch::Tensor masked = scores.masked_fill(padding, std::numeric_limits<float>::lowest());
        return at::softmax(masked, 3).mean(1, /*keepdim=*/true).masked_fill(padding, 0);
    };
    const torch::Tensor maps = compared(student);
    const torch::Tensor pairs = padding.logical_not().sum().clamp_min(1) * maps.size(1);
    return at::mse_loss(maps, compared(teacher.detach()), at::Reduction::Sum) / pairs;
}

torch::Tensor attentionTransferLoss(const torch::Tensor& student, const torch::Tensor& teacher) {
    require(student.dim() == 4 && teacher.dim() == 4 && student.size(0) == teacher.size(0),
            Text::tr("attention transfer compares feature maps of the same images, not %1 and %2"), student, teacher);
    const auto attention = [](const torch::Tensor& maps) { return unit(maps.square().sum(1).flatten(1), 1); };
    const Pair pair = atSmallerSize(student, teacher);
    return at::mse_loss(attention(pair.student), attention(pair.teacher));
}

torch::Tensor relationalDistanceLoss(const torch::Tensor& student, const torch::Tensor& teacher) {
    const Pair pair = itemRows(student, teacher);
    const std::int64_t pairs = student.size(0) * (student.size(0) - 1) / 2;
    const auto relative = [pairs](const torch::Tensor& rows) {
        const torch::Tensor distances = at::pdist(rows);  // each pair once; its gradient at distance 0 is 0
        const torch::Tensor mean = distances.sum() / std::max<std::int64_t>(pairs, 1);
        return distances / mean.masked_fill(mean.eq(0), 1);
    };
    return meanHuber(relative(pair.student), relative(pair.teacher), pairs);
}

torch::Tensor relationalAngleLoss(const torch::Tensor& student, const torch::Tensor& teacher) {
    const Pair pair = itemRows(student, teacher);
    const std::int64_t items = student.size(0);
    const auto cosines = [](const torch::Tensor& rows) {  // [j, i, k], by the law of cosines
        const torch::Tensor distance = at::cdist(rows, rows, 2, kWithoutProducts);
        const torch::Tensor square = distance.square();
        const torch::Tensor inverse = distance.masked_fill(distance.eq(0), HUGE_VAL).reciprocal();
        return (square.unsqueeze(2) + square.unsqueeze(1) - square.unsqueeze(0)) *
               (inverse.unsqueeze(2) * (inverse.unsqueeze(1) / 2));
    };
    return meanHuber(cosines(pair.student), cosines(pair.teacher), items * (items - 1) * (items - 2));
}

torch::Tensor similarityPreservingLoss(const torch::Tensor& student, const torch::Tensor& teacher) {
    const Pair pair = itemRows(student, teacher);
    const auto similarities = [](const torch::Tensor& rows) { return unit(at::mm(rows, rows.t()), 1); };
    return at::mse_loss(similarities(pair.student), similarities(pair.teacher));
}

}  // namespace distillab::distill
