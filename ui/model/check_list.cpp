#include "ui/model/check_list.h"

#include <algorithm>

namespace ui {
namespace {

using core::Index;

constexpr Index mostProduct = Index(1) << 26;  // entries of a local gradient that are multiplied out
constexpr Index glance = Index(1) << 23;       // numbers that differences compute within a glance
constexpr Index evaluationsAnEntry = 8;        // about as many as differences take of a smooth function

bool isDifferentiated(const core::Plan& plan, std::size_t node) {
  for (std::size_t k = 0; k < plan.inputsOf(node).size(); ++k)
    if (plan.isDifferentiated(node, k)) return true;
  return false;
}

void addProducts(NodeCheck& check, const core::Trace& trace, const core::Watch& watch) {
  const core::Plan& plan = trace.plan();
  if (!trace.hasGradient(check.node)) return;
  for (std::size_t k = 0; k < plan.inputsOf(check.node).size(); ++k) {
    if (!plan.isActive(check.node, k)) continue;
    const Index columns = plan.node(static_cast<std::size_t>(plan.inputsOf(check.node)[k])).shape.size();
    const Index rows = trace.stack().size() * plan.node(check.node).shape.size();
    if (columns > 0 && rows > mostProduct / columns) continue;
    const core::ProductCheck product = core::checkProduct(trace, check.node, k, {watch.stop, {}});
    if (!check.product) {
      check.product = product;
      continue;
    }
    check.product->worst = std::max(check.product->worst, product.worst);
    check.product->isEqual = check.product->isEqual && product.isEqual;
    check.product->entries += product.entries;
  }
}

}  // namespace

NodeCheck::Verdict NodeCheck::verdict() const {
  if (!differences.agrees() || (product && !product->agrees())) return Verdict::Differs;
  if (differences.corners > 0) return Verdict::HasCorners;
  return differences.node ? Verdict::Agrees : Verdict::Nothing;
}

std::vector<std::size_t> checkedLeaves(const core::Trace& trace) {
  std::vector<std::size_t> leaves;
  for (const std::size_t p : trace.order())
    if (trace.graph().node(p).isLeaf() && trace.hasGradient(p)) leaves.push_back(p);
  return leaves;
}

std::vector<std::size_t> checkedFunctions(const core::Trace& trace) {
  std::vector<std::size_t> functions;
  for (const std::size_t p : trace.order())
    if (!trace.graph().node(p).isLeaf() && trace.hasValue(p) && isDifferentiated(trace.plan(), p))
      functions.push_back(p);
  return functions;
}

Index checkedEntries(const core::Trace& trace, std::size_t node) {
  const core::Plan& plan = trace.plan();
  if (trace.graph().node(node).isLeaf()) return trace.hasGradient(node) ? plan.node(node).shape.size() : 0;
  Index entries = 0;
  for (std::size_t k = 0; k < plan.inputsOf(node).size(); ++k)
    if (plan.isDifferentiated(node, k))
      entries += plan.node(static_cast<std::size_t>(plan.inputsOf(node)[k])).shape.size();
  return entries;
}

NodeCheck checkedNode(const core::Trace& trace, std::size_t node, Index most, const core::Watch& watch) {
  NodeCheck check{.node = node, .entries = checkedEntries(trace, node)};
  if (trace.graph().node(node).isLeaf()) {
    check.differences = core::checkLeaf(trace, node, watch, most);
  } else {
    check.differences = core::checkNode(trace, node, watch, most);
    addProducts(check, trace, watch);
  }
  return check;
}

bool isQuickToCheck(const core::Trace& trace, std::size_t node, Index most) {
  const core::Plan& plan = trace.plan();
  const bool isLeaf = trace.graph().node(node).isLeaf();
  const Index entries = std::min(checkedEntries(trace, node), most);
  const Index numbers = isLeaf ? plan.valueCount() : plan.node(node).shape.size();
  return entries == 0 || numbers <= glance / evaluationsAnEntry / entries;
}

}  // namespace ui
