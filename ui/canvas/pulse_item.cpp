#include "ui/canvas/pulse_item.h"

#include <QPainter>

#include "ui/figures/wire_painter.h"

namespace ui {
namespace {

constexpr double radius = 5;
constexpr double glow = 10;
constexpr double handOver = 0.4;  // when what came down goes on
constexpr std::size_t mostPulses = 200;

}  // namespace

std::vector<Pulse> pulsesOf(const GraphDrawing& drawing, const GraphLooks& looks, const Moment& moment, int known) {
  std::vector<Pulse> pulses;
  const auto step = moment.shown();
  if (!step) return pulses;
  const auto& geometry = drawing.geometry;
  if (step->kind == Step::Kind::Seed) {
    if (geometry.capsule) pulses.push_back({geometry.capsule->wire.path, true, WireState::Downstream});
    return pulses;
  }
  const bool backward = step->kind == Step::Kind::Backward;
  int number = 0;
  for (std::size_t k = 0; k < geometry.wires.size() && pulses.size() < mostPulses; ++k) {
    const WireGeometry& wire = geometry.wires[k];
    const WireLook& look = looks.wires[k];
    if (!backward) {
      if (wire.to == step->node) pulses.push_back({wire.path, false, WireState::Idle});
    } else if (wire.to == step->node && look.state == WireState::Downstream && !look.asked) {
      if (number++ >= known) pulses.push_back({wire.path, true, look.state, known == 0 ? handOver : 0.0});
    } else if (look.state == WireState::Upstream && known == 0) {
      pulses.push_back({wire.path, true, look.state, 0, handOver});
    }
  }
  if (backward && known == 0 && geometry.capsule && looks.capsule.wire.state == WireState::Upstream) {
    pulses.push_back({geometry.capsule->wire.path, true, WireState::Upstream, 0, handOver});
  }
  return pulses;
}

PulseItem::PulseItem() : theme_(&lightTheme()) {
  setZValue(2.5);
  setVisible(false);
}

void PulseItem::setPulses(std::vector<Pulse> pulses) {
  pulses_ = std::move(pulses);
  setVisible(!pulses_.empty());
  setProgress(0);
}

std::optional<QPointF> PulseItem::placeOf(const Pulse& pulse) const {
  if (progress_ < pulse.begin || progress_ > pulse.end) return std::nullopt;
  const double t = (progress_ - pulse.begin) / (pulse.end - pulse.begin);
  return pulse.path.at(pulse.backward ? 1 - t : t);
}

void PulseItem::setProgress(double progress) {
  progress_ = progress;
  QRectF bounds;
  for (const Pulse& pulse : pulses_) {
    if (const auto at = placeOf(pulse)) bounds |= QRectF(at->x() - glow - 1, at->y() - glow - 1, 2 * glow + 2, 2 * glow + 2);
  }
  updateWithin(bounds);
}

void PulseItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  painter->setPen(Qt::NoPen);
  for (const Pulse& pulse : pulses_) {
    const auto at = placeOf(pulse);
    if (!at) continue;
    QColor light = pulse.state == WireState::Idle ? theme_->value : wireColour(pulse.state, *theme_);
    painter->setBrush(theme_->nodeFill);
    painter->drawEllipse(*at, radius + 1.5, radius + 1.5);
    painter->setBrush(light);
    painter->drawEllipse(*at, radius, radius);
    light.setAlphaF(0.28F);
    painter->setBrush(light);
    painter->drawEllipse(*at, glow, glow);
  }
}

}  // namespace ui
