#pragma once

#include <QPointF>

#include <span>
#include <vector>

#include "ui/figures/export/page_flow.h"
#include "ui/figures/wire_path.h"

namespace ui {

/// A wire between two rows of a page.
struct RowCrossing {
  std::size_t wire = 0;
  int from = 0, to = 0;  ///< the rows
};

/// How many wires run in the fullest gap between rows.
int mostLanes(std::span<const RowCrossing> crossings);

/// The gap between rows that a wire runs in.
int gapOf(const RowCrossing& crossing);

/// Room for the wires in a gap between rows, each with its numbers.
double rowGapFor(int lanes);

/// y of the lane of the `k`-th of `count` wires in a gap.
double laneAt(const PageFlow& flow, int gap, int k, int count);

/// Out to the right, along the lane, and in from the left.
std::vector<QPointF> cornersAlong(QPointF from, QPointF to, double lane, int k);

}  // namespace ui
