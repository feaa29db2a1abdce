#include "ui/model/descent.h"

#include "ui/model/edits.h"

namespace ui {

int descend(Sheet& sheet, const Moment& moment, double eta) {
  if (moment.trace().stack().rank() != 0) return 0;
  int count = 0;
  for (std::size_t p = 0; p < moment.graph().size(); ++p) {
    const core::Node& node = moment.graph().node(p);
    const core::Node* now = sheet.graph.find(node.id);
    if (!node.isParameter() || now == nullptr || now->value != node.value || !moment.gradientComplete(p)) continue;
    core::Tensor changed = node.value->tensor;
    const core::TensorView gradient = moment.trace().gradient(p);
    if (gradient.size() != changed.size()) continue;
    for (core::Index k = 0; k < changed.size(); ++k) changed[k] -= eta * gradient[k];
    setLeafValue(sheet, node.id, {std::move(changed), std::nullopt});
    ++count;
  }
  return count;
}

}  // namespace ui
