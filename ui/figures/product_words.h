#pragma once

#include "ui/figures/matrix_row.h"
#include "ui/model/chain_product.h"

namespace ui {

/// A product of matrices as a row with headers and names, the result last. Sides are numbered along the
/// product from 1.
MatrixRow productRow(const core::Graph& graph, const ChainMatrices& product, bool numbers);

/// What an entry of the row lights: of the result its row, its column and itself, of a factor the row or
/// column that it stands in.
RowLight productLight(const core::Graph& graph, const ChainMatrices& product, const MatrixEntry& entry);

/// Why a side stands in two matrices.
RowLight sideLight(const ChainMatrices& product, int side);

/// What the product is in words, while nothing is lit.
Sentence productSentence(const core::Graph& graph, const ChainMatrices& product);

/// The product as LaTeX, with the numbers where they are few.
QString productLatex(const core::Graph& graph, const ChainMatrices& product);

}  // namespace ui
