#pragma once

#include <optional>

#include "ui/figures/graph_marks.h"
#include "ui/model/path_list.h"

namespace ui {

/// A number as people write it: 9, 0.25, 3.9 × 10⁻⁷.
QString shortNumber(double v);

/// What the graph shows of a list of paths: local gradients on the wires, which nodes are used several times,
/// and the path or the wire that is lit.
GraphMarks pathMarks(const PathList& list, std::optional<std::size_t> row, std::optional<std::size_t> wire);

}  // namespace ui
