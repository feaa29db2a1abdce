#include "core/autodiff/chain.h"

#include <algorithm>
#include <array>

#include "core/autodiff/calls.h"

namespace core {
namespace {

/// Entries of a tile: what one node writes is in the first or second cache when the next one reads it, and a stretch is long enough
/// that memory streams.
constexpr Index tileSize = 4096;

/// The part of a chain's tensors from `first` on. A tensor of one entry is the same in every tile.
class Tile {
 public:
  Tile(const Plan& plan, const double* values, Index first, Index count)
      : plan_(plan), values_(values), first_(first), shape_{count} {}

  bool isWhole(std::size_t position) const { return plan_.node(position).shape.size() == 1; }
  TensorView value(std::size_t position) const {
    static const Shape scalar;
    const double* const entries = values_ + plan_.node(position).offset;
    if (isWhole(position)) return {scalar, {entries, 1}};
    return {shape_, {entries + first_, static_cast<std::size_t>(shape_[0])}};
  }
  std::span<double> in(double* slab, std::size_t position) const {
    return {slab + plan_.node(position).offset + first_, static_cast<std::size_t>(shape_[0])};
  }

 private:
  const Plan& plan_;
  const double* values_;
  Index first_;
  Shape shape_;
};

/// The inputs of one node in a tile.
class TileInputs {
 public:
  TileInputs(const Plan& plan, const Tile& tile, std::size_t position) : count_(plan.inputsOf(position).size()) {
    std::ranges::transform(plan.inputsOf(position), tensors_.begin(),
                           [&](std::int64_t input) { return tile.value(static_cast<std::size_t>(input)); });
  }
  operator Inputs() const { return {std::span(tensors_).first(count_), 0}; }

 private:
  std::array<TensorView, std::tuple_size_v<decltype(Operands::input)>> tensors_;
  std::size_t count_;
};

const Function& functionAt(const Plan& plan, std::size_t position) { return *plan.graph().node(position).function; }

template <typename Use>
void forEachTile(const Plan& plan, std::size_t position, const double* values, const std::stop_token& stop, Use&& use) {
  const Index size = plan.node(position).shape.size();
  for (Index first = 0; first < size; first += tileSize) {
    if (stop.stop_requested()) throw Stopped{};
    use(Tile(plan, values, first, std::min(tileSize, size - first)));
  }
}

}  // namespace

void chainForward(const Plan& plan, std::span<const std::size_t> chain, double* values, const std::stop_token& stop) {
  forEachTile(plan, chain.front(), values, stop, [&](const Tile& tile) {
    for (const std::size_t p : chain)
      functionAt(plan, p).value(TileInputs(plan, tile, p), plan.settings(p), tile.in(values, p));
  });
}

void chainBackward(const Plan& plan, std::span<const std::size_t> chain, const double* values, double* gradients,
                   const std::stop_token& stop) {
  // Calls `use(node, argument, input)` for all contributions of the chain to tensors, or to single entries.
  const auto forEach = [&](bool toEntries, auto use) {
    for (const std::size_t p : chain) {
      const std::span<const std::int64_t> inputs = plan.inputsOf(p);
      for (std::size_t k = 0; k < inputs.size(); ++k) {
        const auto input = static_cast<std::size_t>(inputs[k]);
        if (plan.isActive(p, k) && (plan.node(input).shape.size() == 1) == toEntries) use(p, k, input);
      }
    }
  };
  forEachTile(plan, chain.front(), values, stop, [&](const Tile& tile) {
    forEach(false, [&](std::size_t p, std::size_t k, std::size_t input) {
      const std::span<double> downstream = tile.in(gradients, input);
      const Function& function = functionAt(plan, p);
      const TileInputs inputs(plan, tile, p);
      if (plan.program().clears[plan.node(p).firstInput + k]) {
        function.assign(k, inputs, tile.value(p), plan.settings(p), tile.in(gradients, p), downstream);
      } else {
        function.accumulate(k, inputs, tile.value(p), plan.settings(p), 1, tile.in(gradients, p), downstream);
      }
    });
  });
  // What goes to one entry is summed over the whole tensor at once, as it is outside a chain.
  forEach(true, [&](std::size_t p, std::size_t k, std::size_t input) {
    const PlannedNode& node = plan.node(p);
    Call(plan, values, p)
        .accumulate(k, 1, {gradients + node.offset, static_cast<std::size_t>(node.shape.size())},
                    {gradients + plan.node(input).offset, 1});
  });
}

}  // namespace core
