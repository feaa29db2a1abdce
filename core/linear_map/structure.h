#pragma once

#include "core/tensor/shape.h"

namespace core {

/// What form a local gradient has; `Form::describe` says it in words.
enum class Structure {
  Zero,       ///< no entry differs from 0
  Identity,   ///< 1 on the diagonal
  Scaled,     ///< one number on the diagonal
  Diagonal,   ///< J[j,i] = 0 unless j = i
  Selection,  ///< each row holds at most one 1 (reshape, permute, slice, cat)
  Broadcast,  ///< a selection in which an input entry feeds several output entries, or its transpose, a sum
  BlockDiagonal,    ///< full blocks along the diagonal, each with numbers of its own
  Kronecker,        ///< A ⊗ I or I ⊗ B (matrix products)
  Toeplitz,         ///< the same small kernel slides along the diagonal (convolutions, average pooling)
  Triangular,       ///< J[j,i] = 0 above the diagonal of every block (running sums)
  LowRankDiagonal,  ///< blocks of a diagonal plus a matrix of low rank (softmax, normalisations)
  Dense,            ///< a table
  Composed          ///< a product or a sum of maps without a simpler form
};

/// Enough of a map's structure to draw its glyph: the matrix falls into `rowBlocks` × `columnBlocks` equal
/// blocks, and each block that is filled looks like `inside`.
struct Pattern {
  Structure kind = Structure::Dense;    ///< of the whole
  Structure inside = Structure::Dense;  ///< of one block
  Index rowBlocks = 1;
  Index columnBlocks = 1;
  Index blockRows = 0;  ///< the size of one block, in entries
  Index blockColumns = 0;
  bool onDiagonal = false;  ///< only the blocks (k, k) are filled, else all of them are

  bool operator==(const Pattern&) const = default;
};

}  // namespace core
