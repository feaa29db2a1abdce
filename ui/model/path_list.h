#pragma once

#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/autodiff/trace.h"
#include "core/natural.h"

namespace ui {

/// A wire that lies on a path, with the local gradient along it.
struct PathWire {
  std::size_t from = 0;  ///< positions of its two nodes
  std::size_t to = 0;
  std::size_t argument = 0;
  core::LinearMap local;
  std::optional<double> number = {};  ///< where the local gradient is one entry
};

/// One path: its local gradients and their product.
struct PathRow {
  int found = 0;                             ///< from 1, in the order in which it was found
  std::vector<std::size_t> wires = {};       ///< into `PathList::wires`, from the input on
  std::optional<core::Tensor> product = {};  ///< of the list's shape; empty where it is too large to form
  double size = 0;                           ///< its entry of largest magnitude, as a magnitude
};

/// A node at which paths part: what its consumers send back, and the sum.
struct Parting {
  std::size_t node = 0;
  std::vector<std::size_t> by = {};  ///< the consumers, in the order of arrival
  std::vector<core::Tensor> parts = {};
  core::Tensor sum = {};
};

/// ∂to/∂from as a sum over paths, beside the backward pass that shares their factors.
struct PathList {
  std::shared_ptr<const core::Trace> trace;
  std::size_t from = 0;
  std::size_t to = 0;
  core::Natural count = 0;    ///< of all paths, exact
  std::size_t steps = 0;      ///< backward steps between the two nodes
  core::Natural byPaths = 0;  ///< multiplications, each path on its own, local gradients as explicit matrices
  core::Natural byBackward = 0;  ///< and with shared factors
  std::vector<PathWire> wires = {};
  std::vector<PathRow> rows = {};
  bool isWhole = true;     ///< all paths are among the rows; else the largest along the greedy path
  bool isFormed = true;    ///< Jacobians of this shape are small enough to be shown
  core::Shape shape = {};  ///< to-shape × from-shape
  std::optional<core::Tensor> sum = {};       ///< of all paths, where all are listed
  std::optional<core::Tensor> backward = {};  ///< the same by the backward pass
  std::vector<Parting> partings = {};
  std::optional<double> check =
      {};  ///< worst relative error against finite differences, of an input of the output

  /// Whether every factor is one number.
  bool isScalar() const;
  /// |sum − backward|, the largest over the entries; empty where one of them is missing.
  std::optional<double> difference() const;
  /// The nodes of a row in forward order, both ends included.
  std::vector<std::size_t> nodesOf(const PathRow& row) const;
  /// The wires that only this row uses.
  std::vector<std::size_t> ownWires(std::size_t row) const;
};

/// Lists the paths, at most `limit`; where there are more, those of the largest product of the factors'
/// norms. Throws `core::Error` where a value is missing, `core::Stopped`.
PathList pathList(std::shared_ptr<const core::Trace> trace, std::size_t from, std::size_t to,
                  std::size_t limit = 200, const std::stop_token& stop = {});

}  // namespace ui
