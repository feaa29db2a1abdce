#pragma once

#include <QString>

#include <span>
#include <vector>

#include "core/graph/graph.h"
#include "core/graph/shapes.h"

namespace ui {

/// The outline that tells what a node is: functions are boxes, or gates in a circuit of scalars; each kind of
/// leaf has its own.
enum class NodeForm { Box, Gate, Input, Parameter, Constant };

bool isLeafForm(NodeForm form);

/// What is written in a node. It does not change while the run is stepped through.
struct NodeText {
  NodeForm form = NodeForm::Box;
  bool compact = false;  ///< drawn small, in a circuit of scalars
  QString title;         ///< plain: "Linear", of a gate "×"; empty for leaves
  QString tex;           ///< formula, or a leaf's name
  QString tail;          ///< plain text that follows a leaf's name: " = class 2"
  QString note;          ///< second line of a leaf: "input · 4"
  double width = 0;      ///< of the outline, px
  bool awaitsFormula = false;  ///< measured before its formula was typeset
  double height = 0;     ///< of the outline where its form's is too high for a page; else 0

  /// Whether the same is drawn.
  bool operator==(const NodeText& other) const;
};

/// Whether the graph is a circuit, drawn with small gates: all functions are elementwise and all known shapes
/// scalar.
bool isCircuit(const core::Graph& graph, std::span<const core::ShapeResult> shapes);

/// The texts of all nodes, by position. Nodes that stand in `before` too keep their texts, unless these awaited a
/// formula.
std::vector<NodeText> nodeTexts(const core::Graph& graph, std::span<const core::ShapeResult> shapes,
                                const core::Graph& before = {}, std::span<const NodeText> textsBefore = {});

/// Narrowest and widest outline of a function; what does not fit is set smaller.
inline constexpr double boxWidth = 102;
inline constexpr double widestBox = 160;

}  // namespace ui
