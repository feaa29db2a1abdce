#include "core/autodiff/leaf_tensor.h"

namespace core {

void checkLeafTensors(const Plan& plan, std::span<const LeafTensor> tensors) {
  for (const LeafTensor& given : tensors) {
    const Node& node = plan.graph().node(given.leaf);
    if (!node.isLeaf()) {
      throw Error("%1 is no leaf, but computed by %2: name an input, a parameter or a constant",
                  {node.id.text(), std::string(node.function->name)});
    }
    const Shape& shape = plan.node(given.leaf).shape;
    if (given.tensor.shape() != shape) {
      throw Error("the tensor for %1 has the shape %2, and %1 has the shape %3: they must be the same",
                  {node.id.text(), text(given.tensor.shape()), text(shape)});
    }
  }
}

}  // namespace core
