#pragma once

#include <string>

#include "core/autodiff/trace.h"
#include "core/linear_map/chain_table.h"
#include "core/message.h"
#include "core/natural.h"

namespace core {

/// The generalized Jacobian of node `to` by node `from` (positions), of shape to-shape × from-shape, by the
/// chain rule over all paths between them through differentiated arguments: a composed map, in which
/// neighbours with a simple product or sum are made one. It is applied and read node by node, parts that
/// paths share are gone through once, and no table is made. Zero where `to` does not depend on `from`; the
/// identity where they are the same node. Throws `Error` where a value is missing, `Stopped`.
LinearMap jacobian(const Trace& trace, std::size_t to, std::size_t from, const Watch& watch = {});

/// A Jacobian as a table, how it was made and what that cost.
struct JacobianTable {
  Tensor entries;           ///< of shape to-shape × from-shape
  std::string structure;    ///< of the composed map, in words
  std::size_t factors = 0;  ///< maps in the chain between the nodes through which all paths lead
  TableWay way = TableWay::Read;
  std::string order;        ///< of `TableWay::Ordered`: "(∂L/∂s · ∂s/∂a) · ∂a/∂x"
  Natural multiplications;  ///< made in all, with those that found the structure
  Natural forward;          ///< that forward mode takes
  Natural reverse;          ///< that reverse mode takes
};

/// The same as a table, made the cheapest way: read off its structure, by forward mode, by reverse mode, or
/// for chains in the best order of association. Throws `Error` where it would have more than `limit` entries
/// or a value is missing, `Stopped`.
JacobianTable jacobianTable(const Trace& trace, std::size_t to, std::size_t from,
                            Index limit = Index(1) << 26, const Watch& watch = {});

/// Its structure, how it was made and what that cost: "composed: a product of 3 maps, row by row in reverse
/// mode: 9 multiplications (forward mode: 18)".
Message madeHow(const JacobianTable& table);

}  // namespace core
