#include "ui/model/fresh_entries.h"

#include <algorithm>

#include "ui/model/sheet.h"

namespace ui {

std::vector<core::Index> marksAfterReshape(const core::Shape& from, const core::Shape& to,
                                           const std::vector<core::Index>& marks, bool withNew) {
  std::vector<core::Index> result;
  if (from.rank() != to.rank()) return result;
  for (core::Index k = 0; k < to.size(); ++k) {
    const core::IndexVector index = core::indexVector(to, k);
    bool inside = true;
    core::Index flat = 0;
    for (std::size_t axis = 0; axis < index.size(); ++axis) {
      const core::Index size = from[static_cast<core::Index>(axis)];
      inside = inside && index[axis] < size;
      flat = flat * size + index[axis];
    }
    if (inside ? std::ranges::binary_search(marks, flat) : withNew) result.push_back(k);
  }
  return result;
}

void settleFresh(Sheet& sheet) {
  for (auto leaf = sheet.fresh.begin(); leaf != sheet.fresh.end();) {
    const core::Node* node = sheet.graph.find(leaf->first);
    const bool isThere = node != nullptr && node->isLeaf() && node->value;
    if (isThere) {
      const core::Tensor& tensor = node->value->tensor;
      std::erase_if(leaf->second,
                    [&](core::Index k) { return k < 0 || k >= tensor.size() || tensor[k] != 0; });
    }
    leaf = !isThere || leaf->second.empty() ? sheet.fresh.erase(leaf) : std::next(leaf);
  }
}

}  // namespace ui
