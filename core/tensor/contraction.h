#pragma once

#include <span>
#include <vector>

#include "core/tensor/shape.h"

namespace core {

/// A tensor in a sum over letters, such as a in Σ_j a[i,j]·b[j,k]: where it stands, and how far one step of
/// each letter moves in it (0 where it does not have the letter).
template <typename Number>
struct Lettered {
  Number* data;
  std::vector<Index> steps;
};

/// target[…] += Σ Π_k operands[k][…] over all letters that the target does not have; letter l runs over
/// sizes[l] entries, at most 64 letters. The operands are joined two at a time, the pair with the smallest
/// result first, each pair by matrix products. Beside the operands it keeps their copies at most, and those
/// results.
void contractAdd(std::span<const Index> sizes, std::vector<Lettered<const double>> operands,
                 const Lettered<double>& target);

}  // namespace core
