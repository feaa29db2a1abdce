#include "ui/model/renames.h"

namespace ui {

std::optional<std::pair<core::NodeId, core::NodeId>> renameBetween(const core::Graph& before,
                                                                   const core::Graph& after) {
  if (before.size() != after.size() || before.sharesAllWith(after)) return std::nullopt;
  std::optional<std::pair<core::NodeId, core::NodeId>> names;
  for (std::size_t p = 0; p < before.size(); ++p) {
    const core::NodePointer &was = before.nodes()[p], &is = after.nodes()[p];
    if (was == is || was->id == is->id) continue;
    if (names || was->function != is->function || after.find(was->id) != nullptr) return std::nullopt;
    names = std::pair(was->id, is->id);
  }
  if (!names || before.renamed(names->first, names->second) != after) return std::nullopt;
  return names;
}

}  // namespace ui
