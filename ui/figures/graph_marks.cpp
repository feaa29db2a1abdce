#include "ui/figures/graph_marks.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

#include "ui/figures/graph_text.h"
#include "ui/figures/text_style.h"

namespace ui {
namespace {

constexpr double framePadding = 14;
constexpr double bracketLift = 44;  ///< above the nodes: clear of strip and pill
constexpr double bracketFoot = 8;
constexpr double letters = 13;

QRectF rectOf(const GraphDrawing& drawing, const std::vector<core::NodeId>& ids) {
  QRectF rect;
  for (const core::NodeId& id : ids) {
    if (const auto position = drawing.graph.position(id)) rect |= drawing.geometry.nodes[*position].rect;
  }
  return rect;
}

/// A formula on the canvas' ground: wires and nodes do not run through it.
void paintPlated(QPainter& painter, QPointF centre, const QString& tex, const Theme& theme) {
  const double width = texSize(tex, letters).width() + 8;
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.canvas);
  painter.drawRoundedRect(QRectF(centre.x() - width / 2, centre.y() - 9, width, 18), 4, 4);
  paintTexCentred(painter, centre, tex, letters, theme.local);
}

QRectF rectOf(const GraphMarks::Ghost& ghost) { return {ghost.centre - QPointF(52, 23), QSizeF(104, 46)}; }

/// The port to which a ghost would be wired; its own middle where there is none.
QPointF portOf(const GraphDrawing& drawing, const GraphMarks::Ghost& ghost) {
  const auto to = drawing.graph.position(ghost.to);
  if (!to) return ghost.centre;
  for (const InputPort& input : drawing.geometry.nodes[*to].inputs) {
    if (input.argument == ghost.argument) return input.port.at;
  }
  return ghost.centre;
}

void paintGhost(QPainter& painter, const GraphDrawing& drawing, const GraphMarks::Ghost& ghost,
                const Theme& theme) {
  const QRectF rect = rectOf(ghost);
  const QPointF port = portOf(drawing, ghost);
  QPen pen(theme.local, 1.8);
  pen.setDashPattern({4, 3});
  painter.setPen(pen);
  const QPointF from(std::clamp(port.x(), rect.left(), rect.right()),
                     std::clamp(port.y(), rect.top(), rect.bottom()));
  painter.drawLine(from, port);
  painter.setBrush(theme.localTint);
  painter.drawRoundedRect(rect, 7, 7);
  paintTexCentred(painter, rect.center(), ghost.tex, 15, theme.local);
}

/// What a node and the lines above and below it cover: strip, pill, and the count of contributions where it has several.
QRectF coveredBy(const NodeGeometry& node, bool countsContributions) {
  QRectF covered = node.rect.adjusted(-2, -24, 2, 4);
  if (countsContributions) {
    constexpr double sumHeight = 28, sumWidth = 150;
    const double left = node.below ? node.rect.center().x() : node.rect.center().x() - sumWidth / 2;
    covered |= QRectF(left, node.rect.bottom(), sumWidth, sumHeight);
  }
  return covered;
}

QSizeF noteSize(const QString& tex) { return {texSize(tex, letters).width() + 8, 18}; }

/// Where the note of the frame covers least: below its middle, else beside that or lower, else above it.
QPointF notePlace(const GraphDrawing& drawing, const GraphMarks& marks) {
  const QRectF frame = rectOf(drawing, marks.framed).adjusted(-framePadding, -framePadding, framePadding, framePadding);
  const QSizeF size = noteSize(marks.frameNote);
  std::vector<QRectF> nodes, labels;
  std::vector<int> uses(drawing.geometry.nodes.size());
  for (const WireGeometry& wire : drawing.geometry.wires) ++uses[wire.from];
  for (std::size_t p = 0; p < uses.size(); ++p) nodes.push_back(coveredBy(drawing.geometry.nodes[p], uses[p] > 1));
  if (drawing.geometry.capsule) nodes.push_back(drawing.geometry.capsule->rect);
  for (const WireGeometry& wire : drawing.geometry.wires)
    for (const LabelPlace& place : {wire.value, wire.gradient}) {
      const QPointF centre = place.centre(labelSize);
      labels.emplace_back(centre - QPointF(labelSize.width(), labelSize.height()) / 2, labelSize);
    }
  const auto covers = [&](QPointF centre) {
    const QRectF note = QRectF(centre - QPointF(size.width(), size.height()) / 2, size).adjusted(-3, -2, 3, 2);
    const auto hit = [&](const QRectF& other) { return note.intersects(other); };
    double cost = 20.0 * static_cast<double>(std::ranges::count_if(nodes, hit)) + 8.0 * static_cast<double>(std::ranges::count_if(labels, hit));
    for (const WireGeometry& wire : drawing.geometry.wires) {
      if (!wire.path.bounds().adjusted(-1, -1, 1, 1).intersects(note)) continue;
      bool crossed = false;
      constexpr int samples = 24;
      for (int k = 0; k <= samples && !crossed; ++k) crossed = note.contains(wire.path.at(static_cast<double>(k) / samples));
      cost += crossed ? 1 : 0;
    }
    return cost;
  };
  const double half = size.width() / 2, middle = frame.center().x();
  const double left = std::min(frame.left() + half, middle), right = std::max(frame.right() - half, middle);
  QPointF best;
  double least = HUGE_VAL;
  for (const double y : {frame.bottom() + 14, frame.bottom() + 36, frame.bottom() + 58, frame.top() - 12, frame.top() - 64})
    for (const double x : {middle, left, right, frame.left() - half - 6, frame.right() + half + 6})
      if (const double cost = covers({x, y}); cost < least) {
        least = cost;
        best = {x, y};
      }
  return best;
}

void paintFrameNote(QPainter& painter, const GraphDrawing& drawing, const GraphMarks& marks,
                    const Theme& theme) {
  if (rectOf(drawing, marks.framed).isNull() || marks.frameNote.isEmpty()) return;
  paintPlated(painter, notePlace(drawing, marks), marks.frameNote, theme);
}

void quieten(WireLook& wire) {
  if (wire.state == WireState::Upstream || wire.state == WireState::Downstream) wire.state = WireState::Idle;
  wire.pill.clear();
}

}  // namespace

void applyMarks(GraphLooks& looks, const GraphDrawing& drawing, const GraphMarks& marks) {
  if (marks.plain) {
    for (NodeLook& node : looks.nodes) {
      node.pill = {};
      if (node.outline == Outline::Active) node.outline = Outline::Idle;
    }
    for (WireLook& wire : looks.wires) quieten(wire);
    quieten(looks.capsule.wire);
    looks.capsule.pill = {};
    if (looks.capsule.outline == Outline::Active) looks.capsule.outline = Outline::Idle;
  }
  for (const GraphMarks::OnNode& mark : marks.nodes) {
    const auto position = drawing.graph.position(mark.id);
    if (!position) continue;
    NodeLook& node = looks.nodes[*position];
    if (mark.lit) node.outline = Outline::Active;
    if (mark.pill) node.pill = *mark.pill;
    if (mark.below.isEmpty()) continue;
    node.sum = mark.below;
    node.sumRest.clear();
    node.sumInk = Ink::Value;
  }
  for (const GraphMarks::OnWire& mark : marks.wires) {
    const auto to = drawing.graph.position(mark.to);
    if (!to) continue;
    const auto wire = std::ranges::find_if(drawing.geometry.wires, [&](const WireGeometry& geometry) {
      return geometry.to == *to && geometry.argument == mark.argument;
    });
    if (wire == drawing.geometry.wires.end()) continue;
    WireLook& look = looks.wires[static_cast<std::size_t>(wire - drawing.geometry.wires.begin())];
    if (mark.lit) {
      look.state = WireState::Lit;
      look.dashed = false;
      look.pill.clear();
    }
    if (mark.value) look.value = *mark.value;
    if (mark.gradient) look.gradient = *mark.gradient;
  }
}

QRectF frameNoteRect(const GraphDrawing& drawing, const GraphMarks& marks) {
  if (rectOf(drawing, marks.framed).isNull() || marks.frameNote.isEmpty()) return {};
  const QSizeF size = noteSize(marks.frameNote);
  return {notePlace(drawing, marks) - QPointF(size.width(), size.height()) / 2, size};
}

double bracketLine(const GraphDrawing& drawing, const GraphMarks& marks) {
  double top = 0;
  bool first = true;
  for (const GraphMarks::Bracket& bracket : marks.brackets) {
    const QRectF rect = rectOf(drawing, bracket.over);
    if (rect.isNull()) continue;
    top = first ? rect.top() : std::min(top, rect.top());
    first = false;
  }
  constexpr double formula = 9;  // half the height of what stands in the bracket's line
  const auto crosses = [&](const QRectF& node) {
    return std::ranges::any_of(marks.brackets, [&](const GraphMarks::Bracket& bracket) {
      const QRectF over = rectOf(drawing, bracket.over);
      return !over.isNull() && QRectF(over.left() - 8, top - formula, over.width() + 16, formula + bracketFoot).intersects(node);
    });
  };
  // Below a node that stands over the chain, where there is room.
  const double nodes = top;
  for (const double lift : {bracketLift, 38.0, 32.0}) {
    top = nodes - lift;
    if (std::ranges::none_of(drawing.geometry.nodes, crosses, &NodeGeometry::rect)) return top;
  }
  top = nodes - bracketLift;
  // Above one there may be another one.
  for (std::size_t round = 0; round < drawing.geometry.nodes.size(); ++round) {
    const double before = top;
    for (std::size_t p = 0; p < drawing.geometry.nodes.size(); ++p) {
      const QRectF node = drawing.geometry.nodes[p].rect.adjusted(-2, -24, 2, 2);
      if (crosses(node)) top = node.top() - bracketFoot - 4;
    }
    if (top == before) break;
  }
  return top;
}

void paintFrame(QPainter& painter, const GraphDrawing& drawing, const GraphMarks& marks, const Theme& theme) {
  const QRectF around = rectOf(drawing, marks.framed);
  if (around.isNull()) return;
  const QRectF frame = around.adjusted(-framePadding, -framePadding, framePadding, framePadding);
  QPen pen(theme.local, 1.2);
  pen.setDashPattern({4, 3});
  painter.setPen(pen);
  painter.setBrush(theme.localTint);
  painter.drawRoundedRect(frame, 11, 11);
}

void paintBrackets(QPainter& painter, const GraphDrawing& drawing, const GraphMarks& marks, const Theme& theme) {
  for (const GraphMarks::Ghost& ghost : marks.ghosts) paintGhost(painter, drawing, ghost, theme);
  const double top = bracketLine(drawing, marks);
  for (const GraphMarks::Bracket& bracket : marks.brackets) {
    const QRectF rect = rectOf(drawing, bracket.over);
    if (rect.isNull()) continue;
    const double width = texSize(bracket.tex, letters).width() + 16;
    const double left = rect.left() - 6, right = rect.right() + 6, middle = rect.center().x();
    painter.setPen(QPen(theme.local, 1.8));
    painter.drawPolyline(QPolygonF{{left, top + bracketFoot}, {left, top}, {std::max(left, middle - width / 2), top}});
    painter.drawPolyline(QPolygonF{{std::min(right, middle + width / 2), top}, {right, top}, {right, top + bracketFoot}});
    paintPlated(painter, {middle, top}, bracket.tex, theme);
  }
  paintFrameNote(painter, drawing, marks, theme);
}

QRectF marksRect(const GraphDrawing& drawing, const GraphMarks& marks) {
  QRectF rect = rectOf(drawing, marks.framed);
  rect |= frameNoteRect(drawing, marks);
  if (!rect.isNull()) rect.adjust(-framePadding - 2, -framePadding - 2, framePadding + 2, framePadding + 2);
  for (const GraphMarks::Ghost& ghost : marks.ghosts) {
    const QPointF port = portOf(drawing, ghost);
    rect |= (rectOf(ghost) | QRectF(port, QSizeF(1, 1)) | QRectF(ghost.centre, port).normalized())
                .adjusted(-3, -3, 3, 3);
  }
  for (const GraphMarks::Bracket& bracket : marks.brackets) {
    const QRectF over = rectOf(drawing, bracket.over);
    if (over.isNull()) continue;
    rect |= QRectF(QPointF(over.left() - 10, bracketLine(drawing, marks) - 14), QPointF(over.right() + 10, over.top()));
  }
  return rect;
}

bool isOnBrackets(const GraphDrawing& drawing, const GraphMarks& marks, QPointF point) {
  if (marks.brackets.size() < 2) return false;
  QRectF all;
  for (const GraphMarks::Bracket& bracket : marks.brackets) all |= rectOf(drawing, bracket.over);
  if (all.isNull()) return false;
  const double top = bracketLine(drawing, marks);
  return QRectF(QPointF(all.left() - 8, top - 10), QPointF(all.right() + 8, top + bracketFoot + 6)).contains(point);
}

std::optional<core::NodeId> bracketBorderAt(const GraphDrawing& drawing, const GraphMarks& marks, double x) {
  std::vector<core::NodeId> nodes;
  for (const GraphMarks::Bracket& bracket : marks.brackets) nodes.insert(nodes.end(), bracket.over.begin(), bracket.over.end());
  if (nodes.size() < 2) return std::nullopt;
  nodes.pop_back();
  const auto distance = [&](const core::NodeId& id) {
    const auto position = drawing.graph.position(id);
    return position ? std::abs(drawing.geometry.nodes[*position].rect.right() - x) : HUGE_VAL;
  };
  return *std::ranges::min_element(nodes, {}, distance);
}

}  // namespace ui
