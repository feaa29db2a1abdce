#pragma once

#include <map>
#include <optional>
#include <span>
#include <vector>

#include "core/graph/graph.h"
#include "ui/figures/node_text.h"
#include "ui/figures/wire_path.h"

namespace ui {

/// Where one argument of a node is wired to.
struct InputPort {
  Port port;
  std::size_t argument = 0;
  bool wired = false;
  bool optional = false;  ///< may stay unwired: drawn only when it is needed

  bool operator==(const InputPort&) const = default;
};

/// Where the count of contributions stands on a page.
struct SumPlace {
  enum class Anchor { Middle, Left, Right };

  QPointF at;  ///< on the middle of the line's height
  Anchor anchor = Anchor::Middle;
  bool brief = false;  ///< "Σ 1 of 2" alone

  double leftOf(double width) const { return at.x() - (anchor == Anchor::Left ? 0 : anchor == Anchor::Right ? width : width / 2); }
  bool operator==(const SumPlace&) const = default;
};

/// Outline and ports of one node, in scene units.
struct NodeGeometry {
  QRectF rect;
  std::vector<InputPort>
      inputs;  ///< in the order of the arguments; a variadic function has one more than it has wires
  std::vector<Port>
      outputs;  ///< the first is where a new wire starts; further ones face consumers above or below
  std::vector<char> outputUsed;  ///< one an output: whether a wire starts there
  bool below = false;            ///< a wire ends at its lower side
  std::optional<SumPlace> sum = {};  ///< on a page; else below the node
  std::optional<QPointF> pill = {};  ///< on a page: the centre of "active"; else above the node
  double stripShift = 0;             ///< on a page: of the strip's middle from the node's, beside wires

  bool operator==(const NodeGeometry&) const = default;
};

/// Where a label stands: beside the wire at `on`, on the side of `across`. The label's centre follows from
/// its size.
struct LabelPlace {
  QPointF on;
  QPointF across;

  QPointF centre(QSizeF label) const;
  bool operator==(const LabelPlace&) const = default;
};

/// The line of one wire and the places of its labels.
struct WireGeometry {
  std::size_t from = 0;
  std::size_t to = 0;  ///< of the wire to the output's capsule: the output itself
  std::size_t argument = 0;
  std::size_t output = 0;  ///< which of the source's output ports
  WirePath path = {};
  LabelPlace value = {};     ///< above, or on the left
  LabelPlace gradient = {};  ///< below, or on the right
  QPointF pill = {};         ///< centre of "upstream" or "downstream"
  std::optional<QPointF> upstreamPill = {};  ///< on a page: the centre of "upstream"; else `pill`

  QPointF pillAt(bool upstream) const { return upstream ? upstreamPill.value_or(pill) : pill; }
  bool operator==(const WireGeometry&) const = default;
};

/// The height of a capsule with one line alone.
inline constexpr double lowCapsuleHeight = 30;

/// The capsule at the right of the output: how the output is drawn, not a node.
struct CapsuleGeometry {
  QRectF rect;
  WireGeometry wire;

  /// Whether there is room for a second line: "scalar output".
  bool hasNote() const { return rect.height() > lowCapsuleHeight; }
  bool operator==(const CapsuleGeometry&) const = default;
};

/// Where everything of a graph is drawn.
struct GraphGeometry {
  std::vector<NodeGeometry> nodes;  ///< by position
  std::vector<WireGeometry> wires;  ///< in the order of `core::Graph::wires()`
  std::optional<CapsuleGeometry> capsule;
  QRectF bounds;  ///< of all of it, with the labels around

  bool operator==(const GraphGeometry&) const = default;
};

/// The port in the middle of a side.
Port middleOf(const QRectF& rect, Side side);

/// `centres`: of the nodes; one that has no place stands at the origin. `texts`: by position.
/// `downwards`: wires leave below and enter above, as on a page that is narrow and high.
GraphGeometry geometryOf(const core::Graph& graph, const std::map<core::NodeId, QPointF>& centres,
                         std::span<const NodeText> texts, bool downwards = false);

/// Room that a label of a wire takes at least, px.
inline constexpr QSizeF labelSize{34, 14};

}  // namespace ui
