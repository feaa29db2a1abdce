#include "ui/canvas/draw_wire.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>

#include "ui/figures/wire_painter.h"
#include "ui/model/edits.h"
#include "ui/model/names.h"

namespace ui {
namespace {

constexpr double portReach = 14;

QString translate(const char* text) { return QCoreApplication::translate("canvas", text); }

/// Where a wire would end by itself: opposite to where it begins.
Port freeEnd(const Port& from, QPointF at) {
  const bool level = std::abs(at.x() - from.at.x()) > std::abs(at.y() - from.at.y());
  if (level) return {at, at.x() > from.at.x() ? Side::Left : Side::Right};
  return {at, at.y() > from.at.y() ? Side::Top : Side::Bottom};
}

}  // namespace

DrawWire::DrawWire(Document& document, CanvasScene& scene, const PortRef& start, Reports reports)
    : document_(document),
      scene_(scene),
      reports_(std::move(reports)),
      fixed_(start),
      end_(start.at),
      start_(start.at) {
  const core::Graph& graph = document.graph();
  const core::Node* node = graph.find(start.node);
  if (!start.isOutput && node && start.argument < node->inputs.size() && node->inputs[start.argument]) {
    lifted_ = WireId{start.node, start.argument};
    fixed_ = outputOf(scene.drawing(), *node->inputs[start.argument]);
    for (const WireGeometry& wire : scene.drawing().geometry.wires) {
      const bool own =
          scene.drawing().graph.node(wire.to).id == start.node && wire.argument == start.argument;
      if (own) fixed_.at = wire.path.start();
    }
  }
  candidates_ = candidatesFor(scene.drawing(), fixed_, lifted_);
}

const WireCandidate* DrawWire::candidateAt(QPointF point) const {
  const WireCandidate* nearest = nullptr;
  double least = portReach;
  for (const WireCandidate& candidate : candidates_) {
    const double away = std::hypot(candidate.port.at.x() - point.x(), candidate.port.at.y() - point.y());
    if (away > least ||
        (candidate.fit == WireCandidate::Fit::Loops && candidate.port.node == fixed_.node && !left_))
      continue;
    least = away;
    nearest = &candidate;
  }
  if (nearest) return nearest;
  // On a node but not on a port: its output, or the first argument that has no wire yet.
  const auto node = nodeAt(scene_.drawing(), point);
  if (!node || *node == fixed_.node) return nullptr;
  std::size_t argument = fixed_.isOutput ? freeArgument(document_.graph(), *node) : 0;
  if (lifted_ && lifted_->to == *node) argument = lifted_->argument;
  const auto found = std::find_if(candidates_.begin(), candidates_.end(), [&](const WireCandidate& c) {
    return c.port.node == *node && (!fixed_.isOutput || c.port.argument == argument);
  });
  return found == candidates_.end() ? nullptr : &*found;
}

void DrawWire::aim(const WireCandidate* target) {
  target_ = target;
  loop_.clear();
  if (target && target->fit == WireCandidate::Fit::Loops) {
    const core::Graph& graph = document_.graph();
    loop_ = fixed_.isOutput ? graph.loopThrough(fixed_.node, target->port.node)
                            : graph.loopThrough(target->port.node, fixed_.node);
  }
}

void DrawWire::moved(QPointF point, Qt::KeyboardModifiers) {
  left_ = left_ || std::hypot(point.x() - start_.x(), point.y() - start_.y()) > portReach;
  end_ = point;
  aim(candidateAt(point));
}

void DrawWire::released(QPointF point, Qt::KeyboardModifiers) {
  if (!left_) {
    if (lifted_) scene_.setSelection({{}, {*lifted_}});
    return;
  }
  if (target_) {
    if (target_->fit == WireCandidate::Fit::Loops)
      reports_.said(loopMessage(loop_));
    else
      connectTo(*target_);
  } else if (lifted_) {
    document_.tryEdit(translate("Take a wire off"),
                      [&](Sheet& sheet) { disconnect(sheet, lifted_->to, lifted_->argument); });
  } else if (!nodeAt(scene_.drawing(), point)) {
    reports_.droppedOnNothing(point, fixed_);
  }
}

void DrawWire::connectTo(const WireCandidate& target) {
  const PortRef& source = fixed_.isOutput ? fixed_ : target.port;
  const PortRef& sink = fixed_.isOutput ? target.port : fixed_;
  const WireId wire{sink.node, sink.argument};
  const core::Node* to = document_.graph().find(sink.node);
  const core::Node* from = document_.graph().find(source.node);
  if (!to || !from) return;
  std::optional<core::NodeId> replaced;
  if (sink.argument < to->inputs.size() && lifted_ != wire) replaced = to->inputs[sink.argument];
  if (replaced == source.node) replaced.reset();
  const QString names[] = {plainName(*from), plainName(*to)};
  const bool done =
      document_.tryEdit(translate("Connect %1 to %2").arg(names[0], names[1]), [&](Sheet& sheet) {
        if (lifted_ && lifted_ != wire) disconnect(sheet, lifted_->to, lifted_->argument);
        connect(sheet, source.node, sink.node, sink.argument);
      });
  if (done && replaced) {
    reports_.said(
        translate("The wire from %1 was replaced: an argument has one wire. Undo (Ctrl+Z) brings it back.")
            .arg(QString::fromStdString(replaced->text())));
  }
}

QString DrawWire::message() const {
  if (!target_) return {};
  return target_->fit == WireCandidate::Fit::Loops ? loopMessage(loop_) : target_->reason;
}

bool DrawWire::cycle(int step) {
  std::vector<const WireCandidate*> fitting;
  for (const WireCandidate& candidate : candidates_) {
    if (candidate.fit == WireCandidate::Fit::Fits) fitting.push_back(&candidate);
  }
  if (fitting.empty()) return false;
  const auto away = [&](const WireCandidate* c) {
    return std::hypot(c->port.at.x() - fixed_.at.x(), c->port.at.y() - fixed_.at.y());
  };
  std::stable_sort(fitting.begin(), fitting.end(), [&](auto* a, auto* b) { return away(a) < away(b); });
  const auto now = std::find(fitting.begin(), fitting.end(), target_);
  const auto count = static_cast<std::ptrdiff_t>(fitting.size());
  std::ptrdiff_t next =
      now == fitting.end() ? (step > 0 ? 0 : count - 1) : (now - fitting.begin() + step + count) % count;
  left_ = true;
  aim(fitting[static_cast<std::size_t>(next)]);
  end_ = target_->port.at;
  return true;
}

void DrawWire::paint(QPainter& painter, const Theme& theme) const {
  QColor veil = theme.canvas;
  veil.setAlphaF(0.7F);
  if (lifted_) {  // the wire as it was, faded out
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(veil, 7));
    for (const WireGeometry& wire : scene_.drawing().geometry.wires) {
      if (WireId{scene_.drawing().graph.node(wire.to).id, wire.argument} == *lifted_) {
        painter.drawPath(wire.path.painterPath());
      }
    }
  }
  for (const WireCandidate& candidate : candidates_) {
    const bool fits = candidate.fit == WireCandidate::Fit::Fits;
    const bool loops = candidate.fit == WireCandidate::Fit::Loops;
    painter.setPen(fits ? QPen(theme.accent, 2) : QPen(loops ? theme.lineSoft : theme.faint, 1.4));
    painter.setBrush(&candidate == target_ ? (fits ? theme.accent : theme.error)
                     : fits                ? theme.accentTint
                                           : veil);
    const double radius = fits ? 7 : 4.5;
    painter.drawEllipse(candidate.port.at, radius, radius);
  }
  for (const core::NodeId& id : loop_) {
    if (const auto p = scene_.drawing().graph.position(id)) {
      painter.setPen(QPen(theme.error, 2.6));
      painter.setBrush(Qt::NoBrush);
      painter.drawRoundedRect(scene_.drawing().geometry.nodes[*p].rect.adjusted(-4, -4, 4, 4), 12, 12);
    }
  }
  const bool refused = target_ && target_->fit == WireCandidate::Fit::Loops;
  const QPointF end = target_ ? target_->port.at : end_;
  const Port from{fixed_.at, fixed_.isOutput ? Side::Right : Side::Left};
  painter.setPen(QPen(refused ? theme.error : theme.accent, 2.4, target_ ? Qt::SolidLine : Qt::DashLine));
  painter.setBrush(Qt::NoBrush);
  painter.drawPath(WirePath(from, freeEnd(from, end)).painterPath());
}

}  // namespace ui
