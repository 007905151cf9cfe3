#pragma once

#include "core/nn/transformer.h"

#include <QStringList>

#include <cstdint>
#include <memory>
#include <vector>

/// What a text student may start from besides fresh weights and a folder of its own.
namespace distillab::nn {

/// `count` layers spread evenly over a teacher's, the first included, as DistilBERT's authors took theirs: 0, 2, 4, …
/// for half of them. @throws RequestError for more layers than the teacher has
std::vector<int> evenlySpacedLayers(int teacherLayers, int count);

/// A student of the teacher's kind and width with chosen layers of it, its embeddings and, for as many labels, its
/// head.
/// @param layers  the teacher's layers, in the student's order
/// @param labels  of the task
/// @param seed    for a head of other labels
/// @throws RequestError when the teacher has no such layer
std::unique_ptr<Transformer> studentOfTeacherLayers(const Transformer& teacher, const std::vector<int>& layers,
                                                    const QStringList& labels, std::uint64_t seed);

/// Puts the embeddings of a wider teacher into the student: the principal components of the teacher's word table
/// (Pearson 1901), the most telling ones first; words, positions and token types in the same basis.
/// @throws RequestError when the vocabularies differ in size or the teacher's embeddings are narrower
void projectEmbeddings(Transformer& student, const Transformer& teacher);

}  // namespace distillab::nn
