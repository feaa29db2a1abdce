#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "core/linear_map/linear_map.h"
#include "ui/model/moment.h"

namespace ui {

/// upstream · local = downstream at one node by one of its arguments: what the dock and the equation figure show.
struct Equation {
  std::size_t node = 0;
  std::size_t argument = 0;
  std::size_t input = 0;             ///< position of the node that feeds the argument
  core::Shape stack;                 ///< leading axes of upstream and downstream: none for one row
  core::Tensor upstream;             ///< stack + output shape
  core::LinearMap local;             ///< output shape × input shape
  core::Tensor downstream;           ///< stack + input shape: this contribution alone; NaN where it is hidden
  QString outputName, nodeName, inputName;  ///< LaTeX: L, s, a
  bool hidden = false;               ///< the downstream is asked for

  const core::Shape& outputShape() const { return local.outputShape(); }
  const core::Shape& inputShape() const { return local.inputShape(); }
  core::Index upstreamRows() const { return stack.size(); }
};

/// The equation of `node` by `argument`; empty where it takes no part in the backward pass or the upstream is not complete at this moment;
/// also at a step that is shown wire by wire, before it is this wire's turn.
std::optional<Equation> equationAt(const Moment& moment, std::size_t node, std::size_t argument);

/// One product of the written inner product: upstream[k,j] · J[j,i].
struct Term {
  core::Index j;   ///< flat index of the node's output entry
  double upstream;
  double local;
  double product() const { return upstream * local; }
};

/// The inner product that gives one downstream entry, computed from the entries of the three panels.
struct InnerProduct {
  core::Index row = 0;     ///< of the upstream stack
  core::Index entry = 0;   ///< flat index of the input's entry
  std::vector<Term> terms; ///< all of them, in order of j, where there are at most six; else the three of largest magnitude first, or
                           ///< the first six where the result is hidden
  core::Index otherCount = 0;  ///< how many terms are not listed
  double otherSum = 0;
  double sum = 0;          ///< of all terms, in order of j
  double shown = 0;        ///< the downstream panel's entry
};
InnerProduct innerProduct(const Equation& equation, core::Index row, core::Index entry);

}  // namespace ui
