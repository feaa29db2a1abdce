#pragma once

#include <QString>

#include <array>
#include <optional>
#include <vector>

#include "ui/figures/heatmap_image.h"
#include "ui/figures/panel_facts.h"
#include "ui/model/equation.h"
#include "ui/model/scalar_slice.h"

namespace ui {

/// The largest local gradient that is formed to be drawn, in entries; above, its structure is told instead.
inline constexpr core::Index largestFormed = core::Index(1) << 20;

/// All that a drawing of upstream · local = downstream needs and that does not depend on its size: numbers
/// and words.
struct EquationContent {
  Equation equation;
  std::vector<double> local = {};  ///< the (∏M) × (∏N) numbers, row-major; empty where they are not formed
  double limit = 1;                ///< largest finite |v| of the three panels; 1 where all are 0
  std::array<bool, 3> allZero = {};  ///< panels without any entry other than 0: upstream, local, downstream
  std::array<PanelFacts, 3> facts = {};  ///< of upstream, local, downstream, for their colour scales
  PooledMatrix upstream = {}, downstream = {};  ///< of gradients too large to draw entry by entry; else empty

  QString upstreamTex = {}, localTex = {}, downstreamTex = {};  ///< ∂L/∂s, ∂s/∂a, ∂L/∂a
  QString localFormulaTex = {};  ///< the right side of ∂s/∂a = W_1; empty where it is long
  QString upstreamSource = {};   ///< "from Softmax-CE"
  QString downstreamGoal = {};   ///< "goes to tanh"
  QString structure = {};        ///< the form in words: "diagonal"
  core::Index structuralNonZeros = 0;
  double inputValue = 0;  ///< of a scalar input: where the slope is taken
  std::optional<ScalarSlice> slice = {};  ///< the function of one number whose slope the local gradient is, where it is one
  QString functionTex = {};               ///< "e = e^n", of such a function
  std::optional<SmallRise> rise = {};     ///< what a small rise of its input does; what is asked for is left out
  bool inputIsFree = false;               ///< the input is an input or parameter of one number, that can be changed by hand

  core::Index rows() const { return equation.local.rows(); }
  core::Index columns() const { return equation.local.columns(); }
  bool isFormed() const { return rows() * columns() <= largestFormed; }
  /// More than 64 × 64 entries: it can be shown as a huge one too.
  bool canBeHuge() const { return rows() * columns() > 4096; }
  /// One number times one number; also where shapes such as 1 × 1 hold it.
  bool isScalar() const { return rows() == 1 && columns() == 1 && equation.upstreamRows() == 1; }
  /// Whether the readings of the local gradient differ.
  bool hasReadings() const { return equation.outputShape().rank() > 1 || equation.inputShape().rank() > 1; }
};

/// How many numbers `equationContent` has to touch, for the choice to do it in the background.
/// A structure's name (`LinearMap::structureName`) in words of the reader, part by part; formulas in it stay as they are.
QString structureWords(const QString& name);
core::Index equationCost(const Moment& moment, std::size_t node, std::size_t argument);

/// The content of `equationAt`; empty where that is empty.
std::optional<EquationContent> equationContent(const Moment& moment, std::size_t node, std::size_t argument);

}  // namespace ui
