#include "ui/model/gate_product.h"

#include "core/functions/catalogue.h"

namespace ui {
namespace {

/// The slope of `function` at `x` by its own row.
double slopeOf(const core::Function& function, double x) {
  core::Node input{.id = core::NodeId("x"), .function = &core::functionNamed("input")};
  input.value = core::LeafValue{core::Tensor::scalar(x), std::nullopt};
  core::Node node{.id = core::NodeId("y"), .function = &function, .inputs = {input.id}};
  const core::Trace trace = core::run(core::Graph().withNode(std::move(input)).withNode(std::move(node)));
  return trace.local(1, 0).dense()[0];
}

}  // namespace

std::optional<GateProduct> gateProduct(const Moment& moment, const GateChain& chain) {
  const core::Graph& graph = moment.graph();
  const core::Trace& trace = moment.trace();
  const auto scalarAt = [&](const core::NodeId& id) -> std::optional<std::size_t> {
    const auto position = graph.position(id);
    if (!position || !trace.hasValue(*position) || !moment.valueKnown(*position)) return std::nullopt;
    return trace.value(*position).size() == 1 ? position : std::nullopt;
  };
  const auto from = scalarAt(chain.from);
  if (!from) return std::nullopt;
  GateProduct product;
  for (std::size_t k = 0; k < chain.gates.size(); ++k) {
    const auto gate = scalarAt(chain.gates[k]);
    if (!gate) return std::nullopt;
    product.locals.push_back(trace.local(*gate, chain.arguments[k]).dense()[0]);
  }
  product.product = 1;
  for (std::size_t k = product.locals.size(); k-- > 0;) product.product *= product.locals[k];
  product.whole = slopeOf(*chain.whole, trace.value(*from)[0]);
  return product;
}

}  // namespace ui
