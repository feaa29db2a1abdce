#pragma once

#include <vector>

#include "ui/canvas/canvas_item.h"
#include "ui/figures/graph_drawing.h"
#include "ui/figures/graph_look.h"
#include "ui/model/moment.h"
#include "ui/model/theme.h"

namespace ui {

/// A point of light that runs along a wire for a part of the time from 0 to 1.
struct Pulse {
  WirePath path;
  bool backward = false;  ///< from the input to the output, as gradients go
  WireState state = WireState::Idle;
  double begin = 0;
  double end = 1;
};

/// What introduces the step that the moment shows: values run forward into the node, gradients down to it and on to its inputs. Of a step that is
/// shown wire by wire, the gradients after the first `known`.
std::vector<Pulse> pulsesOf(const GraphDrawing& drawing, const GraphLooks& looks, const Moment& moment, int known);

/// The pulses on the canvas. Only there: no figure has them.
class PulseItem : public CanvasItem {
public:
  PulseItem();

  void setTheme(const Theme& theme) { theme_ = &theme; }
  void setPulses(std::vector<Pulse> pulses);
  /// From 0 to 1; redraws no more than the points of light.
  void setProgress(double progress);

  void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
  std::optional<QPointF> placeOf(const Pulse& pulse) const;

  std::vector<Pulse> pulses_;
  double progress_ = 0;
  const Theme* theme_;
};

inline constexpr int pulseMilliseconds = 350;

}  // namespace ui
