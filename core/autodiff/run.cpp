#include "core/autodiff/workspace.h"

namespace core {

Tensor seedTensor(const Seed& seed, const Shape& output) {
  const auto unitRow = [&](Index flat) {
    Tensor row(output);
    row[flat] = 1;
    return row;
  };
  switch (seed.kind) {
    case Seed::Kind::Default:
    case Seed::Kind::Ones:
      return Tensor(output, 1);
    case Seed::Kind::Identity: {
      Tensor table(concatenated(output, output));
      const Index size = output.size();
      for (Index k = 0; k < size; ++k) table[k * size + k] = 1;
      return table;
    }
    case Seed::Kind::Element: {
      bool fits = static_cast<Index>(seed.element.size()) == output.rank();
      for (Index axis = 0; fits && axis < output.rank(); ++axis) {
        const Index index = seed.element[static_cast<std::size_t>(axis)];
        fits = index >= 0 && index < output[axis];
      }
      if (!fits) {
        std::string given;
        for (const Index index : seed.element) given += (given.empty() ? "" : ",") + std::to_string(index);
        throw Error("the seed names the entry (%1), and the output has the shape %2: give one index an axis, counted from 0",
                    {given, text(output)});
      }
      return unitRow(flatIndex(output, seed.element));
    }
    case Seed::Kind::Own:
      if (seed.own->shape() != output) {
        throw Error("the seed has the shape %1, and the output has the shape %2: they must be the same",
                    {text(seed.own->shape()), text(output)});
      }
      return *seed.own;
  }
  return Tensor(output, 1);
}

Trace run(std::shared_ptr<const Plan> plan, std::optional<Seed> seed, std::stop_token stop) {
  return Workspace().run(std::move(plan), seed, std::move(stop));
}

Trace run(const Graph& graph, std::optional<Seed> seed) { return run(Plan::compile(graph), std::move(seed)); }

}  // namespace core
