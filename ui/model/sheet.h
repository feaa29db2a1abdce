#pragma once

#include <QPointF>
#include <QString>
#include <array>
#include <map>
#include <optional>
#include <utility>

#include "core/graph/graph.h"
#include "ui/model/breakpoints.h"
#include "ui/model/fresh_entries.h"

namespace ui {

/// What an edit changes and undo brings back: the graph, where its nodes stand (centres, in scene units), and which entries
/// wait to be set. A value.
struct Sheet {
  core::Graph graph;
  std::map<core::NodeId, QPointF> positions;
  core::UnknownKeys unknown;  ///< keys of the file that this version does not know
  FreshEntries fresh = {};   ///< zeros of a repair that wait to be set

  bool operator==(const Sheet& other) const = default;
};

/// Where an equation's tensors of three axes and more are cut for slices, on the leading axes of k, j and i, and which page of blocks each
/// panel shows.
struct SlicePlace {
  std::array<core::IndexVector, 3> cut = {};
  std::array<int, 3> page = {};
  bool operator==(const SlicePlace&) const = default;
};
/// By node and argument.
using SlicePlaces = std::map<std::pair<core::NodeId, int>, SlicePlace>;

/// Where a single tensor is looked at: at a step that has no equation, or in the inspector; its value or the
/// gradient by it.
enum class TensorSpot { StepValue, StepGradient, Value, Gradient };
/// Where it is cut there on its leading axes, and which page of blocks is shown.
struct TensorPlace {
  core::IndexVector cut = {};
  int page = 0;
  bool operator==(const TensorPlace&) const = default;
};
using TensorPlaces = std::map<std::pair<core::NodeId, TensorSpot>, TensorPlace>;

/// How a sheet was last looked at: kept in its file, but neither undone nor a reason to ask whether to save.
struct ViewState {
  int cursor = 0;                     ///< position on the timeline
  std::optional<QPointF> centre;      ///< of the canvas, in scene units; empty = fit all
  double zoom = 1;
  std::optional<core::NodeId> selected;
  int argument = 0;                   ///< the dock's tab
  QString reading;                    ///< how the dock reads a generalized Jacobian: "vector", "matrix", "flat"
  QString tensors = {};               ///< how it reads tensors of three axes and more: "slices", "multiples", "nested"
  SlicePlaces slices = {};
  QString valueTensors = {};  ///< likewise how the inspector reads values and gradients
  QString gradientTensors = {};
  TensorPlaces tensorPlaces = {};
  Breakpoints breakpoints;

  bool operator==(const ViewState&) const = default;
};

}  // namespace ui
