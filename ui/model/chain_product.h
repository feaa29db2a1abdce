#pragma once

#include <QString>

#include <memory>
#include <optional>
#include <stop_token>
#include <utility>
#include <vector>

#include "core/autodiff/trace.h"
#include "ui/model/path_list.h"

namespace ui {

/// The two ends between which the chain rule is asked for (positions), or why a selection has none.
struct ChainEnds {
  std::size_t from = 0;
  std::size_t to = 0;
  QString refusal = {};
  bool isValid() const { return refusal.isEmpty(); }
};

/// What a selection of nodes asks for: its one output by the one value of interest that leads into it. Two
/// nodes that are not neighbours ask for the later one by the earlier one.
ChainEnds chainEnds(const core::Plan& plan, const std::vector<core::NodeId>& selection);

/// A generalized Jacobian between two nodes of a chain.
struct ChainLink {
  std::size_t from = 0;
  std::size_t to = 0;
  core::LinearMap map;
};

/// The maps between the nodes through which all paths lead, in forward order. Where paths part between two of
/// them, their map is the sum.
std::vector<ChainLink> chainLinks(const core::Trace& trace, std::size_t from, std::size_t to);

/// One path of a list as a chain: its wires' local gradients in forward order.
std::vector<ChainLink> branchLinks(const PathList& list, const PathRow& branch);

/// What is asked between two nodes of a run: the chain, its branches where paths part, and the whole way to
/// the output.
struct ChainAnswer {
  std::shared_ptr<const core::Trace> trace;
  std::size_t from = 0;
  std::size_t to = 0;
  std::vector<ChainLink> links = {};
  std::shared_ptr<const PathList> branches = {};  ///< null where there is one path only
  std::vector<ChainLink> whole = {};  ///< from `from` to the output; empty where that does not depend on it
};

/// Throws `core::Error` where a value is missing, `core::Stopped`.
ChainAnswer chainAnswer(std::shared_ptr<const core::Trace> trace, std::size_t from, std::size_t to,
                        const std::stop_token& stop = {});

/// A matrix of a product with its numbers.
struct ChainMatrix {
  std::size_t from = 0;
  std::size_t to = 0;
  core::Shape toShape, fromShape;
  core::Index rows = 0, columns = 0;
  std::vector<double> numbers = {};  ///< row-major; empty where they are too many
  QString structure = {};            ///< the form of a single local gradient in words; empty of a product
  bool isFormed() const { return !numbers.empty() || rows * columns == 0; }
};

/// A product of matrices, the last function's first, and its result.
struct ChainMatrices {
  std::vector<ChainMatrix> factors = {};
  ChainMatrix result = {};
  /// |left order − right order|, the largest over the entries; empty where there is nothing to compare.
  std::optional<double> difference = {};
};

/// The matrices of a chain that meets at the end of link `meet` − 1 (two factors), or all of its links where
/// `meet` is empty.
ChainMatrices chainMatrices(const std::vector<ChainLink>& links, std::optional<std::size_t> meet,
                            const std::stop_token& stop = {});

}  // namespace ui
