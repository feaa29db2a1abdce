#include "core/autodiff/chain.h"

#include <algorithm>
#include <array>

#include "core/autodiff/calls.h"
#include "core/tensor/aligned_buffer.h"
#include "core/tensor/stream.h"

namespace core {
namespace {

/// Entries of a tile: what one node writes is in the first or second cache when the next one reads it, and a stretch is long enough
/// that memory streams.
constexpr Index tileSize = 4096;

// Numbers that fill the caches many times over are made in the first cache and streamed to memory from there: in so many places for tiles
// of so many entries, which the nodes of a chain take in turns.
constexpr std::ptrdiff_t places = 4;
constexpr Index streamedTile = 1024;
constexpr Index leastStreamed = Index(1) << 22;

const Function& functionAt(const Plan& plan, std::size_t position) { return *plan.graph().node(position).function; }

/// A chain that is gone through tile by tile.
class Walk {
public:
  Walk(const Plan& plan, std::span<const std::size_t> chain)
      : plan_(plan), chain_(chain), size_(plan.node(chain.front()).shape.size()), streams_(size_ * std::ssize(chain) >= leastStreamed) {}

  /// Where the numbers of the node `index` of a tile are made before they go to memory; null where they are made in memory.
  double* placeOf(std::ptrdiff_t index) const { return streams_ ? cache() + index % places * streamedTile : nullptr; }
  /// Where the numbers of a node stand that the node `index` reads: still in its place, or null.
  double* valueInPlace(std::size_t position, std::ptrdiff_t index) const {
    for (std::ptrdiff_t k = std::max<std::ptrdiff_t>(index - places + 1, 0); streams_ && k < index; ++k) {
      if (chain_[static_cast<std::size_t>(k)] == position) return placeOf(k);
    }
    return nullptr;
  }
  /// The place in which the gradient of the node `index` is summed up, if all contributions come from nodes shortly before it; else null.
  double* gradientPlace(std::ptrdiff_t index) const {
    const std::span<const Contribution> contributions = plan_.contributions(chain_[static_cast<std::size_t>(index)]);
    if (!streams_ || contributions.empty()) return nullptr;
    return valueInPlace(contributions[0].consumer, index) ? placeOf(index) : nullptr;
  }
  /// The same for any node to which the node `index` contributes.
  double* gradientPlace(std::size_t position, std::ptrdiff_t index) const {
    const std::ptrdiff_t end = std::min(index + places, std::ssize(chain_));
    for (std::ptrdiff_t k = index + 1; streams_ && k < end; ++k) {
      if (chain_[static_cast<std::size_t>(k)] == position) return gradientPlace(k);
    }
    return nullptr;
  }
  template <typename Use>
  void forEachTile(const std::stop_token& stop, Use&& use) const {
    const Index most = streams_ ? streamedTile : tileSize;
    for (Index first = 0; first < size_; first += most) {
      if (stop.stop_requested()) throw Stopped{};
      use(first, std::min(most, size_ - first));
    }
    if (streams_) endStream();
  }

private:
  static double* cache() {
    thread_local const AlignedBuffer buffer = alignedBuffer(static_cast<std::size_t>(places * streamedTile));
    return buffer.get();
  }

  const Plan& plan_;
  std::span<const std::size_t> chain_;
  Index size_;
  bool streams_;
};

/// The part of a chain's tensors from `first` on. A tensor of one entry is the same in every tile.
class Tile {
public:
  Tile(const Plan& plan, const double* values, Index first, Index count) : plan_(plan), values_(values), first_(first), shape_{count} {}

  bool isWhole(std::size_t position) const { return plan_.node(position).shape.size() == 1; }
  /// `made`: where the numbers stand if not in memory.
  TensorView value(std::size_t position, const double* made = nullptr) const {
    static const Shape scalar;
    const double* const entries = values_ + plan_.node(position).offset;
    if (isWhole(position)) return {scalar, {entries, 1}};
    return {shape_, {made ? made : entries + first_, count()}};
  }
  std::span<double> in(double* slab, std::size_t position) const { return {slab + plan_.node(position).offset + first_, count()}; }
  std::size_t count() const { return static_cast<std::size_t>(shape_[0]); }

private:
  const Plan& plan_;
  const double* values_;
  Index first_;
  Shape shape_;
};

/// The inputs of one node in a tile.
class TileInputs {
public:
  /// `valueOf(input)`: its entries in the tile.
  template <typename ValueOf>
  TileInputs(const Plan& plan, std::size_t position, ValueOf&& valueOf) : count_(plan.inputsOf(position).size()) {
    std::ranges::transform(plan.inputsOf(position), tensors_.begin(),
                           [&](std::int64_t input) { return valueOf(static_cast<std::size_t>(input)); });
  }
  operator Inputs() const { return {std::span(tensors_).first(count_), 0}; }

private:
  std::array<TensorView, std::tuple_size_v<decltype(Operands::input)>> tensors_;
  std::size_t count_;
};

}  // namespace

void chainForward(const Plan& plan, std::span<const std::size_t> chain, double* values, const std::stop_token& stop) {
  const Walk walk(plan, chain);
  walk.forEachTile(stop, [&](Index first, Index count) {
    const Tile tile(plan, values, first, count);
    for (std::ptrdiff_t index = 0; index < std::ssize(chain); ++index) {
      const std::size_t p = chain[static_cast<std::size_t>(index)];
      const TileInputs inputs(plan, p, [&](std::size_t input) { return tile.value(input, walk.valueInPlace(input, index)); });
      const std::span<double> output = tile.in(values, p);
      double* const made = walk.placeOf(index);
      const Function& function = functionAt(plan, p);
      if (made && function.streamed) {
        function.streamed(inputs, plan.settings(p), {made, output.size()}, output.data());
        continue;
      }
      function.value(inputs, plan.settings(p), made ? std::span(made, output.size()) : output);
      if (made) streamTo(output.data(), made, count);
    }
  });
}

void chainBackward(const Plan& plan, std::span<const std::size_t> chain, const double* values, double* gradients,
                   const std::stop_token& stop) {
  // Calls `use(argument, input)` for the contributions of a node to tensors, or to single entries.
  const auto forEach = [&](std::size_t p, bool toEntries, auto use) {
    const std::span<const std::int64_t> inputs = plan.inputsOf(p);
    for (std::size_t k = 0; k < inputs.size(); ++k) {
      const auto input = static_cast<std::size_t>(inputs[k]);
      if (plan.isActive(p, k) && (plan.node(input).shape.size() == 1) == toEntries) use(k, input);
    }
  };
  const Walk walk(plan, chain);
  walk.forEachTile(stop, [&](Index first, Index count) {
    const Tile tile(plan, values, first, count);
    const auto at = [&](double* made, std::size_t p) { return made ? std::span(made, tile.count()) : tile.in(gradients, p); };
    for (std::ptrdiff_t index = 0; index < std::ssize(chain); ++index) {
      const std::size_t p = chain[static_cast<std::size_t>(index)];
      double* const made = walk.gradientPlace(index);
      const std::span<double> upstream = at(made, p);
      if (made) streamTo(tile.in(gradients, p).data(), made, count);  // all contributions to it have arrived
      const TileInputs inputs(plan, p, [&](std::size_t input) { return tile.value(input); });
      forEach(p, false, [&](std::size_t k, std::size_t input) {
        const Function& function = functionAt(plan, p);
        const std::span<double> downstream = at(walk.gradientPlace(input, index), input);
        if (plan.program().clears[plan.node(p).firstInput + k]) {
          function.assign(k, inputs, tile.value(p), plan.settings(p), upstream, downstream);
        } else {
          function.accumulate(k, inputs, tile.value(p), plan.settings(p), 1, upstream, downstream);
        }
      });
    }
  });
  // What goes to one entry is summed over the whole tensor at once, as it is outside a chain.
  for (const std::size_t p : chain) {
    forEach(p, true, [&](std::size_t k, std::size_t input) {
      const PlannedNode& node = plan.node(p);
      Call(plan, values, p)
          .accumulate(k, 1, {gradients + node.offset, static_cast<std::size_t>(node.shape.size())},
                      {gradients + plan.node(input).offset, 1});
    });
  }
}

}  // namespace core
